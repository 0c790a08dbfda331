"""Several numbers day by day, as lines."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from pages.shared import words
from pages.shared.palette import PARTS, QUIET


def days_lines(frame: pd.DataFrame, named: Mapping[str, str]) -> go.Figure:
    """A line for each column that is named, with its label, over the column `day`."""
    figure = go.Figure()
    for (name, label), colour in zip(named.items(), PARTS, strict=False):
        figure.add_scatter(
            x=list(frame["day"]),
            y=[int(value) for value in frame[name]],
            mode="lines",
            name=words.figure(label),
            line={"color": colour, "width": 2},
            hovertemplate=f"%{{y:,}} · {words.figure(label)}<extra></extra>",
        )
    figure.update_xaxes(
        showgrid=False, fixedrange=True, ticks="", tickformat="%-d %b", hoverformat="%a %-d %b %Y"
    )
    figure.update_yaxes(
        rangemode="tozero", gridcolor=QUIET, fixedrange=True, ticks="", tickformat=",", nticks=5
    )
    return figure.update_layout(
        height=280,
        margin={"l": 4, "r": 4, "t": 8, "b": 4},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hovermode="x unified",
        dragmode=False,
        showlegend=True,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
    )
