"""Shaped stretches of a file, large and small, gathered into batches of about one size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from data.sources.raw import RAW_SCHEMA, RawBatch, Reject
from data.sources.shape import Shaped


class Batcher:
    """Gathers what was read of one file until it is enough for a batch."""

    def __init__(self, file: str, batch_bytes: int) -> None:
        self._file = file
        self._enough = batch_bytes
        self._parts: list[Shaped] = []
        self._size = 0

    def add(self, parts: Sequence[Shaped], bytes_done: int) -> Iterator[RawBatch]:
        """Take in what belongs to one stretch; gives a batch when there is enough for one."""
        self._parts += parts
        self._size += sum(part.size for part in parts)
        if self._size >= self._enough:
            yield from self.flush(bytes_done)

    def flush(self, bytes_done: int) -> Iterator[RawBatch]:
        """The batch of what is left; none when nothing is."""
        table = pa.concat_tables([RAW_SCHEMA.empty_table(), *(p.table for p in self._parts)])
        rejects = [reject for part in self._parts for reject in part.rejects]
        several = sum(part.table.num_rows > 0 for part in self._parts) > 1
        self._parts.clear()
        self._size = 0
        if table.num_rows or rejects:
            if several:
                table = _by_line(table)
            rejects.sort(key=_line_of)
            yield RawBatch(self._file, table, tuple(rejects), bytes_done)


def _by_line(table: pa.Table) -> pa.Table:
    """The rows in the order of their lines: records read one by one come after their neighbours."""
    lines = table["line"].combine_chunks().to_numpy()
    if (lines[1:] >= lines[:-1]).all():
        return table
    return table.take(pc.sort_indices(table, [("line", "ascending")]))


def _line_of(reject: Reject) -> int:
    return reject.line
