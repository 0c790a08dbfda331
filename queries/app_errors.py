"""Questions on errors of the apps themselves."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.apps import app_name_alone
from queries.logs import Logs
from queries.options import at_most
from queries.portable import count_distinct, count_of, latest_value
from queries.question import Column, question


@question(
    subject="Use",
    columns=(
        Column("app_id", "id", "Number of the app; empty where the source gives only a name."),
        Column("app", "text", "Latest known name of the app."),
        Column("message", "text", "The error's message; empty where the log gives none."),
        Column("errors", "count", "Logs of it."),
        Column("users", "count", "Different users known to have met it."),
        Column("screens", "count", "Different screens it is known from."),
        Column("first_at", "time", "The first of them."),
        Column("last_at", "time", "The last of them."),
    ),
)
def app_errors(logs: Logs, *, limit: int | None = 100) -> sa.Select[Any]:
    """Which errors do the apps have?

    Logs `app.error.*`, live and preview, by app and message: the `limit` most frequent (None: all).
    An app can put several of one error into one log, which counts once.
    """
    rows = logs.typed("app.error.*").rows(
        "app_id", "app_name", "error_message", "user_email", "page_id", "created_at"
    )
    c = rows.c
    alone, count = app_name_alone(c), count_of(c.created_at).label("errors")
    return (
        sa.select(
            c.app_id,
            latest_value(c.app_name, c.created_at).label("app"),
            c.error_message.label("message"),
            count,
            count_distinct(c.user_email).label("users"),
            count_distinct(c.page_id).label("screens"),
            sa.func.min(c.created_at).label("first_at"),
            sa.func.max(c.created_at).label("last_at"),
        )
        .group_by(c.app_id, alone, c.error_message)
        .order_by(
            count.desc(), c.app_id.nulls_last(), alone.nulls_last(), c.error_message.nulls_last()
        )
        .limit(at_most(limit))
    )
