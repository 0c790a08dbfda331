"""Thresholds of flags as the environment gives them."""

from __future__ import annotations

from dataclasses import fields

import pytest

from data.errors import BadThreshold
from data.thresholds import Thresholds, thresholds, variable


def test_defaults_hold_where_nothing_is_set() -> None:
    assert thresholds({}) == thresholds({"AUDIT_FLAG_REMOVALS": " "}) == Thresholds()


def test_each_can_be_set() -> None:
    for threshold in fields(Thresholds):
        least = threshold.metadata["least"]
        given = thresholds({variable(threshold.name): f" {least} "})
        assert given == Thresholds(**{threshold.name: least})
    assert variable("burst_failures") == "AUDIT_FLAG_BURST_FAILURES"


def test_the_environment_of_the_process_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDIT_FLAG_SPRAY_ACCOUNTS", "25")
    assert thresholds().spray_accounts == 25


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ten", r"AUDIT_FLAG_BURST_FAILURES must be a whole number, not 'ten'"),
        ("2.5", r"must be a whole number, not '2.5'"),
        ("1", r"must be from 2 to 10,000 \(failed logins that make a burst\), not 1"),
        ("10001", r"from 2 to 10,000 .*, not 10,001"),
    ],
)
def test_bad_ones_are_told(text: str, message: str) -> None:
    with pytest.raises(BadThreshold, match=message):
        thresholds({"AUDIT_FLAG_BURST_FAILURES": text})
