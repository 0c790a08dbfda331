"""Attempts to log in: clusters of login logs, kept with the rows.

Login logs (`user.login`, `user.login.*`) of one user (by address, else by number, else those of
nobody known) that follow each other within 2 seconds are a cluster, nearly always one attempt. What
its logs count for is told by `queries.attempts`, which makes the same of log rows; tests hold the
two to each other.

A log that comes or goes can join clusters or part them, so the clusters of its user around it are
made anew. When logs arrive, and in which order, does not matter.
"""

from __future__ import annotations

from typing import Any

import duckdb

_LOGIN = "(log_type = 'user.login' OR lower(log_type) LIKE 'user.login.%')"
_WHO = "coalesce(user_email, 'number ' || user_id, '')"
_APART = "INTERVAL 2 SECOND"
_IN_ORDER = "(PARTITION BY who ORDER BY created_at, id)"

_DETAILS = (
    "id",
    "category",
    "app_id",
    "app_name",
    "user_email",
    "user_id",
    "studio_user_email",
    "ip",
    "device",
)

_CLUSTERED = f"""
WITH marked AS (
    SELECT created_at, log_type, {", ".join(_DETAILS)}, {_WHO} AS who,
        created_at <= lag(created_at) OVER {_IN_ORDER} + {_APART} AS goes_on
    FROM {{rows}} AS logs WHERE {_LOGIN}
), numbered AS (
    SELECT *, count(*) FILTER (goes_on IS NOT TRUE) OVER {_IN_ORDER} AS number FROM marked
), clusters AS (
    SELECT min(created_at) AS created_at, max(created_at) AS last_at,
        {", ".join(f"max({name}) AS {name}" for name in _DETAILS)},
        count(*) FILTER (log_type = 'user.login') AS plain,
        count(*) FILTER (log_type = 'user.login.failed') AS failed,
        count(*) FILTER (log_type = 'user.login.first') AS first,
        greatest(count(*) FILTER (log_type = 'user.login.sso') - first, 0) AS sso,
        failed + first + sso AS ended, count(*) AS every
    FROM numbered GROUP BY who, number
)
SELECT created_at, last_at, date_diff('millisecond', created_at, last_at) AS lasted_ms,
    {", ".join(_DETAILS)},
    CASE WHEN plain + ended = 0 THEN every ELSE greatest(plain, ended) END AS attempts,
    failed, first, sso
FROM clusters ORDER BY created_at
"""


def counting(rows: str) -> str:
    """The SQL that makes the attempts, in the columns of the table, of a table of log rows."""
    return _CLUSTERED.format(rows=rows)


def refill(connection: duckdb.DuckDBPyConnection) -> None:
    """Make all attempts anew, in the transaction of the connection."""
    connection.execute("DELETE FROM attempts")
    connection.execute(f"INSERT INTO attempts BY NAME {counting('logs')}")


def refresh(connection: duckdb.DuckDBPyConnection, changed: str) -> None:
    """Make anew the attempts around log rows that came or went.

    `changed` is a table or subquery of those rows. Of each user that they name, the time from the
    first of them to the last is looked at, with the clusters that reach into it.
    """
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE tried AS SELECT {_WHO} AS who, "
        f"min(created_at) - {_APART} AS since, max(created_at) + {_APART} AS until "
        f"FROM {changed} AS logs WHERE {_LOGIN} GROUP BY ALL"
    )
    span = _span(connection, "tried")
    if span is None:
        return
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE reached AS SELECT who, "
        "least(since, min(created_at)) AS since, greatest(until, max(last_at)) AS until "
        f"FROM tried LEFT JOIN attempts ON {_WHO} = who AND last_at >= since "
        "AND created_at <= until AND last_at >= ? AND created_at <= ? "
        "GROUP BY who, tried.since, tried.until",
        span,
    )
    span = _span(connection, "reached")
    within = f"{_WHO} = who AND created_at BETWEEN since AND until AND created_at BETWEEN ? AND ?"
    connection.execute(f"DELETE FROM attempts USING reached WHERE {within}", span)
    rows = f"(SELECT logs.* FROM logs JOIN reached ON {within})"
    connection.execute(f"INSERT INTO attempts BY NAME {counting(rows)}", span)


def _span(connection: duckdb.DuckDBPyConnection, table: str) -> tuple[Any, ...] | None:
    """From when to when the rows of the table reach, None where it has none."""
    span = connection.execute(f"SELECT min(since), max(until) FROM {table}").fetchone()
    assert span is not None
    return None if span[0] is None else span
