"""Questions on what people use it with: platforms, operating systems, devices, app versions."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.activity import DAY_UNITS, DayUnit
from queries.apps import app_name_alone
from queries.logs import Logs
from queries.options import at_most, one_of
from queries.portable import count_distinct, count_of, latest_value
from queries.question import Column, question

_COUNTS: tuple[Column, ...] = (
    Column("users", "count", "Different users in these logs."),
    Column("sessions", "count", "Different analytics sessions in them."),
    Column("logs", "count", "Logs that name it."),
)
_AT = Column("at", "day", "First day of the day, week (Monday) or month in the asked zone.")
_PLATFORM = Column("platform", "text", "Platform: web or native.")
_OS = Column("os", "text", "Operating system, as the source calls it.")
_VERSION: tuple[Column, ...] = (
    Column("app_id", "id", "Number of the app; empty where the source gives only a name."),
    Column("app", "text", "Latest known name of the app."),
    Column("version", "text", "Version of the app's bundle."),
    Column("users", "count", "Different users whose devices had it."),
    Column("devices", "count", "Different devices that had it."),
    Column("logs", "count", "Logs that name it."),
)


@question(subject="Use", chart="bar", columns=(_PLATFORM, *_COUNTS))
def platforms(logs: Logs) -> sa.Select[Any]:
    """Do people use the web or the native apps?

    Logs that name no platform are left out. Most users first.
    """
    return _by(logs, "platform", None)


@question(subject="Use", chart="bar", columns=(_AT, _PLATFORM, *_COUNTS))
def platforms_over_time(logs: Logs, *, unit: DayUnit = "day") -> sa.Select[Any]:
    """How do the platforms that people use change?

    `unit` is day, week or month. What is counted: `platforms`.
    """
    return _over_time(logs, "platform", unit)


@question(subject="Use", chart="bar", columns=(_OS, *_COUNTS))
def operating_systems(logs: Logs, *, limit: int | None = 100) -> sa.Select[Any]:
    """Which operating systems do people use?

    The `limit` systems with most users (None: all). Logs that name none are left out. The names are
    the source's: of an iPhone, screen views can say iPhone and update checks iOS.
    """
    return _by(logs, "os", limit)


@question(subject="Use", chart="bar", columns=(_AT, _OS, *_COUNTS))
def operating_systems_over_time(logs: Logs, *, unit: DayUnit = "day") -> sa.Select[Any]:
    """How do the operating systems that people use change?

    `unit` is day, week or month. What is counted: `operating_systems`.
    """
    return _over_time(logs, "os", unit)


@question(
    subject="Use",
    chart="bar",
    columns=(
        Column("model", "text", "Model of the device."),
        Column("devices", "count", "Different devices of that model."),
        *_COUNTS[:2],
        Column("logs", "count", "Logs of these devices, those that do not name the model too."),
    ),
)
def devices(logs: Logs, *, limit: int | None = 100) -> sa.Select[Any]:
    """Which models of device do people use?

    The `limit` models with most devices (None: all). Few logs name a model, update checks above
    all: the others count by the model that any log of their device in the window names, whatever
    else the filter asks. Devices of which none does are left out.
    """
    c = logs.rows("device", "user_email", "analytics_session", "created_at").c
    return _models(logs, c, [], limit)


@question(
    subject="Use",
    chart="bar",
    columns=(
        _AT,
        Column("model", "text", "Model of the device."),
        Column("devices", "count", "Different devices of that model."),
        *_COUNTS[:2],
        Column("logs", "count", "Logs of these devices, those that do not name the model too."),
    ),
)
def devices_over_time(logs: Logs, *, unit: DayUnit = "day") -> sa.Select[Any]:
    """How do the models of device that people use change?

    `unit` is day, week or month. What is counted: `devices`.
    """
    c = logs.rows("device", "user_email", "analytics_session", "created_at").c
    return _models(logs, c, [_at(logs, c, unit)], None)


@question(subject="Use", chart="bar", columns=_VERSION)
def app_versions(logs: Logs, *, limit: int | None = 100) -> sa.Select[Any]:
    """Which versions of the apps are in use?

    The `limit` versions with most users (None: all), each of one app. Update checks of native apps
    name them; logs that do not are left out. Somebody who updates in the window counts for both.
    """
    return _versions(logs, None, limit)


@question(subject="Use", chart="bar", columns=(_AT, *_VERSION))
def app_versions_over_time(logs: Logs, *, unit: DayUnit = "day") -> sa.Select[Any]:
    """How do the versions of the apps in use change?

    `unit` is day, week or month. What is counted: `app_versions`.
    """
    return _versions(logs, unit, None)


def _at(logs: Logs, c: Any, unit: DayUnit) -> sa.ColumnElement[Any]:
    chosen = one_of("unit", unit, DAY_UNITS)
    return logs.bucket(c.created_at, chosen).label("at")


def _counted(c: Any) -> list[sa.ColumnElement[int]]:
    return [
        count_distinct(c.user_email).label("users"),
        count_distinct(c.analytics_session).label("sessions"),
        count_of(c.created_at).label("logs"),
    ]


def _by(logs: Logs, name: str, limit: int | None) -> sa.Select[Any]:
    c = logs.rows(name, "user_email", "analytics_session", "created_at").c
    users, sessions, count = _counted(c)
    found = sa.select(c[name], users, sessions, count).where(c[name].is_not(None))
    ordered = found.group_by(c[name]).order_by(users.desc(), count.desc(), c[name])
    return ordered.limit(at_most(limit))


def _over_time(logs: Logs, name: str, unit: DayUnit) -> sa.Select[Any]:
    c = logs.rows(name, "user_email", "analytics_session", "created_at").c
    at = _at(logs, c, unit)
    found = sa.select(at, c[name], *_counted(c)).where(c[name].is_not(None))
    return found.group_by(at, c[name]).order_by(at, c[name])


def _models(
    logs: Logs, c: Any, keys: list[sa.ColumnElement[Any]], limit: int | None
) -> sa.Select[Any]:
    """Counts of the logs `c` by the model of their device and further keys."""
    n = logs.unnarrowed().rows("device", "device_model", "created_at").c
    model = latest_value(n.device_model, n.created_at).label("model")
    named = sa.select(n.device, model).where(n.device.is_not(None), n.device_model.is_not(None))
    m = named.group_by(n.device).subquery("models").c
    users, sessions, count = _counted(c)
    seen = count_distinct(c.device).label("devices")
    found = sa.select(*keys, m.model, seen, users, sessions, count)
    joined = sa.join(c.device.table, m.device.table, c.device == m.device)
    grouped = found.select_from(joined).group_by(*keys, m.model)
    return grouped.order_by(*keys, seen.desc(), count.desc(), m.model).limit(at_most(limit))


def _versions(logs: Logs, unit: DayUnit | None, limit: int | None) -> sa.Select[Any]:
    c = logs.rows("app_id", "app_name", "app_version", "user_email", "device", "created_at").c
    keys = [] if unit is None else [_at(logs, c, unit)]
    alone, users = app_name_alone(c), count_distinct(c.user_email).label("users")
    count = count_of(c.created_at).label("logs")
    found = sa.select(
        *keys,
        c.app_id,
        latest_value(c.app_name, c.created_at).label("app"),
        c.app_version.label("version"),
        users,
        count_distinct(c.device).label("devices"),
        count,
    ).where(c.app_version.is_not(None))
    order = (users.desc(), count.desc(), c.app_id.nulls_last(), alone.nulls_last(), c.app_version)
    grouped = found.group_by(*keys, c.app_id, alone, c.app_version)
    return grouped.order_by(*keys, *order).limit(at_most(limit))
