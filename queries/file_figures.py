"""The figures on files, in all and over time."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.activity import DAY_UNITS, DayUnit
from queries.clock import Unit
from queries.feature_logs import AT_DAY, AT_HOUR, USERS, feature_logs, over_time, users_of
from queries.files import FILE_KINDS, FILE_TYPES
from queries.logs import Logs
from queries.options import one_of
from queries.portable import count_where
from queries.question import Column, question

FILE_COUNTS: tuple[Column, ...] = (
    Column("uploaded", "count", "Times a file was uploaded."),
    Column("updated", "count", "Times a file was changed or moved."),
    Column("deleted", "count", "Times a file was moved to the bin or deleted."),
    Column("restored", "count", "Times a file was restored."),
    Column("downloaded", "count", "Times a file was downloaded."),
    Column("other", "count", "Logs of files whose type ends in no word that is known."),
)

_COUNTED = {column.name: (column.name,) for column in FILE_COUNTS} | {
    "updated": ("updated", "moved")
}


@question(subject="Files", chart="figure", columns=(*FILE_COUNTS, USERS))
def file_figures(logs: Logs) -> sa.Select[Any]:
    """How many files were uploaded, changed, deleted, restored and downloaded?

    One row. Every log of a file (`mediaFile.*`) counts, told apart by the last word of its type;
    logs of folders do not. Nobody knows of downloads from before the source began to log them.
    """
    c = feature_logs(logs, FILE_TYPES, FILE_KINDS).c
    return sa.select(*file_counts(c), users_of(c))


@question(subject="Files", chart="bar", columns=(AT_DAY, *FILE_COUNTS, USERS))
def files_over_time(logs: Logs, *, unit: DayUnit = "day") -> sa.Select[Any]:
    """How does the use of files change, day by day?

    `unit` is day, week or month. What is counted: `file_figures`. Times without logs of files have
    no row. By the hour: `files_by_hour`.
    """
    return _over_time(logs, one_of("unit", unit, DAY_UNITS))


@question(subject="Files", chart="bar", columns=(AT_HOUR, *FILE_COUNTS, USERS))
def files_by_hour(logs: Logs) -> sa.Select[Any]:
    """How does the use of files change, hour by hour?

    What is counted: `file_figures`. Hours without logs of files have no row.
    """
    return _over_time(logs, "hour")


def _over_time(logs: Logs, unit: Unit) -> sa.Select[Any]:
    c = feature_logs(logs, FILE_TYPES, FILE_KINDS).c
    return over_time(logs, c, [*file_counts(c), users_of(c)], unit)


def file_counts(c: Any) -> list[sa.ColumnElement[Any]]:
    """`FILE_COUNTS` of logs of files with their kind."""
    return [count_where(c.kind.in_(kinds)).label(name) for name, kinds in _COUNTED.items()]
