"""Questions on who uses which data source, and who does for the first time."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.data_source_logs import (
    DATA_SOURCE,
    FIRST_AT,
    LATEST_APP,
    LATEST_SCREEN,
    SCREENS,
    USES,
    data_source_logs,
    screens_of,
    uses_of,
)
from queries.feature_logs import APPS, LAST_AT, USER, apps_of
from queries.logs import Logs
from queries.options import at_most
from queries.portable import count_of, earliest_value, latest_value
from queries.question import Column, question


@question(
    subject="Data sources",
    columns=(
        USER,
        DATA_SOURCE,
        *USES,
        APPS,
        LATEST_APP,
        SCREENS,
        LATEST_SCREEN,
        FIRST_AT,
        LAST_AT,
        Column("id", "id", "Number of the last of them."),
    ),
)
def data_source_users(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """Who used which data source, how, from which app and screen, and when last?

    One row a user and data source, the `limit` with most logs first (None: all). What is counted:
    `data_source_figures`. Logs that do not say whose they are, or of which data source, have rows
    of their own.
    """
    c = data_source_logs(logs, "id", "page_id", "page_title")
    b = _busiest(logs, limit).c
    same = sa.and_(
        c.user_email.is_not_distinct_from(b.user_email),
        c.data_source_id.is_not_distinct_from(b.data_source_id),
    )
    return (
        sa.select(
            b.user_email.label("user"),
            b.data_source_id.label("data_source_id"),
            *uses_of(c),
            apps_of(c),
            latest_value(c.app_name, c.created_at).label("app"),
            screens_of(c),
            latest_value(c.page_title, c.created_at).label("screen"),
            sa.func.min(c.created_at).label("first_at"),
            sa.func.max(c.created_at).label("last_at"),
            latest_value(c.id, c.created_at).label("id"),
        )
        .select_from(sa.join(c.id.table, b.every.table, same))
        .group_by(b.user_email, b.data_source_id, b.every)
        .order_by(b.every.desc(), b.user_email.nulls_last(), b.data_source_id.nulls_last())
    )


def _busiest(logs: Logs, limit: int | None) -> Any:
    """The users and data sources with most logs. To be found before anything else is asked of
    them, which takes longer."""
    c = data_source_logs(logs)
    every = count_of(c.created_at).label("every")
    keys = (c.user_email, c.data_source_id)
    counted = sa.select(*keys, every).group_by(*keys)
    ordered = counted.order_by(every.desc(), *(key.nulls_last() for key in keys))
    return ordered.limit(at_most(limit)).subquery("busiest")


@question(
    subject="Data sources",
    columns=(
        Column("user", "text", "The user's address."),
        Column("data_source_id", "id", "The data source."),
        Column("use", "text", "What was done for the first time: reads or writes."),
        Column("first_at", "time", "When that was."),
        Column("log_type", "text", "Log type of that first log."),
        Column("app_id", "id", "Number of its app."),
        Column("app", "text", "Name of its app at that time."),
        Column("screen", "text", "Title of its screen, where the log says."),
        Column("logs", "count", "Logs of that user doing that in the window."),
        Column("id", "id", "Number of the first log."),
    ),
)
def data_source_newcomers(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """Who read or wrote a data source for the first time?

    Known users of whom no log before the window reads that data source, or writes it; the rest of
    the filter counts at all times. The `limit` latest first (None: all). In a window without a
    beginning everybody is new, and who used it only before the data begins looks new too.
    """
    f = _firsts(logs, limit).c
    c = data_source_logs(logs, "id", "page_title")
    return (
        sa.select(
            f.user_email.label("user"),
            f.data_source_id,
            f.use,
            f.first_at,
            c.log_type,
            c.app_id,
            c.app_name.label("app"),
            c.page_title.label("screen"),
            f.logs,
            f.id,
        )
        .select_from(sa.join(f.id.table, c.id.table, c.id == f.id))
        .order_by(f.first_at.desc(), f.id.desc())
    )


def _firsts(logs: Logs, limit: int | None) -> Any:
    """The latest newcomers: user_email, data_source_id, use, first_at, id (of that log), logs."""
    c = data_source_logs(logs, "id")
    first_at = sa.func.min(c.created_at).label("first_at")
    first = earliest_value(c.id, c.created_at).label("id")
    counted = sa.select(*_keys(c), first_at, first, count_of(c.created_at).label("logs"))
    n = counted.where(*_known(c)).group_by(*_keys(c)).subquery("counted").c
    found = sa.select(*n)
    before = logs.before()
    if before is not None:
        c = data_source_logs(before)
        e = sa.select(*_keys(c)).where(*_known(c)).distinct().subquery("earlier").c
        same = (mine == theirs for mine, theirs in zip(_keys(n), _keys(e), strict=True))
        joined = sa.outerjoin(n.id.table, e.use.table, sa.and_(*same))
        found = found.select_from(joined).where(e.user_email.is_(None))
    ordered = found.order_by(n.first_at.desc(), n.id.desc())
    return ordered.limit(at_most(limit)).subquery("firsts")


def _keys(c: Any) -> tuple[sa.ColumnElement[Any], ...]:
    return (c.user_email, c.data_source_id, c.use)


def _known(c: Any) -> tuple[sa.ColumnElement[bool], ...]:
    known = (c.user_email.is_not(None), c.data_source_id.is_not(None))
    return (*known, c.use.in_(("reads", "writes")))
