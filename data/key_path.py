"""The path to a value inside `data`, as people read and write it.

`data.Status`, `result[].message[].error`, `"odd.key"[].x`: keys joined by dots; `[]` stands for
each element of an array. A key of other characters than letters, digits, `_`, `$`, `@` and `-` is
written as a JSON string. Two keys cannot be asked for, because the engines' JSON functions have no
name for them: the empty one and `*`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from data.errors import InvalidFilter

EACH = ""
"""The step of a path that stands for each element of an array."""

UNNAMED = frozenset({"", "*"})
"""Keys that no path leads to."""

_BARE = re.compile(r"[\w$@-]+")
_STEP = re.compile(r'(?P<each>\[\])|(?P<dot>\.)?(?:(?P<bare>[\w$@-]+)|(?P<text>"(?:[^"\\]|\\.)*"))')
_DEEPEST = 32


def path_text(steps: tuple[str, ...]) -> str:
    """The steps of a path as text; `path_steps` reads it back."""
    text = ""
    for step in steps:
        key = step if _BARE.fullmatch(step) else json.dumps(step, ensure_ascii=False)
        text += "[]" if step == EACH else f".{key}" if text else key
    return text


def path_steps(text: str) -> tuple[str, ...]:
    """The steps of a path: its keys, and `EACH` for `[]`.

    Raises InvalidFilter where the text is no path or one of more than 32 steps.
    """
    steps: list[str] = []
    place = 0
    while place < len(text):
        found = _STEP.match(text, place)
        if found is None or (found["each"] is None and bool(found["dot"]) != bool(steps)):
            raise InvalidFilter(f"not a path of keys: {text!r}")
        steps.append(EACH if found["each"] else _key(found, text))
        place = found.end()
    if EACH in (steps or [EACH])[-1:] and set(steps) <= {EACH}:
        raise InvalidFilter(f"a path needs a key: {text!r}")
    if len(steps) > _DEEPEST:
        raise InvalidFilter(f"a path of more than {_DEEPEST} steps: {text!r}")
    return tuple(steps)


def _key(found: re.Match[str], text: str) -> str:
    try:
        key: str = found["bare"] or json.loads(found["text"], strict=False)
    except ValueError as error:
        raise InvalidFilter(f"not a path of keys: {text!r}") from error
    if key in UNNAMED:
        raise InvalidFilter(f"the key {key!r} cannot be asked for")
    return key


def paths_in(value: object, steps: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The paths to the values of a decoded JSON text; null and empty texts are no values."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key not in UNNAMED:
                yield from paths_in(item, (*steps, key))
    elif isinstance(value, list):
        for item in value:
            yield from paths_in(item, (*steps, EACH))
    elif value is not None and value != "" and len(steps) <= _DEEPEST:
        yield steps
