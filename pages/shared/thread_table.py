"""The logs of a thread step by step, and what is missing in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from data import vocabulary
from pages.shared import links, visit, ways, words
from pages.shared.answer_table import Row, Shown, answer_table
from pages.shared.delivery_words import seconds_words
from pages.shared.evidence import titled
from pages.shared.record_fields import exact_clock
from queries.filters import LogFilter
from queries.thread_kinds import ThreadKind

MOST = 500
"""So many logs of a thread are shown; the CSV has all."""

MISSING: Mapping[str, str] = {
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

_MISSING_HELP = (
    "What these logs call for and do not have. It may not have happened, or not yet, or its log is "
    "not here."
)


def ever() -> LogFilter:
    """The filter that a thread is asked with: all logs, in the visit's zone."""
    return LogFilter(zone=visit.current().filter.zone)


def logs_link(kind: ThreadKind, value: str) -> None:
    """Draw a link to the logs of the thread, at any time."""
    links.page_link(
        "audit-log",
        "These logs in the audit log",
        ways.thread_filter(kind, value, ever()),
        icon=":material/table_rows:",
    )


def missing(kind: ThreadKind, value: str) -> None:
    """Draw what is missing in the thread."""
    if not (kind.expected or kind.deliveries):
        return
    options: dict[str, Any] = {"by": kind.column, "value": value}
    found = visit.answer("thread_missing", filter=ever(), **options)
    titled("What is missing", _MISSING_HELP, "thread_missing", "missing", ever(), **options)
    if found.empty:
        st.caption("Nothing: the thread has all that its logs call for.")
        return
    items = "".join(_missing_html(row, ever().zone) for row in found.to_dict("records"))
    st.html(f'<ul class="missing">{items}</ul>')


def _missing_html(row: Row, zone: str) -> str:
    said = words.html(MISSING[row["missing"]])
    whom: str = "" if pd.isna(row["whom"]) else f" <span>{words.html(str(row['whom']))}</span>"
    since = words.html(words.clock(row["since"], zone))
    return f"<li><strong>{said}</strong>{whom} <small>since {since}</small></li>"


_TOLD = {
    "detail": Shown("detail", "Detail", 260),
    "whom": Shown("whom", "To", 220, words=lambda row: people(row["whom"])),
    "user": ways.user_column("user", "By", 220),
}
"""Columns that are shown where one of the logs tells."""


def exact(at: datetime) -> str:
    """A moment with its seconds: steps follow each other fast."""
    return exact_clock(at, visit.current().filter.zone, fraction=False)


def people(whom: object) -> str:
    """To whom something went; of several, the first and how many more."""
    if not isinstance(whom, str):
        return ""
    try:
        several = json.loads(whom) if whom.startswith("[") else whom
    except ValueError:
        return whom
    if not isinstance(several, list) or not several:
        return whom
    more = len(several) - 1
    return f"{several[0]} and {words.number(more)} more" if more else str(several[0])


def steps(kind: ThreadKind, value: str, logs: int) -> None:
    """Draw the logs of the thread, which are so many, in order."""
    asked: dict[str, Any] = {"by": kind.column, "value": value, "limit": MOST}
    found = visit.answer("thread", filter=ever(), **asked)
    told = [_TOLD[name] for name in _TOLD if found[name].notna().any()]
    first = f"The first {words.number(MOST)} of {words.number(logs)}; the CSV has all. "
    answer_table(
        "Step by step",
        "thread",
        (
            Shown("at", "When", 160, words=lambda row: exact(row["at"])),
            Shown("gap", "After", 110, words=_gap),
            Shown("what", "What", 220, words=_what),
            *told,
            Shown("app", "App", 140, words=ways.app_of),
            Shown("log_type", "Log type", 180),
            ways.surroundings_column(),
        ),
        key="steps",
        help=(first if logs > MOST else "") + "Each log, and how long after the one before.",
        rows_in_sight=20,
        asked=ever(),
        **asked,
    )


def thread(kind: ThreadKind, value: str) -> bool:
    """Draw the logs of a thread and what is missing in it; False where it has no log."""
    found = visit.answer("thread_figures", filter=ever(), by=kind.column, value=value)
    if found.empty:
        return False
    missing(kind, value)
    steps(kind, value, int(found["logs"].iloc[0]))
    logs_link(kind, value)
    return True


def _gap(row: Row) -> str:
    said = seconds_words(row["seconds_since_previous"])
    return f"+ {said}" if said else ""


def _what(row: Row) -> str:
    return vocabulary.log_type(str(row["log_type"])).label
