"""Questions on logins: how many, how they ended, whose, and each of them in time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from queries.attempts import attempts
from queries.logs import Logs
from queries.options import at_most
from queries.question import Column, question

OUTCOMES: tuple[str, ...] = ("succeeded", "failed", "first", "sso")
"""How an attempt to log in ends; every attempt ends in one way."""

_BY_USER = (
    Column("user", "text", "The user's address; empty for logins that do not say."),
    Column("logins", "count", "Attempts to log in: succeeded + failed + first + sso."),
    Column("succeeded", "count", "Those that got in, other than first ones and through SSO."),
    Column("failed", "count", "Those that failed."),
    Column("first", "count", "The user's first login."),
    Column("sso", "count", "Those through single sign-on (SSO), other than a first login."),
    Column("last_at", "time", "When the last of them was."),
)


@question(
    subject="Logins",
    chart="bar",
    columns=(
        Column("day", "day", "Day in the asked zone."),
        Column("outcome", "text", "How they ended: succeeded, failed, first or sso."),
        Column("logins", "count", "Attempts to log in; over all outcomes, all of that day."),
    ),
)
def logins_by_day(logs: Logs) -> sa.Select[Any]:
    """How many logins were there each day, and how did they end?

    Every attempt to log in is counted once, under one outcome: failed, first (the user's first
    login), sso (through single sign-on) or succeeded (every other that did). Fliplet writes
    `user.login` of every attempt and `user.login.failed`, `.first` or `.sso` besides: each of
    these is an attempt, at its moment, and the `user.login` of the same user beside it, within 2
    seconds, is the same one; each `user.login` that is left over succeeded. One of a pair may be
    missing. The whole rule: `data/attempts.py`. Outcomes that a day did not see have no row.
    """
    found = attempts(logs).c
    day = logs.bucket(found.at, "day").label("day")
    sums = [sa.func.sum(found[name]).label(name) for name in OUTCOMES]
    every = _by_outcome(sa.select(day, *sums).group_by(day).cte("daily"), "day")
    return sa.select(every.day, every.outcome, every.ended.label("logins")).order_by(
        every.day, every.outcome
    )


@question(
    subject="Logins",
    chart="bar",
    columns=(
        Column("day", "day", "Day in the asked zone."),
        Column("category", "text", "Category; empty where the source says nothing."),
        Column("logins", "count", "Attempts to log in, those that failed too."),
        Column("failed", "count", "Those that failed."),
    ),
)
def logins_by_category_by_day(logs: Logs) -> sa.Select[Any]:
    """How many logins were there to apps and to Studio each day, and how many failed?

    An attempt counts once, see `logins_by_day`; its category is that of the log that tells how it
    ended, else that of its `user.login`.
    Days without logins of a category have no row.
    """
    found = attempts(logs, "category").c
    day = logs.bucket(found.at, "day").label("day")
    logins = sa.func.sum(found.attempts).label("logins")
    return (
        sa.select(day, found.category, logins, sa.func.sum(found.failed).label("failed"))
        .group_by(day, found.category)
        .order_by(day, found.category.nulls_last())
    )


@question(subject="Logins", columns=_BY_USER, codes=["S3"])
def app_logins(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """Who logged in to apps?

    Attempts to log in of which a log has the category app: the `limit` users with most first (None:
    all); an attempt counts once, see `logins_by_day`.
    """
    return _by_user(logs, "app", limit)


@question(subject="Logins", columns=_BY_USER, codes=["S4"])
def studio_logins(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """Who logged in to Studio?

    Attempts to log in of which a log has the category studio: the `limit` users with most first
    (None: all); an attempt counts once, see `logins_by_day`. Who stays logged in leaves no login:
    use of Studio is told by `studio.analytics.presence`.
    """
    return _by_user(logs, "studio", limit)


@question(
    subject="Logins",
    columns=(
        Column("at", "time", "When it ended so."),
        Column("user", "text", "The user's address; empty where no log says."),
        Column("outcome", "text", "succeeded, failed, first or sso."),
        Column("app", "text", "Name of the app; empty for Studio and where no log says."),
        Column("ip", "text", "IP address; empty where no log says."),
        Column("device", "text", "Identifier of the device; empty where no log says."),
        Column("id", "id", "The log that tells how it ended."),
    ),
)
def login_attempts(
    logs: Logs, *, users: Sequence[str] | None = None, limit: int | None = None
) -> sa.Select[Any]:
    """Which attempts to log in were there?

    The newest `limit` first (None: all), of certain `users` alone where they are named by their
    addresses. What an attempt is: `logins_by_day`.
    """
    c = attempts(logs, "user_email", "app_name", "ip", "device", "id").c
    outcome = sa.case(*((c[name] == 1, name) for name in OUTCOMES)).label("outcome")
    places = (c.app_name.label("app"), c.ip, c.device)
    found = sa.select(c.at, c.user_email.label("user"), outcome, *places, c.id)
    if users is not None:
        found = found.where(c.user_email.in_(list(users)))
    return found.order_by(c.at.desc(), c.id.desc()).limit(at_most(limit))


def _by_user(logs: Logs, category: str, limit: int | None) -> sa.Select[Any]:
    found = attempts(logs, "user_email", "category").c
    logins = sa.func.sum(found.attempts).label("logins")
    sums = [sa.func.sum(found[name]).label(name) for name in OUTCOMES]
    return (
        sa.select(
            found.user_email.label("user"), logins, *sums, sa.func.max(found.at).label("last_at")
        )
        .where(found.category == category)
        .group_by(found.user_email)
        .order_by(logins.desc(), found.user_email.nulls_last())
        .limit(at_most(limit))
    )


def _by_outcome(counts: Any, *names: str) -> Any:
    """Counts of attempts (a CTE) with a row for each outcome that there was.

    Columns: those named, outcome, and ended (how many attempts ended so).
    """
    c = counts.c
    each = [
        sa.select(
            *(c[name] for name in names),
            sa.literal(outcome).label("outcome"),
            c[outcome].label("ended"),
        ).where(c[outcome] > 0)
        for outcome in OUTCOMES
    ]
    return sa.union_all(*each).subquery("every").c
