"""Rows of texts become a table of the contract's schema; what lacks a time or a type a reject."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from data.sources.aliases import category_of
from data.sources.raw import EXTRA, RAW_FIELDS, RAW_SCHEMA, Reject
from data.sources.rows import Column, Rows, Texts, json_strings, map_distinct
from data.sources.times import DateOrders, Times, read_times

NO_TIME = "no createdAt"
NO_TYPE = "no log type"


@dataclass(frozen=True)
class Shaped:
    """Records of a file as the contract wants them: a table of `RAW_SCHEMA` and the rejects."""

    table: pa.Table
    rejects: tuple[Reject, ...]
    size: int


def shape(file: str, rows: Rows, orders: DateOrders) -> Shaped:
    """Read times, settle categories, keep unknown columns in `extra`, turn out what cannot count.

    A record counts when it has a readable `createdAt` and a log type. An unreadable `updatedAt` is
    null, its text kept in `extra`.
    """
    count = len(rows.lines)
    fields = {name: _texts(rows, name) for name in RAW_FIELDS}
    created, updated = (read_times(fields[name], orders) for name in ("createdAt", "updatedAt"))
    fields["type"] = map_distinct(fields["type"], lambda text: text.strip() or None)
    fields["user.type"] = map_distinct(fields["user.type"], category_of)
    extra = _with_updated_at(_extra(rows.extras(), count), updated, fields["updatedAt"])
    times = {"createdAt": created.values, "updatedAt": updated.values}
    table = pa.Table.from_arrays(
        [rows.lines, *(times.get(name, fields[name]) for name in RAW_FIELDS), extra],
        schema=RAW_SCHEMA,
    )
    reasons = _reasons(created, table)
    if reasons:
        table = table.filter(_all_but(reasons, count))
    rejects = [
        Reject(file, rows.lines[index].as_py(), reason, rows.text_of(index))
        for index, reason in sorted(reasons.items())
    ]
    return Shaped(table, (*rows.rejects, *rejects), rows.size)


def _texts(rows: Rows, name: str) -> Texts:
    texts = rows.field(name)
    return pa.nulls(len(rows.lines), pa.string()) if texts is None else texts


def _reasons(created: Times, table: pa.Table) -> dict[int, str]:
    """Why records cannot count, by their index."""
    untyped = pc.indices_nonzero(pc.is_null(table["type"])).to_pylist()
    untimed = pc.indices_nonzero(pc.is_null(table["createdAt"])).to_pylist()
    problems = {index: f"createdAt {problem}" for index, problem in created.problems.items()}
    return dict.fromkeys(untyped, NO_TYPE) | dict.fromkeys(untimed, NO_TIME) | problems


def _all_but(indices: dict[int, str], count: int) -> pa.Array:
    return pc.invert(pc.is_in(pa.array(range(count)), pa.array(list(indices), pa.int64())))


def _extra(columns: list[Column], count: int) -> Texts:
    """A JSON object a row of the columns that have a value there; null where none has."""
    if not columns:
        return pa.nulls(count, pa.string())
    # Each member brings its comma: joining with a separator loses rows in which all are null.
    members = [pc.binary_join_element_wise(",", _members(column), "") for column in columns]
    joined = pc.binary_join_element_wise(*(pc.fill_null(m, "") for m in members), "")
    objects = pc.binary_join_element_wise(pc.binary_replace_slice(joined, 0, 1, "{"), "}", "")
    return pc.if_else(pc.not_equal(joined, ""), objects, None)


def _storable(text: str) -> bool:
    """False for a text with half of a surrogate pair, of which only the escape can be stored."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def _members(column: Column) -> Texts:
    """What a column adds to the JSON object, without its braces."""
    if column.name == EXTRA and column.as_json is None:
        return map_distinct(column.values, _exported_members)
    values = column.as_json if column.as_json is not None else json_strings(column.values)
    key = json.dumps(column.name, ensure_ascii=not _storable(column.name)) + ":"
    return pc.binary_join_element_wise(key, values, "")


def _exported_members(text: str) -> str | None:
    """The members of the object that our own export wrote into the column `extra`."""
    try:
        exported = isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        exported = False
    if exported:
        return text.strip()[1:-1] or None
    return f"{json.dumps(EXTRA)}:{json.dumps(text, ensure_ascii=False)}"


def _with_updated_at(extra: Texts, updated: Times, texts: Texts) -> Texts:
    if not updated.problems:
        return extra
    values = extra.to_pylist()
    for index in updated.problems:
        member = f'"updatedAt":{json.dumps(texts[index].as_py(), ensure_ascii=False)}}}'
        known = values[index]
        values[index] = f"{{{member}" if known is None else f"{known[:-1]},{member}"
    return pa.array(values, pa.string())
