"""Raw batches made into what the embedded engine stores best: whole row groups, in order of time.

The engine compresses and writes groups of 122,880 rows, one thread a group. What a thread has left
over becomes a small group, and the next checkpoint joins small groups by writing those around them
once more: half of the store, as it turned out. So a batch is whole groups, and its table has one
chunk a group, which is what a thread is handed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TypeVar

import numpy as np
import pyarrow as pa

from data.sources.raw import RawBatch

GROUP = 122_880
ROWS_A_BATCH = 3 * GROUP
BYTES_A_BATCH = 192 * 2**20
"""A batch holds so many rows, fewer where they take more memory than this."""

T = TypeVar("T")


def gathered(batches: Iterable[RawBatch]) -> Iterator[RawBatch]:
    """The same records and rejects in batches of whole groups, the last one aside."""
    held: list[RawBatch] = []
    read = size = 0
    for batch in batches:
        held.append(batch)
        read += batch.read
        size += batch.table.nbytes
        while read >= ROWS_A_BATCH or size >= BYTES_A_BATCH:
            first, rest = _parted(_joined(held))
            yield _arranged(first)
            held = [rest] if rest.read else []
            read, size = rest.read, rest.table.nbytes
    if held:
        yield _arranged(_joined(held))


def ahead(items: Iterable[T]) -> Iterator[T]:
    """The items, the next one being made while the caller works on this one."""
    making = iter(items)
    with ThreadPoolExecutor(1, "read-ahead") as reader:
        coming = reader.submit(next, making, None)
        while (item := coming.result()) is not None:
            coming = reader.submit(next, making, None)
            yield item


def _joined(batches: list[RawBatch]) -> RawBatch:
    last = batches[-1]
    table = pa.concat_tables([batch.table for batch in batches])
    return RawBatch(last.file, table, tuple(r for b in batches for r in b.rejects), last.bytes_done)


def _parted(batch: RawBatch) -> tuple[RawBatch, RawBatch]:
    """As much of a batch as is stored at once, with all its rejects, and the rest."""
    rows = batch.table.num_rows
    if rows >= ROWS_A_BATCH:
        rows = ROWS_A_BATCH
    elif rows > GROUP:
        rows -= rows % GROUP
    first = replace(batch, table=batch.table.slice(0, rows))
    return first, replace(batch, table=batch.table.slice(rows), rejects=())


def _arranged(batch: RawBatch) -> RawBatch:
    """The batch in order of time, either way, with one chunk a group."""
    table = batch.table
    moments = table.column("createdAt").to_numpy()
    steps = np.diff(moments).astype(np.int64)
    if not ((steps >= 0).all() or (steps <= 0).all()):
        table = table.take(np.argsort(moments, kind="stable"))
    groups = [table.slice(at, GROUP).combine_chunks() for at in range(0, table.num_rows, GROUP)]
    return replace(batch, table=pa.concat_tables(groups) if groups else table)
