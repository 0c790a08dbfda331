"""What every source hands to the loader: raw records in batches, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field

import pyarrow as pa

RAW_FIELDS: tuple[str, ...] = (
    "id",
    "createdAt",
    "updatedAt",
    "user.type",
    "type",
    "typeDescription",
    "app.name",
    "user.email",
    "data",
    "requestId",
    "sessionId",
    "userId",
    "appId",
    "dataSourceEntryId",
    "dataSourceId",
    "organizationId",
    "appNotificationId",
)
"""The columns of the CSV export of Fliplet's audit log screen, in its order."""

TIME_FIELDS = frozenset({"createdAt", "updatedAt"})

EXTRA = "extra"
"""What none of `RAW_FIELDS` takes, as the text of a JSON object. Our own CSV export has a column of
that name, after the others, where there is any."""

RAW_SCHEMA = pa.schema(
    [pa.field("line", pa.int64(), nullable=False)]
    + [
        pa.field(name, pa.timestamp("us") if name in TIME_FIELDS else pa.string())
        for name in RAW_FIELDS
    ]
    + [pa.field(EXTRA, pa.string())]
)
"""Columns of a `RawBatch.table`. Times are UTC without a zone attribute; empty text is null.

`line` is the record's 1-based line (CSV, JSON lines) or ordinal (JSON lists) in its file. `extra`
is the JSON text of fields that are none of `RAW_FIELDS`, null where there are none. `data` is the
JSON text as it came; it may be invalid JSON.
"""


@dataclass(frozen=True)
class Reject:
    """A record that could not be read: where it was, why, and its text so that nothing is lost."""

    file: str
    line: int
    reason: str
    text: str


@dataclass(frozen=True)
class RawBatch:
    """Some consecutive records of one file.

    Every record of the file is in exactly one batch, either in `table` (schema `RAW_SCHEMA`) or in
    `rejects`. `bytes_done` counts the bytes of the file as stored (compressed) consumed so far.
    """

    file: str
    table: pa.Table
    rejects: tuple[Reject, ...] = field(default=())
    bytes_done: int = 0

    @property
    def read(self) -> int:
        """Number of records in this batch, rejects included."""
        return int(self.table.num_rows) + len(self.rejects)
