"""Asking in tests: answers as plain rows."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pandas as pd

from data.access import OWNER, Viewer
from data.engine import Store
from queries.filters import LogFilter
from queries.run import run
from tests.builders import utc

ALL = LogFilter()


def window(since: str | None, until: str | None, **parts: Any) -> LogFilter:
    """A filter over a window whose bounds are in UTC, as `tests.builders.utc` reads them."""
    return LogFilter(
        since=None if since is None else utc(since),
        until=None if until is None else utc(until),
        **parts,
    )


def rows_of(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    """The frame's rows as tuples: None for what is missing, times as in UTC without a zone."""
    return [tuple(map(_plain, row)) for row in frame.itertuples(index=False, name=None)]


def ask(
    store: Store, name: str, filter: LogFilter = ALL, viewer: Viewer = OWNER, **options: Any
) -> list[tuple[Any, ...]]:
    """The rows of the answer to a question."""
    return rows_of(run(name, filter, viewer, store=store, **options))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return None if value is pd.NaT else f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
    return None if not isinstance(value, str) and pd.isna(value) else value
