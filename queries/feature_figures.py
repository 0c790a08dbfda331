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
from queries.tally import Tally

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
    return _figures(logs, None)


@question(subject="Feature utilization", chart="line", columns=(AT_DAY, *FIGURES))
def feature_figures_over_time(logs: Logs, *, unit: DayUnit = "day") -> sa.Select[Any]:
    """How does the use of features change, day by day?

    `unit` is day, week or month. What each figure counts: `feature_figures`. Times without any of
    it have no row. By the hour: `feature_figures_by_hour`.
    """
    return _figures(logs, one_of("unit", unit, DAY_UNITS)).order_by("at")


@question(subject="Feature utilization", chart="line", columns=(AT_HOUR, *FIGURES))
def feature_figures_by_hour(logs: Logs) -> sa.Select[Any]:
    """How does the use of features change, hour by hour?

    What each figure counts: `feature_figures`. Hours without any of it have no row.
    """
    return _figures(logs, "hour").order_by("at")


def _figures(logs: Logs, unit: Unit | None) -> sa.Select[Any]:
    tally = Tally(logs, _SUMS, unit)
    d = logs.deliveries().c
    emails = {count.name: count for count in counts_of(d)}
    used = tally.types(logs.typed(*SMS, *DATA_SOURCES, *FILES, *AI, *EVENTS))
    data = log_type_clause(used.c.log_type, DATA_SOURCES)
    how = data_use_of(last_word(used.c.log_type))
    return tally.together(
        tally.part(
            tally.bucket(d.created_at),
            emails=emails["sent"],
            arrived=emails["delivered"] + emails["complaint"],
            **{name: emails[name] for name in (*OUTCOMES, "no_status")},
        ),
        tally.part(
            used.buckets,
            sms=used.of(SMS),
            data_source_reads=used.where(sa.and_(data, how == "reads")),
            data_source_writes=used.where(sa.and_(data, how == "writes")),
            files=used.of(FILES),
            ai=used.of(AI),
            events=used.of(EVENTS),
        ),
    )
