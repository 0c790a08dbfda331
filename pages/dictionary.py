"""Dictionary: every log type in words, what it means, and what of it is here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from data import vocabulary
from pages.shared import visit, words
from pages.shared.dictionary_table import Entry, dictionary_html
from queries.filters import LogFilter, escaped

STYLE = Path(__file__).parent / "shared" / "dictionary_table.css"
ALL_SECTIONS = "All sections"
BY_SECTION = "By section"

ORDERS: dict[str, Callable[[Entry], Any]] = {
    BY_SECTION: lambda e: (vocabulary.sections().index(e.type.section), e.type.label),
    "Most logs first": lambda e: (-e.logs, e.type.label),
    "Last seen first": lambda e: (-e.last.timestamp() if e.last else 0.0, e.type.label),
    "Newest type first": lambda e: (-e.first.timestamp() if e.first else 0.0, e.type.label),
    "A to Z": lambda e: e.type.label.casefold(),
}


def page() -> None:
    """Draw the page."""
    st.html(STYLE)
    known = entries()
    find, section, order, only = _choices(known)
    chosen = [
        entry
        for entry in known
        if entry.mentions(find)
        and section in {ALL_SECTIONS, entry.type.section}
        and (entry.logs or not only)
    ]
    st.text(summary(known, chosen))
    if not chosen:
        return
    zone = visit.current().filter.zone
    chosen.sort(key=ORDERS[order])
    st.html(dictionary_html(chosen, zone, _address, sectioned=order == BY_SECTION))


def entries() -> list[Entry]:
    """Every log type, known or seen here."""
    zone = visit.current().filter.zone
    seen = visit.answer("log_types_seen", filter=LogFilter(zone=zone))
    found = {known.name: Entry(known) for known in vocabulary.log_types()}
    for row in seen.to_dict("records"):
        kind = vocabulary.log_type(str(row["log_type"]))
        found[kind.name] = Entry(kind, int(row["logs"]), row["first_at"], row["last_at"])
    return list(found.values())


def summary(known: Sequence[Entry], chosen: Sequence[Entry]) -> str:
    """How many types there are, are here, and are shown."""
    said = f"{words.counted(len(known), 'log type')}, {sum(e.logs > 0 for e in known)} seen here"
    if len(chosen) < len(known):
        said = f"{len(chosen)} of {said}"
    return f"{said}. Of all logs, whatever is filtered above."


def _choices(known: Sequence[Entry]) -> tuple[str, str, str, bool]:
    present = {entry.type.section for entry in known}
    sections = [ALL_SECTIONS, *(s for s in vocabulary.sections() if s in present)]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        find = st.text_input(
            "Search the dictionary",
            key="find",
            placeholder="A word, a log type, a key in data",
            icon=":material/search:",
            live=True,
            width=320,
            bind="query-params",
        )
        section = st.selectbox("Section", sections, key="section", width=200, bind="query-params")
        order = st.selectbox("Order", list(ORDERS), key="order", width=160, bind="query-params")
        only = st.toggle("Only those seen here", key="seen", bind="query-params")
    return find or "", section, order, only


def _address(name: str) -> str:
    """Where the logs of a type are: all of them, as many as the table says."""
    zone = visit.current().filter.zone
    return visit.page_url("audit-log", LogFilter(zone=zone, log_types=(escaped(name),)))
