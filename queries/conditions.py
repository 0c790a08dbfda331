"""Conditions that people put together: nested groups over every column and every key in `data`.

What holds, in SQL as in words:

- A field is a column of `logs`, or a key inside `data` by its path (`data.Status`,
  `data.result[].method`, see `data/key_path.py`). The values of a path are its texts, its numbers
  in their shortest form, true and false; objects, arrays and null are none. A path with `[]` may
  have many values in one log, any other has one at most. JSON within a text is that text.
- A condition holds if one of the log's values fits. So what has no value fits nothing but
  `is not` and `is empty`, which are the opposites of `is` and `is not empty`.
- Empty is what has no value or an empty text.
- `is`, `is not` and `one of` compare exactly; in columns kept in lower case (`LOWER_CASE`)
  whatever the case. `contains` and `starts with` go by the letters, whatever the case, as the
  other texts of a filter do. There are no wildcards: everything typed is meant literally.
- `before` is earlier than the moment, `after` later; `at least` and `at most` include it. Inside
  `data` a time is ISO 8601 in UTC (2026-10-01T10:00:00.000Z) or a date (its beginning), a number
  has up to 18 digits before the point; of those after it ten count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Literal, get_args

from data.columns import LOG_COLUMNS
from data.columns import Kind as ColumnKind
from data.errors import InvalidFilter
from data.key_path import path_steps, path_text

Operator = Literal[
    "is",
    "is_not",
    "contains",
    "starts_with",
    "one_of",
    "is_empty",
    "is_not_empty",
    "before",
    "after",
    "at_least",
    "at_most",
]
Kind = Literal["text", "integer", "time", "key"]
Quantifier = Literal["all", "any", "none"]

_EMPTINESS: tuple[Operator, ...] = ("is_empty", "is_not_empty")
OPERATORS: Mapping[Kind, tuple[Operator, ...]] = {
    "text": ("is", "is_not", "contains", "starts_with", "one_of", *_EMPTINESS),
    "integer": ("is", "is_not", "one_of", "at_least", "at_most", *_EMPTINESS),
    "time": ("before", "after", "at_least", "at_most", *_EMPTINESS),
    "key": get_args(Operator),
}
"""Which operators a field of each kind takes."""

DEEPEST = 12
MOST = 300
"""So deep groups may nest, and so many conditions a group may hold in all: what a URL brings must
not exhaust the process."""

_KINDS: Mapping[str, ColumnKind] = {column.name: column.kind for column in LOG_COLUMNS}
_LARGEST = 2**63 - 1
_EARLIEST, _LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
"""Moments that every engine holds and the clock of every zone can show."""

_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]+)?")


@dataclass(frozen=True)
class Condition:
    """One condition: the field, the operator, and the values it is compared with, as texts.

    Numbers and times may be given as such; they are kept in one spelling (times in UTC with Z), so
    that conditions that mean the same are equal. Raises InvalidFilter for an unknown column or
    operator, an operator the field's kind does not take, a wrong number of values, and a value
    that is no number or time where one is needed.
    """

    field: str
    operator: Operator
    values: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        kind = kind_of(self.field)
        if kind == "key":
            object.__setattr__(self, "field", key_field(path_steps(_path_of(self.field))))
        if self.operator not in get_args(Operator):
            raise InvalidFilter(f"unknown operator {self.operator!r}")
        if self.operator not in OPERATORS[kind]:
            raise InvalidFilter(
                f"{self.field} cannot be asked with {spoken(self.operator)!r}; "
                f"it takes: {', '.join(map(spoken, OPERATORS[kind]))}"
            )
        given = [_value(self, kind, value) for value in self.values]
        object.__setattr__(self, "values", tuple(dict.fromkeys(given)))
        wanted = 0 if self.operator in _EMPTINESS else 1
        if len(self.values) != wanted and not (self.operator == "one_of" and self.values):
            needs = "takes no value" if wanted == 0 else "needs a value"
            raise InvalidFilter(f"{self.field} {spoken(self.operator)}: {needs}")

    @property
    def kind(self) -> Kind:
        """What the field holds; `key` for a key inside `data`."""
        return kind_of(self.field)

    @property
    def column(self) -> str:
        """The column of `logs` that is read."""
        return self.field if self.kind != "key" else "data"

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps of the path inside `data`; none for a column."""
        return path_steps(_path_of(self.field)) if self.kind == "key" else ()


@dataclass(frozen=True)
class Group:
    """Conditions and groups of which all, any or none must hold.

    Raises InvalidFilter for a group without a condition, one nested more than `DEEPEST` deep or
    with more than `MOST` conditions.
    """

    kind: Quantifier
    parts: tuple[Condition | Group, ...]

    def __post_init__(self) -> None:
        if self.kind not in get_args(Quantifier):
            raise InvalidFilter(f"unknown group {self.kind!r}; known: all, any, none")
        object.__setattr__(self, "parts", tuple(self.parts))
        if not self.parts:
            raise InvalidFilter("a group needs a condition")
        if self.depth > DEEPEST:
            raise InvalidFilter(f"groups nested more than {DEEPEST} deep")
        if sum(1 for _ in self.conditions()) > MOST:
            raise InvalidFilter(f"more than {MOST} conditions")

    @property
    def depth(self) -> int:
        """1 for a group of conditions alone."""
        return 1 + max((part.depth for part in self.parts if isinstance(part, Group)), default=0)

    @property
    def columns(self) -> frozenset[str]:
        """The columns of `logs` that the conditions read."""
        return frozenset(condition.column for condition in self.conditions())

    def conditions(self) -> Iterator[Condition]:
        """All conditions, those of nested groups too, from left to right."""
        for part in self.parts:
            if isinstance(part, Group):
                yield from part.conditions()
            else:
                yield part


def narrowed(where: Group | None, asked: Group) -> Group:
    """What holds already, and this as well. Raises InvalidFilter as `Group` does."""
    parts: list[Condition | Group] = []
    for group in filter(None, (where, asked)):
        parts += group.parts if group.kind == "all" else (group,)
    return Group("all", tuple(dict.fromkeys(parts)))


def kind_of(field: str) -> Kind:
    """What a field holds. Raises InvalidFilter where it is neither a column nor a key."""
    if field in _KINDS:
        return _KINDS[field]
    if field.startswith(("data.", "data[]")):
        return "key"
    raise InvalidFilter(f"unknown column {field!r}; keys inside data are written data.KEY")


def key_field(steps: tuple[str, ...]) -> str:
    """The field of the key that a path inside `data` leads to."""
    path = path_text(steps)
    return f"data{path}" if path.startswith("[") else f"data.{path}"


def spoken(operator: str) -> str:
    """The operator as it is said."""
    return operator.replace("_", " ")


def _path_of(field: str) -> str:
    return field.removeprefix("data").removeprefix(".")


def _value(condition: Condition, kind: Kind, value: Any) -> str:
    if condition.operator in {"before", "after"} or kind == "time":
        return _moment(value)
    if kind == "integer":
        return _whole(condition.field, value)
    if condition.operator in {"at_least", "at_most"}:
        return _number(condition.field, value)
    text = str(value)
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise InvalidFilter(f"half of a character in {text!r}")
    if not text and condition.operator in {"contains", "starts_with"}:
        raise InvalidFilter(f"{condition.field} {spoken(condition.operator)}: needs a text")
    return text


def _whole(field: str, value: Any) -> str:
    text = str(value).strip()
    if not re.fullmatch(r"-?[0-9]{1,19}", text) or abs(int(text)) > _LARGEST:
        raise InvalidFilter(f"{field}: a whole number is expected, not {text[:80]!r}")
    return str(int(text))


def _number(field: str, value: Any) -> str:
    text = str(value).strip()
    if not _NUMBER.fullmatch(text):
        raise InvalidFilter(f"{field}: a number is expected, not {text[:80]!r}")
    whole, _, decimals = text.partition(".")
    number = f"{Decimal(f'{whole}.{decimals[:10]}0'):f}".rstrip("0").rstrip(".")
    return "0" if number == "-0" else number


def _moment(value: Any) -> str:
    try:
        at = value if isinstance(value, datetime) else datetime.fromisoformat(str(value).strip())
        if at.tzinfo is None:
            raise InvalidFilter(f"a time needs a time zone or Z: {value}")
        at = at.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise InvalidFilter(f"a time is expected, not {str(value)[:80]!r}") from error
    if not _EARLIEST <= at < _LATEST:
        raise InvalidFilter(f"no time from {_EARLIEST:%Y} to {_LATEST:%Y}: {at:%Y-%m-%d}")
    return at.isoformat().replace("+00:00", "Z")
