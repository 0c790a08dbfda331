"""The log table's view between script runs: read from the URL, kept to the logs, changed by clicks.

The URL is the truth. Callbacks of widgets change it with `go`; the script run after them reads it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from pages.shared import visit
from pages.shared.log_rows import Pinned
from pages.shared.log_view import PARAMETERS, LogView, read_view

_DRAWN = "log_drawn"


def view_of(logs: Pinned) -> LogView:
    """What the URL asks for, as far as there is such a page.

    Where the filter was changed and the view was not, it goes back to the first page, and a record
    stays open only while it is among the logs. The page turns to the one that holds a record when
    that is opened, where it is known which.
    """
    view = read_view({name: st.query_params.get(name, "") for name in PARAMETERS})
    before: tuple[str, LogView] | None = st.session_state.get(_DRAWN)
    asked = repr((visit.chosen(), logs.shown.without_window()))
    filtered = before is not None and before[0] != asked and before[1] == view
    opened = before is None or before[1].record != view.record
    if filtered:
        view = replace(view, page=1)
        if view.record is not None and logs.record(view.record) is None:
            view = replace(view, record=None)
    if filtered or opened:
        view = _turned(view, logs)
    view = view.within(logs.total)
    st.session_state[_DRAWN] = (asked, view)
    _put(view)
    return view


def _turned(view: LogView, logs: Pinned) -> LogView:
    """The view at the page that holds its record, where that is known."""
    if view.record is None or view.record in set(logs.rows(view)["id"]):
        return view
    record = logs.record(view.record)
    page = logs.page_of(record, view) if record else None
    return replace(view, page=page or view.page)


def go(change: Callable[[LogView], LogView]) -> None:
    """Change the view that was drawn last; for callbacks of widgets."""
    _put(change(st.session_state[_DRAWN][1]))


def step(logs: Pinned, by: int) -> None:
    """Open the next record (`by` 1) or the one before (-1), on the next page where need be."""
    go(lambda view: stepped(view, by, lambda page: list(logs.rows(replace(view, page=page))["id"])))


def stepped(view: LogView, by: int, ids_of: Callable[[int], list[Any]]) -> LogView:
    """The view with the record after (`by` 1) or before (-1) its own, which is on its page.

    `ids_of` gives the ids on a page, in order. At either end of all pages nothing changes.
    """
    ids = ids_of(view.page)
    index = ids.index(view.record) + by
    if 0 <= index < len(ids):
        return replace(view, record=int(ids[index]))
    page = view.page + by
    beyond = ids_of(page) if page > 0 else []
    if not beyond:
        return view
    return replace(view, page=page, record=int(beyond[0 if by > 0 else -1]))


def _put(view: LogView) -> None:
    query = view.to_query()
    for name in PARAMETERS:
        if name not in query and name in st.query_params:
            del st.query_params[name]
        elif name in query and st.query_params.get(name) != query[name]:
            st.query_params[name] = query[name]
