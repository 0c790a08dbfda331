"""ClickHouse in this process, holding copies of embedded stores."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from data import schema
from data.engine import Store


class ClickHouse:
    """One engine, a database for each store: a process can have only one data folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = itertools.count()
        self._engines = [self._open("default")]

    def copy_of(self, store: Store) -> Store:
        """A store with the same rows in all tables."""
        name = f"copy{next(self._numbers)}"
        with self._engines[0].connect() as connection:
            _client(connection).command(f"CREATE DATABASE {name}")
        engine = self._open(name)
        self._engines.append(engine)
        with engine.connect() as connection, store.duckdb() as source:
            client = _client(connection)
            for table in schema.metadata.sorted_tables:
                client.command(_ddl(table))
                rows = source.execute(f"SELECT * FROM {table.name}").to_arrow_table()
                if rows.num_rows:
                    client.insert_arrow(table.name, rows)
        return Store(str(engine.url), engine)

    def close(self) -> None:
        """Close every connection."""
        for engine in self._engines:
            engine.dispose()

    def _open(self, database: str) -> sa.Engine:
        url = sa.URL.create(
            "clickhousedb",
            host="localhost",
            database=database,
            query={
                "interface": "chdb",
                "path": str(self._folder),
                "join_use_nulls": "1",
                "aggregate_functions_null_for_empty": "1",
            },
        )
        return sa.create_engine(url, server_side_params=True)


def _client(connection: sa.Connection) -> Any:
    driver: Any = connection.connection.dbapi_connection
    return driver.client


def _ddl(table: sa.Table) -> str:
    """The table with columns that may be null, which ClickHouse wants to be told."""
    columns = ", ".join(f"`{column.name}` {_type(column)}" for column in table.c)
    return f"CREATE TABLE {table.name} ({columns}) ENGINE = MergeTree ORDER BY tuple()"


def _type(column: sa.Column[object]) -> str:
    if isinstance(column.type, schema.UtcDateTime):
        name = "DateTime64(6, 'UTC')"
    else:
        name = "Int64" if isinstance(column.type, sa.BigInteger) else "String"
    return f"Nullable({name})" if column.nullable else name
