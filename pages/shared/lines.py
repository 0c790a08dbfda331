"""Several numbers over time, as lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from pages.shared import words
from pages.shared.charts import LEGEND, Series, framed, full_words, over_buckets
from pages.shared.palette import PARTS, QUIET
from pages.shared.window import Buckets


def bucket_lines(series: Sequence[Series], buckets: Buckets) -> go.Figure:
    """A line for each of the series, whose amounts need not add up; its x axis is that of
    `charts.stacked`."""
    figure = go.Figure()
    for part in series:
        figure.add_scatter(
            x=list(range(len(buckets.starts))),
            y=list(part.values),
            mode="lines+markers",
            name=words.figure(part.label),
            customdata=full_words(buckets),
            line={"color": part.colour, "width": 2},
            marker={"size": 5},
            hovertemplate="%{customdata}<br>%{y:,} · %{fullData.name}<extra></extra>",
        )
    figure.update_yaxes(rangemode="tozero", tickformat=",", gridcolor=QUIET, nticks=5)
    figure.update_layout(
        showlegend=True,
        legend=LEGEND,
        hovermode="closest",
        dragmode=False,
    )
    return framed(over_buckets(figure, buckets))


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
    figure.update_xaxes(showgrid=False, tickformat="%-d %b", hoverformat="%a %-d %b %Y")
    figure.update_yaxes(rangemode="tozero", gridcolor=QUIET, tickformat=",", nticks=5)
    figure.update_layout(hovermode="x unified", dragmode=False, showlegend=True, legend=LEGEND)
    return framed(figure)
