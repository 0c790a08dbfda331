"""Questions on the analytics events that apps record of their own."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.activity import DAY_UNITS, DayUnit
from queries.feature_logs import (
    APP,
    APPS,
    AT_DAY,
    AT_HOUR,
    LAST_AT,
    USER,
    USERS,
    apps_of,
    by_app,
    by_value,
    over_time,
    users_of,
)
from queries.feature_types import EVENTS
from queries.logs import Logs
from queries.options import at_most, one_of
from queries.portable import count_of
from queries.question import Column, question

_EVENT = ("event_category", "event_action", "event_label")
_LOGS = Column("logs", "count", "Events: each log is one.")


@question(
    subject="App events",
    chart="bar",
    columns=(
        Column("event_category", "text", "Category of the event; empty where the app gives none."),
        Column("event_action", "text", "Its action; empty where the app gives none."),
        Column("event_label", "text", "Its label; empty where the app gives none."),
        _LOGS,
        USERS,
        APPS,
        LAST_AT,
    ),
)
def app_events(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """Which events of their own do apps record?

    Logs of the type `app.analytics.event` by category, action and label, the `limit` most frequent
    first (None: all). Fliplet's API gives these logs only to who asks for the type by name: where
    there are none, they may not have been collected.
    """
    c = _events(logs, *_EVENT)
    keys = [c[name] for name in _EVENT]
    last_at = sa.func.max(c.created_at).label("last_at")
    counted = sa.select(*keys, _count(c), users_of(c), apps_of(c), last_at).group_by(*keys)
    return counted.order_by(
        count_of(c.created_at).desc(), *(key.nulls_last() for key in keys)
    ).limit(at_most(limit))


@question(subject="App events", chart="bar", columns=(AT_DAY, _LOGS, USERS, APPS))
def app_events_over_time(logs: Logs, *, unit: DayUnit = "day") -> sa.Select[Any]:
    """How do the events that apps record change, day by day?

    `unit` is day, week or month. What is counted: `app_events`. Times without events have no row.
    By the hour: `app_events_by_hour`.
    """
    c = _events(logs)
    asked = one_of("unit", unit, DAY_UNITS)
    return over_time(logs, c, [_count(c), users_of(c), apps_of(c)], asked)


@question(subject="App events", chart="bar", columns=(AT_HOUR, _LOGS, USERS, APPS))
def app_events_by_hour(logs: Logs) -> sa.Select[Any]:
    """How do the events that apps record change, hour by hour?

    What is counted: `app_events`. Hours without events have no row.
    """
    c = _events(logs)
    return over_time(logs, c, [_count(c), users_of(c), apps_of(c)], "hour")


@question(subject="App events", chart="bar", columns=(*APP, _LOGS, USERS, LAST_AT))
def app_events_by_app(logs: Logs) -> sa.Select[Any]:
    """Which apps record events?

    What is counted: `app_events`; the apps with most events first.
    """
    c = _events(logs)
    return by_app(c, [_count(c)])


@question(subject="App events", chart="bar", columns=(USER, _LOGS, APPS, LAST_AT))
def app_events_by_user(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """Whose use of apps records events?

    What is counted: `app_events`; the `limit` users with most events first (None: all). Events that
    do not say whose they are are one row.
    """
    c = _events(logs)
    return by_value(c, c.user_email, "user", [_count(c), apps_of(c)], limit)


def _events(logs: Logs, *further: str) -> Any:
    names = ("created_at", "user_email", "app_id", "app_name", *further)
    return logs.typed(*EVENTS).rows(*names).c


def _count(c: Any) -> sa.ColumnElement[Any]:
    return count_of(c.created_at).label("logs")
