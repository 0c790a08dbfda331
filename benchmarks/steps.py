"""The steps that `throughput` measures, each in a process of its own.

`python -m benchmarks.steps STEP …` prints the run as JSON. Ours are the code behind the commands
and the download; the others are what somebody would write for DuckDB by itself.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import duckdb

from benchmarks.generate import write_export
from benchmarks.measure import CORES, print_measured
from data.access import OWNER
from data.columns import LOG_COLUMNS
from data.engine import close_store, open_store
from data.load import import_files
from queries.export import MEMORY, Kind
from queries.export_stream import log_chunks
from queries.filters import LogFilter

_CONFIG: Mapping[str, str | bool | int | float | list[str]] = {
    "threads": CORES,
    "preserve_insertion_order": False,
    "storage_compatibility_version": "latest",
}
"""What a DuckDB by itself is told: as our own, but for the memory, of which it may take any."""


def generate(path: str, rows: str, days: str) -> int:
    """Write a CSV export."""
    write_export(Path(path), int(rows), days=int(days))
    return int(rows)


def import_ours(path: str) -> int:
    """Import it into the store of `AUDIT_STORE`: columns, counts, duplicates, credentials."""
    summary = import_files(open_store(), [path]).summary
    assert summary.rejected == 0
    close_store()
    return summary.read


def import_raw(path: str, database: str) -> int:
    """Read it with DuckDB into a table of text columns and the values at the same JSON paths."""
    paths = list(dict.fromkeys(p for c in LOG_COLUMNS for p in c.paths))
    values = ", ".join(f"found[{n}] AS value{n}" for n in range(1, len(paths) + 1))
    with duckdb.connect(database, config=dict(_CONFIG)) as connection:
        connection.execute(
            f"CREATE TABLE logs AS SELECT * EXCLUDE (found), {values} FROM (SELECT *, "
            "TRY(json_extract_string(data, $paths)) AS found "
            "FROM read_csv($file, all_varchar = true, header = true))",
            {"paths": paths, "file": path},
        )
        connection.execute("CHECKPOINT")
        return _count(connection)


def export_ours(path: str, kind: Kind) -> int:
    """Write the file of the command and the download from the store of `AUDIT_STORE`."""
    return _export(path, kind, LogFilter())


def export_since(path: str, kind: Kind, since: str) -> int:
    """The same of the logs from a moment (ISO 8601) on."""
    return _export(path, kind, LogFilter(since=datetime.fromisoformat(since)))


def _export(path: str, kind: Kind, asked: LogFilter) -> int:
    store = open_store(read_only=True, memory_limit=MEMORY)
    logs = 0
    with Path(path).open("wb") as file:
        for chunk in log_chunks(asked, OWNER, store=store, kind=kind):
            file.write(chunk.text)
            logs += chunk.logs
    return logs


def export_raw(database: str, path: str) -> int:
    """Copy the same columns of the same table with DuckDB, in the order it likes."""
    columns = ", ".join(c.name for c in LOG_COLUMNS if c.field and not c.extracted)
    with duckdb.connect(database, read_only=True, config=dict(_CONFIG)) as connection:
        connection.execute(f"COPY (SELECT {columns} FROM logs) TO '{path}' (FORMAT csv, HEADER)")
        return _count(connection)


def _count(connection: duckdb.DuckDBPyConnection) -> int:
    row = connection.execute("SELECT count(*) FROM logs").fetchone()
    assert row is not None
    return int(row[0])


STEPS: Mapping[str, Callable[..., int]] = {
    step.__name__: step
    for step in (generate, import_ours, import_raw, export_ours, export_since, export_raw)
}

if __name__ == "__main__":
    assert os.environ["AUDIT_THREADS"] == str(CORES)
    print_measured(lambda: STEPS[sys.argv[1]](*sys.argv[2:]))
