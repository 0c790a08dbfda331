"""The filter as one sentence, for people."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from queries.filters import LogFilter
from queries.time_words import day_words, local_time, time_words
from queries.zones import moment_at


def sentence(filter: LogFilter) -> str:
    """What is being looked at: "Logs from 1 Oct 2026 to 31 Oct 2026 (Europe/London), user …".

    A window of whole days in the filter's zone is told by its first and last day, any other by its
    times, of which the second is no longer part of it.
    """
    return ", ".join([f"{window_words(filter)} ({filter.zone})", *filter.words()])


def window_words(filter: LogFilter) -> str:
    """The window alone, without its zone: "Logs from 1 Oct 2026 to 31 Oct 2026"."""
    zone, edges = filter.zone, [filter.since, filter.until]
    days = edges[0] != edges[1] and all(at is None or _begins_a_day(at, zone) for at in edges)
    first, last = (None if at is None else local_time(at, zone) for at in edges)
    if days and last is not None:
        last -= timedelta(days=1)
    words = day_words if days else time_words
    return _span(*(None if at is None else words(at) for at in (first, last)))


def _begins_a_day(at: datetime, zone: str) -> bool:
    """The zone's day begins then, be it at midnight or, where clocks skip that, after."""
    return moment_at(datetime.combine(local_time(at, zone), time()), zone) == at


def _span(first: str | None, last: str | None) -> str:
    if first is None:
        return "All logs" if last is None else f"Logs up to {last}"
    if last is None:
        return f"Logs since {first}"
    return f"Logs of {first}" if first == last else f"Logs from {first} to {last}"
