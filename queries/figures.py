"""The figures at the top of the overview, in all and over time."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.activity import DAY_UNITS, DayUnit
from queries.apps import app_name_alone, of_an_app
from queries.attempts import attempts
from queries.clock import Unit
from queries.logs import Logs, Source
from queries.options import one_of
from queries.portable import count_distinct, count_of
from queries.question import Column, question
from queries.tally import Tally

FIGURES: tuple[Column, ...] = (
    Column("logs", "count", "Logs written."),
    Column("active_users", "count", "Different users in them."),
    Column("active_apps", "count", "Different apps in them."),
    Column("logins", "count", "Attempts to log in, those that failed too."),
    Column("failed_logins", "count", "Attempts to log in that failed."),
    Column(
        "failed_deliveries",
        "count",
        "Emails that bounced or were rejected, and devices that a push notification failed for.",
    ),
)

_UNDELIVERED = ("email.bounced", "email.rejected")


@question(subject="Overview", chart="figure", columns=FIGURES)
def overview_figures(logs: Logs) -> sa.Select[Any]:
    """How much is going on, and is anything failing?

    One row. An attempt to log in counts once, however many logs it wrote (see `logins_by_day`). A
    delivery is one email to one recipient or one push notification to one device.
    """
    return _figures(logs, None)


@question(
    subject="Overview",
    chart="line",
    columns=(
        Column("at", "day", "First day of the day, week (Monday) or month in the asked zone."),
        *FIGURES,
    ),
)
def figures_over_time(logs: Logs, *, unit: DayUnit = "day") -> sa.Select[Any]:
    """How do the overview's figures change, day by day?

    `unit` is day, week or month. What each figure counts: `overview_figures`. Times without logs
    have no row. By the hour: `figures_by_hour`.
    """
    return _figures(logs, one_of("unit", unit, DAY_UNITS)).order_by("at")


@question(
    subject="Overview",
    chart="line",
    columns=(Column("at", "time", "When the hour begins."), *FIGURES),
)
def figures_by_hour(logs: Logs) -> sa.Select[Any]:
    """How do the overview's figures change, hour by hour?

    What each figure counts: `overview_figures`. Hours without logs have no row.
    """
    return _figures(logs, "hour").order_by("at")


def _figures(logs: Logs, unit: Unit | None) -> sa.Select[Any]:
    tally = Tally(logs, tuple(column.name for column in FIGURES), unit)
    counted = logs.counted(zoned=tally.zoned)
    users = logs.counted_users(zoned=tally.zoned)
    tried = attempts(logs).c
    return tally.together(
        tally.part(
            tally.bucket(counted.at),
            logs=counted.logs,
            failed_deliveries=counted.logs_where(counted.c.log_type.in_(_UNDELIVERED))
            + counted.push_failure,
        ),
        tally.part(tally.bucket(users.at), active_users=count_distinct(users.c.user_email)),
        _active_apps(tally, counted),
        tally.part(
            tally.bucket(tried.at),
            logins=sa.func.sum(tried.attempts),
            failed_logins=sa.func.sum(tried.failed),
        ),
    )


def _active_apps(tally: Tally, counted: Source) -> sa.Select[Any]:
    buckets = tally.bucket(counted.at)
    keys = (*buckets, counted.c.app_id, app_name_alone(counted.c))
    each = sa.select(*keys, sa.literal(1).label("one"))
    apps = each.where(of_an_app(counted.c)).group_by(*keys).subquery("apps").c
    return tally.part([apps.at] if buckets else [], active_apps=count_of(apps.one))
