"""One page of the log table as a grid: cells in words, headers that sort, rows that open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from zlib import crc32

import pandas as pd
import streamlit as st

from pages.shared import labels
from pages.shared.log_rows import Pinned
from pages.shared.log_state import go
from pages.shared.log_view import SORT_WORDS, LogView
from pages.shared.record_fields import exact_clock
from queries.filters import NO_CATEGORY

ROW_HEIGHT = 30
ROWS_IN_SIGHT = 18
OPEN = "rgba(71, 116, 203, 0.18)"
"""Behind the row whose record is open; the theme's blue, thin enough for light and dark."""


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


def columns_for(*, narrow: bool) -> list[TableColumn]:
    """The columns there is room for, less of it beside something else; the last of them takes what
    is left."""
    columns = [column for column in COLUMNS if column.stays or not narrow]
    return [*columns[:-1], replace(columns[-1], width=0)]


def log_grid(logs: Pinned, view: LogView, columns: Sequence[TableColumn]) -> None:
    """Draw a page of the logs. A click on a header turns the order, one on a cell opens its record;
    so do the arrow keys. The row whose record is open is marked."""
    rows, key = logs.rows(view), _grid_key(logs, view)
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
    """A header turns the order, a cell opens its record, and Escape, which leaves nothing chosen,
    closes it."""
    chosen = st.session_state[key]["selection"]
    if chosen["columns"]:
        go(lambda view: view.turned(chosen["columns"][0]))
    elif chosen["cells"]:
        go(lambda view: replace(view, record=ids[chosen["cells"][0][0]]))
    else:
        go(lambda view: replace(view, record=None))


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
