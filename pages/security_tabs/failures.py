"""Failed logins, looked into: whose, from where, when, and what happened next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pages.shared import charts, links, publishes, strip, visit, ways
from pages.shared.answer_table import Row, Shown, answer_table
from pages.shared.evidence import titled
from pages.shared.palette import OUTCOME_COLOURS
from pages.shared.security_words import event_words
from pages.shared.tables import app_value
from pages.shared.week_cells import week_cells
from pages.shared.window import Buckets
from queries.filters import escaped, exactly
from queries.security_types import FAILED

MOST = 200
"""So many rows of a table are shown, those with most first; the CSV has all."""

_STRIP = "attempts_shown"
_IN_STRIP = 12
_ATTEMPTS = 2000


def tab(steps: Buckets) -> None:
    """Draw the tab."""
    by_user = answer_table(
        "Failures by user",
        "login_failures_by_user",
        (
            ways.user_column("user", "User", 210),
            Shown("failures", "Failures", 65, open=_of_user),
            Shown("first_at", "First"),
            Shown("last_at", "Last"),
            Shown("ips", "IP addresses", 90),
            Shown("devices", "Devices", 65),
            Shown("succeeded_after", "Got in after", 90),
        ),
        key="by_user",
        help="Click a user for their passport, a number for the logs of these failures.",
        empty="No login failed in this time.",
        limit=MOST,
    )
    if by_user.empty:
        return
    with st.grid(2, min_column_width=420, gap="medium") as grid:
        with grid.cell():
            _next()
        with grid.cell():
            _places("Failures by IP address", "login_failures_by_ip", "ip", "IP address")
        with grid.cell():
            _places("Failures by device", "login_failures_by_device", "device", "Device")
        with grid.cell():
            _apps()
    _attempts([user for user in by_user["user"] if isinstance(user, str)][:_IN_STRIP], steps)
    _hours()


def _of_user(row: Row) -> None:
    if isinstance(row["user"], str):
        links.go("audit-log", user=exactly(row["user"]), log_types=(FAILED,))


def _next() -> None:
    answer_table(
        "What happened next",
        "after_login_failures",
        (
            ways.user_column("user", "User", 225),
            Shown("failures", "Failures", 65),
            Shown("last_at", "Last failure"),
            Shown("next", "Next", 125, words=_next_words),
            Shown("next_at", "At"),
        ),
        key="next",
        help="The first of these after the last failure. Click a user for their passport.",
        limit=MOST,
    )


def _next_words(row: Row) -> str:
    return "Got in" if row["next"] == "succeeded" else event_words(row["next"])


def _places(title: str, question: str, part: str, label: str) -> None:
    answer_table(
        title,
        question,
        (
            Shown(part, label, 150, open=lambda row: _of_place(part, row)),
            Shown("failures", "Failures", 65),
            Shown("users", "Users", 55),
            Shown("succeeded", "Got in", 60),
            Shown("first_at", "First"),
            Shown("last_at", "Last"),
        ),
        key=question,
        help=f"Click one for the failures from there. A login often does not say its {part}.",
        limit=MOST,
    )


def _of_place(part: str, row: Row) -> None:
    if isinstance(row[part], str):
        changes: dict[str, Any] = {part: escaped(row[part]), "log_types": (FAILED,)}
        links.go("audit-log", **changes)


def _apps() -> None:
    answer_table(
        "Failures by app",
        "login_failures_by_app",
        (
            Shown("app", "App", 160, words=_app_words, open=_of_app),
            Shown("failures", "Failures", 65),
            Shown("users", "Users", 55),
            Shown("first_at", "First"),
            Shown("last_at", "Last"),
        ),
        key="failures_by_app",
        help="Click an app for its failures.",
    )


def _app_words(row: Row) -> str:
    return "Fliplet Studio" if row["studio"] else ways.app_of(row) or "not known"


def _of_app(row: Row) -> None:
    if row["studio"]:
        links.go("audit-log", categories=("studio",), log_types=(FAILED,))
    elif isinstance(row["app"], str):
        links.go("audit-log", apps=(app_value(row["app_id"], row["app"]),), log_types=(FAILED,))


def _hours() -> None:
    frame = visit.answer("login_failures_by_hour_of_week")
    zone = visit.current().filter.zone
    titled(
        "Failures by hour of the week",
        f"Hours as clocks show them in {zone}. Click one for its logs.",
        "login_failures_by_hour_of_week",
        "failure_hours",
    )
    week_cells(
        frame,
        key="failure_hours_map",
        alt="Failed logins per weekday and hour",
        value="failures",
        noun="failure",
        colour=OUTCOME_COLOURS["failed"],
        log_types=(FAILED,),
    )


def _attempts(users: list[str], steps: Buckets) -> None:
    """Attempts of the users with most failures, each on a line of their own."""
    shown = visit.answer("login_attempts", users=users, limit=_ATTEMPTS)
    titled(
        "Attempts in time",
        f"Every attempt of the {len(users)} users with most failures. Click a mark for its logs.",
        "login_attempts",
        "attempts",
        users=users,
        limit=_ATTEMPTS,
    )
    if len(shown) == _ATTEMPTS:
        st.caption(f"The latest {_ATTEMPTS:,} attempts of these users; the CSV has all.")
    st.session_state[_STRIP] = [
        (row["user"], row["at"].to_pydatetime()) for row in shown.to_dict("records")
    ]
    st.plotly_chart(
        publishes.over_moments(strip.attempts(shown, users), steps),
        key="attempts_strip",
        config=dict(charts.CONFIG),
        selection_mode="points",
        on_select=_open,
        alt="Marks of login attempts in time, a line a user. The rows are under Rows and SQL.",
    )


def _open() -> None:
    points = st.session_state["attempts_strip"]["selection"]["points"]
    if points and not publishes.open_mark("attempts_strip"):
        links.go("audit-log", **strip.around(_mark(points[0])))


def _mark(point: Mapping[str, Any]) -> tuple[str, Any]:
    user, at = st.session_state[_STRIP][int(point["customdata"][0])]
    return user, at
