"""One thread: everything that shares a key, in order, with its gaps and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pages.shared import thread_table, visit, ways, words
from pages.shared.answer_table import Shown, answer_table
from pages.shared.delivery_words import outcome_words, seconds_words
from pages.shared.facts import facts
from queries.filters import LogFilter
from queries.thread_kinds import KINDS, ThreadKind

_OF, _VALUE = "of", "value"


def page() -> None:
    """Draw the page."""
    st.subheader("One thread, from its first log to its last", anchor=False)
    kind, text = _asked()
    if not text:
        st.caption("Open a thread from any record or list, or paste the value of a key.")
        return
    ever = thread_table.ever()
    found = visit.answer("thread_figures", filter=ever, by=kind.column, value=text)
    if found.empty:
        st.caption("No log that you may see has exactly this value.")
        return
    figures = found.iloc[0].to_dict()
    _summary(kind, text, figures, ever)
    thread_table.missing(kind, text)
    if kind.deliveries:
        _recipients(text, ever)
    thread_table.steps(kind, text, int(figures["logs"]))


def _asked() -> tuple[ThreadKind, str]:
    kinds = {kind.label: kind for kind in KINDS}
    named = st.query_params.get(_OF, "")
    if named and named not in kinds:
        st.html(f'<div class="notice" role="status"><p>{words.html(_unknown(named))}</p></div>')
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        label = st.selectbox(
            "Logs of one", list(kinds), key=_OF, bind="query-params", width=200, filter_mode=None
        )
        given = st.text_input(
            "Its value",
            key=_VALUE,
            bind="query-params",
            placeholder="Exactly as it stands in the logs",
            width=480,
            help="All logs with this value that you may see, of any time.",
        )
    return kinds[label], (given or "").strip()


def _unknown(named: str) -> str:
    known = ", ".join(kind.label for kind in KINDS)
    return f"There are no threads of «{words.shortened(named)}». There are those of one: {known}."


def _summary(kind: ThreadKind, text: str, figures: Mapping[Any, Any], ever: LogFilter) -> None:
    first, last = figures["first_at"], figures["last_at"]
    gap = seconds_words(figures["longest_seconds"])
    facts(
        (
            ("Logs", words.number(int(figures["logs"])), "All logs with this value."),
            ("First", thread_table.exact(first), "When the first was written."),
            ("Last", thread_table.exact(last), "When the last was written."),
            ("Lasts", seconds_words((last - first).total_seconds()), "From first to last."),
            ("Longest gap", gap or "none", "Between two that follow each other."),
            ("Users", words.number(int(figures["users"])), "Different users, where known."),
            ("Apps", words.number(int(figures["apps"])), "Different apps, by number."),
        )
    )
    thread_table.logs_link(kind, text)


def _recipients(message: str, ever: LogFilter) -> None:
    answer_table(
        "What became of it",
        "emails",
        (
            Shown("recipient", "To", 260),
            Shown("outcome", "Outcome", 150, words=outcome_words),
            Shown("outcome_at", "When"),
            Shown("seconds", "After", 100, words=lambda row: seconds_words(row["seconds"])),
            Shown("reason", "Reason", 260),
            Shown("subject", "Subject", 220),
            Shown("app", "App", 140),
            ways.user_column("sender", "Sender", 190),
        ),
        key="recipients",
        empty="It was no email: the steps below are all that is known.",
        asked=ever,
        message_id=message,
    )
