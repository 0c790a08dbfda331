"""Whom or what is followed, and the one way from there to a filter and back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from data.errors import InvalidFilter
from queries.clauses import plain
from queries.filters import LogFilter, escaped, exactly, pattern_of

SubjectKind = Literal["user", "device", "ip"]
"""A user by address, a device by identifier, or an IP address. Each is a part of `LogFilter` of the
same name, and so a parameter of a page's URL."""

_KINDS: tuple[SubjectKind, ...] = ("user", "device", "ip")


@dataclass(frozen=True)
class Subject:
    """One user, device or IP address. Raises InvalidFilter for a blank value."""

    kind: SubjectKind
    value: str

    def __post_init__(self) -> None:
        if not self.value.strip():
            raise InvalidFilter(f"{self.kind} must not be empty")

    @classmethod
    def of(cls, filter: LogFilter) -> Subject | None:
        """The one that the filter asks for; None where it asks for none, for several or for parts
        of a name."""
        given = [kind for kind in _KINDS if getattr(filter, kind)]
        if len(given) != 1:
            return None
        value = filter.one_user if given == ["user"] else _exact(getattr(filter, given[0]))
        return None if value is None else cls(given[0], value)

    def narrowing(self, filter: LogFilter) -> LogFilter:
        """The filter with this subject for its part of that kind; the other parts stay."""
        text = exactly(self.value) if self.kind == "user" else escaped(self.value)
        parts: dict[str, Any] = {self.kind: text}
        return replace(filter, **parts)

    def alone(self, filter: LogFilter) -> LogFilter:
        """The filter with this subject and no other; what is neither of the three stays."""
        return self.narrowing(replace(filter, user="", device="", ip=""))


def _exact(text: str) -> str | None:
    return None if pattern_of(text) is not None else plain(text)
