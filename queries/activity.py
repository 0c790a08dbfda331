"""Questions on how much is going on: logs over time and through the week."""

from __future__ import annotations

from typing import Any, Literal

import sqlalchemy as sa

from queries.clock import Unit
from queries.logs import Logs
from queries.options import one_of
from queries.portable import hour_of_day, iso_weekday
from queries.question import Column, question

DayUnit = Literal["day", "week", "month"]
"""Units whose start is a day; hours have questions of their own, for theirs is a moment."""

DAY_UNITS: tuple[DayUnit, ...] = ("day", "week", "month")


@question(
    subject="Activity",
    chart="bar",
    columns=(
        Column("day", "day", "Day in the asked zone."),
        Column("log_type", "text", "Log type."),
        Column("logs", "count", "Logs of that type written that day."),
    ),
)
def logs_by_day(logs: Logs) -> sa.Select[Any]:
    """How many logs of each type were written each day?

    Days without logs of a type have no row.
    """
    source = logs.counted()
    day = logs.bucket(source.at, "day").label("day")
    return (
        sa.select(day, source.c.log_type, source.logs.label("logs"))
        .group_by(day, source.c.log_type)
        .order_by(day, source.c.log_type)
    )


@question(
    subject="Activity",
    chart="bar",
    columns=(
        Column("at", "day", "First day of the day, week (Monday) or month in the asked zone."),
        Column("category", "text", "Category; empty where the source says nothing."),
        Column("logs", "count", "Logs of that category written in that time."),
    ),
)
def activity_over_time(logs: Logs, *, unit: DayUnit = "day") -> sa.Select[Any]:
    """How much went on in each category, day by day?

    `unit` is day, week or month. Times without logs of a category have no row. By the hour:
    `activity_by_hour`.
    """
    return _by_category(logs, one_of("unit", unit, DAY_UNITS))


@question(
    subject="Activity",
    chart="bar",
    columns=(
        Column("at", "time", "When the hour begins."),
        Column("category", "text", "Category; empty where the source says nothing."),
        Column("logs", "count", "Logs of that category written in that hour."),
    ),
)
def activity_by_hour(logs: Logs) -> sa.Select[Any]:
    """How much went on in each category, hour by hour?

    Hours without logs of a category have no row. The hour that clocks show twice when summer time
    ends is two.
    """
    return _by_category(logs, "hour")


def _by_category(logs: Logs, unit: Unit) -> sa.Select[Any]:
    source = logs.counted()
    at = logs.bucket(source.at, unit).label("at")
    return (
        sa.select(at, source.c.category, source.logs.label("logs"))
        .group_by(at, source.c.category)
        .order_by(at, source.c.category.nulls_last())
    )


@question(
    subject="Activity",
    chart="heatmap",
    columns=(
        Column("weekday", "id", "Day of the week: 1 is Monday, 7 is Sunday."),
        Column("hour", "id", "Hour of the day, 0 to 23, in the asked zone."),
        Column("logs", "count", "Logs written in that hour of that weekday."),
    ),
)
def hour_of_week(logs: Logs) -> sa.Select[Any]:
    """When in the week do people use it?

    Hours without logs have no row.
    """
    source = logs.counted()
    local = logs.local(source.at)
    weekday: sa.ColumnElement[Any] = iso_weekday(local).label("weekday")
    hour: sa.ColumnElement[Any] = hour_of_day(local).label("hour")
    return (
        sa.select(weekday, hour, source.logs.label("logs"))
        .group_by(weekday, hour)
        .order_by(weekday, hour)
    )


@question(
    subject="Activity",
    chart="bar",
    columns=(
        Column("category", "text", "Category; empty where the source says nothing."),
        Column("logs", "count", "Logs of that category."),
    ),
)
def categories_seen(logs: Logs) -> sa.Select[Any]:
    """Which categories do the logs have, at any time?

    The window does not count, the rest of the filter does.
    """
    source = logs.ever().counted(zoned=False)
    count = source.logs.label("logs")
    return (
        sa.select(source.c.category, count)
        .group_by(source.c.category)
        .order_by(count.desc(), source.c.category.nulls_last())
    )
