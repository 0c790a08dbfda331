"""Overview: how much is going on, when, where and by whom, and what is new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

import streamlit as st

from pages.shared import charts, publishes, sides, states, tables, visit
from pages.shared.evidence import titled
from pages.shared.figures import Figures, figures, per_unit, steps_of
from pages.shared.heading import heading
from pages.shared.labels import CATEGORY_WORDS
from pages.shared.reach import reach
from pages.shared.tiles import Tile
from pages.shared.week_cells import week_cells
from pages.shared.window import Buckets, moment_of
from queries.filters import LogFilter

TILES = (
    Tile("logs", "Logs", "Logs written."),
    Tile("active_users", "Active users", "Different users, by address, in the logs."),
    Tile("active_apps", "Active apps", "Different apps in the logs."),
    Tile("logins", "Logins", "Attempts to log in, those that failed too."),
    Tile("failed_logins", "Failed logins", "Attempts to log in that failed.", more_is_worse=True),
    Tile(
        "failed_deliveries",
        "Failed deliveries",
        "Emails that bounced or were rejected, and devices that a push notification failed for.",
        more_is_worse=True,
    ),
)
FIGURES = Figures("overview_figures", "figures_over_time", "figures_by_hour", TILES)


def page() -> None:
    """Draw the page."""
    missing = states.absence()
    here = reach()
    if missing is not None or here is None:
        if missing is not None:
            if missing.reason != "no logs":
                heading(0)
            states.show(missing)
        return
    steps = steps_of(here)
    logs = int(visit.answer("overview_figures")["logs"].iloc[0])
    figures(FIGURES, steps, here, logs=logs)
    left, right = st.columns([5, 3], gap="medium")
    with left:
        _activity(steps)
    with right:
        _week()
    grid = st.grid(3, min_column_width=340, gap=("small", "medium"))
    with grid.cell():
        tables.busiest_apps()
    with grid.cell():
        tables.busiest_users()
    with grid.cell():
        tables.new_types(here)
        tables.new_apps(here)


def _activity(steps: Buckets) -> None:
    question, options = per_unit("activity_over_time", "activity_by_hour", steps)
    # A chart on which boxes are drawn cannot be clicked.
    marks = visit.current().marks
    help = _CLICK if marks else "Drag over bars to zoom in."
    titled(f"Activity by {steps.unit}", help, question, "by", **options)

    def draw(steps: Buckets) -> None:
        key = sides.sided("activity")
        st.session_state[f"{key}_steps"] = steps
        frame = visit.answer(question, **options)
        figure = charts.stacked(charts.activity_series(frame, steps, CATEGORY_WORDS), steps)
        sides.chart(
            publishes.over_buckets(figure, steps).update_layout(
                dragmode=False if marks else "select"
            ),
            key="activity",
            selection_mode="points" if marks else "box",
            on_select=partial(_zoom, key),
            alt=f"Bars of logs per {steps.unit}, by category. The rows are under Rows and SQL.",
        )

    sides.over_time(steps, draw)


_CLICK = "Click a bar to zoom in, a mark for the time before and after the publish."


def _zoom(key: str) -> None:
    """Narrow the window to the bars that a box was drawn over, or to the one that was clicked."""
    if publishes.open_mark(key):
        return
    selection = st.session_state[key]["selection"]
    box = selection["box"] or [{"x": [point["x"]] * 2} for point in selection["points"][:1]]
    chosen = zoomed(box, st.session_state[f"{key}_steps"], visit.current().filter)
    if chosen is not None:
        visit.narrow(since=chosen[0], until=chosen[1])


def zoomed(
    box: Sequence[Mapping[str, Any]], steps: Buckets, asked: LogFilter
) -> tuple[datetime, datetime] | None:
    """The window of the bars that a box covers, within the filter's own; None for no bar."""
    span = charts.span_of_box(box, len(steps.starts))
    if span is None:
        return None
    since = moment_of(steps.starts[span[0]], asked.zone)
    until = moment_of(steps.end(steps.starts[span[1]]), asked.zone)
    return max(since, asked.since or since), min(until, asked.until or until)


def _week() -> None:
    frame = visit.answer("hour_of_week")
    zone = visit.current().filter.zone
    help = f"Hours as clocks show them in {zone}. Click one for its logs."
    titled("Hours of the week", help, "hour_of_week", "week")
    week_cells(frame, key="week", alt="Logs per weekday and hour")
