"""Log records as a file in the fields of Fliplet's own export: any number, in bounded memory.

Newest first, logs of one moment by descending id: the same store gives the same bytes. All of a
file is read in one transaction, so logs that arrive meanwhile are not in it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, Protocol, get_args

import pyarrow as pa
import sqlalchemy as sa

from data.access import Viewer
from data.columns import LOG_COLUMNS, LogColumn
from data.engine import Store
from data.sources.raw import EXTRA, RAW_FIELDS
from queries.arrow import arrow_batches
from queries.export_csv import CsvWriter
from queries.export_ndjson import NdjsonWriter
from queries.export_parquet import ParquetWriter
from queries.export_slices import slices
from queries.filters import LogFilter
from queries.logs import Logs
from queries.portable import iso_text

Kind = Literal["exact", "spreadsheet", "ndjson", "parquet"]
"""What a file is for.

exact: CSV; importing it into an empty store gives the same records. spreadsheet: CSV that opens as
it should in spreadsheet programs, where a cell that could be taken for a formula has an apostrophe
before it. ndjson: a JSON object a line; importing it gives the same records, too. parquet: typed
columns for data tools.
"""

KINDS: tuple[Kind, ...] = get_args(Kind)

EVIDENCE: Literal["evidence"] = "evidence"
"""The kind of an evidence pack (`evidence_pack.py`), which is more than a file of logs."""

AnyKind = Kind | Literal["evidence"]

_CHUNK_LOGS = 8192


class Writer(Protocol):
    """Makes the bytes of a file: first `begin`, then `rows` for every batch, at last `end`."""

    def begin(self, names: Sequence[str]) -> bytes:
        """What comes before all rows; `names` are the file's columns."""

    def rows(self, batch: pa.RecordBatch) -> bytes:
        """Some rows, texts and whole numbers; may be kept back for a later call."""

    def end(self) -> bytes:
        """What comes after all rows."""


@dataclass(frozen=True)
class Format:
    """How a kind of file is made, how its name ends, and its media type."""

    writer: Callable[[], Writer]
    suffix: str
    media_type: str


FORMATS: Mapping[Kind, Format] = {
    "exact": Format(CsvWriter, "csv", "text/csv; charset=utf-8"),
    "spreadsheet": Format(partial(CsvWriter, spreadsheet=True), "csv", "text/csv; charset=utf-8"),
    "ndjson": Format(NdjsonWriter, "ndjson", "application/x-ndjson"),
    "parquet": Format(ParquetWriter, "parquet", "application/vnd.apache.parquet"),
}


@dataclass(frozen=True)
class Chunk:
    """A part of a file, how many logs it holds, and, where known, when the newest and the oldest of
    them were written, as in the file."""

    text: bytes
    logs: int
    newest: str | None = None
    oldest: str | None = None


def stream_logs(
    filter: LogFilter, viewer: Viewer, *, store: Store, kind: Kind = "exact"
) -> Generator[bytes, None, None]:
    """The logs that the filter matches and the viewer may see, as a file in parts.

    What comes before all rows comes first, also where no log follows. See `log_chunks`.
    """
    return texts_of(log_chunks(filter, viewer, store=store, kind=kind))


def texts_of(chunks: Generator[Chunk, None, None]) -> Generator[bytes, None, None]:
    """The parts without their counts; closed, it closes the others."""
    with closing(chunks):
        for chunk in chunks:
            yield chunk.text


def log_chunks(
    filter: LogFilter, viewer: Viewer, *, store: Store, kind: Kind = "exact"
) -> Generator[Chunk, None, None]:
    """The same with the number of logs in each part.

    Times are ISO 8601 in UTC with milliseconds, with microseconds where there are any. Holds a
    connection until it is exhausted or closed.
    """
    logs, writer = Logs(filter, viewer), FORMATS[kind].writer()
    # The next slice is read and sorted while this one is written.
    with store.engine.connect() as connection, ThreadPoolExecutor(1) as reader:
        columns = _columns(connection, logs)
        yield Chunk(writer.begin([name for name, _ in columns]), 0)
        parts = _slices(connection, logs, columns)
        coming = reader.submit(next, parts, None)
        while (batches := coming.result()) is not None:
            coming = reader.submit(next, parts, None)
            while batches:
                batch = batches.popleft()
                times = batch.column("createdAt")
                span = (times[0].as_py(), times[-1].as_py())
                yield Chunk(writer.rows(batch), batch.num_rows, *span)
        yield Chunk(writer.end(), 0)


def statement_of(filter: LogFilter, viewer: Viewer) -> sa.Select[Any]:
    """The statement whose rows a file holds, in its order."""
    return _ordered(Logs(filter, viewer), [(name, _SOURCES[name]) for name in RAW_FIELDS])[0]


_SOURCES = {c.field: c for c in LOG_COLUMNS if c.field and not c.extracted}
"""For each field of a raw record the column that holds it as it came."""


def _columns(connection: sa.Connection, logs: Logs) -> Sequence[tuple[str, LogColumn]]:
    """Each column of the file with its source; `extra` only where there is any."""
    rows = logs.rows(EXTRA).c
    further = sa.select(sa.literal(1)).where(rows[EXTRA].is_not(None)).limit(1)
    names = RAW_FIELDS if connection.scalar(further) is None else (*RAW_FIELDS, EXTRA)
    return [(name, _SOURCES[name]) for name in names]


def _slices(
    connection: sa.Connection, logs: Logs, columns: Sequence[tuple[str, LogColumn]]
) -> Iterator[deque[pa.RecordBatch]]:
    ordered, rows = _ordered(logs, columns)
    for part in slices(connection, logs):
        statement = ordered.where(*part.clauses(rows))
        yield deque(arrow_batches(connection, statement, _CHUNK_LOGS))


def _ordered(logs: Logs, columns: Sequence[tuple[str, LogColumn]]) -> tuple[sa.Select[Any], Any]:
    """The logs as they are written, newest first, and the rows that it reads."""
    rows = logs.rows(*(column.name for _, column in columns)).c
    cells = [_cell(rows[column.name], column).label(name) for name, column in columns]
    return sa.select(*cells).order_by(rows.created_at.desc(), rows.id.desc()), rows


def _cell(value: sa.ColumnElement[Any], column: LogColumn) -> sa.ColumnElement[Any]:
    return iso_text(value) if column.kind == "time" else value
