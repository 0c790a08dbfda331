"""Questions on push notifications: how many were sent and did they arrive, in all and over time."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.activity import DAY_UNITS, DayUnit
from queries.apps import app_name_alone
from queries.clock import Unit
from queries.logs import Logs
from queries.options import one_of
from queries.portable import count_distinct, count_of, count_where, latest_value, share
from queries.question import Column, question

TYPES = ("pushNotification.*", "job")
"""Log types that may hold the result of a push notification."""

COUNTS: tuple[Column, ...] = (
    Column("pushes", "count", "Push notifications sent."),
    Column("success", "count", "Devices for which the push service accepted them."),
    Column("failure", "count", "Devices for which it failed."),
)
_PARTS: tuple[Column, ...] = (
    Column("no_result", "count", "Push notifications whose log tells no result."),
    Column(
        "subscriptions",
        "count",
        "Devices that they were meant for, of those whose log tells both that and a result.",
    ),
    Column(
        "differing",
        "count",
        "Push notifications whose successes and failures do not add up to the devices they were "
        "meant for.",
    ),
)
SUCCESS_RATE = Column(
    "success_rate",
    "number",
    "Successes of successes and failures, 0 to 1; empty where there are neither.",
)


def pushes(logs: Logs, *names: str) -> Any:
    """The logs of push notifications, with their results and the columns named, as `.c`.

    Logs of `pushNotification.send`, and those of other such types, or of the older `job`, that
    hold a push result.
    """
    wanted = ("log_type", "push_success", "push_failure", "push_subscriptions", *names)
    r = logs.typed(*TYPES).rows(*dict.fromkeys(wanted)).c
    sent = sa.or_(r.log_type == "pushNotification.send", r.push_success.is_not(None))
    return sa.select(*r).where(sent).subquery("pushes").c


def differs(p: Any) -> sa.ColumnElement[bool]:
    """Successes and failures do not add up to the subscriptions; null where one is not known."""
    found: sa.ColumnElement[bool] = (p.push_success + p.push_failure) != p.push_subscriptions
    return found


@question(subject="Push", chart="figure", columns=(*COUNTS, *_PARTS, SUCCESS_RATE))
def push_figures(logs: Logs) -> sa.Select[Any]:
    """How many push notifications were sent, and did they arrive?

    One row. What is counted: `push_outcomes_by_day`. Accepted by the push service is not seen by a
    person, nor even shown: the services report no more.
    """
    p = pushes(logs, "id")
    f = sa.select(*counts_of(p), *_parts_of(p)).subquery("figures").c
    counts = [sa.func.coalesce(f[c.name], 0).label(c.name) for c in (*COUNTS, *_PARTS)]
    return sa.select(*counts, rate_of(f))


@question(
    subject="Push",
    chart="bar",
    codes=("B8",),
    columns=(Column("day", "day", "Day of sending in the asked zone."), *COUNTS),
)
def push_outcomes_by_day(logs: Logs) -> sa.Select[Any]:
    """How many push notifications were sent each day, and did they arrive?

    A push notification is one log of `pushNotification.send`, or of the older type `job` with a
    push result. It goes to many devices in batches: success and failure are sums over all batches
    and methods. Days on which none was sent have no row.
    """
    return _over_time(logs, "day", "day")


@question(
    subject="Push",
    chart="bar",
    columns=(
        Column("at", "day", "First day of the day, week (Monday) or month in the asked zone."),
        *COUNTS,
    ),
)
def push_outcomes_over_time(logs: Logs, *, unit: DayUnit = "day") -> sa.Select[Any]:
    """How do push notifications and what becomes of them change, day by day?

    `unit` is day, week or month. What is counted: `push_outcomes_by_day`. By the hour:
    `push_outcomes_by_hour`.
    """
    return _over_time(logs, one_of("unit", unit, DAY_UNITS), "at")


@question(
    subject="Push",
    chart="bar",
    columns=(Column("at", "time", "When the hour begins."), *COUNTS),
)
def push_outcomes_by_hour(logs: Logs) -> sa.Select[Any]:
    """How do push notifications and what becomes of them change, hour by hour?

    What is counted: `push_outcomes_by_day`. Hours in which none was sent have no row.
    """
    return _over_time(logs, "hour", "at")


@question(
    subject="Push",
    chart="bar",
    columns=(
        Column("app_id", "id", "Number of the app; empty where the source gives only a name."),
        Column("app", "text", "Latest known name; both are empty for those of no app."),
        *COUNTS,
        *_PARTS,
        SUCCESS_RATE,
    ),
)
def push_by_app(logs: Logs) -> sa.Select[Any]:
    """Which apps send push notifications, and do they arrive?

    What is counted: `push_figures`; the apps that sent most first.
    """
    p = pushes(logs, "id", "created_at", "app_id", "app_name")
    keys = (p.app_id, app_name_alone(p))
    name = latest_value(p.app_name, p.created_at).label("app")
    counted = sa.select(*keys, name, *counts_of(p), *_parts_of(p)).group_by(*keys)
    g = counted.subquery("counted").c
    parts = [sa.func.coalesce(g[c.name], 0).label(c.name) for c in _PARTS]
    return sa.select(g.app_id, g.app, *(g[c.name] for c in COUNTS), *parts, rate_of(g)).order_by(
        g.pushes.desc(), g.app_id.nulls_last(), g.name_alone.nulls_last()
    )


@question(
    subject="Push",
    chart="bar",
    columns=(
        Column("method", "text", "Push service: apn (Apple), gcm (Google), wns (Microsoft) …"),
        *COUNTS,
        SUCCESS_RATE,
    ),
)
def push_by_method(logs: Logs) -> sa.Select[Any]:
    """By which push services do notifications go, and do they arrive there?

    A push notification counts for every method that its result names; what else is counted:
    `push_outcomes_by_day`. The methods with most devices first.
    """
    r = logs.typed(*TYPES).push_results().c
    counted = sa.select(
        r.method,
        count_distinct(r.log_id).label("pushes"),
        sa.func.sum(r.success).label("success"),
        sa.func.sum(r.failure).label("failure"),
    )
    g = counted.group_by(r.method).subquery("counted").c
    return sa.select(g.method, *(g[c.name] for c in COUNTS), rate_of(g)).order_by(
        (g.success + g.failure).desc(), g.method
    )


def _over_time(logs: Logs, unit: Unit, name: str) -> sa.Select[Any]:
    p = pushes(logs, "id", "created_at")
    at = logs.bucket(p.created_at, unit).label(name)
    return sa.select(at, *counts_of(p)).group_by(at).order_by(at)


def counts_of(p: Any) -> list[sa.ColumnElement[Any]]:
    """Aggregates of `pushes`: `COUNTS`."""
    return [
        count_of(p.id).label("pushes"),
        sa.func.coalesce(sa.func.sum(p.push_success), 0).label("success"),
        sa.func.coalesce(sa.func.sum(p.push_failure), 0).label("failure"),
    ]


def _parts_of(p: Any) -> list[sa.ColumnElement[Any]]:
    known = p.push_success.is_not(None)
    return [
        count_where(sa.not_(known)).label("no_result"),
        sa.func.sum(sa.case((known, p.push_subscriptions))).label("subscriptions"),
        count_where(differs(p)).label("differing"),
    ]


def rate_of(counted: Any) -> sa.ColumnElement[Any]:
    """`SUCCESS_RATE` of columns that hold `COUNTS`."""
    return share(counted.success, counted.success + counted.failure).label("success_rate")
