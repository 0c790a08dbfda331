"""Saved views: pages with all that was chosen on them, under names that people gave them.

Two tables, to which rows are only ever added: of a view, and of what one person made of a view, the
row with the highest number holds. So both engines keep them alike, and nothing that was deleted is
lost. A view holds no logs: whoever opens it sees of them what they may see.

Who `manages` the store changes what others share as if it were their own; what others keep private
is not there for them either. A name is unique among its owner's views, as long as one process
writes to the store: two on one server that save in the same moment may both get it.
"""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from data.engine import Store
from data.errors import ViewRefused
from data.schema import saved_views, view_choices

LONGEST_NAME = 80
LONGEST_QUERY = 100_000
"""Characters of all URL parameters of a view together, as JSON."""

Query = Mapping[str, Sequence[str]]
"""URL parameters: each name with its values."""


@dataclass(frozen=True)
class SavedView:
    """A view as one person finds it.

    `page` is the page's address, `query` its URL parameters. `owner` saved it; others find it where
    it is `shared`. `pinned` and `default` are the choices of the person who asks.
    """

    id: str
    owner: str
    name: str
    page: str
    query: Query
    shared: bool
    saved_at: datetime
    pinned: bool = False
    default: bool = False


def views_of(store: Store, person: str) -> list[SavedView]:
    """The views that a person finds, their own and those others share, by name."""
    found = [view for view, deleted in _all(store) if not deleted]
    choices = _choices(store, person)
    default = _default(choices)
    pinned = {choice["view_id"] for choice in choices if choice["pinned"]}
    mine = [
        replace(view, pinned=view.id in pinned, default=view.id == default)
        for view in found
        if view.owner == person or view.shared
    ]
    return sorted(mine, key=lambda view: (view.name.casefold(), view.owner, view.id))


def save_view(
    store: Store, person: str, name: str, page: str, query: Query, *, shared: bool = False
) -> SavedView:
    """Save a new view. Raises ViewRefused for a name that is empty, too long or taken, and for
    parameters longer than `LONGEST_QUERY`."""
    given = {key: tuple(values) for key, values in query.items()}
    if len(_json(given)) > LONGEST_QUERY:
        raise ViewRefused("this view has more conditions than can be saved")
    with _writing:
        view = SavedView(
            uuid.uuid4().hex, person, _free(store, person, name), page, given, shared, _now()
        )
        _add(store, view)
    return view


def rename_view(
    store: Store, person: str, id: str, name: str, *, manages: bool = False
) -> SavedView:
    """Give a view another name. Raises ViewRefused as `save_view`, and for who may not."""
    return _change(
        store,
        person,
        id,
        manages,
        lambda view: replace(view, name=_free(store, view.owner, name, view.id)),
    )


def share_view(
    store: Store, person: str, id: str, *, shared: bool, manages: bool = False
) -> SavedView:
    """Show a view to everybody, or to its owner alone. Raises ViewRefused for who may not."""
    return _change(store, person, id, manages, lambda view: replace(view, shared=shared))


def delete_view(store: Store, person: str, id: str, *, manages: bool = False) -> SavedView:
    """Delete a view; `restore_view` brings it back. Raises ViewRefused for who may not."""
    with _writing:
        view = _own(store, person, id, manages)
        _add(store, view, deleted=True)
    return view


def restore_view(store: Store, person: str, id: str, *, manages: bool = False) -> SavedView:
    """Bring a deleted view back. Raises ViewRefused for who may not, and for a taken name."""
    with _writing:
        view = _own(store, person, id, manages, deleted=True)
        _free(store, view.owner, view.name, view.id)
        _add(store, view)
    return view


def pin_view(store: Store, person: str, id: str, *, pinned: bool) -> None:
    """Have a view in the person's side bar, or not. Raises ViewRefused where they find none."""
    with _writing:
        view = _found(store, person, id)
        _choose(store, person, replace(view, pinned=pinned))


def open_first(store: Store, person: str, id: str | None) -> None:
    """Make a view the one that the person begins with; None for none. Raises ViewRefused where
    they find none of that id."""
    with _writing:
        for view in views_of(store, person):
            if view.default and view.id != id:
                _choose(store, person, replace(view, default=False))
        if id is not None:
            _choose(store, person, replace(_found(store, person, id), default=True))


_writing = threading.Lock()


def _change(
    store: Store,
    person: str,
    id: str,
    manages: bool,
    change: Callable[[SavedView], SavedView],
) -> SavedView:
    with _writing:
        view = change(_own(store, person, id, manages))
        _add(store, view)
    return view


def _found(store: Store, person: str, id: str) -> SavedView:
    for view in views_of(store, person):
        if view.id == id:
            return view
    raise ViewRefused("this view is not there any more")


def _own(store: Store, person: str, id: str, manages: bool, *, deleted: bool = False) -> SavedView:
    for view, gone in _all(store):
        if view.id == id and gone == deleted and (view.shared or view.owner == person):
            if view.owner != person and not manages:
                raise ViewRefused(f"only {view.owner} can change the view {view.name!r}")
            return view
    raise ViewRefused("this view is not there any more")


def _free(store: Store, owner: str, name: str, id: str = "") -> str:
    """The name, tidied. Raises ViewRefused where it cannot be one."""
    tidy = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    if not tidy:
        raise ViewRefused("a view needs a name")
    if len(tidy) > LONGEST_NAME:
        raise ViewRefused(f"a name has {LONGEST_NAME} characters at most; this one has {len(tidy)}")
    for view, deleted in _all(store):
        same = view.owner == owner and view.name.casefold() == tidy.casefold()
        if same and not deleted and view.id != id:
            raise ViewRefused(f"{owner} has a view called {view.name!r} already")
    return tidy


def _all(store: Store) -> Iterator[tuple[SavedView, bool]]:
    """Every view that there ever was, with whether it is deleted."""
    for row in _latest(store, saved_views, "id"):
        query = MappingProxyType({name: tuple(v) for name, v in json.loads(row["query"]).items()})
        shared, saved_at = bool(row["shared"]), datetime.fromisoformat(row["saved_at"])
        texts = (row["id"], row["owner"], row["name"], row["page"])
        yield SavedView(*texts, query, shared, saved_at), bool(row["deleted"])


def _choices(store: Store, person: str) -> list[sa.RowMapping]:
    return _latest(store, view_choices, "view_id", view_choices.c.person == person)


def _default(choices: Sequence[sa.RowMapping]) -> str | None:
    """Of two that were made the default at once, the later."""
    made = [choice for choice in choices if choice["opens_first"]]
    latest = max(made, key=lambda choice: int(choice["number"]), default=None)
    return None if latest is None else str(latest["view_id"])


def _latest(store: Store, table: sa.Table, key: str, *only: Any) -> list[sa.RowMapping]:
    """The row with the highest number of each key."""
    with store.engine.connect() as connection:
        rows = connection.execute(sa.select(table).where(*only).order_by(table.c.number))
        latest: dict[str, sa.RowMapping] = {row[key]: row for row in rows.mappings()}
        return list(latest.values())


def _add(store: Store, view: SavedView, *, deleted: bool = False) -> None:
    with _inserting(store, saved_views) as (connection, number):
        row = {
            "number": number,
            "id": view.id,
            "owner": view.owner,
            "name": view.name,
            "page": view.page,
            "query": _json(view.query),
            "shared": int(view.shared),
            "deleted": int(deleted),
            "saved_at": view.saved_at.isoformat(),
        }
        connection.execute(sa.insert(saved_views), row)


def _choose(store: Store, person: str, view: SavedView) -> None:
    with _inserting(store, view_choices) as (connection, number):
        row = {
            "number": number,
            "person": person,
            "view_id": view.id,
            "pinned": int(view.pinned),
            "opens_first": int(view.default),
        }
        connection.execute(sa.insert(view_choices), row)


@contextmanager
def _inserting(store: Store, table: sa.Table) -> Iterator[tuple[sa.Connection, int]]:
    """A transaction, and the number of the row that it adds."""
    if store.read_only:
        raise ViewRefused("this dashboard only reads its store: views cannot be saved")
    with store.engine.begin() as connection:
        highest = connection.scalar(sa.select(sa.func.max(table.c.number)))
        yield connection, int(highest or 0) + 1


def _json(query: Query) -> str:
    return json.dumps({name: list(values) for name, values in query.items()})


def _now() -> datetime:
    return datetime.now(UTC)
