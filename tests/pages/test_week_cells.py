"""Cells of the hours of a week: the spans of time that they stand for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pages.shared.week_cells import _within, hours_of
from queries.conditions import Group


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def spans(weekday: int, hour: int, since: str, until: str, zone: str = "UTC") -> list[str]:
    found = hours_of(weekday, hour, utc(since), utc(until), zone)
    return [
        f"{begins:%m-%d %H:%M} {(ends - begins) // timedelta(hours=1)}" for begins, ends in found
    ]


def test_each_week_of_the_window_has_its_hour() -> None:
    # 2 November 2026 is a Monday.
    assert spans(1, 9, "2026-11-01 00:00", "2026-11-17 00:00") == [
        "11-02 09:00 1",
        "11-09 09:00 1",
        "11-16 09:00 1",
    ]
    assert spans(7, 23, "2026-11-02 00:00", "2026-11-09 00:00") == ["11-08 23:00 1"]
    assert spans(1, 9, "2026-11-02 09:30", "2026-11-02 09:40") == ["11-02 09:00 1"]
    assert spans(1, 9, "2026-11-02 10:00", "2026-11-09 09:00") == []


@pytest.mark.parametrize(
    ("hour", "expected"),
    [(1, ["10-25 00:00 2"]), (0, ["10-24 23:00 1"]), (2, ["10-25 02:00 1"])],
)
def test_an_hour_that_clocks_show_twice(hour: int, expected: list[str]) -> None:
    assert spans(7, hour, "2026-10-24 12:00", "2026-10-26 00:00", "Europe/London") == expected


def test_an_hour_that_clocks_skip() -> None:
    assert spans(7, 1, "2026-03-28 00:00", "2026-03-30 00:00", "Europe/London") == []
    assert spans(7, 2, "2026-03-28 00:00", "2026-03-30 00:00", "Europe/London") == ["03-29 01:00 1"]


def test_a_long_window_asks_for_its_latest_weeks() -> None:
    found = hours_of(1, 9, utc("2000-01-01 00:00"), utc("2026-11-01 00:00"), "UTC")
    assert len(found) == 140
    assert found[-1][0] == utc("2026-10-26 09:00")
    Group("all", (Group("any", tuple(map(_within, found))),))
