"""Numbers, moments and other people's text as words on a page.

Whatever somebody typed into Fliplet is shown as it is and never read as Markdown or HTML. There
are four ways into a page, and each has its function here: `code` for labels (Streamlit reads
those as Markdown, and only a code span is safe from it), `html` for `st.html`, `figure` for Plotly,
whose texts are a little HTML of their own, and `cell` for cells that are buttons. Other cells show
text as it is.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from html import escape

from queries.time_words import local_time, offset_words, shown_twice

WORD_JOINER = "\u2060"
LONGEST = 60

_SPANS = (("d", 86400, "h", 3600), ("h", 3600, "min", 60), ("min", 60, "s", 1))


def number(value: int | float) -> str:
    """A count with thousands separators: 1,204."""
    return f"{value:,.0f}"


def percent(share: float) -> str:
    """A share from 0 to 1 in per cent: 12.3%."""
    return f"{share:.1%}"


def counted(value: int, one: str, many: str | None = None) -> str:
    """A count and its noun: 1 log, 1,204 logs."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def duration(seconds: float) -> str:
    """A span of time in its two largest units: 0.4 s, 12 s, 3 min 20 s, 2 h 5 min, 3 d 4 h."""
    if seconds < 10:
        return f"{seconds:.1f} s".replace(".0 s", " s")
    whole = round(seconds)
    for name, size, smaller, part in _SPANS:
        if whole >= size:
            rest = whole % size // part
            return f"{number(whole // size)} {name}" + (f" {rest} {smaller}" if rest else "")
    return f"{whole} s"


def code(text: str) -> str:
    """Text as a Markdown code span that shows exactly it, on one line.

    Streamlit replaces `:material/…:` even within code; a word joiner keeps it from that.
    """
    line = cell(" ".join(text.split()))
    runs = [len(run) for run in re.findall("`+", line)]
    fence = "`" * (max(runs, default=0) + 1)
    padded = f" {line} " if line.startswith("`") or line.endswith("`") else line
    return f"{fence}{padded}{fence}" if line else ""


def cell(text: str) -> str:
    """Text for a cell that is a button: Streamlit replaces `:material/…:` there, nothing else."""
    return text.replace(":material/", f":{WORD_JOINER}material/")


def html(text: str) -> str:
    """Text for an element or a quoted attribute of `st.html`."""
    return escape(text)


def figure(text: str) -> str:
    """Text for a label, a name or a hover text of a Plotly figure."""
    return escape(text, quote=False)


def shortened(text: str, longest: int = LONGEST) -> str:
    """Text that ends in … where it is longer than that."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def clock(moment: datetime, zone: str) -> str:
    """A moment to the minute as the zone's clock shows it: 21 Nov 2026 14:05.

    With the offset where the clock shows that twice: 25 Oct 2026 01:30 UTC+01:00.
    """
    local = local_time(moment, zone)
    offset = f" {offset_words(local)}" if shown_twice(local) else ""
    return f"{day(local)} {local:%H:%M}{offset}"


def clock_span(first: datetime, last: datetime, zone: str) -> str:
    """From when to when, to the minute: 19 Nov 2026 21:37 to 22:11; one time where both are one.

    With both offsets where the clock shows one of the times twice.
    """
    begins, ends = local_time(first, zone), local_time(last, zone)
    twice = shown_twice(begins) or shown_twice(ends)
    times = [f"{at:%H:%M}" + (f" {offset_words(at)}" if twice else "") for at in (begins, ends)]
    one_day, since = begins.date() == ends.date(), f"{day(begins)} {times[0]}"
    if one_day and times[0] == times[1]:
        return since
    return f"{since} to {times[1]}" if one_day else f"{since} to {day(ends)} {times[1]}"


def day(local: date) -> str:
    """A day: 1 Nov 2026."""
    return f"{local.day} {local:%b %Y}"


def zone_words(zone: str, now: datetime) -> str:
    """A zone with its present distance from UTC: Europe/London (UTC+01:00)."""
    if zone == "UTC":
        return zone
    return f"{zone.replace('_', ' ')} ({offset_words(local_time(now, zone))})"
