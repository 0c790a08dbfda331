"""Logs of data sources, with whether they read or write, and what is counted of them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.feature_logs import apps_of, users_of
from queries.feature_types import DATA_SOURCES, data_use_of
from queries.logs import Logs
from queries.portable import as_text, count_distinct, count_where, last_word, latest_value
from queries.question import Column

USES: tuple[Column, ...] = (
    Column("reads", "count", "Logs whose type ends in a word that reads, such as export."),
    Column("writes", "count", "Logs whose type ends in a word that writes, such as update."),
    Column("unclassified", "count", "Logs whose type ends in no word that is known."),
)
DATA_SOURCE = Column("data_source_id", "id", "The data source; empty where the log does not say.")
SOURCES = Column("data_sources", "count", "Different data sources of them, as far as known.")
SCREENS = Column("screens", "count", "Different screens they came from, as far as known.")
LATEST_APP = Column("app", "text", "Latest known name of the app, or of the last of several.")
LATEST_SCREEN = Column("screen", "text", "Title of the screen, or of the last of several.")
FIRST_AT = Column("first_at", "time", "When the first of them was written.")

_READ = ("created_at", "log_type", "user_email", "app_id", "app_name", "data_source_id")


def data_source_logs(logs: Logs, *further: str) -> Any:
    """The columns of these logs that are of data sources.

    created_at, log_type, user_email, app_id, app_name, data_source_id, the columns of `logs` named
    further, word (the last of the log type) and use (see `feature_types.data_use_of`).
    """
    c = logs.typed(*DATA_SOURCES).rows(*_READ, *further).c
    w = sa.select(*c, last_word(c.log_type).label("word")).subquery("worded").c
    return sa.select(*w, data_use_of(w.word).label("use")).subquery("data_sources").c


def uses_of(c: Any) -> list[sa.ColumnElement[Any]]:
    """`USES` of the logs."""
    return [count_where(c.use == column.name).label(column.name) for column in USES]


def sources_of(c: Any) -> sa.ColumnElement[Any]:
    """`SOURCES` of the logs."""
    return count_distinct(c.data_source_id).label("data_sources")


def screens_of(c: Any) -> sa.ColumnElement[Any]:
    """`SCREENS` of the logs. A screen is its number, else its title."""
    # A number never begins with a colon, so a screen called 5 is not the one with the number 5.
    title = sa.literal(":") + c.page_title
    return count_distinct(sa.func.coalesce(as_text(c.page_id), title)).label("screens")


def whose(c: Any) -> list[sa.ColumnElement[Any]]:
    """`LATEST_APP`, apps, users and `FIRST_AT` of the logs."""
    name = latest_value(c.app_name, c.created_at).label("app")
    return [name, apps_of(c), users_of(c), sa.func.min(c.created_at).label("first_at")]
