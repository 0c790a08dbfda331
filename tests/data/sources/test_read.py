"""Batches of one source: their size, their order, how far they are."""

from __future__ import annotations

import gzip
import io
import json

import pytest

from data.sources.files import SourceFile
from data.sources.read import read
from data.sources.streams import gzip_stream
from tests.data.sources.build import HEADER, WHEN, cells, contents, line, source, table

ROWS = 4000
CSV = table(*(cells(id=str(n), data=json.dumps({"n": n})) for n in range(ROWS)))
LOGS = [{"id": n, "type": "t", "createdAt": WHEN, "data": {"n": n}} for n in range(ROWS)]


@pytest.mark.parametrize(
    "text",
    [CSV, json.dumps({"logs": LOGS}), json.dumps(LOGS, indent=1), "\n".join(map(json.dumps, LOGS))],
)
def test_batches_come_while_the_file_is_read(text: str) -> None:
    size, done, ids = 1 << 15, [], []
    for batch in read(source(text), batch_bytes=size):
        done.append(batch.bytes_done)
        ids += batch.table["id"].to_pylist()
        assert batch.table.nbytes < 20 * size
    assert ids == [str(n) for n in range(ROWS)]
    assert len(done) > len(text) // size // 3
    assert done == sorted(done)
    assert done[-1] == len(text)


def test_progress_is_counted_in_bytes_as_stored() -> None:
    packed = gzip.compress(CSV.encode())
    file = SourceFile("a.csv.gz", len(packed), lambda: gzip_stream(io.BytesIO(packed)))
    assert [batch.bytes_done for batch in read(file)] == [len(packed)]


def test_read_is_rows_and_rejects() -> None:
    rows = [line(cells()), "cut", line(cells(createdAt="")), line(cells(id="2"))]
    (batch,) = read(source("\n".join([HEADER, *rows, ""])))
    assert (batch.read, batch.table.num_rows, len(batch.rejects)) == (4, 2, 2)
    assert [reject.line for reject in batch.rejects] == [3, 4]


def test_content_decides_not_the_name() -> None:
    assert contents(source(CSV, "logs.json")).column("id")[-1] == str(ROWS - 1)
    assert contents(source(json.dumps(LOGS), "logs.csv")).column("id")[-1] == str(ROWS - 1)
    assert contents(source(" \n\t" + json.dumps(LOGS[:1]))).column("id") == ["0"]
