"""Pages of records: every order is total, every page follows the one before."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from data.access import OWNER, Viewer
from data.columns import LOG_COLUMNS
from data.engine import Store
from data.errors import InvalidFilter
from data.load import load_batches
from queries.filters import LogFilter
from queries.records import SORTS, cursor_of
from queries.run import current_batch, run
from tests.builders import Log, load, log
from tests.queries.asking import ALL, ask, window
from tests.queries.conftest import MakeStore
from tests.raw_records import batch_of


def varied() -> list[Log]:
    """Logs whose columns repeat, miss, and differ in case only."""
    apps = ("Shop", "shop", None, "App 10", "App 9", "Ärzte")
    types = ("app.view", "user.login", "App.View")
    return [
        log(
            f"2026-10-0{1 + n % 4} 10:00",
            types[n % 3],
            user=None if n % 5 == 0 else f"user{n % 3}@x.com",
            acting="ann@x.com" if n % 7 == 0 else None,
            app=apps[n % 6],
            category=(None, "app", "studio")[n % 3],
            session=None if n % 4 == 0 else 100 - n % 5,
            data=None if n % 6 == 5 else {"n": n % 8, "text": "é\n" * (n % 3)},
        )
        for n in range(24)
    ]


def sorted_ids(frame: pd.DataFrame, sort: str, descending: bool) -> list[int]:
    """Ids in the order the page promises, worked out without SQL."""

    def key(row: tuple[Any, int]) -> tuple[Any, int]:
        value, id = row
        return (value.lower() if isinstance(value, str) and sort != "data" else value), id

    rows = list(zip(frame[sort], frame["id"], strict=True))
    known = [row for row in rows if not pd.isna(row[0])]
    known.sort(key=key, reverse=descending)
    empty = [id for value, id in rows if pd.isna(value)]
    return [id for _, id in known] + sorted(empty, reverse=descending)


@pytest.fixture(scope="module")
def embedded_store(embedded: MakeStore) -> Store:
    return embedded(*varied())


@pytest.fixture(params=["duckdb", "clickhouse"], scope="module")
def store(request: pytest.FixtureRequest, embedded_store: Store) -> Store:
    if request.param == "duckdb":
        return embedded_store
    copied: Store = request.getfixturevalue("clickhouse").copy_of(embedded_store)
    return copied


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("sort", SORTS)
def test_pages_follow_each_other(store: Store, sort: str, descending: bool) -> None:
    order: dict[str, Any] = {"sort": sort, "descending": descending}
    whole = run("record_page", ALL, OWNER, store=store, limit=1000, **order)
    ids = list(whole["id"])
    assert ids == sorted_ids(whole, sort, descending)
    assert sorted(ids) == list(range(1, 25))

    after, paged, skipped = None, [], []
    for page in range(5):
        frame = run("record_page", ALL, OWNER, store=store, limit=5, after=after, **order)
        paged += list(frame["id"])
        after = cursor_of(frame.to_dict("records")[-1], sort)
        frame = run("record_page", ALL, OWNER, store=store, limit=5, offset=5 * page, **order)
        skipped += list(frame["id"])
    assert paged == ids
    assert skipped == ids
    assert ask(store, "record_page", after=after, **order) == []


def test_a_page_shows_the_user_as_people_read_it(stocked: MakeStore) -> None:
    store = stocked(
        log("2026-10-01 10:00", user="bob@x.com", acting="ann@x.com", app_id=7, app="Shop"),
        log("2026-10-01 10:01", acting="ann@x.com", session=12),
        log("2026-10-01 10:02", user="bob@x.com", category=None, data={"a": "x"}),
        log("2026-10-01 10:03", "user.login"),
    )
    rows = ask(store, "record_page", descending=False)
    assert [row[6:9] for row in rows] == [
        ("ann@x.com as bob@x.com", "bob@x.com", "ann@x.com"),
        ("ann@x.com as ?", None, "ann@x.com"),
        ("bob@x.com", "bob@x.com", None),
        (None, None, None),
    ]
    assert rows[2] == (
        3,
        "2026-10-01 10:02:00",
        None,
        "app.view",
        None,
        None,
        "bob@x.com",
        "bob@x.com",
        None,
        None,
        '{"a": "x"}',
        False,
    )
    assert rows[0][4:6] == (7, "Shop")
    assert rows[1][9] == 12


def test_clamped_data_says_so(stocked: MakeStore) -> None:
    store = stocked(
        log("2026-10-01 10:00", data="äöü€😀x"),
        log("2026-10-01 10:01", data="äöü€😀"),
        log("2026-10-01 10:02"),
    )
    rows = ask(store, "record_page", descending=False, clamp=5)
    assert [row[-2:] for row in rows] == [("äöü€😀", True), ("äöü€😀", False), (None, False)]
    assert ask(store, "record_page", clamp=0, limit=1)[0][-2:] == (None, False)


def test_only_what_the_filter_matches(stocked: MakeStore) -> None:
    store = stocked(
        log("2026-10-01 10:00", app_id=1, data={"a": "x"}),  # to be included
        log("2026-10-01 10:00", app_id=2, data={"a": "x"}),
        log("2026-10-01 10:00", app_id=1, data={"a": "y"}),
        log("2026-10-02 10:00", app_id=1, data={"a": "x"}),
    )
    asked = window("2026-10-01", "2026-10-02", apps=("1",), text='"X"')
    assert [row[0] for row in ask(store, "record_page", asked)] == [1]
    assert ask(store, "record_count", asked) == [(1,)]


def test_pages_do_not_move_while_logs_arrive(store_of_its_own: Store) -> None:
    load(store_of_its_own, *(log(f"2026-10-0{n} 10:00") for n in range(1, 6)))
    seen = current_batch(store_of_its_own)
    later = [log("2026-10-09 10:00", id=99), log("2026-10-03 10:00", id=98)]
    load_batches(store_of_its_own, [batch_of(*later)], source="later")
    pages = [
        run("record_page", ALL, OWNER, store=store_of_its_own, as_of=seen, limit=2, offset=skip)
        for skip in (0, 2, 4)
    ]
    assert [id for page in pages for id in page["id"]] == [5, 4, 3, 2, 1]
    count = run("record_count", ALL, OWNER, store=store_of_its_own, as_of=seen)
    assert list(count["records"]) == [5]
    assert current_batch(store_of_its_own) == seen + 1
    assert ask(store_of_its_own, "record_count") == [(7,)]


@pytest.fixture
def store_of_its_own(embedded: MakeStore) -> Store:
    return embedded()


@pytest.mark.parametrize(
    "options",
    [
        {"sort": "batch_id"},
        {"limit": -1},
        {"offset": -1},
        {"clamp": -1},
        {"after": "2026-10-01"},
        {"after": ("2026-10-01T00:00:00", 1)},  # no zone
        {"after": ("long ago", 1)},
        {"after": ("2026-10-01T00:00:00Z", "x")},
        {"sort": "data", "clamp": 10, "after": ("{}", 1)},
    ],
)
def test_options_that_make_no_sense(embedded_store: Store, options: dict[str, Any]) -> None:
    with pytest.raises(InvalidFilter):
        ask(embedded_store, "record_page", **options)


def test_one_whole_record(stocked: MakeStore) -> None:
    store = stocked(
        log(
            "2026-10-01 10:00",
            "app.update",
            user="Bob@X.com",
            app_id=7,
            session=5,
            data={"ip": "10.0.0.1", "device": {"uuid": "u-1"}, "statusCode": 200},
        ),
        log("2026-10-01 11:00", app_id=8),
    )
    (row,) = ask(store, "record", id=1)
    found = dict(zip((column.name for column in LOG_COLUMNS), row, strict=True))
    assert {name: value for name, value in found.items() if value is not None} == {
        "id": 1,
        "created_at": "2026-10-01 10:00:00",
        "updated_at": "2026-10-01 10:00:00",
        "category": "app",
        "log_type": "app.update",
        "app_id": 7,
        "user_email": "bob@x.com",
        "given_user_email": "Bob@X.com",
        "session_id": 5,
        "data": '{"ip": "10.0.0.1", "device": {"uuid": "u-1"}, "statusCode": 200}',
        "ip": "10.0.0.1",
        "device": "u-1",
        "status_code": 200,
        "data_keys": '["device.uuid", "ip", "statusCode"]',
        "batch_id": 1,
    }
    assert ask(store, "record") == []
    assert ask(store, "record", id=3) == []
    assert ask(store, "record", LogFilter(apps=("8",)), id=1) == []
    assert ask(store, "record", viewer=Viewer("ann", frozenset({8})), id=1) == []
