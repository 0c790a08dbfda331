"""The heat map of the hours of a week, whose cells open their logs."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from data.errors import InvalidFilter
from pages.shared import charts, links, visit
from pages.shared.palette import AMOUNT
from pages.shared.reach import reach
from queries.conditions import Condition, Group, narrowed
from queries.time_words import local_time
from queries.zones import moment_at

_MOST = 140
"""So many weeks at most, the latest, are asked for hour by hour."""


def week_cells(
    frame: pd.DataFrame,
    *,
    key: str,
    alt: str,
    value: str = "logs",
    noun: str = "log",
    colour: str = AMOUNT,
    log_types: tuple[str, ...] = (),
) -> None:
    """Draw amounts per weekday and hour; a click on a cell opens its logs, of these types."""
    zone = visit.current().filter.zone
    fullest = charts.busiest_hour(frame, value, noun)
    st.plotly_chart(
        charts.week_map(frame, value, noun, colour),
        key=key,
        config=dict(charts.CONFIG),
        selection_mode="points",
        on_select=partial(_clicked, key, log_types),
        alt=f"{alt} in {zone}. {fullest}.",
    )
    st.caption(f"{fullest} ({zone})")


def _clicked(key: str, log_types: tuple[str, ...]) -> None:
    points = st.session_state[key]["selection"]["points"]
    here, asked = reach(), visit.current().filter
    if not points or here is None:
        return
    weekday, hour = points[0]["customdata"][:2]
    since, until = asked.since or here.first, asked.until or here.last + timedelta(seconds=1)
    spans = hours_of(int(weekday), int(hour), since, until, asked.zone)
    if not spans:
        return
    try:
        where = narrowed(asked.where, Group("all", (Group("any", tuple(map(_within, spans))),)))
    except InvalidFilter as error:
        visit.refuse(str(error))
        return
    changes: dict[str, Any] = {"log_types": log_types} if log_types else {}
    links.go("audit-log", where=where, **changes)


def hours_of(
    weekday: int, hour: int, since: datetime, until: datetime, zone: str
) -> list[tuple[datetime, datetime]]:
    """The spans [since, until) of an hour of the week (1 Monday to 7 Sunday) that a window touches,
    the latest `_MOST`. An hour that clocks show twice is one span, one that they skip is none."""
    first, last = local_time(since, zone).date(), local_time(until, zone).date()
    day = first + timedelta(days=(weekday - 1 - first.weekday()) % 7)
    spans = []
    while day <= last:
        begins = moment_at(_clock(day, hour), zone)
        ends = moment_at(_clock(day, hour) + timedelta(hours=1), zone)
        if begins < ends and begins < until and ends > since:
            spans.append((begins, ends))
        day += timedelta(days=7)
    return spans[-_MOST:]


def _clock(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour))


def _within(span: tuple[datetime, datetime]) -> Group:
    since, until = (at.isoformat() for at in span)
    after = Condition("created_at", "at_least", (since,))
    return Group("all", (after, Condition("created_at", "before", (until,))))
