"""Attempts to log in, put together from the logs that Fliplet writes of each, kept with the rows.

Fliplet writes `user.login` for every attempt and `.failed`, `.first` or `.sso` besides it; one of a
pair may be missing. Login logs of one user (by address, else by number, else those of nobody known)
that follow each other within 2 seconds are a run. In a run, in the order of time,

- every `.failed` and every `.first` is an attempt, and every `.sso` beyond as many as there are
  `.first`: a first login through SSO is a first one;
- the n-th `user.login` and the n-th of those are one attempt, at the moment of the latter; each
  `user.login` that is left over is an attempt that succeeded, at its own moment;
- other `user.login.*` are companions of an attempt, and where a run holds nothing else each is one
  that succeeded.

So failed attempts are exactly the `.failed` logs, each at its moment, however fast they come. An
attempt is told by what its own log says, and where that says nothing by its `user.login`.

A log that comes or goes can join runs or part them, so the runs of its user around it are made
anew. When logs arrive, and in which order, does not matter.
"""

from __future__ import annotations

from typing import Any

import duckdb

_LOGIN = "(log_type = 'user.login' OR lower(log_type) LIKE 'user.login.%')"
_WHO = "coalesce(user_email, 'number ' || user_id, '')"
_APART = "INTERVAL 2 SECOND"
_IN_ORDER = "(PARTITION BY who ORDER BY created_at, id)"
_RUN = "(PARTITION BY who, run)"

_DETAILS = (
    "category",
    "app_id",
    "app_name",
    "user_email",
    "user_id",
    "studio_user_email",
    "ip",
    "device",
)

_PAIRED = f"""
WITH marked AS (
    SELECT id, created_at, log_type, {", ".join(_DETAILS)}, {_WHO} AS who,
        CASE log_type WHEN 'user.login' THEN 'plain' WHEN 'user.login.failed' THEN 'failed'
            WHEN 'user.login.first' THEN 'first' WHEN 'user.login.sso' THEN 'sso'
            ELSE 'other' END AS kind,
        created_at <= lag(created_at) OVER {_IN_ORDER} + {_APART} AS goes_on
    FROM {{rows}} AS logs WHERE {_LOGIN}
), runs AS (
    SELECT *, count(*) FILTER (goes_on IS NOT TRUE) OVER {_IN_ORDER} AS run FROM marked
), weighed AS (
    SELECT *, min(created_at) OVER {_RUN} AS run_from, max(created_at) OVER {_RUN} AS run_until,
        count(*) FILTER (kind = 'first') OVER {_RUN} AS firsts,
        count(*) FILTER (kind <> 'other') OVER {_RUN} AS known,
        row_number() OVER (PARTITION BY who, run, kind ORDER BY created_at, id) AS nth
    FROM runs
), parts AS (
    SELECT *, CASE
        WHEN kind IN ('failed', 'first') OR kind = 'sso' AND nth > firsts THEN 'ended'
        WHEN kind = 'plain' THEN 'plain'
        WHEN kind = 'other' AND known = 0 THEN 'alone' END AS part
    FROM weighed
), placed AS (
    SELECT *, row_number() OVER (PARTITION BY who, run, part ORDER BY created_at, id) AS place
    FROM parts WHERE part IS NOT NULL
)
SELECT arg_min(id, part = 'plain') AS id,
    min(id) FILTER (part = 'plain' AND others > 1) AS companion_id,
    arg_min(created_at, part = 'plain') AS created_at,
    arg_min(log_type, part = 'plain') AS log_type,
    {", ".join(f"coalesce(max({n}) FILTER (part <> 'plain'), max({n})) AS {n}" for n in _DETAILS)},
    count(*) FILTER (kind = 'failed') AS failed, count(*) FILTER (kind = 'first') AS first,
    count(*) FILTER (kind = 'sso') AS sso, 1 - failed - first - sso AS succeeded,
    min(run_from) AS run_from, max(run_until) AS run_until
FROM (SELECT *, count(*) OVER (PARTITION BY who, run, part = 'alone', place) AS others FROM placed)
GROUP BY who, run, part = 'alone', place ORDER BY created_at
"""


def counting(rows: str) -> str:
    """The SQL that makes the attempts, in the columns of the table, of a table of log rows."""
    return _PAIRED.format(rows=rows)


def refill(connection: duckdb.DuckDBPyConnection) -> None:
    """Make all attempts anew, in the transaction of the connection."""
    connection.execute("DELETE FROM attempts")
    connection.execute(f"INSERT INTO attempts BY NAME {counting('logs')}")


def refresh(connection: duckdb.DuckDBPyConnection, changed: str) -> None:
    """Make anew the attempts around log rows that came or went.

    `changed` is a table or subquery of those rows. Of each user that they name, the time from the
    first of them to the last is looked at, with the runs that reach into it.
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
        "least(since, min(run_from)) AS since, greatest(until, max(run_until)) AS until "
        f"FROM tried LEFT JOIN attempts ON {_WHO} = who AND run_until >= since "
        "AND run_from <= until AND run_until >= ? AND run_from <= ? "
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
