"""Use: who is active, who comes back, and how long sessions are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import charts, publishes, sides, visit, ways, words
from pages.shared.answer_table import Shown, answer_table
from pages.shared.bars import bars, parts_of
from pages.shared.delivery_words import seconds_words
from pages.shared.evidence import titled
from pages.shared.facts import facts
from pages.shared.lines import days_lines
from pages.shared.triangle import triangle
from pages.shared.week_cells import week_cells
from pages.shared.window import Buckets, no_finer

_MOST = 200
_COMING = parts_of(
    {"returning": "Returning", "new": "New", "resumed": "Back after a pause"}, ("*",)
)


def tab(steps: Buckets) -> None:
    """Draw the tab."""
    left, right = st.columns([5, 4], gap="medium")
    with left:
        _active(steps)
    with right:
        _week()
    left, right = st.columns([5, 4], gap="medium")
    with left:
        _coming(steps)
    with right:
        _retention()
    _sessions()


def _active(steps: Buckets) -> None:
    found = visit.answer("active_users")
    titled(
        "Active users",
        "Different users of the day, of the 7 and of the 30 days that end with it.",
        "active_users",
        "active",
    )
    if found.empty:
        st.caption("No log of this time names a user.")
        return

    def draw(_steps: Buckets) -> None:
        named = {"daily": "Daily", "weekly": "Weekly", "monthly": "Monthly"}
        sides.chart(
            publishes.over_dates(days_lines(visit.answer("active_users"), named)),
            key="active_lines",
            selection_mode="points",
            on_select=partial(publishes.open_mark, sides.sided("active_lines")),
            alt="Lines of daily, weekly and monthly active users. The rows are under Rows and SQL.",
        )

    sides.over_time(steps, draw)
    last = found.iloc[-1]
    ratio: Any = last["stickiness"]
    if not pd.isna(ratio):
        said = f"On {words.day(last['day'])}: {words.percent(float(ratio))} of the monthly users"
        st.caption(f"{said} were active on that day.")


def _week() -> None:
    frame = visit.answer("use_by_hour_of_week")
    zone = visit.current().filter.zone
    help = f"Hours in {zone}. Click one for its logs."
    titled("Users by hour of the week", help, "use_by_hour_of_week", "use_week")
    week_cells(
        frame, key="use_week_map", alt="Users per weekday and hour", value="users", noun="user"
    )


def _coming(steps: Buckets) -> None:
    wider = no_finer(steps, "week", visit.current().filter.zone)
    unit = wider.unit
    question = "users_new_returning_lapsed"
    frame = visit.answer(question, unit=unit)
    titled(
        f"Users by {unit}",
        "New: never before, in all that the logs know. Returning: in the time before, too. Lapsed: "
        "not in the time after, see Rows and SQL.",
        question,
        "coming",
        unit=unit,
    )
    if frame.empty:
        st.caption("No log of this time names a user.")
        return
    alt = f"Bars of users per {unit}: returning, new, and back after a pause."
    sides.over_time(
        wider,
        lambda wider: bars(
            "coming_bars", visit.answer(question, unit=unit), _COMING, wider, alt=alt
        ),
    )


def _retention() -> None:
    frame = visit.answer("retention", weeks=12)
    titled(
        "Who comes back",
        "Users by the week of their first use, and how many of them were active so many weeks "
        "later. A week that is not over yet is pale.",
        "retention",
        "retention",
        weeks=12,
    )
    if frame.empty:
        st.caption("Nobody used it for the first time within this time.")
        return
    st.plotly_chart(
        triangle(frame),
        key="retention_triangle",
        config=dict(charts.CONFIG),
        alt="Shares of users that come back, by week of first use. The rows are under Rows and SQL",
    )


def _sessions() -> None:
    figures = visit.answer("session_figures").iloc[0].to_dict()
    help = "Analytics sessions that began in this time."
    titled("Sessions", help, "session_figures", "session_facts")
    if not figures["sessions"]:
        st.caption("No log of this time is of an analytics session.")
        return
    _session_facts(figures)
    answer_table(
        "The latest sessions",
        "sessions",
        (
            Shown("started_at", "Began"),
            ways.user_column("user", "User", 230),
            Shown("app", "App", 160, words=ways.app_of),
            Shown("seconds", "Length", 90, words=lambda row: seconds_words(row["seconds"])),
            Shown("screens", "Screens", 65),
            Shown("logs", "Logs", 60),
            Shown("platform", "Platform", 80),
            Shown("os", "System", 90),
            Shown("device", "Device", 130),
            Shown("session", "Session", 130, open=ways.analytics_session),
        ),
        key="sessions",
        help=f"The latest {_MOST}; the CSV has all. Click a session for its logs.",
        limit=_MOST,
    )


def _session_facts(figures: Mapping[Any, Any]) -> None:
    screens: Any = figures["screens_per_session"]
    facts(
        (
            ("Sessions", words.number(figures["sessions"]), "Those that began in this time."),
            ("Users", words.number(figures["users"]), "Different known users of them."),
            ("Half last", seconds_words(figures["median_seconds"]), "Median length."),
            ("On average", seconds_words(figures["mean_seconds"]), "Mean length."),
            ("Screens each", "" if pd.isna(screens) else f"{screens:.1f}", "Mean of viewed ones."),
            ("Of one screen", words.number(figures["one_screen"]), "Sessions without a second."),
        )
    )
