"""Questions on text messages: how many were sent, of which kind, by which apps, and what of them
is known to have arrived."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.activity import DAY_UNITS, DayUnit
from queries.clock import Unit
from queries.feature_logs import (
    APP,
    AT_DAY,
    AT_HOUR,
    LAST_AT,
    USERS,
    by_app,
    kind_of,
    over_time,
    users_of,
)
from queries.feature_types import SMS
from queries.logs import Logs
from queries.options import at_most, one_of
from queries.portable import count_distinct, count_of, count_where, share
from queries.question import Column, question
from queries.sms_outcome import ARRIVED, FAILED, NOT_REPORTED, sms_error, sms_outcome

SMS_KINDS = {
    "app": ("communicate",),
    "data source hook": ("hook",),
    "sign-in check": ("validate",),
    "two-factor code": ("fa",),
}
"""What an SMS is sent for, with the last words of log types (`portable.last_word`)."""

_COUNTS: tuple[Column, ...] = (
    Column("sent", "count", "SMS sent: each log is one."),
    Column("arrived", "count", "Those whose log says that they were delivered."),
    Column("failed", "count", "Those whose log says that they failed, or reports an error."),
    Column("not_reported", "count", "Those of which the source says neither."),
)
_RECIPIENTS = Column("recipients", "count", "Different recipients of them, as far as known.")
_RATIOS: tuple[Column, ...] = (
    Column(
        "arrived_ratio",
        "number",
        "Arrived of those that arrived or failed, 0 to 1; empty where that is known of none.",
    ),
    Column(
        "reported_ratio",
        "number",
        "Those that arrived or failed of those sent, 0 to 1; empty where none was sent.",
    ),
)
_KIND = Column(
    "kind",
    "text",
    "What it was sent for: app, data source hook, sign-in check, two-factor code or other.",
)


@question(subject="SMS", chart="figure", columns=(*_COUNTS, _RECIPIENTS, USERS, *_RATIOS))
def sms_figures(logs: Logs) -> sa.Select[Any]:
    """How many SMS were sent, and is it known whether they arrived?

    One row. Every log of the types `sms.*` counts as one SMS. What became of it is known only where
    the log itself says so, by its status or an error; the source has no later log of that, so most
    are not reported, which does not mean that they did not arrive.
    """
    c = _sms(logs)
    counted = sa.select(*_counts(c), _recipients(c), users_of(c)).subquery("counted").c
    known = counted.arrived + counted.failed
    ratios = (share(counted.arrived, known), share(known, counted.sent))
    named = (ratio.label(column.name) for ratio, column in zip(ratios, _RATIOS, strict=True))
    return sa.select(*counted, *named)


@question(subject="SMS", chart="bar", codes=("F5",), columns=(AT_DAY, *_COUNTS, _RECIPIENTS, USERS))
def sms_outcomes_over_time(logs: Logs, *, unit: DayUnit = "day") -> sa.Select[Any]:
    """Did the SMS arrive, day by day?

    `unit` is day, week or month. What is counted: `sms_figures`. Times without SMS have no row. By
    the hour: `sms_outcomes_by_hour`.
    """
    return _over_time(logs, one_of("unit", unit, DAY_UNITS))


@question(subject="SMS", chart="bar", columns=(AT_HOUR, *_COUNTS, _RECIPIENTS, USERS))
def sms_outcomes_by_hour(logs: Logs) -> sa.Select[Any]:
    """Did the SMS arrive, hour by hour?

    What is counted: `sms_figures`. Hours without SMS have no row.
    """
    return _over_time(logs, "hour")


def _over_time(logs: Logs, unit: Unit) -> sa.Select[Any]:
    c = _sms(logs)
    return over_time(logs, c, [*_counts(c), _recipients(c), users_of(c)], unit)


@question(
    subject="SMS",
    chart="bar",
    columns=(
        _KIND,
        Column("log_type", "text", "Log type."),
        *_COUNTS,
        _RECIPIENTS,
        USERS,
        LAST_AT,
    ),
)
def sms_by_kind(logs: Logs) -> sa.Select[Any]:
    """What are SMS sent for, and do they arrive?

    By log type, most first. What is counted: `sms_figures`.
    """
    c = _sms(logs)
    kind = _kind(c)
    counts = (*_counts(c), _recipients(c), users_of(c))
    last_at = sa.func.max(c.created_at).label("last_at")
    return (
        sa.select(kind, c.log_type, *counts, last_at)
        .group_by(kind, c.log_type)
        .order_by(count_of(c.created_at).desc(), c.log_type)
    )


@question(subject="SMS", chart="bar", columns=(*APP, *_COUNTS, _RECIPIENTS, USERS, LAST_AT))
def sms_by_app(logs: Logs) -> sa.Select[Any]:
    """Which apps send SMS, and do they arrive?

    What is counted: `sms_figures`; the apps that sent most first. SMS of no app are one row.
    """
    c = _sms(logs)
    return by_app(c, [*_counts(c), _recipients(c)])


@question(
    subject="SMS",
    codes=("F4",),
    columns=(
        Column("at", "time", "When it was sent."),
        _KIND,
        Column("recipient", "text", "Number it went to, as the log gives it; several as a list."),
        Column("user", "text", "The user whose doing sent it; empty where the log does not say."),
        Column("app_id", "id", "Number of the app."),
        Column("app", "text", "Name of the app at that time."),
        Column("status", "text", "Status as the log gives it; empty where it gives none."),
        Column("error", "text", "The error that the log reports; empty where it reports none."),
        Column("outcome", "text", "arrived, failed or not reported."),
        Column("message_id", "text", "The message; empty where the source names none."),
        Column("log_type", "text", "Log type."),
        Column("id", "id", "Number of the log."),
    ),
)
def sms_sent(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """Who was sent SMS, and is it known whether they arrived?

    One row a log of the types `sms.*`, the `limit` latest first (None: all). How the outcome is
    told: `sms_figures`.
    """
    c = _sms(logs, "id", "message_id")
    return (
        sa.select(
            c.created_at.label("at"),
            _kind(c),
            c.recipient,
            c.user_email.label("user"),
            c.app_id,
            c.app_name.label("app"),
            c.status,
            c.error,
            c.outcome,
            c.message_id,
            c.log_type,
            c.id,
        )
        .order_by(c.created_at.desc(), c.id.desc())
        .limit(at_most(limit))
    )


def _sms(logs: Logs, *further: str) -> Any:
    """Logs of SMS with their error and outcome."""
    names = ("created_at", "log_type", "app_id", "app_name", "user_email", "recipient")
    c = logs.typed(*SMS).rows(*names, "status", "reason", *further).c
    told = (sms_error(c).label("error"), sms_outcome(c).label("outcome"))
    return sa.select(*c, *told).subquery("sms").c


def _kind(c: Any) -> sa.ColumnElement[Any]:
    return kind_of(c.log_type, SMS_KINDS).label("kind")


def _counts(c: Any) -> list[sa.ColumnElement[Any]]:
    """`_COUNTS` of logs of SMS."""
    return [
        count_of(c.created_at).label("sent"),
        count_where(c.outcome == ARRIVED).label("arrived"),
        count_where(c.outcome == FAILED).label("failed"),
        count_where(c.outcome == NOT_REPORTED).label("not_reported"),
    ]


def _recipients(c: Any) -> sa.ColumnElement[Any]:
    return count_distinct(c.recipient).label("recipients")
