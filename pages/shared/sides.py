"""Charts over time, drawn once, or for both sides of a comparison with one scale."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from pages.shared import charts, visit, words
from pages.shared.choice import choice_of
from pages.shared.heading import named_sentence
from pages.shared.window import Buckets, buckets
from queries.filters import LogFilter

_HEIGHT_OF_TWO = 220
_HELD = "charts_of_both_sides"

Draw = Callable[[Buckets], None]
"""Asks for what a chart shows, of the visit as it is then, and draws it for these buckets."""


@dataclass(frozen=True)
class _Held:
    """A chart that waits for the other side's: its figure and how it is to be drawn."""

    figure: go.Figure
    options: dict[str, Any]


@dataclass
class _Side:
    name: str
    shown: LogFilter
    steps: Buckets
    charts: list[_Held] = field(default_factory=list)


def over_time(steps: Buckets, draw: Draw) -> None:
    """Draw a chart over time; where the visit is compared, that of the other filter below it."""
    here = visit.current()
    if here.other is None:
        draw(steps)
        return
    sides = (
        _Side("", here.filter, steps),
        _Side("_other", here.other, other_steps(here.other, steps)),
    )
    for side in sides:
        st.session_state[_HELD] = side
        try:
            with visit.of(side.shown):
                draw(side.steps)
        finally:
            del st.session_state[_HELD]
    _with_one_scale([chart.figure for side in sides for chart in side.charts])
    for side in sides:
        _labelled(side)


def other_steps(other: LogFilter, steps: Buckets) -> Buckets:
    """The buckets of the other window, in the unit of this one's."""
    if other.since is None or other.until is None:
        return steps
    return buckets(other.since, other.until, other.zone, unit=steps.unit)


def sided(key: str) -> str:
    """A widget's key, another one on the other side of a comparison."""
    side: _Side | None = st.session_state.get(_HELD)
    return key if side is None else key + side.name


def chart(figure: go.Figure, *, key: str, **options: Any) -> None:
    """Draw a figure as `st.plotly_chart` does, under the key that `sided` gives; within a
    comparison it waits for both sides."""
    side: _Side | None = st.session_state.get(_HELD)
    options = {"config": dict(charts.CONFIG), "key": sided(key)} | options
    if side is None:
        st.plotly_chart(figure, **options)
    else:
        side.charts.append(_Held(figure, options))


def _labelled(side: _Side) -> None:
    mark = "compared" if side.name else "shown"
    st.html(f'<p class="side {mark}">{words.html(named_sentence(side.shown))}</p>')
    if not side.charts:
        st.caption("Nothing.")
    for held in side.charts:
        options, act = dict(held.options), held.options.get("on_select")
        if callable(act):
            options["on_select"] = partial(_acting, side, act)
        st.plotly_chart(held.figure.update_layout(height=_HEIGHT_OF_TWO), **options)


def _acting(side: _Side, act: Callable[[], None]) -> None:
    """What a click does, done as if that side alone were shown."""
    here = visit.current()
    visit.choose(choice_of(side.shown, here.window, here.now, marks=here.marks))
    with visit.of(side.shown):
        act()


def _with_one_scale(figures: list[go.Figure]) -> None:
    """Amounts of both sides compare by eye only on one scale."""
    tops = [_top(figure) for figure in figures]
    if len(tops) > 1 and max(tops) > 0:
        for figure in figures:
            figure.update_yaxes(range=[0, max(tops) * 1.06])


def _top(figure: go.Figure) -> float:
    stacked = figure.layout.barmode in {"stack", "relative"}
    amounts: dict[Any, float] = {}
    for trace in figure.data:
        for x, y in zip(trace.x, trace.y, strict=True):
            place = str(x)
            own = float(y or 0)
            together = amounts.get(place, 0) + own if stacked and trace.type == "bar" else own
            amounts[place] = max(together, amounts.get(place, 0))
    return max(amounts.values(), default=0)
