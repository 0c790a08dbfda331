"""Facets: values of columns and of keys inside `data`, with exact counts."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from data.access import Viewer
from data.data_keys import keys_text
from data.errors import InvalidFilter
from data.key_path import path_steps
from data.load import load_batches
from queries.conditions import Condition, Group, key_field
from queries.facets import FACETS
from queries.filters import LogFilter
from tests.builders import log
from tests.queries.asking import ask, window
from tests.queries.clickhouse import ClickHouse
from tests.queries.conftest import MakeStore
from tests.queries.json_documents import documents
from tests.queries.plain_conditions import values_of
from tests.raw_records import batch_of

LOGS = (
    log("2026-10-01 10:00", "user.login", user="ann@x.com", app_id=1, app="Shop"),
    log("2026-10-01 11:00", "app.view", user="ann@x.com", app_id=1, app="Shop 2"),
    log("2026-10-01 11:30", "app.view", user="bob@x.com", app="Shop", data={"ip": "10.0.0.1"}),
    log("2026-10-02 11:00", "app.view", category=None, app_id=2, data={"_platform": "web"}),
    log("2026-11-02 11:00", "app.view", app_id=9, app="Later", data={"_platform": "native"}),
)
OCTOBER = window("2026-10-01 10:30", "2026-11-01")
EVER = LogFilter()


@pytest.mark.parametrize(
    ("column", "filter", "rows"),
    [
        ("log_type", EVER, [("app.view", "app.view", 4), ("user.login", "user.login", 1)]),
        ("category", OCTOBER, [("app", "app", 2), (None, None, 1)]),
        ("app", EVER, [("1", "Shop 2", 2), ("2", None, 1), ("9", "Later", 1), ("Shop", "Shop", 1)]),
        ("app_id", OCTOBER, [("1", "1", 1), ("2", "2", 1), (None, None, 1)]),
        ("user_email", OCTOBER, [("ann@x.com", "ann@x.com", 1), ("bob@x.com", "bob@x.com", 1)]),
        ("ip", LogFilter(user="bob"), [("10.0.0.1", "10.0.0.1", 1)]),
        ("platform", EVER, [(None, None, 3), ("native", "native", 1), ("web", "web", 1)]),
        ("device", LogFilter(user="ann"), [(None, None, 2)]),
    ],
)
def test_values_of_a_column(
    stocked: MakeStore, column: str, filter: LogFilter, rows: list[tuple[Any, ...]]
) -> None:
    found = ask(stocked(*LOGS), "facets", filter, column=column)
    labelled = [(value, value if label is None else label, n) for value, label, n in rows]
    assert [row for row in found if row[0] or column != "user_email"] == labelled
    assert ask(stocked(*LOGS), "facets", filter, column=column, limit=1) == found[:1]


def test_facets_keep_to_columns_and_to_what_may_be_seen(embedded: MakeStore) -> None:
    store = embedded(*LOGS)
    for wrong in ("data", "created_at", "colour"):
        with pytest.raises(InvalidFilter, match="column must be one of app, category"):
            ask(store, "facets", column=wrong)
    viewer = Viewer("ann", frozenset({2}))
    assert ask(store, "facets", viewer=viewer, column="app") == [("2", "2", 1)]
    for column in FACETS:
        assert sum(row[2] for row in ask(store, "facets", column=column)) == 5, column


PUSHED = {"method": "apn", "n": 3, "message": [{"error": None}, {"error": "Gone"}]}
KEYED = (
    log("2026-10-01", data={"a": 1, "b": {"c": "x", "d": None}, "e": "", "f": []}),
    log("2026-10-02", data={"a": 1.0, "b": {"c": "y"}, "r": [PUSHED, {"method": "gcm"}]}),
    log("2026-10-03", data={"a": "1", "r": [{"method": "gcm"}, {"method": "gcm"}, "odd"]}),
    log("2026-10-04", data={"a": [1, "x"], "od.d": True, "text": '{"in": 1}'}),
    log("2026-10-05", data='{"a": 1'),
    log("2026-10-06"),
    log("2026-10-07", data='[{"z": 2}]'),
    log("2026-10-08", data='"text"'),
    log("2026-10-09", data='{"half": "\\ud83d", "e": ""}'),
    log("2026-10-10", data="[[1], []]"),
)


def test_keys_inside_data(stocked: MakeStore) -> None:
    store = stocked(*KEYED)
    assert ask(store, "data_keys") == [
        ("a", 3),
        ("b.c", 2),
        ("r[].method", 2),
        ('"od.d"', 1),
        ("[].z", 1),
        ("a[]", 1),
        ("r[]", 1),
        ("r[].message[].error", 1),
        ("r[].n", 1),
        ("text", 1),
    ]
    assert ask(store, "data_keys", window("2026-10-04", None), limit=2) == [
        ('"od.d"', 1),
        ("[].z", 1),
    ]


def test_values_of_a_key(stocked: MakeStore) -> None:
    store = stocked(*KEYED)
    expected: dict[str, list[tuple[str, int]]] = {
        "a": [("1", 3)],
        "a[]": [("1", 1), ("x", 1)],
        "b": [],
        "b.c": [("x", 1), ("y", 1)],
        "e": [],
        "r[].method": [("gcm", 2), ("apn", 1)],
        "r[].message[].error": [("Gone", 1)],
        '"od.d"': [("true", 1)],
        "text": [('{"in": 1}', 1)],
        "[].z": [("2", 1)],
    }
    for key, rows in expected.items():
        assert ask(store, "data_key_values", path=key) == rows, key
    assert ask(store, "data_key_values", path="r[].method", limit=1) == [("gcm", 2)]
    assert ask(store, "data_key_values") == []
    with pytest.raises(InvalidFilter, match="not a path"):
        ask(store, "data_key_values", path="a b")


def test_keys_and_types_that_are_new_in_a_window_or_an_import(
    embedded: MakeStore, clickhouse: ClickHouse
) -> None:
    store = embedded(
        log("2026-10-01", "a", data={"old": 1}), log("2026-10-20", "a", data={"old": 1, "new": 1})
    )
    late = log("2026-09-01", "b", id=7, data={"old": 2, "late": 1})
    later = log("2026-10-25", "b", id=8, data={"new": 3, "late": 1, "later": 1})
    load_batches(store, [batch_of(late, later)], source="second")
    for each in (store, clickhouse.copy_of(store)):
        assert ask(each, "new_data_keys", window("2026-10-15", None)) == [
            ("new", "2026-10-20 00:00:00", 2),
            ("later", "2026-10-25 00:00:00", 1),
        ]
        assert ask(each, "new_data_keys", window("2026-10-15", "2026-10-22")) == [
            ("new", "2026-10-20 00:00:00", 1)
        ]
        assert ask(each, "new_data_keys", batch=2) == [
            ("late", "2026-09-01 00:00:00", 2),
            ("later", "2026-10-25 00:00:00", 1),
        ]
        assert ask(each, "new_log_types", batch=2) == [("b", "2026-09-01 00:00:00", 2)]
        assert ask(each, "new_log_types", batch=3) == []


def random_documents(count: int) -> list[Any]:
    """The same random objects every time."""
    found: list[Any] = []

    @seed(1)
    @settings(database=None, max_examples=count, deadline=None)
    @given(st.dictionaries(st.sampled_from("abcd*"), documents(), max_size=4))
    def collect(document: Any) -> None:
        found.append(document)

    collect()
    return found


def test_keys_and_values_are_those_that_python_finds(
    embedded: MakeStore, clickhouse: ClickHouse
) -> None:
    """On random documents each key's count is that of its condition, on both engines."""
    found = random_documents(150)
    store = embedded(log("2026-10-01"), *(log("2026-10-01", data=data) for data in found))
    texts = [json.dumps(data) for data in found]
    keys = Counter(key for text in texts for key in json.loads(keys_text(text) or "[]"))
    assert len(keys) > 40
    for each in (store, clickhouse.copy_of(store)):
        assert dict(ask(each, "data_keys")) == keys
        for key, logs in keys.most_common()[::4]:
            condition = Condition(key_field(path_steps(key)), "is_not_empty")
            values = Counter(
                v for text in texts for v in set(values_of(condition, {"data": text})) if v
            )
            assert dict(ask(each, "data_key_values", path=key, limit=None)) == values
            where = LogFilter(where=Group("all", (condition,)))
            assert ask(each, "record_count", where) == [(logs,)]
