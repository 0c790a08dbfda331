"""Bringing a store's tables to what this code expects."""

from __future__ import annotations

import sqlalchemy as sa

from data.errors import StoreUnusable
from data.schema import SCHEMA_VERSION, metadata, store_facts


def version_of(engine: sa.Engine) -> int | None:
    """The store's schema version; None for a store without tables."""
    if not sa.inspect(engine).has_table(store_facts.name):
        return None
    with engine.connect() as connection:
        value = connection.scalar(
            sa.select(store_facts.c.value).where(store_facts.c.name == "schema_version")
        )
    return None if value is None else int(value)


def needs_migration(engine: sa.Engine) -> bool:
    """True when `migrate` would change the store."""
    return version_of(engine) != SCHEMA_VERSION


def migrate(engine: sa.Engine) -> None:
    """Create missing tables and carry out what changed since the store was made.

    Raises StoreUnusable for a store that a newer version of this code has made.
    """
    found = version_of(engine)
    if found == SCHEMA_VERSION:
        return
    if found is not None and found > SCHEMA_VERSION:
        raise StoreUnusable(
            f"the store has schema version {found}; this code knows up to {SCHEMA_VERSION}: "
            "update the dashboard"
        )
    metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(
            sa.insert(store_facts), {"name": "schema_version", "value": str(SCHEMA_VERSION)}
        )
