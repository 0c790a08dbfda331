"""The few SQL elements that engines spell differently."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

CLICKHOUSE = "clickhousedb"


class add_seconds(FunctionElement[Any]):  # noqa: N801 - reads as the SQL function it is
    """`add_seconds(moment, n)`: the moment n seconds later; n may be an expression."""

    type = sa.DateTime()
    inherit_cache = True


class trunc_to(FunctionElement[Any]):  # noqa: N801 - reads as the SQL function it is
    """`trunc_to(literal(unit), moment)`: start of the hour, day, week (Monday) or month."""

    type = sa.DateTime()
    inherit_cache = True


class iso_weekday(FunctionElement[int]):  # noqa: N801 - reads as the SQL function it is
    """`iso_weekday(moment)`: 1 = Monday … 7 = Sunday."""

    type = sa.Integer()
    inherit_cache = True


class hour_of_day(FunctionElement[int]):  # noqa: N801 - reads as the SQL function it is
    """`hour_of_day(moment)`: 0 … 23."""

    type = sa.Integer()
    inherit_cache = True


class contains_text(FunctionElement[bool]):  # noqa: N801 - reads as the SQL function it is
    """`contains_text(column, term)`: the term occurs in the column, whatever the case."""

    type = sa.Boolean()
    inherit_cache = True


class latest_value(FunctionElement[Any]):  # noqa: N801 - reads as the SQL function it is
    """`latest_value(value, moment)`: aggregate; the value that is not null at the latest moment."""

    type = sa.Text()
    inherit_cache = True


class first_letters(FunctionElement[str]):  # noqa: N801 - reads as the SQL function it is
    """`first_letters(text, n)`: the first n characters."""

    type = sa.Text()
    inherit_cache = True


def _arguments(element: FunctionElement[Any], compiler: SQLCompiler, **kw: Any) -> list[str]:
    return [compiler.process(clause, **kw) for clause in element.clauses]


def _spell(element: type[FunctionElement[Any]], default: str, clickhouse: str) -> None:
    """Register how an element is written: `{0}`, `{1}` stand for its arguments."""

    def write(spelling: str) -> Any:
        def visit(node: FunctionElement[Any], compiler: SQLCompiler, **kw: Any) -> str:
            return spelling.format(*_arguments(node, compiler, **kw))

        return visit

    compiles(element)(write(default))
    compiles(element, CLICKHOUSE)(write(clickhouse))


_spell(add_seconds, "({0} + to_seconds({1}))", "addSeconds({0}, {1})")
_spell(trunc_to, "date_trunc({0}, {1})", "date_trunc({0}, {1})")
_spell(iso_weekday, "isodow({0})", "toDayOfWeek({0})")
_spell(hour_of_day, "hour({0})", "toHour({0})")
_spell(
    contains_text,
    "contains(lower({0}), lower({1}))",
    "(position(lowerUTF8(coalesce({0}, '')), lowerUTF8({1})) > 0)",
)
_spell(
    latest_value,
    "arg_max({0}, {1}) FILTER (WHERE {0} IS NOT NULL)",
    "argMaxIf({0}, {1}, {0} IS NOT NULL)",
)
_spell(first_letters, "left({0}, {1})", "leftUTF8({0}, {1})")
