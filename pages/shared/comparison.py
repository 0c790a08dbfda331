"""What a page's charts and figures are compared with: another time, or another filter.

In the URL it is the parameter `compare`: `previous`, `month` or `year`; `dates` with the two
moments; or `filter` with the parts that are otherwise, each as NAME=VALUE in the URL's own form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from types import MappingProxyType

from data.errors import InvalidFilter
from pages.shared.window import months_before
from queries.filters import LogFilter
from queries.time_words import local_time
from queries.zones import moment_at

PREVIOUS, MONTH, YEAR, DATES, FILTER = "previous", "month", "year", "dates", "filter"

WORDS: Mapping[str, str] = MappingProxyType(
    {
        PREVIOUS: "The time just before",
        MONTH: "A month earlier",
        YEAR: "A year earlier",
        DATES: "Other dates",
        FILTER: "Another filter",
    }
)
"""Every kind of comparison: its name in the URL and its words, in the order shown."""

PARTS = frozenset({"categories", "log_types", "apps", "user", "session", "device", "ip", "text"})
"""Parts of a filter that another may have otherwise, as the URL calls them."""

_MONTHS = {MONTH: 1, YEAR: 12}


@dataclass(frozen=True)
class Comparison:
    """What a filter is compared with.

    `since` and `until` (aware) are those of `DATES`. `parts` of a `FILTER` are URL parameters of
    the filter with their values, which replace its own.
    """

    kind: str
    since: datetime | None = None
    until: datetime | None = None
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def __post_init__(self) -> None:
        """Raises InvalidFilter for what cannot be compared with."""
        if self.kind not in WORDS:
            raise InvalidFilter(f"unknown comparison {self.kind!r}; known: {', '.join(WORDS)}")
        if self.kind == DATES and (
            self.since is None or self.until is None or self.since >= self.until
        ):
            raise InvalidFilter("other dates to compare with need a beginning before their end")
        if self.kind == FILTER and not self.parts:
            raise InvalidFilter("a filter to compare with needs a part that is another")

    def of(self, asked: LogFilter) -> LogFilter | None:
        """The filter that this one is compared with; None where an open window has no other."""
        if self.kind == FILTER:
            other = LogFilter.from_query(dict(self.parts))
            held = {name: getattr(other, name) for name in other.narrowed_by}
            return replace(asked, **held)
        if self.kind == DATES:
            return replace(asked, since=self.since, until=self.until)
        if self.kind == PREVIOUS:
            return asked.previous()
        if asked.since is None or asked.until is None:
            return None
        months = _MONTHS[self.kind]
        since, until = (_earlier(at, months, asked.zone) for at in (asked.since, asked.until))
        return replace(asked, since=since, until=until) if since < until else None

    def to_query(self) -> list[str]:
        """The values of the URL parameter."""
        if self.kind == DATES:
            assert self.since is not None
            assert self.until is not None
            return [DATES, self.since.isoformat(), self.until.isoformat()]
        pairs = [f"{name}={value}" for name, values in self.parts for value in values]
        return [self.kind, *pairs]


def read_comparison(values: Sequence[str]) -> Comparison | None:
    """The comparison that the URL's values describe; None for none. Raises InvalidFilter."""
    if not values:
        return None
    kind, rest = values[0], values[1:]
    if kind == DATES:
        if len(rest) != 2:
            raise InvalidFilter("other dates to compare with need a beginning and an end")
        bounds = LogFilter.from_query({"since": [rest[0]], "until": [rest[1]]})
        return Comparison(DATES, bounds.since, bounds.until)
    parts: dict[str, tuple[str, ...]] = {}
    for pair in rest:
        name, _, value = pair.partition("=")
        if name not in PARTS:
            raise InvalidFilter(f"{name!r} is no part of a filter to compare by")
        parts[name] = (*parts.get(name, ()), value)
    LogFilter.from_query(parts)
    return Comparison(kind, parts=tuple(parts.items()))


def _earlier(at: datetime, months: int, zone: str) -> datetime:
    """The same clock time so many months before; the last day of a month that is shorter."""
    local = local_time(at, zone)
    day: date = months_before(local.date(), months)
    return moment_at(datetime.combine(day, time(local.hour, local.minute, local.second)), zone)
