"""The figures at the top of the Behavior Analysis page, in all and over time."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.activity import DAY_UNITS, DayUnit
from queries.clock import Unit
from queries.feature_logs import AT_DAY, AT_HOUR
from queries.logs import SCREEN_VIEWS, Logs
from queries.options import one_of
from queries.portable import count_distinct
from queries.question import Column, question
from queries.tally import Tally

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
    return _figures(logs, None)


@question(subject="Behavior", chart="line", columns=(AT_DAY, *FIGURES))
def behavior_figures_over_time(logs: Logs, *, unit: DayUnit = "day") -> sa.Select[Any]:
    """How does what people do in apps change, day by day?

    `unit` is day, week or month. What each figure counts: `behavior_figures`. Times without logs
    have no row. By the hour: `behavior_figures_by_hour`.
    """
    return _figures(logs, one_of("unit", unit, DAY_UNITS)).order_by("at")


@question(subject="Behavior", chart="line", columns=(AT_HOUR, *FIGURES))
def behavior_figures_by_hour(logs: Logs) -> sa.Select[Any]:
    """How does what people do in apps change, hour by hour?

    What each figure counts: `behavior_figures`. Hours without logs have no row.
    """
    return _figures(logs, "hour").order_by("at")


def _figures(logs: Logs, unit: Unit | None) -> sa.Select[Any]:
    tally = Tally(logs, _SUMS, unit)
    counted = tally.types(logs)
    users = logs.counted_users(zoned=tally.zoned)
    return tally.together(
        tally.part(
            counted.buckets,
            push_success=sa.func.sum(counted.c.push_success),
            push_failure=sa.func.sum(counted.c.push_failure),
            **{name: counted.of(types) for name, types in _TYPES.items()},
        ),
        tally.part(tally.bucket(users.at), active_users=count_distinct(users.c.user_email)),
    )
