"""A stream of JSON as text that slides by: a window of it is held, more is read when needed."""

from __future__ import annotations

import codecs
import json
import re
from typing import Any

from data.sources.encoding import LENIENT, Utf8Stream

MAX_HELD_CHARACTERS = 160 << 20
"""The longest value that is waited for: what does not end within is taken for broken."""

_NEAR_THE_END = 16  # characters of the longest token that is no string, such as -Infinity
_WORDS = ("true", "false", "null", "NaN", "-Infinity")
# The standard library tells these errors apart by their words only; the end of the text may cause
# each of them, so that more text may mend it.
_OPEN_STRING = "Unterminated string"
_OPEN_ESCAPE = ("Invalid \\uXXXX escape", "Invalid \\escape")
_NOISE = re.compile(r"[\s\ufeff]*")
_BETWEEN = re.compile(r"[\s,]*")
_decoder = json.JSONDecoder(parse_int=float)  # only the extent of numbers matters


class BrokenJson(Exception):
    """What stands here is no JSON; `cut` says that it may be only the end that is missing."""

    def __init__(self, reason: str, *, cut: bool = False) -> None:
        super().__init__(reason)
        self.cut = cut


class SlidingText:
    """Text from the place reached so far on. Offsets count from that place."""

    def __init__(self, stream: Utf8Stream, start: bytes, window: int) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8")(LENIENT)
        self._window = window
        self._text = self._decoder.decode(start)
        self._place = 0
        self._counted = 0
        self._line = 1
        self.ended = False

    @property
    def held(self) -> int:
        """Characters that can be looked at without reading on."""
        return len(self._text) - self._place

    @property
    def line(self) -> int:
        """1-based number of the line reached."""
        self._line += self._text.count("\n", self._counted, self._place)
        self._counted = self._place
        return self._line

    def more(self) -> bool:
        """Read on; false at the end, or when too much is held already."""
        if self.ended or self.held >= MAX_HELD_CHARACTERS:
            return False
        self._line = self.line
        raw = self._stream.read(max(self._window, self.held))
        self.ended = not raw
        self._text = self._text[self._place :] + self._decoder.decode(raw, final=not raw)
        self._place = self._counted = 0
        return True

    def char(self, offset: int = 0) -> str:
        """The character at an offset; empty at the end."""
        while offset >= self.held:
            if not self.more():
                return ""
        return self._text[self._place + offset]

    def cut(self, start: int, end: int) -> str:
        """The text between two offsets."""
        return self._text[self._place + start : self._place + end]

    def advance(self, count: int) -> None:
        """Go on by that many characters."""
        self._place += count

    def after_space(self, offset: int = 0) -> int:
        """The offset of the next character that is no space; of the end when none follows."""
        while True:
            match = _NOISE.match(self._text, self._place + offset)
            assert match is not None  # the pattern matches nothing, too
            offset = match.end() - self._place
            if offset < self.held or not self.more():
                return offset

    def whole_lines(self, size: int) -> str:
        """The whole lines within about `size` characters; at least one where one is held."""
        while self.held < size and self.more():
            pass
        if self.ended and self.held <= size:
            return self._text[self._place :]
        end = self._text.rfind("\n", self._place, self._place + size) + 1
        end = end or self._text.find("\n", self._place) + 1 or (len(self._text) * self.ended)
        return self._text[self._place : end]

    def find(self, pattern: re.Pattern[str], offset: int) -> int | None:
        """The offset of the first match in what is held."""
        match = pattern.search(self._text, self._place + offset)
        return match.start() - self._place if match else None

    def starts_with(self, pattern: re.Pattern[str], offset: int) -> bool:
        """True when the pattern matches at the offset in what is held."""
        return pattern.match(self._text, self._place + offset) is not None

    def value(self, offset: int = 0) -> tuple[Any, int]:
        """The JSON value that begins at an offset, numbers as floats, and the offset of its end.

        Raises BrokenJson.
        """
        while True:
            try:
                value, end = _decoder.raw_decode(self._text, self._place + offset)
            except json.JSONDecodeError as error:
                if not self._may_go_on(error) or not self.more():
                    raise BrokenJson(error.msg, cut=self._is_cut(error)) from error
            except RecursionError as error:
                raise BrokenJson("nested too deeply") from error
            else:
                delimited = end < len(self._text) or isinstance(value, dict | list | str)
                if delimited or not self.more():
                    return value, end - self._place

    def objects(self, but_with: str) -> list[str]:
        """Go past the objects in a row that are held as a whole, commas between; gives their texts.

        Ends before the first that is broken, not held to its end, or has the key `but_with`, and
        after a window's characters.
        """
        found: list[str] = []
        text, place = self._text, self._place
        last = place + self._window
        while place < last and text.startswith("{", place):
            try:
                value, end = _decoder.raw_decode(text, place)
            except (json.JSONDecodeError, RecursionError):
                break
            if but_with in value:
                break
            found.append(text[place:end])
            self._place = end
            between = _BETWEEN.match(text, end)
            assert between is not None  # the pattern matches nothing, too
            place = between.end()
        return found

    def _may_go_on(self, error: json.JSONDecodeError) -> bool:
        near_the_end = error.pos >= len(self._text) - _NEAR_THE_END
        return near_the_end or error.msg.startswith(_OPEN_STRING)

    def _is_cut(self, error: json.JSONDecodeError) -> bool:
        """True when nothing but the end is missing."""
        rest = self._text[error.pos :].rstrip()
        begun = len(rest) < _NEAR_THE_END and any(word.startswith(rest) for word in _WORDS)
        return begun or error.msg.startswith((_OPEN_STRING, *_OPEN_ESCAPE * (len(rest) < 6)))
