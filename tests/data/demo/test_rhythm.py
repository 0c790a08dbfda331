"""The demo's calendar: a half-open window, people's own clocks, holidays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest

from data.demo.dice import Dice
from data.demo.rhythm import DAY, EVENING, HOUR, OFFICE, ZONES, Calendar, calendar, local_times
from tests.data.demo.conftest import END


def day_number(of: Calendar, at: datetime) -> int:
    return int((at.timestamp() * 1000 - of.midnight) // DAY)


def clock(of: Calendar, zone: str, year: int, month: int, day: int) -> str:
    """The UTC time of 09:00 in a zone."""
    number = day_number(of, datetime(year, month, day, tzinfo=UTC))
    at = int(of.moment(number, ZONES.index(zone), 9 * HOUR))
    return f"{datetime.fromtimestamp(at / 1000, UTC):%Y-%m-%d %H:%M}"


def test_the_window_is_396_days_up_to_before_the_end() -> None:
    found = calendar(END)
    assert found.end - found.start == 396 * DAY
    assert found.inside(
        np.array([found.start - 1, found.start, found.end - 1, found.end])
    ).tolist() == [False, True, True, False]


def test_the_end_is_the_same_in_any_zone() -> None:
    east = END.astimezone(timezone(timedelta(hours=5, minutes=30)))
    assert (calendar(east).start, calendar(east).end) == (calendar(END).start, calendar(END).end)


def test_an_end_at_midnight_has_no_empty_last_day() -> None:
    found = calendar(datetime(2026, 11, 22, tzinfo=UTC))
    assert int(found.day_of(found.end - 1)) == found.days - 1


def test_an_end_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        calendar(datetime(2026, 11, 22))  # noqa: DTZ001 - refused for that


@pytest.mark.parametrize(
    ("zone", "day", "expected"),
    [
        ("Europe/London", (2026, 1, 15), "2026-01-15 09:00"),
        ("Europe/London", (2026, 7, 15), "2026-07-15 08:00"),
        ("Europe/London", (2026, 3, 28), "2026-03-28 09:00"),
        ("Europe/London", (2026, 3, 29), "2026-03-29 08:00"),
        ("America/New_York", (2026, 7, 15), "2026-07-15 13:00"),
        ("Asia/Kolkata", (2026, 7, 15), "2026-07-15 03:30"),
    ],
)
def test_people_live_by_their_own_clock(
    zone: str, day: tuple[int, int, int], expected: str
) -> None:
    assert clock(calendar(END), zone, *day) == expected


def test_weekdays_are_those_of_the_dates() -> None:
    found = calendar(END)
    sunday = day_number(found, END)
    assert found.weekday[[sunday, sunday - 1, sunday - 6]].tolist() == [6, 5, 0]


def test_holidays_are_quieter_than_the_days_around_them() -> None:
    found = calendar(END)
    at = {
        name: float(found.busy[day_number(found, datetime(*day, tzinfo=UTC))])
        for name, day in {
            "before": (2025, 12, 20),
            "christmas": (2025, 12, 21),
            "new year": (2026, 1, 2),
            "after": (2026, 1, 3),
            "august": (2026, 8, 1),
            "september": (2026, 9, 1),
        }.items()
    }
    assert at["christmas"] < at["before"] / 3
    assert at["new year"] < at["after"] / 3
    assert at["august"] < 0.75 * at["september"]


def test_offices_work_by_day_and_others_in_the_evening() -> None:
    hours = {
        rhythm: local_times(Dice(7, "test"), np.full(4_000, rhythm)) // HOUR
        for rhythm in (OFFICE, EVENING)
    }
    office = (hours[OFFICE] >= 8) & (hours[OFFICE] < 18)
    assert office.mean() > 0.8
    assert (hours[EVENING] >= 17).mean() > 0.6
    assert max(int(found.max()) for found in hours.values()) < 24
