"""All at once or record by record: both ways through a CSV file read the same from any bytes."""

from __future__ import annotations

from unittest import mock

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.sources import csv_export
from data.sources.csv_layout import Layout
from data.sources.csv_parse import Parsed
from data.sources.csv_scan import Scan
from tests.data.sources.build import HEADER, UNHURRIED, WHEN, Contents, contents

_SCRAPS = st.sampled_from(
    [
        *(",", ",", '"', '"', "\n", "\n", "\r", "\r\n", '""', ",,,", ',"', '",', "\n\n"),
        *("a", "1", " ", ".", "é", "{", "}", ":", "type", "createdAt", "Date", "\ufeff", "\0"),
        f"1,{WHEN},login",
        f"\n2,{WHEN},",
        f'\n3,{WHEN},login,"{{""a"":1}}",\n',
        f'\n4,{WHEN},login,"{{""a"":',
        '"{""b"":""c""}"',
        "\nid,createdAt,type,data,userId\n",
        "\ntype,Date,id\n",
        "\n5,14/02/2022 10:00,x",
        "\n,,,,\n",
    ]
)
_BYTES = st.one_of(st.just(b""), st.sampled_from([b"\xff", b"\x80", b"\xc3", b"\xe2\x82"]))
_FILES = st.lists(st.tuples(_SCRAPS, _BYTES), max_size=40).map(
    lambda parts: (
        b"id,createdAt,type,data,userId\n" + b"".join(scrap.encode() + raw for scrap, raw in parts)
    )
)


def _one_by_one(raw: bytes) -> Contents:
    nothing = np.empty(0, np.int64)
    scanned = Scan(nothing, nothing, nothing, 0, 0, clean=False, breaks_inside=False)
    with mock.patch.object(csv_export, "scan", return_value=scanned):
        return contents(raw)


@UNHURRIED
@given(raw=_FILES, size=st.sampled_from([1, 7, 64, 1 << 20]))
@example(raw=b'id,createdAt,type,data,userId\n1,2022-02-14,"a\r', size=1)
def test_both_ways_read_the_same(raw: bytes, size: int) -> None:
    careful = _one_by_one(raw)
    quick = contents(raw, batch_bytes=size)
    assert quick.rows == careful.rows
    assert quick.rejects == careful.rejects


def test_the_engine_is_used_where_all_is_well() -> None:
    raw = f"{HEADER}\n1,{WHEN},,app,login\n" + f"2,{WHEN},,app,login,,,,,,,,,,,,\n"
    with mock.patch.object(csv_export, "next_record", side_effect=AssertionError):
        assert contents(raw).column("id") == ["2"]


def test_records_go_one_by_one_where_the_engine_sees_others() -> None:
    raw = f"{HEADER}\n" + f"1,{WHEN},,app,login,,,,,,,,,,,,\n" * 3

    def other_records(_stretch: memoryview, _found: Scan, _layout: Layout) -> Parsed | None:
        return None

    with mock.patch.object(csv_export, "parse", side_effect=other_records):
        assert contents(raw).column("line") == [2, 3, 4]


@pytest.mark.parametrize("size", [1, 100, 10_000])
def test_the_size_of_batches_changes_nothing(size: int) -> None:
    rows = [f'{n},{WHEN},,app,login,,,,"{{""n"":{n}}}",,,,,,,,' for n in range(200)]
    read = contents("\n".join([HEADER, *rows]), batch_bytes=size)
    assert read.column("id") == [str(n) for n in range(200)]
    assert read.column("line") == list(range(2, 202))
