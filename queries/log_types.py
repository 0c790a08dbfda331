"""Questions on log types: which there are, and which are new."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.logs import Logs
from queries.options import whole_number
from queries.portable import count_where, moment
from queries.question import Column, question


@question(
    subject="Log types",
    columns=(
        Column("log_type", "text", "Log type."),
        Column("logs", "count", "Logs of that type."),
        Column("first_at", "time", "When the first of them was written."),
        Column("last_at", "time", "When the last of them was written."),
    ),
)
def log_types_seen(logs: Logs) -> sa.Select[Any]:
    """Which log types are there, how often, and when were they last seen?

    The window does not count, the rest of the filter does.
    """
    s = logs.spans().c
    count = sa.func.sum(s.logs).label("logs")
    first_at = sa.func.min(s.first_at).label("first_at")
    last_at = sa.func.max(s.last_at).label("last_at")
    return (
        sa.select(s.log_type, count, first_at, last_at)
        .group_by(s.log_type)
        .order_by(count.desc(), s.log_type)
    )


@question(
    subject="Log types",
    columns=(
        Column("log_type", "text", "Log type."),
        Column("first_at", "time", "When the first log of that type was written."),
        Column("logs", "count", "Logs of that type in the window, or since the batch."),
    ),
)
def new_log_types(logs: Logs, *, batch: int | None = None) -> sa.Select[Any]:
    """Which log types appeared for the first time?

    Those of which no log was written before the window begins; the rest of the filter counts at
    all times. In a window without a beginning, every type it holds. With `batch`, those of which
    no log came in before that batch of an import, whatever the window.
    """
    if batch is not None:
        return _new_since(logs, batch)
    s = logs.spans().c
    first_at = sa.func.min(s.first_at).label("first_at")
    begun = sa.select(s.log_type, first_at).group_by(s.log_type).having(since_then(logs, first_at))
    b = begun.subquery("begun").c
    source = logs.counted(zoned=False)
    now = sa.select(source.c.log_type, source.logs.label("logs")).group_by(source.c.log_type)
    n = now.subquery("now").c
    return (
        sa.select(b.log_type, b.first_at, n.logs)
        .select_from(sa.join(b.log_type.table, n.log_type.table, b.log_type == n.log_type))
        .order_by(b.first_at, b.log_type)
    )


def since_then(logs: Logs, at: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """The moment is not before the window."""
    since = logs.filter.since
    return sa.true() if since is None else at >= moment(since)


def _new_since(logs: Logs, batch: int) -> sa.Select[Any]:
    rows = logs.ever().rows("log_type", "created_at", "batch_id").c
    fresh, earlier = fresh_and_earlier(logs, rows, batch)
    first_at = sa.func.min(rows.created_at).label("first_at")
    count = count_where(fresh)
    return (
        sa.select(rows.log_type, first_at, count.label("logs"))
        .group_by(rows.log_type)
        .having(count > 0, count_where(earlier) == 0)
        .order_by(first_at, rows.log_type)
    )


def fresh_and_earlier(logs: Logs, c: Any, batch: int | None) -> tuple[Any, Any]:
    """Which rows count as new, and which are so early that what they have is not: those in the
    window and before it, or those since a batch and before it."""
    if batch is not None:
        first = whole_number("batch", batch)
        return c.batch_id >= first, c.batch_id < first
    since, until = logs.filter.since, logs.filter.until
    window = [c.created_at >= moment(since)] if since else []
    window += [c.created_at < moment(until)] if until else []
    return sa.and_(sa.true(), *window), c.created_at < moment(since) if since else sa.false()
