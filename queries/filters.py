"""The one filter: what it matches in SQL, how it reads as a sentence, how it looks in a URL."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from data import vocabulary
from data.columns import KEY_COLUMNS, LOG_COLUMNS
from data.errors import InvalidFilter
from queries.portable import contains_text
from queries.zones import zone_info

Columns = Any
"""A table or subquery's column collection (`.c`)."""

NO_CATEGORY = "none"
"""Stands in `LogFilter.categories` for logs without a category."""

_INTEGERS = frozenset(c.name for c in LOG_COLUMNS if c.kind == "integer")


@dataclass(frozen=True)
class LogFilter:
    """Which logs: every part narrows, an empty part does not.

    - `since`, `until`: half-open window [since, until), aware; None is open.
    - `zone`: IANA zone in which days and hours are counted and times are shown.
    - `categories`: app, appAction, studio or `NO_CATEGORY`; any of them.
    - `log_types`, `apps`, `session`, `device`, `ip`, `keys`: equal to the value, or matching it
      where it holds `*` (any text, whatever the case; `\\*` is a star). An app is its number or
      its name, whatever the case.
    - `user`: occurs in the user's or the acting Studio user's address; "A as B", "as B", "A as"
      and "as" as in Fliplet; a part in double quotes must be equal.
    - `text`: occurs in `data`, whatever the case.
    - `keys`: (column, value) pairs, columns of `KEY_COLUMNS`; all of them.

    Raises InvalidFilter for naive times, a window that ends before it begins, an unknown zone or
    key, or a value that no number column can hold.
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

    def __post_init__(self) -> None:
        zone_info(self.zone)
        for name in ("since", "until"):
            moment = getattr(self, name)
            if moment is not None:
                if moment.tzinfo is None:
                    raise InvalidFilter(f"{name} needs a time zone: {moment}")
                object.__setattr__(self, name, moment.astimezone(UTC))
        if self.since and self.until and self.until < self.since:
            raise InvalidFilter("the window ends before it begins")
        for key, _ in self.keys:
            if key not in KEY_COLUMNS:
                raise InvalidFilter(f"unknown key {key!r}; known: {', '.join(KEY_COLUMNS)}")

    @property
    def narrowed_by(self) -> tuple[str, ...]:
        """Names of the parts that narrow, window and zone aside."""
        parts = (f.name for f in fields(self) if f.name not in {"since", "until", "zone"})
        return tuple(name for name in parts if getattr(self, name))

    def without_window(self) -> LogFilter:
        """The same filter over all time."""
        return replace(self, since=None, until=None)

    def previous(self) -> LogFilter | None:
        """The same filter over the equal-length window just before; None for an open window."""
        if self.since is None or self.until is None:
            return None
        return replace(self, since=self.since - (self.until - self.since), until=self.since)

    def clauses(self, c: Columns) -> list[sa.ColumnElement[bool]]:
        """SQL conditions on the columns `c` of `logs` or of a table that has those that narrow."""
        found = [part for name in self.narrowed_by for part in _CLAUSES[name](self, c)]
        moment = c.created_at if "created_at" in c else c.hour
        if self.since is not None:
            found.append(moment >= self.since)
        if self.until is not None:
            found.append(moment < self.until)
        return found

    def words(self) -> list[str]:
        """The parts that narrow, window and zone aside, each as words: "user contains ann"."""
        return [_WORDS[name](self) for name in self.narrowed_by]

    def to_query(self) -> dict[str, list[str]]:
        """The filter as URL parameters; `from_query` reads them back to an equal filter."""
        query: dict[str, list[str]] = {}
        for name in ("since", "until"):
            moment = getattr(self, name)
            if moment is not None:
                query[name] = [moment.isoformat().replace("+00:00", "Z")]
        if self.zone != "UTC":
            query["zone"] = [self.zone]
        for name in self.narrowed_by:
            value = getattr(self, name)
            if name == "keys":
                query["key"] = [f"{key}={text}" for key, text in value]
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


def _first(values: Sequence[str]) -> str:
    return values[0]


def _moment(values: Sequence[str]) -> datetime:
    try:
        return datetime.fromisoformat(values[0])
    except ValueError as error:
        raise InvalidFilter(f"not a time: {values[0]!r}") from error


def _pairs(values: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple(key_pair(value) for value in values)


_READ: Mapping[str, Callable[[Sequence[str]], Any]] = {
    "since": _moment,
    "until": _moment,
    "categories": tuple,
    "log_types": tuple,
    "apps": tuple,
    "keys": _pairs,
}


def key_pair(text: str) -> tuple[str, str]:
    """ "NAME=VALUE" as a pair. Raises InvalidFilter where there is no `=`."""
    key, equals, value = text.partition("=")
    if not equals:
        raise InvalidFilter(f"not NAME=VALUE: {text!r}")
    return key.strip(), value


def pattern_of(text: str) -> str | None:
    """The SQL LIKE pattern (escape `\\`) of a value with `*`; None for a value without."""
    if not re.search(r"(?<!\\)\*", text):
        return None
    pieces = re.split(r"(?<!\\)\*", text)
    return "%".join(re.sub(r"([\\%_])", r"\\\1", p.replace(r"\*", "*")) for p in pieces)


def matches(column: sa.ColumnElement[Any], text: str) -> sa.ColumnElement[bool]:
    """The column equals the text, or matches it where it holds `*`."""
    pattern = pattern_of(text)
    numeric = isinstance(column.type, sa.Integer)
    if pattern is not None:
        value = sa.cast(column, sa.Text) if numeric else column
        return sa.func.lower(value).like(sa.func.lower(pattern), escape="\\")
    if not numeric:
        return column == text.replace(r"\*", "*")
    try:
        return column == int(text)
    except ValueError:
        return sa.false()


@dataclass(frozen=True)
class UserMatch:
    """A user filter's text, read: `actor` before "as", `user` after it or without one."""

    user: str
    actor: str
    acting: bool

    @classmethod
    def read(cls, text: str) -> UserMatch:
        """ "A as B", "as B", "A as", "as" or a plain text."""
        found = re.fullmatch(r"(?:(.*\S)\s+)?as(?:\s+(\S.*))?", text.strip(), re.IGNORECASE)
        if found is None:
            return cls(user=text.strip(), actor="", acting=False)
        return cls(user=found.group(2) or "", actor=found.group(1) or "", acting=True)

    def clause(self, c: Columns) -> sa.ColumnElement[bool]:
        """The condition on `user_email` and `studio_user_email`."""
        if not self.acting:
            return sa.or_(
                _address(c.user_email, self.user), _address(c.studio_user_email, self.user)
            )
        parts = [c.studio_user_email.is_not(None)]
        if self.actor:
            parts.append(_address(c.studio_user_email, self.actor))
        if self.user:
            parts.append(_address(c.user_email, self.user))
        return sa.and_(*parts)


def exactly(address: str) -> str:
    """The user filter's text that matches this address and no other."""
    return f'"{address}"'


def _address(column: sa.ColumnElement[Any], text: str) -> sa.ColumnElement[bool]:
    if len(text) > 1 and text.startswith('"') and text.endswith('"'):
        return column == text[1:-1].strip().lower()
    return contains_text(column, text)


def _category_clauses(f: LogFilter, c: Columns) -> list[sa.ColumnElement[bool]]:
    values = [vocabulary.category_value(v) or v for v in f.categories if v != NO_CATEGORY]
    either: list[sa.ColumnElement[bool]] = [c.category.in_(values)] if values else []
    if NO_CATEGORY in f.categories:
        either.append(c.category.is_(None))
    return [sa.or_(*either)]


def _any_of(column: sa.ColumnElement[Any], values: Sequence[str]) -> sa.ColumnElement[bool]:
    plain = [v.replace(r"\*", "*") for v in values if pattern_of(v) is None]
    either: list[sa.ColumnElement[bool]] = [column.in_(plain)] if plain else []
    either += [matches(column, v) for v in values if pattern_of(v) is not None]
    return sa.or_(*either)


def _app_clauses(f: LogFilter, c: Columns) -> list[sa.ColumnElement[bool]]:
    either: list[sa.ColumnElement[bool]] = []
    for value in f.apps:
        pattern = pattern_of(value)
        if pattern is not None:
            either.append(matches(c.app_name, value))
        else:
            either.append(sa.func.lower(c.app_name) == value.replace(r"\*", "*").lower())
        if value.isascii() and value.isdigit() and len(value) < 19:
            either.append(c.app_id == int(value))
    return [sa.or_(*either)]


_CLAUSES: Mapping[str, Callable[[LogFilter, Columns], list[sa.ColumnElement[bool]]]] = {
    "categories": _category_clauses,
    "log_types": lambda f, c: [_any_of(c.log_type, f.log_types)],
    "apps": _app_clauses,
    "user": lambda f, c: [UserMatch.read(f.user).clause(c)],
    "session": lambda f, c: [matches(c.session_id, f.session)],
    "device": lambda f, c: [matches(c.device, f.device)],
    "ip": lambda f, c: [matches(c.ip, f.ip)],
    "text": lambda f, c: [contains_text(c.data, f.text)],
    "keys": lambda f, c: [matches(c[key], value) for key, value in f.keys],
}


def _is(label: str, values: Sequence[str]) -> str:
    return f"{label} {' or '.join(values)}"


_WORDS: Mapping[str, Callable[[LogFilter], str]] = {
    "categories": lambda f: _is(
        "category",
        [vocabulary.category_label(None if v == NO_CATEGORY else v) for v in f.categories],
    ),
    "log_types": lambda f: _is("log type", f.log_types),
    "apps": lambda f: _is("app", f.apps),
    "user": lambda f: f"user {f.user}" if f.user.startswith('"') else f"user contains {f.user}",
    "session": lambda f: f"session {f.session}",
    "device": lambda f: f"device {f.device}",
    "ip": lambda f: f"IP address {f.ip}",
    "text": lambda f: f"data contains «{f.text}»",
    "keys": lambda f: ", ".join(f"{key} {value}" for key, value in f.keys),
}
