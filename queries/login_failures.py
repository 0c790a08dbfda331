"""Questions on logins that failed: whose, from where, in which app, and when in the week."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.apps import app_name_alone, of_an_app
from queries.attempts import attempts
from queries.logs import Logs
from queries.options import at_most
from queries.portable import count_distinct, count_of, hour_of_day, iso_weekday, latest_value
from queries.question import Column, question
from queries.security_types import FAILED

FAILURES = Column("failures", "count", "Attempts to log in that failed.")
_USERS = Column("users", "count", "Different users of them, as far as known.")
_FIRST_AT = Column("first_at", "time", "When the first of them failed.")
LAST_AT = Column("last_at", "time", "When the last of them failed.")
_SUCCEEDED = Column(
    "succeeded", "count", "Different users who got in from there; empty where it is not known."
)


@question(
    subject="Login failures",
    columns=(
        Column("user", "text", "The user's address; empty for failures that do not say."),
        FAILURES,
        _FIRST_AT,
        LAST_AT,
        Column("ips", "count", "Different IP addresses they came from, as far as known."),
        Column("devices", "count", "Different devices they came from, as far as known."),
        Column("succeeded_after", "flag", "The user got in after the last of them."),
    ),
)
def login_failures_by_user(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """Who failed to log in, how often, and did they get in afterwards?

    Each log of a failed attempt (`user.login.failed`) counts; the `limit` users with most first
    (None: all). Whether the user got in afterwards is looked for up to the window's end, in any app
    and whatever else the filter asks; it is not known of failures that do not say whose they are.
    """
    rows = logs.typed(FAILED).rows("created_at", "user_email", "ip", "device").c
    f = (
        sa.select(
            rows.user_email,
            *counts_of(rows),
            count_distinct(rows.ip).label("ips"),
            count_distinct(rows.device).label("devices"),
        )
        .group_by(rows.user_email)
        .subquery("failed")
        .c
    )
    g = got_in(logs).c
    entered_at = sa.func.max(g.at).label("entered_at")
    e = sa.select(g.user, entered_at).group_by(g.user).subquery("entered").c
    after = sa.func.coalesce(e.entered_at > f.last_at, sa.false())
    return (
        sa.select(
            f.user_email.label("user"),
            f.failures,
            f.first_at,
            f.last_at,
            f.ips,
            f.devices,
            sa.case((f.user_email.is_not(None), after)).label("succeeded_after"),
        )
        .select_from(sa.outerjoin(f.failures.table, e.user.table, e.user == f.user_email))
        .order_by(f.failures.desc(), f.user_email.nulls_last())
        .limit(at_most(limit))
    )


@question(
    subject="Login failures",
    columns=(
        Column("ip", "text", "IP address; empty for failures that do not say."),
        FAILURES,
        _USERS,
        _FIRST_AT,
        LAST_AT,
        _SUCCEEDED,
    ),
)
def login_failures_by_ip(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """From which addresses did logins fail, on how many accounts, and did any get in from there?

    Each log of a failed attempt counts; the `limit` addresses with most first (None: all). Who got
    in from an address is looked for in all of the window, before the failures too, in any app and
    whatever else the filter asks.
    """
    return _by_place(logs, limit, "ip")


@question(
    subject="Login failures",
    columns=(
        Column("device", "text", "Identifier of the device; empty for failures that do not say."),
        Column("device_model", "text", "Latest known model in these failures."),
        FAILURES,
        _USERS,
        _FIRST_AT,
        LAST_AT,
        _SUCCEEDED,
    ),
)
def login_failures_by_device(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """On which devices did logins fail, on how many accounts, and did any get in on them?

    Each log of a failed attempt counts; the `limit` devices with most first (None: all). Who got in
    on a device is looked for in all of the window, before the failures too, in any app and whatever
    else the filter asks.
    """
    return _by_place(logs, limit, "device", "device_model")


def _by_place(logs: Logs, limit: int | None, place: str, *named: str) -> sa.Select[Any]:
    """Failures by a column of `logs`, with the latest of the columns named."""
    rows = logs.typed(FAILED).rows("created_at", "user_email", place, *named).c
    f = (
        sa.select(
            rows[place],
            *(latest_value(rows[name], rows.created_at).label(name) for name in named),
            *counts_of(rows),
            count_distinct(rows.user_email).label("users"),
        )
        .group_by(rows[place])
        .subquery("failed")
        .c
    )
    e = got_in(logs, place).c
    entered = (
        sa.select(e[place], count_distinct(e.user).label("users"))
        .where(e[place].is_not(None))
        .group_by(e[place])
        .subquery("entered")
        .c
    )
    succeeded = sa.case((f[place].is_not(None), sa.func.coalesce(entered.users, 0)))
    shown = (f.failures, f.users, f.first_at, f.last_at, succeeded.label("succeeded"))
    joined = sa.outerjoin(f.failures.table, entered.users.table, entered[place] == f[place])
    return (
        sa.select(f[place], *(f[name] for name in named), *shown)
        .select_from(joined)
        .order_by(f.failures.desc(), f[place].nulls_last())
        .limit(at_most(limit))
    )


@question(
    subject="Login failures",
    columns=(
        Column("app_id", "id", "Number of the app; empty where the source gives only a name."),
        Column("app", "text", "Latest known name in these failures; both are empty for Studio."),
        Column("studio", "flag", "Of no app and of the category studio: Fliplet Studio."),
        FAILURES,
        _USERS,
        _FIRST_AT,
        LAST_AT,
    ),
)
def login_failures_by_app(logs: Logs) -> sa.Select[Any]:
    """In which apps did logins fail, and on how many accounts?

    Each log of a failed attempt counts, most first. Failures of no app are two rows: those of
    Studio, and those that do not say.
    """
    rows = logs.typed(FAILED).rows("created_at", "user_email", "app_id", "app_name", "category").c
    alone = app_name_alone(rows)
    of_studio = sa.and_(sa.not_(of_an_app(rows)), rows.category == "studio")
    studio = sa.case((of_studio, 1), else_=0).label("studio")
    f = (
        sa.select(
            rows.app_id,
            alone,
            studio,
            latest_value(rows.app_name, rows.created_at).label("app"),
            *counts_of(rows),
            count_distinct(rows.user_email).label("users"),
        )
        .group_by(rows.app_id, alone, studio)
        .subquery("failed")
        .c
    )
    shown = (f.failures, f.users, f.first_at, f.last_at)
    return sa.select(f.app_id, f.app, (f.studio == 1).label("studio"), *shown).order_by(
        f.failures.desc(), f.studio.desc(), f.app_id.nulls_last(), f.name_alone.nulls_last()
    )


@question(
    subject="Login failures",
    chart="heatmap",
    columns=(
        Column("weekday", "id", "Day of the week: 1 is Monday, 7 is Sunday."),
        Column("hour", "id", "Hour of the day, 0 to 23, in the asked zone."),
        FAILURES,
    ),
)
def login_failures_by_hour_of_week(logs: Logs) -> sa.Select[Any]:
    """When in the week do logins fail?

    Each log of a failed attempt counts. Hours without failures have no row.
    """
    source = logs.typed(FAILED).counted()
    local = logs.local(source.at)
    weekday: sa.ColumnElement[Any] = iso_weekday(local).label("weekday")
    hour: sa.ColumnElement[Any] = hour_of_day(local).label("hour")
    return (
        sa.select(weekday, hour, source.logs.label("failures"))
        .group_by(weekday, hour)
        .order_by(weekday, hour)
    )


def counts_of(rows: Any) -> list[sa.ColumnElement[Any]]:
    """Aggregates of failures: how many, the first and the last."""
    return [
        count_of(rows.created_at).label("failures"),
        sa.func.min(rows.created_at).label("first_at"),
        sa.func.max(rows.created_at).label("last_at"),
    ]


def got_in(logs: Logs, *places: str) -> Any:
    """Known users who got in at any time of the window, as a subquery: user, at, and the places."""
    tried = attempts(logs.unnarrowed(), "user_email", *places).c
    return (
        sa.select(tried.user_email.label("user"), tried.at, *(tried[name] for name in places))
        .where(tried.attempts > tried.failed, tried.user_email.is_not(None))
        .subquery("got_in")
    )
