"""Figures: an answer's DataFrame in, a Plotly figure out. Nothing here asks or draws."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from pages.shared import words
from pages.shared.palette import QUIET, category_colour, shades
from pages.shared.window import Buckets, place

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

CONFIG: Mapping[str, Any] = {"displayModeBar": False, "scrollZoom": False}

_STACKED: Mapping[str, Any] = {
    "barmode": "stack",
    "bargap": 0.18,
    "hovermode": "x unified",
    "dragmode": "select",
    "selectdirection": "h",
    "showlegend": True,
    "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
}
_TICKS = 8
_HEIGHT = 280


def per_bucket(frame: pd.DataFrame, value: str, buckets: Buckets) -> list[int]:
    """The sums of `value` in each bucket, 0 where the frame has no row; its `at` says when.

    A row belongs to the last bucket that begins no later than it, so none is lost. This is the
    one place where empty buckets are filled.
    """
    totals = [0] * len(buckets.starts)
    starts = [place(start) for start in buckets.starts]
    for at, number in zip(frame["at"], frame[value], strict=True):
        totals[max(bisect_right(starts, place(at)) - 1, 0)] += int(number)
    return totals


def stacked_activity(
    frame: pd.DataFrame, buckets: Buckets, named: Mapping[str | None, str]
) -> go.Figure:
    """Bars of logs (columns at, category, logs) per bucket, categories on top of each other.

    The x axis counts buckets from 0, so that an hour that clocks show twice has two bars; a box
    selection gives positions on it. `named` orders and names the categories; others follow.
    """
    figure = go.Figure()
    positions = list(range(len(buckets.starts)))
    full = [
        bucket_words(start, buckets) + (", in part" if position in buckets.cut else "")
        for position, start in enumerate(buckets.starts)
    ]
    for category in _ordered(frame["category"], named):
        chosen = frame["category"].isna() if category is None else frame["category"] == category
        label = words.figure(named.get(category) or str(category))
        figure.add_bar(
            x=positions,
            y=per_bucket(frame[chosen], "logs", buckets),
            name=label,
            customdata=full,
            marker={"color": category_colour(category), "line": {"width": 0}},
            hovertemplate="%{y:,} · " + label + "<extra></extra>",
        )
    figure.update_layout(_STACKED)
    ticks = positions[:: max(-(-len(positions) // _TICKS), 1)]
    figure.update_xaxes(
        tickvals=ticks,
        ticktext=[tick_words(buckets.starts[i], buckets) for i in ticks],
        range=[-0.5, len(positions) - 0.5],
        showgrid=False,
        unifiedhovertitle={"text": "%{customdata}"},
    )
    figure.update_yaxes(rangemode="tozero", tickformat=",", gridcolor=QUIET, nticks=5)
    return _framed(figure)


def _ordered(found: pd.Series[Any], named: Mapping[str | None, str]) -> list[str | None]:
    """The categories that occur: those that have a name in its order, then the others."""
    present = {None if pd.isna(value) else str(value) for value in found}
    others = sorted(value for value in present if value is not None and value not in named)
    return [value for value in named if value in present] + others


def week_map(frame: pd.DataFrame) -> go.Figure:
    """A heat map of logs (columns weekday 1 to 7, hour 0 to 23, logs), Monday on top."""
    grid = week_grid(frame)
    hover = [
        [
            f"{name} {_hour_words(hour)}: {words.counted(count, 'log')}"
            for hour, count in enumerate(row)
        ]
        for name, row in zip(WEEKDAYS, grid, strict=True)
    ]
    figure = go.Figure(
        go.Heatmap(
            z=grid,
            x=list(range(24)),
            y=[name[:3] for name in WEEKDAYS],
            text=hover,
            hovertemplate="%{text}<extra></extra>",
            colorscale=shades(),
            zmin=0,
            showscale=False,
            xgap=2,
            ygap=2,
        )
    )
    hours = list(range(0, 24, 3))
    figure.update_xaxes(tickvals=hours, ticktext=[f"{h:02}" for h in hours], showgrid=False)
    figure.update_yaxes(autorange="reversed", showgrid=False)
    figure.update_layout(dragmode=False)
    return _framed(figure)


def week_grid(frame: pd.DataFrame) -> list[list[int]]:
    """Logs as seven rows, Monday first, of 24 hours."""
    grid = [[0] * 24 for _ in WEEKDAYS]
    for weekday, hour, count in zip(frame["weekday"], frame["hour"], frame["logs"], strict=True):
        grid[int(weekday) - 1][int(hour)] += int(count)
    return grid


def busiest_hour(frame: pd.DataFrame) -> str:
    """The fullest hour of the week in words; an empty text where there are no logs."""
    cells = [
        (n, day, hour) for day, row in enumerate(week_grid(frame)) for hour, n in enumerate(row)
    ]
    count, day, hour = max(cells, key=lambda cell: cell[0])
    if not count:
        return ""
    return f"Busiest: {WEEKDAYS[day]} {_hour_words(hour)}, {words.counted(count, 'log')}"


def _hour_words(hour: int) -> str:
    return f"{hour:02}:00 to {hour + 1:02}:00"


def span_of_box(box: Sequence[Mapping[str, Any]], size: int) -> tuple[int, int] | None:
    """First and last bucket whose bar a box selection covers by half or more.

    Where it covers none so far, the bar under its middle. None without a box or outside the bars.
    """
    if not box or len(box[0].get("x", ())) < 2:
        return None
    low, high = sorted(float(x) for x in box[0]["x"][:2])
    first, last = max(-(-low // 1), 0), min(high // 1, size - 1)
    if first > last:
        first = last = round((low + high) / 2)
    return (int(first), int(last)) if 0 <= first <= last < size else None


def bucket_words(start: date, buckets: Buckets) -> str:
    """A bucket in full: Mon 2 Nov 2026, 14:00; Week of 2 Nov 2026; November 2026."""
    full = words.day(start)
    if isinstance(start, datetime):
        return f"{start:%a} {full}, {start:%H:%M}"
    by_unit = {"week": f"Week of {full}", "month": f"{start:%B %Y}"}
    return by_unit.get(buckets.unit, f"{start:%a} {full}")


def tick_words(start: date, buckets: Buckets) -> str:
    """A bucket on the axis: 14:00 (the day at midnight); 2 Nov; Nov 2026."""
    if isinstance(start, datetime) and start.hour:
        return f"{start:%H:%M}"
    return f"{start:%b %Y}" if buckets.unit == "month" else f"{start.day} {start:%b}"


def _framed(figure: go.Figure) -> go.Figure:
    figure.update_xaxes(fixedrange=True, ticks="")
    figure.update_yaxes(fixedrange=True, ticks="")
    return figure.update_layout(
        height=_HEIGHT,
        margin={"l": 4, "r": 4, "t": 8, "b": 4},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
    )
