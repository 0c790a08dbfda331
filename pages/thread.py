"""One message, its whole life: whom it went to, what became of it, and every step with its gap."""

from __future__ import annotations

import streamlit as st

from pages.shared import visit, ways
from pages.shared.answer_table import Row, Shown, answer_table
from pages.shared.delivery_words import OUTCOME_WORDS, outcome_words, seconds_words
from queries.filters import LogFilter

_MESSAGE = "message"


def page() -> None:
    """Draw the page."""
    st.subheader("One message, its whole life", anchor=False)
    given = st.text_input(
        "Message ID",
        key=_MESSAGE,
        bind="query-params",
        placeholder="As it stands in the logs",
        width=560,
        help="All logs of the message that you may see, whatever time and filters are above.",
    )
    message = (given or "").strip()
    if not message:
        st.caption("Open it from an email or SMS anywhere, or paste the ID of one.")
        return
    ever = LogFilter(zone=visit.current().filter.zone)
    steps = visit.answer("message_thread", filter=ever, message_id=message)
    if steps.empty:
        st.caption("No log that you may see is of a message with exactly this ID.")
        return
    _recipients(message, ever)
    _steps(message, ever)


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


def _steps(message: str, ever: LogFilter) -> None:
    answer_table(
        "Step by step",
        "message_thread",
        (
            Shown("at", "When"),
            Shown("gap", "After", 110, words=_gap),
            Shown("what", "What", 110, words=_what),
            Shown("recipient", "Named", 260),
            Shown("reason", "Reason", 300),
            Shown("log_type", "Log type", 190),
            ways.log_column(),
        ),
        key="steps",
        help="Each log of the message, and how long after the one before it came.",
        asked=ever,
        message_id=message,
    )


def _gap(row: Row) -> str:
    said = seconds_words(row["seconds_since_previous"])
    return f"+ {said}" if said else ""


def _what(row: Row) -> str:
    return OUTCOME_WORDS.get(row["what"], str(row["what"]).capitalize())
