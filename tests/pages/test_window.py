"""Presets: whole local days, full local hours, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.shared.window import CUSTOM, PRESETS, local_midnight, months_before, preset_window

NOW = datetime(2026, 11, 22, 20, 41, 7, tzinfo=UTC)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "zone", "since", "until"),
    [
        ("24h", "UTC", "2026-11-21T20:00", "2026-11-22T21:00"),
        ("7d", "UTC", "2026-11-16T00:00", "2026-11-22T21:00"),
        ("30d", "UTC", "2026-10-24T00:00", "2026-11-22T21:00"),
        ("90d", "UTC", "2026-08-25T00:00", "2026-11-22T21:00"),
        ("6m", "UTC", "2026-05-23T00:00", "2026-11-22T21:00"),
        ("12m", "UTC", "2025-11-23T00:00", "2026-11-22T21:00"),
        # Summer time ended on 25 October: the window's first midnight is in summer time.
        ("30d", "Europe/London", "2026-10-23T23:00", "2026-11-22T21:00"),
        # It is the 23rd already, 02:11, and hours there begin at half past in UTC.
        ("7d", "Asia/Kolkata", "2026-11-16T18:30", "2026-11-22T21:30"),
        ("24h", "Asia/Kolkata", "2026-11-21T20:30", "2026-11-22T21:30"),
        ("7d", "Asia/Kathmandu", "2026-11-16T18:15", "2026-11-22T21:15"),
        # It is still the 22nd in New York, summer time having ended on 1 November.
        ("30d", "America/New_York", "2026-10-24T04:00", "2026-11-22T21:00"),
    ],
)
def test_a_preset_is_whole_days_up_to_the_current_hour(
    name: str, zone: str, since: str, until: str
) -> None:
    window = preset_window(name, NOW, zone)
    assert (window.since, window.until) == (utc(since), utc(until))


def test_all_time_is_open() -> None:
    window = preset_window("all", NOW, "UTC")
    assert (window.since, window.until) == (None, None)


def test_a_custom_range_is_no_preset() -> None:
    with pytest.raises(KeyError):
        preset_window(CUSTOM, NOW, "UTC")


def test_on_the_full_hour_the_hour_that_begins_is_within() -> None:
    window = preset_window("24h", utc("2026-11-22T20:00"), "UTC")
    assert (window.since, window.until) == (utc("2026-11-21T20:00"), utc("2026-11-22T21:00"))


@pytest.mark.parametrize(
    ("day", "zone", "midnight"),
    [
        # Clocks skip the hour after midnight: the day begins at one o'clock.
        (date(2026, 4, 24), "Africa/Cairo", "2026-04-23T22:00"),
        # Clocks fall back from one o'clock to midnight: the day begins at the first of the two.
        (date(2026, 10, 25), "Atlantic/Azores", "2026-10-25T00:00"),
        (date(2026, 10, 25), "Europe/Berlin", "2026-10-24T22:00"),
        (date(2026, 10, 26), "Europe/Berlin", "2026-10-25T23:00"),
    ],
)
def test_a_day_begins_at_its_first_moment(day: date, zone: str, midnight: str) -> None:
    assert local_midnight(day, zone) == utc(midnight)


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        (date(2026, 8, 31), 6, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 12, 15), 12, date(2025, 12, 15)),
    ],
)
def test_months_before_keeps_the_day_or_takes_the_last(
    day: date, months: int, earlier: date
) -> None:
    assert months_before(day, months) == earlier


@given(
    now=st.integers(1_577_836_800, 1_893_456_000).map(lambda s: datetime.fromtimestamp(s, UTC)),
    name=st.sampled_from([name for name in PRESETS if name not in {"all", CUSTOM}]),
    zone=st.sampled_from(["UTC", "Europe/London", "Asia/Kolkata", "Australia/Lord_Howe"]),
)
def test_a_preset_holds_now_and_ends_within_the_hour(now: datetime, name: str, zone: str) -> None:
    window = preset_window(name, now, zone)
    assert window.since is not None
    assert window.until is not None
    assert window.since < now < window.until <= now + timedelta(hours=1)
