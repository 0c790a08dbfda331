"""When whoever is followed was active at an hour that is not theirs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from queries.clauses import UserMatch, log_type_clause
from queries.flags.activity import DONE_TO_THEM
from queries.flags.material import DAY_SECONDS, Material
from queries.flags.near import number, seconds_later
from queries.logs import Logs
from queries.options import at_most
from queries.portable import count_distinct, count_of, day_of, hour_of_day, moment
from queries.question import Column, question
from queries.zones import EARLIEST

_HOURS_NEAR = (23, 0, 1)
"""Hours of the day this far on are near: the one before, itself, the one after."""


@question(
    subject="Follow",
    columns=(
        Column("day", "day", "Day in the asked zone."),
        Column("hour", "id", "Hour of the day, 0 to 23, in the asked zone."),
        Column("first_at", "time", "The first of these logs in that hour."),
        Column("last_at", "time", "The last of them in that hour."),
        Column("logs", "count", "How many they are."),
        Column("active_days", "count", "Days of the history on which they were active."),
        Column("hours", "count", "Different hours of the day at which they were, none near."),
    ),
)
def unusual_hours(logs: Logs, *, limit: int | None = 100) -> sa.Select[Any]:
    """At which hours were they active that are unusual for them?

    Hours with logs that the filter matches, where on no day of the history was any in that hour of
    the day, the one before or the one after, although they were active on as many days of it as
    AUDIT_FLAG_HOUR_DAYS says. The history are the days before, as many as AUDIT_FLAG_HISTORY_DAYS
    says, under the same filter. Messages do not count, nor what a Studio user did as the user who
    is followed. The newest `limit` first (None: all).
    """
    limits = Material.of(logs).limits
    cells = _cells(logs, limits.history_days)
    history = -limits.history_days * DAY_SECONDS
    a, b = _new(cells, history).c, cells.c
    days = count_distinct(b.day).label("active_days")
    earlier = sa.and_(b.day < a.day, b.first_at >= seconds_later(a.first_at, history))
    return (
        sa.select(*a, days, count_distinct(b.hour).label("hours"))
        .select_from(sa.join(a.day.table, cells, sa.true()))
        .where(earlier)
        .group_by(*a)
        .having(days >= number(limits.hour_days))
        .order_by(a.first_at.desc())
        .limit(at_most(limit))
    )


def _cells(logs: Logs, history_days: int) -> sa.CTE:
    """Hours of days with logs, in the window and in the days before: day, hour, inside (1 in the
    window), first_at, last_at, logs."""
    longer = logs.around(timedelta(days=history_days), timedelta())
    c = longer.rows("created_at", "log_type", "user_email", "studio_user_email").c
    local, since = logs.ever().local(c.created_at), logs.filter.since
    inside = (
        sa.literal(1) if since is None else sa.case((c.created_at >= moment(since), 1), else_=0)
    )
    r = sa.select(
        day_of(local).label("day"),
        hour_of_day(local).label("hour"),
        inside.label("inside"),
        c.created_at,
    )
    r = r.where(sa.not_(log_type_clause(c.log_type, DONE_TO_THEM)), *_themselves(logs, c))
    active = r.subquery("active").c
    keys = (active.day, active.hour, active.inside)
    at = active.created_at
    figures = (sa.func.min(at).label("first_at"), sa.func.max(at).label("last_at"))
    return sa.select(*keys, *figures, count_of(at).label("logs")).group_by(*keys).cte("cells")


def _themselves(logs: Logs, c: Any) -> list[sa.ColumnElement[bool]]:
    """Where a user is followed: it was not a Studio user who acted as them."""
    match = UserMatch.read(logs.filter.user)
    if not match.user or match.acting:
        return []
    studio_user = UserMatch(user="", actor=match.user, acting=True)
    return [sa.or_(c.studio_user_email.is_(None), studio_user.clause(c))]


def _new(cells: sa.CTE, history: int) -> sa.Subquery:
    """Hours of the window near which there was none on an earlier day of the history."""
    c = cells.c
    spread = [
        sa.select(c.day, ((c.hour + number(on)) % number(24)).label("hour"), c.last_at)
        for on in _HOURS_NEAR
    ]
    s = sa.union_all(*spread).subquery("spread").c
    near = sa.select(s.day, s.hour, sa.func.max(s.last_at).label("last_at"))
    n = near.group_by(s.day, s.hour).subquery("near").c
    previous = sa.func.lag(n.last_at, 1, moment(EARLIEST)).over(partition_by=n.hour, order_by=n.day)
    p = sa.select(n.day, n.hour, previous.label("previous")).subquery("previous").c
    joined = sa.join(cells, p.day.table, sa.and_(p.day == c.day, p.hour == c.hour))
    return (
        sa.select(c.day, c.hour, c.first_at, c.last_at, c.logs)
        .select_from(joined)
        .where(c.inside == 1, p.previous < seconds_later(c.first_at, history))
        .subquery("new")
    )
