"""Overview: how much is going on, when, where and by whom, and what is new."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import charts, states, tables, tiles, visit, words
from pages.shared.evidence import evidence, titled
from pages.shared.heading import heading
from pages.shared.labels import CATEGORY_WORDS
from pages.shared.reach import Reach, reach
from pages.shared.tiles import Tile
from pages.shared.window import Buckets, buckets, moment_of
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
        heading(0)
        if missing is not None:
            states.show(missing)
        return
    steps = _steps(here)
    _figures(steps, here)
    left, right = st.columns([5, 3], gap="medium")
    with left:
        _activity(steps)
    with right:
        _week()
    apps, users, new = st.columns([9, 11, 11], gap="medium")
    with apps:
        tables.busiest_apps()
    with users:
        tables.busiest_users()
    with new:
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
    before, unknown = _before(here)
    previous = visit.current().filter.previous()
    than = f" Compared with the time before: {window_words(previous)}." if previous else ""
    with st.grid(len(TILES), min_column_width=150, gap="xsmall"):
        for tile in TILES:
            now = int(figures[tile.name].iloc[0])
            earlier = None if before is None else int(before[tile.name].iloc[0])
            spark = charts.per_bucket(series, tile.name, steps)
            tiles.draw(tile, now, tiles.change(now, earlier, unknown), spark, tile.help + than)


def _before(here: Reach) -> tuple[pd.DataFrame | None, str]:
    """The figures of the period before, or why there are none to compare with."""
    asked = visit.current().filter
    previous = asked.previous()
    if previous is None or previous.since is None or asked.since is None:
        return None, "no period before"
    if here.first >= asked.since:
        return None, "no earlier data"
    if here.first > previous.since:
        return None, f"earlier data begins {words.day(here.first)}"
    return visit.answer("overview_figures", filter=previous), ""


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
    steps: Buckets = st.session_state["activity_steps"]
    span = charts.span_of_box(st.session_state["activity"]["selection"]["box"], len(steps.starts))
    if span is None:
        return
    asked = visit.current().filter
    since = moment_of(steps.starts[span[0]], asked.zone)
    until = moment_of(steps.end(steps.starts[span[1]]), asked.zone)
    visit.narrow(since=_latest(since, asked.since), until=_earliest(until, asked.until))


def _latest(moment: datetime, bound: datetime | None) -> datetime:
    return moment if bound is None else max(moment, bound)


def _earliest(moment: datetime, bound: datetime | None) -> datetime:
    return moment if bound is None else min(moment, bound)


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
