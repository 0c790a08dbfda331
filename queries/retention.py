"""Questions on who comes, who comes back and who stays away."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.activity import DAY_UNITS, DayUnit
from queries.logs import Logs
from queries.options import one_of, whole_number
from queries.portable import (
    add_days,
    count_of,
    count_where,
    day_of,
    each_below,
    share,
    trunc_to,
)
from queries.question import Column, question
from queries.user_units import LONGEST, last_units, merged, user_units

_AWAY = 62
"""More days than a unit and the one before it have."""

_DAYS: dict[DayUnit, int] = {"day": 1, "week": 7, "month": 31}


@question(
    subject="Use",
    chart="bar",
    columns=(
        Column("at", "day", "First day of the day, week (Monday) or month in the asked zone."),
        Column("users", "count", "Different users of that time: new and returning."),
        Column("new", "count", "Those who were never seen before it."),
        Column("returning", "count", "Those who were seen before it."),
        Column("resumed", "count", "Those of the returning who were away in the unit before."),
        Column(
            "lapsed",
            "count",
            "Users of the unit before who were away in this one; empty where the window ends "
            "within it.",
        ),
    ),
)
def users_new_returning_lapsed(logs: Logs, *, unit: DayUnit = "week") -> sa.Select[Any]:
    """How many people are new, come back or stay away?

    `unit` is day, week or month. What was before the window counts too: new is who has no such log
    in any earlier unit, of all that are in the data, and whoever is away from a window's first unit
    lapsed from the one before. Between whole units users grow by new + resumed - lapsed. Up to the
    last unit in which anybody was active; times that nobody came to or stayed away from have no
    row.
    """
    chosen = one_of("unit", unit, DAY_UNITS)
    recent = logs.just_before(2 * LONGEST[chosen])
    older = recent and recent.before()
    parts = [] if recent is None else [user_units(recent, chosen)]
    parts += [] if older is None else [last_units(older, chosen)]
    u = merged(user_units(logs, chosen), *parts)
    whose: dict[str, Any] = {"partition_by": u.user_email, "order_by": u.at}
    previous = sa.func.lag(u.at, 1, add_days(u.at, -_AWAY)).over(**whose)
    following = sa.func.lead(u.at, 1, add_days(u.at, _AWAY)).over(**whose)
    told = sa.select(
        *u,
        sa.func.row_number().over(**whose).label("place"),
        previous.label("previous"),
        following.label("following"),
    )
    return _grown(logs, told.subquery("told").c, chosen)


def _grown(logs: Logs, t: Any, unit: DayUnit) -> sa.Select[Any]:
    """Counts of users and units, those who lapse moved to the unit they lapsed in."""
    resumed = sa.and_(t.place > 1, t.previous < _start(add_days(t.at, -1), unit))
    per_unit = sa.select(
        t.at,
        count_where(t.inside == 1).label("users"),
        count_where(sa.and_(t.inside == 1, t.place == 1)).label("new"),
        count_where(sa.and_(t.inside == 1, resumed)).label("resumed"),
        count_where(t.following > _next(t.at, unit)).label("left"),
    )
    p = per_unit.group_by(t.at).subquery("per_unit").c
    last = sa.func.max(sa.case((p.users > 0, p.at))).over().label("last")
    two = sa.literal(2, sa.Integer, literal_execute=True)
    s = sa.select(*p, last, each_below(two).label("later")).subquery("shifted").c
    at = sa.case((s.later == 1, _next(s.at, unit)), else_=s.at).label("at")
    own = [
        sa.case((s.later == 0, s[name]), else_=0).label(name)
        for name in ("users", "new", "resumed")
    ]
    lapsed = sa.case((s.later == 1, s.left), else_=0).label("lapsed")
    m = sa.select(at, s.last, *own, lapsed).subquery("moved").c
    sums = {name: sa.func.sum(m[name]) for name in ("users", "new", "resumed", "lapsed")}
    found = sa.select(
        m.at,
        sums["users"].label("users"),
        sums["new"].label("new"),
        (sums["users"] - sums["new"]).label("returning"),
        sums["resumed"].label("resumed"),
        sa.case((_whole(logs, m.at, unit), sums["lapsed"])).label("lapsed"),
    ).where(m.at <= m.last)
    if logs.filter.since is not None:
        found = found.where(m.at >= day_of(logs.unit_of(logs.filter.since, unit)))
    shown = sa.or_(sums["users"] > 0, sums["lapsed"] > 0)
    return found.group_by(m.at).having(shown).order_by(m.at)


def _start(day: sa.ColumnElement[Any], unit: DayUnit) -> sa.ColumnElement[Any]:
    """The first day of the unit that a day is in."""
    return day if unit == "day" else day_of(trunc_to(sa.literal(unit, literal_execute=True), day))


def _next(at: sa.ColumnElement[Any], unit: DayUnit) -> sa.ColumnElement[Any]:
    """The first day of the unit after the one that begins at `at`."""
    return _start(add_days(at, _DAYS[unit]), unit)


def _whole(logs: Logs, at: sa.ColumnElement[Any], unit: DayUnit) -> sa.ColumnElement[bool]:
    """The unit that begins at `at` is over when the window ends."""
    until = logs.filter.until
    return sa.true() if until is None else at < day_of(logs.unit_of(until, unit))


@question(
    subject="Use",
    chart="heatmap",
    columns=(
        Column("cohort", "day", "Monday of the week of first use, in the asked zone."),
        Column("size", "count", "Users first seen in that week."),
        Column("week", "id", "So many weeks later: 0 is the week of first use itself."),
        Column("users", "count", "Those of them who were active in that week."),
        Column("share", "number", "They, of all of the cohort, 0 to 1."),
        Column("complete", "flag", "False where the window ends within that week."),
    ),
)
def retention(logs: Logs, *, weeks: int = 26) -> sa.Select[Any]:
    """Of those who come for the first time, how many keep coming?

    Users whose first log of all that are in the data lies in the window, by the week of it, and
    the weeks in which they were active after it: at most `weeks`, up to the last in which anybody
    was. A week in which none of a cohort was active has a row too.
    """
    most = whole_number("weeks", weeks)
    sizes = _cohorts(logs).c
    number = sa.literal(most + 1, sa.Integer, literal_execute=True)
    grid = sa.select(
        sizes.cohort, sizes.users.label("size"), sizes.last, each_below(number).label("week")
    ).where(sizes.at == sizes.cohort)
    g = grid.subquery("grid").c
    at = add_days(g.cohort, g.week * 7).label("at")
    laid = sa.select(g.cohort, g.size, g.week, g.last, at).subquery("laid").c
    a = _cohorts(logs).alias("active").c
    users = sa.func.coalesce(a.users, 0)
    same = sa.and_(a.cohort == laid.cohort, a.at == laid.at)
    return (
        sa.select(
            laid.cohort,
            laid.size,
            laid.week,
            users.label("users"),
            share(users, laid.size).label("share"),
            _whole(logs, laid.at, "week").label("complete"),
        )
        .select_from(sa.outerjoin(laid.at.table, a.at.table, same))
        .where(laid.at <= laid.last)
        .order_by(laid.cohort, laid.week)
    )


def _cohorts(logs: Logs) -> Any:
    """How many users of each cohort were active in each week: cohort, at, users; and the last
    week in which anybody was, of a cohort or not."""
    f = user_units(logs, "week").subquery("found").c
    weeks = sa.select(f.user_email, f.at, sa.func.max(f.at).over().label("last"))
    u = weeks.subquery("weeks").c
    cohort = sa.func.min(u.at).over(partition_by=u.user_email).label("cohort")
    newcomers = sa.select(u.at, u.last, cohort)
    before = logs.before()
    if before is not None:
        c = before.counted_users(zoned=False).c
        newcomers = newcomers.where(u.user_email.not_in(sa.select(c.user_email)))
    n = newcomers.subquery("newcomers").c
    keys = (n.cohort, n.at, n.last)
    return sa.select(*keys, count_of(n.at).label("users")).group_by(*keys).subquery("cohorts")
