"""Questions on emails: how many were sent and what became of them, in all and over time."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.activity import DAY_UNITS, DayUnit
from queries.clock import Unit
from queries.logs import Logs
from queries.options import one_of
from queries.portable import count_where, percentile, share
from queries.question import Column, question

OUTCOMES = ("delivered", "bounced", "delayed", "complaint", "rejected")

COUNTS: tuple[Column, ...] = (
    Column("sent", "count", "Deliveries sent: emails, each counted once for every recipient."),
    Column("delivered", "count", "Those that were delivered, and that is the last known of them."),
    Column("bounced", "count", "Those that bounced."),
    Column("delayed", "count", "Those that are delayed still."),
    Column("complaint", "count", "Those that a complaint came back about."),
    Column("rejected", "count", "Those that were rejected."),
    Column("no_status", "count", "Those of which there is no status yet."),
)
WITHOUT_TRIGGER = Column(
    "without_trigger", "count", "Deliveries whose trigger is not in the data, not in the others."
)
RATIOS: tuple[Column, ...] = (
    Column(
        "delivered_ratio",
        "number",
        "Delivered, those with a complaint too, of those sent, 0 to 1; empty where none was sent.",
    ),
    Column("bounced_ratio", "number", "Bounced of those sent, 0 to 1; empty where none was sent."),
)
_TIMES: tuple[Column, ...] = (
    Column("median_seconds", "number", "Half of those delivered took at most so long."),
    Column("p95_seconds", "number", "Of those delivered, 95 of 100 took at most so long."),
)


@question(subject="Email", chart="figure", columns=(*COUNTS, WITHOUT_TRIGGER, *RATIOS, *_TIMES))
def email_figures(logs: Logs) -> sa.Select[Any]:
    """How many emails were sent, and did they arrive?

    One row. What is counted: `email_outcomes_by_day`. Seconds are from sending to the first log of
    the delivery; complaints without such a log have none.
    """
    d = logs.deliveries().c
    times = [_percentile(d, column.name, q) for column, q in zip(_TIMES, (0.5, 0.95), strict=True)]
    f = sa.select(*counts_of(d), *times).subquery("figures").c
    counts = [sa.func.coalesce(f[c.name], 0).label(c.name) for c in (*COUNTS, WITHOUT_TRIGGER)]
    seconds = [share(f[c.name], sa.literal(1000)).label(c.name) for c in _TIMES]
    return sa.select(*counts, *ratios_of(f), *seconds)


def _percentile(d: Any, name: str, q: float) -> sa.ColumnElement[Any]:
    return percentile(d.delivery_ms, sa.literal(q, literal_execute=True)).label(name)


@question(
    subject="Email",
    chart="bar",
    codes=("F3",),
    columns=(Column("day", "day", "Day of sending in the asked zone."), *COUNTS),
)
def email_outcomes_by_day(logs: Logs) -> sa.Select[Any]:
    """How many emails were sent each day, and what became of them?

    An email to several recipients is a delivery to each. A delivery counts on the day it was sent
    and by its latest outcome, even if that came later, so the outcomes add up to those sent. Only
    deliveries whose trigger is in the data count, and the filter is asked of the trigger; the
    others are `without_trigger` in `email_figures`. Days on which none was sent have no row.
    """
    d = logs.deliveries().c
    day = logs.bucket(d.created_at, "day").label("day")
    return sa.select(day, *counts_of(d)[:-1]).where(d.triggered == 1).group_by(day).order_by(day)


@question(
    subject="Email",
    chart="bar",
    columns=(
        Column("at", "day", "First day of the day, week (Monday) or month in the asked zone."),
        *COUNTS,
        WITHOUT_TRIGGER,
    ),
)
def email_outcomes_over_time(logs: Logs, *, unit: DayUnit = "day") -> sa.Select[Any]:
    """How do emails and what becomes of them change, day by day?

    `unit` is day, week or month. What is counted: `email_outcomes_by_day`; deliveries whose trigger
    is not in the data count by their first status. By the hour: `email_outcomes_by_hour`.
    """
    return _over_time(logs, one_of("unit", unit, DAY_UNITS))


@question(
    subject="Email",
    chart="bar",
    columns=(Column("at", "time", "When the hour begins."), *COUNTS, WITHOUT_TRIGGER),
)
def email_outcomes_by_hour(logs: Logs) -> sa.Select[Any]:
    """How do emails and what becomes of them change, hour by hour?

    What is counted: `email_outcomes_over_time`. Hours without deliveries have no row.
    """
    return _over_time(logs, "hour")


def _over_time(logs: Logs, unit: Unit) -> sa.Select[Any]:
    d = logs.deliveries().c
    at = logs.bucket(d.created_at, unit).label("at")
    return sa.select(at, *counts_of(d)).group_by(at).order_by(at)


def counts_of(d: Any) -> list[sa.ColumnElement[Any]]:
    """Aggregates of deliveries: `COUNTS`, then `WITHOUT_TRIGGER`."""
    sent = d.triggered == 1
    return [
        count_where(sent).label("sent"),
        *(count_where(sa.and_(sent, d.outcome == name)).label(name) for name in OUTCOMES),
        count_where(sa.and_(sent, d.outcome.is_(None))).label("no_status"),
        count_where(d.triggered == 0).label("without_trigger"),
    ]


def ratios_of(counted: Any) -> list[sa.ColumnElement[Any]]:
    """`RATIOS` of columns that hold `COUNTS`."""
    return [
        share(counted.delivered + counted.complaint, counted.sent).label("delivered_ratio"),
        share(counted.bounced, counted.sent).label("bounced_ratio"),
    ]
