"""One thread: everything that shares a key, in order, with its gaps and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from data import vocabulary
from pages.shared import links, visit, ways, words
from pages.shared.answer_table import Row, Shown, answer_table
from pages.shared.delivery_words import outcome_words, seconds_words
from pages.shared.evidence import titled
from pages.shared.facts import facts
from queries.filters import LogFilter
from queries.thread_kinds import KINDS, ThreadKind

_OF, _VALUE = "of", "value"
_MOST = 500
"""So many logs of a thread are shown; the CSV has all."""

_MISSING: Mapping[str, str] = {
    "no_status": "Sent, no status yet",
    "still_delayed": "Delayed, not delivered yet",
    "no_trigger": "A status, and no log of sending",
    "sms_not_reported": "Sent, and nothing reports whether it arrived",
    "no_report": "Requested, no report",
    "no_request": "Reported, and no log of a request",
    "not_restored": "Deleted, not restored",
    "not_uploaded": "No log of its upload",
    "not_created": "No log of its creation",
    "no_result": "Sent, no result",
    "no_login": "No log of a login",
}
"""What is missing in a thread, in words."""


def page() -> None:
    """Draw the page."""
    st.subheader("One thread, from its first log to its last", anchor=False)
    kind, text = _asked()
    if not text:
        st.caption("Open a thread from any record or list, or paste the value of a key.")
        return
    ever = LogFilter(zone=visit.current().filter.zone)
    found = visit.answer("thread_figures", filter=ever, by=kind.column, value=text)
    if found.empty:
        st.caption("No log that you may see has exactly this value.")
        return
    figures = found.iloc[0].to_dict()
    _summary(kind, text, figures, ever)
    _missing(kind, text, ever)
    if kind.deliveries:
        _recipients(text, ever)
    _steps(kind, text, int(figures["logs"]), ever)


def _asked() -> tuple[ThreadKind, str]:
    kinds = {kind.label: kind for kind in KINDS}
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
            help="All logs with this value that you may see, whatever time and filters are above.",
        )
    return kinds[label], (given or "").strip()


def _summary(kind: ThreadKind, text: str, figures: Mapping[Any, Any], ever: LogFilter) -> None:
    first, last = figures["first_at"], figures["last_at"]
    gap = seconds_words(figures["longest_seconds"])
    facts(
        (
            ("Logs", words.number(int(figures["logs"])), "All logs with this value."),
            ("First", words.clock(first, ever.zone), "When the first was written."),
            ("Last", words.clock(last, ever.zone), "When the last was written."),
            ("Lasts", seconds_words((last - first).total_seconds()), "From first to last."),
            ("Longest gap", gap or "none", "Between two that follow each other."),
            ("Users", words.number(int(figures["users"])), "Different users, where known."),
            ("Apps", words.number(int(figures["apps"])), "Different apps, by number."),
        )
    )
    links.page_link(
        "audit-log",
        "These logs in the audit log",
        ways.thread_filter(kind, text, ever),
        icon=":material/table_rows:",
    )


def _missing(kind: ThreadKind, text: str, ever: LogFilter) -> None:
    if not (kind.expected or kind.deliveries):
        return
    options: dict[str, Any] = {"by": kind.column, "value": text}
    found = visit.answer("thread_missing", filter=ever, **options)
    titled("What is missing", _MISSING_HELP, "thread_missing", "missing", ever, **options)
    if found.empty:
        st.caption("Nothing: the thread has all that its logs call for.")
        return
    items = "".join(_missing_html(row, ever.zone) for row in found.to_dict("records"))
    st.html(f'<ul class="missing">{items}</ul>')


_MISSING_HELP = (
    "What these logs call for and do not have. It may not have happened, or not yet, or its log is "
    "not here."
)


def _missing_html(row: Row, zone: str) -> str:
    said = words.html(_MISSING[row["missing"]])
    whom: str = "" if pd.isna(row["whom"]) else f" <span>{words.html(str(row['whom']))}</span>"
    since = words.html(words.clock(row["since"], zone))
    return f"<li><strong>{said}</strong>{whom} <small>since {since}</small></li>"


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


def _steps(kind: ThreadKind, text: str, logs: int, ever: LogFilter) -> None:
    first = f"The first {words.number(_MOST)} of {words.number(logs)}; the CSV has all. "
    answer_table(
        "Step by step",
        "thread",
        (
            Shown("at", "When"),
            Shown("gap", "After", 110, words=_gap),
            Shown("what", "What", 220, words=_what),
            Shown("detail", "Detail", 260),
            Shown("whom", "To", 200),
            ways.user_column("user", "By", 190),
            Shown("app", "App", 140, words=ways.app_of),
            Shown("log_type", "Log type", 180),
            ways.surroundings_column(),
        ),
        key="steps",
        help=(first if logs > _MOST else "") + "Each log, and how long after the one before.",
        rows_in_sight=20,
        asked=ever,
        by=kind.column,
        value=text,
        limit=_MOST,
    )


def _gap(row: Row) -> str:
    said = seconds_words(row["seconds_since_previous"])
    return f"+ {said}" if said else ""


def _what(row: Row) -> str:
    return vocabulary.log_type(str(row["log_type"])).label
