"""Builds and publishing: what was shipped, by whom, and whether it was built."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from pages.behavior_tabs.comparison import comparison
from pages.shared import publishes, sides, visit, ways, words
from pages.shared.answer_table import Row, Shown, answer_table
from pages.shared.bars import Part, bars
from pages.shared.delivery_words import seconds_words
from pages.shared.evidence import titled
from pages.shared.facts import facts
from pages.shared.palette import OUTCOME_COLOURS, PARTS, UNKNOWN
from pages.shared.window import Buckets, no_finer

BUILD_TYPES = ("app.submission.*",)
_PARTS = (
    Part("succeeded", "Succeeded", OUTCOME_COLOURS["succeeded"], BUILD_TYPES),
    Part("failed", "Failed", OUTCOME_COLOURS["failed"], BUILD_TYPES),
    Part("other", "Another status", PARTS[4], BUILD_TYPES),
    Part("no_report", "No report yet", UNKNOWN, BUILD_TYPES, hatched=True),
)
_MOST = 200


def tab(steps: Buckets) -> None:
    """Draw the tab."""
    comparison()
    _published()
    _builds(steps)
    _between()
    _changes()
    with st.grid(2, min_column_width=480, gap="medium") as grid:
        with grid.cell():
            _web("First launches on the web", "web_launches", Shown("again", "Again", 55))
        with grid.cell():
            _web("Changes of the web address", "slug_changes", _PREVIOUS)
        with grid.cell():
            _web("Taken off the web", "apps_unpublished", Shown("launched_again_at", "Back since"))


_PREVIOUS = Shown("previous_slug", "Before", 110)


def _builds(steps: Buckets) -> None:
    figures = visit.answer("build_figures").iloc[0].to_dict()
    unit = "day" if steps.unit == "hour" else steps.unit
    titled(f"Builds by {unit} of their request", _ASKED, "builds_over_time", "builds", unit=unit)
    if not figures["requested"] and not figures["without_request"]:
        st.caption("No build was requested in this time.")
        return
    left, right = st.columns([5, 4], gap="medium")
    with left:
        days = no_finer(steps, "day", visit.current().filter.zone)
        alt = f"Bars of builds per {unit}, by what became of them."
        sides.over_time(
            days,
            lambda days: bars(
                "builds_bars", visit.answer("builds_over_time", unit=unit), _PARTS, days, alt=alt
            ),
        )
    with right:
        _build_facts(figures)
        _builds_by_app()
    _list()


_ASKED = "A request and its report are joined by appSubmissionId. Click a bar for its logs."


def _build_facts(figures: Mapping[Any, Any]) -> None:
    ratio: Any = figures["success_ratio"]
    facts(
        (
            ("Requested", words.number(figures["requested"]), "In this time."),
            (
                "Succeeded",
                "none reported" if pd.isna(ratio) else words.percent(float(ratio)),
                "Of those with a report that says that they succeeded or failed.",
            ),
            (
                "Half report within",
                seconds_words(figures["median_seconds"]) or "not known",
                "Median time from request to report.",
            ),
            ("No report yet", words.number(figures["no_report"]), "Requested, and nothing since."),
            (
                "Request not in the data",
                words.number(figures["without_request"]),
                "A report is there, and the request is not. They are in no other figure.",
            ),
        )
    )


def _builds_by_app() -> None:
    answer_table(
        "By app",
        "builds_by_app",
        (
            ways.app_column(width=150),
            Shown("requested", "Requested", 75),
            Shown("succeeded", "Succeeded", 75),
            Shown("failed", "Failed", 60),
            Shown("no_report", "No report", 75),
        ),
        key="build_apps",
    )


def _list() -> None:
    answer_table(
        "Builds",
        "app_builds",
        (
            Shown("requested_at", "Requested"),
            Shown("app", "App", 160, words=ways.app_of),
            Shown("platform", "Platform", 80),
            ways.user_column("requested_by", "By", 220),
            Shown("outcome", "Outcome", 110, words=_outcome),
            Shown("status", "Status", 100),
            Shown("reported_at", "Reported"),
            Shown("seconds", "After", 90, words=lambda row: seconds_words(row["seconds"])),
            Shown("reason", "Reason", 240),
            ways.thread_column("submission_id", "Build", 90),
        ),
        key="app_builds",
        help=f"The latest {_MOST}; the CSV has all.",
        limit=_MOST,
    )


def _outcome(row: Row) -> str:
    return str(row["outcome"]).replace("_", " ").capitalize()


def _published() -> None:
    with st.grid(2, min_column_width=480, gap="medium") as grid:
        with grid.cell():
            answer_table(
                "Published",
                "apps_published",
                (
                    Shown("at", "When"),
                    Shown("app", "App", 160, words=ways.app_of),
                    Shown("kind", "Kind", 110, words=lambda row: str(row["kind"]).capitalize()),
                    ways.user_column("user", "By", 170),
                    publishes.compare_column(90),
                    ways.log_column(),
                ),
                key="published",
                help=f"The latest {_MOST}; the CSV has all. Compare shows the app before and "
                "after.",
                empty="Nothing was published in this time.",
                limit=_MOST,
            )
        with grid.cell():
            answer_table(
                "Cadence",
                "publish_cadence",
                (
                    ways.app_column(width=150),
                    Shown("publishes", "Times", 55),
                    Shown("publishers", "By", 45),
                    Shown("median_days", "Days between", 95, words=_days),
                    Shown("first_at", "First"),
                    Shown("last_at", "Last"),
                ),
                key="cadence",
                help="Days between: the median from one time to the next.",
                empty="Nothing was published in this time.",
            )


def _between() -> None:
    answer_table(
        "What was changed from one publish to the next",
        "changes_between_publishes",
        (
            Shown("at", "Published"),
            Shown("app", "App", 170, words=ways.app_of),
            ways.user_column("user", "Published by", 220),
            Shown("previous_at", "The time before"),
            Shown("changes", "Changes", 70),
            Shown("screens", "Screens", 70),
            Shown("components", "Components", 90),
            Shown("settings", "Settings", 70),
            Shown("editors", "Editors", 65),
            Shown("by", "Changed by", 280),
            ways.log_column(),
        ),
        key="between",
        help="A row without a moment is of changes that are not published yet.",
        empty="Nothing was published in this time.",
        limit=_MOST,
    )


def _days(row: Row) -> str:
    days: Any = row["median_days"]
    return "" if pd.isna(days) else f"{days:,.1f}"


def _changes() -> None:
    answer_table(
        "Changes of apps",
        "app_changes",
        (
            Shown("at", "When"),
            Shown("app", "App", 170, words=ways.app_of),
            ways.user_column("user", "By", 220),
            Shown("what", "What", 150, words=lambda row: str(row["what"]).capitalize()),
            Shown("screen", "Screen", 150),
            Shown("component", "Component", 150),
            Shown("changed", "Changed", 170),
            ways.log_column(),
        ),
        key="app_changes",
        help=f"The latest {_MOST}; the CSV has all.",
        empty="No app was changed in this time.",
        limit=_MOST,
    )


def _web(title: str, question: str, last: Shown) -> None:
    columns = [
        Shown("at", "When"),
        Shown("app", "App", 130, words=ways.app_of),
        ways.user_column("user", "By", 160),
        *([] if question == "apps_unpublished" else [Shown("slug", "Address", 110)]),
        last,
    ]
    answer_table(title, question, columns, key=question, limit=_MOST)
