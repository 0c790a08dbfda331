"""The parts of a filter as SQL conditions and as words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from data import vocabulary
from queries.conditions_sql import group_clause
from queries.conditions_words import group_words
from queries.portable import as_text, contains_text, lower_case, matches_pattern

if TYPE_CHECKING:
    from queries.filters import LogFilter

Columns = Any
"""A table or subquery's column collection (`.c`)."""

Condition = sa.ColumnElement[bool]

NO_CATEGORY = "none"
"""Stands in `LogFilter.categories` for logs without a category."""

_LARGEST = 2**63 - 1


_PARTS = re.compile(r"\\[\\*]|\*|\\|[^\\*]+")


def pattern_of(text: str) -> str | None:
    """The SQL LIKE pattern (escape `\\`) of a value with `*`; None for a value without."""
    parts = _PARTS.findall(text)
    if "*" not in parts:
        return None
    return "".join("%" if p == "*" else re.sub(r"([\\%_])", r"\\\1", _meant(p)) for p in parts)


def plain(text: str) -> str:
    """The text that a value without wildcards means."""
    return "".join(map(_meant, _PARTS.findall(text)))


def _meant(part: str) -> str:
    return part[1:] if part in {r"\*", "\\\\"} else part


def escaped(text: str) -> str:
    """The filter value that is equal to this text and to no other, stars included."""
    return re.sub(r"([\\*])", r"\\\1", text)


def matches(column: sa.ColumnElement[Any], text: str) -> Condition:
    """The column equals the text, or matches it where it holds `*`.

    A text that is no whole number equals no number.
    """
    pattern = pattern_of(text)
    numeric = isinstance(column.type, sa.Integer)
    if pattern is not None:
        return matches_pattern(as_text(column) if numeric else column, sa.literal(pattern))
    if not numeric:
        return column == plain(text)
    number = _whole_number(text)
    return sa.false() if number is None else column == number


def _whole_number(text: str) -> int | None:
    if not re.fullmatch(r"-?[0-9]{1,19}", text):
        return None
    number = int(text)
    return number if abs(number) <= _LARGEST else None


@dataclass(frozen=True)
class UserMatch:
    """A user filter's text, read: `actor` before "as", `user` after it or without one."""

    user: str
    actor: str
    acting: bool

    @classmethod
    def read(cls, text: str) -> UserMatch:
        """ "A as B", "as B", "A as", "as", a plain text or one in double quotes."""
        text = text.strip()
        found = re.fullmatch(r"(?:(.*\S)\s+)?as(?:\s+(\S.*))?", text, re.IGNORECASE)
        if found is None or re.fullmatch(r'"[^"]*"', text):
            return cls(user=text, actor="", acting=False)
        return cls(user=found.group(2) or "", actor=found.group(1) or "", acting=True)

    def clause(self, c: Columns) -> Condition:
        """The condition on `user_email` and `studio_user_email`."""
        return sa.or_(*self.either(c))

    def either(self, c: Columns) -> list[Condition]:
        """Its parts, any of which is enough: an engine that keeps columns apart finds the logs of
        each quickly, but reads all columns for both in one."""
        if not self.acting:
            columns = (c.user_email, c.studio_user_email)
            return [_address(column, self.user) for column in columns]
        parts = [c.studio_user_email.is_not(None)]
        if self.actor:
            parts.append(_address(c.studio_user_email, self.actor))
        if self.user:
            parts.append(_address(c.user_email, self.user))
        return [sa.and_(*parts)]


def exactly(address: str) -> str:
    """The user filter's text that matches this address and no other."""
    return f'"{address}"'


def exact_address(text: str) -> str | None:
    """The one address that this text of the user filter matches; None where it is no such text."""
    text = text.strip()
    quoted = len(text) > 2 and text.startswith('"') and text.endswith('"')
    address = text[1:-1].strip().lower() if quoted and '"' not in text[1:-1] else ""
    return address or None


def _address(column: sa.ColumnElement[Any], text: str) -> Condition:
    if len(text) > 1 and text.startswith('"') and text.endswith('"'):
        return column == lower_case(sa.literal(text[1:-1].strip()))
    return contains_text(column, sa.literal(text))


def _category_clause(f: LogFilter, c: Columns) -> Condition:
    values = [vocabulary.category_value(v) or v for v in f.categories if v != NO_CATEGORY]
    either: list[Condition] = [c.category.in_(values)] if values else []
    if NO_CATEGORY in f.categories:
        either.append(c.category.is_(None))
    return sa.or_(*either)


def log_type_clause(column: sa.ColumnElement[Any], values: Sequence[str]) -> Condition:
    """The log type equals one of the values, or matches one where it holds `*`.

    Known types are understood whatever their case.
    """
    given = [plain(v) for v in values if pattern_of(v) is None]
    names = list(dict.fromkeys(n for v in given for n in (v, _known_types().get(v.lower(), v))))
    either: list[Condition] = [column.in_(names)] if names else []
    either += [matches(column, v) for v in values if pattern_of(v) is not None]
    return sa.or_(*either)


def log_type_matches(name: str, values: Sequence[str]) -> bool:
    """Whether a log of that type would pass `log_type_clause` with these values."""
    return any(_equal_or_like(name, value) for value in values)


def _equal_or_like(name: str, value: str) -> bool:
    if pattern_of(value) is None:
        return name in {plain(value), _known_types().get(plain(value).lower())}
    parts = (".*" if p == "*" else re.escape(_meant(p).lower()) for p in _PARTS.findall(value))
    return re.fullmatch("".join(parts), name.lower(), re.DOTALL) is not None


@cache
def _known_types() -> Mapping[str, str]:
    return {known.name.lower(): known.name for known in vocabulary.log_types()}


def app_clause(c: Columns, values: Sequence[str]) -> Condition:
    """The app's number or name equals one of the values, or its name matches one with `*`."""
    either: list[Condition] = []
    for value in values:
        if pattern_of(value) is not None:
            either.append(matches(c.app_name, value))
            continue
        either.append(lower_case(c.app_name) == lower_case(sa.literal(plain(value))))
        number = _whole_number(value)
        if number is not None:
            either.append(c.app_id == number)
    return sa.or_(*either)


CLAUSES: Mapping[str, Callable[[LogFilter, Columns], Condition]] = {
    "categories": _category_clause,
    "log_types": lambda f, c: log_type_clause(c.log_type, f.log_types),
    "apps": lambda f, c: app_clause(c, f.apps),
    "user": lambda f, c: UserMatch.read(f.user).clause(c),
    "session": lambda f, c: matches(c.session_id, f.session),
    "device": lambda f, c: matches(c.device, f.device),
    "ip": lambda f, c: matches(c.ip, f.ip),
    "text": lambda f, c: contains_text(c.data, sa.literal(f.text)),
    "keys": lambda f, c: sa.and_(*(matches(c[key], value) for key, value in f.keys)),
    "where": lambda f, c: sa.true() if f.where is None else group_clause(f.where, c),
}
"""What each part of a filter asks of the columns `c`."""


def contained(value: str) -> str | None:
    """The text of a filter value that asks for "contains text"; None for any other."""
    inner = value[1:-1]
    whole = len(value) > 2 and value.startswith("*") and value.endswith("*")
    return inner if whole and pattern_of(inner) is None and not inner.endswith("\\") else None


def _spoken(label: str, value: str) -> str:
    inner = contained(value)
    return f"{label} {value}" if inner is None else f"{label} contains {plain(inner)}"


def _either(label: str, values: Sequence[str]) -> str:
    spoken = [_spoken(label, value) for value in values]
    return " or ".join([spoken[0], *(words.removeprefix(f"{label} ") for words in spoken[1:])])


def _category_words(f: LogFilter) -> str:
    values = [None if v == NO_CATEGORY else vocabulary.category_value(v) or v for v in f.categories]
    return _either("category", [vocabulary.category_label(value) for value in values])


def _user_words(f: LogFilter) -> str:
    match = UserMatch.read(f.user)
    if match.acting:
        return f"acting {f.user}"
    return f"user {f.user}" if f.user.startswith('"') else f"user contains {f.user}"


WORDS: Mapping[str, Callable[[LogFilter], str]] = {
    "categories": _category_words,
    "log_types": lambda f: _either("log type", f.log_types),
    "apps": lambda f: _either("app", f.apps),
    "user": _user_words,
    "session": lambda f: _spoken("session", f.session),
    "device": lambda f: _spoken("device", f.device),
    "ip": lambda f: _spoken("IP address", f.ip),
    "text": lambda f: f"data contains «{f.text}»",
    "keys": lambda f: ", ".join(_spoken(key, value) for key, value in f.keys),
    "where": lambda f: "" if f.where is None else f"where {group_words(f.where, f.zone)}",
}
"""How each part of a filter reads."""
