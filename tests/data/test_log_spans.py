"""Spans of the kinds of log: what the logs say, whatever comes, when and in which order."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import log_spans
from data.check import check_store
from data.engine import Store, close_store, open_store
from data.load import load_batches
from tests.raw_records import NOON, batch_of, record

Row = dict[str, Any]
NEWER = {"updatedAt": NOON + timedelta(days=9)}


def seen(second: int, kind: str = "app.publish", **fields: Any) -> Row:
    return record(kind, NOON + timedelta(seconds=second), **fields)


def load(store: Store, *batches: list[Row]) -> None:
    load_batches(store, [batch_of(*batch) for batch in batches], source="t")
    assert unsound(store) == []


def unsound(store: Store) -> list[str]:
    return [check.name for check in check_store(store) if not check.passed]


def spans(store: Store) -> list[tuple[Any, ...]]:
    """Log type, app, logs, and the seconds from noon to the first and the last of them."""
    with store.duckdb() as connection:
        rows = connection.execute(
            "SELECT log_type, app_id, logs, first_at, last_at "
            f"FROM ({log_spans.MERGED}) ORDER BY ALL"
        ).fetchall()
    noon = NOON.replace(tzinfo=None)
    return [(*row[:3], *((at - noon).total_seconds() for at in row[3:])) for row in rows]


def test_a_kind_spans_its_logs_of_all_batches(store: Store) -> None:
    load(store, [seen(5), seen(9, appId=1)], [seen(3), seen(60), seen(7, "app.update")])
    assert spans(store) == [
        ("app.publish", 1, 1, 9, 9),
        ("app.publish", None, 3, 3, 60),
        ("app.update", None, 1, 7, 7),
    ]


def test_a_superseded_log_no_longer_counts(store: Store) -> None:
    first, last = seen(0) | {"id": 1}, seen(60) | {"id": 2}
    load(store, [first, last, seen(3, "app.update")])
    load(store, [seen(60, "app.clone") | {"id": 2} | NEWER])
    assert spans(store) == [
        ("app.clone", None, 1, 60, 60),
        ("app.publish", None, 1, 0, 0),
        ("app.update", None, 1, 3, 3),
    ]


ROWS = st.builds(
    seen,
    st.integers(0, 9),
    st.sampled_from(["app.publish", "app.update"]),
    appId=st.sampled_from([None, 1]),
)


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(
    rows=st.lists(ROWS, min_size=3, max_size=12),
    cuts=st.integers(1, 6),
    dice=st.randoms(use_true_random=False),
)
def test_batches_in_any_order_give_what_one_gives(
    store: Store, rows: list[Row], cuts: int, dice: random.Random
) -> None:
    numbered = [row | {"id": number} for number, row in enumerate(rows, 1)]
    given_twice = [*numbered, *({**dice.choice(rows), "id": n, **NEWER} for n in (1, 3))]
    results = []
    for size in (len(given_twice), cuts):
        with store.duckdb() as connection:
            for table in ("logs", "log_spans", "hourly_logs", "hourly_users", "imports"):
                connection.execute(f"DELETE FROM {table}")
        load(store, *(given_twice[n : n + size] for n in range(0, len(given_twice), size)))
        results.append(spans(store))
        dice.shuffle(given_twice)
    assert results[0] == results[1]


def test_many_rows_of_a_kind_are_merged(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_spans, "_ROWS_WORTH_MERGING", 3)
    load(store, [seen(0)], [seen(1)], [seen(2)])
    with store.duckdb() as connection:
        assert connection.execute("SELECT logs FROM log_spans").fetchall() == [(3,)]


def test_an_older_store_gets_its_spans(store: Store) -> None:
    load(store, [seen(0), seen(60)])
    with store.duckdb() as connection:
        connection.execute("DROP TABLE log_spans")
        connection.execute("UPDATE store_facts SET value = '4'")
    close_store(store.url)
    reopened = open_store(store.url, read_only=True)
    assert spans(reopened) == [("app.publish", None, 2, 0, 60)]
    assert unsound(reopened) == []


def test_a_check_tells_of_a_span_that_is_off(store: Store) -> None:
    load(store, [seen(0)])
    with store.duckdb() as connection:
        connection.execute("UPDATE log_spans SET last_at = last_at + INTERVAL 1 SECOND")
    assert unsound(store) == ["spans of log types and apps are those of the logs"]
