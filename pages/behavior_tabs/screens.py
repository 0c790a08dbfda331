"""Screens: which are viewed, from where people come and where they go, and what fails there."""

from __future__ import annotations

import streamlit as st

from pages.behavior_tabs.paths import paths
from pages.shared import labels, links, ways
from pages.shared.answer_table import Row, Shown, answer_table
from pages.shared.window import Buckets

_MOST = 200


def tab(_steps: Buckets) -> None:
    """Draw the tab."""
    with st.grid(2, min_column_width=520, gap="medium") as grid:
        with grid.cell():
            _viewed()
        with grid.cell():
            paths()
    _errors()


def _viewed() -> None:
    answer_table(
        "Screens viewed",
        "screens_viewed",
        (
            Shown("screen", "Screen", 150, words=_screen, open=_of_screen),
            Shown("app", "App", 120, words=ways.app_of),
            Shown("views", "Views", 60),
            Shown("users", "Users", 55),
            Shown("entries", "Entries", 60),
            Shown("exits", "Exits", 50),
            Shown("last_at", "Last"),
        ),
        key="screens",
        help="Entries and exits: sessions that began or ended there. Click one for its logs.",
        rows_in_sight=16,
        limit=_MOST,
    )


def _screen(row: Row) -> str:
    return labels.screen_words(row["screen_id"], row["screen"]) or "not known"


def _of_screen(row: Row) -> None:
    if str(row["screen_id"]) != "<NA>" and row["screen_id"] is not None:
        links.go("audit-log", keys=(("page_id", str(int(row["screen_id"]))),))


def _errors() -> None:
    answer_table(
        "Errors in apps",
        "app_errors",
        (
            ways.app_column(),
            Shown("message", "Message", 420, open=_of_error),
            Shown("errors", "Times", 60),
            Shown("users", "Users", 60),
            Shown("screens", "Screens", 65),
            Shown("first_at", "First"),
            Shown("last_at", "Last"),
        ),
        key="app_errors",
        help="Click a message for its logs.",
        empty="No app logged an error in this time.",
        limit=_MOST,
    )


def _of_error(row: Row) -> None:
    links.go("audit-log", log_types=("app.error.*",), text=str(row["message"])[:200])
