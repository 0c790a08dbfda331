"""Questions for log records themselves: pages of them, how many there are, and one whole one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import pandas as pd
import sqlalchemy as sa

from data.columns import LOG_COLUMNS, LogColumn
from data.errors import InvalidFilter
from queries.logs import Logs
from queries.options import one_of, whole_number
from queries.portable import first_letters, letters, lower_case, moment
from queries.question import Column, Kind, question

Cursor = tuple[Any, int]
"""The value a page is sorted by and the id, of the last row before the page."""


def shown_user(c: Any) -> sa.ColumnElement[Any]:
    """The user as people read it: "A as B" where the Studio user A acts as B."""
    acting = c.studio_user_email + sa.literal(" as ") + sa.func.coalesce(c.user_email, "?")
    return sa.func.coalesce(acting, c.user_email).label("user")


_SORTS: Mapping[str, Callable[[Any], sa.ColumnElement[Any]]] = {
    "created_at": lambda c: c.created_at,
    "category": lambda c: lower_case(c.category),
    "log_type": lambda c: lower_case(c.log_type),
    "app_name": lambda c: lower_case(c.app_name),
    "user": lambda c: lower_case(shown_user(c)),
    "session_id": lambda c: c.session_id,
    "data": lambda c: c.data,
    "id": lambda c: c.id,
}
SORTS: tuple[str, ...] = tuple(_SORTS)
"""What pages of records can be sorted by. Words are sorted whatever their case, data as it is."""

_READS: Mapping[str, tuple[str, ...]] = {"user": ("user_email", "studio_user_email")}
_NEVER_NULL = frozenset({"created_at", "id"})
_SHOWN = ("id", "created_at", "category", "log_type", "app_id", "app_name")
_FURTHER = ("user_email", "studio_user_email", "session_id")


READS = (*_SHOWN, *_FURTHER, "data")
"""Columns of `logs` that `shown_columns` needs."""


def shown_columns(c: Any, clamp: int | None) -> list[sa.ColumnElement[Any]]:
    """Records as people read them (`COLUMNS`), `data` cut to so many characters."""
    first, further = ([c[n].label(n) for n in names] for names in (_SHOWN, _FURTHER))
    return [*first, shown_user(c), *further, *_clamped(c.data, clamp)]


def cursor_of(row: Mapping[Any, Any], sort: str) -> Cursor:
    """The cursor of the page that follows this row of `record_page`."""
    return row[sort], int(row["id"])


COLUMNS = (
    Column("id", "id", "Number of the log."),
    Column("created_at", "time", "When it was written."),
    Column("category", "text", "Category; empty where the source says nothing."),
    Column("log_type", "text", "Log type."),
    Column("app_id", "id", "Number of the app."),
    Column("app_name", "text", "Name of the app when the log was written."),
    Column("user", "text", "The user; «A as B» where the Studio user A acted as B."),
    Column("user_email", "text", "The user's address."),
    Column("studio_user_email", "text", "Address of the Studio user who acted."),
    Column("session_id", "id", "Session."),
    Column("data", "text", "What the log says, as JSON text; its beginning, with `clamp`."),
    Column("data_cut", "flag", "There is more of `data` than is given here."),
)


@question(subject="Records", columns=COLUMNS)
def record_page(
    logs: Logs,
    *,
    limit: int = 50,
    sort: str = "created_at",
    descending: bool = True,
    after: Cursor | None = None,
    offset: int = 0,
    clamp: int | None = None,
) -> sa.Select[Any]:
    """Which logs are there, one by one?

    A page of `limit` records by one column (`sort`), from the top where `descending`, equal ones
    by id in the same direction, empty ones last. It begins after the row that `after` names (its
    value in the sort column and its id, see `cursor_of`), which is quick however far down;
    `offset` skips that many records. `clamp` cuts `data` to so many characters; sorted by data,
    `after` needs it whole.
    """
    one_of("sort", sort, _SORTS)
    if after is not None and sort == "data" and clamp is not None:
        raise InvalidFilter("sorted by data, `after` and `clamp` exclude each other")
    chosen = _chosen(logs, sort, descending, after).limit(whole_number("limit", limit))
    if whole_number("offset", offset):
        chosen = chosen.offset(offset)
    place = chosen.subquery("place").c
    c = logs.unnarrowed().rows(*READS).c
    # Only keys are sorted; the wide columns are fetched for the page's rows alone.
    same = sa.and_(c.created_at == place.created_at, c.id == place.id)
    return (
        sa.select(*shown_columns(c, clamp))
        .select_from(sa.join(place.id.table, c.id.table, same))
        .order_by(*_order(place.key, place.id, descending))
    )


def _chosen(logs: Logs, sort: str, descending: bool, after: Cursor | None) -> sa.Select[Any]:
    """Key, moment and id of the records of the page and those that follow, in order."""
    c = logs.rows(*dict.fromkeys(("created_at", "id", *_READS.get(sort, (sort,))))).c
    keyed = sa.select(c.created_at, c.id, _SORTS[sort](c).label("key")).subquery("keyed").c
    chosen = sa.select(keyed.created_at, keyed.id, keyed.key)
    if after is not None:
        chosen = chosen.where(_follows(sort, keyed.key, keyed.id, descending, after))
    return chosen.order_by(*_order(keyed.key, keyed.id, descending))


def _order(key: Any, id: Any, descending: bool) -> tuple[sa.ColumnElement[Any], ...]:
    if descending:
        return key.desc().nulls_last(), id.desc()
    return key.asc().nulls_last(), id.asc()


def _follows(sort: str, key: Any, id: Any, descending: bool, after: Cursor) -> Any:
    """The record comes after the cursor's in the order."""
    value, last = _cursor_values(sort, after)
    beyond_id = id < last if descending else id > last
    if value is None:
        return sa.and_(key.is_(None), beyond_id)
    beyond = key < value if descending else key > value
    up_to = key <= value if descending else key >= value
    # Written so that an engine can skip by the first condition alone.
    follows = sa.and_(up_to, sa.or_(beyond, beyond_id))
    return follows if sort in _NEVER_NULL else sa.or_(follows, key.is_(None))


def _cursor_values(sort: str, after: Any) -> tuple[Any, int]:
    try:
        given, last = after
        last = int(last)
        if pd.isna(given):
            return None, last
        if sort == "created_at":
            return moment(_as_moment(given)), last
        if sort in {"id", "session_id"}:
            return int(given), last
    except (TypeError, ValueError) as error:
        raise InvalidFilter(f"after needs a value of {sort} and an id: {after!r}") from error
    text = sa.literal(str(given))
    return (text if sort == "data" else lower_case(text)), last


def _as_moment(given: Any) -> datetime:
    return datetime.fromisoformat(given) if isinstance(given, str) else given


def _clamped(data: Any, clamp: int | None) -> tuple[Any, Any]:
    if clamp is None:
        return data.label("data"), sa.false().label("data_cut")
    length = whole_number("clamp", clamp)
    cut = sa.func.coalesce(letters(data) > length, sa.false())
    return first_letters(data, length).label("data"), cut.label("data_cut")


@question(
    subject="Records",
    chart="figure",
    columns=(Column("records", "count", "Logs that the filter matches."),),
)
def record_count(logs: Logs) -> sa.Select[Any]:
    """How many logs are there?"""
    return sa.select(sa.func.coalesce(logs.counted(zoned=False).logs, 0).label("records"))


_SUMS = frozenset({"push_subscriptions", "push_batches", "push_success", "push_failure"})


def _kind(column: LogColumn) -> Kind:
    if column.kind == "integer":
        return "count" if column.name in _SUMS else "id"
    return column.kind


@question(
    subject="Records",
    columns=tuple(Column(c.name, _kind(c), c.meaning) for c in LOG_COLUMNS),
)
def record(logs: Logs, *, id: int | None = None) -> sa.Select[Any]:
    """What does this log say?

    All that is known of the log that has this `id`, in one row; none where the filter does not
    match it, where it may not be seen, or without an id.
    """
    rows = logs.rows()
    wanted = sa.false() if id is None else rows.c.id == id
    return sa.select(rows).where(wanted)
