"""The rows that rules give, and which of them a filter asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from queries.account_logs import accounts_asked_for
from queries.clauses import UserMatch
from queries.flags.near import number
from queries.logs import Logs
from queries.portable import moment, text_list
from queries.question import Column

COLUMNS = (
    Column("flag", "text", "Name of the rule; see docs/flags.md."),
    Column(
        "user",
        "text",
        "Whom it concerns: the address, or «number 5» where a login names a number alone; empty "
        "for many, or where the logs do not say.",
    ),
    Column("by", "text", "Who did it, where that is somebody else."),
    Column("place", "text", "The IP address or device that it is about, where it is about one."),
    Column("place_kind", "text", "ip or device."),
    Column("first_at", "time", "When the first log of the evidence was written."),
    Column("last_at", "time", "When the last log of the evidence was written."),
    Column("counted", "count", "What the rule counted."),
    Column("threshold", "count", "From which number on it is flagged."),
    Column("baseline", "number", "What it is compared with."),
    Column(
        "ids",
        "text",
        "Numbers of logs of the evidence that are not told by user, place and time, with commas "
        "between.",
    ),
    Column(
        "aside",
        "text",
        "Numbers of logs that are told by user, place and time and were not counted, with commas "
        "between.",
    ),
    Column(
        "tried", "count", "Different addresses in data that were tried, where no user is known."
    ),
)

_MOST = 10_000
"""Rows of one rule at most. Nobody looks at more, and an engine that guesses them more numerous
than the logs would look up the logs in the wrong order."""

_READ = ("created_at", "log_type", "user_email", "studio_user_email", "subject_user")


def found(
    flag: str,
    key: sa.ColumnElement[Any],
    *,
    threshold: int,
    place_kind: sa.ColumnElement[Any] | str = "ip",
    **given: sa.ColumnElement[Any],
) -> sa.Select[Any]:
    """A rule's rows: `COLUMNS`, those not given null, and `key`, by which `kept` finds evidence."""
    kind = sa.literal(place_kind) if isinstance(place_kind, str) else place_kind
    place = given.get("place")
    values: dict[str, Any] = {
        "flag": sa.literal(flag),
        "threshold": sa.literal(threshold, sa.BigInteger),
        "place_kind": sa.null() if place is None else sa.case((place.is_not(None), kind)),
    }
    values |= given
    columns = [values.get(column.name, sa.null()).label(column.name) for column in COLUMNS]
    return sa.select(*columns, key.label("key"))


def kept(
    logs: Logs, rows: sa.Select[Any], marked: Callable[[Logs], sa.Select[Any]]
) -> sa.Select[Any]:
    """Those rows between whose first and last moment one of the marks of their key lies.

    `marked` makes the marks of logs: their keys and moments, as `marks` does. The filter's user is
    met by a mark's log, or by whom the row concerns or who did it: what admins do to somebody is
    logged as theirs.
    """
    f = _of_the_window(logs, rows).c
    columns = [f[column.name] for column in COLUMNS]
    told: Any = _within(f, marked(logs).subquery().c)
    concerned = [clause for who in (f.user, f.by) for clause in _asked_for(logs, who)]
    if concerned:
        anybodys = replace(logs, filter=replace(logs.filter, user=""))
        m = marked(anybodys).subquery().c
        told = sa.union_all(told, _within(f, m).where(sa.or_(*concerned)))
    t = told.subquery().c
    return sa.select(*(t[column.name] for column in columns)).distinct()


def _within(f: Any, m: Any) -> sa.Select[Any]:
    """The rows with each mark of their key in their time."""
    joined = sa.join(f.key.table, m.key.table, f.key == m.key)
    columns = (f[column.name] for column in COLUMNS)
    return sa.select(*columns).select_from(joined).where(m.at >= f.first_at, m.at <= f.last_at)


def _asked_for(logs: Logs, who: sa.ColumnElement[Any]) -> list[sa.ColumnElement[bool]]:
    """That this is a user that the filter asks for; none where it asks for "A as B", which is
    about who wrote a log, or for nobody."""
    if UserMatch.read(logs.filter.user).acting:
        return []
    return accounts_asked_for(logs, who)


def _of_the_window(logs: Logs, rows: sa.Select[Any]) -> sa.CTE:
    """The rows that reach into the window, at most `_MOST`, the latest."""
    c = rows.subquery().c
    since, until = logs.filter.since, logs.filter.until
    within = [c.last_at >= moment(since)] if since else []
    within += [c.first_at < moment(until)] if until else []
    latest = (c.last_at.desc(), c.key, c.first_at)
    return sa.select(*c).where(*within).order_by(*latest).limit(number(_MOST)).cte()


def asked(logs: Logs, *names: str) -> Any:
    """Columns of the logs that the filter asks for: those that name people, and others named."""
    return logs.rows(*dict.fromkeys((*_READ, *names))).c


def listed(rows: Any, events: Any, *where: sa.ColumnElement[bool]) -> Any:
    """Of rows that have such events, the events of their key for which that holds.

    Columns: key and first_at of the row, and ids: those of the events, in the order of their `at`,
    with commas between.
    """
    each = sa.select(rows.key, rows.first_at, events.ids, events.at)
    joined = sa.join(rows.key.table, events.key.table, rows.key == events.key)
    e = each.select_from(joined).where(*where).subquery().c
    ids = text_list(e.ids, e.at).label("ids")
    return sa.select(e.key, e.first_at, ids).group_by(e.key, e.first_at).subquery().c


def of_row(rows: Any, told: Any) -> sa.ColumnElement[bool]:
    """What is told (see `listed`) is told of the row."""
    return sa.and_(told.key == rows.key, told.first_at == rows.first_at)


def marks(c: Any, key: sa.ColumnElement[Any] | None = None) -> sa.Select[Any]:
    """Logs as marks of a key, by default of the user whom each concerns."""
    whom = sa.func.coalesce(c.subject_user, c.user_email) if key is None else key
    return sa.select(whom.label("key"), c.created_at.label("at"))
