"""Overview: how much is going on, when, where and by whom, and what is new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import charts, states, tables, tiles, visit, words
from pages.shared.evidence import evidence, titled
from pages.shared.heading import heading
from pages.shared.labels import CATEGORY_WORDS
from pages.shared.reach import Reach, reach
from pages.shared.tiles import Change, Tile, change
from pages.shared.window import Buckets, buckets, moment_of
from queries.filters import LogFilter
from queries.sentence import window_words

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
    steps = _steps(here)
    _figures(steps, here)
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


def _steps(here: Reach) -> Buckets:
    """The buckets of the visit's window; of the logs' reach where the window is open."""
    asked = visit.current().filter
    since = asked.since or here.first
    until = asked.until or max(here.last, since)
    return buckets(since, max(until, since), asked.zone)


def _over_time(figure: str, by_hour: str, steps: Buckets) -> tuple[str, dict[str, Any]]:
    """The question that is asked per bucket, and its options."""
    return (by_hour, {}) if steps.unit == "hour" else (figure, {"unit": steps.unit})


def _figures(steps: Buckets, here: Reach) -> None:
    figures = visit.answer("overview_figures")
    question, options = _over_time("figures_over_time", "figures_by_hour", steps)
    series = visit.answer(question, **options)
    with st.container(horizontal=True, vertical_alignment="center", key="title_figures"):
        heading(int(figures["logs"].iloc[0]))
        evidence(question, "figures", **options)
    before, otherwise, than = _before(here)
    with st.grid(len(TILES), min_column_width=150, gap="xsmall"):
        for tile in TILES:
            now = int(figures[tile.name].iloc[0])
            shift = otherwise
            if before is not None:
                shift = change(now, int(before[tile.name].iloc[0]))
            spark = charts.per_bucket(series, tile.name, steps)
            tiles.draw(tile, now, shift, spark, tile.help + than)


def _before(here: Reach) -> tuple[pd.DataFrame | None, Change, str]:
    """The figures of the time before; or what to say where they would mislead, and why."""
    asked = visit.current().filter
    previous = asked.previous()
    if previous is None or previous.since is None or here.first >= previous.since:
        begins = f" There are no logs from before {words.clock(here.first, asked.zone)}."
        part = previous is not None and previous.until is not None and here.first < previous.until
        return None, Change("not comparable" if part else "no earlier data"), begins
    words_before = window_words(previous)
    than = f" Compared with {words_before[:1].lower()}{words_before[1:]}."
    return visit.answer("overview_figures", filter=previous), Change("no change"), than


def _activity(steps: Buckets) -> None:
    question, options = _over_time("activity_over_time", "activity_by_hour", steps)
    frame = visit.answer(question, **options)
    titled(f"Activity by {steps.unit}", "Drag over bars to zoom in.", question, "by", **options)
    st.session_state["activity_steps"] = steps
    st.plotly_chart(
        charts.stacked_activity(frame, steps, CATEGORY_WORDS),
        key="activity",
        config=dict(charts.CONFIG),
        selection_mode="box",
        on_select=_zoom,
        alt=f"Bars of logs per {steps.unit}, by category. The rows are under Rows and SQL.",
    )


def _zoom() -> None:
    """Narrow the window to the bars that a box was drawn over."""
    box = st.session_state["activity"]["selection"]["box"]
    chosen = zoomed(box, st.session_state["activity_steps"], visit.current().filter)
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
    titled("Hours of the week", f"Hours as clocks show them in {zone}.", "hour_of_week", "week")
    busiest = charts.busiest_hour(frame)
    st.plotly_chart(
        charts.week_map(frame),
        key="week",
        config=dict(charts.CONFIG),
        alt=f"Logs per weekday and hour in {zone}. {busiest}.",
    )
    st.caption(f"{busiest} ({zone})")
