"""JSON, numbers and times within texts: what engines spell differently."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from data.key_path import EACH, path_text
from queries.portable import CLICKHOUSE, spell


class _found(FunctionElement[str]):  # noqa: N801 - reads as the SQL function it is
    """`_found(json, path, key…)`: what stands at the path, as JSON text; null for nothing."""

    type = sa.Text()
    inherit_cache = True


class _all_found(FunctionElement[Any]):  # noqa: N801 - reads as the SQL function it is
    """`_all_found(json, path, key…)`: the list of what stands at a path with `EACH`."""

    inherit_cache = True


class _scalar(FunctionElement[str]):  # noqa: N801 - reads as the SQL function it is
    """`_scalar(json)`: the text, number, true or false that a JSON text is; else null."""

    type = sa.Text()
    inherit_cache = True


class _scalars(FunctionElement[Any]):  # noqa: N801 - reads as the SQL function it is
    """`_scalars(list)`: the different scalars in a list of JSON texts."""

    inherit_cache = True


class any_fits(FunctionElement[bool]):  # noqa: N801 - reads as the SQL function it is
    """`any_fits(list, condition)`: the condition holds for one of the list's `ITEM`."""

    type = sa.Boolean()
    inherit_cache = True


class each_of(FunctionElement[str]):  # noqa: N801 - reads as the SQL function it is
    """`each_of(list)`: a row for each item of the list, none for an empty one."""

    type = sa.Text()
    inherit_cache = True


class text_list(FunctionElement[Any]):  # noqa: N801 - reads as the SQL function it is
    """`text_list(json)`: the list of texts that a JSON array of texts is."""

    inherit_cache = True


class starts_with_text(FunctionElement[bool]):  # noqa: N801 - reads as the SQL function it is
    """`starts_with_text(text, term)`: the text starts with the term, whatever the case."""

    type = sa.Boolean()
    inherit_cache = True


class holds_text(FunctionElement[bool]):  # noqa: N801 - reads as the SQL function it is
    """`holds_text(text, term)`: the term occurs in the text as it is."""

    type = sa.Boolean()
    inherit_cache = True


class number_in(FunctionElement[Any]):  # noqa: N801 - reads as the SQL function it is
    """`number_in(text)`: the number that a text is, cut to ten decimals; else null."""

    type = sa.Numeric(28, 10)
    inherit_cache = True


class time_in(FunctionElement[str]):  # noqa: N801 - reads as the SQL function it is
    """`time_in(text)`: a text that sorts as the moment that a text in ISO 8601, UTC, or a date
    names: to the nanosecond, without Z; else null."""

    type = sa.Text()
    inherit_cache = True


ITEM: sa.ColumnElement[str] = sa.literal_column("item", sa.Text)
"""What the condition of `any_fits` speaks of."""


def values_at(data: sa.ColumnElement[Any], steps: Sequence[str]) -> sa.ColumnElement[Any]:
    """The different values at a path inside JSON texts, as a list; see `scalar`."""
    return _scalars(_all_found(data, *_path(steps)))


def json_at(data: sa.ColumnElement[Any], steps: Sequence[str]) -> sa.ColumnElement[Any]:
    """What stands at a path without `EACH` as JSON text, for `scalar`; null for nothing.

    Also null where the text is no JSON.
    """
    return _found(data, *_path(steps))


def scalar(found: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """The value that a `json_at` is: a text, a number in its shortest form, true or false.

    Null for objects, arrays and null.
    """
    return _scalar(found)


def has_value(keys: sa.ColumnElement[Any], steps: Sequence[str]) -> sa.ColumnElement[bool]:
    """The path has a value that is no empty text, in logs with these `data_keys`.

    An unescaped quote follows the list's bracket or a comma, so no other path matches.
    """
    named = json.dumps(path_text(tuple(steps)), ensure_ascii=False)
    return sa.or_(*(holds_text(keys, sa.literal(f"{before}{named}")) for before in ("[", ", ")))


def _path(steps: Sequence[str]) -> list[sa.ColumnElement[str]]:
    """DuckDB's path, of which the engine itself makes sense, and the steps for ClickHouse."""
    keys = (step.replace("\\", "\\\\").replace('"', '\\"') for step in steps)
    path = "$" + "".join("[*]" if key == EACH else f'."{key}"' for key in keys)
    named = [_ELEMENTS if step == EACH else sa.literal(step, sa.Text) for step in steps]
    return [sa.literal(path, sa.Text), *named]


_ELEMENTS: sa.ColumnElement[str] = sa.literal_column("'[]'", sa.Text)
"""Stands for `EACH`: no bound value, as the text of the statement depends on it."""


def _keys(steps: Iterable[Any], compiler: SQLCompiler, **kw: Any) -> str:
    return ", ".join(compiler.process(step, **kw) for step in steps)


@compiles(_found)
@compiles(_all_found)
def _in_duckdb(node: FunctionElement[Any], compiler: SQLCompiler, **kw: Any) -> str:
    found = f"TRY(json_extract({_keys(list(node.clauses)[:2], compiler, **kw)}))"
    return f"CAST({found} AS VARCHAR{'[]' if isinstance(node, _all_found) else ''})"


@compiles(_found, CLICKHOUSE)
def _in_clickhouse(node: FunctionElement[Any], compiler: SQLCompiler, **kw: Any) -> str:
    data, _, *steps = node.clauses
    text = compiler.process(data, **kw)
    return f"nullIf(JSONExtractRaw(ifNull({text}, ''), {_keys(steps, compiler, **kw)}), '')"


@compiles(_all_found, CLICKHOUSE)
def _all_in_clickhouse(node: FunctionElement[Any], compiler: SQLCompiler, **kw: Any) -> str:
    data, _, *steps = node.clauses
    found = f"[ifNull({compiler.process(data, **kw)}, '')]"
    for elements, run in groupby(steps, lambda step: step is _ELEMENTS):
        if elements:
            for _each in run:
                found = f"arrayFlatten(arrayMap(json -> JSONExtractArrayRaw(json), {found}))"
        else:
            keys = _keys(run, compiler, **kw)
            found = f"arrayMap(json -> JSONExtractRaw(json, {keys}), {found})"
    return found


_DUCKDB_SCALAR = (
    "CASE WHEN json[1] = '\"' THEN json_extract_string(json, '$') "
    "WHEN json[1] IN ('{{', '[') OR json = 'null' THEN NULL "
    "WHEN suffix(json, '.0') THEN left(json, length(json) - 2) ELSE json END"
)
_CLICKHOUSE_SCALAR = (
    "multiIf(startsWith(json, '\"'), JSONExtractString(json), json IN ('', 'null') "
    "OR startsWith(json, '[') OR startsWith(json, '{{'), NULL, json)"
)
# A list of one, so that the JSON is taken apart once however often its text is looked at.
spell(
    _scalar,
    f"list_transform([{{0}}], lambda json: {_DUCKDB_SCALAR})[1]",
    f"arrayMap(json -> {_CLICKHOUSE_SCALAR}, [ifNull({{0}}, '')])[1]",
)
spell(
    _scalars,
    f"list_distinct(list_transform({{0}}, lambda json: {_DUCKDB_SCALAR}))",
    "arrayDistinct(arrayMap(item -> assumeNotNull(item), arrayFilter(item -> isNotNull(item), "
    f"arrayMap(json -> {_CLICKHOUSE_SCALAR}, {{0}}))))",
)
spell(
    any_fits,
    "(len(list_filter(coalesce({0}, []), lambda item: {1})) > 0)",
    "arrayExists(item -> ifNull({1}, 0), {0})",
)
spell(each_of, "unnest({0})", "arrayJoin({0})")
spell(text_list, "from_json({0}, '[\"VARCHAR\"]')", "JSONExtract(ifNull({0}, ''), 'Array(String)')")
spell(
    starts_with_text,
    "starts_with(lower({0}), lower({1}))",
    "startsWith(lowerUTF8(ifNull({0}, '')), lowerUTF8({1}))",
)
spell(holds_text, "contains({0}, {1})", "(position(ifNull({0}, ''), {1}) > 0)")
_NUMBER, _CUT = "'^-?[0-9]{{1,18}}([.][0-9]+)?$'", "'^-?[0-9]{{1,18}}(?:[.][0-9]{{1,10}})?'"
spell(
    number_in,
    f"CASE WHEN regexp_matches({{0}}, {_NUMBER}) "
    f"THEN CAST(regexp_extract({{0}}, {_CUT}) AS DECIMAL(28, 10)) END",
    f"if(match(ifNull({{0}}, ''), {_NUMBER}), "
    f"toDecimal128OrNull(regexpExtract(ifNull({{0}}, ''), {_CUT}, 0), 10), NULL)",
)
_DATE, _CLOCK = "[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}", "T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}"
_DATE_ALONE, _TIME = f"'^{_DATE}$'", f"'^{_DATE}{_CLOCK}([.][0-9]+)?Z$'"
_FRACTION = "'[.]([0-9]{{1,9}})[0-9]*Z$'"
spell(
    time_in,
    f"CASE WHEN regexp_matches({{0}}, {_DATE_ALONE}) THEN concat({{0}}, 'T00:00:00.000000000') "
    f"WHEN regexp_matches({{0}}, {_TIME}) THEN concat(left({{0}}, 19), '.', "
    f"rpad(regexp_extract({{0}}, {_FRACTION}, 1), 9, '0')) END",
    f"multiIf(match(ifNull({{0}}, ''), {_DATE_ALONE}), concat({{0}}, 'T00:00:00.000000000'), "
    f"match(ifNull({{0}}, ''), {_TIME}), concat(left({{0}}, 19), '.', "
    f"rightPad(regexpExtract(ifNull({{0}}, ''), {_FRACTION}, 1), 9, '0')), NULL)",
)
