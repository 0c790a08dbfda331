"""Deliveries: one outcome a message and recipient, whatever comes, when and in which order."""

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
from tests.raw_records import NOON, batch_of, record

Row = dict[str, Any]


def email(kind: str, seconds: float, to: Any = None, message: str | None = "m", **more: Any) -> Row:
    """A log of an email, so many seconds after noon."""
    data = {"messageId": message, "to": to}
    return record(
        f"email.{kind}",
        NOON + timedelta(seconds=seconds),
        data={key: value for key, value in data.items() if value is not None} | more,
    )


def load(store: Store, *rows: Row) -> Store:
    load_batches(store, [batch_of(*rows)], source="t")
    assert unsound(store) == []
    return store


def unsound(store: Store) -> list[str]:
    return [check.name for check in check_store(store) if not check.passed]


def kept(store: Store, columns: str) -> list[tuple[Any, ...]]:
    with store.duckdb() as connection:
        return connection.execute(f"SELECT {columns} FROM deliveries ORDER BY ALL").fetchall()


@pytest.mark.parametrize(
    ("statuses", "outcome", "ms", "delivery_ms"),
    [
        ([], None, None, None),
        ([("delayed", 5)], "delayed", None, None),
        ([("delayed", 5), ("delivered", 60.5)], "delivered", 60_500, 60_500),
        ([("delivered", 5), ("delayed", 60)], "delivered", 5_000, 5_000),
        ([("bounced", 5), ("delayed", 60)], "bounced", 5_000, None),
        ([("delivered", 5), ("delivered", 9)], "delivered", 9_000, 5_000),
        ([("delivered", 5), ("complaint", 900)], "complaint", 900_000, 5_000),
        ([("complaint", 5), ("delivered", 9)], "complaint", 5_000, 9_000),
        ([("complaint", 5)], "complaint", 5_000, None),
        ([("delivered", 5), ("bounced", 9)], "bounced", 9_000, None),
        ([("bounced", 5), ("delivered", 9)], "delivered", 9_000, 9_000),
        ([("delivered", 5), ("rejected", 5), ("bounced", 5)], "bounced", 5_000, None),
        ([("rejected", 5)], "rejected", 5_000, None),
    ],
)
def test_outcomes(
    store: Store, statuses: list[Any], outcome: str | None, ms: int | None, delivery_ms: int | None
) -> None:
    logs = [email("communicate", 0, "a@x.com")]
    logs += [email(kind, at, "a@x.com") for kind, at in statuses]
    for row in reversed(logs):
        load(store, row)
    assert kept(store, "triggered, outcome, outcome_ms, delivery_ms") == [
        (1, outcome, ms, delivery_ms)
    ]


def test_other_types_say_nothing_of_a_delivery(store: Store) -> None:
    load(
        store,
        email("communicate", 0, None),
        email("opened", 5, "a@x.com"),
        email("delivered", 9, "a@x.com"),
        email("failed", 20, "b@x.com", "other"),
        email("sent", 30, "c@x.com", None),
    )
    found = kept(store, "message_id, recipient, triggered, outcome, log_type")
    assert found == [("m", "a@x.com", 1, "delivered", "email.communicate")]


@pytest.mark.parametrize(
    ("to", "names"),
    [
        ("Ann <A@x.com>", ["a@x.com"]),
        ("a@x.com, Bob <b@y.com>; c@y.com", ["a@x.com", "b@y.com", "c@y.com"]),
        (["Ann Lee <a@x.com>", "b@y.com"], ["a@x.com", "b@y.com"]),
        ([{"email": "a@x.com", "name": "Ann"}, {"email": "b@y.com"}], ["a@x.com", "b@y.com"]),
        ({"address": "a@x.com", "type": "to"}, ["a@x.com"]),
        ("o'hara+news@x.com", ["o'hara+news@x.com"]),
        ("nobody in particular", ["nobody in particular"]),
        ("a@x.com,", ["a@x.com"]),
    ],
)
def test_addresses_are_found_in_what_people_write(store: Store, to: Any, names: list[str]) -> None:
    load(store, email("communicate", 0, to), *(email("delivered", 9, name) for name in names))
    assert kept(store, "recipient, outcome") == [(name, "delivered") for name in names]


def test_each_recipient_of_a_list_has_a_delivery(store: Store) -> None:
    load(
        store,
        email("communicate", 0, ["A@x.com ", "b@y.com", "b@y.com", "c@y.com"]),
        email("bounced", 4, "b@y.com", reason="Full"),
        email("delivered", 2, ["a@x.com", "copy@z.com"]),
        email("delivered", 9, "b@y.com", message="other"),
    )
    assert kept(store, "message_id, recipient, domain, triggered, outcome, reason") == [
        ("m", "a@x.com", "x.com", 1, "delivered", None),
        ("m", "b@y.com", "y.com", 1, "bounced", "Full"),
        ("m", "c@y.com", "y.com", 1, None, None),
        ("m", "copy@z.com", "z.com", 1, "delivered", None),
        ("other", "b@y.com", "y.com", 0, "delivered", None),
    ]


def test_a_log_that_names_nobody_speaks_of_every_recipient(store: Store) -> None:
    load(
        store,
        email("validate", 0, ["a@x.com", "b@x.com"]),
        email("delivered", 2),
        email("communicate", 0, message="n"),
        email("bounced", 2, "c@x.com", message="n"),
        email("communicate", 0, message="alone"),
    )
    assert kept(store, "message_id, recipient, triggered, outcome") == [
        ("alone", None, 1, None),
        ("m", "a@x.com", 1, "delivered"),
        ("m", "b@x.com", 1, "delivered"),
        ("n", "c@x.com", 1, "bounced"),
    ]


def test_logs_without_a_message_are_deliveries_by_themselves(store: Store) -> None:
    load(
        store,
        email("communicate", 0, "a@x.com", None),
        email("bounced", 1, "a@x.com", None),
        email("brandNew", 2, [], None),
        record("sms.communicate", NOON, data={"to": "a@x.com"}),
    )
    assert kept(store, "created_at, triggered, recipient, outcome, outcome_ms") == [
        (NOON.replace(tzinfo=None), 1, "a@x.com", None, None),
        (NOON.replace(tzinfo=None) + timedelta(seconds=1), 0, "a@x.com", "bounced", None),
    ]


def test_the_first_trigger_that_names_the_recipient_stands_for_it(store: Store) -> None:
    load(
        store,
        email("communicate", 0, "a@x.com") | {"id": 1},
        email("communicate", 5, "b@x.com") | {"id": 2},
        email("communicate", 9, "b@x.com") | {"id": 3},
        email("delivered", 12, "c@x.com") | {"id": 4},
    )
    assert kept(store, "recipient, log_id") == [("a@x.com", 1), ("b@x.com", 2), ("c@x.com", 1)]


def test_a_superseded_log_is_taken_back(store: Store) -> None:
    sent, bounced = email("communicate", 0, "a@x.com"), email("bounced", 5, "a@x.com")
    load(store, sent | {"id": 1}, bounced | {"id": 2})
    moved = email("bounced", 5, "a@x.com", "other")
    load(store, moved | {"id": 2, "updatedAt": NOON + timedelta(days=1)})
    assert kept(store, "message_id, triggered, outcome") == [
        ("m", 1, None),
        ("other", 0, "bounced"),
    ]


ROWS = st.builds(
    email,
    st.sampled_from(["communicate", "validate", "delivered", "bounced", "delayed", "complaint"]),
    st.integers(0, 9).map(lambda n: n * 43_200),
    st.sampled_from([None, "a@x.com", "b@x.com", ["a@x.com", "b@x.com"], []]),
    st.sampled_from([None, "m", "n", "1"]),
)


@settings(deadline=None, max_examples=20, suppress_health_check=list(HealthCheck))
@given(
    rows=st.lists(ROWS, min_size=1, max_size=20),
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
                "deliveries",
                "hourly_logs",
                "hourly_users",
                "log_spans",
                "imports",
            ):
                connection.execute(f"DELETE FROM {table}")
        batches = [given_twice[n : n + size] for n in range(0, len(given_twice), size)]
        load_batches(store, [batch_of(*batch) for batch in batches], source="t")
        assert unsound(store) == []
        results.append(kept(store, "*"))
        dice.shuffle(given_twice)
    assert results[0] == results[1]


def test_an_older_store_gets_its_deliveries(store: Store) -> None:
    load(store, email("communicate", 0, ["a@x.com", "b@x.com"]), email("delivered", 1, "a@x.com"))
    before = kept(store, "*")
    with store.duckdb() as connection:
        connection.execute("DROP TABLE deliveries")
        connection.execute("UPDATE store_facts SET value = '1'")
    close_store(store.url)
    reopened = open_store(store.url, read_only=True)
    assert kept(reopened, "*") == before
    assert len(before) == 2


def test_a_check_tells_of_a_delivery_that_is_off(store: Store) -> None:
    load(store, email("communicate", 0, "a@x.com"))
    with store.duckdb() as connection:
        connection.execute("UPDATE deliveries SET outcome = 'delivered'")
    assert unsound(store) == ["deliveries are those of the logs"]


def test_the_demo_takes_its_deliveries_with_it(store: Store) -> None:
    load_demo(store, end=NOON)
    outcomes = {outcome for (outcome,) in kept(store, "DISTINCT outcome")}
    assert outcomes == {None, "bounced", "complaint", "delivered", "rejected"}
    assert unsound(store) == []
    remove_demo(store)
    assert kept(store, "*") == []
