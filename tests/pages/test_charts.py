"""Figures from answers: every bucket there, every log in one, and strangers' text as text."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.shared.charts import (
    activity_series,
    bucket_words,
    busiest_hour,
    per_bucket,
    share_line,
    span_of_box,
    stacked,
    tick_words,
    week_grid,
    week_map,
)
from pages.shared.window import (
    MOST_BUCKETS,
    UNITS,
    Buckets,
    buckets,
    moment_of,
)
from tests.builders import utc
from tests.pages.test_words import NASTY

NAMED = {"app": "Apps", "studio": "Studio", None: "No category"}
THREE_DAYS = Buckets("day", (date(2026, 11, 1), date(2026, 11, 2), date(2026, 11, 3)))


def frame(*rows: tuple[object, ...], columns: str = "at category logs") -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=columns.split())


@pytest.mark.parametrize(
    ("since", "until", "unit", "count"),
    [
        ("2026-11-21 12:00", "2026-11-22 13:00", "hour", 25),
        ("2026-11-20 00:00", "2026-11-22 12:00", "hour", 60),
        ("2026-11-16 00:00", "2026-11-22 12:00", "day", 7),
        ("2026-10-24 00:00", "2026-11-22 12:00", "day", 30),
        ("2026-08-25 00:00", "2026-11-22 12:00", "week", 13),
        ("2025-11-23 00:00", "2026-11-22 12:00", "week", 53),
        ("2020-01-15 00:00", "2026-11-22 12:00", "month", 83),
    ],
)
def test_the_unit_follows_the_window(since: str, until: str, unit: str, count: int) -> None:
    found = buckets(utc(since), utc(until), "UTC")
    assert (found.unit, len(found.starts)) == (unit, count)


def test_a_day_on_which_clocks_fall_back_has_twenty_five_hours() -> None:
    found = buckets(utc("2026-10-24 23:00"), utc("2026-10-26 00:00"), "Europe/London")
    assert [f"{s:%H}" for s in found.starts[:4]] == ["00", "01", "01", "02"]
    assert len(found.starts) == 25


def test_hours_begin_with_the_clock_of_the_zone() -> None:
    found = buckets(utc("2026-11-22 10:30"), utc("2026-11-22 12:30"), "Asia/Kolkata")
    assert [moment_of(s, "Asia/Kolkata") for s in found.starts] == [
        utc("2026-11-22 10:30"),
        utc("2026-11-22 11:30"),
    ]


def test_a_window_of_nothing_is_one_bucket() -> None:
    assert len(buckets(utc("2026-11-22"), utc("2026-11-22"), "UTC").starts) == 1


@given(
    since=st.integers(1_577_836_800, 1_893_456_000),
    length=st.integers(1, 6 * 365 * 86_400),
    zone=st.sampled_from(["UTC", "Europe/London", "Asia/Kolkata", "America/New_York"]),
)
def test_buckets_cover_the_window_without_a_gap(since: int, length: int, zone: str) -> None:
    begin = datetime.fromtimestamp(since, ZoneInfo("UTC"))
    end = datetime.fromtimestamp(since + length, ZoneInfo("UTC"))
    found = buckets(begin, end, zone)
    starts = [moment_of(start, zone) for start in found.starts]
    ends = [moment_of(found.end(start), zone) for start in found.starts]
    assert starts[0] <= begin < ends[0]
    assert starts[-1] < end <= ends[-1]
    assert starts[1:] == ends[:-1]
    assert len(starts) <= MOST_BUCKETS or found.unit == UNITS[-1]


def test_empty_buckets_are_filled_and_rows_summed() -> None:
    rows = frame(
        (date(2026, 11, 1), "app", 2), (date(2026, 11, 3), "app", 5), (date(2026, 11, 3), None, 1)
    )
    assert per_bucket(rows, "logs", THREE_DAYS) == [2, 0, 6]


def test_no_row_is_lost_between_buckets() -> None:
    rows = frame((date(2026, 10, 31), "app", 1), (date(2026, 11, 9), "app", 1))
    assert per_bucket(rows, "logs", THREE_DAYS) == [1, 0, 1]


def test_hours_are_matched_by_moment() -> None:
    found = buckets(utc("2026-10-25 00:00"), utc("2026-10-25 02:00"), "Europe/London")
    first, second = (
        pd.Timestamp(utc(f"2026-10-25 0{h}:00")).tz_convert("Europe/London") for h in (0, 1)
    )
    assert per_bucket(frame((first, "app", 3), (second, "app", 4)), "logs", found) == [3, 4]


def test_activity_stacks_the_categories_in_their_order_and_colours() -> None:
    rows = frame(
        (date(2026, 11, 1), None, 1),
        (date(2026, 11, 2), "new", 2),
        (date(2026, 11, 2), "app", 3),
    )
    figure = stacked(activity_series(rows, THREE_DAYS, NAMED), THREE_DAYS)
    assert [(bar.name, list(bar.y)) for bar in figure.data] == [
        ("Apps", [0, 3, 0]),
        ("No category", [1, 0, 0]),
        ("new", [0, 2, 0]),
    ]
    assert figure.layout.barmode == "stack"
    assert figure.data[0].marker.color == "#3461bb"


def test_a_category_is_never_read_as_html() -> None:
    rows = frame((date(2026, 11, 1), NASTY, 1))
    figure = stacked(activity_series(rows, THREE_DAYS, NAMED), THREE_DAYS)
    assert "<img" not in figure.to_json()
    assert "&lt;img" in figure.data[0].name


def test_a_share_is_drawn_where_there_is_a_whole() -> None:
    figure = share_line([1, 0, 0], [4, 0, 5], "failed", THREE_DAYS)
    assert list(figure.data[0].y) == [0.25, None, 0]
    assert [counts[1:] for counts in figure.data[0].customdata] == [[1, 4], [0, 0], [0, 5]]
    assert figure.layout.yaxis.tickformat == ".0%"


def test_the_week_has_every_hour_and_monday_on_top() -> None:
    rows = frame((1, 0, 5), (7, 23, 9), columns="weekday hour logs")
    grid = week_grid(rows)
    assert (grid[0][0], grid[6][23], sum(map(sum, grid))) == (5, 9, 14)
    figure = week_map(rows)
    assert list(figure.data[0].y) == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert list(figure.layout.yaxis.range) == [6.5, -0.5]
    places = map(tuple, figure.data[1].customdata)
    cells = dict(zip(places, figure.data[1].text, strict=True))
    assert cells[(7, 23)] == "Sunday 23:00 to 24:00: 9 logs"
    assert len(cells) == 7 * 24


def test_the_busiest_hour_in_words() -> None:
    rows = frame((1, 0, 5), (2, 14, 1204), columns="weekday hour logs")
    assert busiest_hour(rows) == "Busiest: Tuesday 14:00 to 15:00, 1,204 logs"
    assert busiest_hour(frame(columns="weekday hour logs")) == ""


@pytest.mark.parametrize(
    ("x", "span"),
    [
        ([0.6, 3.4], (1, 3)),
        ([3.4, 0.6], (1, 3)),
        ([-9.0, 99.0], (0, 9)),
        ([3.6, 3.9], (4, 4)),
        ([4.1, 4.3], (4, 4)),
        ([20.0, 30.0], None),
        ([-9.0, -3.0], None),
    ],
)
def test_a_box_means_the_bars_it_covers(x: list[float], span: tuple[int, int] | None) -> None:
    assert span_of_box([{"x": x}], 10) == span


def test_no_box_means_nothing() -> None:
    assert span_of_box([], 10) is None
    assert span_of_box([{"x": []}], 10) is None


def test_buckets_in_words() -> None:
    berlin = datetime(2026, 11, 2, 14, tzinfo=ZoneInfo("Europe/Berlin"))
    day = date(2026, 11, 2)
    assert bucket_words(berlin, Buckets("hour", (berlin,))) == "Mon 2 Nov 2026, 14:00"
    assert bucket_words(day, Buckets("day", (day,))) == "Mon 2 Nov 2026"
    assert bucket_words(day, Buckets("week", (day,))) == "Week of 2 Nov 2026"
    assert bucket_words(day.replace(day=1), Buckets("month", (day,))) == "November 2026"
    assert tick_words(berlin, Buckets("hour", (berlin,))) == "14:00"
    assert tick_words(berlin.replace(hour=0), Buckets("hour", (berlin,))) == "2 Nov"
    assert tick_words(day, Buckets("day", (day,))) == "2 Nov"
    assert tick_words(day, Buckets("month", (day,))) == "Nov 2026"
