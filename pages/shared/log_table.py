"""The raw log as a table: sorted and cut into pages by the store, one record open beside it.

The filter is the visit's, so what is typed over a column shows in the bar and the URL. The page,
its size, the order and the open record are in the URL too (`log_view`). A page has one such table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zlib import crc32

import pandas as pd
import streamlit as st

from pages.shared import labels, states, words
from pages.shared.column_filters import column_filter
from pages.shared.downloads import downloads
from pages.shared.log_rows import Pinned, anywhere, pinned, unpin
from pages.shared.log_state import go, step, view_of
from pages.shared.log_view import SIZES, SORT_WORDS, LogView
from pages.shared.record_detail import Place, record_detail
from pages.shared.record_fields import exact_clock
from queries.filters import NO_CATEGORY, LogFilter

STYLE = Path(__file__).with_name("log_table.css")
ROW_HEIGHT = 30
ROWS_IN_SIGHT = 18
POLL_SECONDS = 20
OPEN = "rgba(71, 116, 203, 0.18)"
"""Behind the row whose record is open; the theme's blue, thin enough for light and dark."""

_SIZE, _SORT, _PAGE, _JUMP = "log_size", "log_sort", "log_page", "log_jump"


@dataclass(frozen=True)
class TableColumn:
    """One column: its name in the order and in the frame, its label, its width in pixels (0: all
    that is left), the part of the filter that is asked for over it, and whether it stays when a
    record is open beside the table."""

    name: str
    label: str
    width: int
    part: str
    stays: bool = False


COLUMNS = (
    TableColumn("created_at", "Date", 165, "window", stays=True),
    TableColumn("category", "Category", 150, "categories"),
    TableColumn("log_type", "Log type", 295, "log_types", stays=True),
    TableColumn("app_name", "App", 140, "apps", stays=True),
    TableColumn("user", "User", 220, "user", stays=True),
    TableColumn("session_id", "Session ID", 90, "session"),
    TableColumn("data", "Data", 0, "text"),
)
"""Fliplet's columns in Fliplet's order."""


def logs_shown(shown: LogFilter | None = None) -> Pinned:
    """The logs that `log_table` shows for the same filter, e.g. for the sentence over the page."""
    return pinned(shown, reopened=_SIZE not in st.session_state)


def log_table(shown: LogFilter | None = None) -> None:
    """Draw the table of the logs that a filter matches (default: the visit's).

    A filter of the page's own (say, the visit's with certain log types) has no filters over its
    columns, since these change the visit's.
    """
    logs = logs_shown(shown)
    view = view_of(logs)
    st.html(STYLE)
    _toolbar(logs, view)
    # In a column even when it is alone: the grid then stays what it is, with the keyboard's focus
    # and its place, when a record opens beside it.
    beside = st.columns([1] if view.record is None else [11, 8], gap="medium")
    with beside[0]:
        _table(logs, view, _columns(view), filters=shown is None)
    if view.record is not None:
        with beside[1]:
            _detail(logs, view)


def _columns(view: LogView) -> list[TableColumn]:
    """The columns there is room for; the last of them takes what is left."""
    columns = [column for column in COLUMNS if column.stays or view.record is None]
    return [*columns[:-1], replace(columns[-1], width=0)]


def _toolbar(logs: Pinned, view: LogView) -> None:
    with st.container(horizontal=True, key="log_toolbar", vertical_alignment="center"):
        st.text(_span_words(logs, view), width="content")
        _arrivals(logs)
        st.space("stretch")
        downloads(logs.shown, logs.total)
        _select(_SORT, "Order", list(SORT_WORDS), SORT_WORDS.__getitem__, view.sort, 180)
        _select(_SIZE, "Rows a page", list(SIZES), lambda n: f"{n} rows", view.size, 110)


def _span_words(logs: Pinned, view: LogView) -> str:
    if not logs.total:
        return "No logs"
    first, last = map(words.number, view.span(logs.total))
    return f"{first}-{last} of {words.counted(logs.total, 'log')}"


@st.fragment(run_every=POLL_SECONDS)
def _arrivals(logs: Pinned) -> None:
    """Say, quietly, that more logs have come in since these were first shown."""
    arrived = logs.arrived()
    if not arrived:
        return
    noun = "new log has" if arrived == 1 else "new logs have"
    label = f"{words.number(arrived)} {noun} arrived · show"
    if st.button(label, key="log_arrived", type="tertiary", icon=":material/refresh:"):
        unpin()
        go(lambda view: view.at(1))
        st.rerun()


def _select(
    key: str, label: str, options: list[Any], named: Callable[[Any], str], value: Any, width: int
) -> None:
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    st.selectbox(
        label,
        options,
        format_func=named,
        key=key,
        label_visibility="collapsed",
        width=width,
        on_change=_take,
        args=(key, key),
    )


_CHANGES: dict[str, Callable[[LogView, Any], LogView]] = {
    _SORT: LogView.sorted_by,
    _SIZE: LogView.sized,
    _PAGE: LogView.at,
}


def _take(key: str, what: str) -> None:
    value = st.session_state[key]
    if value is not None:
        go(lambda view: _CHANGES[what](view, value))


def _table(logs: Pinned, view: LogView, columns: Sequence[TableColumn], *, filters: bool) -> None:
    if filters:
        with st.container(horizontal=True, gap=None, key="column_filters"):
            for column in columns:
                column_filter(column.part, column.width or "stretch")
    if not logs.total:
        missing = states.absence()
        if missing is not None:
            states.show(missing)
        return
    rows = logs.rows(view)
    _grid(rows, view, columns, _grid_key(logs, view))
    _paging(logs, view)


def _grid(rows: pd.DataFrame, view: LogView, columns: Sequence[TableColumn], key: str) -> None:
    ids = [int(id) for id in rows["id"]]
    row = ids.index(view.record) if view.record in ids else None
    _mark(key, row)
    shown = cells(rows)
    st.dataframe(
        shown
        if row is None
        else shown.style.set_properties(subset=(row, slice(None)), **{"background-color": OPEN}),
        key=key,
        hide_index=True,
        lazy=False,
        row_height=ROW_HEIGHT,
        height=ROW_HEIGHT * (min(len(ids), ROWS_IN_SIGHT) + 1) + 3,
        column_order=[column.name for column in columns],
        column_config={column.name: _column(column, view, rows) for column in columns},
        placeholder="",
        selection_mode=["single-cell", "single-column"],
        on_select=lambda: _clicked(key, ids),
        alt=f"Logs, {SORT_WORDS[view.sort].lower()}. Choose a cell to open its record.",
    )


def _grid_key(logs: Pinned, view: LogView) -> str:
    """Another page or order is another grid: it begins at the top, with nothing chosen."""
    bare = replace(view, record=None)
    return f"log_grid_{crc32(repr((bare, logs.shown.without_window(), logs.batch)).encode())}"


def _mark(key: str, row: int | None) -> None:
    """Have the grid mark a cell of that row, or none; what is marked already stays as it is."""
    held = st.session_state.get(key, {}).get("selection", {}).get("cells", [])
    if [cell[0] for cell in held] != ([] if row is None else [row]):
        chosen = [] if row is None else [(row, COLUMNS[0].name)]
        st.session_state[key] = {"selection": {"rows": [], "columns": [], "cells": chosen}}


def _clicked(key: str, ids: Sequence[int]) -> None:
    """A header turns the order, a cell opens its record."""
    chosen = st.session_state[key]["selection"]
    if chosen["columns"]:
        go(lambda view: view.turned(chosen["columns"][0]))
    elif chosen["cells"]:
        go(lambda view: replace(view, record=ids[chosen["cells"][0][0]]))


def cells(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of `record_page` as people read them, in the columns of `COLUMNS`."""
    at = rows["created_at"]
    zone = str(at.dt.tz)
    return pd.DataFrame(
        {
            "created_at": [exact_clock(moment, zone, fraction=False) for moment in at],
            "category": [labels.category_words(value or NO_CATEGORY) for value in rows["category"]],
            "log_type": [labels.type_words(value) for value in rows["log_type"]],
            "app_name": [
                labels.app_words(i, n)
                for i, n in zip(rows["app_id"], rows["app_name"], strict=True)
            ],
            "user": rows["user"].fillna(""),
            "session_id": rows["session_id"],
            "data": [" ".join(text.split()) if text else "" for text in rows["data"]],
        }
    )


def _column(column: TableColumn, view: LogView, rows: pd.DataFrame) -> Any:
    label = column.label
    if column.name == "created_at":
        label += f" ({rows['created_at'].dt.tz})"
    if column.name == view.column:
        label += " ↓" if view.descending else " ↑"
    kind = st.column_config.TextColumn
    if column.name == "session_id":
        return st.column_config.NumberColumn(label, format="%d", width=column.width)
    return kind(label, width=column.width or None)


def _paging(logs: Pinned, view: LogView) -> None:
    pages = view.pages(logs.total)
    if pages == 1:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="log_paging"):
        # Streamlit warns of a value set for a widget that has a default, and this one always has.
        key = f"{_PAGE}_{view.page}"
        st.pagination(pages, default=view.page, key=key, on_change=_take, args=(key, _PAGE))
        st.session_state[_JUMP] = None
        st.number_input(
            f"Go to page (1 to {words.number(pages)})",
            min_value=1,
            max_value=pages,
            key=_JUMP,
            placeholder="Go to page",
            label_visibility="collapsed",
            width=170,
            on_change=_take,
            args=(_JUMP, _PAGE),
        )


def _detail(logs: Pinned, view: LogView) -> None:
    assert view.record is not None
    record, among = logs.record(view.record), True
    if record is None:
        record, among = anywhere(view.record), False
    ids = list(logs.rows(view)["id"])
    first, last = view.page == 1, view.page == view.pages(logs.total)
    on_page = view.record in ids
    place = Place(
        among=among,
        previous=on_page and not (first and ids[0] == view.record),
        next=on_page and not (last and ids[-1] == view.record),
    )
    record_detail(
        view.record,
        record,
        place,
        step=lambda by: step(logs, by),
        close=lambda: go(lambda view: replace(view, record=None)),
    )
