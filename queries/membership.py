"""Questions on who is let in: memberships of the organisation and of its apps, and their roles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from queries.account_logs import account_logs
from queries.activity import DAY_UNITS, DayUnit
from queries.logs import Logs
from queries.options import at_most, one_of
from queries.portable import count_where
from queries.question import Column, question
from queries.security_types import ACTION, APP_MEMBERSHIP, ORGANISATION_MEMBERSHIP

ORIGINS: tuple[str, ...] = ("organisation", "app")
"""What somebody is a member of."""

_CHANGE = (
    Column("at", "time", "When it happened."),
    Column("action", "text", "added, invited, changed, removed, unblocked or blocked."),
    Column("user", "text", "Whom it was done to; empty where the log does not say."),
    Column("by", "text", "Who did it: the Studio user where one acted as somebody else."),
    Column("role", "text", "The role given; empty where the log does not say."),
    Column("app_id", "id", "Number of the app."),
    Column("app", "text", "Name of the app at that time."),
    Column("log_type", "text", "Log type."),
    Column("id", "id", "Number of the log."),
)


def membership_logs(logs: Logs, types: Sequence[str], *further: str) -> Any:
    """Membership logs of those types, as a subquery: the columns of `account_logs`, of which what
    is a value of `ACTION`, and origin, one of `ORIGINS`.

    The user is null where the log does not say whom it was done to, never the admin who did it.
    """
    c = account_logs(logs, {log_type: ACTION[log_type] for log_type in types}, *further).c
    origins = {log_type: ORIGINS[log_type in APP_MEMBERSHIP] for log_type in types}
    return sa.select(*c, sa.case(origins, value=c.log_type).label("origin")).subquery("membership")


@question(subject="Security", columns=_CHANGE, codes=["S1"])
def organisation_membership_changes(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """Who was added to or removed from the organisation?

    One row a log, the newest `limit` first (None: all). An admin's change of a user
    (`organization.user.update`) is one too: it can hold a role. Fliplet does not say which keys
    hold the user and the role, so either can be unknown; an invitation that was accepted has no
    log of its own, and one that was not has none either.
    """
    return _changes(logs, ORGANISATION_MEMBERSHIP, limit)


@question(subject="Security", columns=_CHANGE, codes=["S2"])
def app_membership_changes(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """Who was added to or removed from an app?

    One row a log, the newest `limit` first (None: all): changes made in the app and an admin's
    changes of somebody's access to apps. Users who register themselves in an app's own data source
    leave no such log.
    """
    return _changes(logs, APP_MEMBERSHIP, limit)


def _changes(logs: Logs, types: Sequence[str], limit: int | None) -> sa.Select[Any]:
    c = membership_logs(logs, types, "role", "app_id", "app_name").c
    return (
        sa.select(
            c.created_at.label("at"),
            c.what.label("action"),
            c.user,
            c.by,
            c.role,
            c.app_id,
            c.app_name.label("app"),
            c.log_type,
            c.id,
        )
        .order_by(c.created_at.desc(), c.id.desc())
        .limit(at_most(limit))
    )


@question(
    subject="Security",
    chart="bar",
    columns=(
        Column("at", "day", "First day of the day, week (Monday) or month in the asked zone."),
        Column("origin", "text", "organisation or app."),
        Column("added", "count", "Logs that say that somebody was added."),
        Column("removed", "count", "Logs that say that somebody was removed."),
        Column("net", "count", "Added less removed."),
    ),
)
def membership_over_time(logs: Logs, *, unit: DayUnit = "day") -> sa.Select[Any]:
    """How many more members are there, day by day?

    `unit` is day, week or month. Invitations and changes do not count: who is invited is no member
    yet. Somebody who is added to three apps counts three times. Times without either have no row.
    """
    asked = one_of("unit", unit, DAY_UNITS)
    c = membership_logs(logs, (*ORGANISATION_MEMBERSHIP, *APP_MEMBERSHIP)).c
    at = logs.bucket(c.created_at, asked).label("at")
    daily = sa.select(
        at,
        c.origin,
        count_where(c.what == "added").label("added"),
        count_where(c.what == "removed").label("removed"),
    ).where(c.what.in_(["added", "removed"]))
    d = daily.group_by(at, c.origin).subquery("daily").c
    return sa.select(
        d.at, d.origin, d.added, d.removed, (d.added - d.removed).label("net")
    ).order_by(d.at, d.origin)


@question(
    subject="Security",
    columns=(
        Column("by", "text", "Who did it; empty for logs that do not say."),
        Column("added", "count", "Times they added somebody."),
        Column("invited", "count", "Times they invited somebody."),
        Column("changed", "count", "Times they changed a user, a role or an access."),
        Column("removed", "count", "Times they removed somebody."),
        Column("unblocked", "count", "Times they unblocked somebody."),
        Column("last_at", "time", "When they last did any of it."),
    ),
)
def membership_changes_by_actor(logs: Logs) -> sa.Select[Any]:
    """Who lets people in and shuts them out?

    Logs of memberships of the organisation and of apps, by who did it, most first.
    """
    c = membership_logs(logs, (*ORGANISATION_MEMBERSHIP, *APP_MEMBERSHIP)).c
    kinds = ("added", "invited", "changed", "removed", "unblocked")
    counts = [count_where(c.what == kind).label(kind) for kind in kinds]
    last_at = sa.func.max(c.created_at).label("last_at")
    every = sa.func.count().label("every")
    a = sa.select(c.by, *counts, last_at, every).group_by(c.by).subquery("actors").c
    return sa.select(a.by, *(a[kind] for kind in kinds), a.last_at).order_by(
        a.every.desc(), a.by.nulls_last()
    )
