"""Bars and lines over time whose parts can be clicked: one place for how a click finds its logs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pages.shared import charts, links, publishes, sides, visit
from pages.shared.charts import Series
from pages.shared.lines import bucket_lines
from pages.shared.palette import PARTS, UNKNOWN
from pages.shared.window import Buckets, moment_of


@dataclass(frozen=True)
class Part:
    """One part of every bar: its column in the answer, its label and its colour.

    `log_types` are those of its logs, for a click. `hatched` parts are told by their pattern too:
    what is not known has no colour of its own.
    """

    name: str
    label: str
    colour: str
    log_types: tuple[str, ...] = ()
    hatched: bool = False


def parts_of(labels: Mapping[str, str], log_types: tuple[str, ...], rest: str = "") -> list[Part]:
    """Parts in colours without a meaning of their own, all with the same log types.

    `labels` has the columns of the answer with their labels; the column `rest` is what is not
    known, and hatched.
    """
    colours = iter(PARTS)
    return [
        Part(name, label, UNKNOWN, log_types, hatched=True)
        if name == rest
        else Part(name, label, next(colours), log_types)
        for name, label in labels.items()
    ]


Act = Callable[[Part, datetime, datetime], None]
"""What a click does: the part that was clicked, and the span [since, until) of its bar."""


def records(part: Part, since: datetime, until: datetime) -> None:
    """Open the logs of a part; for callbacks."""
    links.go("audit-log", since=since, until=until, log_types=part.log_types)


def bars(
    key: str,
    frame: pd.DataFrame,
    parts: Sequence[Part],
    steps: Buckets,
    *,
    alt: str,
    act: Act = records,
) -> None:
    """Draw an answer (column `at`, and one a part) as stacked bars; `key` is unique on the page."""
    figure = charts.stacked(_series(frame, parts, steps), steps)
    figure.update_layout(dragmode=False, hovermode="closest")
    figure.update_traces(hovertemplate="%{customdata}<br>%{y:,} · %{fullData.name}<extra></extra>")
    _draw(key, figure, parts, steps, act, f"{alt} The rows are under Rows and SQL.")


def lines(
    key: str,
    frame: pd.DataFrame,
    parts: Sequence[Part],
    steps: Buckets,
    *,
    alt: str,
    act: Act = records,
) -> None:
    """Draw the same answer as lines: for numbers that do not add up, such as different users."""
    figure = bucket_lines(_series(frame, parts, steps), steps)
    _draw(key, figure, parts, steps, act, f"{alt} The rows are under Rows and SQL.")


def _series(frame: pd.DataFrame, parts: Sequence[Part], steps: Buckets) -> list[Series]:
    return [
        Series(part.label, part.colour, charts.per_bucket(frame, part.name, steps), part.hatched)
        for part in parts
    ]


def rate(
    key: str,
    frame: pd.DataFrame,
    part: Part,
    whole: str,
    steps: Buckets,
    *,
    alt: str,
    act: Act = records,
) -> None:
    """Draw the share of a part in a whole (columns of the answer) as a line; a click is as on a bar
    of the part."""
    some, every = (charts.per_bucket(frame, name, steps) for name in (part.name, whole))
    figure = charts.share_line(some, every, part.label.lower(), steps, part.colour)
    _draw(key, figure, (part,), steps, act, alt)


def _draw(
    key: str, figure: go.Figure, parts: Sequence[Part], steps: Buckets, act: Act, alt: str
) -> None:
    sided = sides.sided(key)
    st.session_state[f"{sided}_steps"] = steps
    sides.chart(
        publishes.over_buckets(figure, steps),
        key=key,
        selection_mode="points",
        on_select=partial(_clicked, sided, parts, act),
        alt=alt,
    )


def _clicked(key: str, parts: Sequence[Part], act: Act) -> None:
    points = st.session_state[key]["selection"]["points"]
    if points and not publishes.open_mark(key):
        part, since, until = bar(points[0], parts, st.session_state[f"{key}_steps"])
        act(part, since, until)


def bar(
    point: Mapping[str, Any], parts: Sequence[Part], steps: Buckets
) -> tuple[Part, datetime, datetime]:
    """The part of a clicked point, and the span of its bar within the visit's window."""
    asked = visit.current().filter
    start = steps.starts[int(point["x"])]
    since, until = moment_of(start, asked.zone), moment_of(steps.end(start), asked.zone)
    part = parts[int(point["curve_number"])]
    return part, max(since, asked.since or since), min(until, asked.until or until)
