"""JSON lines and Parquet: their form, and that nothing is lost or changed in them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data.access import OWNER
from data.engine import Store, close_store, open_store
from data.sources.raw import RAW_FIELDS
from queries import export_parquet
from queries.export_remote import counted_by
from queries.export_stream import FORMATS, KINDS, Kind, log_chunks
from queries.filters import LogFilter
from tests.builders import load, log
from tests.queries.conftest import MakeStore
from tests.queries.exporting import cells, everything, exported, reimported
from tests.queries.test_export_csv import nasty_logs


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    """A second store, to import into."""
    url = f"duckdb:///{tmp_path / 'second.duckdb'}"
    yield open_store(url)
    close_store(url)


def table(file: bytes) -> pa.Table:
    return pq.read_table(io.BytesIO(file))


def test_a_line_is_a_log_with_the_fields_it_has(stocked: MakeStore) -> None:
    store = stocked(
        log("2026-10-01 08:30:00.5", id=7, user="Ann@x.com", app_id=3, data='{"a": 1}'),
        log("2026-10-02", id=8, user=None, data='not "JSON"\n', category=None),
    )
    second, first = exported(store, kind="ndjson").decode().splitlines()
    assert json.loads(first) | {"updatedAt": None} == {
        "id": 7,
        "createdAt": "2026-10-01T08:30:00.500Z",
        "updatedAt": None,
        "user.type": "app",
        "type": "app.view",
        "user.email": "Ann@x.com",
        "data": '{"a": 1}',
        "appId": 3,
    }
    assert json.loads(second)["data"] == 'not "JSON"\n'


def test_json_lines_give_the_same_records(store: Store, empty: Store, tmp_path: Path) -> None:
    load(store, *nasty_logs())
    file = exported(store, kind="ndjson")
    assert everything(reimported(file, empty, tmp_path, "ndjson")) == everything(store)
    assert exported(empty, kind="ndjson") == file


def test_parquet_has_the_types_of_its_fields(stocked: MakeStore) -> None:
    store = stocked(log("2026-10-01 08:30:00.123456", id=7, user="Ann@x.com", app_id=3))
    found = table(exported(store, kind="parquet"))
    assert found.schema.names == list(RAW_FIELDS)
    assert found.schema.field("createdAt").type == pa.timestamp("us", tz="UTC")
    assert found.schema.field("appId").type == pa.int64()
    (row,) = found.to_pylist()
    assert row["createdAt"] == datetime(2026, 10, 1, 8, 30, 0, 123456, UTC)
    assert (row["id"], row["user.email"], row["dataSourceId"]) == (7, "Ann@x.com", None)


def test_parquet_of_many_row_groups_holds_the_same_as_csv(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_parquet, "_GROUP_LOGS", 2)
    monkeypatch.setattr("queries.export_stream._CHUNK_LOGS", 1)
    load(store, *nasty_logs())
    file = exported(store, kind="parquet")
    assert pq.read_metadata(io.BytesIO(file)).num_row_groups > 2
    found = table(file).to_pylist()
    assert [row["id"] for row in found] == [int(row["id"]) for row in cells(exported(store))]
    texts = [row["data"] or "" for row in cells(exported(store))]
    assert [row["data"] or "" for row in found] == texts


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_without_logs_is_whole(kind: Kind, store: Store) -> None:
    file = exported(store, kind=kind)
    if kind == "parquet":
        assert table(file).num_rows == 0
    else:
        assert file.count(b"\n") == (0 if kind == "ndjson" else 1)


@pytest.mark.parametrize("kind", KINDS)
def test_logs_of_a_file_in_parts_are_counted(kind: Kind, store: Store) -> None:
    load(store, *nasty_logs())
    whole = exported(store, kind=kind)
    parts = [whole[i : i + 997] for i in range(0, len(whole), 997)]
    told = list(counted_by(kind, parts))
    chunks = log_chunks(LogFilter(), OWNER, store=store)
    assert sum(part.logs for part in told) == sum(chunk.logs for chunk in chunks)
    assert b"".join(part.text for part in told) == whole


def test_every_kind_names_its_files() -> None:
    assert [FORMATS[kind].suffix for kind in KINDS] == ["csv", "csv", "ndjson", "parquet"]
