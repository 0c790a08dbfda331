"""Questions on where a user comes from: devices, addresses, sessions and apps.

They speak of the users whose logs the filter matches; for one user, filter by the exact address.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.apps import app_name_alone, of_an_app
from queries.logs import Logs
from queries.options import at_most
from queries.portable import count_distinct, count_of, latest_value
from queries.question import Column, question

_FIRST_AT = Column("first_at", "time", "When the first of these logs was written.")
_LAST_AT = Column("last_at", "time", "When the last of them was written.")


def _seen(what: str) -> tuple[Column, ...]:
    return (_FIRST_AT, _LAST_AT, Column("logs", "count", f"Logs of these users {what}."))


def _others(place: str) -> Column:
    return Column(
        "other_users", "count", f"Different users of that {place} whom the filter does not match."
    )


@question(
    subject="Identity",
    columns=(
        Column("device", "text", "Identifier of the device."),
        Column("model", "text", "Its latest known model."),
        Column("os", "text", "Its latest known operating system."),
        Column("platform", "text", "The platform last used on it: web or native."),
        *_seen("on that device"),
        _others("device"),
    ),
)
def user_devices(logs: Logs, *, limit: int | None = 100) -> sa.Select[Any]:
    """Which devices are known of a user?

    The `limit` devices seen last (None: all). Of many logs, sign-ins above all, the device is not
    known. Other users are those seen on the device in the window, whatever else the filter asks.
    """
    c = logs.rows("device", "device_model", "os", "platform", "user_email", "created_at").c
    details = {"model": c.device_model, "os": c.os, "platform": c.platform}
    known = [latest_value(value, c.created_at).label(name) for name, value in details.items()]
    return _places(logs, c, "device", known, limit)


@question(
    subject="Identity",
    columns=(
        Column("ip", "text", "IP address."),
        *_seen("from that address"),
        _others("address"),
    ),
)
def user_addresses(logs: Logs, *, limit: int | None = 100) -> sa.Select[Any]:
    """Which IP addresses is a user known to come from?

    The `limit` addresses seen last (None: all). Of many logs, sign-ins above all, the address is
    not known. Other users are those who came from the address in the window, whatever else the
    filter asks; behind one address of an office there can be many.
    """
    return _places(logs, logs.rows("ip", "user_email", "created_at").c, "ip", [], limit)


def _places(logs: Logs, c: Any, name: str, known: list[Any], limit: int | None) -> sa.Select[Any]:
    """One row a value of the column `name` of the logs `c`, with who else has that value."""
    last_at = sa.func.max(c.created_at).label("last_at")
    found = sa.select(
        c[name],
        *known,
        sa.func.min(c.created_at).label("first_at"),
        last_at,
        count_of(c.created_at).label("logs"),
        count_distinct(c.user_email).label("users"),
    ).where(c[name].is_not(None))
    latest = found.group_by(c[name]).order_by(last_at.desc(), c[name]).limit(at_most(limit))
    p = latest.cte("places").c
    every = logs.unnarrowed().rows(name, "user_email").c
    shared = sa.select(every[name], count_distinct(every.user_email).label("users"))
    # Everybody's logs of these places alone: there are many more of others.
    shared = shared.where(every[name].in_(sa.select(p[name]))).group_by(every[name])
    s = shared.subquery("shared").c
    own = [p[label] for label in p.keys() if label != "users"]  # noqa: SIM118 - not a dict
    others = (s.users - p.users).label("other_users")
    joined = sa.join(p.users.table, s.users.table, s[name] == p[name])
    return sa.select(*own, others).select_from(joined).order_by(p.last_at.desc(), p[name])


@question(
    subject="Identity",
    columns=(
        Column("session_id", "id", "Session (the apps call it Device ID)."),
        *_seen("in that session"),
        Column("apps", "count", "Different apps in it."),
        Column("device", "text", "The device last known in it."),
        Column("ip", "text", "The IP address last known in it."),
    ),
)
def user_sessions(logs: Logs, *, limit: int | None = 100) -> sa.Select[Any]:
    """Which sessions did a user have?

    The `limit` sessions seen last (None: all). Logs without a session are left out.
    """
    c = logs.rows("session_id", "created_at", "app_id", "app_name", "device", "ip").c
    last_at = sa.func.max(c.created_at).label("last_at")
    apps = count_distinct(c.app_id) + count_distinct(app_name_alone(c))
    return (
        sa.select(
            c.session_id,
            sa.func.min(c.created_at).label("first_at"),
            last_at,
            count_of(c.created_at).label("logs"),
            apps.label("apps"),
            latest_value(c.device, c.created_at).label("device"),
            latest_value(c.ip, c.created_at).label("ip"),
        )
        .where(c.session_id.is_not(None))
        .group_by(c.session_id)
        .order_by(last_at.desc(), c.session_id)
        .limit(at_most(limit))
    )


@question(
    subject="Identity",
    columns=(
        Column("app_id", "id", "Number of the app; empty where the source gives only a name."),
        Column("app", "text", "Its latest known name in these logs."),
        *_seen("in that app"),
    ),
)
def user_apps(logs: Logs) -> sa.Select[Any]:
    """Which apps does a user use?

    By logs in the window, most first.
    """
    c = logs.rows("app_id", "app_name", "created_at").c
    alone, count = app_name_alone(c), count_of(c.created_at).label("logs")
    return (
        sa.select(
            c.app_id,
            latest_value(c.app_name, c.created_at).label("app"),
            sa.func.min(c.created_at).label("first_at"),
            sa.func.max(c.created_at).label("last_at"),
            count,
        )
        .where(of_an_app(c))
        .group_by(c.app_id, alone)
        .order_by(count.desc(), c.app_id.nulls_last(), alone)
    )
