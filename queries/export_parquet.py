"""Files of typed columns, for data tools."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pyarrow as pa
import pyarrow.parquet as pq

from data.columns import LOG_COLUMNS
from data.sources.raw import TIME_FIELDS

_GROUP_LOGS = 65_536
_INTEGERS = frozenset(c.field for c in LOG_COLUMNS if c.kind == "integer")


class ParquetWriter:
    """Makes Parquet, compressed with Zstandard: times in UTC to the microsecond, ids as numbers."""

    def __init__(self) -> None:
        self._sink = BytesIO()
        self._held: list[pa.RecordBatch] = []
        self._writer: pq.ParquetWriter

    def begin(self, names: Sequence[str]) -> bytes:
        """The bytes that tell the format."""
        self._schema = pa.schema([(name, _kind(name)) for name in names])
        self._writer = pq.ParquetWriter(self._sink, self._schema, compression="zstd")
        return self._taken()

    def rows(self, batch: pa.RecordBatch) -> bytes:
        """A row group, once there are rows enough for one."""
        self._held.append(batch)
        enough = sum(held.num_rows for held in self._held) >= _GROUP_LOGS
        return self._group() if enough else b""

    def end(self) -> bytes:
        """What is held, and where everything is."""
        if self._held:
            self._group_to_sink()
        self._writer.close()
        return self._taken()

    def _group(self) -> bytes:
        self._group_to_sink()
        return self._taken()

    def _group_to_sink(self) -> None:
        self._writer.write_table(pa.Table.from_batches(self._held).cast(self._schema))
        self._held.clear()

    def _taken(self) -> bytes:
        """What was written since the last time; the writer knows its place by itself."""
        written = self._sink.getvalue()
        self._sink.seek(0)
        self._sink.truncate()
        return written


def _kind(name: str) -> pa.DataType:
    if name in TIME_FIELDS:
        return pa.timestamp("us", tz="UTC")
    return pa.int64() if name in _INTEGERS else pa.string()
