"""Moments marked over a chart in time: a lane above it, a line down into it. Nothing here asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from pages.shared import words
from pages.shared.palette import MARK

_LANE = 30
_NAMED = 8
_ROOMY = 24
"""More marks than these have no room for numbers and lines; what stands there is said on hover."""


@dataclass(frozen=True)
class Mark:
    """A mark at one place of the x axis: what stands there, a line a thing, and what a click on
    it sends back, which begins the point's custom data."""

    x: Any
    lines: Sequence[str]
    sends: Sequence[str]


def marked(figure: go.Figure, marks: Sequence[Mark], title: str) -> go.Figure:
    """The figure, higher by a lane with the marks; `title` begins what is said of each.

    A mark of several things shows how many, while there is room. The marks are the last trace.
    """
    if not marks:
        return figure
    height = int(figure.layout.height)
    below = height / (height + _LANE)
    roomy = len(marks) <= _ROOMY
    figure.add_scatter(
        x=[mark.x for mark in marks],
        y=[0.3] * len(marks),
        yaxis="y2",
        mode="markers+text",
        marker={"symbol": "triangle-down", "size": 10, "color": MARK},
        text=[str(len(mark.lines)) if roomy and len(mark.lines) > 1 else "" for mark in marks],
        textposition="top center",
        textfont={"size": 10},
        cliponaxis=False,
        showlegend=False,
        name=title,
        customdata=[[*mark.sends, _hover(mark, title)] for mark in marks],
        hovertemplate=f"%{{customdata[{len(marks[0].sends)}]}}<extra></extra>",
    )
    for mark in marks if roomy else ():
        figure.add_shape(
            type="line",
            layer="below",
            x0=mark.x,
            x1=mark.x,
            y0=0,
            y1=below + 0.2 * (1 - below),
            yref="paper",
            line={"color": MARK, "width": 1, "dash": "dot"},
        )
    return figure.update_layout(
        height=height + _LANE,
        yaxis={"domain": [0, below]},
        yaxis2={"domain": [below, 1], "range": [0, 1], "visible": False, "fixedrange": True},
        xaxis={"anchor": "y"},
    )


def _hover(mark: Mark, title: str) -> str:
    shown = [words.figure(words.shortened(line)) for line in mark.lines[:_NAMED]]
    more = len(mark.lines) - len(shown)
    return "<br>".join([f"<b>{title}</b>", *shown, *([f"and {more:,} more"] if more else [])])
