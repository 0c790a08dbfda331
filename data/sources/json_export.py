"""JSON exports: pages of the API, lists, one record a line; bytes in, rows out.

Lines that are logs each are taken apart by the engine, thousands at a time. Everything else is gone
through value by value (`json_values.py`) to find the records' texts, which the engine then takes
apart in the same way.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Generator, Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.sources.encoding import Utf8Stream
from data.sources.json_extract import Extractor
from data.sources.json_text import SlidingText
from data.sources.json_values import LOGS, Found, JsonValues, may_be_log
from data.sources.raw import Reject
from data.sources.rows import Rows, Stretch

_SMALLEST_WINDOW = 1 << 16
_WINDOW_FACTOR = 4


class JsonRows:
    """The rows of a JSON file, in stretches of about `window_bytes`.

    `start` is what was read of the stream already. Going through it raises SourceUnreadable when
    the file is a document without logs, or no JSON at all.
    """

    def __init__(self, file: str, stream: Utf8Stream, *, start: bytes, window_bytes: int) -> None:
        self._text = SlidingText(stream, start, window_bytes)
        self._values = JsonValues(file, self._text)
        self._steps = iter(self._values)
        self._window = self._largest_window = window_bytes
        self._smallest_window = min(_SMALLEST_WINDOW, window_bytes)

    def __iter__(self) -> Iterator[Stretch]:
        with Extractor() as extractor:
            while self._text.char(self._text.after_space()):
                taken = yield from self._lines(extractor)
                if not taken:
                    yield self._one_by_one(extractor)

    def _lines(self, extractor: Extractor) -> Generator[Stretch, None, bool]:
        """The lines ahead that are logs each; returns false when the next one is none."""
        if not (self._values.between_documents and self._next_line_is_log()):
            return False
        chunk = self._text.whole_lines(self._window)
        lines = _split(chunk.encode())
        keys = extractor.keys(lines)
        is_log, count = _logs_ahead(lines, keys)
        if not count:
            return False
        places = np.flatnonzero(is_log.to_numpy(zero_copy_only=False))
        numbers = pa.array(places + self._text.line)
        yield extractor.rows(lines.filter(is_log), numbers, keys.filter(is_log))
        whole = count == len(lines)
        self._values.count(len(places))
        self._text.advance(len(chunk) if whole else _length(lines.slice(0, count)))
        self._window = (
            min(self._window * _WINDOW_FACTOR, self._largest_window)
            if whole
            else max(self._window // _WINDOW_FACTOR, self._smallest_window)
        )
        return True

    def _next_line_is_log(self) -> bool:
        """A quick look at one line, before the engine looks at thousands."""
        self._text.advance(self._text.after_space())
        line = self._text.whole_lines(1).rstrip()
        if not (line.startswith("{") and line.endswith("}")):
            return False
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            return False
        return _is_kind_of_log(value)

    def _one_by_one(self, extractor: Extractor) -> Stretch:
        """Some records found value by value; goes on until a list ends or there are many."""
        found: list[Found] = []
        rejects: list[Reject] = []
        size = 0
        for step in self._steps:
            size += sum(len(item.text) for item in step)
            found.extend(item for item in step if isinstance(item, Found))
            rejects.extend(item for item in step if isinstance(item, Reject))
            enough = self._smallest_window if self._values.between_documents else self._window
            if size >= enough:
                break
        refused = Rows((), pa.array([], pa.int64()), str, tuple(rejects), 0)
        if not found:
            return [refused]
        texts = pa.array([record.text for record in found], pa.string())
        lines = pa.array([record.line for record in found])
        return [refused, *extractor.rows(texts, lines, extractor.keys(texts))]


def _is_kind_of_log(keys: Collection[str]) -> bool:
    return LOGS not in keys and may_be_log(keys)


def _logs_ahead(lines: pa.StringArray, keys: pa.Array) -> tuple[pa.Array, int]:
    """Which lines are logs, and how many lines there are up to the first that is none and not
    blank either."""
    kinds = [kind for kind in pc.unique(keys).to_pylist() if kind is not None]
    of_logs = [kind for kind in kinds if _is_kind_of_log(json.loads(kind))]
    is_log = pc.is_in(keys, pa.array(of_logs, pa.string()))
    others = pc.indices_nonzero(pc.invert(is_log))
    blank = pc.equal(pc.utf8_trim_whitespace(lines.take(others)), "")
    count = pc.index(blank, False).as_py()
    count = len(lines) if count < 0 else others[count].as_py()
    return pc.and_(is_log, pa.array(np.arange(len(lines)) < count)), count


def _split(raw: bytes) -> pa.StringArray:
    """The lines of a text, each with its line end, without copying them."""
    ends = np.flatnonzero(np.frombuffer(raw, np.uint8) == ord("\n")) + 1
    rest = [] if raw.endswith(b"\n") else [len(raw)]
    offsets = np.concatenate([[0], ends, rest]).astype(np.int32)
    return pa.StringArray.from_buffers(
        len(offsets) - 1, pa.py_buffer(offsets.tobytes()), pa.py_buffer(raw)
    )


def _length(lines: pa.StringArray) -> int:
    return int(pc.sum(pc.utf8_length(lines)).as_py() or 0)
