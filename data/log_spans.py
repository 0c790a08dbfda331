"""First and last moments of each kind of log, kept in the same transaction as the rows.

A kind is a category, log type and app. A batch only appends: a kind has a row for every batch that
brought some of it, which whoever asks puts together. `compact` merges them.
"""

from __future__ import annotations

import duckdb

_KEYS = "category, log_type, app_id, app_name"
_ROWS_WORTH_MERGING = 10_000
"""With fewer rows a question reads the table within a millisecond."""

MERGED = (
    f"SELECT {_KEYS}, CAST(sum(logs) AS BIGINT) AS logs, min(first_at) AS first_at, "
    f"max(last_at) AS last_at FROM log_spans GROUP BY {_KEYS}"
)
"""The table with one row a kind."""


def counting(rows: str) -> str:
    """The SQL that makes the spans, in the columns of the table, of a table of log rows."""
    return (
        f"SELECT {_KEYS}, count(*) AS logs, min(created_at) AS first_at, "
        f"max(created_at) AS last_at FROM {rows} GROUP BY {_KEYS}"
    )


def append(connection: duckdb.DuckDBPyConnection, rows: str) -> None:
    """Add the spans of log rows that came."""
    connection.execute(f"INSERT INTO log_spans BY NAME {counting(rows)}")


def refill(connection: duckdb.DuckDBPyConnection) -> None:
    """Make all spans anew, in the transaction of the connection."""
    connection.execute("DELETE FROM log_spans")
    append(connection, "logs")


def recount(connection: duckdb.DuckDBPyConnection, gone: str) -> None:
    """Make anew the spans of the log types of which rows went; `gone` is a table of those."""
    touched = f"log_type IN (SELECT log_type FROM {gone})"
    connection.execute(f"DELETE FROM log_spans WHERE {touched}")
    append(connection, f"(FROM logs WHERE {touched})")


def compact(connection: duckdb.DuckDBPyConnection) -> None:
    """Merge spans of one kind, where the table is large enough to be felt."""
    counted = connection.execute("SELECT count(*) FROM log_spans").fetchone()
    assert counted is not None
    if counted[0] < _ROWS_WORTH_MERGING:
        return
    connection.begin()
    connection.execute(f"CREATE OR REPLACE TEMP TABLE merged AS {MERGED}")
    connection.execute("DELETE FROM log_spans")
    connection.execute("INSERT INTO log_spans BY NAME FROM merged")
    connection.commit()
    connection.execute("DROP TABLE merged")
