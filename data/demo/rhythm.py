"""When things happen: 13 months of days with their weekdays, holidays, growth and time zones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from data.demo.dice import Dice, Flags, Floats, Ints, as_ints

SECOND, MINUTE, HOUR, DAY = 1_000, 60_000, 3_600_000, 86_400_000
"""Milliseconds."""

SPAN_DAYS = 396
"""13 months."""

ZONES = ("Europe/London", "Europe/Zurich", "America/New_York", "Asia/Kolkata")

OFFICE, SHIFT, EVENING = 0, 1, 2
"""Rhythms of people: rows of `_HOURS` and `WEEKDAYS`."""

_HOURS = np.array(
    [
        [0, 0, 0, 0, 0, 0.2, 1, 4, 9, 10, 9, 8, 6, 8, 9, 8, 6, 4, 2, 1, 1, 0.7, 0.3, 0.1],
        [0.3, 0.2, 0.1, 0.2, 1, 4, 8, 9, 7, 6, 6, 5, 6, 7, 6, 5, 4, 3, 3, 3, 2, 2, 1, 0.5],
        [0.2, 0, 0, 0, 0, 0.1, 1, 2, 2, 1, 1, 1, 3, 3, 1, 1, 2, 5, 8, 9, 9, 7, 4, 1],
    ]
)

WEEKDAYS = np.array(
    [
        [1.0, 1.05, 1.05, 1.0, 0.85, 0.12, 0.1],
        [1.0, 1.0, 1.0, 1.0, 1.0, 0.7, 0.6],
        [0.9, 0.9, 0.9, 0.9, 1.0, 1.2, 1.1],
    ]
)
"""Activity by rhythm and weekday, Monday first."""


@dataclass(frozen=True)
class Calendar:
    """The demo's days. Times are ms since 1970 in UTC; `start` to before `end` is the window.

    Day 0 is the UTC date that holds `start`. `weekday` and `busy` (growth times holidays) have
    one value a day, `offset` one row a zone of `ZONES`: ms to take from local time to get UTC.
    """

    start: int
    end: int
    midnight: int
    weekday: Ints
    busy: Floats
    offset: Ints

    @property
    def days(self) -> int:
        """Number of days, the partial first and last included."""
        return len(self.weekday)

    def moment(self, day: Ints | int, zone: Ints | int, local: Ints | int) -> Ints:
        """The UTC ms of `local` ms after local midnight of a day in a zone."""
        return np.asarray(self.midnight + np.asarray(day) * DAY + local - self.offset[zone, day])

    def inside(self, at: Ints) -> Flags:
        """Which times lie in the window."""
        return np.asarray((at >= self.start) & (at < self.end))

    def day_of(self, at: Ints | int) -> Ints:
        """The UTC day of each time, kept to days of the calendar."""
        return as_ints(np.clip((np.asarray(at) - self.midnight) // DAY, 0, self.days - 1))

    def days_before_end(self, days: int) -> int:
        """Midnight (UTC ms) of the date that lies so many days before the date of `end`."""
        return int(self.midnight + (self.days - 1 - days) * DAY)


def calendar(end: datetime) -> Calendar:
    """The 13 months up to `end`. Raises ValueError for a time without a zone."""
    if end.tzinfo is None:
        raise ValueError("`end` needs a time zone")
    end_ms = (end - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    start = end_ms - SPAN_DAYS * DAY
    first = datetime.fromtimestamp(start // 1000, UTC).date()
    midnight = start // DAY * DAY
    days = (end_ms - 1 - midnight) // DAY + 1
    dates = [first + timedelta(days=number) for number in range(days)]
    growth = 0.7 + 0.5 * np.arange(days) / days
    return Calendar(
        start,
        end_ms,
        midnight,
        np.array([day.weekday() for day in dates], dtype=np.int64),
        growth * np.array([_season(day) for day in dates]),
        np.array([[_offset(zone, day) for day in dates] for zone in ZONES], dtype=np.int64),
    )


def local_times(dice: Dice, rhythm: Ints) -> Ints:
    """A time of day (ms after local midnight) for each rhythm."""
    edges = np.cumsum(_HOURS, axis=1)
    edges = edges / edges[:, -1:]
    share = dice.shares(len(rhythm))
    hours = (edges[rhythm] <= share[:, None]).sum(axis=1)
    return np.asarray(np.minimum(hours, 23) * HOUR + dice.below(HOUR, len(rhythm)))


def _season(day: date) -> float:
    if (day.month, day.day) >= (12, 21) or (day.month, day.day) <= (1, 2):
        return 0.3
    return 0.72 if (7, 24) <= (day.month, day.day) <= (8, 20) else 1.0


def _offset(zone: str, day: date) -> int:
    offset = datetime.combine(day, time(12), ZoneInfo(zone)).utcoffset()
    assert offset is not None
    return offset // timedelta(milliseconds=1)
