"""Bringing a store's tables to what this code expects."""

from __future__ import annotations

import duckdb
import sqlalchemy as sa
from sqlalchemy.schema import CreateTable

from data import attempts, deliveries, log_spans, session_parts
from data.columns import LOG_COLUMNS
from data.data_keys import find_keys
from data.errors import StoreUnusable
from data.normalise import NEEDS_CARE, NORMALISE, cared_tables
from data.rollups import ROLLUPS, count_in
from data.schema import SCHEMA_VERSION, logs, metadata, store_facts

_ROWS_AT_ONCE = 122_880
_PREPARED_ALIKE_SINCE = 7
"""What earlier versions prepared is not what this one does."""
_VERSION = "schema_version"
_THIS_VERSION = {"name": _VERSION, "value": str(SCHEMA_VERSION)}


def version_of(engine: sa.Engine) -> int | None:
    """The store's schema version; None for a store without tables."""
    if not sa.inspect(engine).has_table(store_facts.name):
        return None
    with engine.connect() as connection:
        value = connection.scalar(
            sa.select(store_facts.c.value).where(store_facts.c.name == _VERSION)
        )
    return None if value is None else int(value)


def needs_migration(engine: sa.Engine) -> bool:
    """True when `migrate` would change the store."""
    return version_of(engine) != SCHEMA_VERSION or _columns_differ(engine)


def migrate(engine: sa.Engine, root: duckdb.DuckDBPyConnection | None) -> None:
    """Create and fill what is missing; refill an embedded store when `columns.py` has changed.

    `root` is the embedded database, None on a server. One transaction: after a crash the store is
    as it was. Raises StoreUnusable for a store that a newer version of this code has made.
    """
    found = version_of(engine)
    if found is not None and found > SCHEMA_VERSION:
        raise StoreUnusable(
            f"the store has schema version {found}; this code knows up to {SCHEMA_VERSION}: "
            "update the dashboard"
        )
    if found is None:
        metadata.create_all(engine)
        with engine.begin() as connection:
            connection.execute(sa.insert(store_facts), _THIS_VERSION)
        return
    if found < _PREPARED_ALIKE_SINCE:
        _prepare_anew(engine, root)
    elif found < SCHEMA_VERSION:
        metadata.create_all(engine)
        _now_of_this_version(engine)
    if root is not None and _columns_differ(engine):
        with root.cursor() as cursor:
            _refill(cursor, str(CreateTable(logs).compile(engine)))


def _prepare_anew(engine: sa.Engine, root: duckdb.DuckDBPyConnection | None) -> None:
    """From any earlier version: missing tables are made, and all that is prepared is made anew.

    On a server whoever loads its logs prepares them.
    """
    metadata.create_all(engine)
    if root is None:
        _now_of_this_version(engine)
        return
    with root.cursor() as cursor:
        cursor.begin()
        try:
            _prepare(cursor)
            cursor.execute(
                "UPDATE store_facts SET value = ? WHERE name = ?", [str(SCHEMA_VERSION), _VERSION]
            )
            cursor.commit()
        except BaseException:
            cursor.rollback()
            raise


def _now_of_this_version(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        connection.execute(sa.delete(store_facts).where(store_facts.c.name == _VERSION))
        connection.execute(sa.insert(store_facts), _THIS_VERSION)


def _prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill every prepared table from the logs, in the transaction of the connection."""
    for rollup in ROLLUPS:
        connection.execute(f"DELETE FROM {rollup.table}")
    count_in(connection, "logs")
    deliveries.refill(connection)
    attempts.refill(connection)
    session_parts.refill(connection)
    log_spans.refill(connection)


def _columns_differ(engine: sa.Engine) -> bool:
    held = {column["name"] for column in sa.inspect(engine).get_columns(logs.name)}
    return held != {column.name for column in LOG_COLUMNS}


def _refill(connection: duckdb.DuckDBPyConnection, create_logs: str) -> None:
    """Normalise every stored log anew from its fields and its `data`."""
    connection.begin()
    try:
        connection.execute("ALTER TABLE logs RENAME TO former_logs")
        connection.execute(create_logs)
        connection.execute("DELETE FROM push_results")
        row = connection.execute("SELECT coalesce(max(rowid), -1) FROM former_logs").fetchone()
        assert row is not None
        for start in range(0, row[0] + 1, _ROWS_AT_ONCE):
            _refill_rows(connection, start, start + _ROWS_AT_ONCE)
        connection.execute("DROP TABLE former_logs")
        _prepare(connection)
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def _refill_rows(connection: duckdb.DuckDBPyConnection, start: int, end: int) -> None:
    raw = f"SELECT {_AS_RAW} FROM former_logs WHERE rowid >= {start} AND rowid < {end}"
    connection.execute(f"CREATE OR REPLACE TEMP VIEW raw AS {raw}")
    care, push = cared_tables(connection.execute(NEEDS_CARE).fetchall())
    connection.register("care", care)
    connection.register("push", push)
    find_keys(connection)
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW raw AS FROM ({raw}) LEFT JOIN keyed USING (row)"
    )
    connection.execute(
        f"INSERT INTO logs BY NAME SELECT made.* EXCLUDE (row), former_logs.batch_id "
        f"FROM ({NORMALISE}) AS made JOIN former_logs ON made.row = former_logs.rowid"
    )
    connection.execute(
        "INSERT INTO push_results BY NAME SELECT id AS log_id, created_at, method, error, "
        "success, failure FROM push JOIN former_logs ON push.row = former_logs.rowid"
    )
    for name in ("care", "push"):
        connection.unregister(name)


def _stored_field(field: str) -> str:
    """The column that holds a raw field as it came."""
    names = [c.name for c in LOG_COLUMNS if c.field == field]
    return "given_user_email" if field == "user.email" else names[0]


_AS_RAW = ", ".join(
    [
        "rowid AS row",
        *(
            f'{_stored_field(c.field)} AS "{c.field}"'
            if c.kind == "time"
            else f'CAST({_stored_field(c.field)} AS VARCHAR) AS "{c.field}"'
            for c in LOG_COLUMNS
            if c.field and c.name != "user_email"
        ),
    ]
)
"""A stored log as the raw record it came from."""
