"""Who a user is, in one row."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.account_logs import accounts_asked_for
from queries.attempts import attempts
from queries.logs import Logs
from queries.members import memberships
from queries.options import at_most
from queries.portable import count_distinct, count_of
from queries.question import Column, question
from queries.second_factor import second_factors

_COUNTS = ("logs", "failed_logins", "devices", "addresses")

_PASSPORT = (
    Column("user", "text", "The user's address."),
    Column("first_at", "time", "When the user's first log in the window was written."),
    Column("last_at", "time", "When the user's last log in the window was written."),
    Column("logs", "count", "Logs of the user in the window."),
    Column("last_login_at", "time", "When the user last got in, within the window."),
    Column("failed_logins", "count", "The user's attempts to log in that failed in the window."),
    Column("devices", "count", "Different known devices in the window."),
    Column("addresses", "count", "Different known IP addresses in the window."),
    Column(
        "two_factor",
        "text",
        "added or removed: what holds of two-factor authentication (2FA) at the window's end; "
        "empty where no log says.",
    ),
    Column("two_factor_at", "time", "When 2FA was last changed."),
    Column(
        "membership",
        "text",
        "member, invited or removed: what holds of the organisation at the window's end; empty "
        "where no log says.",
    ),
    Column("membership_since", "time", "Since when."),
)


@question(subject="Identity", columns=_PASSPORT)
def user_summary(logs: Logs, *, limit: int | None = 100) -> sa.Select[Any]:
    """Who is this user?

    One row a user whom the filter's user part matches: what the user did in the window, and what
    the logs up to its end say of the account (see `members_known` and
    `accounts_without_two_factor`). The `limit` users with the most logs (None: all).
    """
    parts = [_activity(logs), _entries(logs), _two_factor(logs), _membership(logs)]
    every = sa.union_all(*parts).subquery("parts").c
    counts = {n: sa.func.coalesce(sa.func.max(every[n]), 0).label(n) for n in _COUNTS}
    figures = [
        counts.get(column.name, sa.func.max(every[column.name]).label(column.name))
        for column in _PASSPORT[1:]
    ]
    return (
        sa.select(every.user, *figures)
        .group_by(every.user)
        .order_by(counts["logs"].desc(), every.user)
        .limit(at_most(limit))
    )


def _part(user: sa.ColumnElement[Any], **figures: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """A select of all of the passport's columns, null where it knows nothing of them."""
    columns = [figures.get(c.name, sa.null()).label(c.name) for c in _PASSPORT[1:]]
    return sa.select(user.label("user"), *columns)


def _activity(logs: Logs) -> sa.Select[Any]:
    c = logs.rows("user_email", "created_at", "device", "ip").c
    part = _part(
        c.user_email,
        first_at=sa.func.min(c.created_at),
        last_at=sa.func.max(c.created_at),
        logs=count_of(c.created_at),
        devices=count_distinct(c.device),
        addresses=count_distinct(c.ip),
    )
    of_user = part.where(c.user_email.is_not(None), *accounts_asked_for(logs, c.user_email))
    return of_user.group_by(c.user_email)


def _entries(logs: Logs) -> sa.Select[Any]:
    c = attempts(logs, "user_email").c
    got_in = sa.case((c.attempts > c.failed, c.at))
    part = _part(
        c.user_email, last_login_at=sa.func.max(got_in), failed_logins=sa.func.sum(c.failed)
    )
    of_user = part.where(c.user_email.is_not(None), *accounts_asked_for(logs, c.user_email))
    return of_user.group_by(c.user_email)


def _two_factor(logs: Logs) -> sa.Select[Any]:
    c = second_factors(logs).c
    state = sa.case((c.stands == 1, "added"), else_="removed")
    return _part(c.user, two_factor=state, two_factor_at=c.changed_at)


def _membership(logs: Logs) -> sa.Select[Any]:
    c = memberships(logs)
    part = _part(c.user, membership=c.state, membership_since=c.since)
    return part.where(c.origin == "organisation")
