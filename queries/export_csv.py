"""Log records as CSV in the columns of Fliplet's own export: any number, in bounded memory.

Newest first, logs of one moment by descending id: the same store gives the same bytes. All of a
file is read in one transaction, so logs that arrive meanwhile are not in it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Literal, get_args

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import sqlalchemy as sa

from data.access import Viewer
from data.columns import LOG_COLUMNS, LogColumn
from data.engine import Store
from data.sources.raw import EXTRA, RAW_FIELDS
from queries.arrow import arrow_batches
from queries.export_slices import slices
from queries.filters import LogFilter
from queries.logs import Logs
from queries.portable import iso_text

Kind = Literal["exact", "spreadsheet"]
"""What a file is for.

exact: importing it into an empty store gives the same records. spreadsheet: opens as it should in
spreadsheet programs, where a cell that could be taken for a formula has an apostrophe before it.
"""

KINDS: tuple[Kind, ...] = get_args(Kind)

_CHUNK_LOGS = 8192

_FORMULA = r"^(?:[\t\r\n\x00]|[\s\p{Z}\x00]*[=+\-@\x{FF1D}\x{FF0B}\x{FF0D}\x{FF20}])"
"""Beginnings of a cell that spreadsheet programs may take for a formula.

Those that OWASP's page on CSV injection and ASVS 1.2.10 name, and these after white space too.
"""


@dataclass(frozen=True)
class Chunk:
    """A part of a file, UTF-8, and how many logs it holds."""

    text: bytes
    logs: int


def stream_csv(
    filter: LogFilter, viewer: Viewer, *, store: Store, kind: Kind = "exact"
) -> Generator[bytes, None, None]:
    """The logs that the filter matches and the viewer may see, as a CSV file in parts.

    The header comes first, also where no log follows. See `csv_chunks`.
    """
    with closing(csv_chunks(filter, viewer, store=store, kind=kind)) as chunks:
        for chunk in chunks:
            yield chunk.text


def csv_chunks(
    filter: LogFilter, viewer: Viewer, *, store: Store, kind: Kind = "exact"
) -> Generator[Chunk, None, None]:
    """The same with the number of logs in each part.

    Texts are in quotes, doubled inside; numbers are bare; no value is an empty cell. Times are ISO
    8601 in UTC with milliseconds, with microseconds where there are any. Lines end in LF; for
    spreadsheets in CRLF, and the file begins with a byte-order mark. Holds a connection until it
    is exhausted or closed.
    """
    logs = Logs(filter, viewer)
    # The next slice is read and sorted while this one is written.
    with store.engine.connect() as connection, ThreadPoolExecutor(1) as reader:
        columns = _columns(connection, logs)
        yield Chunk(_header(columns, kind), 0)
        parts = _slices(connection, logs, columns)
        coming = reader.submit(next, parts, None)
        while (batches := coming.result()) is not None:
            coming = reader.submit(next, parts, None)
            while batches:
                batch = batches.popleft()
                yield Chunk(_written(batch, kind), batch.num_rows)


def _columns(connection: sa.Connection, logs: Logs) -> Sequence[tuple[str, LogColumn]]:
    """Each column of the file with the column of `logs` that holds it as it came."""
    sources = {c.field: c for c in LOG_COLUMNS if c.field and not c.extracted}
    rows = logs.rows(EXTRA).c
    further = sa.select(sa.literal(1)).where(rows[EXTRA].is_not(None)).limit(1)
    names = RAW_FIELDS if connection.scalar(further) is None else (*RAW_FIELDS, EXTRA)
    return [(name, sources[name]) for name in names]


def _slices(
    connection: sa.Connection, logs: Logs, columns: Sequence[tuple[str, LogColumn]]
) -> Iterator[deque[pa.RecordBatch]]:
    rows = logs.rows(*(column.name for _, column in columns)).c
    cells = [_cell(rows[column.name], column).label(name) for name, column in columns]
    ordered = sa.select(*cells).order_by(rows.created_at.desc(), rows.id.desc())
    for part in slices(connection, logs):
        statement = ordered.where(*part.clauses(rows))
        yield deque(arrow_batches(connection, statement, _CHUNK_LOGS))


def _cell(value: sa.ColumnElement[Any], column: LogColumn) -> sa.ColumnElement[Any]:
    return iso_text(value) if column.kind == "time" else value


def _header(columns: Sequence[tuple[str, LogColumn]], kind: Kind) -> bytes:
    line = ",".join(name for name, _ in columns)
    return f"\ufeff{line}\r\n".encode() if kind == "spreadsheet" else f"{line}\n".encode()


def _written(batch: pa.RecordBatch, kind: Kind) -> bytes:
    spreadsheet = kind == "spreadsheet"
    if spreadsheet:
        cells = [_harmless(column) for column in batch.columns]
        batch = pa.RecordBatch.from_arrays(cells, schema=batch.schema)
    end = "\r\n" if spreadsheet else "\n"
    options = pa.csv.WriteOptions(include_header=False, eol=end, quoting_style="needed")
    text = pa.BufferOutputStream()
    pa.csv.write_csv(batch, text, options)
    written: bytes = text.getvalue().to_pybytes()
    return written


def _harmless(cells: pa.Array) -> pa.Array:
    """Texts with an apostrophe before those that could be taken for a formula; numbers as is."""
    if not pa.types.is_string(cells.type):
        return cells
    risky = pc.match_substring_regex(cells, _FORMULA)
    if not pc.any(risky).as_py():
        return cells
    return pc.if_else(risky, pc.binary_join_element_wise("'", cells, ""), cells)
