"""The time that a saved view or a link keeps, in words: always relative, or fixed."""

from __future__ import annotations

from datetime import date, time, timedelta

from pages.shared import words
from pages.shared.choice import Choice
from pages.shared.window import ALL_TIME, CUSTOM, PRESETS
from queries.zones import zone_info

TO = "\u2013"
"""Between a beginning and an end: an en dash."""


def window_words(choice: Choice) -> str:
    """The time that a view or a link keeps, in words.

    Always the last 30 days; Fixed: 1-30 Nov 2026, Europe/Berlin; with hours where the bounds
    are not midnights there: Fixed: 1 Nov 2026 00:00 - 23 Nov 2026 14:00, Europe/Berlin.
    """
    if choice.window == ALL_TIME:
        return "Always all time"
    if choice.window != CUSTOM:
        return f"Always the {PRESETS[choice.window].lower()}"
    asked = choice.filter
    since, until = (
        at and at.astimezone(zone_info(asked.zone)) for at in (asked.since, asked.until)
    )
    if since and until and since < until and since.time() == until.time() == time.min:
        span = _days(since.date(), until.date() - timedelta(days=1))
    else:
        first, last = (at and words.clock(at, asked.zone) for at in (since, until))
        open_ended = f"from {first}" if first else f"to {last}"
        span = f"{first} {TO} {last}" if first and last else open_ended
    return f"Fixed: {span}, {asked.zone.replace('_', ' ')}"


def _days(first: date, last: date) -> str:
    """Days from the first to the last: 30 Nov 2026; 1-30 Nov 2026; 30 Oct - 2 Nov 2026."""
    if first == last:
        return words.day(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{TO}{words.day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%b} {TO} {words.day(last)}"
    return f"{words.day(first)} {TO} {words.day(last)}"
