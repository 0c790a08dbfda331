"""Groups of conditions in SQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from data.columns import LOWER_CASE
from data.key_path import EACH
from queries.conditions import Condition, Group, Operator
from queries.portable import contains_text, lower_case, moment
from queries.portable_json import (
    ITEM,
    any_fits,
    has_value,
    json_at,
    number_in,
    scalar,
    starts_with_text,
    time_in,
    values_at,
)

Clause = sa.ColumnElement[bool]


def group_clause(group: Group, c: Any) -> Clause:
    """What the group asks of the columns `c`; what a log has no value for fits nothing."""
    return _group(group, c, wanted=True)


def _group(group: Group, c: Any, wanted: bool) -> Clause:
    """A clause that is true exactly where the group holds, or where it does not (`wanted` False).

    Negations are carried down to the conditions, as in SQL the opposite of null is null. Where no
    opposite is taken, null is as good as false.
    """
    each = wanted != (group.kind == "none")
    clauses = [
        _group(part, c, each) if isinstance(part, Group) else _condition(part, c, each)
        for part in group.parts
    ]
    together = wanted == (group.kind != "any")
    return sa.and_(*clauses) if together else sa.or_(*clauses)


def _condition(condition: Condition, c: Any, wanted: bool) -> Clause:
    operator = condition.operator
    if operator in _OPPOSITES:
        operator, wanted = _OPPOSITES[operator], not wanted
    clause = _asked(condition, operator, c)
    return clause if wanted else sa.not_(sa.func.coalesce(clause, sa.false()))


_OPPOSITES: Mapping[Operator, Operator] = {"is_not": "is", "is_empty": "is_not_empty"}


def _asked(condition: Condition, operator: Operator, c: Any) -> Clause:
    if condition.kind == "key":
        return _at_key(condition, operator, c)
    column = c[condition.column]
    if condition.kind == "integer":
        return _NUMBERS[operator](column, [int(value) for value in condition.values])
    if condition.kind == "time":
        return _TIMES[operator](column, [moment(_at(value)) for value in condition.values])
    return _text(column, operator, condition.values, condition.column in LOWER_CASE)


def _at_key(condition: Condition, operator: Operator, c: Any) -> Clause:
    """Logs without the key are left out by their `data_keys`: that spares reading their JSON.

    By cases, as an engine is free to ask what is joined by AND in the dearer order.
    """
    steps, values = condition.steps, condition.values
    filled = has_value(c["data_keys"], steps)
    if operator == "is_not_empty":
        return filled
    if EACH in steps:
        fits: Clause = any_fits(values_at(c["data"], steps), _in_data(ITEM, operator, values))
    else:
        fits = _in_data(scalar(json_at(c["data"], steps)), operator, values)
    return fits if "" in values else sa.case((filled, fits), else_=sa.false())


def _at(value: str) -> datetime:
    return datetime.fromisoformat(value)


def _text(column: Any, operator: Operator, values: tuple[str, ...], lower: bool) -> Clause:
    terms: list[Any] = [sa.literal(value, sa.Text) for value in values]
    if operator == "contains":
        return contains_text(column, terms[0])
    if operator == "starts_with":
        return starts_with_text(column, terms[0])
    if operator == "is_not_empty":
        return _filled(column)
    return _equal(column, [lower_case(term) for term in terms] if lower else terms)


def _filled(column: Any) -> Clause:
    clause: Clause = column != sa.literal("", sa.Text)
    return clause


def _in_data(value: Any, operator: Operator, values: tuple[str, ...]) -> Clause:
    if operator in {"at_least", "at_most"}:
        asked = sa.cast(sa.literal(values[0], sa.Text), sa.Numeric(28, 10))
        return _NUMBERS[operator](number_in(value), [asked])
    if operator in {"before", "after"}:
        at = _at(values[0]).replace(tzinfo=None).isoformat(timespec="microseconds")
        return _TIMES[operator](time_in(value), [sa.literal(f"{at}000", sa.Text)])
    return _text(value, operator, values, lower=False)


def _equal(column: Any, values: list[Any]) -> Clause:
    clause: Clause = column == values[0] if len(values) == 1 else column.in_(values)
    return clause


_Compare = Callable[[Any, list[Any]], Clause]

_NUMBERS: Mapping[Operator, _Compare] = {
    "is": _equal,
    "one_of": _equal,
    "is_not_empty": lambda column, _values: column.is_not(None),
    "at_least": lambda column, values: column >= values[0],
    "at_most": lambda column, values: column <= values[0],
}
_TIMES: Mapping[Operator, _Compare] = {
    **_NUMBERS,
    "before": lambda column, values: column < values[0],
    "after": lambda column, values: column > values[0],
}
