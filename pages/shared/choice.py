"""What somebody chose over a page and its form in the URL: a named window, a filter, and whether
charts mark publishes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from typing import Any

from data.errors import InvalidFilter
from pages.shared.comparison import Comparison, read_comparison
from pages.shared.window import ALL_TIME, CUSTOM, DEFAULT, PRESETS, preset_window
from queries.filters import LogFilter

EARLIEST, LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
"""Bounds of what the bar lets somebody ask for."""

Query = Mapping[str, Sequence[str]]
"""URL parameters: each name with its values."""

_MARKS, _MARKED, _COMPARE = "publishes", "marked", "compare"

PARAMETERS = (
    "window",
    _MARKS,
    _COMPARE,
    *("key" if part.name == "keys" else part.name for part in fields(LogFilter)),
)
"""The URL parameters that make up a choice; all others belong to the pages."""


@dataclass(frozen=True)
class Choice:
    """What somebody chose in the filter bar and beside it.

    `window` is a name of `PRESETS`. `filter` holds everything else that narrows; its `since` and
    `until` count only in a custom window and are None in every other. `marks` has charts over time
    show when apps were published. `compare` is what charts and figures are compared with.
    """

    window: str = DEFAULT
    filter: LogFilter = field(default_factory=LogFilter)
    marks: bool = False
    compare: Comparison | None = None

    def at(self, now: datetime) -> LogFilter:
        """The filter with the window as it stands at `now` (aware)."""
        if self.window == CUSTOM:
            return self.filter
        window = preset_window(self.window, now, self.filter.zone)
        return replace(self.filter, since=window.since, until=window.until)

    def narrowed(self, now: datetime, changes: Mapping[str, Any]) -> Choice:
        """The choice with parts of the filter changed; names are LogFilter's fields.

        A `since` or `until` makes the window custom, from the bounds it has at `now`; where both
        are open then, it is all time.
        Raises InvalidFilter as LogFilter does, and for an unknown part.
        """
        unknown = sorted(set(changes) - {part.name for part in fields(LogFilter)})
        if unknown:
            raise InvalidFilter(f"a filter has no part called {', '.join(unknown)}")
        if {"since", "until"} & set(changes):
            changed = replace(self.at(now), **changes)
            open_ended = changed.since is None and changed.until is None
            return replace(self, window=ALL_TIME if open_ended else CUSTOM, filter=changed)
        return replace(self, filter=replace(self.filter, **changes))

    def to_query(self) -> dict[str, list[str]]:
        """The choice as URL parameters.

        The window and the zone are always named, so that a link shows everyone the same days
        whatever the reader's own zone; a preset stays relative to the day the link is opened.
        """
        query = {"window": [self.window], "zone": [self.filter.zone]}
        marks = {_MARKS: [_MARKED]} if self.marks else {}
        compare = {_COMPARE: self.compare.to_query()} if self.compare else {}
        return query | self.filter.to_query() | marks | compare


def choice_of(shown: LogFilter, window: str, now: datetime, *, marks: bool = False) -> Choice:
    """The choice that shows exactly this filter, with publishes marked or not.

    The window keeps its name where the preset means these bounds at `now`; it is all time where
    both are open and custom otherwise.
    """
    bare = replace(shown, since=None, until=None)
    named = (ALL_TIME, window) if window in PRESETS and window != CUSTOM else (ALL_TIME,)
    for name in named:
        if Choice(name, bare).at(now) == shown:
            return Choice(name, bare, marks)
    return Choice(CUSTOM, shown, marks)


def read_choice(query: Query, zone: str) -> tuple[Choice, list[str]]:
    """The choice that URL parameters describe, and what in them could not be understood.

    Each parameter is read by itself: one that is invalid is left out and named in the list, the
    others hold. `zone` is the zone where the URL names none that is known.
    """
    parts: dict[str, Sequence[str]] = {"zone": [zone]}
    problems: list[str] = []
    for name in PARAMETERS:
        values = [value for value in query.get(name, ()) if value]
        if name in {"window", _MARKS, _COMPARE} or not values:
            continue
        try:
            _refuse_far(LogFilter.from_query({name: values}))
        except InvalidFilter as error:
            problems.append(str(error))
        else:
            parts[name] = values
    window, marks = _window_of(query, parts, problems), _MARKED in query.get(_MARKS, ())
    compare = _comparison_of(query, problems)
    if window != CUSTOM:
        parts = {name: values for name, values in parts.items() if name not in {"since", "until"}}
    try:
        return Choice(window, LogFilter.from_query(parts), marks, compare), problems
    except InvalidFilter as error:
        rest = {name: values for name, values in parts.items() if name not in {"since", "until"}}
        return Choice(DEFAULT, LogFilter.from_query(rest), marks, compare), [*problems, str(error)]


def _comparison_of(query: Query, problems: list[str]) -> Comparison | None:
    try:
        found = read_comparison([value for value in query.get(_COMPARE, ()) if value])
        for at in (found.since, found.until) if found else ():
            _refuse_far(LogFilter(since=at))
    except InvalidFilter as error:
        problems.append(str(error))
        return None
    return found


def _refuse_far(asked: LogFilter) -> None:
    """Raises InvalidFilter for a moment that clocks of some zone or the bar cannot show."""
    for at in (asked.since, asked.until):
        if at is not None and not EARLIEST <= at < LATEST:
            raise InvalidFilter(f"no time from {EARLIEST:%Y} to {LATEST:%Y}: {at:%Y-%m-%d}")


def _window_of(query: Query, parts: Query, problems: list[str]) -> str:
    given = next(iter(query.get("window", ())), "")
    bounded = "since" in parts or "until" in parts
    if given and given not in PRESETS:
        problems.append(f"unknown window {given!r}")
        given = ""
    if given == CUSTOM and not bounded:
        problems.append("a custom range without a beginning or an end")
        given = DEFAULT
    return given or (CUSTOM if bounded else DEFAULT)
