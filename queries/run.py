"""The one way to an answer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pandas as pd
import sqlalchemy as sa

import queries.catalogue  # noqa: F401 - importing the catalogue registers every question
from data import schema
from data.access import Viewer
from data.engine import Store, open_store
from data.errors import InvalidFilter
from queries.filters import LogFilter
from queries.logs import Logs
from queries.question import Column, Question, find


def run(
    name: str,
    filter: LogFilter,
    viewer: Viewer,
    *,
    store: Store | None = None,
    use_prepared: bool = True,
    as_of: int | None = None,
    **options: Any,
) -> pd.DataFrame:
    """The answer to a question (its name or code) about the logs that the viewer may see.

    The frame has exactly the question's declared columns: day as `datetime.date` objects, time as
    `datetime64[us, <the filter's zone>]`, text as str or None, count and id as Int64, number as
    Float64, flag as boolean. `store` defaults to `AUDIT_STORE`.
    Raises UnknownQuestion, InvalidFilter (also for an unknown option), StoreBusy, StoreUnusable.
    """
    store = store or open_store(read_only=True)
    asked = find(name)
    statement = select_for(asked, filter, viewer, store, use_prepared, as_of, **options)
    with store.engine.connect() as connection:
        result = connection.execute(statement)
        frame = pd.DataFrame(result.fetchall(), columns=list(result.keys()), dtype=object)
    return shaped(frame, asked.columns, filter.zone)


def select_for(
    asked: Question,
    filter: LogFilter,
    viewer: Viewer,
    store: Store,
    use_prepared: bool = True,
    as_of: int | None = None,
    **options: Any,
) -> sa.Select[Any]:
    """The statement that answers a question; `run` executes it, pages can show it."""
    unknown = sorted(set(options) - set(asked.options))
    if unknown:
        raise InvalidFilter(f"{asked.name} has no option {', '.join(unknown)}")
    logs = Logs(filter, viewer, extent(store), use_prepared, as_of)
    return asked.build(logs, **options)


def sql_text(statement: sa.Select[Any], store: Store) -> str:
    """A statement as SQL text with its values written out, to read and to copy."""
    return str(statement.compile(store.engine, compile_kwargs={"literal_binds": True}))


def extent(store: Store) -> tuple[datetime, datetime] | None:
    """First and last hour that holds logs (UTC); None for an empty store."""
    hour = schema.hourly_logs.c.hour
    with store.engine.connect() as connection:
        first, last = connection.execute(sa.select(sa.func.min(hour), sa.func.max(hour))).one()
    return None if first is None else (first, last)


def shaped(frame: pd.DataFrame, columns: tuple[Column, ...], zone: str) -> pd.DataFrame:
    """The frame in the declared types. Raises AssertionError when its columns are others."""
    declared = [column.name for column in columns]
    assert list(frame.columns) == declared, f"declared {declared}, got {list(frame.columns)}"
    return pd.DataFrame({c.name: _typed(frame[c.name], c, zone) for c in columns})


def _typed(values: pd.Series[Any], column: Column, zone: str) -> pd.Series[Any]:
    if column.kind == "day":
        return values.map(lambda v: v.date() if isinstance(v, datetime) else v).astype(object)
    if column.kind == "time":
        moments = [v if v is None or v.tzinfo else v.replace(tzinfo=UTC) for v in values]
        return pd.Series(pd.to_datetime(moments, utc=True).as_unit("us").tz_convert(zone))
    if column.kind in {"count", "id"}:
        return values.map(lambda v: None if v is None else int(v)).astype("Int64")
    if column.kind == "number":
        return values.map(lambda v: None if v is None else float(v)).astype("Float64")
    if column.kind == "flag":
        return values.astype("boolean")
    return values.astype(object)
