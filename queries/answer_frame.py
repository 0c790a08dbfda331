"""Answers as frames in the types that their questions declare, the same from every engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import sqlalchemy as sa

from queries.question import Column, Kind

_INTEGER = (pa.int64(), pd.Int64Dtype())
_NULLABLE: Mapping[Kind, tuple[pa.DataType, Any]] = {
    "count": _INTEGER,
    "id": _INTEGER,
    "number": (pa.float64(), pd.Float64Dtype()),
    "flag": (pa.bool_(), pd.BooleanDtype()),
}


def answer_frame(
    connection: sa.Connection, statement: sa.Select[Any], columns: Sequence[Column], zone: str
) -> pd.DataFrame:
    """The answer to a statement; see `shaped`."""
    if connection.dialect.name == "duckdb":
        # Rows as Python objects take longer than many an answer itself.
        result: Any = connection.execute(statement, execution_options={"duckdb_arrow": True})
        return shaped_arrow(result.all(), columns, zone)
    found = connection.execute(statement)
    return shaped(list(found.keys()), found.fetchall(), columns, zone)


def shaped(
    names: Sequence[str], rows: Sequence[Sequence[Any]], columns: Sequence[Column], zone: str
) -> pd.DataFrame:
    """Rows as a frame in the declared types: day as `datetime.date` objects, time as
    `datetime64[us, zone]`, text as str or None, count and id as Int64, number as Float64, flag as
    boolean. Raises AssertionError when `names` are others."""
    _as_declared(names, columns)
    values = zip(*rows, strict=True) if rows else [()] * len(columns)
    return pd.DataFrame(
        {c.name: _typed(list(v), c.kind, zone) for c, v in zip(columns, values, strict=True)}
    )


def shaped_arrow(table: pa.Table, columns: Sequence[Column], zone: str) -> pd.DataFrame:
    """An Arrow table as such a frame; times without a zone are UTC. Raises as `shaped` does."""
    _as_declared(table.column_names, columns)
    values = zip(columns, table.columns, strict=True)
    return pd.DataFrame({c.name: _typed_arrow(v, c.kind, zone) for c, v in values})


def _as_declared(names: Sequence[str], columns: Sequence[Column]) -> None:
    declared = [column.name for column in columns]
    assert list(names) == declared, f"declared {declared}, got {names}"


def _typed(values: list[Any], kind: Kind, zone: str) -> pd.Series[Any]:
    if kind == "day":
        days = [v.date() if isinstance(v, datetime) else v for v in values]
        return pd.Series(days, dtype=object)
    if kind == "time":
        return pd.Series(values, dtype=pd.DatetimeTZDtype("us", "UTC")).dt.tz_convert(zone)
    if kind in {"count", "id"}:
        return pd.Series([None if v is None else int(v) for v in values], dtype="Int64")
    if kind == "number":
        return pd.Series([None if v is None else float(v) for v in values], dtype="Float64")
    if kind == "flag":
        return pd.Series([None if v is None else bool(v) for v in values], dtype="boolean")
    return pd.Series(values, dtype=object)


def _typed_arrow(values: pa.ChunkedArray, kind: Kind, zone: str) -> pd.Series[Any]:
    if kind == "day":
        return pd.Series(values.cast(pa.date32()).to_pylist(), dtype=object)
    if kind == "time":
        micro = values.cast(pa.timestamp("us", getattr(values.type, "tz", None)))
        moments = micro if micro.type.tz else pc.assume_timezone(micro, "UTC")
        found: pd.Series[Any] = moments.to_pandas()
        local: pd.Series[Any] = found.dt.tz_convert(zone)
        return local
    if kind == "text":
        return pd.Series(values.to_pylist(), dtype=object)
    stored, dtype = _NULLABLE[kind]
    typed: pd.Series[Any] = values.cast(stored).to_pandas(types_mapper=lambda _: dtype)
    return typed
