"""Questions on data sources: which are read and written, how, and by which log types."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.data_source_logs import (
    DATA_SOURCE,
    FIRST_AT,
    LATEST_APP,
    SOURCES,
    data_source_logs,
    sources_of,
    whose,
)
from queries.feature_logs import APPS, LAST_AT, USERS, by_value, users_of
from queries.feature_types import write_kind_of
from queries.logs import Logs
from queries.portable import count_of, count_where
from queries.question import Column, question

_WHOSE: tuple[Column, ...] = (LATEST_APP, APPS, USERS, FIRST_AT, LAST_AT)

_WRITES: tuple[Column, ...] = (
    Column("entries_created", "count", "Those that created an entry."),
    Column("entries_updated", "count", "Those that changed an entry."),
    Column("entries_deleted", "count", "Those that deleted an entry."),
    Column("imports", "count", "Those that overwrote it by an import."),
    Column("commits", "count", "Those that changed entries together."),
    Column("other", "count", "Those that did something else, to the data source as a whole too."),
)
_COUNTED_KINDS = ("entries created", "entries updated", "entries deleted", "imports", "commits")


@question(
    subject="Data sources",
    chart="bar",
    codes=("F6",),
    columns=(DATA_SOURCE, Column("reads", "count", "Logs that read it."), *_WHOSE),
)
def data_source_reads(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """Which data sources are read, how often and by how many?

    Logs of the types `dataSource.*` whose last word reads, by data source, the `limit` most read
    first (None: all); logs that name no data source are one row. Fliplet documents no
    log of a plain read: of reads that no log is written of nobody knows.
    """
    c = _used(logs, "reads")
    counts = [count_of(c.created_at).label("reads"), *whose(c)]
    return by_value(c, c.data_source_id, "data_source_id", counts, limit)


@question(
    subject="Data sources",
    chart="bar",
    codes=("F7",),
    columns=(DATA_SOURCE, Column("writes", "count", "Logs that write it."), *_WRITES, *_WHOSE),
)
def data_source_writes(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """Which data sources are written, how, how often and by how many?

    Logs of the types `dataSource.*` whose last word writes, by data source, the `limit` most
    written first (None: all); logs that name no data source are one row. A log counts once, however
    many entries it changed.
    """
    c = _used(logs, "writes")
    kinds = [
        count_where(c.kind == kind).label(column.name)
        for kind, column in zip(_COUNTED_KINDS, _WRITES, strict=False)
    ]
    other = count_where(c.kind.not_in(_COUNTED_KINDS)).label("other")
    counts = [count_of(c.created_at).label("writes"), *kinds, other, *whose(c)]
    return by_value(c, c.data_source_id, "data_source_id", counts, limit)


@question(
    subject="Data sources",
    chart="bar",
    columns=(
        Column(
            "kind",
            "text",
            "entries created, updated or deleted, data source created, updated or deleted, "
            "imports, commits, or restored, which a rollback does too.",
        ),
        Column("logs", "count", "Logs of that kind."),
        SOURCES,
        USERS,
        LAST_AT,
    ),
)
def data_source_writes_by_kind(logs: Logs) -> sa.Select[Any]:
    """How are data sources written?

    Logs that write, by the last word of their type and whether it is of entries; most first. Moved
    to the bin counts as deleted.
    """
    c = _used(logs, "writes")
    counts = [count_of(c.created_at).label("logs"), sources_of(c), users_of(c)]
    return by_value(c, c.kind, "kind", counts, None)


@question(
    subject="Data sources",
    columns=(
        Column("log_type", "text", "Log type."),
        Column("logs", "count", "Logs of that type."),
        SOURCES,
        USERS,
        FIRST_AT,
        LAST_AT,
    ),
)
def unclassified_data_source_types(logs: Logs) -> sa.Select[Any]:
    """Of which log types of data sources is it not known whether they read or write?

    Those that end in no word that is known to read or write; most logs first. They count in neither
    reads nor writes.
    """
    c = _used(logs, "unclassified")
    first_at = sa.func.min(c.created_at).label("first_at")
    counts = [count_of(c.created_at).label("logs"), sources_of(c), users_of(c), first_at]
    return by_value(c, c.log_type, "log_type", counts, None)


def _used(logs: Logs, use: str) -> Any:
    """Logs of data sources with that use; kind is what writes do."""
    c = data_source_logs(logs)
    kind = write_kind_of(c.log_type, c.word).label("kind")
    return sa.select(*c, kind).where(c.use == use).subquery("used").c
