"""Attempts to log in, put together from the logs that Fliplet writes of each."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from queries.logs import Logs
from queries.portable import add_seconds, as_text, count_where, moment
from queries.security_types import LOGINS
from queries.zones import EARLIEST

_KNOWN = {
    "plain": "user.login",
    "failed": "user.login.failed",
    "first": "user.login.first",
    "sso": "user.login.sso",
}
_APART_SECONDS = 2
_LOOK_BACK = timedelta(seconds=_APART_SECONDS)
_LOOK_AHEAD = timedelta(hours=1)


def attempts(logs: Logs, *details: str) -> Any:
    """Clusters of login logs, as a subquery. A cluster is nearly always one attempt.

    Columns: at and last_at (moments of its first and last log); attempts, and how they ended:
    succeeded + failed + first + sso = attempts; the columns of `logs` named as details, such as
    user_email, ip or device (null where unknown; of several in one cluster the greatest).

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
    c = _clusters(logs, details).c
    ended = c.failed + c.first + c.sso
    alone = sa.case((c.plain + ended == 0, c.other), else_=0)
    every = sa.func.greatest(c.plain, ended, alone)
    in_window = [c.at >= moment(at) for at in (logs.filter.since,) if at is not None]
    in_window += [c.at < moment(at) for at in (logs.filter.until,) if at is not None]
    found = sa.select(
        c.at,
        c.last_at,
        *(c[name] for name in details),
        every.label("attempts"),
        (every - ended).label("succeeded"),
        c.failed,
        c.first,
        c.sso,
    )
    return found.where(*in_window).subquery("attempts")


def login_words(rows: Any) -> Any:
    """What each `user.login` and companion of no known kind says, as a subquery: id, word.

    `rows` are login logs with the columns id, created_at, log_type, user_email and user_id.
    Of the `user.login` in a cluster as many as `.failed`, `.first` or `.sso` stand beside are only
    "login_attempt": those tell how it ended. The ones left over succeeded and are "login". So the
    numbers agree with `attempts`.
    """
    n = _clustered(rows, "id").c
    cluster = (n.who, n.cluster)
    told = {
        name: sa.func.sum(sa.case((n.log_type == log_type, 1), else_=0)).over(partition_by=cluster)
        for name, log_type in _KNOWN.items()
    }
    ended = told["failed"] + sa.func.greatest(told["first"], told["sso"])
    in_order = (n.created_at, n.id)
    place = sa.func.row_number().over(partition_by=(*cluster, n.log_type), order_by=in_order)
    plain = told["plain"].label("plain")
    told_of = sa.select(n.id, n.log_type, place.label("place"), plain, ended.label("ended"))
    t = told_of.subquery("told").c
    succeeded = sa.case(
        (t.log_type == _KNOWN["plain"], t.place > t.ended), else_=t.plain + t.ended == 0
    )
    unsaid = [name for key, name in _KNOWN.items() if key != "plain"]
    word = sa.case((succeeded, "login"), else_="login_attempt").label("word")
    return sa.select(t.id, word).where(t.log_type.not_in(unsaid)).subquery("login_words")


def _clustered(rows: Any, *details: str) -> Any:
    """Login logs as a subquery: created_at, log_type, the columns named as details, who (a text
    for the user) and cluster (its number among those of that user); see `attempts`."""
    user = sa.func.coalesce(rows.user_email, sa.literal("number ") + as_text(rows.user_id), "")
    previous = sa.func.lag(rows.created_at, 1, moment(EARLIEST)).over(
        partition_by=user, order_by=(rows.created_at, rows.id)
    )
    begins = sa.case((rows.created_at > add_seconds(previous, _seconds()), 1), else_=0)
    marked = sa.select(
        *(rows[name] for name in dict.fromkeys(("id", "created_at", "log_type", *details))),
        user.label("who"),
        begins.label("begins"),
    ).subquery("marked")
    m = marked.c
    number = sa.func.sum(m.begins).over(partition_by=m.who, order_by=(m.created_at, m.id))
    carried = (m[name] for name in dict.fromkeys(("created_at", "log_type", *details)))
    return sa.select(*carried, m.who, number.label("cluster")).subquery("numbered")


def _clusters(logs: Logs, details: tuple[str, ...]) -> Any:
    """Login logs per cluster: when it began, and the counts that `attempts` weighs."""
    near = logs.typed(*LOGINS).around(_LOOK_BACK, _LOOK_AHEAD)
    names = dict.fromkeys(("id", "created_at", "log_type", "user_email", "user_id", *details))
    n = _clustered(near.rows(*names).c, *details).c
    counts: dict[str, sa.ColumnElement[int]] = {
        name: count_where(n.log_type == log_type) for name, log_type in _KNOWN.items()
    }
    counts["sso"] = sa.func.greatest(counts["sso"] - counts["first"], 0)
    counts["other"] = count_where(n.log_type.not_in(list(_KNOWN.values())))
    return (
        sa.select(
            sa.func.min(n.created_at).label("at"),
            sa.func.max(n.created_at).label("last_at"),
            *(sa.func.max(n[name]).label(name) for name in details),
            *(count.label(name) for name, count in counts.items()),
        )
        .group_by(n.who, n.cluster)
        .subquery("clusters")
    )


def _seconds() -> sa.ColumnElement[int]:
    return sa.literal(_APART_SECONDS, sa.Integer, literal_execute=True)
