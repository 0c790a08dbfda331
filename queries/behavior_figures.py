"""The figures at the top of the Behavior Analysis page, in all and over time."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.activity import DAY_UNITS, DayUnit
from queries.clauses import log_type_clause
from queries.clock import Unit
from queries.feature_logs import AT_DAY, AT_HOUR
from queries.logs import SCREEN_VIEWS, Logs
from queries.options import one_of
from queries.portable import count_distinct
from queries.question import Column, question

ERRORS = ("app.error.*",)
PUBLISHED = ("app.publish", "app.publish.*")
BUILDS = ("app.submission.build",)

FIGURES: tuple[Column, ...] = (
    Column("active_users", "count", "Different known users in the logs."),
    Column("views", "count", "Logs of screens that were viewed."),
    Column("errors", "count", "Logs of errors in apps."),
    Column("published", "count", "Logs of apps that were published, in part or on the web."),
    Column("builds", "count", "Builds of apps that were requested."),
    Column("push_success", "count", "Devices that push services accepted a notification for."),
    Column("push_failure", "count", "Devices that a push notification failed for."),
)

_SUMS = tuple(column.name for column in FIGURES)
_TYPES = {"views": SCREEN_VIEWS, "errors": ERRORS, "published": PUBLISHED, "builds": BUILDS}


@question(subject="Behavior", chart="figure", columns=FIGURES)
def behavior_figures(logs: Logs) -> sa.Select[Any]:
    """What do people do in apps, and what is shipped to them?

    One row. A view is a log of a viewed screen; the web version can write two of one, see
    `screens_viewed` for views of sessions. Push: sums over nested batches, see `push_figures`.
    """
    every = sa.union_all(*_parts(logs, None)).subquery("figures").c
    return sa.select(*(sa.func.coalesce(sa.func.sum(every[n]), 0).label(n) for n in _SUMS))


@question(subject="Behavior", chart="line", columns=(AT_DAY, *FIGURES))
def behavior_figures_over_time(logs: Logs, *, unit: DayUnit = "day") -> sa.Select[Any]:
    """How does what people do in apps change, day by day?

    `unit` is day, week or month. What each figure counts: `behavior_figures`. Times without logs
    have no row. By the hour: `behavior_figures_by_hour`.
    """
    return _over_time(logs, one_of("unit", unit, DAY_UNITS))


@question(subject="Behavior", chart="line", columns=(AT_HOUR, *FIGURES))
def behavior_figures_by_hour(logs: Logs) -> sa.Select[Any]:
    """How does what people do in apps change, hour by hour?

    What each figure counts: `behavior_figures`. Hours without logs have no row.
    """
    return _over_time(logs, "hour")


def _over_time(logs: Logs, unit: Unit) -> sa.Select[Any]:
    every = sa.union_all(*_parts(logs, unit)).subquery("figures").c
    sums = [sa.func.sum(every[name]).label(name) for name in _SUMS]
    return sa.select(every.at, *sums).group_by(every.at).order_by(every.at)


def _parts(logs: Logs, unit: Unit | None) -> list[sa.Select[Any]]:
    counted = logs.counted(zoned=unit is not None)
    users = logs.counted_users(zoned=unit is not None)
    return [
        _part(
            _bucket(logs, counted.at, unit),
            push_success=counted.push_success,
            push_failure=counted.push_failure,
            **{
                name: counted.logs_where(log_type_clause(counted.c.log_type, types))
                for name, types in _TYPES.items()
            },
        ),
        _part(_bucket(logs, users.at, unit), active_users=count_distinct(users.c.user_email)),
    ]


def _bucket(
    logs: Logs, at: sa.ColumnElement[Any], unit: Unit | None
) -> list[sa.ColumnElement[Any]]:
    return [] if unit is None else [logs.bucket(at, unit).label("at")]


def _part(buckets: list[sa.ColumnElement[Any]], **sums: sa.ColumnElement[Any]) -> sa.Select[Any]:
    none = sa.literal(0)
    columns = [sums.get(name, none).label(name) for name in _SUMS]
    return sa.select(*buckets, *columns).group_by(*buckets)
