"""One JSON record taken apart by hand, every value with its own text."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from data.sources.aliases import field_of, fold

NESTED = frozenset({"user", "app"})
"""Keys of objects whose members are fields: `user.type`, `user.email`, `app.name`."""

WRAPPED = "log"
"""Key of the log in what an app action posts on: `{"trigger": "log", "log": {…}}`."""

_TELLING = frozenset({"createdAt", "type"})
_SPACE = re.compile(r"\s*")
_STRING_OR_SPACE = re.compile(r'("[^"\\]*(?:\\.[^"\\]*)*")|\s+')
_decoder = json.JSONDecoder(parse_int=float)


@dataclass(frozen=True)
class Member:
    """A value as text (a string's content, other values as JSON) and as JSON; None for null and
    the empty string."""

    text: str | None
    as_json: str | None


def is_wrapper(keys: Collection[str]) -> bool:
    """True for the keys of an object that is no log but holds one."""
    return WRAPPED in keys and not any(field_of(key) in _TELLING for key in keys)


def flat_members(text: str) -> dict[str, Member]:
    """The members of a record by name, those of `user` and `app` under names like `user.email`.

    `text` is a valid JSON object. Numbers keep all their digits.
    """
    members = {key: (value, own) for key, value, own in _members(text)}
    if is_wrapper(members) and isinstance(members[WRAPPED][0], dict):
        return flat_members(members[WRAPPED][1])
    flat: dict[str, Member] = {}
    for key, (value, own) in members.items():
        if isinstance(value, dict) and fold(key) in NESTED:
            inner = {f"{key}.{name}": _member(v, o) for name, v, o in _members(own)}
            flat |= {name: member for name, member in inner.items() if member.text is not None}
        else:
            flat.setdefault(key, _member(value, own))
    return flat


def _members(text: str) -> Iterator[tuple[str, Any, str]]:
    """Key, value and the value's own text of each member of an object."""
    place = _after_space(text, _after_space(text, 0) + 1)
    while text[place] != "}":
        key, place = _decoder.raw_decode(text, place)
        place = _after_space(text, _after_space(text, place) + 1)
        value, end = _decoder.raw_decode(text, place)
        yield key, value, text[place:end]
        place = _after_space(text, end)
        if text[place] == ",":
            place = _after_space(text, place + 1)


def _after_space(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    assert match is not None  # the pattern matches nothing, too
    return match.end()


def _member(value: Any, own: str) -> Member:
    if value is None or value == "":
        return Member(None, None)
    as_json = _STRING_OR_SPACE.sub(r"\1", own)
    text = _without_halves(value) if isinstance(value, str) else as_json
    return Member(text, as_json)


def _without_halves(text: str) -> str:
    """The text with U+FFFD for each half of a surrogate pair: no column of text can hold them."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
