"""Days and times as people write them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from queries.zones import zone_info

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def local_time(at: datetime, zone: str) -> datetime:
    """The moment as the zone's clock shows it."""
    return at.astimezone(zone_info(zone))


def shown_twice(local: datetime) -> bool:
    """The clock of the time's zone shows it twice, as it was put back; False without a zone."""
    first, second = (local.replace(fold=fold).utcoffset() for fold in (0, 1))
    # Of a time that the clock skips, the second offset is the greater one.
    return (first or timedelta()) > (second or timedelta())


def offset_words(local: datetime) -> str:
    """How far the clock was from UTC then: UTC+01:00."""
    offset = local.strftime("%z")
    return f"UTC{offset[:3]}:{offset[3:5]}"


def day_words(day: date) -> str:
    """A day as people write it: 1 Oct 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def time_words(at: datetime) -> str:
    """A time as people write it: 1 Oct 2026 10:00, with seconds where there are any, and with the
    offset where the zone's clock shows it twice: 25 Oct 2026 01:30 UTC+01:00."""
    seconds = f":{at:%S}" if at.second or at.microsecond else ""
    offset = f" {offset_words(at)}" if shown_twice(at) else ""
    return f"{day_words(at)} {at:%H:%M}{seconds}{offset}"
