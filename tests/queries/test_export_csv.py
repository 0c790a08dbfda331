"""The file: its form, its order, who may see what, and that importing it gives the same records."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import QueuePool

from data.access import OWNER, Viewer
from data.engine import Store, close_store, open_store
from data.load import load_batches
from data.sources.raw import RAW_FIELDS
from queries import export_slices
from queries.export_stream import Kind, log_chunks
from queries.filters import LogFilter
from tests.builders import Log, load, log, push, utc
from tests.queries.asking import window
from tests.queries.conftest import MakeStore
from tests.queries.exporting import cells, everything, exported, ids, reimported
from tests.raw_records import batch_of, record

HEADER = ",".join(RAW_FIELDS)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    """A second store, to import into."""
    url = f"duckdb:///{tmp_path / 'second.duckdb'}"
    yield open_store(url)
    close_store(url)


def test_the_form_of_a_file(stocked: MakeStore) -> None:
    store = stocked(
        log(
            "2026-10-01 08:30:00.5",
            "app.page.update",
            id=7,
            user="Ann@Example.com",
            app_id=3,
            app='Field "guide"',
            category="studio",
            session=11,
            data='{"a": 1}',
            typeDescription="Screen updated",
            requestId="r-1",
            userId=5,
            dataSourceEntryId=21,
            dataSourceId=22,
            organizationId=64,
            appNotificationId=23,
            updatedAt=utc("2026-10-01 08:30:01.000250"),
        ),
        log("2026-10-02", "user.login", id=8, category=None),
    )
    assert exported(store).decode() == (
        f"{HEADER}\n"
        '8,"2026-10-02T00:00:00.000Z","2026-10-02T00:00:00.000Z",,"user.login",,,,,,,,,,,,\n'
        '7,"2026-10-01T08:30:00.500Z","2026-10-01T08:30:01.000250Z","studio","app.page.update",'
        '"Screen updated","Field ""guide""","Ann@Example.com","{""a"": 1}","r-1",11,5,3,21,22,64,'
        "23\n"
    )


def test_a_file_without_logs_is_its_header(store: Store) -> None:
    assert exported(store).decode() == f"{HEADER}\n"
    assert exported(store, kind="spreadsheet").decode() == f"\ufeff{HEADER}\r\n"
    load(store, log("2026-10-01", user="ann@example.com"))
    assert exported(store, LogFilter(user="bob")).decode() == f"{HEADER}\n"


def test_newest_first_and_of_one_moment_the_highest_id(stocked: MakeStore) -> None:
    store = stocked(
        log("2026-10-02", id=2),
        log("2026-10-03", id=1),
        log("2026-10-02", id=30),
        log("2026-10-02", id=-4),
    )
    assert ids(exported(store)) == [1, 30, 2, -4]


def test_exactly_the_filtered_logs_of_the_viewers_apps(stocked: MakeStore) -> None:
    store = stocked(
        log("2026-10-01", id=1, user="ann@example.com", app_id=1),
        log("2026-10-02", id=2, user="ann@example.com", app_id=2),
        log("2026-10-02", id=3, user="bob@example.com", app_id=1),
        log("2026-10-03", id=4, user="ann@example.com", app_id=1),
        log("2026-10-02", id=5, user="ann@example.com"),
    )
    october_2 = window("2026-10-02", "2026-10-03", user="ann")
    assert ids(exported(store, october_2)) == [5, 2]
    assert ids(exported(store, LogFilter(user="ann"), Viewer("p", frozenset({1})))) == [4, 1]
    assert ids(exported(store, viewer=Viewer("nobody", frozenset()))) == []


NASTY = [
    'lone quote " inside, comma; semicolon\ttab | bar',
    "line\nbreak\r\nand\rreturn",
    "\n\n",
    '""',
    '"',
    ",",
    " ",
    "\t lone white space \u00a0",
    "nul \x00 byte",
    "emoji 👩‍👩‍👧 and é and ﷽ and \u202e",
    "\ufeffmark",
    "=1+1",
    "'apostrophe",
    '{"cut": "of',
    "null",
    "[]",
    "\\",
    "id,createdAt,type",
    "2026-03-10T12:00:00.000Z",
]


def nasty_logs() -> list[Log]:
    """Logs in which every text is one that files have trouble with, once in every column."""
    columns = ("typeDescription", "app_name", "user_email", "data", "requestId", "userId", "appId")
    return [
        record(f"type.{number}", utc("2026-10-01"), **{column: text})
        for number, text in enumerate(NASTY)
        for column in columns
    ]


def test_an_exact_file_gives_the_same_records(store: Store, empty: Store, tmp_path: Path) -> None:
    logs = [
        *nasty_logs(),
        log("2026-10-01", "email.delivered", data={"messageId": "m-1", "to": "A@b.com"}),
        log("2026-10-01", "app.update", data={"device": {"uuid": "d"}, "authToken": "hush"}),
        log("2026-10-01", data='{"password": "cut and secr'),
        log("2026-10-01", user="app@x.com", acting="Studio@x.com"),
        log("2026-10-01", extra='{"tenant":"north","n":[1,2]}', session=1),
        log("2026-10-01", extra='{"extra":"of its own"}', organizationId="n/a"),
        push("2026-10-01", success=3, failure=2),
        log("2026-10-01 00:00:00.000001"),
    ]
    without_id = [record("user.login", utc("2026-10-04"), user_email=f"{n}@x.com") for n in (1, 2)]
    load(store, *logs)
    load_batches(store, [batch_of(*without_id)], source="test")
    file = exported(store)
    assert sum(row["id"].startswith("-") for row in cells(file)) == len(without_id)
    assert everything(reimported(file, empty, tmp_path)) == everything(store)
    assert exported(empty) == file


def test_cells_of_a_megabyte(store: Store, empty: Store, tmp_path: Path) -> None:
    chance = random.Random(7)
    texts = ["".join(chance.choices('ab"\n,é{', k=2**20)) for _ in range(12)]
    load(store, *(log("2026-10-01", data=text) for text in texts))
    assert everything(reimported(exported(store), empty, tmp_path)) == everything(store)


texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12) | st.sampled_from(NASTY)
moments = st.integers(0, 4 * 10**15).map(lambda n: EPOCH + timedelta(microseconds=n))
log_types = texts.map(str.strip).filter(bool) | st.sampled_from(["job", "email.sent", "user.login"])
objects = st.dictionaries(texts, texts, min_size=1, max_size=2).map(json.dumps)

RECORDS = st.fixed_dictionaries(
    {"type": log_types, "createdAt": moments},
    optional={
        "id": st.integers(-(2**62), 10**17),
        "updatedAt": moments,
        "user.type": st.sampled_from(["app", "appAction", "studio", "elsewhere"]),
        "typeDescription": texts,
        "app.name": texts,
        "user.email": texts,
        "data": texts | objects,
        "requestId": texts,
        "sessionId": st.integers(-(10**17), 10**17) | texts,
        "appId": st.integers(0, 10**9),
        "extra": objects,
    },
)
"""Raw records as sources make them: no white space around types, no empty texts."""


@pytest.mark.parametrize("kind", ["exact", "ndjson"])
@settings(max_examples=8, deadline=None)
@given(found=st.lists(RECORDS, min_size=1, max_size=30))
def test_any_records_come_back(kind: Kind, found: list[Log]) -> None:
    first, second = (open_store(f"duckdb:///:memory:{name}") for name in ("first", "second"))
    try:
        load_batches(first, [batch_of(*found)], source="test")
        with TemporaryDirectory() as folder:
            reimported(exported(first, kind=kind), second, Path(folder), kind)
        assert everything(second) == everything(first)
    finally:
        close_store(first.url)
        close_store(second.url)


def test_logs_that_arrive_meanwhile_are_not_in_the_file(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_slices, "SLICE_SIZE", 1)
    load(store, *(log(f"2026-10-{day:02}", id=day, updatedAt=None) for day in range(1, 11)))
    chunks = log_chunks(LogFilter(), OWNER, store=store)
    header = next(chunks).text
    load(store, log("2026-10-05", id=99), log("2026-10-03", "newer.form", id=3))
    file = header + b"".join(chunk.text for chunk in chunks)
    assert ids(file) == [*range(10, 0, -1)]
    assert {row["type"] for row in cells(file)} == {"app.view"}
    assert ids(exported(store)) == [10, 9, 8, 7, 6, 99, 5, 4, 3, 2, 1]


def test_whoever_stops_reading_gives_the_connection_back(store: Store) -> None:
    load(store, log("2026-10-01"))
    chunks = log_chunks(LogFilter(), OWNER, store=store)
    next(chunks)
    pool = store.engine.pool
    assert isinstance(pool, QueuePool)
    assert pool.checkedout() == 1
    chunks.close()
    assert pool.checkedout() == 0


DANGEROUS = [
    "=1+1",
    "+44 20",
    "-5",
    "@sum(A1)",
    "\tx",
    "\rx",
    "\nx",
    "\x00x",
    "  =1",
    "\u00a0=1",
    "\u3000+1",
    "＝1",  # noqa: RUF001 - the full-width forms count too
    "＋1",  # noqa: RUF001 - as above
    "－1",  # noqa: RUF001 - as above
    "＠x",  # noqa: RUF001 - as above
]
HARMLESS = ["a=1", "'=1", '{"a": "=1"}', "1-1", "user@x.com", "  x", "(=1)"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_formulas_are_made_harmless_for_spreadsheets(text: str, store: Store) -> None:
    columns = ("typeDescription", "app_name", "user_email", "data", "requestId")
    load(store, record(at=utc("2026-10-01"), **dict.fromkeys(columns, text)))
    row = cells(exported(store, kind="spreadsheet"))[0]
    written = ("typeDescription", "app.name", "user.email", "data", "requestId")
    assert [row[name] for name in written] == [f"'{text}"] * 5
    assert [cells(exported(store))[0][name] for name in written] == [text] * 5


@pytest.mark.parametrize("text", HARMLESS)
def test_other_texts_stay_as_they_are_for_spreadsheets(text: str, store: Store) -> None:
    load(store, log("2026-10-01", data=text), log("2026-10-01", data="=1"))
    assert [r["data"] for r in cells(exported(store, kind="spreadsheet"))] == ["'=1", text]


def test_the_form_for_spreadsheets(store: Store) -> None:
    load(store, log("2026-10-01", id=-12, session=-3, data="a\nb"))
    file = exported(store, kind="spreadsheet").decode()
    assert file == (
        f"\ufeff{HEADER}\r\n"
        '-12,"2026-10-01T00:00:00.000Z","2026-10-01T00:00:00.000Z","app","app.view",,,,"a\nb",,'
        "-3,,,,,,\r\n"
    )


def test_a_file_for_spreadsheets_loses_nothing_either(
    store: Store, empty: Store, tmp_path: Path
) -> None:
    load(store, *nasty_logs(), log("2026-10-01", data="=1"), log("2026-10-01", id=-5))
    again = reimported(exported(store, kind="spreadsheet"), empty, tmp_path)
    for before, after in zip(everything(store)["logs"], everything(again)["logs"], strict=True):
        assert {k: _bare(v) for k, v in after.items()} == {k: _bare(v) for k, v in before.items()}


def _bare(value: object) -> object:
    return value.replace("'", "") if isinstance(value, str) else value
