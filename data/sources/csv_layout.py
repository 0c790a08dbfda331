"""The header of a CSV file: which separator, which column holds what."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from data.sources.aliases import field_of
from data.sources.raw import RAW_FIELDS

SEPARATORS = (",", ";", "\t", "|")
NEEDED = ("createdAt", "type")

MAY_BE_MISSING = frozenset(
    {
        "updatedAt",
        "requestId",
        "sessionId",
        "userId",
        "appId",
        "dataSourceEntryId",
        "dataSourceId",
        "organizationId",
        "appNotificationId",
    }
)
"""Fields that a short row may lack: spreadsheets drop trailing empty cells, and nothing that tells
what happened is lost. `id` is not among them: without it a record would count as another one."""

csv.field_size_limit(sys.maxsize)  # `data` can be many MB; the default refuses 128 KB


@dataclass(frozen=True)
class Layout:
    """The columns of a CSV file as its header names them, and the separator between its cells."""

    separator: str
    headers: tuple[str, ...]

    @cached_property
    def fields(self) -> tuple[str | None, ...]:
        """For each column the field of `RAW_FIELDS` that it feeds, None for one that feeds none."""
        return tuple(field_of(header) for header in self.headers)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """For each column a name of its own; columns without a header are named by their number."""
        names: list[str] = []
        for number, header in enumerate(self.headers, 1):
            name = header.strip() or f"column {number}"
            names.append(f"{name} (column {number})" if name in names else name)
        return tuple(names)

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.headers)

    @cached_property
    def needed(self) -> int:
        """How many cells a row needs at least, see `MAY_BE_MISSING`."""
        return 1 + max(
            index
            for index, field in enumerate(self.fields)
            if field is not None and field not in MAY_BE_MISSING
        )

    @cached_property
    def time_column(self) -> int:
        """Index of the first column that feeds `createdAt`."""
        return self.fields.index("createdAt")

    @cached_property
    def id_columns(self) -> tuple[int, ...]:
        """Indices, before the time's, of the columns that feed `id`."""
        return tuple(i for i, field in enumerate(self.fields[: self.time_column]) if field == "id")


def layout_of(cells: Sequence[str], separator: str) -> Layout | None:
    """The layout that a row of cells gives as a header; None when it is no header of logs."""
    headers = tuple(cell.removeprefix("\ufeff") for cell in cells)
    fields = {field_of(header) for header in headers}
    return Layout(separator, headers) if fields.issuperset(NEEDED) else None


def find_layout(line: str) -> Layout | None:
    """The layout of a header line: the separator with which most of its columns are known."""
    layouts = [layout_of(cells_of(line, separator), separator) for separator in SEPARATORS]
    return max((layout for layout in layouts if layout is not None), key=_known, default=None)


def cells_of(record: str, separator: str) -> list[str]:
    """The cells of one record. Quotes count at a cell's start only; inside they are doubled."""
    return next(csv.reader([record], delimiter=separator), [])


def may_be_header(cell: str) -> bool:
    """A cheap test for the time column: false for texts that begin with a digit, as times do."""
    return cell > ":"


def is_header_word(cell: str) -> bool:
    """True for a text that names a field, as headers do and times do not."""
    return may_be_header(cell) and field_of(cell) is not None


def _known(layout: Layout) -> int:
    return sum(field in RAW_FIELDS for field in layout.fields)
