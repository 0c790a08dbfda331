"""Batches of raw records into the store: normalised, each log once, all or nothing a batch."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data import attempts, deliveries, ledger, log_spans, session_parts
from data.batching import ahead, gathered
from data.data_keys import find_keys
from data.engine import Store
from data.errors import DemoRefused, SourceUnreadable
from data.ledger import ImportKind, Summary
from data.normalise import IDENTIFY, NEEDS_CARE, NORMALISE, cared_tables
from data.rollups import compact, count_in
from data.sources.files import SourceFile, expand
from data.sources.raw import RawBatch
from data.sources.read import read

NAMED = 3
"""So many files of an import are named in the history; the others are counted."""

_importing = threading.Lock()

_OF_LOGS = (
    "logs",
    "push_results",
    "deliveries",
    "attempts",
    "hourly_logs",
    "hourly_users",
    "log_spans",
    "session_parts",
    "rejects",
)
"""The tables that hold logs and what was made of them."""

_DEMO_IMPORTS = "SELECT 1 FROM imports WHERE kind = 'demo' AND state <> 'removed' LIMIT 1"

_UPDATED = "coalesce({t}updated_at, TIMESTAMP '1970-01-01')"
_DATA = ("coalesce(json_valid({t}data), false)", "coalesce({t}data, '')")
_REST = tuple(
    f"coalesce({{t}}{name}, '')"
    for name in ("app_name", "given_user_email", "category", "type_description", "extra")
)
"""Of two records with one id the later `updatedAt` is kept. Ties are broken by content, a whole
JSON text before a cut one, so that the order in which files come does not matter."""


def _ranked(parts: Sequence[str], table: str) -> str:
    return f"({', '.join(part.format(t=table) for part in parts)})"


def _newer(parts: Sequence[str]) -> str:
    return f"{_ranked(parts, 'new.')} > {_ranked(parts, 'old.')}"


# By cases, because nearly all copies are equal and whether a text is JSON takes long to tell.
_NEWER = (
    f"CASE WHEN {_ranked([_UPDATED], 'new.')} <> {_ranked([_UPDATED], 'old.')} "
    f"THEN {_newer([_UPDATED])} "
    f"WHEN new.data IS DISTINCT FROM old.data THEN {_newer(_DATA)} ELSE {_newer(_REST)} END"
)
_BEST_FIRST = ", ".join(f"{part.format(t='')} DESC" for part in (_UPDATED, *_DATA, *_REST))


@dataclass(frozen=True)
class Progress:
    """How far an import is: bytes of the files as stored, rows, seconds since it began."""

    source: str
    bytes_done: int
    bytes_total: int
    read: int
    new: int
    duplicate: int
    rejected: int
    seconds: float


Listener = Callable[[Progress], None]


@dataclass(frozen=True)
class Report:
    """An import of several files: the counts of all, what could not be read at all, and whether
    the demo organisation had to go first."""

    summary: Summary
    problems: tuple[SourceUnreadable, ...] = field(default=())
    demo_removed: bool = False


def import_files(
    store: Store,
    paths: Sequence[str],
    *,
    within: Path | None = None,
    progress: Listener | None = None,
) -> Report:
    """Import files, folders, globs or `-` as one import; unreadable files do not stop the others.

    Files are told by their paths as given, below the folder `within` where there is one. A demo
    organisation in the store is removed as soon as a file is read as logs; where none is, nothing
    changes. Raises nothing for bad files: see `Report.problems`.
    """
    expansion = expand(paths)
    problems = [SourceUnreadable(_below(within, p.file), p.reason) for p in expansion.problems]
    files = [replace(file, name=_below(within, file.name)) for file in expansion.files]
    batches = _batches(files, problems)
    first = next(batches, None)
    if first is None:
        return Report(Summary(import_id=0), tuple(problems))
    demo_removed = remove_demo(store) > 0
    summary = load_batches(
        store,
        chain([first], batches),
        source=source_words([file.name for file in files]),
        progress=progress,
        bytes_total=sum(file.size for file in files),
    )
    return Report(summary, tuple(problems), demo_removed)


def _below(folder: Path | None, name: str) -> str:
    return name if folder is None else name.removeprefix(f"{folder}/")


def _batches(files: Sequence[SourceFile], problems: list[SourceUnreadable]) -> Iterator[RawBatch]:
    done = 0
    for file in files:
        try:
            for batch in read(file):
                yield replace(batch, bytes_done=done + batch.bytes_done)
        except SourceUnreadable as problem:
            problems.append(problem)
        done += file.size


def source_words(names: Sequence[str]) -> str:
    """Files as one line: the first few by name, the others counted."""
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")


def load_demo(store: Store, *, seed: int = 7, end: datetime | None = None) -> Summary:
    """Load the demo organisation up to `end` (default: now) into a store without other logs.

    Replaces a demo organisation that is there. Raises DemoRefused beside real logs.
    """
    from data.demo import demo_batches  # names, screens and rhythms that no other command needs

    if has_logs(store) and not has_demo(store):
        raise DemoRefused("the store holds real logs; the demo organisation needs an empty one")
    remove_demo(store)
    end = end or datetime.now(UTC).replace(microsecond=0)
    return load_batches(
        store, demo_batches(seed=seed, end=end), source="demo organisation", kind="demo"
    )


def has_logs(store: Store) -> bool:
    """True when the store holds any log."""
    with store.duckdb() as connection:
        return connection.execute("SELECT 1 FROM logs LIMIT 1").fetchone() is not None


def has_demo(store: Store) -> bool:
    """True when what the store holds is the demo organisation."""
    with store.duckdb() as connection:
        return connection.execute(_DEMO_IMPORTS).fetchone() is not None


def remove_demo(store: Store) -> int:
    """Remove the demo organisation, if there is one; returns the number of logs removed."""
    with _importing, store.duckdb() as connection:
        if connection.execute(_DEMO_IMPORTS).fetchone() is None:
            return 0
        row = connection.execute("SELECT count(*) FROM logs").fetchone()
        connection.begin()
        for table in _OF_LOGS:
            connection.execute(f"DELETE FROM {table}")
        connection.execute("UPDATE imports SET state = 'removed'")
        connection.commit()
        assert row is not None
        return int(row[0])


def load_batches(
    store: Store,
    batches: Iterable[RawBatch],
    *,
    source: str,
    kind: ImportKind = "logs",
    progress: Listener | None = None,
    bytes_total: int = 0,
) -> Summary:
    """Load raw batches as one import. One import at a time: a second waits for the first.

    Each batch is one transaction with its rows, prepared counts, rejects and the import's counts:
    after a crash the store holds whole batches, and a rerun finds them as duplicates.
    Raises whatever the source raises, after the import is marked failed.
    """
    began = time.monotonic()
    with _importing, store.duckdb() as connection:
        summary = ledger.open_import(connection, kind, source)
        try:
            for batch in ahead(gathered(batches)):
                summary = _load_batch(connection, batch, summary)
                if progress is not None:
                    progress(_progress(batch, summary, bytes_total, time.monotonic() - began))
        except BaseException:
            ledger.close_import(connection, summary, "failed")
            raise
        compact(connection)
        session_parts.compact(connection)
        log_spans.compact(connection)
        ledger.close_import(connection, summary, "done")
    return summary


def _progress(batch: RawBatch, summary: Summary, total: int, seconds: float) -> Progress:
    return Progress(
        batch.file,
        batch.bytes_done,
        total,
        summary.read,
        summary.new,
        summary.duplicate,
        summary.rejected,
        seconds,
    )


def _load_batch(
    connection: duckdb.DuckDBPyConnection, batch: RawBatch, summary: Summary
) -> Summary:
    replaced = _register(connection, batch.table)
    connection.begin()
    try:
        batch_id = ledger.next_batch(connection)
        if _all_new(connection):
            new = batch.table.num_rows
            _insert(connection, f"({NORMALISE})", batch_id)
        else:
            new = _merge(connection, batch_id)
        duplicate = batch.table.num_rows - new
        replaced += ledger.keep_rejects(connection, summary.import_id, batch.rejects)
        summary = summary.plus(new, duplicate, len(batch.rejects), replaced)
        summary = summary.spanning(*_span(batch.table))
        ledger.record_batch(connection, summary, batch_id)
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    finally:
        for name in _REGISTERED:
            connection.unregister(name)
    return summary


def _span(table: pa.Table) -> tuple[datetime | None, datetime | None]:
    span = pc.min_max(table.column("createdAt"))
    return _utc(span["min"].as_py()), _utc(span["max"].as_py())


_REGISTERED = ("raw", "care", "incoming_push")


def _register(connection: duckdb.DuckDBPyConnection, table: pa.Table) -> int:
    """Show the batch to the engine: the tables `raw`, `care` and `incoming_push`, and the
    temporary tables `key_lists` and `identities` (row, id). Returns the number of credentials
    replaced."""
    rows = pa.array(np.arange(table.num_rows, dtype=np.int64))
    table = table.append_column("row", rows)
    connection.register("raw", table)
    care, push = cared_tables(connection.execute(NEEDS_CARE).fetchall())
    connection.register("care", care)
    connection.register("incoming_push", push)
    find_keys(connection)
    connection.register("raw", table.append_column("list", _key_lists(connection, len(rows))))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE identities AS {IDENTIFY}")
    return sum(care.column("replaced").to_pylist())


def _key_lists(connection: duckdb.DuckDBPyConnection, rows: int) -> pa.Array:
    """The number of each row's list of keys, -1 for none. Not joined in SQL: the engine does not
    know how large `raw` is, and would hold all of it to look each row's number up."""
    lists = np.full(rows, -1, dtype=np.int32)
    keyed = connection.execute("SELECT row, list FROM keyed").fetchnumpy()
    lists[keyed["row"]] = keyed["list"]
    return pa.array(lists)


def _all_new(connection: duckdb.DuckDBPyConnection) -> bool:
    """True when no id comes twice and none is stored: by far the usual batch."""
    counts = connection.execute(
        "SELECT count(*) = count(DISTINCT id), "
        "NOT EXISTS (SELECT 1 FROM identities JOIN logs USING (id)) FROM identities"
    ).fetchone()
    assert counts is not None
    return bool(counts[0] and counts[1])


def _merge(connection: duckdb.DuckDBPyConnection, batch_id: int) -> int:
    """Insert what is new, replace what is newer; returns how many are new."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE incoming AS {NORMALISE}")
    _keep_one_of_each_id(connection)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE known AS SELECT new.row, new.id, {_NEWER} AS newer "
        "FROM incoming AS new JOIN logs AS old ON new.id = old.id"
    )
    counts = connection.execute(
        "SELECT (SELECT count(*) FROM incoming), (SELECT count(*) FROM known), "
        "(SELECT count(*) FROM known WHERE newer)"
    ).fetchone()
    assert counts is not None
    incoming, known, newer = counts
    if newer:
        _take_out_superseded(connection)
    if incoming > known or newer:
        older = "row IN (SELECT row FROM known WHERE NOT newer)"
        connection.execute(f"DELETE FROM incoming WHERE {older}")
        _insert(connection, "incoming", batch_id)
    return int(incoming - known)


def _keep_one_of_each_id(connection: duckdb.DuckDBPyConnection) -> None:
    counts = connection.execute("SELECT count(*), count(DISTINCT id) FROM incoming").fetchone()
    assert counts is not None
    if counts[0] == counts[1]:
        return
    connection.execute(
        "DELETE FROM incoming WHERE row IN (SELECT row FROM (SELECT row, row_number() OVER "
        f"(PARTITION BY id ORDER BY {_BEST_FIRST}, row) AS place "
        "FROM incoming WHERE id IN (SELECT id FROM incoming GROUP BY id HAVING count(*) > 1)) "
        "WHERE place > 1)"
    )


def _take_out_superseded(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE superseded AS "
        "SELECT * FROM logs WHERE id IN (SELECT id FROM known WHERE newer)"
    )
    count_in(connection, "superseded", sign=-1)
    for table, key in (("push_results", "log_id"), ("logs", "id")):
        connection.execute(f"DELETE FROM {table} WHERE {key} IN (SELECT id FROM superseded)")
    deliveries.refresh(connection, "superseded")
    attempts.refresh(connection, "superseded")
    session_parts.recount(connection, "superseded")
    log_spans.recount(connection, "superseded")


def _insert(connection: duckdb.DuckDBPyConnection, rows: str, batch_id: int) -> None:
    """Insert normalised rows (a table or subquery with `row`) with what is counted of them."""
    connection.execute(
        f"INSERT INTO logs BY NAME SELECT * EXCLUDE (row), CAST({batch_id:d} AS BIGINT) AS "
        f"batch_id FROM {rows}"
    )
    inserted = f"(FROM logs WHERE batch_id = {batch_id:d})"
    connection.execute(
        "INSERT INTO push_results BY NAME SELECT id AS log_id, created_at, method, error, "
        "success, failure FROM incoming_push JOIN identities USING (row) "
        f"JOIN {inserted} AS logs USING (id)"
    )
    count_in(connection, inserted)
    deliveries.refresh(connection, inserted)
    attempts.refresh(connection, inserted)
    session_parts.append(connection, inserted)
    log_spans.append(connection, inserted)


def _utc(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.replace(tzinfo=UTC)
