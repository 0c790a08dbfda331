"""Questions on apps. An app is its number, else (where the source gives none) its name."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.log_types import since_then
from queries.logs import Logs
from queries.options import at_most
from queries.portable import count_distinct, latest_value, trunc_to
from queries.question import Column, question

_APP_ID = Column("app_id", "id", "Number of the app; empty where the source gives only a name.")
_APP = Column("app", "text", "Its latest known name in these logs.")


def app_name_alone(c: Any) -> sa.ColumnElement[Any]:
    """The app's name where it has no number: with `app_id` this tells apps apart."""
    return sa.case((c.app_id.is_(None), c.app_name)).label("name_alone")


def of_an_app(c: Any) -> sa.ColumnElement[bool]:
    """The log belongs to an app."""
    return sa.or_(c.app_id.is_not(None), c.app_name.is_not(None))


@question(
    subject="Apps",
    chart="bar",
    columns=(
        _APP_ID,
        _APP,
        Column("logs", "count", "Logs of that app."),
        Column("users", "count", "Different users in those logs."),
    ),
)
def busiest_apps(logs: Logs, *, limit: int | None = 10) -> sa.Select[Any]:
    """Which apps are used most?

    The first `limit` apps by logs (None: all). Names are told apart by the hour: of several in
    one hour the alphabetically last is shown.
    """
    source = logs.counted(zoned=False)
    named = _named(source.c, source.logs, _hour(sa.func.max(source.at)))
    count = sa.func.sum(named.logs).label("logs")
    busiest = (
        sa.select(named.app_id, named.name_alone, _latest_name(named), count)
        .group_by(named.app_id, named.name_alone)
        .order_by(count.desc(), named.app_id.nulls_last(), named.name_alone)
        .limit(at_most(limit))
        .subquery("busiest")
        .c
    )
    users = _users(logs)
    same = sa.and_(
        users.app_id.is_not_distinct_from(busiest.app_id),
        users.name_alone.is_not_distinct_from(busiest.name_alone),
    )
    found = sa.func.coalesce(users.users, 0).label("users")
    return (
        sa.select(busiest.app_id, busiest.app, busiest.logs, found)
        .select_from(sa.outerjoin(busiest.app_id.table, users.app_id.table, same))
        .order_by(busiest.logs.desc(), busiest.app_id.nulls_last(), busiest.app)
    )


@question(
    subject="Apps",
    columns=(
        _APP_ID,
        _APP,
        Column("logs", "count", "Logs of that app."),
        Column("last_at", "time", "When the last of them was written."),
    ),
)
def apps_seen(logs: Logs) -> sa.Select[Any]:
    """Which apps are there, and when was each last used?

    The window does not count, the rest of the filter does.
    """
    s = logs.spans().c
    named = _named(s, sa.func.sum(s.logs), sa.func.max(s.last_at))
    count = sa.func.sum(named.logs).label("logs")
    last_at = sa.func.max(named.last_at).label("last_at")
    return (
        sa.select(named.app_id, _latest_name(named), count, last_at)
        .group_by(named.app_id, named.name_alone)
        .order_by(count.desc(), named.app_id.nulls_last(), named.name_alone)
    )


@question(
    subject="Apps",
    columns=(
        _APP_ID,
        _APP,
        Column("first_at", "time", "When the first log of that app was written."),
        Column("logs", "count", "Logs of that app in the window."),
    ),
)
def new_apps(logs: Logs) -> sa.Select[Any]:
    """Which apps appeared for the first time?

    Those of which no log was written before the window begins; the rest of the filter counts at
    all times. In a window without a beginning, every app it holds. Names are told apart by the
    hour: of several in one hour the alphabetically last is shown.
    """
    s = logs.spans().c
    alone = app_name_alone(s)
    first_at = sa.func.min(s.first_at).label("first_at")
    begun = sa.select(s.app_id, alone, first_at).where(of_an_app(s)).group_by(s.app_id, alone)
    b = begun.having(since_then(logs, first_at)).subquery("begun").c
    source = logs.counted(zoned=False)
    named = _named(source.c, source.logs, _hour(sa.func.max(source.at)))
    count = sa.func.sum(named.logs).label("logs")
    now = sa.select(named.app_id, named.name_alone, _latest_name(named), count)
    n = now.group_by(named.app_id, named.name_alone).subquery("now").c
    same = sa.and_(
        n.app_id.is_not_distinct_from(b.app_id), n.name_alone.is_not_distinct_from(b.name_alone)
    )
    return (
        sa.select(b.app_id, n.app, b.first_at, n.logs)
        .select_from(sa.join(b.app_id.table, n.app_id.table, same))
        .order_by(b.first_at, b.app_id.nulls_last(), b.name_alone)
    )


def _named(c: Any, logs: sa.ColumnElement[int], last_at: sa.ColumnElement[Any]) -> Any:
    """Logs per app and name, with the moment the name was last used."""
    columns = (c.app_id, c.app_name, app_name_alone(c))
    return (
        sa.select(*columns, logs.label("logs"), last_at.label("last_at"))
        .where(of_an_app(c))
        .group_by(c.app_id, c.app_name)
        .subquery("named")
        .c
    )


def _latest_name(named: Any) -> sa.ColumnElement[Any]:
    return latest_value(named.app_name, named.last_at).label("app")


def _users(logs: Logs) -> Any:
    """Different users per app."""
    c = logs.counted_users(zoned=False).c
    alone = app_name_alone(c)
    users = count_distinct(c.user_email).label("users")
    found = sa.select(c.app_id, alone, users).where(of_an_app(c)).group_by(c.app_id, alone)
    return found.subquery("users").c


def _hour(at: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    return trunc_to(sa.literal("hour", literal_execute=True), at)
