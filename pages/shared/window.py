"""The spans of time that people choose: presets, their bounds, and the buckets that fill them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from queries.clock import Unit
from queries.zones import zone_info

CUSTOM = "custom"
ALL_TIME = "all"
DEFAULT = "30d"

PRESETS: Mapping[str, str] = {
    "24h": "Last 24 hours",
    "7d": "Last 7 days",
    "30d": "Last 30 days",
    "90d": "Last 90 days",
    "6m": "Last 6 months",
    "12m": "Last 12 months",
    ALL_TIME: "All time",
    CUSTOM: "Custom range",
}
"""Every choice of window: its name in the URL and its words, in the order shown."""

EXPLANATION = (
    "Days are whole days in the chosen zone, today included: 7 days begin at midnight six days "
    "ago. 24 hours begin at the full hour 24 hours ago. Every window ends with the current hour."
)

UNITS: tuple[Unit, ...] = ("hour", "day", "week", "month")
"""From fine to coarse."""

_DAYS: Mapping[str, int] = {"7d": 7, "30d": 30, "90d": 90}
_MONTHS: Mapping[str, int] = {"6m": 6, "12m": 12}


@dataclass(frozen=True)
class Window:
    """A half-open span [since, until) in UTC; None is open."""

    since: datetime | None
    until: datetime | None


def preset_window(name: str, now: datetime, zone: str) -> Window:
    """The window that a preset means at `now` (aware) in a zone.

    Bounds are full hours of that zone's clock, so that the same question asked twice within an
    hour is the same question. Raises KeyError for a name that is no preset.
    """
    if name == ALL_TIME:
        return Window(None, None)
    local = now.astimezone(zone_info(zone))
    hour = _hour_start(now, zone_info(zone))
    until = hour + timedelta(hours=1)
    if name == "24h":
        return Window(hour - timedelta(hours=24), until)
    if name in _DAYS:
        first = local.date() - timedelta(days=_DAYS[name] - 1)
    else:
        first = months_before(local.date(), _MONTHS[name]) + timedelta(days=1)
    return Window(local_midnight(first, zone), until)


def local_midnight(day: date, zone: str) -> datetime:
    """The first moment of a day on the zone's clock, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=zone_info(zone)).astimezone(UTC)


def months_before(day: date, months: int) -> date:
    """The same day of the month that many months earlier, or that month's last day."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _hour_start(moment: datetime, zone: ZoneInfo) -> datetime:
    """The start (UTC) of the hour of the zone's clock that holds the moment."""
    local = moment.astimezone(zone)
    into = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return moment.astimezone(UTC) - into


MOST_BUCKETS = 62
"""More buckets than this make a chart slow to paint and its bars thin: a coarser unit then."""


@dataclass(frozen=True)
class Buckets:
    """Equal steps of a window: `unit` is hour, day, week or month; `starts` are the local dates
    (for hours: the moments, aware) at which they begin, in order, without a gap. `cut` are the
    positions of those that the window holds only in part."""

    unit: Unit
    starts: tuple[date, ...]
    cut: frozenset[int] = frozenset()

    def end(self, start: date) -> date:
        """Where the bucket that begins there ends."""
        return next_start(self.unit, start)


def buckets(
    since: datetime, until: datetime, zone: str, finest: Unit = "hour", unit: Unit | None = None
) -> Buckets:
    """The buckets that the half-open window [since, until) touches, in the finest unit, from
    `finest` on, that keeps them to `MOST_BUCKETS`; months where none does. Or in `unit`."""
    allowed = UNITS[UNITS.index(finest) :]
    fitting = (u for u in allowed if len(_starts(u, since, until, zone)) <= MOST_BUCKETS)
    chosen: Unit = next(fitting, "month") if unit is None else unit
    starts = _starts(chosen, since, until, zone, most=None)
    cut = {0} if moment_of(starts[0], zone) < since else set()
    if moment_of(next_start(chosen, starts[-1]), zone) > until:
        cut.add(len(starts) - 1)
    return Buckets(chosen, tuple(starts), frozenset(cut))


def no_finer(steps: Buckets, finest: Unit, zone: str) -> Buckets:
    """The buckets, or where they are finer than that the coarser ones that they touch."""
    if UNITS.index(steps.unit) >= UNITS.index(finest):
        return steps
    since, until = moment_of(steps.starts[0], zone), moment_of(steps.end(steps.starts[-1]), zone)
    return buckets(since, until, zone, finest)


def _starts(
    unit: Unit, since: datetime, until: datetime, zone: str, most: int | None = MOST_BUCKETS
) -> list[date]:
    """Starts of the buckets that the window touches; no more than one over `most`."""
    last = place(bucket_start(unit, until - timedelta(microseconds=1), zone))
    starts = [bucket_start(unit, since, zone)]
    while place(starts[-1]) < last and (most is None or len(starts) <= most):
        starts.append(next_start(unit, starts[-1]))
    return starts


def place(start: date) -> float:
    """Where a bucket's start lies in time, to compare it with others of its unit.

    Clock times of one zone compare by the clock, which shows some hours twice; these do not.
    """
    return start.timestamp() if isinstance(start, datetime) else start.toordinal()


def bucket_start(unit: Unit, moment: datetime, zone: str) -> date:
    """Where the bucket of that unit begins that holds the moment."""
    here = zone_info(zone)
    if unit == "hour":
        return _hour_start(moment, here).astimezone(here)
    day = moment.astimezone(here).date()
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit == "month" else day


def next_start(unit: Unit, start: date) -> date:
    """Where the bucket after the one that begins at `start` begins."""
    if isinstance(start, datetime):
        return (start.astimezone(UTC) + timedelta(hours=1)).astimezone(start.tzinfo)
    if unit == "month":
        return months_before(start, -1)
    return start + timedelta(days=7 if unit == "week" else 1)


def moment_of(start: date, zone: str) -> datetime:
    """The first moment (UTC) of a bucket."""
    if isinstance(start, datetime):
        return start.astimezone(UTC)
    return local_midnight(start, zone)
