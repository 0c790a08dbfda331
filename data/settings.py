"""What the owner may set, read from the environment in one place."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

DEFAULT_STORE = "duckdb:///var/audit_log.duckdb"
DEFAULT_MEMORY = "900MB"


@dataclass(frozen=True)
class Settings:
    """Settings of one process.

    `store_url` is an SQLAlchemy URL (`AUDIT_STORE`). `memory_limit` bounds the embedded engine's
    memory (`AUDIT_MEMORY_LIMIT`, DuckDB's notation, default 900MB) and `threads` its threads
    (`AUDIT_THREADS`, default: the processors this process may use, at most 8).
    """

    store_url: str = DEFAULT_STORE
    memory_limit: str = DEFAULT_MEMORY
    threads: int = 2


def available_processors() -> int:
    """Processors this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def settings(*, memory_limit: str = DEFAULT_MEMORY) -> Settings:
    """The settings as the environment gives them now. Raises ValueError for a bad number.

    `memory_limit` is the one to take where the environment names none.
    """
    return Settings(
        store_url=os.environ.get("AUDIT_STORE") or DEFAULT_STORE,
        memory_limit=os.environ.get("AUDIT_MEMORY_LIMIT") or memory_limit,
        threads=int(os.environ.get("AUDIT_THREADS") or min(available_processors(), 8)),
    )


def store_path(url: str) -> Path | None:
    """The file of an embedded store, absolute; None for a server or an in-memory store."""
    name = url.partition("duckdb:///")[2].partition("?")[0]
    if not url.startswith("duckdb:") or not name or name.startswith(":memory:"):
        return None
    return Path(name).absolute()
