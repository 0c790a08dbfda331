"""Rows that were cut off, and what stands around them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.sources import csv_export
from data.sources.csv_careful import Refused, judge
from data.sources.csv_layout import cells_of
from data.sources.raw import RAW_FIELDS
from tests.data.sources.build import (
    EXPORT,
    HEADER,
    UNHURRIED,
    WHEN,
    cells,
    contents,
    line,
    source,
    table,
)

DATA = json.dumps({"_os": "MacIntel", "n": 1}, separators=(",", ":"))
ROW = line(cells(data=DATA, requestId="r1"))
CUT = ROW[: ROW.index("MacIntel")]


def test_a_row_cut_inside_a_quoted_cell_does_not_swallow_the_next() -> None:
    swallowed = line(cells(id="2", data=DATA))
    read = contents("\n".join([HEADER, CUT, swallowed, line(cells(id="3")), ""]))
    assert [(row["line"], row["id"]) for row in read.rows] == [(3, "2"), (4, "3")]
    assert read.column("data") == [DATA, None]
    assert read.reasons == [(2, "cut off: 9 of 17 cells")]
    assert read.rejects[0].text == CUT


def test_rows_without_quotes_are_not_swallowed_either() -> None:
    plain = [line(cells(id=str(n))) for n in range(2, 6)]
    read = contents("\n".join([HEADER, CUT, *plain, ""]))
    assert read.column("id") == ["2", "3", "4", "5"]
    assert read.reasons == [(2, "cut off: 9 of 17 cells")]


def test_a_joined_row_with_the_right_number_of_cells_is_still_two() -> None:
    """The cut row's 8 cells, the joined one, and the 8 after the second row's `data` make 17."""
    no_commas = '{"a":1}'
    second = line(cells(id="2", data=no_commas, requestId="r2"))
    joined = f"{CUT}\n{second}"
    assert len(cells_of(joined, ",")) == len(RAW_FIELDS)
    read = contents(f"{HEADER}\n{joined}\n")
    assert [(row["id"], row["requestId"], row["data"]) for row in read.rows] == [
        ("2", "r2", no_commas)
    ]
    assert [reject.text for reject in read.rejects] == [CUT]


def test_a_truncated_file_with_another_appended() -> None:
    first = table(cells(id="1"), cells(id="2", data=DATA))
    second = table(cells(id="3", data=DATA), cells(id="4"))
    read = contents(first[: first.rindex("MacIntel")] + "\n" + second)
    assert read.column("id") == ["1", "3", "4"]
    assert read.reasons == [(3, "cut off: 9 of 17 cells")]


def test_two_rows_cut_in_a_row() -> None:
    first, second = CUT, CUT.replace("1,", "2,", 1)
    read = contents("\n".join([HEADER, first, second, line(cells(id="3", data=DATA)), ""]))
    assert read.column("id") == ["3"]
    assert [(reject.line, reject.text) for reject in read.rejects] == [(2, first), (3, second)]


def test_a_row_cut_right_after_an_opening_quote_ends_no_joined_row() -> None:
    """Its lone quote would close the first row's cell and make a short, well-formed row of both."""
    opened = line(cells(id="2", data=DATA)).partition('"')[0] + '"'
    read = contents("\n".join([HEADER, CUT, opened, line(cells(id="3", data=DATA)), ""]))
    assert read.column("id") == ["3"]
    assert [reject.text for reject in read.rejects] == [CUT, opened]


def test_a_row_cut_inside_its_last_cell_ends_no_joined_row() -> None:
    """Closed by the lone quote of a third row, it has all 17 cells."""
    first = line(cells(id="1"), quote_all=True)[:-1]
    rows = [first, line(cells(id="2")), line(cells(id="3", data=DATA)).partition('"')[0] + '"']
    read = contents("\n".join([HEADER, *rows, line(cells(id="4", data=DATA)), ""]))
    assert read.column("id") == ["2", "4"]
    assert [reject.text for reject in read.rejects] == [rows[0], rows[2]]


@pytest.mark.parametrize("count", range(2, 17))
def test_a_short_row_counts_only_when_ids_alone_are_missing(count: int) -> None:
    short = line(cells(data=DATA, requestId="r1")[:count])
    read = contents(f"{HEADER}\n{short}\n{line(cells(id='2'))}\n")
    if count >= 9:
        assert read.column("id") == ["1", "2"]
        assert read.rows[0]["data"] == DATA
    else:
        assert read.column("id") == ["2"]
        assert read.reasons == [(2, f"cut off: {count} of 17 cells")]


def test_a_short_last_row_without_line_end_is_cut_off() -> None:
    read = contents(f"{HEADER}\n{line(cells(data=DATA)[:12])}")
    assert read.reasons == [(2, "cut off: 12 of 17 cells")]


def test_a_file_that_ends_in_a_quoted_cell() -> None:
    read = contents(f"{HEADER}\n{ROW}\n{CUT}")
    assert read.column("line") == [2]
    assert read.reasons == [(3, "cut off: 9 of 17 cells")]


def test_a_row_cut_between_the_halves_of_a_doubled_quote() -> None:
    """It looks closed, and only identifiers are missing; but its JSON has no end."""
    halved = ROW[: ROW.index('""_os') + 1]
    assert judge(cells_of(halved, ","), EXPORT, ended=True) == Refused("cut off: 9 of 17 cells")


def test_a_file_cut_inside_the_last_column() -> None:
    header = ["createdAt", "type", "data"]
    read = contents(table([WHEN, "login", DATA], header=header).rstrip("\n")[:-5])
    assert read.reasons == [(2, "cut off inside cell 3 of 3")]


def test_surplus_cells_are_refused_unless_empty() -> None:
    rows = [line([*cells(id="1"), "", " "]), line([*cells(id="2"), "x"]), line(cells(id="3"))]
    read = contents("\n".join([HEADER, *rows, ""]))
    assert read.column("id") == ["1", "3"]
    assert read.reasons == [(3, "18 cells instead of 17")]
    assert read.rejects[0].text == rows[1]


def test_quotes_that_are_not_doubled_are_refused_not_guessed() -> None:
    escaped = line(cells(id="1")[:8]) + r',"{\"a\":1}",,,,,,,,'
    read = contents("\n".join([HEADER, escaped, line(cells(id="2")), ""]))
    assert read.column("id") == ["2"]
    assert read.reasons == [(2, "a quote out of place in cell 9")]


def test_line_breaks_in_cells_stay_and_lines_are_counted_with_them() -> None:
    text = "first\nsecond\r\nthird"
    rows = table(cells(id="1", data=text), cells(id="2"), cells(id="3", app__name="a\n\n\nb"))
    read = contents(rows + line(cells(id="4")))
    assert [(row["line"], row["id"]) for row in read.rows] == [
        (2, "1"),
        (5, "2"),
        (6, "3"),
        (10, "4"),
    ]
    assert read.rows[0]["data"] == text


def test_a_cell_that_quotes_a_row_of_an_export_stays_whole() -> None:
    text = f"look:\n{line(cells(id='9', data=DATA))}\nodd!\n{line(cells(id='10'))}\n"
    read = contents(table(cells(id="1", data=text), cells(id="2")))
    assert read.column("id") == ["1", "2"]
    assert read.rows[0]["data"] == text


def test_what_is_longer_than_any_record_is_not_waited_for() -> None:
    """An open quote in a file without another one; the limit is lowered from 160 MB."""
    rows = [f'1,{WHEN},"' + "x,\n" * 2_000, *(line(cells(id=str(n))) for n in range(2, 1_000))]
    with mock.patch.object(csv_export, "MAX_RECORD_BYTES", 1_000):
        read = contents("\n".join([HEADER, *rows, ""]), batch_bytes=500)
    assert read.column("id") == [str(n) for n in range(2, 1_000)]
    assert read.reasons[0] == (2, "cut off: 3 of 17 cells")
    assert "\n".join(reject.text for reject in read.rejects).count("x,") == 2_000


def test_many_damaged_rows_are_read_in_reasonable_time() -> None:
    pair = f"{CUT}\n{ROW}\n"
    read = contents(f"{HEADER}\n" + pair * 5_000)
    assert (len(read.rows), len(read.rejects)) == (5_000, 5_000)
    assert read.rows[-1]["line"] == 10_001


_NAMES = st.text(st.sampled_from('ab ,;"\né'), max_size=8).map(lambda text: f"N{text}n")
_DATA = st.dictionaries(st.sampled_from("abc"), st.sampled_from(["", 'x"', ",", "a\nb", "1,2"]))


@dataclass(frozen=True)
class Written:
    """A row as it is written, and what has to become of it."""

    text: str
    id: str
    whole: bool


@st.composite
def _rows(draw: st.DrawFn) -> list[Written]:
    rows = []
    for number in range(draw(st.integers(1, 12))):
        data = draw(st.one_of(st.just(""), _DATA.map(json.dumps)))
        record = cells(id=str(number), app__name=draw(_NAMES), data=data, organizationId="7")
        text = line(record, quote_all=draw(st.booleans()))
        if draw(st.integers(0, 3)) == 0:
            cut = text[: draw(st.integers(4, len(text) - 1))].rstrip("\n")
            rows.append(Written(cut, str(number), False))
        else:
            rows.append(Written(text, str(number), True))
    return rows


@UNHURRIED
@given(rows=_rows(), size=st.sampled_from([100, 1 << 20]), end=st.sampled_from(["\n", "\r\n"]))
def test_whole_rows_are_read_whatever_was_cut_around_them(
    rows: list[Written], size: int, end: str
) -> None:
    read = contents(source(end.join([HEADER, *(row.text for row in rows), ""])), batch_bytes=size)
    taken: dict[int, Written] = {}
    place = 2
    for row in rows:
        taken[place] = row
        place += len(re.findall(r"\r\n|\r|\n", row.text + end))
    for record in read.rows:
        row = taken.pop(record["line"])
        assert record["id"] == row.id
        assert row.whole or len(cells_of(row.text, ",")) >= 9
    for reject in read.rejects:
        text, line_number = "", reject.line
        while text != reject.text:  # what can be told from no start of a row stays with the cut one
            row = taken.pop(line_number)
            assert not row.whole
            text = f"{text}{end}{row.text}" if text else row.text
            line_number += len(re.findall(r"\r\n|\r|\n", row.text + end))
    assert not taken
