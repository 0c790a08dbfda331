"""Well-formed CSV parsed by the engine: bytes to columns of text, all rows of a stretch at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import csv

from data.sources.csv_layout import Layout
from data.sources.csv_scan import Places, Scan
from data.sources.encoding import to_utf8

_BLOCK_BYTES = 1 << 20  # what one thread parses at a time
_FIRST_NOT_ASCII = 0x80
_RECODED_GROWTH = 3  # bytes of UTF-8 that one byte of Windows-1252 takes at most


@dataclass(frozen=True)
class Parsed:
    """The records of a scan: those with the right number of cells as a table of strings (empty is
    null), `even` their indices in the scan, and `odd` the indices of the others."""

    table: pa.Table
    even: Places
    odd: list[int]


def parse(stretch: memoryview, found: Scan, layout: Layout) -> Parsed | None:
    """Parse the records that a scan found; None when the engine does not see the same records."""
    content = _valid_utf8(stretch[: found.used])
    try:
        table, odd = _read(content, found, layout, threads=True)
        if odd:  # threads do not know the rows' numbers
            table, odd = _read(content, found, layout, threads=False)
    except pa.ArrowInvalid:
        return None
    even = np.delete(np.arange(len(found.starts)), odd)
    return Parsed(table, even, odd) if len(even) == table.num_rows else None


def _valid_utf8(content: memoryview) -> memoryview | bytes:
    if np.frombuffer(content, np.uint8).max() < _FIRST_NOT_ASCII:
        return content
    raw = bytes(content)
    try:
        raw.decode()
    except UnicodeDecodeError:
        return to_utf8(raw)
    return content


def _read(
    content: memoryview | bytes, found: Scan, layout: Layout, *, threads: bool
) -> tuple[pa.Table, list[int]]:
    """The table, and the indices of rows with another number of cells (all 0 with threads)."""
    names = [str(index) for index in range(layout.width)]
    odd: list[int] = []

    def set_aside(row: Any) -> str:
        odd.append((row.number or 1) - 1)
        return "skip"

    table = csv.read_csv(
        pa.BufferReader(pa.py_buffer(content)),
        csv.ReadOptions(
            use_threads=threads,
            block_size=max(_BLOCK_BYTES, (found.longest + 2) * _RECODED_GROWTH),
            column_names=names,
        ),
        csv.ParseOptions(
            delimiter=layout.separator,
            newlines_in_values=found.breaks_inside,
            invalid_row_handler=set_aside,
        ),
        csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            strings_can_be_null=True,
            null_values=[""],
        ),
    )
    return table, odd
