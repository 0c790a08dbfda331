"""Facets: which values the logs of a filter have, column by column and key by key."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from data.columns import LOG_COLUMNS
from data.key_path import EACH, path_steps
from queries.apps import app_name_alone
from queries.log_types import fresh_and_earlier
from queries.logs import Logs, Source
from queries.options import at_most, one_of
from queries.portable import as_text, count_of, count_where, latest_value, trunc_to
from queries.portable_json import (
    each_of,
    has_value,
    json_at,
    scalar,
    text_list,
    values_at,
)
from queries.question import Column, question

APP = "app"
_PREPARED = frozenset({"category", "log_type", "app_id", "app_name"})
_UNCOUNTED = frozenset({"id", "data", "data_keys", "extra", "batch_id"})

FACETS: tuple[str, ...] = (
    APP,
    *(c.name for c in LOG_COLUMNS if c.kind != "time" and c.name not in _UNCOUNTED),
)
"""What `facets` counts the values of: the app (its number, else its name) and columns of `logs`."""


@question(
    subject="Facets",
    chart="bar",
    columns=(
        Column("value", "text", "The value; empty for logs that have none."),
        Column("label", "text", "What it is called: an app's latest known name, else the value."),
        Column("logs", "count", "Logs that have it."),
    ),
)
def facets(logs: Logs, *, column: str = "log_type", limit: int | None = 20) -> sa.Select[Any]:
    """Which values do these logs have most, in one column?

    `column` is a column of text or numbers, or app (its number, else its name). The first `limit`
    values by logs (None: all), with exact counts; logs without a value count as one value.
    """
    one_of("column", column, FACETS)
    counted = _apps(logs.counted(zoned=False)) if column == APP else _values(logs, column)
    count = sa.func.sum(counted.logs).label("logs")
    label = sa.func.coalesce(sa.func.max(counted.label), counted.value).label("label")
    return (
        sa.select(counted.value, label, count)
        .group_by(counted.value)
        .having(sa.func.sum(counted.logs) > 0)
        .order_by(count.desc(), counted.value.nulls_last())
        .limit(at_most(limit))
    )


def _values(logs: Logs, column: str) -> Any:
    if column in _PREPARED:
        source = logs.counted(zoned=False)
        value, count = source.c[column], source.logs
    else:
        rows = logs.rows(column, "id").c
        value, count = rows[column], count_of(rows.id)
    grouped = sa.select(value.label("found"), count.label("logs")).group_by(value).subquery("found")
    c = grouped.c
    text = as_text(c.found) if isinstance(c.found.type, sa.Integer) else c.found
    labelled = sa.select(text.label("value"), text.label("label"), c.logs)
    return labelled.subquery("counted").c


def _apps(source: Source) -> Any:
    """Apps told apart by number, else by name; of several names in the last hour the last."""
    c, alone = source.c, app_name_alone(source.c)
    hour = sa.literal("hour", literal_execute=True)
    named = (
        sa.select(c.app_id, alone, c.app_name, source.logs.label("logs"))
        .add_columns(trunc_to(hour, sa.func.max(source.at)).label("hour"))
        .group_by(c.app_id, alone, c.app_name)
        .subquery("named")
        .c
    )
    value = sa.func.coalesce(as_text(named.app_id), named.name_alone)
    label = latest_value(named.app_name, named.hour).label("label")
    apps = sa.select(value.label("value"), label, sa.func.sum(named.logs).label("logs"))
    return apps.group_by(named.app_id, named.name_alone).subquery("counted").c


@question(
    subject="Facets",
    chart="bar",
    columns=(
        Column("key", "text", "The path to the key, e.g. result[].method; [] is any element."),
        Column("logs", "count", "Logs in which it has a value."),
    ),
)
def data_keys(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """Which keys do these logs have inside `data`?

    The first `limit` keys by logs (None: all). Found in the data itself, nested ones by path;
    texts, numbers, true and false are values, null and empty texts are none. JSON within a text
    and `data` that is no valid JSON have no keys.
    """
    rows = logs.rows("data_keys", "id").c
    shapes = _shapes(rows.data_keys, count_of(rows.id).label("logs"))
    count = sa.func.sum(shapes.logs).label("logs")
    by_key = _select(shapes.key, count).group_by(shapes.key)
    return by_key.order_by(count.desc(), shapes.key).limit(at_most(limit))


@question(
    subject="Facets",
    chart="bar",
    columns=(
        Column("value", "text", "The value."),
        Column("logs", "count", "Logs that have it at that key."),
    ),
)
def data_key_values(
    logs: Logs, *, path: str | None = None, limit: int | None = 20
) -> sa.Select[Any]:
    """Which values does a key inside `data` have?

    `path` leads to the key, as `data_keys` gives it; without one there are no values. The first
    `limit` values by logs (None: all), with exact counts. At a path with [] a log may have several
    values: it counts once for each.
    """
    rows = logs.rows("data", "data_keys").c
    if path is None:
        none = sa.literal(0, sa.BigInteger).label("logs")
        return _select(rows.data.label("value"), none).where(sa.false())
    steps = path_steps(path)
    counted = _each_value if EACH in steps else _value
    found = counted(rows.data, steps, has_value(rows.data_keys, steps))
    c = found.subquery("found").c
    count = sa.func.sum(c.logs).label("logs")
    # Asked of a sum: an engine may test a key of a group on every row, before it is grouped.
    some = sa.func.sum(sa.case((c.value != sa.literal(""), c.logs), else_=0)) > 0
    by_value = _select(c.value, count).group_by(c.value).having(some)
    return by_value.order_by(count.desc(), c.value).limit(at_most(limit))


def _value(data: Any, steps: tuple[str, ...], having: Any) -> sa.Select[Any]:
    """Counted before it is decoded: a value comes many times."""
    found = json_at(data, steps)
    counted = sa.select(found.label("json"), count_of(data).label("logs")).where(having)
    c = counted.group_by(found).subquery("counted").c
    return _select(scalar(c.json).label("value"), c.logs)


def _each_value(data: Any, steps: tuple[str, ...], having: Any) -> sa.Select[Any]:
    one = sa.literal(1, sa.BigInteger).label("logs")
    return _select(each_of(values_at(data, steps)).label("value"), one).where(having)


def _select(*columns: Any) -> sa.Select[Any]:
    return sa.select(*columns)


@question(
    subject="Facets",
    columns=(
        Column("key", "text", "The path to the key."),
        Column("first_at", "time", "When the first log that has it was written."),
        Column("logs", "count", "Logs that have it, in the window or since the batch."),
    ),
)
def new_data_keys(logs: Logs, *, batch: int | None = None) -> sa.Select[Any]:
    """Which keys inside `data` appeared for the first time?

    Those that no log written before the window begins has; the rest of the filter counts at all
    times. With `batch`, those that no log has which came in before that batch of an import,
    whatever the window.
    """
    rows = logs.ever().rows("data_keys", "created_at", "batch_id").c
    fresh, stale = fresh_and_earlier(logs, rows, batch)
    shapes = _shapes(
        rows.data_keys,
        count_where(fresh).label("logs"),
        count_where(stale).label("earlier"),
        sa.func.min(rows.created_at).label("first_at"),
    )
    first_at = sa.func.min(shapes.first_at).label("first_at")
    count = sa.func.sum(shapes.logs)
    return (
        sa.select(shapes.key, first_at, count.label("logs"))
        .group_by(shapes.key)
        .having(count > 0, sa.func.sum(shapes.earlier) == 0)
        .order_by(first_at, shapes.key)
    )


def _shapes(keys: Any, *sums: Any) -> Any:
    """A row for each key of each different list of keys, with aggregates over its logs."""
    lists = sa.select(keys.label("keys"), *sums).where(keys.is_not(None)).group_by(keys)
    c = lists.subquery("lists").c
    further = [c[column.name] for column in sums]
    return sa.select(each_of(text_list(c["keys"])).label("key"), *further).subquery("shapes").c
