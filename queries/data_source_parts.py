"""Questions on the use of data sources by app and screen, and of each over time."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.activity import DAY_UNITS, DayUnit
from queries.apps import app_name_alone
from queries.clock import Unit
from queries.data_source_logs import (
    DATA_SOURCE,
    LATEST_SCREEN,
    SOURCES,
    USES,
    data_source_logs,
    sources_of,
    uses_of,
)
from queries.feature_logs import APP, AT_DAY, AT_HOUR, LAST_AT, USERS, by_app, users_of
from queries.logs import Logs
from queries.options import at_most, one_of
from queries.portable import count_of, latest_value
from queries.question import Column, question


@question(subject="Data sources", chart="line", columns=(AT_DAY, DATA_SOURCE, *USES))
def data_source_use_over_time(
    logs: Logs, *, unit: DayUnit = "day", limit: int | None = 10
) -> sa.Select[Any]:
    """How does the use of each data source change, day by day?

    `unit` is day, week or month; the `limit` data sources with most logs in the window (None: all).
    What is counted: `data_source_figures`. Times without logs of a data source have no row. By the
    hour: `data_source_use_by_hour`.
    """
    return _each_over_time(logs, one_of("unit", unit, DAY_UNITS), limit)


@question(subject="Data sources", chart="line", columns=(AT_HOUR, DATA_SOURCE, *USES))
def data_source_use_by_hour(logs: Logs, *, limit: int | None = 10) -> sa.Select[Any]:
    """How does the use of each data source change, hour by hour?

    The `limit` data sources with most logs in the window (None: all). What is counted:
    `data_source_figures`. Hours without logs of a data source have no row.
    """
    return _each_over_time(logs, "hour", limit)


def _each_over_time(logs: Logs, unit: Unit, limit: int | None) -> sa.Select[Any]:
    """Uses of the busiest data sources per unit of time."""
    c = data_source_logs(logs)
    at = logs.bucket(c.created_at, unit).label("at")
    every = count_of(c.created_at).label("every")
    counted = sa.select(at, c.data_source_id, *uses_of(c), every).group_by(at, c.data_source_id)
    n = counted.subquery("counted").c
    total = sa.func.sum(n.every).over(partition_by=n.data_source_id).label("total")
    t = sa.select(*n, total).subquery("totals").c
    order = (t.total.desc(), t.data_source_id.nulls_last())
    place = sa.func.dense_rank().over(order_by=order).label("place")
    p = sa.select(*t, place).subquery("places").c
    found = sa.select(p.at, p.data_source_id, *(p[column.name] for column in USES))
    most = at_most(limit)
    if most is not None:
        found = found.where(p.place <= most)
    return found.order_by(p.at, p.place)


@question(subject="Data sources", chart="bar", columns=(*APP, *USES, SOURCES, USERS, LAST_AT))
def data_source_use_by_app(logs: Logs) -> sa.Select[Any]:
    """Which apps read and write data sources?

    What is counted: `data_source_figures`; the apps with most logs first. Logs of no app are
    one row.
    """
    c = data_source_logs(logs)
    return by_app(c, [*uses_of(c), sources_of(c)])


@question(
    subject="Data sources",
    columns=(
        DATA_SOURCE,
        *APP,
        Column("page_id", "id", "Number of the screen; empty where the log does not say."),
        LATEST_SCREEN,
        *USES,
        USERS,
        LAST_AT,
    ),
)
def data_source_use_by_screen(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """From which apps and screens is each data source used?

    What is counted: `data_source_figures`; the `limit` with most logs first (None: all). Logs
    that do not name their screen are one row for each data source and app.
    """
    c = data_source_logs(logs, "page_id", "page_title")
    app = app_name_alone(c)
    title = sa.case((c.page_id.is_(None), c.page_title)).label("title_alone")
    keys = (c.data_source_id, c.app_id, app, c.page_id, title)
    grouped = sa.select(
        *keys,
        latest_value(c.app_name, c.created_at).label("app"),
        latest_value(c.page_title, c.created_at).label("screen"),
        *uses_of(c),
        users_of(c),
        sa.func.max(c.created_at).label("last_at"),
        count_of(c.created_at).label("every"),
    )
    g = grouped.group_by(*keys).subquery("counted").c
    shown = ("data_source_id", "app_id", "app", "page_id", "screen", *(u.name for u in USES))
    return (
        sa.select(*(g[name] for name in shown), g.users, g.last_at)
        .order_by(g.every.desc(), *(g[key.name].nulls_last() for key in keys))
        .limit(at_most(limit))
    )
