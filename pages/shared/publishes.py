"""When apps were published, marked in every chart over time where somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pages.shared import links, visit, ways, words
from pages.shared.answer_table import Row, Shown, answer_table
from pages.shared.marks import Mark, marked
from pages.shared.tables import app_value
from pages.shared.window import Buckets, bucket_start, place
from queries.clock import Unit
from queries.zones import zone_info

MOST = 5000
"""So many publishes are marked, the latest; a list says where there are more."""

APP, AT = "published_app", "published_at"
"""URL parameters that name the publish which is compared with the time before it."""

TAB = "Publishing"
"""The tab of `ways.BEHAVIOR` that compares."""

_TOGGLE = "publish_toggle"
_SENDS = "publish"

Where = Callable[[datetime], tuple[Hashable, Any]]
"""For the moment of a publish, in the visit's zone: what it shares a mark with, and the place of
such a mark on the x axis."""


def toggle() -> None:
    """Draw the switch that turns the marks of all charts on and off."""
    st.session_state[_TOGGLE] = visit.current().marks
    st.toggle(
        "Publishes",
        key=_TOGGLE,
        help="Mark in all charts over time when the apps asked for were published.",
        on_change=_take,
    )


def _take() -> None:
    visit.mark(marks=bool(st.session_state[_TOGGLE]))


def listed() -> None:
    """Draw the publishes that are marked as a list, where they are: each opens its comparison."""
    if not visit.current().marks:
        return
    found = _found()
    if found.empty:
        st.caption("Nothing was published in this time: the charts show no marks.")
        return
    count = words.counted(len(found), "publish", "publishes")
    said = f"The latest {count}" if len(found) == MOST else count
    place = st.expander(f"{said} marked in the charts", key="publishes_listed", on_change="rerun")
    if not place.open:
        return
    with place:
        answer_table(
            "Published",
            "publish_marks",
            (
                Shown("at", "When"),
                Shown("app", "App", 220, words=ways.app_of),
                ways.user_column("user", "By", 240),
                compare_column(110),
                ways.log_column(),
            ),
            key="publish_marks",
            help="Compare shows the app before and after.",
            rows_in_sight=6,
            limit=MOST,
        )


def named(row: Row) -> tuple[str, str]:
    """What the URL calls a publish (columns at, app_id, app): its app, and its moment in UTC."""
    return app_value(row["app_id"], row["app"]), in_utc(row["at"])


def in_utc(at: pd.Timestamp) -> str:
    """An aware moment as the URL has it."""
    return at.tz_convert("UTC").isoformat()


def compare_column(width: int) -> Shown:
    """A column that compares before and after the publish of a row when clicked."""
    return Shown("compare", "Effect", width, words=lambda _: "Compare", open=compare)


def compare(row: Row) -> None:
    """Compare before and after a publish (columns at, app_id, app); for callbacks."""
    _compare(*named(row))


def _compare(app: str, at: str) -> None:
    links.go(ways.BEHAVIOR, extra={"tab": TAB, APP: app, AT: at})


def open_mark(key: str) -> bool:
    """Open the comparison of the mark that was clicked in the chart of that key; for callbacks.

    Of several publishes at a mark it is the latest. False where no mark was clicked.
    """
    for point in st.session_state[key]["selection"]["points"]:
        sent = point.get("customdata")
        if isinstance(sent, list | tuple) and len(sent) > 3 and sent[0] == _SENDS:
            _compare(str(sent[1]), str(sent[2]))
            return True
    return False


def over_buckets(figure: go.Figure, steps: Buckets) -> go.Figure:
    """The figure, whose x axis counts buckets, with the marks if they are asked for."""
    zone = visit.current().filter.zone
    numbers = {place(start): number for number, start in enumerate(steps.starts)}

    def where(at: datetime) -> tuple[Hashable, Any]:
        number = numbers.get(place(bucket_start(steps.unit, at, zone)))
        return number, number

    return _with_marks(figure, where)


def over_dates(figure: go.Figure, unit: Unit = "day") -> go.Figure:
    """The same for an x axis of dates, on which days, weeks or months begin."""
    zone = visit.current().filter.zone

    def where(at: datetime) -> tuple[Hashable, Any]:
        start: date = bucket_start(unit, at, zone)
        return start, start

    return _with_marks(figure, where)


def over_moments(figure: go.Figure, steps: Buckets) -> go.Figure:
    """The same for an x axis of clock times; publishes of one bucket share a mark at the latest."""
    zone = visit.current().filter.zone
    return _with_marks(
        figure, lambda at: (place(bucket_start(steps.unit, at, zone)), at.replace(tzinfo=None))
    )


def _found() -> pd.DataFrame:
    return visit.answer("publish_marks", limit=MOST)


def _with_marks(figure: go.Figure, where: Where) -> go.Figure:
    if not visit.current().marks:
        return figure
    zone = zone_info(visit.current().filter.zone)
    return marked(figure, _grouped(_found(), zone, where), "Published")


def _grouped(found: pd.DataFrame, zone: ZoneInfo, where: Where) -> list[Mark]:
    """A mark for each group of publishes (newest first), at the place of its newest."""
    groups: dict[Hashable, list[tuple[Any, datetime, Row]]] = {}
    for row in found.to_dict("records"):
        at = row["at"].to_pydatetime().astimezone(zone)
        group, x = where(at)
        if x is not None:
            groups.setdefault(group, []).append((x, at, row))
    marks = []
    for group_rows in groups.values():
        x, _, newest = group_rows[0]
        sends = (_SENDS, *named(newest))
        lines = [f"{words.day(at)} {at:%H:%M} · {ways.app_of(row)}" for _, at, row in group_rows]
        marks.append(Mark(x, lines, sends))
    return marks
