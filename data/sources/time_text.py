"""What a text that stands for a time can mean.

A time without an offset is UTC, as in Fliplet's own exports. Dates in digits whose order depends
on the country (02/03/2022) have several readings; which of them holds is settled in `times.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

Order = Literal["DMY", "MDY", "YMD"]

DAY_US = 86_400_000_000
EPOCH_DAY = date(1970, 1, 1).toordinal()
_CENTURY = 2000  # Fliplet's logs begin after 2000, so a year of two digits is of this century

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        1,
    )
    for name in names
}

_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?"
_CLOCK = (
    r"(?:(?:T|,? at |,? )(?P<hour>\d{1,2})"
    r"(?::(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?)?)?"
    r"(?: ?(?P<half>[ap])\.?m\.?)?"
    r" ?(?P<zone>Z|(?:UTC|GMT)?(?: ?(?P<sign>[+-])(?P<ahead>\d\d):?(?P<minutes>\d\d)?)?)"
    r"(?: \([^()]*\))?)?"
)
_YEAR_FIRST = re.compile(
    rf"(?P<year>\d{{4}})([-/.])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}}){_CLOCK}", re.IGNORECASE
)
_DIGITS = re.compile(
    rf"(?P<a>\d{{1,2}})(?P<separator>[-/.])(?P<b>\d{{1,2}})(?P=separator)(?P<c>\d{{4}}|\d\d){_CLOCK}",
    re.IGNORECASE,
)
_DAY_NAMED_MONTH = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[-/ .]{{1,2}}(?P<name>[a-z]{{3,9}})"
    rf"[-/ .,]{{1,2}}(?P<year>\d{{4}}|\d\d){_CLOCK}",
    re.IGNORECASE,
)
_NAMED_MONTH_DAY = re.compile(
    rf"{_WEEKDAY}(?P<name>[a-z]{{3,9}})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})"
    rf"{_CLOCK}",
    re.IGNORECASE,
)
_EPOCH_MS = re.compile(r"\d{13}")
_DAY_NUMBER = re.compile(r"\d{5}(?:[.,]\d+)?")


@dataclass(frozen=True)
class Readings:
    """What a text can mean: microseconds since 1970 (UTC) by the order of day, month and year.

    `style` tells apart the ways of writing dates in digits, which have orders of their own; None
    where the text has one meaning, then the only key is YMD.
    """

    by_order: dict[Order, int]
    style: str | None = None


@lru_cache(maxsize=1 << 14)
def readings(text: str) -> Readings | None:
    """What the text can mean; None when it is no time."""
    folded = _SPACES.sub(" ", text).strip()
    if _EPOCH_MS.fullmatch(folded):
        return Readings({"YMD": int(folded) * 1000})
    if found := _DIGITS.fullmatch(folded):
        return _in_digits(found)
    for pattern in (_YEAR_FIRST, _DAY_NAMED_MONTH, _NAMED_MONTH_DAY):
        if found := pattern.fullmatch(folded):
            month = found["month"] if pattern is _YEAR_FIRST else _month_named(found["name"])
            days = _days(found["year"], month, found["day"])
            time = _time_of_day(found)
            return None if days is None or time is None else Readings({"YMD": days + time})
    return None


def is_day_number(text: str) -> bool:
    """True for a spreadsheet's count of days, which counts from 1900 or 1904: no one can tell."""
    return _DAY_NUMBER.fullmatch(text.strip()) is not None


def _in_digits(found: re.Match[str]) -> Readings | None:
    """Dates with the year at the end, or two digits for the year: 14/02/2022, 2/14/22, 22-02-14.

    No locale writes the month first and dots between, so dots mean the day first.
    """
    a, separator, b, c = found.group("a", "separator", "b", "c")
    time = _time_of_day(found)
    candidates: dict[Order, int | None] = {"DMY": _days(c, b, a)}
    if separator != ".":
        candidates["MDY"] = _days(c, a, b)
        if len(c) == len(a) == 2:
            candidates["YMD"] = _days(a, b, c)
    if time is None:
        return None
    by_order = {order: days + time for order, days in candidates.items() if days is not None}
    return Readings(by_order, f"{separator}{len(c)}") if by_order else None


def _month_named(name: str) -> str:
    return str(_MONTHS.get(name.lower(), 0))


def _days(year: str, month: str, day: str) -> int | None:
    """Microseconds from 1970 to the start of a day; None when there is no such day."""
    full_year = int(year) + (_CENTURY if len(year) == 2 else 0)
    try:
        return (date(full_year, int(month), int(day)).toordinal() - EPOCH_DAY) * DAY_US
    except ValueError:
        return None


def _time_of_day(found: re.Match[str]) -> int | None:
    """Microseconds from the start of the day (UTC) to the time that `_CLOCK` matched, 0 for none;
    None for an impossible one."""
    hours, half, zone, fraction = found.group("hour", "half", "sign", "fraction")
    hour, minute, second = int(hours or 0), int(found["minute"] or 0), int(found["second"] or 0)
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half in "pP" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    offset = 0
    if zone:
        ahead, minutes = int(found["ahead"]), int(found["minutes"] or 0)
        if ahead > 23 or minutes > 59:
            return None
        offset = (ahead * 60 + minutes) * (-1 if zone == "-" else 1)
    micros = int(fraction.ljust(6, "0")[:6]) if fraction else 0
    return ((hour * 60 + minute - offset) * 60 + second) * 1_000_000 + micros
