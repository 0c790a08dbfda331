"""Zones as offsets, held against the standard library's own."""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import InvalidFilter
from queries.clock import Clock
from queries.zones import EARLIEST, LATEST, moment_at, offsets, zone_info
from tests.builders import utc

ZONES = (
    "UTC",
    "Europe/London",
    "America/New_York",
    "America/Sao_Paulo",
    "Africa/Casablanca",  # goes back for Ramadan
    "Africa/Cairo",  # changes at midnight
    "Asia/Kolkata",  # half hours
    "Asia/Kathmandu",  # quarters
    "Asia/Tehran",
    "Australia/Lord_Howe",  # changes by half an hour
    "Pacific/Apia",  # skipped a whole day
    "Pacific/Chatham",
    "Africa/Monrovia",  # odd seconds until 1972
)
MOMENTS = st.datetimes(
    EARLIEST.replace(tzinfo=None), LATEST.replace(tzinfo=None), timezones=st.just(UTC)
)


@given(
    zone=st.sampled_from(ZONES),
    since=MOMENTS,
    days=st.integers(0, 3000),
    share=st.floats(0, 1, exclude_max=True),
)
def test_offsets_are_those_of_the_standard_library(
    zone: str, since: datetime, days: int, share: float
) -> None:
    until = min(since + timedelta(days=days), LATEST)
    spans = offsets(zone, since, until)
    at = since + (until - since) * share
    _, seconds = spans[bisect_right([start for start, _ in spans], at) - 1]
    delta = at.astimezone(ZoneInfo(zone)).utcoffset()
    assert delta is not None
    assert timedelta(seconds=seconds) == delta
    assert spans[0][0] == since
    assert all(since < start < until for start, _ in spans[1:])


def test_the_offsets_of_a_year_in_london() -> None:
    assert offsets("Europe/London", utc("2026-01-01"), utc("2027-01-01")) == (
        (utc("2026-01-01"), 0),
        (utc("2026-03-29 01:00"), 3600),
        (utc("2026-10-25 01:00"), 0),
    )


def test_one_moment_has_one_offset() -> None:
    assert offsets("Asia/Kolkata", EARLIEST, EARLIEST) == ((EARLIEST, 19800),)


def test_whole_hours() -> None:
    since, until = utc("2026-01-01"), utc("2027-01-01")
    assert Clock.of("Europe/London", since, until).whole_hours
    assert not Clock.of("Asia/Kathmandu", since, until).whole_hours
    assert not Clock.of("Australia/Lord_Howe", since, until).whole_hours


@pytest.mark.parametrize(
    ("local", "zone", "expected"),
    [
        ("2026-07-01 00:00", "Europe/London", "2026-06-30 23:00"),
        ("2026-07-01 00:00", "Asia/Kolkata", "2026-06-30 18:30"),
        ("2026-10-25 01:30", "Europe/London", "2026-10-25 00:30"),  # twice: the first
        ("2026-03-29 01:30", "Europe/London", "2026-03-29 01:30"),  # skipped: 02:30 after
        ("2026-04-24 00:00", "Africa/Cairo", "2026-04-23 22:00"),  # a day that begins at 01:00
    ],
)
def test_a_clocks_time(local: str, zone: str, expected: str) -> None:
    assert moment_at(datetime.fromisoformat(local), zone) == utc(expected)


@pytest.mark.parametrize(
    "name", ["", "Mars/Olympus", "../etc/passwd", "Europe", "a\0b", "/etc/localtime"]
)
def test_zones_that_are_none(name: str) -> None:
    with pytest.raises(InvalidFilter, match="unknown time zone"):
        zone_info(name)
