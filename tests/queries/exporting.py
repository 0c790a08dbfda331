"""Exporting in tests: files as bytes, rows and the store they were imported into."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from data.access import OWNER, Viewer
from data.engine import Store
from data.load import import_files
from queries.export_csv import Kind, stream_csv
from queries.filters import LogFilter


def exported(
    store: Store, filter: LogFilter | None = None, viewer: Viewer = OWNER, kind: Kind = "exact"
) -> bytes:
    """The whole file."""
    return b"".join(stream_csv(filter or LogFilter(), viewer, store=store, kind=kind))


def cells(file: bytes) -> list[dict[str, str]]:
    """The records of a file by the names in its header."""
    text = io.StringIO(file.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, strict=True))


def ids(file: bytes) -> list[int]:
    """The ids of a file's records, in its order."""
    return [int(row["id"]) for row in cells(file)]


def reimported(file: bytes, store: Store, folder: Path) -> Store:
    """The empty store with the file imported; none of its records may be turned away."""
    path = folder / "exported.csv"
    path.write_bytes(file)
    report = import_files(store, [str(path)])
    assert report.problems == ()
    assert report.summary.rejected == 0
    return store


def everything(store: Store) -> dict[str, list[Any]]:
    """All logs and push results of a store, as they would be in one that read them itself."""
    with store.duckdb() as connection:
        return {
            "logs": _rows(connection.execute("FROM logs SELECT * EXCLUDE (batch_id)")),
            "push_results": _rows(connection.execute("FROM push_results")),
        }


def _rows(found: Any) -> list[Any]:
    names = [column[0] for column in found.description]
    rows: Iterable[tuple[Any, ...]] = found.fetchall()
    return sorted((dict(zip(names, row, strict=True)) for row in rows), key=str)
