"""Profile and security settings: what was changed in accounts, and which have no 2FA now."""

from __future__ import annotations

import streamlit as st

from pages.shared import ways
from pages.shared.answer_table import Row, Shown, answer_table
from pages.shared.security_words import event_words
from pages.shared.window import Buckets

_LATEST = 200
_LIMITED = f"The latest {_LATEST}; the CSV has all. Click a user for their passport."


def tab(steps: Buckets) -> None:
    """Draw the tab."""
    _security_changes()
    with st.grid(2, min_column_width=560, gap="medium") as grid:
        with grid.cell():
            _without_two_factor()
        with grid.cell():
            _profile_changes()


def _what(row: Row) -> str:
    return event_words(row["what"])


def _security_changes() -> None:
    answer_table(
        "Security settings added and removed",
        "security_changes",
        (
            Shown("at", "When"),
            Shown("what", "What", 115, words=_what),
            Shown("kind", "Kind", 110),
            ways.user_column("user", "User", 240),
            ways.user_column("by", "By", 240),
            Shown("on_behalf", "For someone", 90),
            Shown("app", "App", 150, words=ways.app_of),
            ways.log_column(),
        ),
        key="security_changes",
        help=_LIMITED,
        limit=_LATEST,
    )


def _without_two_factor() -> None:
    answer_table(
        "Accounts whose 2FA was removed and not added again",
        "accounts_without_two_factor",
        (
            ways.user_column("user", "User", 215),
            Shown("kind", "Kind", 95),
            Shown("removed_at", "Removed"),
            Shown("on_behalf", "By another", 80),
            Shown("last_login_at", "Last got in"),
        ),
        key="no_second_factor",
        help="At the end of the window, as far as the logs know.",
        empty="None that the logs know of.",
    )


def _profile_changes() -> None:
    answer_table(
        "Profiles and passwords changed",
        "profile_changes",
        (
            Shown("at", "When"),
            Shown("what", "What", 85, words=_what),
            ways.user_column("user", "User", 190),
            ways.user_column("by", "By", 190),
        ),
        key="profile_changes",
        help=_LIMITED,
        limit=_LATEST,
    )
