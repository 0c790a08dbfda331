"""Small builders for files and what is read from them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from hypothesis import settings

from data.sources.csv_layout import Layout
from data.sources.files import SourceFile
from data.sources.raw import RAW_FIELDS, RAW_SCHEMA, Reject
from data.sources.read import read
from data.sources.streams import plain_stream

UNHURRIED = settings(deadline=None)
"""For property tests: machines that run tests are busy."""

WHEN = "2022-02-14T10:26:09.185Z"
WHEN_READ = datetime(2022, 2, 14, 10, 26, 9, 185000, UTC)

EXPORT = Layout(",", RAW_FIELDS)
HEADER = ",".join(RAW_FIELDS)


@dataclass(frozen=True)
class Contents:
    """All that was read from a file: rows without their nulls, rejects, the number of batches."""

    rows: list[dict[str, Any]]
    rejects: list[Reject]
    batches: int

    @property
    def reasons(self) -> list[tuple[int, str]]:
        return [(reject.line, reject.reason) for reject in self.rejects]

    def column(self, name: str) -> list[Any]:
        return [row.get(name) for row in self.rows]


def source(content: bytes | str, name: str = "logs.csv") -> SourceFile:
    """A file that is only in memory."""
    raw = content.encode() if isinstance(content, str) else content
    return SourceFile(name, len(raw), lambda: plain_stream(io.BytesIO(raw)))


def contents(given: SourceFile | bytes | str, *, batch_bytes: int = 32 << 20) -> Contents:
    """Read a source to its end, checking each batch against the contract."""
    file = given if isinstance(given, SourceFile) else source(given)
    rows: list[dict[str, Any]] = []
    rejects: list[Reject] = []
    batches = done = 0
    for batch in read(file, batch_bytes=batch_bytes):
        assert batch.file == file.name
        assert batch.table.schema == RAW_SCHEMA
        assert batch.read > 0
        assert done <= batch.bytes_done <= max(file.size, batch.bytes_done)
        done, batches = batch.bytes_done, batches + 1
        rows += [_without_nulls(row) for row in batch.table.to_pylist()]
        rejects += batch.rejects
    return Contents(rows, rejects, batches)


def cells(**fields: str) -> list[str]:
    """The cells of an export's row: a record that can be read, with these fields changed.

    Dots of field names are written as two underscores: `user__email`.
    """
    given = {"id": "1", "createdAt": WHEN, "type": "user.login"}
    given |= {name.replace("__", "."): value for name, value in fields.items()}
    assert given.keys() <= set(RAW_FIELDS)
    return [given.get(name, "") for name in RAW_FIELDS]


def line(values: Iterable[str], separator: str = ",", *, quote_all: bool = False) -> str:
    """One CSV record without its line end."""
    special = {separator, '"', "\n", "\r"}
    return separator.join(
        '"' + value.replace('"', '""') + '"' if quote_all or special.intersection(value) else value
        for value in values
    )


def table(*rows: Sequence[str], end: str = "\n", header: Sequence[str] = RAW_FIELDS) -> str:
    """A CSV file with a header."""
    return "".join(line(row) + end for row in (header, *rows))


def _without_nulls(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.replace(tzinfo=UTC) if isinstance(value, datetime) else value
        for name, value in row.items()
        if value is not None
    }
