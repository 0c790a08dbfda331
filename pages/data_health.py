"""Data health: what came in, and what in it had never been there before."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data import vocabulary
from data.key_path import path_steps
from pages.shared import import_history, links, visit, words
from pages.shared.answer_table import Row, Shown, answer_table
from pages.shared.imports_so_far import imports_so_far
from queries.conditions import Condition, Group, key_field
from queries.filters import LogFilter, escaped


def page() -> None:
    """Draw the page."""
    st.subheader("New in an import", anchor=False)
    brought = import_history.with_logs(visit.current().store)
    if len(brought) > 1:
        _news(_chosen(brought))
    elif brought:
        st.caption("There is one import so far: all that it brought is new.")
    else:
        st.caption("No import has brought any logs yet.")
    imports_so_far()


def _chosen(brought: list[Row]) -> Row:
    zone = visit.current().filter.zone
    at: int = st.selectbox(
        "Import",
        range(len(brought)),
        format_func=lambda at: (
            f"{words.clock(brought[at]['started_at'], zone)}: {brought[at]['source']} "
            f"({words.counted(int(brought[at]['new']), 'log')} new)"
        ),
        key="health_import",
    )
    return brought[at]


def _news(chosen: Row) -> None:
    """What no log had that came in before this import: types of logs, and keys inside `data`."""
    batch = int(chosen["first_batch"])
    asked = LogFilter(zone=visit.current().filter.zone)
    left, right = st.columns(2, gap="medium")
    with left:
        answer_table(
            "Log types seen for the first time",
            "new_log_types",
            (
                Shown("log_type", "Log type", 220, open=_type_records),
                Shown("meaning", "Meaning", 190, _meaning),
                *_WHEN,
            ),
            key="health_types",
            help="Of which no log came in before this import. Click one for its logs.",
            empty="None: there were logs of all its types before.",
            asked=asked,
            batch=batch,
        )
    with right:
        answer_table(
            "Keys inside data seen for the first time",
            "new_data_keys",
            (Shown("key", "Key", 260, open=_key_records), *_WHEN),
            key="health_keys",
            help="Which had a value in no log that came in before this import. Click one for its "
            "logs.",
            empty="None: all its keys were in logs before.",
            asked=asked,
            batch=batch,
        )


_WHEN = (Shown("first_at", "First seen", 130), Shown("logs", "Logs", 65))


def _meaning(row: Row) -> str:
    known = vocabulary.log_type(row["log_type"])
    return known.label if known.known else "Not in the dictionary"


def _type_records(row: Row) -> None:
    _records(log_types=(escaped(row["log_type"]),))


def _key_records(row: Row) -> None:
    having = Condition(key_field(path_steps(row["key"])), "is_not_empty")
    _records(where=Group("all", (having,)))


def _records(**changes: Any) -> None:
    """Open the records of all time of which this holds, whatever else was asked for."""
    visit.clear()
    links.go("audit-log", since=None, until=None, **changes)
