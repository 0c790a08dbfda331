"""Dictionary: every log type in words, what it means, and what of it is here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from data import vocabulary
from data.vocabulary import LogType
from pages.shared import links, visit, words
from queries.filters import LogFilter, escaped

ROW_HEIGHT = 52
ROWS_IN_SIGHT = 12
ALL_SECTIONS = "All sections"


@dataclass(frozen=True)
class Entry:
    """A log type and what of it is here: the number of logs, when the first and last were
    written (aware); None where there is none."""

    type: LogType
    logs: int = 0
    first: datetime | None = None
    last: datetime | None = None

    @property
    def note(self) -> str:
        """What is special about it, in words."""
        if not self.type.known:
            return "Not in the dictionary"
        return "Left out by the API unless named" if self.type.left_out_by_api else ""

    def mentions(self, text: str) -> bool:
        """True where each word of the text occurs in something that is said of the type."""
        kind = self.type
        said = [kind.label, kind.name, kind.section, kind.meaning, self.note, *kind.keys]
        said += [vocabulary.category_label(origin) for origin in kind.origins]
        everything = "\n".join(said).casefold()
        return all(word in everything for word in text.casefold().split())


def page() -> None:
    """Draw the page."""
    known = entries()
    find, section, only = _choices(known)
    chosen = [
        entry
        for entry in known
        if entry.mentions(find)
        and (section in {"", ALL_SECTIONS, entry.type.section})
        and (entry.logs or not only)
    ]
    _summary(known, chosen)
    if chosen:
        _table(chosen)


def entries() -> list[Entry]:
    """Every log type, known or seen here, section by section and by its words within."""
    zone = visit.current().filter.zone
    seen = visit.answer("log_types_seen", filter=LogFilter(zone=zone))
    found = {known.name: Entry(known) for known in vocabulary.log_types()}
    for row in seen.to_dict("records"):
        kind = vocabulary.log_type(str(row["log_type"]))
        found[kind.name] = Entry(kind, int(row["logs"]), row["first_at"], row["last_at"])
    order = vocabulary.sections()
    return sorted(found.values(), key=lambda e: (order.index(e.type.section), e.type.label))


def _choices(known: Sequence[Entry]) -> tuple[str, str, bool]:
    with st.container(
        horizontal=True, vertical_alignment="bottom", key="dictionary_choices", gap="small"
    ):
        find = st.text_input(
            "Search the dictionary",
            key="find",
            placeholder="A word, a log type, a key in data",
            icon=":material/search:",
            live=True,
            width=320,
            bind="query-params",
        )
        present = {entry.type.section for entry in known}
        sections = [ALL_SECTIONS, *(s for s in vocabulary.sections() if s in present)]
        section = st.selectbox("Section", sections, key="section", width=220, bind="query-params")
        only = st.toggle("Only those seen here", key="seen", bind="query-params")
    return find or "", section or "", only


def _summary(known: Sequence[Entry], chosen: Sequence[Entry]) -> None:
    said = f"{words.counted(len(known), 'log type')}, {sum(e.logs > 0 for e in known)} seen here"
    if len(chosen) < len(known):
        said = f"{len(chosen)} of {said}"
    st.text(f"{said}. All logs count, whatever is filtered.")


def _table(chosen: Sequence[Entry]) -> None:
    zone = visit.current().filter.zone
    st.dataframe(
        table(chosen),
        hide_index=True,
        lazy=False,
        row_height=ROW_HEIGHT,
        height=ROW_HEIGHT * min(len(chosen), ROWS_IN_SIGHT) + 40,
        placeholder="",
        alt="Dictionary of log types",
        column_config=_columns(zone, [entry.type.name for entry in chosen]),
    )


def table(chosen: Sequence[Entry]) -> pd.DataFrame:
    """The entries as the table shows them."""
    return pd.DataFrame(
        {
            "label": [e.type.label for e in chosen],
            "name": [e.type.name for e in chosen],
            "meaning": [e.type.meaning for e in chosen],
            "logs": [e.logs for e in chosen],
            "last": [e.last for e in chosen],
            "note": [e.note for e in chosen],
            "keys": [", ".join(e.type.keys) for e in chosen],
            "section": [e.type.section for e in chosen],
            "origin": [
                ", ".join(vocabulary.category_label(o) for o in e.type.origins) for e in chosen
            ],
            "first": [e.first for e in chosen],
        }
    )


def _columns(zone: str, names: Sequence[str]) -> dict[str, Any]:
    text, moment = st.column_config.TextColumn, st.column_config.DatetimeColumn
    return {
        "label": st.column_config.ButtonColumn(
            "In words",
            help="Click one to see its logs.",
            type="tertiary",
            alignment="left",
            width=190,
            pinned=True,
            key="dictionary_records",
            on_click=_records,
            args=(names,),
        ),
        "name": text("Log type", width=210),
        "meaning": text("What it means", width=340),
        "logs": st.column_config.NumberColumn("Logs here", format="localized", width=85),
        "last": moment(f"Last here ({zone})", format="D MMM YYYY HH:mm", width=140),
        "note": text("Note", width=150),
        "keys": text("Keys in data", width=200),
        "section": text("Section", width=140),
        "origin": text("Category", width=150),
        "first": moment(f"First here ({zone})", format="D MMM YYYY HH:mm", width=140),
    }


def _records(names: Sequence[str]) -> None:
    row = int(st.session_state["dictionary_records"]["row"])
    if row < len(names):
        visit.clear()
        links.go("audit-log", log_types=(escaped(names[row]),), since=None, until=None)
