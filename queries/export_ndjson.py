"""Files of JSON objects, one a line."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import numpy as np
import pyarrow as pa

from data.sources.raw import EXTRA, TIME_FIELDS

_PART_ROWS = 2048
"""The engine gives each part to another thread."""


class NdjsonWriter:
    """Makes JSON lines, UTF-8: the fields of a log by their names, those without a value left out.

    Further fields, which CSV has in a column of their own, stand beside the others. `data` is the
    text as it was logged, which need not be valid JSON. Escaping is the work of an
    in-memory database of its own, which holds no data.
    """

    def __init__(self) -> None:
        self._engine = duckdb.connect(config={"enable_external_access": "false"})

    def begin(self, names: Sequence[str]) -> bytes:
        """Nothing."""
        return b""

    def rows(self, batch: pa.RecordBatch) -> bytes:
        """A line a row."""
        parts = pa.Table.from_batches([batch]).to_batches(max_chunksize=_PART_ROWS)
        self._engine.register("batch", pa.Table.from_batches(parts))
        members = ", ".join(
            _member(name, cells.type)
            for name, cells in zip(batch.schema.names, batch.columns, strict=True)
            if cells.null_count < len(cells)
        )
        found = self._engine.execute(
            f"SELECT '{{' || concat_ws(',', {members}) || '}}' || chr(10) AS line FROM batch"
        ).to_arrow_table()
        self._engine.unregister("batch")
        return b"".join(_joined(lines) for lines in found.column(0).chunks)

    def end(self) -> bytes:
        """Nothing."""
        self._engine.close()
        return b""


def _joined(lines: pa.StringArray) -> bytes:
    """The texts of an array, one after the other: it holds them like that."""
    if not len(lines):
        return b""
    _, offsets, texts = lines.buffers()
    places = np.frombuffer(offsets, np.int32)[lines.offset : lines.offset + len(lines) + 1]
    joined: bytes = texts.slice(places[0], places[-1] - places[0]).to_pybytes()
    return joined


def _member(name: str, kind: pa.DataType) -> str:
    """SQL for a field's part of the object; null where it has no value."""
    if name == EXTRA:
        return f"nullif(trim(trim({EXTRA})[2:-2]), '')"
    if name in TIME_FIELDS:
        return f"""'"{name}":"' || "{name}" || '"'"""
    text = f'"{name}"' if pa.types.is_integer(kind) else f'to_json("{name}")'
    return f"""'"{name}":' || CAST({text} AS VARCHAR)"""
