"""Why an answer is empty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from data.access import OWNER, Viewer
from data.engine import Store
from queries.filters import LogFilter
from queries.run import extent, run
from queries.time_words import day_words, local_time

Reason = Literal["empty store", "nothing then", "not permitted", "filtered away", "none of them"]


@dataclass(frozen=True)
class Nothing:
    """Why nothing was found: the kind of reason, and a sentence that says it."""

    reason: Reason
    text: str


def why_nothing(filter: LogFilter, viewer: Viewer, store: Store) -> Nothing:
    """Why a question about these logs has no rows.

    empty store: nothing was imported yet. nothing then: no log of that time is there. not
    permitted: there are, of apps that the viewer may not see. filtered away: there are, but the
    rest of the filter matches none. none of them: logs match, but the question asks for others.
    """
    hours = extent(store)
    if hours is None:
        return Nothing("empty store", "The store holds no logs yet: import some first.")
    first, last = (day_words(local_time(hour, filter.zone)) for hour in hours)
    window = LogFilter(filter.since, filter.until, filter.zone)
    if not _count(window, OWNER, store):
        held = f"The store's logs are from {first} to {last}"
        return Nothing("nothing then", f"No logs of that time are there. {held}.")
    seen = _count(window, viewer, store)
    if not seen:
        return Nothing("not permitted", "The logs of that time belong to apps you may not see.")
    matching = _count(filter, viewer, store)
    if not matching:
        return Nothing("filtered away", f"None of the {seen:,} logs of that time matches.")
    return Nothing("none of them", f"None of the {matching:,} logs that match is of this kind.")


def _count(filter: LogFilter, viewer: Viewer, store: Store) -> int:
    return int(run("record_count", filter, viewer, store=store)["records"].iloc[0])
