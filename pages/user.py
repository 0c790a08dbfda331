"""A user's passport: since when they are known, from where they come, what they use, and what
happened to their account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import links, states, visit, ways, words
from pages.shared.answer_table import Row, Shown, answer_table
from pages.shared.facts import facts
from pages.shared.heading import heading
from pages.shared.security_words import event_words
from queries.filters import escaped, exactly

_ASKED = "passport_of"
_FEW = 8


def page() -> None:
    """Draw the page."""
    address = visit.current().filter.one_user
    if address is None:
        _whose()
        return
    missing = states.absence()
    found = visit.answer("user_summary")
    if missing is not None and found.empty:
        states.show(missing)
        return
    _name(address)
    if found.empty:
        st.caption("No log in this time is of this user. Other logs may still name them.")
    else:
        _summary(found.iloc[0].to_dict())
    with st.grid(2, min_column_width=480, gap="medium") as grid:
        with grid.cell():
            _devices()
        with grid.cell():
            _addresses()
        with grid.cell():
            _sessions()
        with grid.cell():
            _apps()
    _timeline()


def _whose() -> None:
    st.subheader("Whose passport?", anchor=False)
    st.text_input(
        "Address of a user",
        key=_ASKED,
        placeholder="ann@example.com",
        on_change=_asked,
        width=420,
    )
    seen = visit.answer("busiest_users", limit=_FEW)
    if not seen.empty:
        answer_table(
            "Or one of the busiest users",
            "busiest_users",
            (
                ways.user_column("user", "User", 240),
                Shown("logs", "Logs"),
                Shown("last_at", "Last"),
            ),
            key="passports",
            limit=_FEW,
        )


def _asked() -> None:
    address = st.session_state[_ASKED].strip()
    if address:
        visit.narrow(user=exactly(address.replace('"', "")))


def _name(address: str) -> None:
    asked = visit.current().filter
    with st.container(horizontal=True, vertical_alignment="center", key="title_passport"):
        st.html(f'<h2 class="person">{words.html(address)}</h2>', width="content")
        links.page_link("audit-log", "All logs", asked, icon=":material/list:")
        links.page_link(
            "security",
            "Why can't they get in?",
            asked,
            icon=":material/help:",
            tab="Why can't they get in?",
        )


def _summary(found: Mapping[Any, Any]) -> None:
    heading(int(found["logs"]))
    zone = visit.current().filter.zone
    facts(
        (
            ("First seen", _when(found["first_at"], zone), "In this time."),
            ("Last seen", _when(found["last_at"], zone), "In this time."),
            ("Last got in", _when(found["last_login_at"], zone), "The last login that succeeded."),
            ("Failed logins", words.number(found["failed_logins"]), "In this time."),
            ("Devices", words.number(found["devices"]), "Different known ones in this time."),
            (
                "IP addresses",
                words.number(found["addresses"]),
                "Different known ones in this time.",
            ),
            ("2FA", _state(found, "two_factor", "two_factor_at", zone), _AS_KNOWN),
            ("Organisation", _state(found, "membership", "membership_since", zone), _AS_KNOWN),
        )
    )


_AS_KNOWN = "At the end of this time, as far as the logs know."


def _when(at: Any, zone: str) -> str:
    return "not known" if pd.isna(at) else words.clock(at.to_pydatetime(), zone)


def _state(found: Mapping[Any, Any], state: str, since: str, zone: str) -> str:
    if not isinstance(found[state], str):
        return "not known"
    day = words.day(found[since]) if not pd.isna(found[since]) else ""
    return f"{found[state].capitalize()}, {day}"


def _devices() -> None:
    answer_table(
        "Devices",
        "user_devices",
        (
            Shown("device", "Device", 110, open=lambda row: _only("device", row)),
            Shown("model", "Model", 90),
            Shown("os", "System", 80),
            Shown("first_at", "First"),
            Shown("last_at", "Last"),
            Shown("logs", "Logs", 50),
            Shown("other_users", "Others", 50),
        ),
        key="devices",
        help="Click a device for everything it did, whoever used it.",
        empty="No log of this user says the device.",
    )


def _addresses() -> None:
    answer_table(
        "IP addresses",
        "user_addresses",
        (
            Shown("ip", "IP address", 140, open=lambda row: _only("ip", row)),
            Shown("first_at", "First"),
            Shown("last_at", "Last"),
            Shown("logs", "Logs", 50),
            Shown("other_users", "Others", 50),
        ),
        key="addresses",
        help="Click an address for everything that came from it, whoever used it.",
        empty="No log of this user says the address.",
    )


def _only(part: str, row: Row) -> None:
    changes: dict[str, Any] = {part: escaped(str(row[part])), "user": ""}
    links.go("audit-log", **changes)


def _sessions() -> None:
    answer_table(
        "Sessions",
        "user_sessions",
        (
            Shown("session_id", "Session", 95, open=_session),
            Shown("first_at", "First"),
            Shown("last_at", "Last"),
            Shown("logs", "Logs", 60),
            Shown("apps", "Apps", 50),
            Shown("ip", "IP address", 110),
        ),
        key="sessions",
        help="Click a session for its logs.",
        empty="No log of this user says the session.",
    )


def _session(row: Row) -> None:
    links.go("audit-log", session=str(int(row["session_id"])))


def _apps() -> None:
    answer_table(
        "Apps used",
        "user_apps",
        (
            Shown("app", "App", 170, words=ways.app_of),
            Shown("first_at", "First"),
            Shown("last_at", "Last"),
            Shown("logs", "Logs", 70),
        ),
        key="user_apps",
        empty="No log of this user is of an app.",
    )


def _timeline() -> None:
    answer_table(
        "What happened to the account",
        "security_timeline",
        (
            Shown("at", "When"),
            Shown("what", "What", 190, words=lambda row: event_words(row["what"])),
            Shown("detail", "Detail", 140),
            ways.user_column("by", "By", 200),
            Shown("app", "App", 150),
            ways.log_column(),
        ),
        key="timeline",
        help="First and failed sign-ins, 2FA, passwords, sessions and memberships, newest first.",
        empty="Nothing in this time.",
        rows_in_sight=16,
        limit=200,
    )
