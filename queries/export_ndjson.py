"""Files of JSON objects, one a line."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import pyarrow as pa

from data.sources.raw import EXTRA


class NdjsonWriter:
    """Makes JSON lines, UTF-8: the fields of a log by their names, those without a value left out.

    Further fields, which CSV has in a column of their own, stand beside the others. `data` is the
    text as it was logged, which need not be valid JSON. Escaping is the work of an
    in-memory database of its own, which holds no data.
    """

    def __init__(self) -> None:
        self._engine = duckdb.connect(config={"enable_external_access": "false", "threads": 2})

    def begin(self, names: Sequence[str]) -> bytes:
        """Nothing."""
        return b""

    def rows(self, batch: pa.RecordBatch) -> bytes:
        """A line a row."""
        self._engine.register("batch", pa.Table.from_batches([batch]))
        members = ", ".join(_member(name) for name in batch.schema.names)
        found = self._engine.execute(
            f"SELECT '{{' || concat_ws(',', {members}) || '}}' AS line FROM batch"
        ).fetchall()
        self._engine.unregister("batch")
        return "".join(f"{line}\n" for (line,) in found).encode()

    def end(self) -> bytes:
        """Nothing."""
        self._engine.close()
        return b""


def _member(name: str) -> str:
    """SQL for a field's part of the object; null where it has no value."""
    if name == EXTRA:
        return f"nullif(trim(trim({EXTRA})[2:-2]), '')"
    quoted = name.replace('"', '""')
    return f"""'"{name}":' || CAST(to_json("{quoted}") AS VARCHAR)"""
