"""Days on which a data source was read or written far more than usual."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from queries.data_source_logs import data_source_logs
from queries.logs import Logs
from queries.options import at_most, whole_number
from queries.portable import (
    count_distinct,
    count_of,
    count_where,
    days_between,
    moment,
    percentile,
    share,
)
from queries.question import Column, question

_HISTORY_DAYS = 28
_DAYS_KNOWN = 5
"""On fewer days of use before, what is usual is not known."""


@question(
    subject="Data sources",
    columns=(
        Column("day", "day", "Day in the asked zone."),
        Column("data_source_id", "id", "The data source."),
        Column("use", "text", "Of what there were so many: reads or writes."),
        Column("logs", "count", "Logs of it on that day within the window."),
        Column(
            "usual", "number", "Half of the days of use in the 28 days before had at most so many."
        ),
        Column("times_usual", "number", "How many times the usual number that is."),
        Column("most_before", "number", "Logs on the busiest of those days."),
        Column("days_before", "number", "How many days of use there were in the 28 days before."),
        Column("users", "count", "Different users of those logs, as far as known."),
    ),
)
def data_source_unusual_volume(
    logs: Logs, *, times: int = 3, least: int = 20, limit: int | None = None
) -> sa.Select[Any]:
    """On which days was a data source read or written far more than usual?

    Days with at least `least` reads (or writes) of a data source that are at least `times` the
    usual number and more than on any of the 28 days before; the `limit` that exceed it most first
    (None: all). What is usual is the median of the days of use among those 28, of which there must
    be 5; they may lie before the window. Days without use do not count, so that a data source that
    is written once a week is compared with such days. A day that the window cuts counts as far as
    the window holds it. Logs that name no data source are left out.
    """
    days = _days(logs).cte("days")
    d, e = days.c, days.alias("earlier").c
    apart = days_between(e.day, d.day)
    same = sa.and_(e.data_source_id == d.data_source_id, e.use == d.use)
    keys = (d.day, d.data_source_id, d.use, d.logs, d.users)
    compared = (
        sa.select(
            *keys,
            percentile(e.whole, sa.literal(0.5, literal_execute=True)).label("usual"),
            sa.func.max(e.whole).label("most_before"),
            count_of(e.whole).label("days_before"),
        )
        .select_from(sa.join(d.day.table, e.day.table, same))
        .where(d.logs >= whole_number("least", least, least=1), apart.between(1, _HISTORY_DAYS))
        .group_by(*keys)
        .subquery("compared")
        .c
    )
    return _far_above(compared, whole_number("times", times, least=1)).limit(at_most(limit))


def _days(logs: Logs) -> sa.Select[Any]:
    """Reads and writes of each data source on each day, in and before the window: logs and users
    within the window, whole for all of the day before the window's end."""
    earlier = logs.around(timedelta(days=_HISTORY_DAYS + 1), timedelta(0))
    c = data_source_logs(earlier)
    since = logs.filter.since
    inside = sa.true() if since is None else c.created_at >= moment(since)
    keys = (earlier.bucket(c.created_at, "day").label("day"), c.data_source_id, c.use)
    return (
        sa.select(
            *keys,
            count_where(inside).label("logs"),
            count_distinct(sa.case((inside, c.user_email))).label("users"),
            count_of(c.created_at).label("whole"),
        )
        .where(c.data_source_id.is_not(None), c.use != "unclassified")
        .group_by(*keys)
    )


def _far_above(c: Any, times: int) -> sa.Select[Any]:
    multiple = share(c.logs, c.usual).label("times_usual")
    return (
        sa.select(
            c.day,
            c.data_source_id,
            c.use,
            c.logs,
            c.usual,
            multiple,
            c.most_before,
            c.days_before,
            c.users,
        )
        .where(c.days_before >= _DAYS_KNOWN, c.logs > c.most_before, c.logs >= times * c.usual)
        .order_by(multiple.desc(), c.day.desc(), c.data_source_id, c.use)
    )
