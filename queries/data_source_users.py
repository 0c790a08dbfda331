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
from queries.portable import count_of, latest_value
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
    keys = (c.user_email, c.data_source_id)
    counted = sa.select(
        c.user_email.label("user"),
        c.data_source_id,
        *uses_of(c),
        apps_of(c),
        latest_value(c.app_name, c.created_at).label("app"),
        screens_of(c),
        latest_value(c.page_title, c.created_at).label("screen"),
        sa.func.min(c.created_at).label("first_at"),
        sa.func.max(c.created_at).label("last_at"),
        latest_value(c.id, c.created_at).label("id"),
    )
    return (
        counted.group_by(*keys)
        .order_by(count_of(c.created_at).desc(), *(key.nulls_last() for key in keys))
        .limit(at_most(limit))
    )


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
    c = data_source_logs(logs, "id", "page_title")
    keys = (c.user_email, c.data_source_id, c.use)
    place = sa.func.row_number().over(partition_by=keys, order_by=(c.created_at, c.id))
    every = sa.func.count(c.id).over(partition_by=keys)
    placed = sa.select(*c, place.label("place"), every.label("logs")).where(*_known(c))
    f = placed.subquery("placed").c
    found = sa.select(
        f.user_email.label("user"),
        f.data_source_id,
        f.use,
        f.created_at.label("first_at"),
        f.log_type,
        f.app_id,
        f.app_name.label("app"),
        f.page_title.label("screen"),
        f.logs,
        f.id,
    ).where(f.place == 1)
    before = logs.before()
    if before is not None:
        e = _earlier(before).c
        same = sa.and_(
            e.user_email == f.user_email,
            e.data_source_id == f.data_source_id,
            e.use == f.use,
        )
        joined = sa.outerjoin(f.id.table, e.use.table, same)
        found = found.select_from(joined).where(e.user_email.is_(None))
    return found.order_by(f.created_at.desc(), f.id.desc()).limit(at_most(limit))


def _earlier(before: Logs) -> Any:
    """Who did what with which data source."""
    c = data_source_logs(before)
    did = sa.select(c.user_email, c.data_source_id, c.use).where(*_known(c)).distinct()
    return did.subquery("earlier")


def _known(c: Any) -> tuple[sa.ColumnElement[bool], ...]:
    known = (c.user_email.is_not(None), c.data_source_id.is_not(None))
    return (*known, c.use.in_(("reads", "writes")))
