"""Records as a format's reader finds them: columns of text under the names that the file gives."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from data.sources.aliases import DATA_TEXT, fold, rank
from data.sources.raw import Reject

Texts: TypeAlias = pa.ChunkedArray | pa.Array


@dataclass(frozen=True)
class Column:
    """One column: its header or key, the field of `RAW_FIELDS` it feeds (None: none), its texts.

    Missing and empty values are null. `as_json` holds the values as JSON texts where they are not
    simply strings.
    """

    name: str
    field: str | None
    values: Texts
    as_json: Texts | None = None


@dataclass(frozen=True)
class Rows:
    """Some consecutive records of a file, beside those among them that could not be read.

    `lines` (int64) and `text_of` give the place and the whole text of a record by its index;
    `size` is about the bytes that records and rejects took in the file.
    """

    columns: tuple[Column, ...]
    lines: pa.Array
    text_of: Callable[[int], str]
    rejects: tuple[Reject, ...]
    size: int

    def field(self, name: str) -> Texts | None:
        """The texts of a field: of its surest column, where that has none of the next one."""
        columns = self._columns_of(name)
        if len(columns) < 2:
            return columns[0].values if columns else None
        return pc.coalesce(*(column.values for column in columns))

    def extras(self) -> list[Column]:
        """Columns that feed no field, and the values of a second column of a field which differ
        from the first one's; by name, so that a record gives the same in whatever company."""
        extras = [column for column in self.columns if column.field is None]
        for name in {column.field for column in self.columns if column.field is not None}:
            first, *others = self._columns_of(name)
            extras.extend(
                _where_it_differs(other, first)
                for other in others
                if fold(other.name) != fold(DATA_TEXT)
            )
        some = (column for column in extras if column.values.null_count < len(column.values))
        return sorted(some, key=lambda column: column.name)

    def _columns_of(self, field: str) -> list[Column]:
        columns = [column for column in self.columns if column.field == field]
        return sorted(columns, key=lambda column: rank(column.name, field))


Stretch: TypeAlias = Sequence[Rows]
"""What was read of one stretch of a file, in parts: the parts' lines may lie between each other's.
"""


def _where_it_differs(column: Column, first: Column) -> Column:
    differs = pc.and_kleene(
        pc.is_valid(first.values), pc.fill_null(pc.not_equal(column.values, first.values), False)
    )
    as_json = column.as_json if column.as_json is not None else json_strings(column.values)
    return Column(
        column.name,
        None,
        pc.if_else(differs, column.values, None),
        pc.if_else(differs, as_json, None),
    )


def json_strings(texts: Texts) -> Texts:
    """Each text as a JSON string."""
    return map_distinct(texts, lambda text: json.dumps(text, ensure_ascii=False))


def map_distinct(texts: Texts, change: Callable[[str], str | None]) -> Texts:
    """Each text changed; every distinct text is changed once, null stays null."""
    flat = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    coded = flat.dictionary_encode()
    changed = pa.array([change(text) for text in coded.dictionary.to_pylist()], pa.string())
    return changed.take(coded.indices)
