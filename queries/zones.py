"""Time zones as offsets: exact on every engine, and cheap where the engine's own are not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from data.errors import InvalidFilter

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)
"""Clocks are laid out within these: a log with a mistaken year must not make thousands of offsets.
Before and after, the nearest offset counts."""


def zone_info(name: str) -> ZoneInfo:
    """The IANA zone of that name. Raises InvalidFilter for an unknown one."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidFilter(f"unknown time zone {name!r}; use a name like Europe/London") from error


def moment_at(local: datetime, zone: str) -> datetime:
    """The moment (UTC) at which a clock of that zone shows the naive time `local`.

    Of a time that the clock shows twice, the first. A time that the clock skips is read by the
    offset before the change, so a midnight that is skipped means the first moment of its day.
    Raises InvalidFilter for an unknown zone.
    """
    return local.replace(tzinfo=zone_info(zone), fold=0).astimezone(UTC)


@lru_cache(maxsize=256)
def offsets(name: str, since: datetime, until: datetime) -> tuple[tuple[datetime, int], ...]:
    """The zone's offsets from UTC in [since, until): (first moment in UTC, seconds east).

    The first entry begins at `since`; entries are in order of time.
    """
    zone = zone_info(name)
    found = [(since, _offset(zone, since))]
    moment = since
    while moment < until:
        following = min(moment + timedelta(days=1), until)
        if _offset(zone, following) != found[-1][1]:
            change = _change(zone, moment, following)
            found.append((change, _offset(zone, change)))
        moment = following
    return tuple(entry for entry in found if entry[0] < until or entry is found[0])


def _offset(zone: ZoneInfo, moment: datetime) -> int:
    delta = moment.astimezone(zone).utcoffset()
    assert delta is not None
    return int(delta.total_seconds())


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The first whole second in (before, after] at which the offset of `after` holds."""
    low, high = int(before.timestamp()), int(after.timestamp())
    wanted = _offset(zone, after)
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(zone, datetime.fromtimestamp(middle, UTC)) == wanted:
            high = middle
        else:
            low = middle
    return datetime.fromtimestamp(high, UTC)
