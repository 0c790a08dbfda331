"""The ledger of imports: what came in, what was there already, what could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

import duckdb
import pyarrow as pa

from data.credentials import scrubbed_text
from data.sources.raw import Reject

ImportKind = Literal["logs", "demo"]


@dataclass(frozen=True)
class Summary:
    """The counts of one import; read = new + duplicate + rejected, always.

    `credentials` is the number of values replaced at the door. `first` and `last` are the moments
    (UTC) of the earliest and latest log read, new or duplicate; None where none was.
    """

    import_id: int
    read: int = 0
    new: int = 0
    duplicate: int = 0
    rejected: int = 0
    credentials: int = 0
    first: datetime | None = None
    last: datetime | None = None

    def plus(self, new: int, duplicate: int, rejected: int, credentials: int) -> Summary:
        """The counts with those of one more batch."""
        return replace(
            self,
            read=self.read + new + duplicate + rejected,
            new=self.new + new,
            duplicate=self.duplicate + duplicate,
            rejected=self.rejected + rejected,
            credentials=self.credentials + credentials,
        )

    def spanning(self, first: datetime | None, last: datetime | None) -> Summary:
        """The counts with the span widened by [first, last], moments in UTC."""
        firsts = [m for m in (self.first, first) if m is not None]
        lasts = [m for m in (self.last, last) if m is not None]
        return replace(self, first=min(firsts, default=None), last=max(lasts, default=None))


def open_import(connection: duckdb.DuckDBPyConnection, kind: ImportKind, source: str) -> Summary:
    """Begin an import: its row in `imports`. Imports left running by a dead process are closed.

    Only one import runs at a time, so whatever still says running was interrupted.
    """
    connection.execute("UPDATE imports SET state = 'interrupted' WHERE state = 'running'")
    row = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM imports").fetchone()
    assert row is not None
    connection.execute(
        "INSERT INTO imports BY NAME SELECT ? AS id, ? AS kind, ? AS source, 'running' AS state, "
        "? AS started_at, 0 AS read, 0 AS new, 0 AS duplicate, 0 AS rejected, 0 AS credentials",
        [row[0], kind, source, _now()],
    )
    return Summary(import_id=row[0])


def record_batch(connection: duckdb.DuckDBPyConnection, summary: Summary, batch_id: int) -> None:
    """Write the counts so far, in the transaction of the batch they include."""
    connection.execute(
        "UPDATE imports SET read = ?, new = ?, duplicate = ?, rejected = ?, credentials = ?, "
        '"first" = ?, "last" = ?, first_batch = coalesce(first_batch, ?), last_batch = ? '
        "WHERE id = ?",
        [
            summary.read,
            summary.new,
            summary.duplicate,
            summary.rejected,
            summary.credentials,
            _plain(summary.first),
            _plain(summary.last),
            batch_id,
            batch_id,
            summary.import_id,
        ],
    )


def close_import(connection: duckdb.DuckDBPyConnection, summary: Summary, state: str) -> None:
    """End an import as done or failed."""
    connection.execute(
        "UPDATE imports SET state = ?, finished_at = ? WHERE id = ?",
        [state, _now(), summary.import_id],
    )


def next_batch(connection: duckdb.DuckDBPyConnection) -> int:
    """The number of the next batch: one more than any that was ever committed."""
    row = connection.execute("SELECT coalesce(max(last_batch), 0) + 1 FROM imports").fetchone()
    assert row is not None
    return int(row[0])


def keep_rejects(
    connection: duckdb.DuckDBPyConnection, import_id: int, rejects: Sequence[Reject]
) -> int:
    """Keep what could not be read, without credentials; returns how many of those there were.

    The same line of the same file is kept once, under the latest import that met it.
    """
    if not rejects:
        return 0
    scrubbed = [scrubbed_text(reject.text) for reject in rejects]
    table = pa.table(
        {
            "import_id": pa.array([import_id] * len(rejects), pa.int64()),
            "file": pa.array([r.file for r in rejects], pa.string()),
            "line": pa.array([r.line for r in rejects], pa.int64()),
            "reason": pa.array([r.reason for r in rejects], pa.string()),
            "text": pa.array([s.value for s in scrubbed], pa.string()),
        }
    )
    connection.register("rejected", table)
    connection.execute(
        "DELETE FROM rejects USING rejected WHERE rejects.import_id <> rejected.import_id AND "
        "rejects.file = rejected.file AND rejects.line = rejected.line "
        "AND rejects.text = rejected.text"
    )
    connection.execute("INSERT INTO rejects BY NAME FROM rejected")
    connection.unregister("rejected")
    return sum(s.replaced for s in scrubbed)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def _plain(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone(UTC).replace(tzinfo=None)
