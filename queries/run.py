"""The one way to an answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pandas as pd
import sqlalchemy as sa

import queries.catalogue  # noqa: F401 - importing the catalogue registers every question
from data import schema
from data.access import Viewer
from data.engine import Store, open_store
from data.errors import InvalidFilter
from queries.answer_frame import answer_frame
from queries.filters import LogFilter
from queries.layout import laid_out
from queries.logs import Facts, Logs
from queries.portable import CLICKHOUSE
from queries.question import Question, find


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
    Float64, flag as boolean. `store` defaults to `AUDIT_STORE`. `as_of` keeps to the logs that
    were there at a `current_batch`, however many arrive meanwhile.
    Raises UnknownQuestion, InvalidFilter (also for an unknown option), StoreBusy, StoreUnusable.
    """
    store = store or open_store(read_only=True)
    asked = find(name)
    with store.engine.connect() as connection:
        logs = Logs(filter, viewer, _facts(connection), use_prepared, as_of)
        statement = _built(asked, logs, options)
        return answer_frame(connection, statement, asked.columns, filter.zone)


def select_for(
    asked: Question,
    filter: LogFilter,
    viewer: Viewer,
    store: Store,
    use_prepared: bool = True,
    as_of: int | None = None,
    **options: Any,
) -> sa.Select[Any]:
    """The statement that answers a question, as `run` executes it, to be shown with `sql_text`."""
    with store.engine.connect() as connection:
        facts = _facts(connection)
    return _built(asked, Logs(filter, viewer, facts, use_prepared, as_of), options)


def sql_text(statement: sa.Select[Any], store: Store) -> str:
    """A statement as SQL text with its values written out, to read and to copy."""
    text = str(statement.compile(store.engine, compile_kwargs={"literal_binds": True}))
    clickhouse = store.engine.dialect.name == CLICKHOUSE
    if not clickhouse:  # DuckDB's parser ends a statement at a zero byte, which a value may hold
        text = text.replace("\0", "' || chr(0) || '")
    return laid_out(text, backslash_escapes=clickhouse)


def extent(store: Store) -> tuple[datetime, datetime] | None:
    """First and last hour that holds logs (UTC); None for an empty store."""
    with store.engine.connect() as connection:
        return _facts(connection).extent


def current_batch(store: Store) -> int:
    """The number of the last batch of logs that came in, 0 before the first; see `run`'s `as_of`.

    Logs of later batches have higher numbers.
    """
    with store.engine.connect() as connection:
        return connection.scalar(sa.select(sa.func.max(schema.imports.c.last_batch))) or 0


def _built(asked: Question, logs: Logs, options: Mapping[str, Any]) -> sa.Select[Any]:
    unknown = sorted(set(options) - set(asked.options))
    if unknown:
        raise InvalidFilter(f"{asked.name} has no option {', '.join(unknown)}")
    return asked.build(logs, **options)


def _facts(connection: sa.Connection) -> Facts:
    hours = schema.hourly_logs.c
    taken_back = [
        sa.select(sa.func.count()).where(table.c.logs <= 0).scalar_subquery()
        for table in (schema.hourly_logs, schema.hourly_users)
    ]
    asked = sa.select(
        sa.func.count(), sa.func.min(hours.hour), sa.func.max(hours.hour), *taken_back
    )
    counted, first, last, *taken = connection.execute(asked).one()
    return Facts((first, last), any(taken)) if counted else Facts()
