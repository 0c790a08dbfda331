"""The demo organisation as DuckDB tables, for recounts that know nothing of how it was made."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache

import duckdb
import pyarrow as pa
import pytest

from data.demo import demo_batches
from data.demo.organisation import as_table, background
from data.demo.world import world

END = datetime(2026, 11, 22, 20, 15, tzinfo=UTC)
"""A Sunday evening."""

_LOGS_VIEW = """
CREATE TABLE logs AS
SELECT CAST(id AS BIGINT) AS id, "createdAt" AS moment, type, "user.type" AS category,
    lower("user.email") AS email, CAST("appId" AS BIGINT) AS app_id, "app.name" AS app,
    "sessionId" AS session, "requestId" AS request, data,
    json_extract_string(data, '$.ip') AS ip,
    coalesce(json_extract_string(data, '$.device.uuid'),
        json_extract_string(data, '$._deviceTrackingId')) AS device,
    json_extract_string(data, '$.messageId') AS message,
    json_extract_string(data, '$._analyticsSessionId') AS visit,
    lower(json_extract_string(data, '$.user.email')) AS subject,
    json_extract_string(data, '$._userEmail') AS person,
    json_extract_string(data, '$._studioUser.email') AS studio,
    json_extract_string(data, '$.to') AS recipient,
    json_extract_string(data, '$.reason') AS reason,
    json_extract_string(data, '$.status') AS status,
    json_extract_string(data, '$.role') AS role,
    json_extract_string(data, '$.appSubmissionId') AS submission,
    json_extract_string(data, '$.mediaFileId') AS file,
    CAST(json_extract_string(data, '$.version') AS INT) AS version,
    CAST(json_extract_string(data, '$.responseBody.app.version') AS INT) AS bundle
FROM given
"""


@cache
def table(logs: int, seed: int = 7, end: datetime = END) -> pa.Table:
    """The whole demo organisation as one table."""
    return pa.concat_tables([b.table for b in demo_batches(seed=seed, end=end, logs=logs)])


@cache
def unplanted(logs: int, seed: int = 7, end: datetime = END) -> pa.Table:
    """The demo organisation without its planted stories."""
    stage = world(seed=seed, end=end, logs=logs)
    return as_table(stage, background(stage))


class Recount:
    """Raw records as the DuckDB table `logs`, with the parts of `data` that the tests ask for."""

    def __init__(self, given: pa.Table) -> None:
        self._connection = duckdb.connect()
        self._connection.execute("SET TimeZone = 'UTC'")
        self._connection.register("given", given)
        self._connection.execute(_LOGS_VIEW)

    def rows(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        """All rows of a query; `?` stands for the values in turn."""
        return self._connection.execute(sql, list(values)).fetchall()

    def column(self, sql: str, *values: object) -> list[object]:
        """The first column of a query."""
        return [row[0] for row in self.rows(sql, *values)]

    def number(self, sql: str, *values: object) -> int:
        """The only number of a query."""
        ((found,),) = self.rows(sql, *values)
        assert isinstance(found, int)
        return found


@cache
def recount(logs: int) -> Recount:
    """The demo with stories, to be counted again."""
    return Recount(table(logs))


@pytest.fixture
def small() -> Recount:
    """The demo with stories in about 5,000 logs."""
    return recount(5_000)


@pytest.fixture
def usual() -> Recount:
    """The demo with stories in about 40,000 logs."""
    return recount(40_000)


def naive(at: datetime) -> datetime:
    """A time as the tables have it: UTC without saying so."""
    return at.astimezone(UTC).replace(tzinfo=None)


def texts(values: Iterable[object]) -> set[str]:
    """Different values as text."""
    return {str(value) for value in values}
