"""Questions on logins. What counts as one attempt is defined here, once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from queries.logs import Logs
from queries.portable import add_seconds, as_text, count_where, moment
from queries.question import Column, question
from queries.zones import EARLIEST

OUTCOMES: tuple[str, ...] = ("succeeded", "failed", "first", "sso")
"""How an attempt to log in ends; every attempt ends in one way."""

_KNOWN = {
    "plain": "user.login",
    "failed": "user.login.failed",
    "first": "user.login.first",
    "sso": "user.login.sso",
}
_APART_SECONDS = 2
_LOOK_BACK = timedelta(seconds=_APART_SECONDS)
_LOOK_AHEAD = timedelta(hours=1)


def attempts(logs: Logs) -> Any:
    """Clusters of login logs, as a subquery with columns at, attempts, failed, first, sso.

    Fliplet writes `user.login` for every attempt and `.failed`, `.first` or `.sso` besides it, but
    one of a pair may be missing. Login logs of one user (by address, else by number, else those of
    nobody known) that follow each other within 2 seconds form a cluster. One that holds L
    `user.login`, F `.failed`, R `.first` and S `.sso` stands for

    - F failed attempts, R first ones and max(0, S - R) through SSO (a first login through SSO is
      a first one),
    - max(L, F + R + max(0, S - R)) attempts in all; those left over succeeded.

    Other `user.login.*` are companions of an attempt; where a cluster holds nothing else each is
    an attempt that succeeded. A cluster belongs to the moment of its first log, in that window
    alone; of a burst that goes on past the window's end, at most an hour is counted with it.
    """
    c = _clusters(logs).c
    ended = c.failed + c.first + c.sso
    alone = sa.case((c.plain + ended == 0, c.other), else_=0)
    every = sa.func.greatest(c.plain, ended, alone).label("attempts")
    in_window = [c.at >= moment(at) for at in (logs.filter.since,) if at is not None]
    in_window += [c.at < moment(at) for at in (logs.filter.until,) if at is not None]
    found = sa.select(c.at, every, c.failed, c.first, c.sso).where(*in_window)
    return found.subquery("attempts")


def _clusters(logs: Logs) -> Any:
    """Login logs per cluster: when it began, and the counts that `attempts` weighs."""
    near = logs.typed("user.login", "user.login.*").around(_LOOK_BACK, _LOOK_AHEAD)
    rows = near.rows("id", "created_at", "log_type", "user_email", "user_id").c
    user = sa.func.coalesce(rows.user_email, sa.literal("number ") + as_text(rows.user_id), "")
    previous = sa.func.lag(rows.created_at, 1, moment(EARLIEST)).over(
        partition_by=user, order_by=(rows.created_at, rows.id)
    )
    marked = sa.select(
        rows.id,
        rows.created_at,
        rows.log_type,
        user.label("who"),
        sa.case((rows.created_at > add_seconds(previous, _seconds()), 1), else_=0).label("begins"),
    ).subquery("marked")
    m = marked.c
    number = sa.func.sum(m.begins).over(partition_by=m.who, order_by=(m.created_at, m.id))
    numbered = sa.select(m.created_at, m.log_type, m.who, number.label("cluster"))
    n = numbered.subquery("numbered").c
    counts: dict[str, sa.ColumnElement[int]] = {
        name: count_where(n.log_type == log_type) for name, log_type in _KNOWN.items()
    }
    counts["sso"] = sa.func.greatest(counts["sso"] - counts["first"], 0)
    counts["other"] = count_where(n.log_type.not_in(list(_KNOWN.values())))
    columns = [count.label(name) for name, count in counts.items()]
    return (
        sa.select(sa.func.min(n.created_at).label("at"), *columns)
        .group_by(n.who, n.cluster)
        .subquery("clusters")
    )


def _seconds() -> sa.ColumnElement[int]:
    return sa.literal(_APART_SECONDS, sa.Integer, literal_execute=True)


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
    login), sso (through single sign-on) or succeeded (every other that did). The log of an attempt
    and the one of its outcome are taken for one where they lie within 2 seconds. The day is that
    of the attempt's first log. Outcomes that a day did not see have no row.
    """
    found = attempts(logs).c
    day = logs.bucket(found.at, "day").label("day")
    ended = [found[name] for name in OUTCOMES[1:]]
    counts = [found.attempts - sum(ended[1:], ended[0]), *ended]
    sums = [sa.func.sum(n).label(name) for name, n in zip(OUTCOMES, counts, strict=True)]
    daily = sa.select(day, *sums)
    d = daily.group_by(day).cte("daily").c
    each = [
        sa.select(d.day, sa.literal(name).label("outcome"), d[name].label("logins"))
        for name in OUTCOMES
    ]
    every = sa.union_all(*each).subquery("every").c
    return (
        sa.select(every.day, every.outcome, every.logins)
        .where(every.logins > 0)
        .order_by(every.day, every.outcome)
    )
