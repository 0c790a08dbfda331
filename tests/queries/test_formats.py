"""Answers as text."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from queries.answer_frame import shaped
from queries.formats import as_csv, as_json, as_table, harmless
from queries.question import Column

ZONE = "Asia/Kolkata"
COLUMNS = (
    Column("day", "day", "A day."),
    Column("at", "time", "A time."),
    Column("who", "text", "A text."),
    Column("logs", "count", "A count."),
    Column("share", "number", "A number."),
    Column("id", "id", "An id."),
    Column("cut", "flag", "A flag."),
)
AT = datetime(2026, 10, 1, 12, 30, 15, 250_000, tzinfo=ZoneInfo("UTC"))
ROWS: list[tuple[object, ...]] = [
    (date(2026, 10, 1), AT, 'é "x"; 1,2\n日本', 1234567, 0.25, 9007199254740993, True),
    (None, None, None, None, None, None, None),
]


@pytest.fixture
def frame() -> pd.DataFrame:
    return shaped([column.name for column in COLUMNS], ROWS, COLUMNS, ZONE)


def test_json(frame: pd.DataFrame) -> None:
    text = as_json(frame, COLUMNS)
    assert json.loads(text) == [
        {
            "day": "2026-10-01",
            "at": "2026-10-01T18:00:15.250+05:30",
            "who": 'é "x"; 1,2\n日本',
            "logs": 1234567,
            "share": 0.25,
            "id": 9007199254740993,
            "cut": True,
        },
        dict.fromkeys([column.name for column in COLUMNS]),
    ]
    assert "日本" in text
    assert len(text.splitlines()) == 4
    assert as_json(frame.iloc[:0], COLUMNS) == "[]\n"


def test_microseconds_are_kept() -> None:
    column = COLUMNS[1]
    frame = shaped(["at"], [(AT.replace(microsecond=250_001),)], (column,), "UTC")
    assert '"2026-10-01T12:30:15.250001+00:00"' in as_json(frame, (column,))


def test_csv(frame: pd.DataFrame) -> None:
    rows = list(csv.reader(io.StringIO(as_csv(frame, COLUMNS), newline="")))
    assert rows == [
        ["day", "at", "who", "logs", "share", "id", "cut"],
        [
            "2026-10-01",
            "2026-10-01T18:00:15.250+05:30",
            'é "x"; 1,2\n日本',
            "1234567",
            "0.25",
            "9007199254740993",
            "true",
        ],
        [""] * 7,
    ]


def test_table(frame: pd.DataFrame) -> None:
    assert as_table(frame, COLUMNS).splitlines() == [
        "day         at                   who                   logs  share                id  cut",
        "----------  -------------------  ---------------  ---------  -----  ----------------  ---",
        '2026-10-01  2026-10-01 18:00:15  é "x"; 1,2 日本  1,234,567   0.25  9007199254740993  yes',
        "",
    ]


def test_text_cannot_steer_the_terminal_and_is_cut_visibly() -> None:
    column = COLUMNS[2]
    rows = [("\x1b[31mred\x07\u202e",), ("x" * 100,)]
    lines = as_table(shaped(["who"], rows, (column,), "UTC"), (column,)).splitlines()
    assert lines[2] == " [31mred"
    assert lines[3] == "x" * 79 + "…"


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", " =1", "\t=1", "\tx", "\rx"])
def test_a_cell_like_a_formula_gets_an_apostrophe(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "1", "a=1", "{}"])
def test_any_other_cell_stays_as_it_is(cell: str) -> None:
    assert harmless(cell) == cell


def test_csv_for_spreadsheets_holds_no_formula_and_leaves_numbers_alone() -> None:
    columns = (Column("who", "text", "A text."), Column("change", "number", "A number."))
    frame = pd.DataFrame({"who": ["=1+1", "ann"], "change": [-0.5, None]})
    assert as_csv(frame, columns, cell=harmless) == "who,change\n'=1+1,-0.5\nann,\n"
