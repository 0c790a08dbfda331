"""Where the records of a CSV file begin: after its header and the line `sep=;` of spreadsheets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.errors import SourceUnreadable
from data.sources.csv_layout import SEPARATORS, Layout, cells_of, find_layout, layout_of
from data.sources.encoding import to_text
from data.sources.time_text import readings

_SEPARATOR_LINE = re.compile(r'"?sep=([ -~\t])"?', re.IGNORECASE)
_LINE_END = re.compile(rb"\r\n|\r|\n|\Z")
_SAMPLE_BYTES = 1024
_SHOWN_CELLS = 5
_SHOWN_CHARACTERS = 24


@dataclass(frozen=True)
class Header:
    """The layout, the byte place of the line after the header, and its 1-based number."""

    layout: Layout
    end: int
    next_line: int


def read_header(file: str, start: bytes) -> Header:
    """Find the header at the start of a file. Raises SourceUnreadable when there is none."""
    place, separator = 0, None
    for line, line_end in enumerate(_LINE_END.finditer(start), 1):
        text = to_text(start[place : line_end.start()])
        place = line_end.end()
        if not text.strip():
            continue
        if separator is None and (found := _SEPARATOR_LINE.fullmatch(text.strip(" "))):
            separator = found[1]
            continue
        layout = layout_of(cells_of(text, separator), separator) if separator else None
        layout = layout or find_layout(text)
        if layout is None:
            raise SourceUnreadable(file, _what_it_is(text, start[:_SAMPLE_BYTES]))
        return Header(layout, place, line + 1)
    raise SourceUnreadable(file, "holds only blank lines")


def _what_it_is(line: str, sample: bytes) -> str:
    if b"\0" in sample:
        return "is neither CSV nor JSON: it is no text"
    cells = max((cells_of(line, separator) for separator in SEPARATORS), key=len)
    if any(readings(cell) for cell in cells):
        return "has no header line: its first line is a record already"
    shown = ", ".join(f"«{cell.strip()[:_SHOWN_CHARACTERS]}»" for cell in cells[:_SHOWN_CELLS])
    more = " …" if len(cells) > _SHOWN_CELLS else ""
    return (
        "is no export of audit logs: its first line names no column for the time (createdAt, Date) "
        f"and the log type (type, Log type), only {shown}{more}"
    )
