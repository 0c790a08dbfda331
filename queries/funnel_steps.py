"""The steps of a funnel: what people type, and which logs it means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa

from data.errors import InvalidFilter
from queries.clauses import escaped, log_type_clause, matches, pattern_of, plain
from queries.kinds import SCREEN_VIEWS

StepKind = Literal["screen", "event", "type"]

READS = (
    *("log_type", "page_id", "page_title"),
    *("event_category", "event_action", "event_label"),
)
"""Columns of `logs` that conditions of steps read."""

FEWEST, MOST = 2, 5
"""Steps of a funnel."""

_KINDS: Mapping[str, StepKind] = {"screen": "screen", "event": "event", "type": "type"}
_EVENT = "app.analytics.event"
_EVENT_PARTS = ("event_category", "event_action", "event_label")
_FORMS = "screen:TITLE, event:CATEGORY/ACTION/LABEL or type:LOG_TYPE"
_PIECE = re.compile(r"\\[\\*/]|.", re.DOTALL)


@dataclass(frozen=True)
class Step:
    """One step: a screen viewed, a custom event, or any log of a type.

    `values` hold one text, for an event three: category, action, label; an empty one is any.
    Values are read as in filters: `*` is any text, `\\*` a star, `\\\\` a backslash.
    """

    kind: StepKind
    values: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> Step:
        """ "screen:Home", "event:list/like", "event:list//Item 1" or "type:user.login".

        A screen is its title or its number. Of an event, parts at the end may be left out, and an
        empty one is any; `\\/` is a slash within a part. White space around values is dropped.
        Raises InvalidFilter.
        """
        if not isinstance(text, str):
            raise InvalidFilter(f"not a step: {text!r}; use {_FORMS}")
        kind, _, value = text.partition(":")
        kind, value = kind.strip().lower(), value.strip()
        if kind not in _KINDS:
            raise InvalidFilter(f"not a step: {text!r}; use {_FORMS}")
        values = _event_values(value) if kind == "event" else (value,)
        if not any(values):
            raise InvalidFilter(f"a step needs a value: {text!r}; use {_FORMS}")
        return cls(_KINDS[kind], values)

    @property
    def label(self) -> str:
        """The step in words."""
        known = [plain(value) if pattern_of(value) is None else value for value in self.values]
        if self.kind != "event":
            return known[0] if self.kind == "type" else f"Screen {known[0]}"
        while not known[-1]:
            known.pop()
        return "Event " + " / ".join(value or "any" for value in known)

    def clause(self, c: Any) -> sa.ColumnElement[bool]:
        """The condition on the columns `READS`."""
        if self.kind == "type":
            return log_type_clause(c.log_type, self.values)
        if self.kind == "event":
            given = zip(_EVENT_PARTS, self.values, strict=True)
            wanted = (matches(c[name], value) for name, value in given if value)
            return sa.and_(c.log_type == _EVENT, *wanted)
        (screen,) = self.values
        either = [matches(c.page_title, screen)]
        if screen.isdecimal():
            either.append(matches(c.page_id, screen))
        return sa.and_(c.log_type.in_(SCREEN_VIEWS), sa.or_(*either))


def steps_from(texts: Any) -> tuple[Step, ...]:
    """The steps of a funnel. Raises InvalidFilter for fewer than two or more than five."""
    if not isinstance(texts, list | tuple) or not FEWEST <= len(texts) <= MOST:
        raise InvalidFilter(f"steps must be a list of {FEWEST} to {MOST} steps: {texts!r}")
    return tuple(Step.read(text) for text in texts)


def step_text(kind: StepKind, *values: str) -> str:
    """What `Step.read` reads as the step that is equal to these values, stars included.

    Of an event: category, action, label, "" for any; white space around values is lost.
    """
    parts = [
        escaped(value).replace("/", r"\/") if kind == "event" else escaped(value)
        for value in values
    ]
    return f"{kind}:{'/'.join(parts)}"


def _event_values(text: str) -> tuple[str, ...]:
    parts = [""]
    for piece in _PIECE.findall(text):
        if piece == "/":
            parts.append("")
        else:
            parts[-1] += "/" if piece == r"\/" else piece
    if len(parts) > len(_EVENT_PARTS):
        raise InvalidFilter(f"an event has a category, an action and a label, no more: {text!r}")
    parts += [""] * (len(_EVENT_PARTS) - len(parts))
    return tuple(part.strip() for part in parts)
