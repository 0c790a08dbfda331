"""Logs of a feature, told apart by the last word of their type, and who uses it, when and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from queries.apps import app_name_alone
from queries.clock import Unit
from queries.logs import Logs
from queries.options import at_most
from queries.portable import as_text, count_distinct, count_of, count_where, last_word, latest_value
from queries.question import Column

Kinds = Mapping[str, Sequence[str]]
"""Kinds of what a feature does, each with the last words of its log types, in lower case."""

Counts = Sequence[sa.ColumnElement[Any]]
"""Labelled aggregates of the logs of a feature."""

OTHER = "other"
"""The kind of a log whose type ends in no known word."""

AT_DAY = Column("at", "day", "First day of the day, week (Monday) or month in the asked zone.")
AT_HOUR = Column("at", "time", "When the hour begins.")
USERS = Column("users", "count", "Different users of them, as far as known.")
APPS = Column("apps", "count", "Different apps of them, as far as known.")
LAST_AT = Column("last_at", "time", "When the last of them was written.")
USER = Column("user", "text", "The user's address; empty for logs that do not say.")
APP = (
    Column("app_id", "id", "Number of the app; empty where the source gives only a name."),
    Column("app", "text", "Latest known name in these logs; both are empty for logs of no app."),
)

_READ = ("id", "created_at", "log_type", "user_email", "app_id", "app_name")


def kind_of(log_type: sa.ColumnElement[Any], kinds: Kinds) -> sa.ColumnElement[Any]:
    """The kind that has the log type's last word (see `portable.last_word`).

    `OTHER` where none has it, so that new log types count too.
    """
    word = last_word(log_type)
    return sa.case(*((word.in_(words), kind) for kind, words in kinds.items()), else_=OTHER)


def feature_logs(logs: Logs, patterns: Sequence[str], kinds: Kinds, *further: str) -> Any:
    """Those of these logs whose type matches one of the patterns, as a subquery.

    Columns: id, created_at, log_type, user_email, app_id, app_name, kind (see `kind_of`), and the
    columns of `logs` named further.
    """
    c = logs.typed(*patterns).rows(*dict.fromkeys((*_READ, *further))).c
    return sa.select(*c, kind_of(c.log_type, kinds).label("kind")).subquery("feature")


def counts_of(c: Any, kinds: Kinds) -> list[sa.ColumnElement[Any]]:
    """How many logs there are of each kind, then of `OTHER`."""
    return [count_where(c.kind == kind).label(kind) for kind in (*kinds, OTHER)]


def users_of(c: Any) -> sa.ColumnElement[Any]:
    """`USERS` of the logs."""
    return count_distinct(c.user_email).label("users")


def apps_of(c: Any) -> sa.ColumnElement[Any]:
    """`APPS` of the logs. An app is its number, else its name."""
    # A number never begins with a colon, so an app called 5 is not the app with the number 5.
    name = sa.literal(":") + c.app_name
    return count_distinct(sa.func.coalesce(as_text(c.app_id), name)).label("apps")


def over_time(logs: Logs, c: Any, counts: Counts, unit: Unit) -> sa.Select[Any]:
    """Counts of the logs per unit of time: at, and the counts."""
    at = logs.bucket(c.created_at, unit).label("at")
    return sa.select(at, *counts).group_by(at).order_by(at)


def by_app(c: Any, counts: Counts) -> sa.Select[Any]:
    """Counts of the logs of each app, most logs first: app_id, app, the counts, users, last_at."""
    alone = app_name_alone(c)
    name = latest_value(c.app_name, c.created_at).label("app")
    grouped = sa.select(c.app_id, name, *counts, users_of(c), *_order(c), alone)
    g = grouped.group_by(c.app_id, alone).subquery("counted").c
    shown = [g[count.name] for count in counts]
    return sa.select(g.app_id, g.app, *shown, g.users, g.last_at).order_by(
        g.every.desc(), g.app_id.nulls_last(), g.name_alone.nulls_last()
    )


def by_value(
    c: Any,
    value: sa.ColumnElement[Any],
    named: str,
    counts: Counts,
    limit: int | None,
) -> sa.Select[Any]:
    """Counts of the logs of each value, the `limit` with most logs first (None: all).

    Columns: the value under the name `named`, the counts, last_at. Logs without a value are one
    row.
    """
    grouped = sa.select(value.label(named), *counts, *_order(c)).group_by(value)
    g = grouped.subquery("counted").c
    return (
        sa.select(g[named], *(g[count.name] for count in counts), g.last_at)
        .order_by(g.every.desc(), g[named].nulls_last())
        .limit(at_most(limit))
    )


def _order(c: Any) -> list[sa.ColumnElement[Any]]:
    return [
        sa.func.max(c.created_at).label("last_at"),
        count_of(c.created_at).label("every"),
    ]
