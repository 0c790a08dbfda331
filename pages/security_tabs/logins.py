"""Logins over time: how they ended, how many failed, and who logged in where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import charts, links, visit, ways
from pages.shared.answer_table import Shown, answer_table
from pages.shared.charts import Series
from pages.shared.evidence import titled
from pages.shared.figures import per_unit
from pages.shared.palette import OUTCOME_COLOURS
from pages.shared.security_words import event_words
from pages.shared.window import Buckets, moment_of
from queries.logins import OUTCOMES
from queries.security_types import FAILED, LOGINS

_OUTCOME_TYPES: Mapping[str, Sequence[str]] = {
    # Nothing but the absence of the others tells a plain success: all attempts are shown.
    "succeeded": LOGINS,
    "failed": (FAILED,),
    "first": ("user.login.first",),
    "sso": ("user.login.sso",),
}
_STEPS = "logins_steps"

MOST = 200
"""So many users are shown, those with most logins first; the CSV has all."""


def tab(steps: Buckets) -> None:
    """Draw the tab."""
    question, options = per_unit("security_figures_over_time", "security_figures_by_hour", steps)
    series = visit.answer(question, **options)
    left, right = st.columns([5, 3], gap="medium")
    with left:
        titled(
            f"Logins by {steps.unit}",
            "Each attempt once, by how it ended. Click a bar for its logs.",
            question,
            "logins",
            **options,
        )
        _outcomes(series, steps)
    with right:
        titled("Failure rate", "Failed attempts of all attempts.", question, "rate", **options)
        _rate(series, steps)
    apps, studio = st.columns(2, gap="medium")
    with apps:
        _who("Who logged in to apps", "app_logins", "app")
    with studio:
        _who("Who logged in to Studio", "studio_logins", "studio")


def _outcomes(series: pd.DataFrame, steps: Buckets) -> None:
    st.session_state[_STEPS] = steps
    parts = [
        Series(
            event_words(name),
            OUTCOME_COLOURS[name],
            charts.per_bucket(series, name, steps),
        )
        for name in OUTCOMES
    ]
    figure = charts.stacked(parts, steps).update_layout(dragmode=False, hovermode="closest")
    figure.update_traces(hovertemplate="%{customdata}<br>%{y:,} · %{fullData.name}<extra></extra>")
    st.plotly_chart(
        figure,
        key="logins",
        config=dict(charts.CONFIG),
        selection_mode="points",
        on_select=_open,
        alt=f"Bars of logins per {steps.unit}, by outcome. The rows are under Rows and SQL.",
    )


def _open() -> None:
    """Open the records of the bar that was clicked."""
    points = st.session_state["logins"]["selection"]["points"]
    if points:
        links.go("audit-log", **bar(points[0], st.session_state[_STEPS]))


def bar(point: Mapping[str, Any], steps: Buckets) -> dict[str, Any]:
    """The changes of the filter that keep the records of a clicked bar."""
    asked = visit.current().filter
    start = steps.starts[int(point["x"])]
    since, until = moment_of(start, asked.zone), moment_of(steps.end(start), asked.zone)
    return {
        "since": max(since, asked.since or since),
        "until": min(until, asked.until or until),
        "log_types": tuple(_OUTCOME_TYPES[OUTCOMES[int(point["curve_number"])]]),
    }


def _rate(series: pd.DataFrame, steps: Buckets) -> None:
    failed, logins = (charts.per_bucket(series, name, steps) for name in ("failed", "logins"))
    st.plotly_chart(
        charts.share_line(failed, logins, "failed", steps),
        key="failure_rate",
        config=dict(charts.CONFIG),
        alt=f"Line of the share of logins that failed, per {steps.unit}.",
    )


def _who(title: str, question: str, category: str) -> None:
    answer_table(
        title,
        question,
        (
            ways.user_column("user", "User", 225),
            Shown("logins", "Logins", 55),
            Shown("failed", "Failed", 55),
            Shown("first", "First", 45),
            Shown("sso", "SSO", 45),
            Shown("last_at", "Last"),
        ),
        key=question,
        help=f"Logins of the category {category}. Click a user for their passport.",
        empty="Nobody in this time.",
        limit=MOST,
    )
