"""Follow one user, device or IP address: one time line, sessions, who shares what, odd hours."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pages.shared import visit, ways
from pages.shared.answer_table import Row, Shown, answer_table
from pages.shared.delivery_words import seconds_words
from pages.shared.security_words import event_words
from pages.shared.window import Buckets
from queries.filters import escaped, exactly
from queries.subject import Subject

_KINDS = {"user": "User", "device": "Device", "ip": "IP address"}
_ASKED, _KIND = "follow_asked", "follow_kind"
_MOST = 300

_QUESTIONS: Mapping[str, str] = {
    "user": "user_activity",
    "device": "device_activity",
    "ip": "ip_activity",
}


def tab(_steps: Buckets) -> None:
    """Draw the tab."""
    subject = Subject.of(visit.current().filter)
    _whom()
    if subject is None:
        st.caption("Name one user, device or IP address, here or in the filter bar.")
        return
    _time_line(subject)
    with st.grid(2, min_column_width=480, gap="medium") as grid:
        with grid.cell():
            _sessions()
        with grid.cell():
            _shared(subject)
        with grid.cell():
            _hours()
        if subject.kind != "user":
            with grid.cell():
                _users()


def _whom() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        kind = st.segmented_control(
            "Follow a",
            list(_KINDS),
            format_func=_KINDS.__getitem__,
            default="user",
            key=_KIND,
        )
        st.text_input(
            f"{_KINDS.get(kind or 'user', 'User')} to follow",
            key=_ASKED,
            placeholder="Exactly as the logs have it",
            on_change=_follow,
            width=420,
        )


def _follow() -> None:
    value = str(st.session_state[_ASKED] or "").strip()
    kind = st.session_state.get(_KIND) or "user"
    if value:
        text = exactly(value.replace('"', "")) if kind == "user" else escaped(value)
        parts = {"user": "", "device": "", "ip": "", kind: text}
        visit.narrow(**parts)


def _time_line(subject: Subject) -> None:
    answer_table(
        "What happened, newest first",
        _QUESTIONS[subject.kind],
        (
            Shown("at", "When"),
            Shown("what", "What", 130, words=_what),
            Shown("detail", "Detail", 150),
            Shown("app", "App", 140, words=ways.app_of),
            Shown("screen", "Screen", 140),
            ways.user_column("user", "By", 200),
            Shown("whom", "To", 140),
            Shown("ip", "IP address", 110),
            Shown("device", "Device", 120),
            ways.surroundings_column(),
        ),
        key="time_line",
        help=f"The latest {_MOST}; the CSV has all. Click a log for it and its surroundings.",
        rows_in_sight=18,
        limit=_MOST,
    )


def _what(row: Row) -> str:
    said = event_words(row["what"])
    return f"{said} · session begins" if row["begins_session"] else said


def _sessions() -> None:
    answer_table(
        "Sessions",
        "followed_sessions",
        (
            Shown("first_at", "Began"),
            Shown("seconds", "Length", 90, words=lambda row: seconds_words(row["seconds"])),
            Shown("app", "App", 130),
            Shown("views", "Views", 55),
            Shown("events", "Events", 55),
            Shown("ip", "IP address", 110),
            Shown("session", "Session", 120, open=ways.analytics_session),
        ),
        key="followed_sessions",
        help="Click a session for its logs.",
    )


def _shared(subject: Subject) -> None:
    shown = (
        Shown("place_kind", "Shared", 70, words=lambda row: _KINDS.get(row["place_kind"], "")),
        Shown("place", "Which", 140),
        ways.user_column("user", "With", 200),
        Shown("first_at", "First"),
        Shown("last_at", "Last"),
        Shown("logs", "Logs", 55),
    )
    title = "Who shares their devices and addresses" if subject.kind == "user" else "Who else"
    answer_table(title, "sharing_users", shown, key="sharing", empty="Nobody, in this time.")


def _hours() -> None:
    answer_table(
        "At unusual hours",
        "unusual_hours",
        (
            Shown("day", "Day", 90),
            Shown("hour", "Hour", 55, words=lambda row: f"{int(row['hour']):02}:00"),
            Shown("logs", "Logs", 55),
            Shown("active_days", "Days before", 85),
            Shown("hours", "Hours before", 90),
            Shown("first_at", "First"),
        ),
        key="unusual_hours",
        help="Hours of the day near which there was nothing on all the days before that are known.",
        empty="At no hour that is unusual for them.",
    )


def _users() -> None:
    answer_table(
        "Users seen there",
        "followed_users",
        (
            ways.user_column("user", "User", 220),
            Shown("logs", "Logs", 60),
            Shown("devices", "Devices", 60),
            Shown("addresses", "Addresses", 75),
            Shown("first_at", "First"),
            Shown("last_at", "Last"),
        ),
        key="followed_users",
    )
