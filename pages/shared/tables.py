"""The overview's short tables, in which a click on a name filters by it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import labels, links, visit, words
from pages.shared.evidence import evidence
from pages.shared.palette import AMOUNT
from pages.shared.reach import Reach
from queries.filters import escaped, exactly

ROWS = 8
_ROW_HEIGHT = 30


def busiest_apps() -> None:
    """Draw the busiest apps of the visit's filter; a click narrows to the app."""
    found = visit.answer("busiest_apps", limit=ROWS)
    st.subheader("Busiest apps", anchor=False, help="Click an app to see only its logs.")
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
    _table(shown, "App", "apps", values, _only_app, "Busiest apps by logs")
    evidence("busiest_apps", "apps", limit=ROWS)


def busiest_users() -> None:
    """Draw the busiest users of the visit's filter; a click narrows to exactly the user."""
    found = visit.answer("busiest_users", limit=ROWS)
    st.subheader("Busiest users", anchor=False, help="Click a user to see only their logs.")
    shown = pd.DataFrame({"User": found["user"], "Logs": found["logs"], "Apps": found["apps"]})
    _table(shown, "User", "users", list(found["user"]), _only_user, "Busiest users by logs")
    evidence("busiest_users", "users", limit=ROWS)


def new_here(here: Reach) -> None:
    """Draw the log types and apps that appeared first in the visit's window.

    Where the window holds the very first log everything in it is new, which says nothing.
    """
    asked = visit.current().filter
    st.subheader("New in this time", anchor=False, help="Never seen before; click to see the logs.")
    if asked.since is None or here.first >= asked.since:
        st.caption(
            "This window begins before the first log, so everything in it is new. "
            "Choose a later beginning to see what came in after."
        )
        return
    types, apps = visit.answer("new_log_types"), visit.answer("new_apps")
    rows = [
        ("log type", labels.type_words(t), f, n, {"log_types": (escaped(t),)})
        for t, f, n in zip(types["log_type"], types["first_at"], types["logs"], strict=True)
    ] + [
        ("app", labels.app_words(i, a), f, n, {"apps": (app_value(i, a),)})
        for i, a, f, n in zip(
            *(apps[c] for c in ("app_id", "app", "first_at", "logs")), strict=True
        )
    ]
    if not rows:
        st.caption("No log type and no app that had not been seen before.")
        return
    rows.sort(key=lambda row: row[2], reverse=True)
    shown = pd.DataFrame(
        {
            "What": [row[1] for row in rows],
            "Kind": [row[0] for row in rows],
            "First": [words.clock(row[2], asked.zone) for row in rows],
            "Logs": [row[3] for row in rows],
        }
    )
    _table(shown, "What", "new", [row[4] for row in rows], _records_of, "New log types and apps")
    with st.container(horizontal=True):
        evidence("new_log_types", "new_types")
        evidence("new_apps", "new_apps")


def app_value(app_id: Any, name: Any) -> str:
    """The filter value that means exactly this app."""
    return escaped(str(name)) if pd.isna(app_id) else str(int(app_id))


def _only_app(value: str) -> None:
    visit.narrow(apps=(value,))


def _only_user(value: str) -> None:
    visit.narrow(user=exactly(value))


def _records_of(changes: dict[str, Any]) -> None:
    links.go("audit-log", **changes)


def _table(
    shown: pd.DataFrame,
    name: str,
    key: str,
    values: Sequence[Any],
    act: Callable[[Any], None],
    alt: str,
) -> None:
    clicked = f"clicked_{key}"
    most = int(shown["Logs"].max()) if len(shown) else 1
    st.dataframe(
        shown,
        hide_index=True,
        lazy=False,
        row_height=_ROW_HEIGHT,
        height=min(_ROW_HEIGHT * len(shown), _ROW_HEIGHT * ROWS) + 38,
        alt=alt,
        key=f"table_{key}",
        column_config={
            name: st.column_config.ButtonColumn(
                name,
                type="tertiary",
                alignment="left",
                key=clicked,
                on_click=_clicked,
                args=(clicked, values, act),
            ),
            "Logs": st.column_config.ProgressColumn(
                "Logs", format="localized", min_value=0, max_value=most, color=AMOUNT
            ),
        },
    )


def _clicked(key: str, values: Sequence[Any], act: Callable[[Any], None]) -> None:
    row = int(st.session_state[key]["row"])
    if row < len(values):
        act(values[row])
