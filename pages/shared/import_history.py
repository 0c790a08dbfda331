"""What was imported, and what of it could not be read: the tables `imports` and `rejects`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import pandas as pd
import sqlalchemy as sa

from data import schema
from data.engine import Store
from queries.formats import harmless

LATEST = 200
"""So many imports are listed."""

SHOWN = 500
"""So many rejects are shown; the download has all."""

CLAMP = 300


def imports(store: Store) -> pd.DataFrame:
    """The latest imports, newest first: the columns of the table `imports`, times in UTC."""
    table = schema.imports
    asked = sa.select(table).order_by(table.c.id.desc()).limit(LATEST)
    return _frame(store, asked)


def with_logs(store: Store) -> list[dict[Any, Any]]:
    """The latest imports that brought logs which are still there, newest first, as rows."""
    found = imports(store)
    brought = found[
        found["first_batch"].notna() & (found["new"] > 0) & (found["state"] != "removed")
    ]
    return brought.to_dict("records")


def how_many(store: Store) -> int:
    """The number of all imports."""
    with store.engine.connect() as connection:
        return int(connection.scalar(sa.select(sa.func.count()).select_from(schema.imports)) or 0)


def rejects(store: Store, import_id: int) -> pd.DataFrame:
    """The first rejects of an import in the order of their files: file, line, reason, text.

    The text is cut where it is long.
    """
    c = schema.rejects.c
    text = sa.func.substr(c.text, 1, CLAMP + 1).label("text")
    asked = sa.select(c.file, c.line, c.reason, text).where(c.import_id == import_id)
    found = _frame(store, asked.order_by(c.file, c.line).limit(SHOWN))
    found["text"] = [t if len(t) <= CLAMP else f"{t[:CLAMP]}…" for t in found["text"]]
    return found


def reject_count(store: Store, import_id: int) -> int:
    """Rejects kept for an import. Those that a later import met again are kept under that one."""
    c = schema.rejects.c
    asked = sa.select(sa.func.count()).where(c.import_id == import_id)
    with store.engine.connect() as connection:
        return int(connection.scalar(asked) or 0)


def rejects_csv(store: Store, import_id: int) -> bytes:
    """All rejects of an import as CSV (file, line, reason, text as it came), for spreadsheets.

    UTF-8 with a byte-order mark. A cell that could be taken for a formula gets an apostrophe.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(("file", "line", "reason", "text"))
    writer.writerows(_all_rejects(store, import_id))
    return text.getvalue().encode("utf-8-sig")


def _all_rejects(store: Store, import_id: int) -> Iterator[tuple[str, int, str, str]]:
    c = schema.rejects.c
    asked = sa.select(c.file, c.line, c.reason, c.text).where(c.import_id == import_id)
    with store.engine.connect() as connection:
        for file, line, reason, text in connection.execute(asked.order_by(c.file, c.line)):
            yield harmless(file), line, harmless(reason), harmless(text)


def _frame(store: Store, asked: sa.Select[tuple[object, ...]]) -> pd.DataFrame:
    with store.engine.connect() as connection:
        result = connection.execute(asked)
        return pd.DataFrame(result.fetchall(), columns=list(result.keys()))
