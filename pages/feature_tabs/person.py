"""Delivery to one person: what was sent, by which channel, and whether it arrived."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import visit, ways
from pages.shared.answer_table import Row, Shown, answer_table
from pages.shared.facts import facts
from pages.shared.window import Buckets
from pages.shared.words import number

TITLE = "To one person"
_PERSON = "person"
_MOST = 500

_CHANNELS: Mapping[str, str] = {"email": "Email", "sms": "SMS", "push": "Push"}
_NAMED: Mapping[str, str] = {
    "recipient": "It went to them",
    "user": "Their log",
    "data": "Named in its data",
}


def tab(_steps: Buckets) -> None:
    """Draw the tab."""
    one = visit.current().filter.one_user
    given = st.text_input(
        "Email address or phone number",
        key=_PERSON,
        bind="query-params",
        placeholder=one or "ann@example.com",
        width=420,
        help="Looked for exactly, in the time and with the filters above.",
    )
    person = (given or one or "").strip().lower()
    if not person:
        st.caption("Type an address or number to see everything that was sent there.")
        return
    found = visit.answer("deliveries_to_person", email=person)
    if found.empty:
        st.caption("Nothing of this time was sent to exactly this address or number.")
        return
    facts(
        (label, f"{number(len(sent))} sent", _arrivals(sent["arrived"]))
        for name, label in _CHANNELS.items()
        for sent in [found[found["channel"] == name]]
    )
    _thread(person)
    st.caption(
        "The logs do not say whose a phone or a device is: SMS and push notifications are those "
        "whose log has the person as its user or names them."
    )


def _thread(person: str) -> None:
    answer_table(
        "What was sent, newest first",
        "deliveries_to_person",
        (
            Shown("at", "When"),
            Shown("channel", "By", 60, words=lambda row: _CHANNELS.get(row["channel"], "")),
            Shown("what", "What", 220),
            Shown("arrived", "Arrived", 90, words=lambda row: str(row["arrived"]).capitalize()),
            Shown("outcome", "Outcome", 120, words=lambda row: str(row["outcome"]).capitalize()),
            Shown("reason", "Reason", 220),
            Shown("recipient", "To", 190),
            Shown("named_as", "How we know", 130, words=_how),
            Shown("app", "App", 150, words=ways.app_of),
            ways.log_column(),
        ),
        key="to_person",
        help=f"The latest {_MOST}; the CSV has all. Click a log to open it.",
        rows_in_sight=18,
        email=person,
        limit=_MOST,
    )


def _arrivals(arrived: pd.Series[Any]) -> str:
    counts = Counter(arrived)
    return ", ".join(f"{said} {number(n)}" for said, n in sorted(counts.items())) or "none"


def _how(row: Row) -> str:
    return _NAMED.get(row["named_as"], str(row["named_as"]))
