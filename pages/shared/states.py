"""What a page says where there is nothing to show, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import streamlit as st

from data.errors import AuditLogError
from pages.shared import links, visit, words
from pages.shared.contents import imported_for
from pages.shared.holding import HOLDING
from pages.shared.reach import reach
from queries.filters import LogFilter

Reason = Literal["no logs", "not permitted", "filtered away", "not imported", "none"]


@dataclass(frozen=True)
class Absence:
    """Why there is nothing: the reason, a heading, and a sentence with what is known instead."""

    reason: Reason
    heading: str
    sentence: str


def absence() -> Absence | None:
    """Why the visit's filter matches nothing; None where it matches something."""
    shown = visit.current()
    if _records(shown.filter):
        return None
    if not shown.contents.any:
        return Absence("no logs", "No logs yet", "Nothing has been imported so far.")
    if not _records(LogFilter()):
        return Absence(
            "not permitted",
            "Nothing you may see",
            "The logs here belong to apps that you have not been given access to.",
        )
    return _within_window(shown.filter)


def _within_window(asked: LogFilter) -> Absence:
    bare = LogFilter(since=asked.since, until=asked.until, zone=asked.zone)
    if others := _records(bare):
        return Absence(
            "filtered away",
            "No log matches these filters",
            f"The filters leave out all {words.counted(others, 'log')} of this time.",
        )
    if imported_for(visit.current().store, asked.since, asked.until):
        sentence = "Logs were imported from before and after it, and there are none from within."
        return Absence("none", "Nothing was logged in this time", sentence)
    return Absence("not imported", "No logs were imported for this time", _reach_words(asked.zone))


def _reach_words(zone: str) -> str:
    here = reach()
    if here is None:
        return ""
    first, last = words.clock(here.first, zone), words.clock(here.last, zone)
    return f"The logs here reach from {first} to {last} ({zone})."


def _records(asked: LogFilter) -> int:
    return int(visit.answer("record_count", filter=asked)["records"].iloc[0])


def show(found: Absence) -> None:
    """Draw the state with the ways out of it."""
    with st.container(key="absence", border=True, gap="small", width=620):
        st.subheader(found.heading, anchor=False)
        st.markdown(found.sentence)
        with st.container(horizontal=True, vertical_alignment="center"):
            _ways_out(found.reason)


def _ways_out(reason: Reason) -> None:
    if reason == "filtered away":
        st.button("Clear all filters", key="absence_clear", type="primary", on_click=visit.clear)
    if reason in {"filtered away", "not imported", "none"}:
        st.button("Show all time", key="absence_all_time", on_click=visit.all_time)
    if reason in {"no logs", "not imported"}:
        st.button(
            "Import my logs",
            key="absence_import",
            type="primary" if reason == "no logs" else "secondary",
            icon=":material/upload_file:",
            on_click=links.go,
            args=("import",),
        )
    if reason == "no logs":
        st.button(
            "Load the demo organisation",
            key="absence_demo",
            on_click=HOLDING.begin_demo,
            help="An invented organisation with 13 months of logs, to look around in.",
        )


def problem(error: AuditLogError) -> None:
    """Say what keeps the page from being shown, in the error's own words."""
    with st.container(key="problem", border=True, width=620):
        st.subheader("This page cannot be shown now", anchor=False)
        st.text(str(error))
        st.button("Try again", key="problem_again")
