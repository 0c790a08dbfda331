"""Attempts to log in: pairs of logs, whatever comes, when and in which order."""

from __future__ import annotations

import itertools
import random
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.check import check_store
from data.engine import Store, close_store, open_store
from data.load import load_batches, load_demo, remove_demo
from tests.raw_records import NOON, batch_of, record

Row = dict[str, Any]
NEWER = {"updatedAt": NOON + timedelta(days=9)}
COUNTS = "succeeded, failed, first, sso"


def login(id: int, seconds: float, outcome: str = "", user: str | None = "a@x", **more: Any) -> Row:
    """A login log, so many seconds after noon."""
    at = NOON + timedelta(seconds=seconds)
    return record(f"user.login{outcome}", at, id=id, user_email=user, **more)


def load(store: Store, *rows: Row) -> Store:
    load_batches(store, [batch_of(*rows)], source="t")
    assert unsound(store) == []
    return store


def unsound(store: Store) -> list[str]:
    return [check.name for check in check_store(store) if not check.passed]


def kept(store: Store, columns: str) -> list[tuple[Any, ...]]:
    """Rows in order; times as seconds after noon."""
    columns = columns.replace("from", "epoch(created_at - TIMESTAMP '2026-03-10 12:00') AS since")
    with store.duckdb() as connection:
        found = connection.execute(f"SELECT {columns} FROM attempts ORDER BY created_at, id")
        return found.fetchall()


def test_the_log_of_an_attempt_and_that_of_its_end_are_one(store: Store) -> None:
    load(
        store,
        login(1, 0),
        login(2, 2, ".failed"),
        login(3, 4),
        login(4, 6.001, ".sso"),
        login(5, 6.5, ".first"),
        login(6, 5, user="b@x"),
        login(7, 100, ".magic"),
        login(8, 101, ".magic"),
        login(9, 200),
        login(10, 200, ".magic"),
        record("user.loginAs", NOON, id=11, user_email="a@x"),
        record("app.view", NOON, id=12, user_email="a@x"),
    )
    assert kept(store, f"from, id, companion_id, log_type, {COUNTS}") == [
        (2, 2, 1, "user.login.failed", 0, 1, 0, 0),
        (4, 3, None, "user.login", 1, 0, 0, 0),
        (5, 6, None, "user.login", 1, 0, 0, 0),
        (6.5, 5, None, "user.login.first", 0, 0, 1, 0),
        (100, 7, None, "user.login.magic", 1, 0, 0, 0),
        (101, 8, None, "user.login.magic", 1, 0, 0, 0),
        (200, 9, None, "user.login", 1, 0, 0, 0),
    ]


def test_a_burst_without_a_pause_is_as_many_attempts(store: Store) -> None:
    tries = [login(2 * n, n) for n in range(1, 40)]
    ends = [login(2 * n + 1, n + 0.1, ".failed") for n in range(1, 40)]
    load(store, *tries, *ends, login(999, 40))
    found = kept(store, "from, id, companion_id, failed")
    assert found[:2] == [(1.1, 3, 2, 1), (2.1, 5, 4, 1)]
    assert found[-1] == (40, 999, None, 0)
    assert len(found) == 40


def test_users_are_told_apart_by_address_else_by_number(store: Store) -> None:
    load(
        store,
        login(1, 0, userId=7),
        login(2, 0, ".failed", userId=8),
        login(3, 0, user=None, userId=7),
        login(4, 1, ".failed", user=None, userId=7),
        login(5, 0, user=None, userId=8),
        login(6, 0, user=None),
        login(7, 1, ".failed", user=None),
    )
    assert kept(store, "id, companion_id, user_email, user_id, failed") == [
        (2, 1, "a@x", 8, 1),
        (5, None, None, 8, 0),
        (4, 3, None, 7, 1),
        (7, 6, None, None, 1),
    ]


def test_an_attempt_has_what_its_log_says_else_the_other(store: Store) -> None:
    load(
        store,
        login(1, 0, appId=3, user_type="app", data={"ip": "1.1.1.1", "deviceId": "d"}),
        login(2, 1, ".failed", app_name="Shop", data={"ip": "2.2.2.2"}),
    )
    assert kept(store, "category, app_id, app_name, ip, device") == [
        ("app", 3, "Shop", "2.2.2.2", "d")
    ]


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_a_log_that_comes_later_joins_two_runs(store: Store, order: tuple[int, ...]) -> None:
    rows = [login(1, 0), login(2, 2, ".failed"), login(3, 4), login(4, 5.5, ".failed")]
    for place in order:
        load(store, rows[place])
    assert kept(store, "from, id, companion_id, failed") == [(2, 2, 1, 1), (5.5, 4, 3, 1)]


def test_a_log_that_moves_parts_an_attempt(store: Store) -> None:
    load(store, login(1, 0), login(2, 2, ".failed"), login(3, 4), login(4, 60))
    load(store, login(2, 59, ".failed") | NEWER)
    assert kept(store, f"from, {COUNTS}") == [(0, 1, 0, 0, 0), (4, 1, 0, 0, 0), (59, 0, 1, 0, 0)]
    load(store, login(2, 59, ".failed", user="b@x") | {"updatedAt": NOON + timedelta(days=10)})
    assert kept(store, "from, user_email, failed") == [
        (0, "a@x", 0),
        (4, "a@x", 0),
        (59, "b@x", 1),
        (60, "a@x", 0),
    ]


def test_a_log_that_is_no_login_any_more_is_taken_back(store: Store) -> None:
    load(store, login(1, 0), login(2, 1, ".failed"))
    load(store, record("app.view", NOON, id=1, user_email="a@x") | NEWER)
    assert kept(store, f"from, companion_id, {COUNTS}") == [(1, None, 0, 1, 0, 0)]


ROWS = st.builds(
    lambda outcome, halves, user, number: login(0, halves / 2, outcome, user, userId=number),
    st.sampled_from(["", "", ".failed", ".first", ".sso", ".other"]),
    st.integers(0, 60),
    st.sampled_from([None, "a@x", "b@x"]),
    st.sampled_from([None, 1]),
)


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(
    rows=st.lists(ROWS, min_size=1, max_size=25),
    size=st.integers(1, 8),
    dice=st.randoms(use_true_random=False),
)
def test_batches_in_any_order_give_what_one_gives(
    store: Store, rows: list[Row], size: int, dice: random.Random
) -> None:
    numbered = [row | {"id": number} for number, row in enumerate(rows, 1)]
    given_twice = [*numbered, *(dice.choice(rows) | {"id": n} | NEWER for n in (1, 3))]
    results = []
    for many in (len(given_twice), size):
        with store.duckdb() as connection:
            for table in (
                "logs",
                "attempts",
                "hourly_logs",
                "hourly_users",
                "log_spans",
                "imports",
            ):
                connection.execute(f"DELETE FROM {table}")
        batches = [given_twice[n : n + many] for n in range(0, len(given_twice), many)]
        load_batches(store, [batch_of(*batch) for batch in batches], source="t")
        assert unsound(store) == []
        results.append(kept(store, "*"))
        dice.shuffle(given_twice)
    assert results[0] == results[1]


@pytest.mark.parametrize("version", ["1", "2"])
def test_an_older_store_gets_its_attempts(store: Store, version: str) -> None:
    load(store, login(1, 0), login(2, 1, ".failed"), login(3, 60))
    before = kept(store, "*")
    with store.duckdb() as connection:
        connection.execute("DROP TABLE attempts")
        connection.execute("UPDATE store_facts SET value = ?", [version])
    close_store(store.url)
    reopened = open_store(store.url, read_only=True)
    assert kept(reopened, "*") == before
    assert len(before) == 2


def test_a_check_tells_of_an_attempt_that_is_off(store: Store) -> None:
    load(store, login(1, 0))
    with store.duckdb() as connection:
        connection.execute("UPDATE attempts SET failed = 1")
    assert unsound(store) == ["attempts to log in are those of the logs"]


def test_the_demo_takes_its_attempts_with_it(store: Store) -> None:
    load_demo(store, end=NOON)
    rows = kept(store, "failed, first, sso")
    failed, first, sso = (sum(column) for column in zip(*rows, strict=True))
    assert min(failed, first, sso) > 0
    assert unsound(store) == []
    remove_demo(store)
    assert kept(store, "*") == []
