"""Conditions evaluated in plain Python: what the SQL must agree with."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from data.columns import LOWER_CASE
from data.key_path import EACH
from queries.conditions import Condition, Group

Row = Mapping[str, Any]
"""A row of `logs`: its columns by name, times aware."""


def holds(part: Condition | Group, row: Row) -> bool:
    """Whether the row fits."""
    if isinstance(part, Condition):
        return _condition_holds(part, row)
    every = [holds(inner, row) for inner in part.parts]
    return {"all": all(every), "any": any(every), "none": not any(every)}[part.kind]


def values_of(condition: Condition, row: Row) -> list[Any]:
    """What the row holds in the condition's field: none, one or, with `[]`, many values."""
    if condition.kind == "key":
        return list(_at(_decoded(row["data"]), condition.steps))
    value = row[condition.field]
    return [] if value is None else [value]


def _condition_holds(condition: Condition, row: Row) -> bool:
    values = values_of(condition, row)
    match condition.operator:
        case "is_empty":
            return not any(value != "" for value in values)
        case "is_not_empty":
            return any(value != "" for value in values)
        case "is_not":
            return not any(_FITS["is"](condition, value) for value in values)
        case operator:
            return any(_FITS[operator](condition, value) for value in values)


def _equal(condition: Condition, value: Any) -> bool:
    if condition.kind == "integer":
        return value in map(int, condition.values)
    if condition.column in LOWER_CASE:
        return value in [text.lower() for text in condition.values]
    return value in condition.values


def _compared(condition: Condition, value: Any) -> Any:
    """The value and what it is compared with; None where it cannot be."""
    asked = condition.values[0]
    if condition.kind == "integer":
        return value, int(asked)
    if condition.kind == "time":
        return value, datetime.fromisoformat(asked)
    if condition.operator in {"before", "after"}:
        timely = re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?Z)?", value)
        at = datetime.fromisoformat(value) if timely else None
        return at and (at.replace(tzinfo=UTC), datetime.fromisoformat(asked))
    number = re.fullmatch(r"-?[0-9]{1,18}([.][0-9]+)?", value)
    return number and (Decimal(value), Decimal(asked))


def _ordered(fits: Callable[[Any, Any], bool]) -> Callable[[Condition, Any], bool]:
    def asked(condition: Condition, value: Any) -> bool:
        pair = _compared(condition, value)
        return bool(pair) and fits(*pair)

    return asked


_FITS: Mapping[str, Callable[[Condition, Any], bool]] = {
    "is": _equal,
    "one_of": _equal,
    "contains": lambda condition, value: condition.values[0].lower() in value.lower(),
    "starts_with": lambda condition, value: value.lower().startswith(condition.values[0].lower()),
    "before": _ordered(lambda value, asked: value < asked),
    "after": _ordered(lambda value, asked: value > asked),
    "at_least": _ordered(lambda value, asked: value >= asked),
    "at_most": _ordered(lambda value, asked: value <= asked),
}


def _decoded(text: str | None) -> Any:
    try:
        return json.loads(text or "", strict=True)
    except ValueError:
        return None


def _at(value: Any, steps: tuple[str, ...]) -> Iterator[str]:
    if not steps:
        yield from _scalar(value)
    elif steps[0] == EACH:
        for item in value if isinstance(value, list) else ():
            yield from _at(item, steps[1:])
    elif isinstance(value, dict) and steps[0] in value:
        yield from _at(value[steps[0]], steps[1:])


def _scalar(value: Any) -> Iterator[str]:
    if isinstance(value, bool):
        yield str(value).lower()
    elif isinstance(value, (int, float)):
        yield str(value).removesuffix(".0")
    elif isinstance(value, str):
        yield value
