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
    every = sa.union_all(*_parts(logs, None)).subquery("figures").c
    names = [column.name for column in FIGURES]
    return sa.select(*(sa.func.coalesce(sa.func.sum(every[n]), 0).label(n) for n in names))


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
    return _over_time(logs, one_of("unit", unit, DAY_UNITS))


@question(
    subject="Overview",
    chart="line",
    columns=(Column("at", "time", "When the hour begins."), *FIGURES),
)
def figures_by_hour(logs: Logs) -> sa.Select[Any]:
    """How do the overview's figures change, hour by hour?

    What each figure counts: `overview_figures`. Hours without logs have no row.
    """
    return _over_time(logs, "hour")


def _over_time(logs: Logs, unit: Unit) -> sa.Select[Any]:
    every = sa.union_all(*_parts(logs, unit)).subquery("figures").c
    sums = [sa.func.sum(every[column.name]).label(column.name) for column in FIGURES]
    return sa.select(every.at, *sums).group_by(every.at).order_by(every.at)


def _parts(logs: Logs, unit: Unit | None) -> list[sa.Select[Any]]:
    """Selects of all figures, each with those it counts and 0 for the others, per unit of time."""
    counted = logs.counted(zoned=unit is not None)
    users = logs.counted_users(zoned=unit is not None)
    tried = attempts(logs).c
    return [
        _part(
            _bucket(logs, counted.at, unit),
            logs=counted.logs,
            failed_deliveries=_failed_deliveries(counted),
        ),
        _part(
            _bucket(logs, users.at, unit),
            active_users=count_distinct(users.c.user_email),
        ),
        _active_apps(logs, counted, unit),
        _part(
            _bucket(logs, tried.at, unit),
            logins=sa.func.sum(tried.attempts),
            failed_logins=sa.func.sum(tried.failed),
        ),
    ]


def _bucket(
    logs: Logs, at: sa.ColumnElement[Any], unit: Unit | None
) -> list[sa.ColumnElement[Any]]:
    return [] if unit is None else [logs.bucket(at, unit).label("at")]


def _part(buckets: list[sa.ColumnElement[Any]], **figures: sa.ColumnElement[Any]) -> sa.Select[Any]:
    none = sa.literal(0)
    columns = [figures.get(column.name, none).label(column.name) for column in FIGURES]
    return sa.select(*buckets, *columns).group_by(*buckets)


def _active_apps(logs: Logs, counted: Source, unit: Unit | None) -> sa.Select[Any]:
    buckets = _bucket(logs, counted.at, unit)
    keys = (*buckets, counted.c.app_id, app_name_alone(counted.c))
    each = sa.select(*keys, sa.literal(1).label("one"))
    apps = each.where(of_an_app(counted.c)).group_by(*keys).subquery("apps").c
    return _part([apps[b.name] for b in buckets], active_apps=count_of(apps.one))


def _failed_deliveries(counted: Source) -> sa.ColumnElement[int]:
    return counted.logs_where(counted.c.log_type.in_(_UNDELIVERED)) + counted.push_failure
