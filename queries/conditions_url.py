"""Groups of conditions as one line of text: in the URL and on the command line.

    all(log_type is user.login,any(status_code at_least 400,data.Status one_of Open "in work"))

A value that is no plain word is written as a JSON string. A group has one spelling, so equal
groups have equal links.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import cast

from data.errors import InvalidFilter
from queries.conditions import DEEPEST, Condition, Group, Operator, Quantifier

_WORD = re.compile(r"[\w@.:+*/$-]+")
_TEXT = r'"(?:[^"\\]|\\.)*"'
_GROUP = re.compile(r"\s*(all|any|none)\s*\(")
_FIELD = re.compile(rf"\s*(data(?=[.\[])(?:\[\]|\.[\w$@-]+|\.{_TEXT})+|[\w-]+)", re.DOTALL)
_OPERATOR = re.compile(r"\s+([\w-]+)")
_VALUE = re.compile(rf"\s+({_TEXT}|{_WORD.pattern})", re.DOTALL)
_COMMA = re.compile(r"\s*,")
_END = re.compile(r"\s*\)")


def group_text(group: Group) -> str:
    """The group as text; `group_from` reads it back to an equal group."""
    return f"{group.kind}({','.join(map(_part_text, group.parts))})"


def _part_text(part: Condition | Group) -> str:
    if isinstance(part, Group):
        return group_text(part)
    return " ".join([part.field, part.operator, *map(_value_text, part.values)])


def _value_text(value: str) -> str:
    return value if _WORD.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def group_from(text: str) -> Group:
    """The group that the text describes.

    Raises InvalidFilter where it is none, with the place from which it cannot be read, and as
    `Group` and `Condition` do.
    """
    reader = _Reader(text)
    group = reader.group(1)
    if group is None or text[reader.place :].strip():
        raise reader.unreadable()
    return group


@dataclass
class _Reader:
    """Reads a group from left to right; `place` is where it has come to."""

    text: str
    place: int = 0

    def group(self, depth: int) -> Group | None:
        """The group that begins here; None where none does."""
        kind = self._next(_GROUP)
        if kind is None:
            return None
        if depth > DEEPEST:
            raise InvalidFilter(f"groups nested more than {DEEPEST} deep")
        parts: list[Condition | Group] = []
        while not parts or self._next(_COMMA) is not None:
            parts.append(self.group(depth + 1) or self._condition())
        self._needed(_END)
        return Group(cast(Quantifier, kind), tuple(parts))

    def unreadable(self) -> InvalidFilter:
        """The error that says where reading stopped."""
        rest = self.text[self.place :].strip()
        return InvalidFilter(f"conditions cannot be read from {rest[:40]!r} on")

    def _condition(self) -> Condition:
        field = self._needed(_FIELD)
        operator = self._needed(_OPERATOR)
        values: list[str] = []
        while (value := self._next(_VALUE)) is not None:
            values.append(self._meant(value))
        return Condition(field, cast(Operator, operator), tuple(values))

    def _meant(self, value: str) -> str:
        if not value.startswith('"'):
            return value
        try:
            return cast(str, json.loads(value, strict=False))
        except ValueError as error:
            raise self.unreadable() from error

    def _next(self, pattern: re.Pattern[str]) -> str | None:
        found = pattern.match(self.text, self.place)
        if found is None:
            return None
        self.place = found.end()
        return found[found.lastindex or 0]

    def _needed(self, pattern: re.Pattern[str]) -> str:
        found = self._next(pattern)
        if found is None:
            raise self.unreadable()
        return found
