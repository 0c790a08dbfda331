"""Prepared tables: counts kept in the same transaction as the rows they count.

They hold sums that may be split over several rows of a key, so a batch only appends; `compact`
merges them. A count taken back is a row with a negative number.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb


@dataclass(frozen=True)
class Rollup:
    """A prepared table: its key columns, what it sums, and the SQL that counts log rows.

    `counting` has the place `{rows}` for the table of log rows and `{sign}` for 1 or -1.
    """

    table: str
    keys: tuple[str, ...]
    sums: tuple[str, ...]
    counting: str


ROLLUPS = (
    Rollup(
        "hourly_logs",
        ("hour", "category", "log_type", "app_id", "app_name"),
        ("logs", "push_success", "push_failure"),
        """
        SELECT date_trunc('hour', created_at) AS hour, category, log_type, app_id, app_name,
            {sign} * count(*) AS logs,
            {sign} * CAST(coalesce(sum(push_success), 0) AS BIGINT) AS push_success,
            {sign} * CAST(coalesce(sum(push_failure), 0) AS BIGINT) AS push_failure
        FROM {rows} GROUP BY ALL
        """,
    ),
    Rollup(
        "hourly_users",
        ("hour", "category", "app_id", "app_name", "user_email"),
        ("logs",),
        """
        SELECT date_trunc('hour', created_at) AS hour, category, app_id, app_name, user_email,
            {sign} * count(*) AS logs
        FROM {rows} WHERE user_email IS NOT NULL GROUP BY ALL
        """,
    ),
)


def count_in(connection: duckdb.DuckDBPyConnection, rows: str, sign: int = 1) -> None:
    """Add the log rows of a table to every prepared table, or take them off with sign -1."""
    for rollup in ROLLUPS:
        counted = rollup.counting.format(rows=rows, sign=sign)
        connection.execute(f"INSERT INTO {rollup.table} BY NAME {counted}")


def compact(connection: duckdb.DuckDBPyConnection, *, always: bool = False) -> None:
    """Merge rows of one key, where that makes a table at least a quarter smaller.

    One transaction a table: readers see the table before or after.
    """
    for rollup in ROLLUPS:
        if always or _wasteful(connection, rollup):
            connection.begin()
            merged = merged_sql(rollup)
            connection.execute(f"CREATE OR REPLACE TEMP TABLE merged AS {merged}")
            connection.execute(f"DELETE FROM {rollup.table}")
            connection.execute(f"INSERT INTO {rollup.table} BY NAME FROM merged ORDER BY hour")
            connection.commit()
            connection.execute("DROP TABLE merged")


def merged_sql(rollup: Rollup) -> str:
    """The prepared table with one row a key, keys without logs left out."""
    sums = ", ".join(f"CAST(sum({name}) AS BIGINT) AS {name}" for name in rollup.sums)
    return (
        f"SELECT {', '.join(rollup.keys)}, {sums} FROM {rollup.table} "
        f"GROUP BY {', '.join(rollup.keys)} HAVING sum(logs) <> 0"
    )


def _wasteful(connection: duckdb.DuckDBPyConnection, rollup: Rollup) -> bool:
    counted = connection.execute(
        f"SELECT (SELECT count(*) FROM {rollup.table}), (SELECT count(*) FROM "
        f"({merged_sql(rollup)}))"
    ).fetchone()
    assert counted is not None
    return bool(counted[0] > 1.25 * counted[1])
