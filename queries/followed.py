"""Questions on whoever is followed: sessions, users, and who shares devices and addresses.

They speak of the logs that the filter matches, be it those of a user, a device or an address.
Devices, addresses and apps of them: `user_devices`, `user_addresses`, `user_apps`.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.kinds import SCREEN_VIEWS
from queries.logs import Logs
from queries.options import at_most
from queries.portable import (
    as_text,
    count_distinct,
    count_of,
    count_where,
    latest_value,
    micros_between,
    share,
)
from queries.question import Column, question

_EVENT = "app.analytics.event"
_SECOND = 1_000_000


@question(
    subject="Follow",
    columns=(
        Column("session", "text", "Analytics session; the app begins one after 30 idle minutes."),
        Column("first_at", "time", "When the first of these logs in it was written."),
        Column("last_at", "time", "When the last of them was written."),
        Column("seconds", "number", "From the first to the last."),
        Column("logs", "count", "Logs in it."),
        Column("views", "count", "Screens viewed, each as often as it was."),
        Column("screens", "count", "Different screens viewed."),
        Column("events", "count", "Custom events."),
        Column("app", "text", "The app last used in it."),
        Column("user", "text", "The user last seen in it."),
        Column("users", "count", "Different users in it."),
        Column("device", "text", "The device last known in it."),
        Column("ip", "text", "The IP address last known in it."),
    ),
)
def followed_sessions(logs: Logs, *, limit: int | None = 100) -> sa.Select[Any]:
    """Which visits did they make, and what did they look at?

    The `limit` analytics sessions seen last (None: all), as far as they lie in the window. Logs
    without one are left out: for those by session (Device ID) see `user_sessions`.
    """
    names = ("analytics_session", "created_at", "log_type", "page_id", "page_title")
    c = logs.rows(*names, "app_name", "user_email", "device", "ip").c
    first_at, last_at = sa.func.min(c.created_at), sa.func.max(c.created_at)
    viewed: sa.ColumnElement[bool] = c.log_type.in_(list(SCREEN_VIEWS))
    screen = sa.case((viewed, sa.func.coalesce(as_text(c.page_id), c.page_title)))
    latest = (("app", c.app_name), ("user", c.user_email))
    places = (("device", c.device), ("ip", c.ip))
    return (
        sa.select(
            c.analytics_session.label("session"),
            first_at.label("first_at"),
            last_at.label("last_at"),
            share(micros_between(first_at, last_at), sa.literal(_SECOND)).label("seconds"),
            count_of(c.created_at).label("logs"),
            count_where(viewed).label("views"),
            count_distinct(screen).label("screens"),
            count_where(c.log_type == _EVENT).label("events"),
            *(latest_value(value, c.created_at).label(name) for name, value in latest),
            count_distinct(c.user_email).label("users"),
            *(latest_value(value, c.created_at).label(name) for name, value in places),
        )
        .where(c.analytics_session.is_not(None))
        .group_by(c.analytics_session)
        .order_by(last_at.desc(), c.analytics_session)
        .limit(at_most(limit))
    )


@question(
    subject="Follow",
    columns=(
        Column("user", "text", "The user's address."),
        Column("first_at", "time", "When the first of these logs of the user was written."),
        Column("last_at", "time", "When the last of them was written."),
        Column("logs", "count", "Logs of the user among them."),
        Column("devices", "count", "Different devices in them, as far as known."),
        Column("addresses", "count", "Different IP addresses in them, as far as known."),
    ),
)
def followed_users(logs: Logs, *, limit: int | None = 100) -> sa.Select[Any]:
    """Who used this device or address?

    The `limit` users seen last among the logs that the filter matches (None: all). Logs without a
    user are left out.
    """
    c = logs.rows("user_email", "created_at", "device", "ip").c
    last_at = sa.func.max(c.created_at).label("last_at")
    return (
        sa.select(
            c.user_email.label("user"),
            sa.func.min(c.created_at).label("first_at"),
            last_at,
            count_of(c.created_at).label("logs"),
            count_distinct(c.device).label("devices"),
            count_distinct(c.ip).label("addresses"),
        )
        .where(c.user_email.is_not(None))
        .group_by(c.user_email)
        .order_by(last_at.desc(), c.user_email)
        .limit(at_most(limit))
    )


@question(
    subject="Follow",
    columns=(
        Column("place_kind", "text", "device or ip."),
        Column("place", "text", "The device or IP address that is shared."),
        Column("user", "text", "Who else was seen there."),
        Column("first_at", "time", "When that user was first seen there, in the window."),
        Column("last_at", "time", "When that user was last seen there, in the window."),
        Column("logs", "count", "Logs of that user there."),
    ),
)
def sharing_users(logs: Logs, *, limit: int | None = 100) -> sa.Select[Any]:
    """Who else was seen on the same devices and addresses?

    Users who have no log that the filter matches, on the devices and addresses of those that have,
    in the window and whatever else the filter asks: the `limit` pairs of a place and a user seen
    last (None: all). Behind one address of an office there can be many.
    """
    own = sa.select(*logs.rows("user_email", "device", "ip").c).cte("own").c
    names = ("user_email", "created_at")
    parts = []
    for kind in ("device", "ip"):
        c = logs.unnarrowed().rows(*names, kind).c
        there = sa.select(own[kind]).where(own[kind].is_not(None))
        last_at = sa.func.max(c.created_at).label("last_at")
        seen = sa.select(
            sa.literal(kind).label("place_kind"),
            c[kind].label("place"),
            c.user_email.label("user"),
            sa.func.min(c.created_at).label("first_at"),
            last_at,
            count_of(c.created_at).label("logs"),
        )
        known = sa.select(own.user_email).where(own.user_email.is_not(None))
        others = seen.where(c[kind].in_(there), c.user_email.not_in(known))
        parts.append(others.group_by(c[kind], c.user_email))
    s = sa.union_all(*parts).subquery("shared").c
    order = (s.last_at.desc(), s.place_kind, s.place, s.user)
    return sa.select(*s).order_by(*order).limit(at_most(limit))
