"""Groups of conditions as people say them."""

from __future__ import annotations

from datetime import datetime

from queries.conditions import Condition, Group, spoken
from queries.time_words import local_time, time_words

_LONGEST, _MOST = 200, 20
"""Letters of a value, and values, that are told; more would hide the rest of the sentence."""


def group_words(group: Group, zone: str) -> str:
    """The group as part of a sentence, moments in the zone: "app_id is 1 and not (…)"."""
    said = [_part_words(part, zone, alone=len(group.parts) == 1) for part in group.parts]
    if group.kind == "all":
        return " and ".join(said)
    either = " or ".join(said)
    return either if group.kind == "any" else f"not ({either})"


def _part_words(part: Condition | Group, zone: str, alone: bool) -> str:
    if isinstance(part, Condition):
        return condition_words(part, zone)
    said = group_words(part, zone)
    return said if alone or len(part.parts) == 1 or part.kind == "none" else f"({said})"


def condition_words(condition: Condition, zone: str) -> str:
    """One condition: "status_code at least 400", "created_at before 1 Oct 2026 10:00"."""
    values = [_value_words(condition, value, zone) for value in condition.values[:_MOST]]
    if len(condition.values) > _MOST:
        values.append(f"one of {len(condition.values) - _MOST:,} more")
    return " ".join([condition.field, spoken(condition.operator), " or ".join(values)]).strip()


def _value_words(condition: Condition, value: str, zone: str) -> str:
    if condition.kind == "time" or condition.operator in {"before", "after"}:
        return time_words(local_time(datetime.fromisoformat(value), zone))
    if condition.kind == "integer" or condition.operator in {"at_least", "at_most"}:
        return value
    return f"«{value}»" if len(value) <= _LONGEST else f"«{value[:_LONGEST]}…»"
