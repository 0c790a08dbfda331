"""The rules as a page of documentation, made from the code's own lists."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from data.thresholds import Thresholds, variable
from queries.flags.rules import RULES, Rule

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "flags.md"


def rules_text() -> str:
    """Rules and thresholds in Markdown, with the thresholds that hold where none is set."""
    parts = [_rule(rule) for rule in RULES]
    lines = ["| variable | default | range | meaning |", "| --- | ---: | --- | --- |"]
    for limit in fields(Thresholds):
        known = limit.metadata
        lines.append(
            f"| `{variable(limit.name)}` | {limit.default} | {known['least']} to {known['most']} | "
            f"{known['meaning']} |"
        )
    return "\n\n".join(["## The rules", *parts, "## Thresholds", "\n".join(lines)])


def _rule(rule: Rule) -> str:
    types = ", ".join(f"`{name}`" for name in rule.log_types) or "any"
    return (
        f"### {rule.title} (`{rule.name}`)\n\n"
        f"- Why it matters: {rule.matters}\n"
        f"- Counts: {rule.counts(Thresholds())}\n"
        f"- Baseline: {rule.compares(Thresholds())}\n"
        f"- Evidence: {rule.shows} Log types: {types}."
    )
