"""Answers as Arrow: from the engine itself where it can, row by row where it can't."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import sqlalchemy as sa


def arrow_batches(
    connection: sa.Connection, statement: sa.Select[Any], rows: int
) -> list[pa.RecordBatch]:
    """The answer to a statement whose columns are texts and whole numbers, in batches of `rows`.

    Texts are `string`, numbers `int64`.
    """
    if connection.dialect.name == "duckdb":
        result: Any = connection.execute(statement, execution_options={"duckdb_arrow": True})
        # One table of the same answer takes three times the memory.
        with result.batches(rows) as batches:
            return list(batches)
    schema = pa.schema([(c.name, _kind(c)) for c in statement.selected_columns])
    found = connection.execute(statement).partitions(rows)
    return [_batch(schema, part) for part in found]


def _kind(column: sa.ColumnElement[Any]) -> pa.DataType:
    return pa.int64() if isinstance(column.type, sa.Integer) else pa.string()


def _batch(schema: pa.Schema, rows: Any) -> pa.RecordBatch:
    columns = [
        pa.array(values, field.type)
        for values, field in zip(zip(*rows, strict=True), schema, strict=True)
    ]
    return pa.RecordBatch.from_arrays(columns, schema=schema)
