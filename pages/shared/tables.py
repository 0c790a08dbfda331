"""The overview's short tables, in which a click on a name filters by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from data import vocabulary
from pages.shared import labels, links, visit, words
from pages.shared.evidence import titled
from pages.shared.palette import AMOUNT
from pages.shared.reach import Reach
from queries.filters import escaped, exactly

ROWS = 8
_ROW_HEIGHT = 30


def busiest_apps() -> None:
    """Draw the busiest apps of the visit's filter; a click narrows to the app."""
    found = visit.answer("busiest_apps", limit=ROWS)
    titled("Busiest apps", "Click an app to see only its logs.", "busiest_apps", "apps", limit=ROWS)
    shown = pd.DataFrame(
        {
            "App": [
                labels.app_words(i, n) for i, n in zip(found["app_id"], found["app"], strict=True)
            ],
            "Logs": found["logs"],
            "Users": found["users"],
        }
    )
    values = [app_value(i, n) for i, n in zip(found["app_id"], found["app"], strict=True)]
    _busiest(shown, values, only_app, "Busiest apps by logs")


def busiest_users() -> None:
    """Draw the busiest users of the visit's filter; a click narrows to exactly the user."""
    found = visit.answer("busiest_users", limit=ROWS)
    help = "Click a user to see only their logs."
    titled("Busiest users", help, "busiest_users", "users", limit=ROWS)
    shown = pd.DataFrame({"User": found["user"], "Logs": found["logs"], "Apps": found["apps"]})
    _busiest(shown, list(found["user"]), only_user, "Busiest users by logs")


def new_types(here: Reach) -> None:
    """Draw the log types that appeared first in the visit's window; a click shows their logs."""
    titled("New log types", "Never seen before this time.", "new_log_types", "new_types")
    if _everything_is_new(here):
        return
    found = visit.answer("new_log_types")
    if found.empty:
        st.caption("None that had not been seen before.")
    for number, row in enumerate(found.head(ROWS).to_dict("records")):
        _new_type(number, row)
    if len(found) > ROWS:
        st.caption(f"{len(found) - ROWS} more: see Rows and SQL.")


def _new_type(number: int, row: Mapping[Any, Any]) -> None:
    """A log type as a button, not a cell of a table, so that it carries its sentence."""
    known = vocabulary.log_type(row["log_type"])
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"new_{number}"
    ):
        st.button(
            words.code(words.shortened(row["log_type"], 40)),
            key=f"new_type_{number}",
            type="tertiary",
            help=f"{known.label}. {known.meaning}" if known.known else "Not in the dictionary.",
            on_click=records_of,
            args=({"log_types": (escaped(row["log_type"]),)},),
        )
        seen = f"{words.day(row['first_at'])} · {words.counted(int(row['logs']), 'log')}"
        st.caption(seen, width="content")


def new_apps(here: Reach) -> None:
    """Draw the apps that appeared first in the visit's window; a click shows their logs."""
    titled("New apps", "Never seen before this time.", "new_apps", "new_apps")
    if _everything_is_new(here):
        return
    found = visit.answer("new_apps")
    apps = list(zip(found["app_id"], found["app"], strict=True))
    shown = pd.DataFrame({"App": [labels.app_words(app_id, name) for app_id, name in apps]})
    _new(shown, found, [{"apps": (app_value(app_id, name),)} for app_id, name in apps])


def _everything_is_new(here: Reach) -> bool:
    """True, and said, where the window holds the very first log."""
    since = visit.current().filter.since
    if since is not None and here.first < since:
        return False
    st.caption("The window begins before the first log: everything in it is new.")
    return True


def _new(shown: pd.DataFrame, found: pd.DataFrame, changes: list[dict[str, Any]]) -> None:
    if found.empty:
        st.caption("None that had not been seen before.")
        return
    name = str(shown.columns[0])
    shown[name] = shown[name].map(words.cell)
    shown["First seen"] = [words.day(at) for at in found["first_at"]]
    shown["Logs"] = found["logs"]
    config = {
        name: _names(name, f"new_{name}", changes, records_of, width=210),
        "First seen": st.column_config.TextColumn("First seen", width=85),
        "Logs": st.column_config.NumberColumn("Logs", format="localized", width=45),
    }
    _table(shown, config, f"{name}s first seen in this time")


def app_value(app_id: Any, name: Any) -> str:
    """The filter value that means exactly this app."""
    return escaped(str(name)) if pd.isna(app_id) else str(int(app_id))


def only_app(value: str) -> None:
    """Narrow to the app of that filter value; for callbacks."""
    visit.narrow(apps=(value,))


def only_user(address: str) -> None:
    """Narrow to exactly that user; for callbacks."""
    visit.narrow(user=exactly(address))


def records_of(changes: dict[str, Any]) -> None:
    """Open the records of the filter with these changes; for callbacks."""
    links.go("audit-log", **changes)


def _table(shown: pd.DataFrame, config: Mapping[str, Any], alt: str) -> None:
    st.dataframe(
        shown,
        hide_index=True,
        lazy=False,
        row_height=_ROW_HEIGHT,
        height=_ROW_HEIGHT * (min(len(shown), ROWS) + 1) + 2,
        alt=alt,
        column_config=dict(config),
    )


def _names(
    name: str, key: str, values: Sequence[Any], act: Callable[[Any], None], width: int
) -> Any:
    """A column of names, each of which acts on its value when it is clicked."""
    return st.column_config.ButtonColumn(
        name,
        type="tertiary",
        alignment="left",
        width=width,
        key=key,
        on_click=_clicked,
        args=(key, values, act),
    )


def _busiest(
    shown: pd.DataFrame, values: Sequence[Any], act: Callable[[Any], None], alt: str
) -> None:
    name, counted = str(shown.columns[0]), str(shown.columns[2])
    shown[name] = shown[name].map(words.cell)
    most = int(shown["Logs"].max()) if len(shown) else 1
    config = {
        name: _names(name, f"busiest_{name}", values, act, width=210),
        "Logs": st.column_config.ProgressColumn(
            "Logs", format="localized", min_value=0, max_value=most, color=AMOUNT, width=95
        ),
        counted: st.column_config.NumberColumn(counted, format="localized", width=50),
    }
    _table(shown, config, alt)


def _clicked(key: str, values: Sequence[Any], act: Callable[[Any], None]) -> None:
    row = int(st.session_state[key]["row"])
    if row < len(values):
        act(values[row])
