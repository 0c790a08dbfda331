"""The figures on data sources, in all and over time."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.activity import DAY_UNITS, DayUnit
from queries.data_source_logs import SOURCES, USES, data_source_logs, sources_of, uses_of
from queries.feature_logs import APPS, AT_DAY, AT_HOUR, USERS, apps_of, over_time, users_of
from queries.logs import Logs
from queries.options import one_of
from queries.question import Column, question

_FIGURES: tuple[Column, ...] = (*USES, SOURCES, USERS, APPS)


@question(subject="Data sources", chart="figure", columns=_FIGURES)
def data_source_figures(logs: Logs) -> sa.Select[Any]:
    """How much are data sources read and written?

    One row. Every log of the types `dataSource.*` counts once, as read or write by the last word of
    its type, however many entries it speaks of: a commit or an import changes several, and the
    source does not document where it says how many. Fliplet documents no log of a plain read: of
    reads that no log is written of nobody knows.
    """
    c = data_source_logs(logs)
    return sa.select(*_counts(c))


@question(subject="Data sources", chart="bar", columns=(AT_DAY, *_FIGURES))
def data_source_figures_over_time(logs: Logs, *, unit: DayUnit = "day") -> sa.Select[Any]:
    """How does the use of data sources change, day by day?

    `unit` is day, week or month. What is counted: `data_source_figures`. Times without logs of data
    sources have no row. By the hour: `data_source_figures_by_hour`.
    """
    c = data_source_logs(logs)
    asked = one_of("unit", unit, DAY_UNITS)
    return over_time(logs, c, _counts(c), asked)


@question(subject="Data sources", chart="bar", columns=(AT_HOUR, *_FIGURES))
def data_source_figures_by_hour(logs: Logs) -> sa.Select[Any]:
    """How does the use of data sources change, hour by hour?

    What is counted: `data_source_figures`. Hours without logs of data sources have no row.
    """
    c = data_source_logs(logs)
    return over_time(logs, c, _counts(c), "hour")


def _counts(c: Any) -> list[sa.ColumnElement[Any]]:
    return [*uses_of(c), sources_of(c), users_of(c), apps_of(c)]
