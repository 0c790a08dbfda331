"""The only place that opens connections to a store."""

from __future__ import annotations

import contextlib
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import sqlalchemy as sa

from data.errors import StoreBusy, StoreUnusable
from data.migrate import migrate, needs_migration
from data.owner import read_owner
from data.settings import Settings, settings, store_path


@dataclass(frozen=True)
class Store:
    """An open store.

    `engine` answers SQLAlchemy statements from any thread. `path` is the file of an embedded
    store, None otherwise. `config` is what every connection of this process must be opened with.
    """

    url: str
    engine: sa.Engine
    path: Path | None
    config: tuple[tuple[str, str | int], ...]
    read_only: bool

    @contextlib.contextmanager
    def duckdb(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A DuckDB connection of its own, for Arrow in and out; closed at the end of the block."""
        if self.engine.dialect.name != "duckdb":
            raise StoreUnusable(f"{self.engine.dialect.name} is not an embedded store")
        database = str(self.path) if self.path else self.url.partition("duckdb:///")[2]
        connection = duckdb.connect(database, read_only=self.read_only, config=dict(self.config))
        try:
            yield connection
        finally:
            connection.close()


_stores: dict[str, Store] = {}
_opening = threading.Lock()


def open_store(url: str | None = None, *, read_only: bool = False) -> Store:
    """Open the store at an SQLAlchemy URL (default: `AUDIT_STORE`), making it when it is not there.

    A process has one `Store` a URL: later calls return it. `read_only` lets several processes read
    an embedded store at once; it is ignored by a store that this process holds already.
    Raises StoreBusy when another process holds the store, StoreUnusable when it can't be opened.
    """
    chosen = settings()
    url = url or chosen.store_url
    with _opening:
        held = _stores.get(url)
        if held is None or (held.read_only and not read_only):
            if held is not None:
                held.engine.dispose()
            held = _stores[url] = _open(url, chosen, read_only)
        return held


def close_store(url: str | None = None) -> None:
    """Close a store that this process holds, if it does; an embedded one is then free for others."""
    with _opening:
        held = _stores.pop(url or settings().store_url, None)
        if held is not None:
            held.engine.dispose()


def _open(url: str, chosen: Settings, read_only: bool) -> Store:
    try:
        dialect = sa.make_url(url).get_backend_name()
    except sa.exc.ArgumentError as error:
        raise StoreUnusable(f"AUDIT_STORE is not an SQLAlchemy URL: {url}") from error
    if dialect == "duckdb":
        return _open_duckdb(url, chosen, read_only)
    if dialect == "clickhousedb":
        return _open_clickhouse(url)
    raise StoreUnusable(f"{dialect} is not supported; use a duckdb:/// or clickhousedb:// URL")


def _open_duckdb(url: str, chosen: Settings, read_only: bool) -> Store:
    path = store_path(url)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        read_only = read_only and path.exists()
    else:
        read_only = False
    config: dict[str, str | int] = {
        "memory_limit": chosen.memory_limit,
        "threads": chosen.threads,
        "enable_external_access": "false",
        "preserve_insertion_order": "false",
    }
    engine = _duckdb_engine(url, config, read_only)
    try:
        _check_lock(engine, path)
        if read_only and needs_migration(engine):
            engine.dispose()
            read_only = False
            engine = _duckdb_engine(url, config, read_only)
        if not read_only:
            migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(url, engine, path, tuple(config.items()), read_only)


def _duckdb_engine(url: str, config: dict[str, str | int], read_only: bool) -> sa.Engine:
    arguments: dict[str, Any] = {"config": config, "read_only": read_only}
    return sa.create_engine(url, connect_args=arguments, pool_size=8, max_overflow=8)


def _check_lock(engine: sa.Engine, path: Path | None) -> None:
    try:
        with engine.connect():
            pass
    except sa.exc.DBAPIError as error:
        text = str(error.orig)
        if "Conflicting lock" in text or "already open in" in text:
            raise StoreBusy(_who_holds(path, text)) from error
        raise StoreUnusable(f"{path or engine.url}: {text.splitlines()[0]}") from error


def _who_holds(path: Path | None, text: str) -> str:
    owner = read_owner(path) if path is not None else None
    found = re.search(r"PID (\d+)", text)
    pid = owner.pid if owner else found.group(1) if found else "unknown"
    if owner is None:
        return f"{path} is held by another process (PID {pid})."
    if owner.url is None:
        return f"{path} is held by «{owner.command}» (PID {pid})."
    return (
        f"{path} is held by the running dashboard (PID {pid}, {owner.url}). "
        f"Import there: {owner.url}/import"
    )


def _open_clickhouse(url: str) -> Store:
    engine = sa.create_engine(url, server_side_params=True)
    try:
        migrate(engine)
    except sa.exc.DBAPIError as error:
        raise StoreUnusable(f"{engine.url!r}: {error.orig}") from error
    return Store(url, engine, None, (), read_only=False)
