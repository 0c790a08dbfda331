"""Ways from a row of an answer to what is behind it: the user, the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import labels, links, visit, words
from pages.shared.answer_table import Row, Shown
from pages.shared.tables import app_value
from queries.filters import LogFilter, escaped, exactly
from queries.subject import Subject, SubjectKind
from queries.thread_kinds import ThreadKind, thread_kind

PASSPORT = "user"
"""The address of the page that shows one user."""

THREAD = "thread"
"""The address of the page that shows everything that shares a key."""

BEHAVIOR = "behavior-analysis"
"""The address of the page on what users, devices and addresses do."""

FOLLOWED = "Follow one"
"""Its tab that shows the time line of one of them."""

_AROUND = timedelta(minutes=5)


def user_column(name: str, label: str, width: int = 190) -> Shown:
    """A column of users, each of whom opens their passport when clicked."""
    return Shown(name, label, width, open=lambda row: passport(row[name]))


def passport(address: object) -> None:
    """Open the passport of the user with that address; for callbacks. Nobody known has none."""
    if isinstance(address, str):
        links.go(PASSPORT, user=exactly(address))


def device_column(name: str = "device", width: int = 130) -> Shown:
    """A column of devices, each of which is followed when clicked."""
    return Shown(name, "Device", width, open=lambda row: follow("device", row[name]))


def ip_column(name: str = "ip", width: int = 120) -> Shown:
    """A column of IP addresses, each of which is followed when clicked."""
    return Shown(name, "IP address", width, open=lambda row: follow("ip", row[name]))


def follow(kind: SubjectKind, value: object) -> None:
    """Follow one user, device or IP address; for callbacks. One not known cannot be followed."""
    if isinstance(value, str) and value.strip():
        asked = Subject(kind, value).alone(LogFilter())
        parts = {name: getattr(asked, name) for name in ("user", "device", "ip")}
        links.go(BEHAVIOR, extra={"tab": FOLLOWED}, **parts)


def message_column(label: str = "Message", width: int = 110) -> Shown:
    """A column of messages, each of which opens its whole life when clicked."""
    return thread_column("message_id", label, width)


def passport_link(user: str) -> None:
    """Draw a link to the passport of the user with that address."""
    asked = replace(visit.current().filter, user=exactly(user))
    links.page_link(PASSPORT, f"The passport of {words.code(user)}", asked)


def log_button(row: Row) -> None:
    """Draw a button that opens the log of a row (columns at, id) with the minutes around it."""
    st.button("Open its log", key="open_log", type="tertiary", on_click=open_log, args=(row,))


def thread_column(column: str, label: str, width: int = 110, *, name: str | None = None) -> Shown:
    """A column of values of a key of `logs`, each of which opens its thread when clicked.

    `name` is what the answer calls the key, by default as `logs` does.
    """
    named = name or column
    return Shown(named, label, width, open=lambda row: thread(column, row[named]))


def thread(column: str, value: Any) -> None:
    """Open the thread of the logs with that value of a key; for callbacks. None known has none."""
    if not pd.isna(value):
        links.go(THREAD, extra={"of": thread_kind(column).label, "value": str(value)})


def thread_filter(kind: ThreadKind, value: str, asked: LogFilter) -> LogFilter:
    """The filter with, beside its own, exactly the logs of a thread."""
    if kind.column == "session_id":
        return replace(asked, session=value)
    if kind.column == "device":
        return replace(asked, device=escaped(value))
    return replace(asked, keys=(*asked.keys, (kind.column, escaped(value))))


def app_column(label: str = "App", width: int = 170) -> Shown:
    """A column of apps (columns app_id, app), each of which narrows to its logs when clicked."""
    return Shown("app", label, width, open=only_app)


def only_app(row: Row) -> None:
    """Narrow to the app of a row (columns app_id, app); for callbacks."""
    if isinstance(row["app"], str):
        visit.narrow(apps=(app_value(row["app_id"], row["app"]),))


def log_column(label: str = "Log") -> Shown:
    """A column of numbers of logs, each of which opens among those around it when clicked."""
    return Shown("id", label, 95, open=open_log)


def surroundings_column(label: str = "Log") -> Shown:
    """A column of numbers of logs, each of which opens among all logs around it when clicked,
    whoever made them."""
    return Shown("id", label, 95, open=_surroundings)


def _surroundings(row: Row) -> None:
    at = row["at"].to_pydatetime()
    window = {"since": at - _AROUND, "until": at + _AROUND}
    everybody = {"user": "", "device": "", "ip": ""}
    links.go("audit-log", extra={"record": str(int(row["id"]))}, **window, **everybody)


def analytics_session(row: Row) -> None:
    """Open the logs of an analytics session (column session); for callbacks."""
    links.go("audit-log", keys=(("analytics_session", str(row["session"])),))


def open_log(row: Row) -> None:
    """Open the log of a row (columns at, id), with the minutes around it; for callbacks."""
    at = row["at"].to_pydatetime()
    window = {"since": at - _AROUND, "until": at + _AROUND}
    links.go("audit-log", extra={"record": str(int(row["id"]))}, **window)


def app_of(row: Row) -> str:
    """The app of a row (columns app_id, app) in words."""
    return labels.app_words(row["app_id"], row["app"])
