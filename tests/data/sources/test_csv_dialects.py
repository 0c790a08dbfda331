"""CSV as Fliplet writes it and as spreadsheets save it again."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import SourceUnreadable
from data.sources.raw import RAW_FIELDS
from tests.data.sources.build import (
    HEADER,
    UNHURRIED,
    WHEN,
    WHEN_READ,
    cells,
    contents,
    line,
    source,
    table,
)

DATA = '{"a":"x, \\"y\\"; z"}'


def test_the_export_as_fliplet_writes_it() -> None:
    row = cells(
        id="7",
        updatedAt="2022-02-14T10:26:10.000Z",
        user__type="app",
        typeDescription="Page view",
        app__name="Charts",
        user__email="User@fliplet.com",
        data=DATA,
        organizationId="1234",
    )
    (record,) = contents(table(row)).rows
    assert record == {
        "line": 2,
        "id": "7",
        "createdAt": WHEN_READ,
        "updatedAt": WHEN_READ.replace(second=10, microsecond=0),
        "user.type": "app",
        "type": "user.login",
        "typeDescription": "Page view",
        "app.name": "Charts",
        "user.email": "User@fliplet.com",
        "data": DATA,
        "organizationId": "1234",
    }


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("announced", [False, True])
def test_separators(separator: str, announced: bool) -> None:
    rows = [line(row, separator) for row in (RAW_FIELDS, cells(data=DATA), cells(id="2"))]
    first = [f"sep={separator}"] if announced else []
    read = contents("\r\n".join([*first, *rows, ""]))
    assert read.column("id") == ["1", "2"]
    assert read.column("data") == [DATA, None]
    assert read.column("line") == [2 + announced, 3 + announced]


def test_the_separator_with_most_known_columns_wins() -> None:
    header = "createdAt,type;data;app,name"
    with pytest.raises(SourceUnreadable, match="names no column for the time"):
        contents(header + "\n")
    read = contents(f"type;createdAt;note, with type\nlogin;{WHEN};x\n")
    assert read.rows[0]["extra"] == '{"note, with type":"x"}'


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("cp1252", b""),
    ],
)
@pytest.mark.parametrize("size", [64, 1 << 20])
def test_encodings(encoding: str, mark: bytes, size: int) -> None:
    text = table(cells(app__name="Café für €5", data=DATA), cells(id="2", app__name="plain"))
    read = contents(source(mark + text.encode(encoding)), batch_bytes=size)
    assert read.column("app.name") == ["Café für €5", "plain"]
    assert read.column("data") == [DATA, None]
    assert not read.rejects


def test_windows_1252_appended_to_utf_8() -> None:
    utf8, windows = line(cells(app__name="Zürich →")), line(cells(id="2", app__name="Zürich"))
    raw = f"{HEADER}\n{utf8}\n".encode() + f"{windows}\n".encode("cp1252") + b"\x81,short\n"
    read = contents(source(raw))
    assert read.column("app.name") == ["Zürich →", "Zürich"]
    assert [reject.text for reject in read.rejects] == ["\x81,short"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize("size", [100, 1 << 20])
def test_line_ends(end: str, last: bool, size: int) -> None:
    text = table(cells(app__name="a\nb"), cells(id="2"), end=end)
    read = contents(text if last else text.removesuffix(end), batch_bytes=size)
    assert [(row["line"], row["id"]) for row in read.rows] == [(2, "1"), (4, "2")]
    assert read.rows[0]["app.name"] == "a\nb"


def test_columns_in_any_order_missing_and_more() -> None:
    header = ["Data", "Log type", "note", "User", "Date", "", "Category", "Session ID"]
    rows = [
        [DATA, "user.login", 'say "hi"', "a@b.c", WHEN, "", "App Actions", "12"],
        ["", "user.logout", "", "", WHEN, "", "fliplet studio/viewer", ""],
        ["", "user.logout", "", "", WHEN, "odd", "new kind", ""],
    ]
    first, second, third = contents(table(*rows, header=header)).rows
    assert first == {
        "line": 2,
        "createdAt": WHEN_READ,
        "user.type": "appAction",
        "type": "user.login",
        "user.email": "a@b.c",
        "data": DATA,
        "sessionId": "12",
        "extra": '{"note":"say \\"hi\\""}',
    }
    assert (second["user.type"], second.get("extra")) == ("studio", None)
    assert (third["user.type"], third["extra"]) == ("new kind", '{"column 6":"odd"}')


def test_two_columns_of_one_field() -> None:
    header = ["createdAt", "type", "Device ID", "sessionId", "dataString", "data", "note", "note"]
    rows = [
        [WHEN, "a", "1", "2", "{}", "[]", "x", "y"],
        [WHEN, "a", "1", "", "{}", "", "", ""],
        [WHEN, "a", "3", "3", "", "", "", ""],
    ]
    first, second, third = contents(table(*rows, header=header)).rows
    assert (first["sessionId"], first["data"]) == ("2", "[]")
    assert json.loads(first["extra"]) == {"Device ID": "1", "note": "x", "note (column 8)": "y"}
    assert (second["sessionId"], second["data"], second.get("extra")) == ("1", "{}", None)
    assert (third["sessionId"], third.get("extra")) == ("3", None)


def test_blank_lines_and_rows_of_separators_are_no_records() -> None:
    rows = [line(cells()), "", "  ", "," * 16, ",,,", line(cells(id="2"))]
    read = contents("\n\n" + "\n".join([HEADER, *rows, "", ""]))
    assert [(row["line"], row["id"]) for row in read.rows] == [(4, "1"), (9, "2")]
    assert not read.rejects


def test_a_repeated_header_is_no_record() -> None:
    part = table(cells(), cells(id="2"))
    read = contents("\ufeff" + part + part + "\ufeff" + part)
    assert read.column("line") == [2, 3, 5, 6, 8, 9]
    assert not read.rejects


def test_another_header_changes_the_columns_from_there_on() -> None:
    other = table([WHEN, "9", "user.logout"], header=["Date", "id", "Log type"])
    read = contents(table(cells()) + other)
    assert [(row["id"], row["type"]) for row in read.rows] == [
        ("1", "user.login"),
        ("9", "user.logout"),
    ]


def test_a_row_without_time_or_type_is_refused() -> None:
    rows = [cells(createdAt=""), cells(createdAt="soon"), cells(type=" "), cells(id="2")]
    read = contents(table(*rows))
    assert read.column("id") == ["2"]
    assert read.reasons == [
        (2, "no createdAt"),
        (3, 'createdAt "soon" is not a time'),
        (4, "no log type"),
    ]
    assert [reject.text for reject in read.rejects] == [line(row) for row in rows[:3]]


def test_an_unreadable_updated_at_is_kept_aside() -> None:
    rows = [[WHEN, "a", "soon", ""], [WHEN, "a", "later", "x"], [WHEN, "a", WHEN, ""]]
    read = contents(table(*rows, header=["createdAt", "type", "updatedAt", "note"]))
    assert read.column("updatedAt") == [None, None, WHEN_READ]
    assert read.column("extra") == [
        '{"updatedAt":"soon"}',
        '{"note":"x","updatedAt":"later"}',
        None,
    ]


@pytest.mark.parametrize("size", [1 << 16, 32 << 20])
def test_cells_of_megabytes(size: int) -> None:
    big = json.dumps({"text": 'say "hi", ' * 150_000})
    read = contents(table(cells(data=big), cells(id="2")), batch_bytes=size)
    assert read.column("data") == [big, None]


def test_cells_without_quotes_may_hold_quotes() -> None:
    raw = '{"a":1,"b":"5\\" disk"}'
    rows = ["\t".join(row) for row in (RAW_FIELDS, cells(data=raw), cells(id="2", app__name='5"'))]
    read = contents("\n".join(rows))
    assert read.column("data") == [raw, None]
    assert read.column("app.name") == [None, '5"']


def test_a_header_alone_has_no_records() -> None:
    assert contents(HEADER) == contents(f"{HEADER}\r\n\r\n")
    assert contents(HEADER).batches == 0


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"\n \r\n", "holds only blank lines"),
        (b"name,age\nx,1\n", "only «name», «age»"),
        (line(cells()).encode(), "its first line is a record already"),
        (b"\x89PNG\r\n\x1a\n\0\0", "it is no text"),
        (b"createdAt,user\n", "the log type"),
    ],
)
def test_what_is_no_export(content: bytes, reason: str) -> None:
    with pytest.raises(SourceUnreadable) as raised:
        contents(source(content, "some.csv"))
    assert reason in raised.value.reason
    assert str(raised.value).startswith("some.csv: ")


@dataclass(frozen=True)
class Dialect:
    """How a CSV file is written."""

    separator: str
    end: str
    quote_all: bool
    encoding: str
    header: tuple[str, ...]


_DIALECTS = st.builds(
    Dialect,
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.permutations([*RAW_FIELDS, "note"]).map(tuple),
)
_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)
_NASTY = st.text(st.sampled_from(",;\t|\"\n\r'\\ {}x0\ufeffé😀"), max_size=12)
_VALUES = st.one_of(_TEXTS, _NASTY).map(lambda text: f"v{text}" if text else "")
_RECORDS = st.lists(
    st.fixed_dictionaries({"app.name": _VALUES, "data": _VALUES, "note": _VALUES}), max_size=8
)


@UNHURRIED
@given(records=_RECORDS, dialect=_DIALECTS, size=st.sampled_from([50, 1000, 1 << 20]))
def test_every_dialect_gives_back_what_was_written(
    records: list[dict[str, str]], dialect: Dialect, size: int
) -> None:
    rows = [
        [({"createdAt": WHEN, "type": "t"} | record).get(name, "") for name in dialect.header]
        for record in records
    ]
    text = "".join(
        line(row, dialect.separator, quote_all=dialect.quote_all) + dialect.end
        for row in (dialect.header, *rows)
    )
    read = contents(source(text.encode(dialect.encoding)), batch_bytes=size)
    assert not read.rejects
    assert [
        {
            "app.name": row.get("app.name", ""),
            "data": row.get("data", ""),
            "note": json.loads(row.get("extra", "{}")).get("note", ""),
        }
        for row in read.rows
    ] == records
