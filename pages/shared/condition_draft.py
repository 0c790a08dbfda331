"""Conditions while somebody puts them together: unfinished ones, wrong ones, and what they mean.

A draft is a tree as `queries.conditions.Group` is, of texts as they were typed. Each part has a
number that it keeps, so that a change finds it and its fields on the page stay its own. Moments
are typed as the draft's zone shows them, or as ISO 8601 with Z or an offset.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from typing import Any, cast
from urllib.parse import quote

from data.errors import InvalidFilter
from queries.conditions import OPERATORS, Condition, Group, Operator, Quantifier, kind_of, spoken
from queries.conditions_url import group_text
from queries.time_words import local_time
from queries.zones import zone_info

LEVELS = 4
"""So deep groups are nested in the builder. What lies deeper is kept as it is."""

LONGEST = 16_000
"""Bytes of the conditions in a URL: browsers and servers refuse much longer addresses."""

ROOT = 0
"""The number of the outermost group."""

VALUELESS: frozenset[Operator] = frozenset({"is_empty", "is_not_empty"})


@dataclass(frozen=True)
class Line:
    """One condition as it stands; an empty field is not chosen yet.

    All `values` are kept whatever the operator, of which most take the first alone.
    """

    number: int
    field: str = ""
    operator: Operator = "is"
    values: tuple[str, ...] = ()

    @property
    def takes(self) -> tuple[Operator, ...]:
        """The operators that the field takes; of what is no field those of a key."""
        try:
            return OPERATORS[kind_of(self.field)]
        except InvalidFilter:
            return OPERATORS["key"]

    @property
    def timed(self) -> bool:
        """True where the value is a moment."""
        return self.operator in {"before", "after"} or self.takes == OPERATORS["time"]

    @property
    def given(self) -> tuple[str, ...]:
        """The values that the operator takes."""
        if self.operator in VALUELESS:
            return ()
        return self.values if self.operator == "one_of" else self.values[:1]

    @property
    def valued(self) -> bool:
        """True where the operator has the values that it takes."""
        return self.operator in VALUELESS or bool(self.given)

    @property
    def unfinished(self) -> bool:
        """True where nothing is wrong but that the field or the value is still to be given."""
        return not self.field or (is_field(self.field) and not self.valued)


@dataclass(frozen=True)
class Kept:
    """A group nested deeper than the builder goes."""

    number: int
    group: Group


@dataclass(frozen=True)
class Nest:
    """A group: its parts, of which all, any or none must hold."""

    number: int
    kind: Quantifier = "all"
    parts: tuple[Line | Nest | Kept, ...] = ()


Part = Line | Nest | Kept

_Change = Callable[[Any], tuple[Part, ...]]


@dataclass(frozen=True)
class Draft:
    """The draft of `begun`, the conditions that the filter holds.

    `free` is the next part's number, `tried` the parts there were when it was last to be applied,
    `edited` True once anything was changed.
    """

    begun: Group | None
    zone: str
    root: Nest
    free: int
    tried: frozenset[int] = frozenset()
    edited: bool = False

    def part(self, number: int) -> Part | None:
        """The part of that number; None where it was removed."""
        return next((part for part in parts_of(self.root) if part.number == number), None)

    def changed(self, number: int, **changes: Any) -> Draft:
        """The draft with fields of that part changed."""
        return self._with(number, lambda part: (replace(part, **changes),))

    def without(self, number: int) -> Draft:
        """The draft without that part, which is not the outermost group."""
        return self._with(number, lambda _part: ())

    def with_line(self, number: int) -> Draft:
        """The draft with one more condition in that group."""
        return replace(self._added(number, Line(self.free)), free=self.free + 1)

    def with_group(self, number: int) -> Draft:
        """The draft with one more group, of one condition, in that group."""
        nest = Nest(self.free, "any", (Line(self.free + 1),))
        return replace(self._added(number, nest), free=self.free + 2)

    def attempted(self) -> Draft:
        """The draft after it was to be applied: what is unfinished is now wrong."""
        return replace(self, tried=frozenset(part.number for part in parts_of(self.root)))

    def _added(self, number: int, part: Part) -> Draft:
        return self._with(number, lambda nest: (replace(nest, parts=(*nest.parts, part)),))

    def _with(self, number: int, change: _Change) -> Draft:
        (root,) = _changed(self.root, number, change)
        return replace(self, root=cast(Nest, root), edited=True)


def is_field(text: str) -> bool:
    """True for a column and for the path of a key inside `data`."""
    try:
        Condition(text, "is_not_empty")
    except InvalidFilter:
        return False
    return True


def parts_of(part: Part) -> Iterator[Part]:
    """The part and all within it, from top to bottom."""
    yield part
    if isinstance(part, Nest):
        for inner in part.parts:
            yield from parts_of(inner)


def _changed(part: Part, number: int, change: _Change) -> tuple[Part, ...]:
    if part.number == number:
        return change(part)
    if not isinstance(part, Nest):
        return (part,)
    inner = [new for old in part.parts for new in _changed(old, number, change)]
    return (replace(part, parts=tuple(inner)),)


def draft_of(where: Group | None, zone: str) -> Draft:
    """The draft that conditions begin with; one blank condition where there are none."""
    numbers = count()
    if where is None:
        root = Nest(next(numbers), "all", (Line(next(numbers)),))
    else:
        root = cast(Nest, _part_of(where, zone, numbers, 1))
    return Draft(where, zone, root, next(numbers))


def _part_of(part: Condition | Group, zone: str, numbers: Iterator[int], level: int) -> Part:
    number = next(numbers)
    if isinstance(part, Condition):
        line = Line(number, part.field, part.operator, part.values)
        if line.timed:
            line = replace(line, values=tuple(_typed(value, zone) for value in part.values))
        return line
    if level > LEVELS:
        return Kept(number, part)
    inner = tuple(_part_of(one, zone, numbers, level + 1) for one in part.parts)
    return Nest(number, part.kind, inner)


@dataclass(frozen=True)
class Reading:
    """What a draft means: the group of its parts that mean something, None where none does, and
    what is wrong with the others, by their number."""

    group: Group | None
    wrong: dict[int, str] = field(default_factory=dict)


def read(draft: Draft) -> Reading:
    """What the draft means."""
    wrong: dict[int, str] = {}
    group = _meant(draft.root, draft.zone, wrong)
    return Reading(group if isinstance(group, Group) else None, wrong)


def _meant(part: Part, zone: str, wrong: dict[int, str]) -> Condition | Group | None:
    if isinstance(part, Kept):
        return part.group
    try:
        if isinstance(part, Line):
            condition = _condition(part, zone)
            _refuse_long(Group("all", (condition,)))
            return condition
        inner = [_meant(one, zone, wrong) for one in part.parts]
        known = tuple(one for one in inner if one is not None)
        if not known and (part.parts or part.number == ROOT):
            return None
        group = Group(part.kind, known)
        if part.number == ROOT:
            _refuse_long(group)
        return group
    except InvalidFilter as error:
        wrong[part.number] = str(error)
        return None


def _condition(line: Line, zone: str) -> Condition:
    if not line.field:
        raise InvalidFilter("no field is chosen")
    values = tuple(_moment(value, zone) for value in line.given) if line.timed else line.given
    if not line.valued and is_field(line.field):
        raise InvalidFilter(f"{line.field} {spoken(line.operator)}: needs a value")
    return Condition(line.field, line.operator, values)


def _refuse_long(group: Group) -> None:
    size = len(quote(group_text(group)))
    if size > LONGEST:
        raise InvalidFilter(f"too long for an address: {size:,} bytes of at most {LONGEST:,}")


def _moment(text: str, zone: str) -> str:
    """A typed moment with its offset; a text that is none as it is, for `Condition` to refuse."""
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        return text
    return (at if at.tzinfo is not None else at.replace(tzinfo=zone_info(zone))).isoformat()


def _typed(value: str, zone: str) -> str:
    """A moment as somebody in the zone would type it; in UTC where the clock shows it twice."""
    at = datetime.fromisoformat(value)
    local = local_time(at, zone).replace(tzinfo=None)
    whole = not (local.second or local.microsecond)
    text = local.isoformat(" ", "minutes") if whole else local.isoformat(" ")
    return text if datetime.fromisoformat(_moment(text, zone)) == at else value
