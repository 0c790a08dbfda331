"""Figures: an answer's DataFrame in, a Plotly figure out. Nothing here asks or draws."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from pages.shared import words
from pages.shared.palette import AMOUNT, OUTCOME_COLOURS, QUIET, category_colour, shades
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
LEGEND: Mapping[str, Any] = {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0}
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


@dataclass(frozen=True)
class Series:
    """One part of stacked bars: what it is called, its colour, its amount in every bucket, and
    whether it is hatched."""

    label: str
    colour: str
    values: Sequence[int]
    hatched: bool = False


def stacked(series: Sequence[Series], buckets: Buckets) -> go.Figure:
    """Bars per bucket, the series on top of each other.

    The x axis counts buckets from 0, so that an hour that clocks show twice has two bars; a box
    selection, or a click on a bar, gives positions on it.
    """
    figure = go.Figure()
    for number, part in enumerate(series):
        label = words.figure(part.label)
        # Plotly names the bucket by its number alone, so the first series names it in words.
        bucket = "" if number else "<b>%{customdata}</b><br>"
        figure.add_bar(
            x=list(range(len(buckets.starts))),
            y=list(part.values),
            name=label,
            customdata=full_words(buckets),
            marker={
                "color": part.colour,
                "line": {"width": 0},
                "pattern": {"shape": "/" if part.hatched else "", "size": 5},
            },
            hovertemplate=f"{bucket}%{{y:,}} · {label}<extra></extra>",
        )
    figure.update_layout(_STACKED)
    figure.update_yaxes(rangemode="tozero", tickformat=",", gridcolor=QUIET, nticks=5)
    return framed(over_buckets(figure, buckets))


def activity_series(
    frame: pd.DataFrame, buckets: Buckets, named: Mapping[str | None, str]
) -> list[Series]:
    """Logs (columns at, category, logs) per bucket, a series a category.

    `named` orders and names the categories; others follow.
    """
    found = []
    for category in _ordered(frame["category"], named):
        chosen = frame["category"].isna() if category is None else frame["category"] == category
        label = named.get(category) or str(category)
        values = per_bucket(frame[chosen], "logs", buckets)
        found.append(Series(label, category_colour(category), values))
    return found


def share_line(
    part: Sequence[int],
    whole: Sequence[int],
    label: str,
    buckets: Buckets,
    colour: str = OUTCOME_COLOURS["failed"],
) -> go.Figure:
    """A line of part / whole per bucket, with gaps where the whole is 0."""
    figure = go.Figure()
    shares = [p / w if w else None for p, w in zip(part, whole, strict=True)]
    counts = list(zip(full_words(buckets), part, whole, strict=True))
    figure.add_scatter(
        x=list(range(len(shares))),
        y=shares,
        mode="lines+markers",
        customdata=counts,
        line={"color": colour, "width": 2},
        marker={"size": 5},
        connectgaps=False,
        hovertemplate="%{customdata[0]}<br>%{y:.1%} "
        + words.figure(label)
        + ": %{customdata[1]:,} of %{customdata[2]:,}<extra></extra>",
    )
    figure.update_yaxes(rangemode="tozero", tickformat=".0%", gridcolor=QUIET, nticks=5)
    figure.update_layout(showlegend=False, hovermode="x", dragmode=False)
    return framed(over_buckets(figure, buckets))


def full_words(buckets: Buckets) -> list[str]:
    """Each bucket in words, those that the window cuts with a note of it."""
    return [
        bucket_words(start, buckets) + (", in part" if position in buckets.cut else "")
        for position, start in enumerate(buckets.starts)
    ]


def over_buckets(figure: go.Figure, buckets: Buckets) -> go.Figure:
    """The figure with an x axis that counts buckets and names some of them."""
    positions = range(len(buckets.starts))
    ticks = list(positions[:: max(-(-len(positions) // _TICKS), 1)])
    return figure.update_xaxes(
        tickvals=ticks,
        ticktext=[tick_words(buckets.starts[i], buckets) for i in ticks],
        range=[-0.5, len(positions) - 0.5],
        showgrid=False,
        unifiedhovertitle={"text": " "},
    )


def _ordered(found: pd.Series[Any], named: Mapping[str | None, str]) -> list[str | None]:
    """The categories that occur: those that have a name in its order, then the others."""
    present = {None if pd.isna(value) else str(value) for value in found}
    others = sorted(value for value in present if value is not None and value not in named)
    return [value for value in named if value in present] + others


def week_map(
    frame: pd.DataFrame, value: str = "logs", noun: str = "log", colour: str = AMOUNT
) -> go.Figure:
    """A heat map of `value` (columns weekday 1 to 7, hour 0 to 23, value), Monday on top."""
    grid = week_grid(frame, value)
    hover = [
        [
            f"{name} {_hour_words(hour)}: {words.counted(count, noun)}"
            for hour, count in enumerate(row)
        ]
        for name, row in zip(WEEKDAYS, grid, strict=True)
    ]
    figure = go.Figure(
        go.Heatmap(
            z=grid,
            x=list(range(24)),
            y=[name[:3] for name in WEEKDAYS],
            hoverinfo="skip",
            colorscale=shades(colour),
            zmin=0,
            showscale=False,
            xgap=2,
            ygap=2,
        )
    )
    # A heat map takes no clicks: marks that nobody sees lie over its cells, and do.
    cells = [(day, hour) for day in range(7) for hour in range(24)]
    figure.add_scatter(
        x=[hour for _, hour in cells],
        y=[WEEKDAYS[day][:3] for day, _ in cells],
        customdata=[(day + 1, hour) for day, hour in cells],
        text=[hover[day][hour] for day, hour in cells],
        hovertemplate="%{text}<extra></extra>",
        mode="markers",
        marker={"symbol": "square", "size": 24, "opacity": 0},
        showlegend=False,
    )
    hours = list(range(0, 24, 3))
    ticks = [f"{hour:02}" for hour in hours]
    figure.update_xaxes(tickvals=hours, ticktext=ticks, range=[-0.5, 23.5], showgrid=False)
    figure.update_yaxes(range=[6.5, -0.5], showgrid=False)
    figure.update_layout(dragmode=False)
    return framed(figure)


def week_grid(frame: pd.DataFrame, value: str = "logs") -> list[list[int]]:
    """Amounts as seven rows, Monday first, of 24 hours."""
    grid = [[0] * 24 for _ in WEEKDAYS]
    for weekday, hour, count in zip(frame["weekday"], frame["hour"], frame[value], strict=True):
        grid[int(weekday) - 1][int(hour)] += int(count)
    return grid


def busiest_hour(frame: pd.DataFrame, value: str = "logs", noun: str = "log") -> str:
    """The fullest hour of the week in words; an empty text where there is nothing."""
    grid = week_grid(frame, value)
    cells = [(n, day, hour) for day, row in enumerate(grid) for hour, n in enumerate(row)]
    count, day, hour = max(cells, key=lambda cell: cell[0])
    if not count:
        return ""
    return f"Busiest: {WEEKDAYS[day]} {_hour_words(hour)}, {words.counted(count, noun)}"


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


def framed(figure: go.Figure, height: int = _HEIGHT) -> go.Figure:
    """The figure without a ground of its own, so high: by default as charts over time are."""
    figure.update_xaxes(fixedrange=True, ticks="")
    figure.update_yaxes(fixedrange=True, ticks="")
    return figure.update_layout(
        height=height,
        margin={"l": 4, "r": 4, "t": 8, "b": 4},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
    )
