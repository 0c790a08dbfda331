"""A question: one function, named for its answer, registered once."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa

from data.errors import UnknownQuestion

Kind = Literal["day", "time", "text", "count", "number", "id", "flag"]
"""What a column of an answer holds.

day: a date in the filter's zone. time: a moment. text: words. count: a whole number that may be
added up. number: a real number. id: a whole number that names something. flag: true or false.
"""

Chart = Literal["bar", "line", "heatmap", "table", "figure"]

Build = Callable[..., sa.Select[Any]]


@dataclass(frozen=True)
class Column:
    """A column of an answer: its name, what it holds, and what it means in one sentence."""

    name: str
    kind: Kind
    meaning: str


@dataclass(frozen=True)
class Question:
    """A registered question.

    `name` is the function's name; `codes` are its ids in the list of questions people ask (S1 …).
    `title` ends in "?" and is what people see; `explanation` is the rest of the docstring.
    `options` are the keyword options of `build` with their defaults.
    """

    name: str
    codes: tuple[str, ...]
    subject: str
    title: str
    explanation: str
    columns: tuple[Column, ...]
    chart: Chart
    options: Mapping[str, Any]
    build: Build


_registry: dict[str, Question] = {}


def question(
    *,
    subject: str,
    columns: Iterable[Column],
    chart: Chart = "table",
    codes: Iterable[str] = (),
) -> Callable[[Build], Build]:
    """Register a function `(logs: Logs, *, options…) -> Select` as the question of its name.

    The docstring's first line is the title and must end in "?". The select's columns must be those
    declared, in order. Raises ValueError for a name or code registered twice or a docstring
    without a question.
    """

    def register(build: Build) -> Build:
        title, _, explanation = inspect.cleandoc(build.__doc__ or "").partition("\n")
        if not title.endswith("?"):
            raise ValueError(f"{build.__name__}: the docstring's first line must end in '?'")
        asked = Question(
            name=build.__name__,
            codes=tuple(codes),
            subject=subject,
            title=title,
            explanation=explanation.strip(),
            columns=tuple(columns),
            chart=chart,
            options=_options(build),
            build=build,
        )
        taken = {name.lower() for q in _registry.values() for name in (q.name, *q.codes)}
        for name in (asked.name, *asked.codes):
            if name.lower() in taken:
                raise ValueError(f"a question named {name} is registered already")
        _registry[asked.name] = asked
        return build

    return register


def _options(build: Build) -> Mapping[str, Any]:
    parameters = inspect.signature(build).parameters.values()
    return {p.name: p.default for p in parameters if p.kind is inspect.Parameter.KEYWORD_ONLY}


def find(name: str) -> Question:
    """The question of that name or code, whatever the case. Raises UnknownQuestion."""
    for asked in _registry.values():
        if name.lower() in {n.lower() for n in (asked.name, *asked.codes)}:
            return asked
    raise UnknownQuestion(f"no question is called {name!r}; see `python -m queries list`")


def registered() -> tuple[Question, ...]:
    """All questions, in the order of their registration."""
    return tuple(_registry.values())
