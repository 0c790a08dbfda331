"""CSV exports: bytes in, rows out.

Stretches of well-formed records (`csv_scan.py`) are parsed by the engine, some ten MB at a time.
Records in which something is out of place are read one by one (`csv_careful.py`), and so are those
with another number of cells than the header. Both ways give the same: the engine only gets what is
proven to be well-formed, and everything else is judged by the same code.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import islice

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.sources.csv_careful import MAX_RECORD_BYTES, Refused, Row, Verdict, judge, next_record
from data.sources.csv_layout import MAY_BE_MISSING, Layout, cells_of, is_header_word
from data.sources.csv_parse import Parsed, parse
from data.sources.csv_scan import Scan, scan
from data.sources.encoding import BOM, Utf8Stream, to_text
from data.sources.raw import Reject
from data.sources.rows import Column, Rows, Stretch, Texts

_SMALLEST_WINDOW = 1 << 16
_WINDOW_FACTOR = 4
_BREAK = re.compile(rb"[\r\n]")


class CsvRows:
    """The rows of a CSV file, in stretches of at most about `window_bytes`.

    `start` is what was read of the file already, from the line after its header on; `line` is the
    1-based number of that line.
    """

    def __init__(
        self,
        file: str,
        stream: Utf8Stream,
        layout: Layout,
        *,
        start: bytes,
        line: int,
        window_bytes: int,
    ) -> None:
        self._file = file
        self._stream = stream
        self._layout = layout
        self._buffer = start
        self._place = 0
        self._line = line
        self._ended = False
        self._window = self._largest_window = window_bytes
        self._smallest_window = min(_SMALLEST_WINDOW, window_bytes)

    def __iter__(self) -> Iterator[Stretch]:
        while self._fill():
            smooth = yield from self._stretch()
            if smooth:
                self._window = min(self._window * _WINDOW_FACTOR, self._largest_window)
            else:
                self._window = max(self._window // _WINDOW_FACTOR, self._smallest_window)
                yield [self._one_by_one()]

    @property
    def _held(self) -> int:
        return len(self._buffer) - self._place

    def _fill(self) -> bool:
        """Have a window's bytes in the buffer, if the file has so many; false at its end."""
        while self._held < self._window and not self._ended:
            self._read_on(self._largest_window - self._held)
        return self._held > 0

    def _read_on(self, size: int) -> None:
        more = self._stream.read(size)
        self._ended = not more
        self._buffer = self._buffer[self._place :] + more
        self._place = 0

    def _stretch(self) -> Generator[Stretch, None, bool]:
        """The well-formed records ahead; returns false when what follows needs a closer look."""
        view = memoryview(self._buffer)[self._place : self._place + self._window]
        last = self._ended and len(view) == self._held
        found = scan(view, self._layout.separator, last=last)
        count, used, lines = len(found.starts), found.used, found.used_lines
        if count:
            parsed = parse(view, found, self._layout)
            if parsed is None:
                return False
            place = _Place(self._file, view, found, self._line, self._layout)
            odd, stop = _odd_rows(place, parsed, _first_marked(place, parsed))
            if stop < count:
                used, lines = int(found.starts[stop]), int(found.lines[stop])
            yield [_even_rows(place, parsed, stop), odd.rows()]
            count -= stop
        self._place += used
        self._line += lines
        return found.clean and used > 0 and count == 0

    def _one_by_one(self) -> Rows:
        """Some records read one by one: at least one, until enough of them or a new header."""
        read = _Gathered(self._file, self._layout)
        while read.size < self._smallest_window and self._held:
            full = self._held >= MAX_RECORD_BYTES
            found = next_record(
                self._buffer, self._place, self._layout, last=self._ended, full=full
            )
            if found is None:
                self._read_on(max(self._held, self._largest_window))
                continue
            read.add(found.verdict, self._line, self._buffer[self._place : found.end])
            self._place = found.after
            self._line += found.breaks
            if isinstance(found.verdict, Layout) and found.verdict != self._layout:
                self._layout = found.verdict
                break
        return read.rows()


@dataclass(frozen=True)
class _Place:
    """A scanned stretch in its file; `line` is the 1-based line on which it begins."""

    file: str
    view: memoryview
    found: Scan
    line: int
    layout: Layout

    def record(self, index: int) -> bytes:
        return bytes(self.view[self.found.starts[index] : self.found.ends[index]])

    def marked(self) -> Iterator[int]:
        """Indices of records that begin with a byte-order mark: appended files do."""
        first_bytes = np.frombuffer(self.view, np.uint8)[self.found.starts]
        suspects = np.flatnonzero(first_bytes == BOM[0]).tolist()
        return (index for index in suspects if self.record(index).startswith(BOM))


def _first_marked(place: _Place, parsed: Parsed) -> int:
    """The index of the first record that needs a closer look, the number of records when none does:
    it may be a header by the word in its time column, begins with a byte-order mark, or ends with
    a line break inside an identifier, as a row that was cut there and swallowed others does."""
    marks = [len(place.found.starts), *islice(place.marked(), 1)]
    times = parsed.table.column(place.layout.time_column)
    suspects = times.filter(pc.greater(times, ":"))
    words = [word for word in pc.unique(suspects).to_pylist() if is_header_word(word)]
    masks = [pc.is_in(times, pa.array(words))] if words else []
    if place.found.breaks_inside and place.layout.fields[-1] in MAY_BE_MISSING:
        masks.append(pc.match_substring_regex(parsed.table.columns[-1], r"[\r\n]"))
    for mask in masks:
        first = pc.index(mask, True).as_py()
        if first >= 0:
            marks.append(int(parsed.even[first]))
    return min(marks)


def _odd_rows(place: _Place, parsed: Parsed, stop: int) -> tuple[_Gathered, int]:
    """The records before `stop` with another number of cells than the header, judged one by one.

    Stops at the first that is a header or has a line break inside; gives the index of that one.
    """
    read = _Gathered(place.file, place.layout)
    for index in parsed.odd:
        if index >= stop:
            break
        record = place.record(index)
        verdict = judge(cells_of(to_text(record), place.layout.separator), place.layout, ended=True)
        if isinstance(verdict, Layout) or _BREAK.search(record):
            return read, index
        read.add(verdict, place.line + int(place.found.lines[index]), record)
    return read, stop


def _even_rows(place: _Place, parsed: Parsed, stop: int) -> Rows:
    """The parsed records before `stop`; rows of nothing but separators are none."""
    even = parsed.even[: np.searchsorted(parsed.even, stop)]
    table = parsed.table.slice(0, len(even))
    if table.column(place.layout.time_column).null_count:
        empty = reduce(pc.and_, (pc.is_null(column) for column in table.columns))
        table = table.filter(pc.invert(empty))
        even = even[~empty.to_numpy()]
    return Rows(
        _columns(place.layout, table.columns),
        pa.array(place.line + place.found.lines[even]),
        lambda index: to_text(place.record(even[index])),
        (),
        int(place.found.ends[even].max(initial=0)),
    )


class _Gathered:
    """Records judged one by one, to become rows."""

    def __init__(self, file: str, layout: Layout) -> None:
        self._file = file
        self._layout = layout
        self._cells: list[list[str]] = []
        self._lines: list[int] = []
        self._texts: list[bytes] = []
        self._rejects: list[Reject] = []
        self.size = 0

    def add(self, verdict: Verdict, line: int, text: bytes) -> None:
        """Take in a record; headers and blank lines count for nothing but their size."""
        self.size += len(text) + 1
        if isinstance(verdict, Row):
            self._cells.append(verdict.cells)
            self._lines.append(line)
            self._texts.append(text)
        elif isinstance(verdict, Refused):
            self._rejects.append(Reject(self._file, line, verdict.reason, to_text(text)))

    def rows(self) -> Rows:
        """What was taken in."""
        columns = [
            pa.array([cells[index] or None for cells in self._cells], pa.string())
            for index in range(self._layout.width)
        ]
        return Rows(
            _columns(self._layout, columns),
            pa.array(self._lines, pa.int64()),
            lambda index: to_text(self._texts[index]),
            tuple(self._rejects),
            self.size,
        )


def _columns(layout: Layout, values: Iterable[Texts]) -> tuple[Column, ...]:
    return tuple(
        Column(name, field, texts)
        for name, field, texts in zip(layout.names, layout.fields, values, strict=True)
    )
