"""Questions on analytics sessions: how many, how long, how many screens."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.activity import DAY_UNITS, DayUnit
from queries.logs import Logs
from queries.options import at_most, one_of
from queries.portable import count_distinct, count_of, count_where, percentile, share
from queries.question import Column, question
from queries.sessions_begun import sessions_begun

_SECOND = 1_000_000

_FIGURES: tuple[Column, ...] = (
    Column("sessions", "count", "Sessions that began in that time."),
    Column("users", "count", "Different users of them."),
    Column("one_screen", "count", "Sessions in which one screen was viewed, or none."),
    Column("median_seconds", "number", "Half of the sessions took at most so long."),
    Column("mean_seconds", "number", "How long a session took on average."),
    Column("screens_per_session", "number", "Screens viewed in a session on average."),
)


@question(
    subject="Use",
    columns=(
        Column("session", "text", "Analytics session; a new one begins after 30 idle minutes."),
        Column("user", "text", "The latest user known in it."),
        Column("app_id", "id", "Number of the app; empty where the source gives only a name."),
        Column("app", "text", "Latest name of the app in it."),
        Column("started_at", "time", "Its first log."),
        Column("ended_at", "time", "Its last log."),
        Column("seconds", "number", "From the first log to the last."),
        Column("screens", "count", "Screens viewed in it."),
        Column("logs", "count", "Logs of it."),
        Column("device", "text", "Its device."),
        Column("platform", "text", "Its platform: web or native."),
        Column("os", "text", "Its operating system."),
    ),
)
def sessions(logs: Logs, *, limit: int | None = 100) -> sa.Select[Any]:
    """Which sessions were there, how long, and with how many screens?

    The `limit` sessions that began last (None: all). A session belongs to the window in which it
    began, with all its logs: one that goes on after the window's end is whole, one that began
    before it is left out. A session in two apps is one in each. What a screen is: `screens_viewed`.
    """
    s = sessions_begun(logs).c
    return (
        sa.select(
            s.session,
            s.user_email.label("user"),
            s.app_id,
            s.app_name.label("app"),
            s.started_at,
            s.ended_at,
            share(s.micros, sa.literal(_SECOND)).label("seconds"),
            s.screens,
            s.logs,
            s.device,
            s.platform,
            s.os,
        )
        .order_by(s.started_at.desc(), s.session, s.app_id.nulls_last(), s.app_name)
        .limit(at_most(limit))
    )


@question(subject="Use", chart="figure", columns=_FIGURES)
def session_figures(logs: Logs) -> sa.Select[Any]:
    """How many sessions were there, and how long are they?

    One row. Which sessions count, and for which window: `sessions`. A session of one log takes no
    time; users who are never known are not counted.
    """
    s = sessions_begun(logs).c
    return _shown(sa.select(*_counts(s)).subquery("counted").c)


@question(
    subject="Use",
    chart="line",
    columns=(
        Column("at", "day", "First day of the day, week (Monday) or month in the asked zone."),
        *_FIGURES,
    ),
)
def sessions_over_time(logs: Logs, *, unit: DayUnit = "day") -> sa.Select[Any]:
    """How do sessions and their length change, day by day?

    `unit` is day, week or month. A session counts when it began; times in which none did have no
    row. The rest: `session_figures`.
    """
    s = sessions_begun(logs).c
    chosen = one_of("unit", unit, DAY_UNITS)
    at = logs.bucket(s.started_at, chosen).label("at")
    c = sa.select(at, *_counts(s)).group_by(at).subquery("counted").c
    return _shown(c, c.at).order_by(c.at)


def _counts(s: Any) -> list[sa.ColumnElement[Any]]:
    half = sa.literal(0.5, literal_execute=True)
    return [
        count_of(s.session).label("sessions"),
        count_distinct(s.user_email).label("users"),
        count_where(s.screens <= 1).label("one_screen"),
        percentile(s.micros, half).label("median"),
        sa.func.sum(s.micros).label("micros"),
        sa.func.sum(s.screens).label("screens"),
    ]


def _shown(c: Any, *keys: sa.ColumnElement[Any]) -> sa.Select[Any]:
    second = sa.literal(_SECOND)
    return sa.select(
        *keys,
        c.sessions,
        c.users,
        c.one_screen,
        share(c.median, second).label("median_seconds"),
        share(c.micros, c.sessions * second).label("mean_seconds"),
        share(c.screens, c.sessions).label("screens_per_session"),
    )
