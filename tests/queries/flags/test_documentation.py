"""docs/flags.md says what the code does."""

from __future__ import annotations

from dataclasses import asdict

from data.thresholds import Thresholds
from queries.flags.documentation import DOCUMENT, rules_text
from queries.flags.rules import RULES


def test_the_page_has_the_rules_and_thresholds_as_the_code_has_them() -> None:
    """`python -m benchmarks.flags --write` writes them."""
    text = DOCUMENT.read_text(encoding="utf-8")
    assert text.partition("<!-- rules -->\n")[2].partition("\n<!-- end of rules -->")[0] == (
        rules_text()
    )


def test_sentences_hold_the_thresholds_that_are_set() -> None:
    limits = Thresholds(burst_failures=12, burst_minutes=7)
    assert "At least 12 failed logins on one account within 7 minutes" in RULES[0].counts(limits)


def test_every_threshold_is_told() -> None:
    told = " ".join(rule.counting + rule.baseline for rule in RULES)
    assert all(f"{{{name}}}" in told for name in asdict(Thresholds()))
    for rule in RULES:
        for sentence in (rule.matters, rule.counting, rule.baseline, rule.shows):
            assert sentence.endswith(".")


def test_baselines_hold_the_thresholds_that_are_set() -> None:
    limits = Thresholds(history_days=30)
    assert all("{" not in rule.counts(limits) + rule.compares(limits) for rule in RULES)
    assert RULES[0].compares(limits).endswith("average day of the 30 days before.")
