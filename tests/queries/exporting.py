"""Exporting in tests: files as bytes, rows and the store they were imported into."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from data.access import OWNER, Viewer
from data.engine import Store
from data.load import import_files
from queries.export_stream import FORMATS, Kind, stream_logs
from queries.filters import LogFilter


def exported(
    store: Store, filter: LogFilter | None = None, viewer: Viewer = OWNER, kind: Kind = "exact"
) -> bytes:
    """The whole file."""
    return b"".join(stream_logs(filter or LogFilter(), viewer, store=store, kind=kind))


def cells(file: bytes) -> list[dict[str, str]]:
    """The records of a file by the names in its header."""
    text = io.StringIO(file.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, strict=True))


def ids(file: bytes) -> list[int]:
    """The ids of a file's records, in its order."""
    return [int(row["id"]) for row in cells(file)]


def reimported(file: bytes, store: Store, folder: Path, kind: Kind = "exact") -> Store:
    """The empty store with the file imported; none of its records may be turned away."""
    path = folder / f"exported.{FORMATS[kind].suffix}"
    path.write_bytes(file)
    report = import_files(store, [str(path)])
    assert report.problems == ()
    assert report.summary.rejected == 0
    return store


def everything(store: Store) -> dict[str, list[Any]]:
    """All logs and push results of a store, as they would be in one that read them itself.

    Further fields are a JSON object, whatever its order and blanks.
    """
    with store.duckdb() as connection:
        logs = _rows(connection.execute("FROM logs SELECT * EXCLUDE (batch_id)"))
        push = _rows(connection.execute("FROM push_results"))
    for row in logs:
        row["extra"] = row["extra"] and json.loads(row["extra"])
    return {"logs": logs, "push_results": push}


def _rows(found: Any) -> list[Any]:
    names = [column[0] for column in found.description]
    rows: Iterable[tuple[Any, ...]] = found.fetchall()
    return sorted((dict(zip(names, row, strict=True)) for row in rows), key=str)
