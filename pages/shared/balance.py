"""What was added and what was removed, as bars up and down from one line."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from pages.shared.charts import LEGEND, framed
from pages.shared.palette import MARK, QUIET

_COLOURS: Mapping[str, str] = {"organisation": "#964673", "app": "#3461bb"}
_WORDS: Mapping[str, str] = {"organisation": "Organisation", "app": "Apps"}


def balance(frame: pd.DataFrame) -> go.Figure:
    """Bars of `added` up and `removed` down at each `at` (a date), a colour an `origin`, and the
    line of their `net`, summed up over time."""
    figure = go.Figure()
    for origin, colour in _COLOURS.items():
        rows = frame[frame["origin"] == origin]
        if rows.empty:
            continue
        for name, sign in (("added", 1), ("removed", -1)):
            figure.add_bar(
                x=list(rows["at"]),
                y=[sign * int(n) for n in rows[name]],
                customdata=[int(n) for n in rows[name]],
                name=f"{_WORDS[origin]}: {name}",
                marker={"color": colour, "opacity": 1 if sign > 0 else 0.55},
                hovertemplate=f"%{{x|%-d %b %Y}}<br>%{{customdata:,}} {name} · {_WORDS[origin]}"
                "<extra></extra>",
            )
    net = frame.groupby("at", sort=True)["net"].sum().cumsum()
    figure.add_scatter(
        x=list(net.index),
        y=[int(n) for n in net],
        mode="lines+markers",
        name="Net since the window began",
        line={"color": MARK, "width": 2, "dash": "dot"},
        marker={"size": 4},
        hovertemplate="%{x|%-d %b %Y}<br>%{y:+,} in all since the window began<extra></extra>",
    )
    figure.update_xaxes(showgrid=False, tickformat="%-d %b")
    figure.update_yaxes(gridcolor=QUIET, tickformat=",", nticks=6)
    figure.update_layout(barmode="relative", dragmode=False, showlegend=True, legend=LEGEND)
    return framed(figure)
