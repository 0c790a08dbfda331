"""Loading: each log once, whatever comes in which order; all or nothing a batch."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from data.check import check_store
from data.engine import Store
from data.errors import DemoRefused
from data.load import has_demo, load_batches, load_demo, remove_demo
from data.sources.raw import RawBatch, Reject
from tests.raw_records import NOON, batch_of, record


def rows_of(store: Store, table: str = "logs", columns: str = "* EXCLUDE (batch_id)") -> list[Any]:
    with store.duckdb() as connection:
        return sorted(connection.execute(f"SELECT {columns} FROM {table}").fetchall(), key=str)


def all_checks_pass(store: Store) -> bool:
    return [c.name for c in check_store(store) if not c.passed] == []


def mixed_records() -> list[dict[str, Any]]:
    """Logs with and without ids, users, apps; an older and a newer form of one id; twins."""
    rows = [
        record(
            "user.login",
            NOON + timedelta(minutes=n),
            id=n,
            user_email=f"U{n % 3}@Example.com",
            appId=n % 2 or None,
            app_name=f"App {n % 2}",
            user_type="app",
        )
        for n in range(1, 20)
    ]
    rows.append(record("job", NOON, id=5, updatedAt=NOON + timedelta(days=1), data={"n": 2}))
    rows.append(record("app.view", NOON, data={"_userEmail": "a@example.com"}))
    rows.append(record("app.view", NOON, data={"_userEmail": "a@example.com"}))
    rows.append(record("app.view", NOON, data={"_userEmail": "b@example.com"}))
    rows.append(
        record(
            "pushNotification.send",
            NOON,
            id=50,
            data={
                "result": [
                    {"result": [{"method": "gcm", "success": 3, "failure": 2, "message": []}]}
                ]
            },
        )
    )
    return rows


def test_counts_of_one_import(store: Store) -> None:
    reject = Reject("test.csv", 9, "no createdAt", "1,,")
    summary = load_batches(store, [batch_of(*mixed_records(), rejects=(reject,))], source="t")
    assert (summary.read, summary.new, summary.duplicate, summary.rejected) == (25, 22, 2, 1)
    assert (summary.first, summary.last) == (NOON, NOON + timedelta(minutes=19))
    assert rows_of(store, "rejects", "file, line, reason, text") == [
        ("test.csv", 9, "no createdAt", "1,,")
    ]
    assert all_checks_pass(store)


def test_the_same_import_twice_changes_nothing(store: Store) -> None:
    reject = Reject("test.csv", 9, "no createdAt", "1,,")
    batch = batch_of(*mixed_records(), rejects=(reject,))
    load_batches(store, [batch], source="t")
    before = rows_of(store), rows_of(store, "push_results", "*"), rows_of(store, "hourly_logs", "*")
    again = load_batches(store, [batch], source="t")
    assert (again.read, again.new, again.duplicate, again.rejected) == (25, 0, 24, 1)
    assert (
        rows_of(store),
        rows_of(store, "push_results", "*"),
        rows_of(store, "hourly_logs", "*"),
    ) == before
    assert len(rows_of(store, "rejects", "*")) == 1
    assert all_checks_pass(store)


@pytest.mark.parametrize("seed", range(5))
def test_order_and_cut_into_batches_do_not_matter(store: Store, seed: int) -> None:
    load_batches(store, [batch_of(*mixed_records())], source="t")
    expected = rows_of(store)
    with store.duckdb() as connection:
        for table in (
            "logs",
            "push_results",
            "hourly_logs",
            "hourly_users",
            "log_spans",
            "imports",
        ):
            connection.execute(f"DELETE FROM {table}")
    shuffled = mixed_records()
    random.Random(seed).shuffle(shuffled)
    for start in range(0, len(shuffled), 7):
        load_batches(store, [batch_of(*shuffled[start : start + 7])], source="t")
    assert rows_of(store) == expected
    assert all_checks_pass(store)


def test_the_later_form_of_a_log_wins_and_counts_follow(store: Store) -> None:
    old = record("user.login", id=1, appId=1, user_email="a@example.com")
    new = record(
        "user.login",
        id=1,
        appId=2,
        user_email="b@example.com",
        updatedAt=NOON + timedelta(seconds=1),
    )
    for row in (old, new, old):
        load_batches(store, [batch_of(row)], source="t")
    assert rows_of(store, columns="id, app_id, user_email") == [(1, 2, "b@example.com")]
    assert all_checks_pass(store)


@pytest.mark.parametrize("together", [True, False])
def test_of_two_copies_of_one_age_the_whole_one_is_kept(store: Store, together: bool) -> None:
    whole, cut = record(id=1, data='{"a": 1}'), record(id=1, data='{"a": 1, "b": "x')
    for rows in [(whole, cut)] if together else [(whole,), (cut,)]:
        load_batches(store, [batch_of(*rows)], source="t")
    assert rows_of(store, columns="data") == [('{"a": 1}',)]
    for row in (cut, whole):
        load_batches(store, [batch_of(row)], source="t")
    assert rows_of(store, columns="data") == [('{"a": 1}',)]
    assert all_checks_pass(store)


def test_a_record_without_id_keeps_one_identity_in_every_form(store: Store) -> None:
    with_spaces = record("app.view", sessionId=" 7", data='{ "a" : 1 }', typeDescription="Viewed")
    without = record("app.view", sessionId=" 7", data='{"a":1}')
    other = record("app.view", sessionId=" 7", data='{"a":2}')
    summary = load_batches(store, [batch_of(with_spaces, without, other)], source="t")
    assert (summary.new, summary.duplicate) == (2, 1)
    assert all(row[0] < 0 for row in rows_of(store, columns="id"))


def test_a_source_that_breaks_leaves_whole_batches_and_can_be_run_again(store: Store) -> None:
    rows = mixed_records()

    def broken() -> Iterator[RawBatch]:
        yield batch_of(*rows[:10])
        raise OSError("disk gone")

    with pytest.raises(OSError, match="disk gone"):
        load_batches(store, broken(), source="t")
    assert rows_of(store, "imports", "state") == [("failed",)]
    load_batches(store, [batch_of(*rows)], source="t")
    assert len(rows_of(store)) == 22
    assert all_checks_pass(store)


def test_the_demo_gives_way_to_nothing_but_an_empty_store(store: Store) -> None:
    load_demo(store, end=NOON)
    assert has_demo(store)
    assert all_checks_pass(store)
    removed = remove_demo(store)
    assert removed > 200_000
    assert rows_of(store) == []
    assert not has_demo(store)
    load_batches(store, [batch_of(record(id=1))], source="t")
    with pytest.raises(DemoRefused):
        load_demo(store, end=NOON)
    assert all_checks_pass(store)


def test_a_check_fails_when_a_count_is_off(store: Store) -> None:
    load_batches(store, [batch_of(*mixed_records())], source="t")
    with store.duckdb() as connection:
        connection.execute("UPDATE hourly_users SET logs = logs + 1 WHERE user_email LIKE 'u1%'")
        connection.execute("DELETE FROM push_results WHERE failure > 0")
        connection.execute("DELETE FROM logs WHERE id = 3")
    failed = {check.name for check in check_store(store) if not check.passed}
    assert {
        "hourly_users counts the logs",
        "hourly_logs counts the logs",
        "push results add up to their logs",
        "the imports' new logs are the logs there are",
    } <= failed
