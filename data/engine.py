"""The only place that opens connections to a store."""

from __future__ import annotations

import contextlib
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import sqlalchemy as sa
from duckdb_sqlalchemy import ConnectionWrapper

from data.errors import StoreBusy, StoreUnusable
from data.migrate import migrate, needs_migration
from data.owner import read_owner
from data.settings import DEFAULT_MEMORY, Settings, settings, store_path


@dataclass(frozen=True)
class Store:
    """An open store.

    `engine` answers SQLAlchemy statements from any thread. `path` is the file of an embedded
    store, None otherwise. `root` is the embedded database itself, None otherwise.
    """

    url: str
    engine: sa.Engine
    path: Path | None = None
    root: duckdb.DuckDBPyConnection | None = None
    read_only: bool = False

    @contextlib.contextmanager
    def duckdb(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A DuckDB connection of its own, for Arrow in and out; closed at the end of the block."""
        if self.root is None:
            raise StoreUnusable(f"{self.engine.dialect.name} is not an embedded store")
        connection = self.root.cursor()
        try:
            yield connection
        finally:
            connection.close()

    def close(self) -> None:
        """Close every connection; an embedded store is then free for other processes."""
        self.engine.dispose()
        if self.root is not None:
            self.root.close()


_stores: dict[str, Store] = {}
_opening = threading.Lock()


def open_store(
    url: str | None = None, *, read_only: bool = False, memory_limit: str = DEFAULT_MEMORY
) -> Store:
    """Open the store at an SQLAlchemy URL (default: `AUDIT_STORE`), making it when it is not there.

    A process has one `Store` a URL: later calls return it. `read_only` lets several processes read
    an embedded store at once. `memory_limit` bounds an embedded engine where `AUDIT_MEMORY_LIMIT`
    does not. Both are ignored for a store that this process holds already.
    Raises StoreBusy when another process holds the store, StoreUnusable when it can't be opened.
    """
    chosen = settings(memory_limit=memory_limit)
    url = url or chosen.store_url
    with _opening:
        held = _stores.get(url)
        if held is not None and held.read_only and not read_only:
            held.close()
            held = None
        if held is None:
            held = _stores[url] = _open(url, chosen, read_only)
        return held


def close_store(url: str | None = None) -> None:
    """Close the store of that URL (default: `AUDIT_STORE`) if this process holds it."""
    with _opening:
        held = _stores.pop(url or settings().store_url, None)
        if held is not None:
            held.close()


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
    read_only = read_only and path is not None and path.exists()
    store = _connect_duckdb(url, path, chosen, read_only)
    try:
        if read_only and needs_migration(store.engine):
            store.close()
            # A migration may have to read every log again: that takes the usual memory.
            store = _connect_duckdb(url, path, settings(), read_only=False)
        if not store.read_only:
            migrate(store.engine, store.root)
    except BaseException:
        store.close()
        raise
    return store


def _connect_duckdb(url: str, path: Path | None, chosen: Settings, read_only: bool) -> Store:
    if path is not None and path.is_file() and path.stat().st_size and not _is_store(path):
        raise StoreUnusable(f"{path} is no store but another kind of file")
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": chosen.memory_limit,
        "threads": chosen.threads,
        "enable_external_access": "false",
        "preserve_insertion_order": "false",
        # The newest storage format compresses texts faster, and its dictionaries group faster.
        "storage_compatibility_version": "latest",
    }
    try:
        root = duckdb.connect(str(path or ":memory:"), read_only=read_only, config=config)
    except duckdb.IOException as error:
        text = str(error)
        if "Conflicting lock" in text or "already open in" in text:
            raise StoreBusy(_who_holds(path, text)) from error
        raise StoreUnusable(f"{path}: {text.splitlines()[0]}") from error
    except duckdb.Error as error:
        raise StoreUnusable(f"{path or url}: {str(error).splitlines()[0]}") from error
    cursors = threading.Lock()

    def connect() -> ConnectionWrapper:
        with cursors:
            return ConnectionWrapper(root.cursor())

    engine = sa.create_engine(
        "duckdb://", creator=connect, poolclass=sa.QueuePool, pool_size=8, max_overflow=24
    )
    return Store(url, engine, path, root, read_only)


def _is_store(path: Path) -> bool:
    """True for a DuckDB file; DuckDB itself would open some others as views of their data."""
    with path.open("rb") as file:
        return file.read(12)[8:] == b"DUCK"


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
        f"To import logs, use its import page: {owner.url}/import"
    )


def _open_clickhouse(url: str) -> Store:
    engine = sa.create_engine(url, server_side_params=True)
    try:
        migrate(engine, None)
    except sa.exc.DBAPIError as error:
        raise StoreUnusable(f"{engine.url!r}: {error.orig}") from error
    return Store(url, engine)
