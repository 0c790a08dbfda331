"""Questions on how many people use it: by day, rolling, by unit of time, through the week."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from queries.activity import DAY_UNITS, DayUnit
from queries.logs import Logs
from queries.options import one_of
from queries.portable import (
    add_days,
    count_distinct,
    count_of,
    day_of,
    days_between,
    each_below,
    hour_of_day,
    iso_weekday,
    share,
)
from queries.question import Column, question
from queries.user_units import merged, user_units

_WEEK, _MONTH = 7, 30
_BEFORE = timedelta(days=_MONTH + 1)  # a day more, for clocks that are changed


@question(
    subject="Use",
    chart="line",
    columns=(
        Column("day", "day", "Day in the asked zone."),
        Column("daily", "count", "Different users of that day (DAU)."),
        Column("weekly", "count", "Different users of the 7 days that end with it (WAU)."),
        Column("monthly", "count", "Different users of the 30 days that end with it (MAU)."),
        Column("stickiness", "number", "Daily of monthly (DAU/MAU), 0 to 1."),
    ),
)
def active_users(logs: Logs) -> sa.Select[Any]:
    """How many people use it, and how often do they come back?

    Active are the users of the day's logs. Weeks and months are rolling, 7 and 30 days, as is the
    field's standard, so they count days before the window too; the daily users of a day that the
    window cuts are those within it. Days go on to the last on which anybody was active; one has no
    row where nobody was in its 30 days. The ratio is the share of days on which somebody who comes
    in a month does come. By units of the calendar: `active_users_over_time`.
    """
    earlier = logs.just_before(_BEFORE)
    before = [] if earlier is None else [user_units(earlier, "day")]
    u = merged(user_units(logs, "day"), *before)
    never = add_days(u.at, -_MONTH)
    previous = sa.func.lag(u.at, 1, never).over(partition_by=u.user_email, order_by=u.at)
    gap = sa.func.least(days_between(previous, u.at), _MONTH).label("gap")
    known = sa.select(u.at, u.inside, gap).subquery("known").c
    keys = (known.at, known.inside, known.gap)
    grouped = sa.select(*keys, count_of(known.at).label("users")).group_by(*keys)
    return _rolling(logs, grouped.subquery("grouped").c)


def _rolling(logs: Logs, g: Any) -> sa.Select[Any]:
    """Of `users` active on a day `at`, `gap` days after the last one before, the rolling counts.

    Each user is counted once in a span of days: at the first of their days in it, which is the one
    that lies at least as many days after the one before as the span still has before it.
    """
    last = sa.func.max(sa.case((g.inside == 1, g.at))).over().label("last")
    aged = sa.select(*g, last, each_below(_number(_MONTH)).label("age")).subquery("aged").c
    days = sa.select(*aged, add_days(aged.at, aged.age).label("day")).subquery("days").c

    def users(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
        return sa.func.sum(sa.case((condition, days.users), else_=0))

    weekly = sa.and_(days.age < _WEEK, days.gap + days.age >= _WEEK)
    counted = sa.select(
        days.day,
        users(sa.and_(days.age == 0, days.inside == 1)).label("daily"),
        users(weekly).label("weekly"),
        users(days.gap + days.age >= _MONTH).label("monthly"),
    )
    counted = counted.where(days.day <= days.last)
    if logs.filter.since is not None:
        counted = counted.where(days.day >= day_of(logs.unit_of(logs.filter.since, "day")))
    c = counted.group_by(days.day).subquery("counted").c
    return sa.select(*c, share(c.daily, c.monthly).label("stickiness")).order_by(c.day)


def _number(value: int) -> sa.ColumnElement[int]:
    return sa.literal(value, sa.Integer, literal_execute=True)


@question(
    subject="Use",
    chart="bar",
    columns=(
        Column("at", "day", "First day of the day, week (Monday) or month in the asked zone."),
        Column("users", "count", "Different users of that time."),
        Column("logs", "count", "Their logs."),
    ),
)
def active_users_over_time(logs: Logs, *, unit: DayUnit = "day") -> sa.Select[Any]:
    """How many people use it each day, week or month?

    `unit` is day, week or month of the calendar. Logs without a user are left out; times without
    others have no row. Rolling: `active_users`.
    """
    source = logs.counted_users()
    chosen = one_of("unit", unit, DAY_UNITS)
    at = logs.bucket(source.at, chosen).label("at")
    users = count_distinct(source.c.user_email).label("users")
    return sa.select(at, users, source.logs.label("logs")).group_by(at).order_by(at)


@question(
    subject="Use",
    chart="heatmap",
    columns=(
        Column("weekday", "id", "Day of the week: 1 is Monday, 7 is Sunday."),
        Column("hour", "id", "Hour of the day, 0 to 23, in the asked zone."),
        Column("users", "count", "Different users in that hour of that weekday."),
        Column("logs", "count", "Their logs."),
    ),
)
def use_by_hour_of_week(logs: Logs) -> sa.Select[Any]:
    """When in the week do how many people use it?

    A user counts once in an hour of a weekday, in however many weeks. Logs without a user are left
    out; hours without others have no row. All logs: `hour_of_week`.
    """
    source = logs.counted_users()
    local = logs.local(source.at)
    weekday: sa.ColumnElement[Any] = iso_weekday(local).label("weekday")
    hour: sa.ColumnElement[Any] = hour_of_day(local).label("hour")
    users = count_distinct(source.c.user_email).label("users")
    found = sa.select(weekday, hour, users, source.logs.label("logs"))
    return found.group_by(weekday, hour).order_by(weekday, hour)
