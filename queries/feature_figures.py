"""The figures at the top of the Feature Utilization page, in all and over time."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.activity import DAY_UNITS, DayUnit
from queries.clauses import log_type_clause
from queries.clock import Unit
from queries.email import OUTCOMES, counts_of
from queries.feature_logs import AT_DAY, AT_HOUR
from queries.feature_types import AI, DATA_SOURCES, EVENTS, FILES, SMS, data_use_of
from queries.logs import Logs
from queries.options import one_of
from queries.portable import last_word
from queries.question import Column, question

FIGURES: tuple[Column, ...] = (
    Column("emails", "count", "Emails sent, each counted once for every recipient."),
    *(Column(name, "count", f"Those whose last known outcome is {name}.") for name in OUTCOMES),
    Column("no_status", "count", "Those of which there is no status yet."),
    Column("arrived", "count", "Those that were delivered, those with a complaint too."),
    Column("sms", "count", "SMS sent."),
    Column("data_source_reads", "count", "Logs of data sources that read."),
    Column("data_source_writes", "count", "Logs of data sources that write."),
    Column("files", "count", "Logs of files and folders."),
    Column("ai", "count", "Requests to AI services."),
    Column("events", "count", "Analytics events of the apps' own."),
)

_SUMS = tuple(column.name for column in FIGURES)


@question(subject="Feature utilization", chart="figure", columns=FIGURES)
def feature_figures(logs: Logs) -> sa.Select[Any]:
    """How much are features used, and do emails arrive?

    One row. Emails: `email_outcomes_by_day`; those whose sending is not in the data do not count.
    SMS: `sms_figures`. Data sources: `data_source_figures`.
    """
    every = sa.union_all(*_parts(logs, None)).subquery("figures").c
    return sa.select(*(sa.func.coalesce(sa.func.sum(every[n]), 0).label(n) for n in _SUMS))


@question(subject="Feature utilization", chart="line", columns=(AT_DAY, *FIGURES))
def feature_figures_over_time(logs: Logs, *, unit: DayUnit = "day") -> sa.Select[Any]:
    """How does the use of features change, day by day?

    `unit` is day, week or month. What each figure counts: `feature_figures`. Times without any of
    it have no row. By the hour: `feature_figures_by_hour`.
    """
    return _over_time(logs, one_of("unit", unit, DAY_UNITS))


@question(subject="Feature utilization", chart="line", columns=(AT_HOUR, *FIGURES))
def feature_figures_by_hour(logs: Logs) -> sa.Select[Any]:
    """How does the use of features change, hour by hour?

    What each figure counts: `feature_figures`. Hours without any of it have no row.
    """
    return _over_time(logs, "hour")


def _over_time(logs: Logs, unit: Unit) -> sa.Select[Any]:
    every = sa.union_all(*_parts(logs, unit)).subquery("figures").c
    sums = [sa.func.sum(every[name]).label(name) for name in _SUMS]
    return sa.select(every.at, *sums).group_by(every.at).order_by(every.at)


def _parts(logs: Logs, unit: Unit | None) -> list[sa.Select[Any]]:
    """Selects of all figures, each with those it counts and 0 for the others, per unit of time."""
    d = logs.deliveries().c
    emails = {count.name: count for count in counts_of(d)}
    used = logs.typed(*SMS, *DATA_SOURCES, *FILES, *AI, *EVENTS).counted(zoned=unit is not None)
    how = data_use_of(last_word(used.c.log_type))
    kinds = {"sms": SMS, "files": FILES, "ai": AI, "events": EVENTS}
    return [
        _part(
            _bucket(logs, d.created_at, unit),
            emails=emails["sent"],
            arrived=emails["delivered"] + emails["complaint"],
            **{name: emails[name] for name in (*OUTCOMES, "no_status")},
        ),
        _part(
            _bucket(logs, used.at, unit),
            data_source_reads=used.logs_where(sa.and_(_of(used.c, DATA_SOURCES), how == "reads")),
            data_source_writes=used.logs_where(sa.and_(_of(used.c, DATA_SOURCES), how == "writes")),
            **{name: used.logs_where(_of(used.c, types)) for name, types in kinds.items()},
        ),
    ]


def _of(c: Any, types: tuple[str, ...]) -> sa.ColumnElement[bool]:
    return log_type_clause(c.log_type, types)


def _bucket(
    logs: Logs, at: sa.ColumnElement[Any], unit: Unit | None
) -> list[sa.ColumnElement[Any]]:
    return [] if unit is None else [logs.bucket(at, unit).label("at")]


def _part(buckets: list[sa.ColumnElement[Any]], **sums: sa.ColumnElement[Any]) -> sa.Select[Any]:
    none = sa.literal(0)
    columns = [sums.get(name, none).label(name) for name in _SUMS]
    return sa.select(*buckets, *columns).group_by(*buckets)
