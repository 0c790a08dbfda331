"""Files of comma-separated values: exact ones, and those that spreadsheet programs open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

_FORMULA = r"^(?:[\t\r\n\x00]|[\s\p{Z}\x00]*[=+\-@\x{FF1D}\x{FF0B}\x{FF0D}\x{FF20}])"
"""Beginnings of a cell that spreadsheet programs may take for a formula.

Those that OWASP's page on CSV injection and ASVS 1.2.10 name, and these after white space too.
"""


@dataclass(frozen=True)
class CsvWriter:
    """Makes CSV, UTF-8.

    Texts are in quotes where they need them, doubled inside; numbers are bare; no value is an empty
    cell. Lines end in LF; for spreadsheets in CRLF, and the file begins with a byte-order mark.
    """

    spreadsheet: bool = False

    def begin(self, names: Sequence[str]) -> bytes:
        """The header."""
        line = ",".join(names)
        return f"\ufeff{line}\r\n".encode() if self.spreadsheet else f"{line}\n".encode()

    def rows(self, batch: pa.RecordBatch) -> bytes:
        """A line a row."""
        if self.spreadsheet:
            cells = [_harmless(column) for column in batch.columns]
            batch = pa.RecordBatch.from_arrays(cells, schema=batch.schema)
        end = "\r\n" if self.spreadsheet else "\n"
        options = pa.csv.WriteOptions(include_header=False, eol=end, quoting_style="needed")
        text = pa.BufferOutputStream()
        pa.csv.write_csv(batch, text, options)
        written: bytes = text.getvalue().to_pybytes()
        return written

    def end(self) -> bytes:
        """Nothing."""
        return b""


def _harmless(cells: pa.Array) -> pa.Array:
    """Texts with an apostrophe before those that could be taken for a formula; numbers as is."""
    if not pa.types.is_string(cells.type):
        return cells
    risky = pc.match_substring_regex(cells, _FORMULA)
    if not pc.any(risky).as_py():
        return cells
    return pc.if_else(risky, pc.binary_join_element_wise("'", cells, ""), cells)
