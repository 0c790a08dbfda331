"""Days and times as people write them."""

from __future__ import annotations

from datetime import date, datetime

from queries.zones import zone_info

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def local_time(at: datetime, zone: str) -> datetime:
    """The moment as the zone's clock shows it."""
    return at.astimezone(zone_info(zone))


def day_words(day: date) -> str:
    """A day as people write it: 1 Oct 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def time_words(at: datetime) -> str:
    """A time as people write it: 1 Oct 2026 10:00, with seconds where there are any."""
    seconds = f":{at:%S}" if at.second or at.microsecond else ""
    return f"{day_words(at)} {at:%H:%M}{seconds}"
