"""The imports of a store as a table, from the first to the one that is running."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import import_history, visit, words
from pages.shared.import_outcome import ROW_HEIGHT, counts_words, rejects_table
from pages.shared.import_progress import seconds_words

STATES = {
    "running": "Running",
    "done": "Done",
    "failed": "Failed",
    "interrupted": "Cut off; whole batches are kept",
    "removed": "Removed again",
}

COUNTS = ("read", "new", "duplicate", "rejected")


def imports_so_far() -> None:
    """Draw the imports of the store; choosing one shows what it rejected."""
    store = visit.current().store
    found = import_history.imports(store)
    if found.empty:
        return
    st.subheader("Imports so far", anchor=False)
    zone, every = visit.current().filter.zone, import_history.how_many(store)
    latest = f"The latest {words.number(len(found))} of {words.number(every)}. "
    st.caption(f"{latest if every > len(found) else ''}Times of the zone {zone}.")
    state = st.dataframe(
        history_cells(found, zone),
        # What was chosen is a place in the table: with another import it is another table.
        key=f"import_history_{found['id'].iloc[0]}",
        hide_index=True,
        lazy=False,
        row_height=ROW_HEIGHT,
        height=ROW_HEIGHT * (min(len(found), 12) + 1) + 3,
        placeholder="",
        selection_mode="single-cell",
        on_select="rerun",
        alt="Imports so far. Choose one to see what it rejected.",
        column_config=_history_columns(),
    )
    chosen = state["selection"]["cells"]
    if chosen and chosen[0][0] < len(found):
        row = found.iloc[chosen[0][0]]
        with st.container(border=True, key="import_chosen", gap="xsmall"):
            st.text(f"{row['source']}: " + counts_words(*(int(row[n]) for n in COUNTS)))
            rejects_table(int(row["id"]), int(row["rejected"]), "chosen")


def history_cells(found: pd.DataFrame, zone: str) -> pd.DataFrame:
    """Imports as the table shows them."""
    local = {
        name: pd.to_datetime(found[name], utc=True).dt.tz_convert(zone)
        for name in ("started_at", "finished_at", "first", "last")
    }
    took = (local["finished_at"] - local["started_at"]).dt.total_seconds()
    return pd.DataFrame(
        {
            "started_at": local["started_at"],
            "source": found["source"],
            "state": [STATES.get(state, state) for state in found["state"]],
            **{name: found[name] for name in (*COUNTS, "credentials")},
            "first": local["first"],
            "last": local["last"],
            "took": ["" if pd.isna(s) else seconds_words(s) for s in took],
        }
    )


def _history_columns() -> dict[str, Any]:
    text, moment = st.column_config.TextColumn, st.column_config.DatetimeColumn
    number = st.column_config.NumberColumn
    counts = {"read": "Read", "new": "New", "duplicate": "There already", "rejected": "Rejected"}
    shown = "D MMM YYYY HH:mm"
    return {
        "started_at": moment("Started", format=shown, width=130),
        "source": text("Files"),
        "state": text("State", width=120),
        **{name: number(label, format="localized", width=95) for name, label in counts.items()},
        "credentials": number("Credentials replaced", format="localized", width=140),
        "first": moment("First log", format=shown, width=130),
        "last": moment("Last log", format=shown, width=130),
        "took": text("Took", width=70),
    }
