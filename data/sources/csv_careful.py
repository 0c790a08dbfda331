"""One record of a CSV file after the other, with an eye for damage.

A row that was cut off inside a quoted cell leaves a quote open. Whoever reads on takes the next
rows for the rest of that cell, up to their first quote, and the joined row can even have the right
number of cells. What gives it away: that quote opens a cell of the swallowed row, so text follows
it where only a separator or a line end may. So a record that is not well-formed ends before the
first line in it that looks like the start of a record; one that is well-formed keeps its line
breaks, whatever stands behind them.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache

from data.sources.csv_layout import MAY_BE_MISSING, Layout, cells_of, is_header_word, layout_of
from data.sources.encoding import BOM, to_text
from data.sources.time_text import is_day_number, readings

MAX_RECORD_BYTES = 160 << 20
"""The longest record that is read: room for a cell of 64 MB in which every character is quoted."""

_LINE_END = re.compile(rb"\r\n|\r|\n")
_NUMBER = re.compile(r"[\d.,eE+-]*")


@dataclass(frozen=True)
class Row:
    """A record: as many cells as the layout has columns."""

    cells: list[str]


@dataclass(frozen=True)
class Refused:
    """A record that cannot be read, and why."""

    reason: str


Verdict = Row | Refused | Layout | None
"""What a stretch between two line ends is: a record, a refused one, a header, or nothing."""


@dataclass(frozen=True)
class Found:
    """The record whose text is `buffer[start:end]`; the next one begins at `after`, `breaks` line
    ends further on."""

    verdict: Verdict
    end: int
    after: int
    breaks: int


def judge(cells: list[str], layout: Layout, *, ended: bool) -> Verdict:
    """What the cells of a well-formed record are; `ended` says that a line end follows."""
    count, width = len(cells), layout.width
    if not any(cells) or (count == 1 and not cells[0].strip(" \t")):
        return None
    if count != width or is_header_word(cells[layout.time_column]):
        numbers = any(cell[:1].isdigit() for cell in cells)
        header = None if numbers else layout_of(cells, layout.separator)
        if header is not None:
            return header
    if count > width and any(cell.strip() for cell in cells[width:]):
        return Refused(f"{count} cells instead of {width}")
    short = count < width and not (ended and count >= layout.needed)
    if short or (count <= width and _ends_in_the_middle(cells, layout, ended=ended)):
        return Refused(_cut(count, width))
    return Row(cells[:width] + [""] * (width - count))


def _ends_in_the_middle(cells: list[str], layout: Layout, *, ended: bool) -> bool:
    """True when the last cell cannot be whole: an identifier with a line break, or `data` where
    the row may be cut that begins as JSON and is none."""
    last, field = cells[-1], layout.fields[len(cells) - 1]
    if field in MAY_BE_MISSING:
        return "\n" in last or "\r" in last
    if field != "data" or (ended and len(cells) == layout.width):
        return False
    return last.lstrip().startswith(("{", "[")) and not _is_json(last)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def next_record(
    buffer: bytes, start: int, layout: Layout, *, last: bool, full: bool = False
) -> Found | None:
    """The record that begins at `start`; None when the buffer must be longer to tell.

    `last` says that the file ends with the buffer, `full` that the buffer will not get longer.
    """
    begin = start + len(BOM) * buffer.startswith(BOM, start)
    grammar = _grammar(layout.separator)
    well_formed = grammar.record.match(buffer, begin)
    match = well_formed or grammar.damaged_record.match(buffer, begin)
    assert match is not None  # the pattern for damaged records matches anything
    end = match.end()
    after = _after_line_end(buffer, end)
    cells: list[str] = []
    if not last and not full and (end == len(buffer) or buffer.endswith(b"\r", end, after)):
        return None
    if not last and end == len(buffer):
        verdict: Verdict = Refused(f"longer than {MAX_RECORD_BYTES >> 20} MB")
    elif well_formed:
        cells = cells_of(to_text(match[0]), layout.separator)
        verdict = judge(cells, layout, ended=after > end)
    else:
        verdict = Refused(_damage(buffer, begin, end, layout))
    if isinstance(verdict, Refused) or len(cells) < layout.width:
        resumed = _next_start(buffer, begin, end, layout)
        if resumed is not None:
            end, after = resumed
            verdict = Refused(_damage(buffer, begin, end, layout))
        elif end == len(buffer):
            end = start + len(buffer[start:end].rstrip(b"\r\n"))
    return Found(verdict, end, after, _line_ends(buffer[start:after]))


def _next_start(buffer: bytes, begin: int, end: int, layout: Layout) -> tuple[int, int] | None:
    """Where, inside a damaged record, the line ends after which the next record begins."""
    for line_end in _LINE_END.finditer(buffer, begin, end):
        if _looks_like_a_start(buffer, line_end.end(), layout):
            return line_end.start(), line_end.end()
    return None


def _looks_like_a_start(buffer: bytes, place: int, layout: Layout) -> bool:
    """True for a header, and for a line with a time and a number where time and id belong."""
    line = _grammar(layout.separator).line_start(layout.time_column).match(buffer, place)
    if line is None:
        return False
    cells = cells_of(to_text(line[0]).removeprefix("\ufeff"), layout.separator)
    time = cells[layout.time_column] if len(cells) > layout.time_column else ""
    if is_header_word(time):
        return True
    numbered = all(_NUMBER.fullmatch(cells[column].strip()) for column in layout.id_columns)
    return numbered and (readings(time) is not None or is_day_number(time))


def _damage(buffer: bytes, begin: int, end: int, layout: Layout) -> str:
    """Why the text is not a well-formed record of the layout."""
    cell = _grammar(layout.separator).damaged_cell
    count, place, misplaced = 0, begin, 0
    while True:
        match = cell.match(buffer, place, end)
        assert match is not None  # the pattern for damaged cells matches anything
        count += 1
        if match["open"] is not None:
            return _cut(count, layout.width)
        misplaced = misplaced or (count if match["garbage"] else 0)
        place = match.end() + 1
        if place > end:
            break
    if misplaced:
        return f"a quote out of place in cell {misplaced}"
    return _cut(count, layout.width)


def _cut(count: int, width: int) -> str:
    if count < width:
        return f"cut off: {count} of {width} cells"
    return f"cut off inside cell {count} of {width}"


def _after_line_end(buffer: bytes, place: int) -> int:
    line_end = _LINE_END.match(buffer, place)
    return line_end.end() if line_end else place


def _line_ends(text: bytes) -> int:
    return text.count(b"\n") + text.count(b"\r") - text.count(b"\r\n")


class _Grammar:
    """The patterns of CSV with one separator.

    Possessive repeats keep long cells cheap; they stand only around what cannot match in part,
    which some releases of Python 3.11 got wrong.
    """

    def __init__(self, separator: str) -> None:
        sep = re.escape(separator).encode()
        quoted = rb'"(?:[^"]++|"")*+'
        plain = rb'(?!")[^' + sep + rb"\r\n]*+"
        cell = rb"(?:" + quoted + rb'"|' + plain + rb")"
        damaged = rb"(?:" + quoted + rb'(?:"[^' + sep + rb"\r\n]*+|\Z)|" + plain + rb")"
        self._sep = sep
        self.record = re.compile(cell + rb"(?:" + sep + cell + rb")*(?=[\r\n]|\Z)")
        self.damaged_record = re.compile(damaged + rb"(?:" + sep + damaged + rb")*")
        self.damaged_cell = re.compile(
            quoted + rb'(?:"(?P<garbage>[^' + sep + rb"\r\n]*+)|(?P<open>\Z))|" + plain
        )
        self.line_start = cache(self._line_start)

    def _line_start(self, cells_before: int) -> re.Pattern[bytes]:
        """The first cells of a line up to the one with that many before it."""
        sep = self._sep
        cell = rb'(?:"(?:[^"\r\n]++|"")*+"|(?!")[^' + sep + rb"\r\n]*+)"
        before = rb"(?:" + cell + sep + rb"){%d}" % cells_before
        return re.compile(rb"(?:" + BOM + rb")?" + before + cell + rb"(?=[\r\n" + sep + rb"]|\Z)")


_grammar = cache(_Grammar)
