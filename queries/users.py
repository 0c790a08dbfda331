"""Questions on users, known by their addresses."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.apps import app_name_alone, of_an_app
from queries.logs import Logs
from queries.options import at_most
from queries.portable import count_distinct, count_of
from queries.question import Column, question


@question(
    subject="Users",
    chart="bar",
    columns=(
        Column("user", "text", "The user's address."),
        Column("logs", "count", "Logs of that user."),
        Column("apps", "count", "Different apps in those logs."),
        Column("last_at", "time", "When the last of them was written."),
    ),
)
def busiest_users(logs: Logs, *, limit: int | None = 10) -> sa.Select[Any]:
    """Who uses it most?

    The first `limit` users by logs (None: all). Logs without a user are left out.
    """
    source = logs.counted_users(zoned=False)
    alone = app_name_alone(source.c)
    per_app = (
        sa.select(
            source.c.user_email,
            source.logs.label("logs"),
            sa.case((of_an_app(source.c), 1), else_=0).label("apps"),
        )
        .group_by(source.c.user_email, source.c.app_id, alone, of_an_app(source.c))
        .subquery("per_app")
        .c
    )
    count = sa.func.sum(per_app.logs).label("logs")
    busiest = (
        sa.select(per_app.user_email, count, sa.func.sum(per_app.apps).label("apps"))
        .group_by(per_app.user_email)
        .order_by(count.desc(), per_app.user_email)
        .limit(at_most(limit))
        .subquery("busiest")
        .c
    )
    rows = logs.rows("user_email", "created_at").c
    user = busiest.user_email.label("user")
    return (
        sa.select(user, busiest.logs, busiest.apps, sa.func.max(rows.created_at).label("last_at"))
        .select_from(
            sa.join(
                busiest.logs.table, rows.created_at.table, rows.user_email == busiest.user_email
            )
        )
        .group_by(busiest.user_email, busiest.logs, busiest.apps)
        .order_by(busiest.logs.desc(), busiest.user_email)
    )


@question(
    subject="Users",
    chart="figure",
    columns=(
        Column("users", "count", "Different users."),
        Column("logs", "count", "Logs, those without a user too."),
    ),
)
def matched_users(logs: Logs) -> sa.Select[Any]:
    """How many users does the filter match?"""
    known = logs.counted_users(zoned=False)
    if not known.prepared:  # One reading of the rows, then, for both: it is what takes long.
        c = logs.rows("user_email", "created_at").c
        columns: list[Any] = [
            count_distinct(c.user_email).label("users"),
            count_of(c.created_at).label("logs"),
        ]
        return sa.select(*columns)
    users = sa.select(count_distinct(known.c.user_email))
    count = sa.select(sa.func.coalesce(logs.counted(zoned=False).logs, 0))
    return sa.select(users.scalar_subquery().label("users"), count.scalar_subquery().label("logs"))
