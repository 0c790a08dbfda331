"""Parts of analytics sessions, kept in the same transaction as the rows they are made of.

A batch only appends: a session that goes on in a later batch has several parts, which whoever asks
puts together, as with those of different users. `compact` merges parts with the same key.
"""

from __future__ import annotations

import duckdb

_KEYS = (
    "analytics_session, category, app_id, app_name, user_email, studio_user_email, device, "
    "platform, os"
)
_SUMS = ("logs", "page_views", "app_views")
_SUMMED = ", ".join(f"CAST(sum({name}) AS BIGINT) AS {name}" for name in _SUMS)
_SCREEN = "coalesce(CAST(page_id AS VARCHAR), page_title)"
_VIEWS = "log_type IN ('app.analytics.pageView', 'app.view')"
_NAMED = f"FILTER ({_VIEWS} AND {_SCREEN} IS NOT NULL)"

MERGED = (
    f"SELECT min(created_at) AS created_at, max(last_at) AS last_at, {_KEYS}, {_SUMMED}, "
    "min(entry_at) AS entry_at, arg_min(entry, (entry_at, entry)) FILTER (entry IS NOT NULL) AS "
    "entry, max(exit_at) AS exit_at, arg_max(exit, (exit_at, exit)) FILTER (exit IS NOT NULL) AS "
    f"exit FROM session_parts GROUP BY {_KEYS}"
)
"""The table with one row a key."""


def counting(rows: str) -> str:
    """The SQL that makes the parts, in the columns of the table, of a table of log rows."""
    return (
        f"SELECT min(created_at) AS created_at, max(created_at) AS last_at, {_KEYS}, "
        "count(*) AS logs, count(*) FILTER (log_type = 'app.analytics.pageView') AS page_views, "
        "count(*) FILTER (log_type = 'app.view') AS app_views, "
        f"min(created_at) {_NAMED} AS entry_at, "
        f"arg_min({_SCREEN}, (created_at, {_SCREEN})) {_NAMED} AS entry, "
        f"max(created_at) {_NAMED} AS exit_at, "
        f"arg_max({_SCREEN}, (created_at, {_SCREEN})) {_NAMED} AS exit "
        f"FROM {rows} WHERE analytics_session IS NOT NULL GROUP BY {_KEYS}"
    )


def append(connection: duckdb.DuckDBPyConnection, rows: str) -> None:
    """Add the parts of log rows that came."""
    connection.execute(f"INSERT INTO session_parts BY NAME {counting(rows)}")


def refill(connection: duckdb.DuckDBPyConnection) -> None:
    """Make all parts anew, in the transaction of the connection."""
    connection.execute("DELETE FROM session_parts")
    append(connection, "logs")


def recount(connection: duckdb.DuckDBPyConnection, gone: str) -> None:
    """Make anew the parts of the sessions of which log rows went; `gone` is a table of those."""
    span = connection.execute(
        "SELECT min(created_at), max(last_at) FROM session_parts "
        f"WHERE analytics_session IN (SELECT analytics_session FROM {gone})"
    ).fetchone()
    assert span is not None
    if span[0] is None:
        return
    touched = f"analytics_session IN (SELECT analytics_session FROM {gone})"
    connection.execute(f"DELETE FROM session_parts WHERE {touched}")
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE touched_logs AS SELECT * FROM logs "
        f"WHERE created_at BETWEEN ? AND ? AND {touched}",
        span,
    )
    append(connection, "touched_logs")
    connection.execute("DROP TABLE touched_logs")


def compact(connection: duckdb.DuckDBPyConnection) -> None:
    """Merge parts of one key, where that makes the table at least a quarter smaller."""
    if not _wasteful(connection):
        return
    connection.begin()
    connection.execute(f"CREATE OR REPLACE TEMP TABLE merged AS {MERGED}")
    connection.execute("DELETE FROM session_parts")
    connection.execute("INSERT INTO session_parts BY NAME FROM merged ORDER BY created_at")
    connection.commit()
    connection.execute("DROP TABLE merged")


def _wasteful(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether compacting pays; parts are counted exactly only where sessions have several."""
    counted = connection.execute(
        "SELECT count(*), approx_count_distinct(analytics_session) FROM session_parts"
    ).fetchone()
    assert counted is not None
    if counted[0] <= 1.2 * counted[1]:
        return False
    keys = connection.execute(f"SELECT count(*) FROM ({MERGED})").fetchone()
    assert keys is not None
    return bool(counted[0] > 1.25 * keys[0])
