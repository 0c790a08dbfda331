"""How many go on from step to step, as bars under each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from pages.shared import words
from pages.shared.charts import framed

_LINE = 40


@dataclass(frozen=True)
class Step:
    """One step: what it is called, its colour, and how many came so far."""

    label: str
    colour: str
    count: int


def funnel(steps: Sequence[Step]) -> go.Figure:
    """A bar a step, with its count and its share of the first."""
    whole = steps[0].count
    texts = [_text(step.count, whole, first=not number) for number, step in enumerate(steps)]
    labels = [words.figure(step.label) for step in steps]
    figure = go.Figure(
        go.Bar(
            orientation="h",
            x=[step.count for step in steps],
            y=list(range(len(steps))),
            marker={"color": [step.colour for step in steps], "line": {"width": 0}},
            text=texts,
            textposition="outside",
            cliponaxis=False,
            customdata=labels,
            hovertemplate="%{customdata}: %{text}<extra></extra>",
        )
    )
    # Room for the words beside the longest bar.
    figure.update_xaxes(visible=False, range=[0, max(whole, 1) * 1.45])
    figure.update_yaxes(
        tickvals=list(range(len(steps))),
        ticktext=labels,
        range=[len(steps) - 0.5, -0.5],
        showgrid=False,
    )
    figure.update_layout(bargap=0.25, showlegend=False, dragmode=False)
    return framed(figure, 28 + _LINE * len(steps))


def _text(count: int, whole: int, *, first: bool) -> str:
    if first or not whole:
        return words.number(count)
    return f"{words.number(count)} · {words.percent(count / whole)}"
