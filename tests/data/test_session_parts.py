"""Session parts: what the logs say, whatever comes, when and in which order."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.check import check_store
from data.engine import Store, close_store, open_store
from data.load import load_batches, load_demo, remove_demo
from data.session_parts import MERGED
from tests.raw_records import NOON, batch_of, record

Row = dict[str, Any]
PAGE, VIEW = "app.analytics.pageView", "app.view"


def seen(
    seconds: float, kind: str = PAGE, session: str | None = "s", page: Any = 1, **fields: Any
) -> Row:
    data = {"_analyticsSessionId": session, "_pageId": page}
    told = {key: value for key, value in data.items() if value is not None}
    return record(kind, NOON + timedelta(seconds=seconds), data=told, **fields)


def load(store: Store, *rows: Row) -> Store:
    load_batches(store, [batch_of(*rows)], source="t")
    assert unsound(store) == []
    return store


def unsound(store: Store) -> list[str]:
    return [check.name for check in check_store(store) if not check.passed]


def kept(store: Store, columns: str = "*", table: str = "session_parts") -> list[tuple[Any, ...]]:
    with store.duckdb() as connection:
        return connection.execute(f"SELECT {columns} FROM {table} ORDER BY ALL").fetchall()


def test_a_part_counts_its_logs(store: Store) -> None:
    load(
        store,
        seen(0, VIEW, page=None),
        seen(5, page=2),
        seen(5, page=3),
        seen(9, "app.analytics.event", page=4),
        seen(9, user_email="Ann@x.com "),
        seen(9, session=None),
    )
    columns = "user_email, logs, page_views, app_views, entry, exit, exit_at - created_at"
    assert kept(store, columns) == [
        ("ann@x.com", 1, 1, 0, "1", "1", timedelta(0)),
        (None, 4, 2, 1, "2", "3", timedelta(seconds=5)),
    ]


def test_batches_that_split_a_session_are_merged(store: Store) -> None:
    for second in range(6):
        load(store, seen(second, page=second))
    assert kept(store, "logs, entry, exit") == [(6, "0", "5")]


def test_a_superseded_log_is_taken_back(store: Store) -> None:
    load(store, seen(0, page=1) | {"id": 1}, seen(60, page=2) | {"id": 2})
    moved = seen(60, session="other", page=2) | {"id": 2, "updatedAt": NOON + timedelta(days=1)}
    load(store, moved)
    assert kept(store, "analytics_session, logs, entry, exit") == [
        ("other", 1, "2", "2"),
        ("s", 1, "1", "1"),
    ]


ROWS = st.builds(
    seen,
    st.integers(0, 9).map(lambda n: n * 43_200),
    st.sampled_from([PAGE, VIEW, "app.analytics.event"]),
    st.sampled_from([None, "s", "t"]),
    st.sampled_from([None, 1, 2, 10]),
    user_email=st.sampled_from([None, "ann@x.com", "BOB@x.com"]),
    appId=st.sampled_from([None, 1]),
)


@settings(deadline=None, max_examples=20, suppress_health_check=list(HealthCheck))
@given(
    rows=st.lists(ROWS, min_size=3, max_size=20),
    cuts=st.integers(1, 8),
    dice=st.randoms(use_true_random=False),
)
def test_batches_in_any_order_give_what_one_gives(
    store: Store, rows: list[Row], cuts: int, dice: random.Random
) -> None:
    numbered = [row | {"id": number} for number, row in enumerate(rows, 1)]
    newer = {"updatedAt": NOON + timedelta(days=9)}
    given_twice = [*numbered, *({**dice.choice(rows), "id": n, **newer} for n in (1, 3))]
    results = []
    for size in (len(given_twice), cuts):
        with store.duckdb() as connection:
            for table in (
                "logs",
                "session_parts",
                "hourly_logs",
                "hourly_users",
                "log_spans",
                "imports",
            ):
                connection.execute(f"DELETE FROM {table}")
        batches = [given_twice[n : n + size] for n in range(0, len(given_twice), size)]
        load_batches(store, [batch_of(*batch) for batch in batches], source="t")
        assert unsound(store) == []
        results.append(kept(store, table=f"({MERGED})"))
        dice.shuffle(given_twice)
    assert results[0] == results[1]


@pytest.mark.parametrize("version", [1, 2])
def test_an_older_store_gets_its_parts(store: Store, version: int) -> None:
    load(store, seen(0), seen(60, page=2), record("email.communicate", NOON, data={"to": "a@x.y"}))
    before = kept(store), kept(store, table="deliveries")
    with store.duckdb() as connection:
        connection.execute("DROP TABLE session_parts")
        if version == 1:
            connection.execute("DROP TABLE deliveries")
        connection.execute("UPDATE store_facts SET value = ?", [str(version)])
    close_store(store.url)
    reopened = open_store(store.url, read_only=True)
    assert (kept(reopened), kept(reopened, table="deliveries")) == before
    assert len(before[0]) == 1
    assert unsound(reopened) == []


def test_a_check_tells_of_a_part_that_is_off(store: Store) -> None:
    load(store, seen(0))
    with store.duckdb() as connection:
        connection.execute("UPDATE session_parts SET page_views = 2")
    assert unsound(store) == ["session parts are those of the logs"]


def test_the_demo_takes_its_parts_with_it(store: Store) -> None:
    load_demo(store, end=NOON)
    assert kept(store, "count(DISTINCT analytics_session) > 1000") == [(True,)]
    assert unsound(store) == []
    remove_demo(store)
    assert kept(store) == []
