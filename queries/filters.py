"""The one filter: what it matches in SQL, how it reads as a sentence, how it looks in a URL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from data.columns import KEY_COLUMNS
from data.errors import InvalidFilter
from queries.clauses import (
    CLAUSES,
    NO_CATEGORY,
    WORDS,
    Columns,
    escaped,
    exact_address,
    exactly,
    log_type_matches,
    pattern_of,
)
from queries.conditions import Group
from queries.conditions_url import group_from, group_text
from queries.portable import moment
from queries.zones import zone_info

__all__ = ["NO_CATEGORY", "LogFilter", "escaped", "exactly", "key_pair", "pattern_of"]

_TUPLES = ("categories", "log_types", "apps", "keys")
_TEXTS = ("user", "session", "device", "ip")


@dataclass(frozen=True)
class LogFilter:
    """Which logs: every part narrows, an empty part does not.

    - `since`, `until`: half-open window [since, until), aware; None is open.
    - `zone`: IANA zone in which days and hours are counted and times are shown.
    - `categories`: app, appAction, studio or `NO_CATEGORY`; any of them.
    - `log_types`, `apps`, `session`, `device`, `ip`, `keys`: equal to the value, or matching it
      where it holds `*` (any text, whatever the case; `\\*` is a star, `\\\\` a backslash). An app
      is its number or its name, whatever the case.
    - `user`: occurs in the user's or the acting Studio user's address; "A as B", "as B", "A as"
      and "as" as in Fliplet; a part in double quotes must be equal.
    - `text`: occurs in `data`, whatever the case.
    - `keys`: (column, value) pairs, columns of `KEY_COLUMNS`; all of them.
    - `where`: nested groups of conditions over any column and any key inside `data`, see
      `conditions.py`.

    White space around values, empty values and repeated ones are dropped, so that filters that
    match the same are equal. Raises InvalidFilter for naive times, a window that ends before it
    begins, an unknown zone or key, and a key without a value.
    """

    since: datetime | None = None
    until: datetime | None = None
    zone: str = "UTC"
    categories: tuple[str, ...] = ()
    log_types: tuple[str, ...] = ()
    apps: tuple[str, ...] = ()
    user: str = ""
    session: str = ""
    device: str = ""
    ip: str = ""
    text: str = ""
    keys: tuple[tuple[str, str], ...] = ()
    where: Group | None = None

    def __post_init__(self) -> None:
        zone_info(self.zone)
        for name in ("since", "until"):
            self._set(name, _in_utc(name, getattr(self, name)))
        if self.since and self.until and self.until < self.since:
            raise InvalidFilter("the window ends before it begins")
        for name in _TEXTS:
            self._set(name, getattr(self, name).strip())
        self._set("keys", tuple(_checked(key, value) for key, value in self.keys))
        for name in _TUPLES[:-1]:
            self._set(name, tuple(value.strip() for value in getattr(self, name)))
        for name in _TUPLES:
            self._set(name, tuple(dict.fromkeys(v for v in getattr(self, name) if v)))

    def _set(self, name: str, value: Any) -> None:
        object.__setattr__(self, name, value)

    @property
    def narrowed_by(self) -> tuple[str, ...]:
        """Names of the parts that narrow, window and zone aside."""
        parts = (f.name for f in fields(self) if f.name not in {"since", "until", "zone"})
        return tuple(name for name in parts if getattr(self, name))

    @property
    def one_user(self) -> str | None:
        """The address, in lower case, of the one user that is asked for; None where more may be."""
        return exact_address(self.user)

    def without_window(self) -> LogFilter:
        """The same filter over all time."""
        return replace(self, since=None, until=None)

    def previous(self) -> LogFilter | None:
        """The same filter over the equal-length window just before; None for an open window."""
        if self.since is None or self.until is None:
            return None
        try:
            return replace(self, since=self.since - (self.until - self.since), until=self.since)
        except OverflowError:  # no calendar goes back that far, and no log either
            return None

    def typed(self, patterns: Sequence[str], seen: Iterable[str]) -> LogFilter | None:
        """The same filter, of the log types it lets through only those that match the patterns.

        `seen` are all log types there are. None where that leaves no log type.
        """
        if not self.log_types:
            return replace(self, log_types=tuple(patterns))
        both = (self.log_types, patterns)
        left = [name for name in seen if all(log_type_matches(name, values) for values in both)]
        return replace(self, log_types=tuple(map(escaped, left))) if left else None

    def clauses(self, c: Columns) -> list[sa.ColumnElement[bool]]:
        """SQL conditions on the columns `c` of `logs` or of a table that has those that narrow."""
        found = [CLAUSES[name](self, c) for name in self.narrowed_by]
        if self.since is not None:
            found.append(_at(c) >= moment(self.since))
        if self.until is not None:
            found.append(_at(c) < moment(self.until))
        return found

    def words(self) -> list[str]:
        """The parts that narrow, window and zone aside, each as words: "user contains ann"."""
        return [WORDS[name](self) for name in self.narrowed_by]

    def to_query(self) -> dict[str, list[str]]:
        """The filter as URL parameters; `from_query` reads them back to an equal filter."""
        query: dict[str, list[str]] = {}
        for name in ("since", "until"):
            at = getattr(self, name)
            if at is not None:
                query[name] = [at.isoformat().replace("+00:00", "Z")]
        if self.zone != "UTC":
            query["zone"] = [self.zone]
        for name in self.narrowed_by:
            value = getattr(self, name)
            if name == "keys":
                query["key"] = [f"{key}={text}" for key, text in value]
            elif isinstance(value, Group):
                query[name] = [group_text(value)]
            else:
                query[name] = [value] if isinstance(value, str) else list(value)
        return query

    @classmethod
    def from_query(cls, query: Mapping[str, Sequence[str]]) -> LogFilter:
        """The filter that URL parameters describe; unknown parameters are ignored.

        Raises InvalidFilter as the constructor does.
        """
        parts: dict[str, Any] = {}
        for field in fields(cls):
            values = query.get("key" if field.name == "keys" else field.name)
            if values:
                parts[field.name] = _READ.get(field.name, _first)(values)
        return cls(**parts)


def key_pair(text: str) -> tuple[str, str]:
    """ "NAME=VALUE" as a pair. Raises InvalidFilter where there is no `=`."""
    key, equals, value = text.partition("=")
    if not equals:
        raise InvalidFilter(f"not NAME=VALUE: {text!r}")
    return key.strip(), value


def _in_utc(name: str, at: datetime | None) -> datetime | None:
    if at is None:
        return None
    if at.tzinfo is None:
        raise InvalidFilter(f"{name} needs a time zone: {at}")
    try:
        return at.astimezone(UTC)
    except OverflowError as error:
        raise InvalidFilter(f"{name} is out of range: {at}") from error


def _checked(key: str, value: str) -> tuple[str, str]:
    if key not in KEY_COLUMNS:
        raise InvalidFilter(f"unknown key {key!r}; known: {', '.join(KEY_COLUMNS)}")
    if not value.strip():
        raise InvalidFilter(f"key {key} needs a value")
    return key, value.strip()


def _first(values: Sequence[str]) -> str:
    return values[0]


def _moment(values: Sequence[str]) -> datetime:
    try:
        return datetime.fromisoformat(values[0])
    except ValueError as error:
        raise InvalidFilter(f"not a time: {values[0]!r}") from error


def _pairs(values: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple(key_pair(value) for value in values)


def _at(c: Columns) -> sa.ColumnElement[Any]:
    """The moment of a row; of a prepared one its hour."""
    at: sa.ColumnElement[Any] = c.created_at if "created_at" in c else c.hour
    return at


_READ: Mapping[str, Callable[[Sequence[str]], Any]] = {
    "since": _moment,
    "until": _moment,
    "categories": tuple,
    "log_types": tuple,
    "apps": tuple,
    "keys": _pairs,
    "where": lambda values: group_from(values[0]),
}
