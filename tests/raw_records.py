"""Tiny builders of raw records, as a source hands them to the loader."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from data.sources.raw import RAW_FIELDS, RAW_SCHEMA, TIME_FIELDS, RawBatch, Reject

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def record(log_type: str = "user.login", at: datetime = NOON, **fields: Any) -> dict[str, Any]:
    """A raw record: fields by their names with `_` for `.` (user_email); data may be a mapping.

    Without an `id` the record has none.
    """
    names = {name.replace(".", "_"): name for name in RAW_FIELDS}
    row: dict[str, Any] = {"type": log_type, "createdAt": at, "updatedAt": at}
    row |= {names.get(key, key): value for key, value in fields.items()}
    data = row.get("data")
    if isinstance(data, Mapping | list):
        row["data"] = json.dumps(data)
    return row


def batch_of(
    *records: Mapping[str, Any], rejects: tuple[Reject, ...] = (), file: str = "test.csv"
) -> RawBatch:
    """Records as one batch, in their order."""
    columns = {
        name: pa.array([_cell(name, row.get(name)) for row in records], RAW_SCHEMA.field(name).type)
        for name in (*RAW_FIELDS, "extra")
    }
    lines = pa.array(range(2, len(records) + 2), pa.int64())
    return RawBatch(file, pa.table({"line": lines, **columns}, schema=RAW_SCHEMA), rejects)


def _cell(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in TIME_FIELDS:
        return value.astimezone(UTC).replace(tzinfo=None)
    return str(value)
