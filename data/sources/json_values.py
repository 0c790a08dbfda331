"""The records in a stream of JSON, found one after the other without holding the whole of it.

What a document is made of is not known beforehand: `{"logs": […]}` with other keys around it, a
list, one record a line, several such documents in a row. So the reader goes from value to value.
Brackets, commas and the keys beside `logs` are steps on the way; an object that is not a page of
logs is a record. A record that is broken is given with its text, which ends where the next log or
page of logs begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from data.errors import SourceUnreadable
from data.sources.aliases import field_of
from data.sources.json_careful import WRAPPED
from data.sources.json_text import BrokenJson, SlidingText
from data.sources.raw import Reject

LOGS = "logs"
"""Key of the list in a page of logs."""

ENDS_EARLY = "cut off: the file ends before its list of logs does"

_TELLING = frozenset({"createdAt", "type"})
_OBJECT = re.compile(r"\{")
_PAGE = re.compile(r'\{\s*"logs"\s*:\s*\[')
_SHOWN_CHARACTERS = 200
_SHOWN_KEYS = 8


@dataclass(frozen=True)
class Found:
    """A record's text; `line` is its line, or its number among all records when in a list."""

    line: int
    text: str


def may_be_log(keys: Iterable[str]) -> bool:
    """True for the keys of an object that is a log or wraps one."""
    return any(key == WRAPPED or field_of(key) in _TELLING for key in keys)


class JsonValues:
    """Goes through a text from value to value."""

    def __init__(self, file: str, text: SlidingText) -> None:
        self._file = file
        self._text = text
        self._depth = 0
        self._number = 0
        self._found_logs = False
        self._told_broken = False

    @property
    def between_documents(self) -> bool:
        """True while no list is open."""
        return self._depth == 0

    def count(self, records: int) -> None:
        """Take note of records that were read past this reader."""
        self._number += records

    def __iter__(self) -> Iterator[Sequence[Found | Reject]]:
        """The records and rejects of each step on the way; most steps bring none or many.

        Raises SourceUnreadable when what stands here is a document without logs.
        """
        text = self._text
        while True:
            text.advance(text.after_space())
            char = text.char()
            if not char:
                if self._depth and not self._told_broken:
                    yield (Reject(self._file, self._next_line(), ENDS_EARLY, ""),)
                return
            if char == "{" and self._depth:
                yield [Found(self._next_line(), record) for record in text.objects(but_with=LOGS)]
            try:
                step = self._step(text.char())
            except BrokenJson as broken:
                step = self._reject_broken(broken)
            yield () if step is None else (step,)

    def _step(self, char: str) -> Found | Reject | None:
        if char == "{":
            return self._element() if self._depth else self._document()
        if char and char not in "[],}" and not char.isspace():
            return self._not_an_object()
        if char == "[":
            self._depth += 1
            self._found_logs = True
        elif char == "]":
            self._depth = max(self._depth - 1, 0)
        self._text.advance(len(char))
        return None

    def _element(self) -> Found | Reject | None:
        """An object in a list: a log, or a page of logs."""
        value, end = self._text.value()
        if isinstance(value.get(LOGS), list):
            return self._document()
        return self._take(end)

    def _document(self) -> Found | Reject | None:
        """An object: a log, or a page of logs, which is entered and not read as a whole."""
        text = self._text
        members: dict[str, Any] = {}
        offset = text.after_space(1)
        while text.char(offset) != "}":
            key, offset = self._key(offset)
            if key == LOGS and text.char(offset) == "[":
                text.advance(offset)
                return None
            members[key], offset = text.value(offset)
            offset = text.after_space(offset)
            if text.char(offset) == ",":
                offset = text.after_space(offset + 1)
            elif text.char(offset) != "}":
                raise BrokenJson("Expecting ',' delimiter", cut=not text.char(offset))
        if may_be_log(members):
            return self._take(offset + 1)
        return self._without_logs(members, offset + 1)

    def _key(self, offset: int) -> tuple[str, int]:
        """The key at an offset, and the offset of its value."""
        key, offset = self._text.value(offset)
        offset = self._text.after_space(offset)
        if not isinstance(key, str) or self._text.char(offset) != ":":
            raise BrokenJson("Expecting ':' delimiter", cut=not self._text.char(offset))
        return key, self._text.after_space(offset + 1)

    def _not_an_object(self) -> Reject | None:
        """A value of another kind: a key beside the list of logs, or what is no record."""
        value, end = self._text.value()
        colon = self._text.after_space(end)
        if isinstance(value, str) and self._text.char(colon) == ":":
            key, offset = self._key(0)
            if key != LOGS or self._text.char(offset) != "[":
                _, offset = self._text.value(offset)
            self._text.advance(offset)
            return None
        if not self._depth:
            raise BrokenJson("Expecting an object")
        return self._refuse(end, "is not an object")

    def _without_logs(self, members: dict[str, Any], end: int) -> Reject:
        told = [members.get(key) for key in ("error", "message")]
        said = ": ".join(part[:_SHOWN_CHARACTERS] for part in told if isinstance(part, str))
        keys = ", ".join(f"«{key}»" for key in list(members)[:_SHOWN_KEYS]) or "an empty object"
        reason = f"is an error message, no logs: {said}" if said else f"holds no logs, only {keys}"
        if LOGS in members:
            reason = f"its «{LOGS}» is no list"
        follows = self._text.char(self._text.after_space(end))
        if not self._number and not self._found_logs and not follows:
            raise SourceUnreadable(self._file, reason)
        return self._refuse(end, reason)

    def _take(self, end: int) -> Found:
        line, text = self._taken(end)
        return Found(line, text)

    def _refuse(self, end: int, reason: str) -> Reject:
        line, text = self._taken(end)
        return Reject(self._file, line, reason, text.strip())

    def _taken(self, end: int) -> tuple[int, str]:
        line, text = self._next_line(), self._text.cut(0, end)
        self._text.advance(end)
        return line, text

    def _next_line(self) -> int:
        self._number += 1
        return self._number if self._depth else self._text.line

    def _reject_broken(self, broken: BrokenJson) -> Reject | None:
        """What is broken, up to the next log; nothing for a key beside the logs that is cut off.

        Raises SourceUnreadable where no log ever comes.
        """
        end = self._next_log()
        self._told_broken = True
        if end is None and broken.cut and self._text.char() == '"':
            self._text.advance(self._text.held)
            return None
        if end is None and not broken.cut and not self._number:
            raise SourceUnreadable(self._file, f"is not valid JSON: {broken}")
        in_list = end is not None and self._text.cut(0, end).rstrip().endswith("[")
        reason = "cut off" if broken.cut else f"not valid JSON: {broken}"
        reject = self._refuse(self._text.held if end is None else end, reason)
        self._depth += in_list
        if end is not None:  # the comma belongs to the list
            reject = replace(reject, text=reject.text.removesuffix(",").rstrip())
        return reject

    def _next_log(self) -> int | None:
        """The offset at which the next log or page of logs begins."""
        text, offset = self._text, 1
        while True:
            found = text.find(_OBJECT, offset)
            if found is None:
                offset = max(text.held, 1)
                if not text.more():
                    return None
            elif text.starts_with(_PAGE, found) or self._is_log(found):
                return found
            else:
                offset = found + 1

    def _is_log(self, offset: int) -> bool:
        try:
            value, _ = self._text.value(offset)
        except BrokenJson:
            return False
        fields = {field_of(key) for key in value}
        return (
            fields.issuperset(_TELLING)
            or isinstance(value.get(WRAPPED), dict)
            or isinstance(value.get(LOGS), list)
        )
