"""A record's fields: what they are called, and the filter that each value becomes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.access import OWNER
from data.columns import LOG_COLUMNS
from data.engine import Store
from pages.shared.record_detail import record_json
from pages.shared.record_fields import Field, data_text, data_values, exact_clock, fields_of
from queries.filters import LogFilter
from queries.run import run
from tests.builders import Log, load, log, utc

FULL: Log = log(
    "2026-11-22 09:10:11.250",
    "email.bounced",
    user="Ann@a.example",
    acting="adm@a.example",
    app_id=7,
    app="A*pha \\ 7",
    category="studio",
    session=500,
    data={
        "messageId": "m*1",
        "to": "x@y.example",
        "reason": "full",
        "device": {"uuid": "d\\1", "model": "Pixel"},
        "ip": "10.0.0.1",
        "_pageId": 12,
    },
    requestId="r-1",
    userId=31,
)
OTHER: Log = log(
    "2026-11-22 11:00",
    "user.login",
    user="bob@b.example",
    acting="carl@a.example",
    app_id=8,
    app="A*pha",
    session=501,
    data={"ip": "10.0.0.11", "device": {"uuid": "d"}},
    requestId="r-2",
    userId=32,
)


def record(store: Store, id: int) -> dict[str, Any]:
    found = run("record", LogFilter(), OWNER, store=store, id=id)
    return {name: found[name].iloc[0] for name in map(str, found.columns)}


def fields(store: Store, id: int) -> dict[str, Field]:
    return {field.name: field for field in fields_of(record(store, id), "Asia/Kolkata")}


def test_all_fields_are_there_and_those_without_a_value_are_empty(store: Store) -> None:
    load(store, FULL)
    found = fields(store, 1)
    apart = {"data", "data_keys"}
    assert list(found) == [c.name for c in LOG_COLUMNS if c.name not in apart]
    shown = {name: field.value for name, field in found.items() if field.value}
    assert shown["created_at"] == "22 Nov 2026 14:40:11.250 (Asia/Kolkata)"
    assert shown["category"] == "Fliplet Studio/Viewer"
    assert shown["user_email"] == "ann@a.example"
    assert shown["given_user_email"] == "Ann@a.example"
    assert shown["page_id"] == "12"
    assert "media_file_id" not in shown
    assert found["ip"].label == "IP address"
    assert found["request_id"].label == "Request ID"


def test_each_value_becomes_the_filter_that_finds_the_record_and_no_other(store: Store) -> None:
    load(store, FULL, OTHER)
    asked = [field for field in fields(store, 1).values() if field.part and field.value]
    assert {"log_type", "app_name", "user_email", "session_id", "device", "ip", "message_id"} <= {
        field.name for field in asked
    }
    for field in asked:
        found = run("record_page", LogFilter(**field.changes(())), OWNER, store=store)
        assert list(found["id"]) == [1], field


def test_a_log_without_a_category_becomes_the_filter_for_those(store: Store) -> None:
    load(store, log("2026-11-22 09:00", category=None), OTHER)
    field = fields(store, 1)["category"]
    assert field.value == "No category"
    found = run("record_page", LogFilter(**field.changes(())), OWNER, store=store)
    assert list(found["id"]) == [1]


def test_a_key_takes_the_place_of_another_value_of_the_same_key() -> None:
    field = Field("page_id", "Screen number", "12", "", "keys", "12")
    held = (("page_id", "9"), ("user_id", "31"))
    assert field.changes(held) == {"keys": (("user_id", "31"), ("page_id", "12"))}


def test_a_moment_becomes_the_minutes_around_it(store: Store) -> None:
    load(store, FULL)
    changes = fields(store, 1)["created_at"].changes(())
    assert changes == {
        "since": utc("2026-11-22 09:05:11.250"),
        "until": utc("2026-11-22 09:15:11.250"),
    }


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        ("2026-11-22 09:00:00", "22 Nov 2026 09:00:00"),
        ("2026-11-22 09:00:00.120", "22 Nov 2026 09:00:00.120"),
        ("2026-11-22 09:00:00.123456", "22 Nov 2026 09:00:00.123456"),
    ],
)
def test_a_clock_is_as_exact_as_the_moment(at: str, shown: str) -> None:
    assert exact_clock(utc(at), "UTC") == shown
    assert exact_clock(utc(at), "UTC", fraction=False) == "22 Nov 2026 09:00:00"


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@given(JSON)
def test_indented_json_says_the_same(value: Any) -> None:
    shown = data_text(json.dumps(value))
    assert shown.valid
    assert json.loads(shown.text) == value


@pytest.mark.parametrize("text", ['{"a": 1', "not json", "", "[" * 100_000])
def test_text_that_is_no_json_stays_as_it_came(text: str) -> None:
    shown = data_text(text)
    assert (shown.text, shown.valid) == (text, False)


def test_json_with_a_name_twice_keeps_both_values() -> None:
    assert data_text('{"a":1,"a":2}').text == '{"a":1,"a":2}'
    assert data_text('{"a":"é"}').text == '{\n  "a": "é"\n}'


def test_a_record_copied_is_all_that_is_known_of_it(store: Store) -> None:
    load(store, FULL)
    copied = json.loads(record_json(record(store, 1)))
    assert copied["id"] == 1
    assert copied["created_at"] == "2026-11-22T09:10:11.250000Z"
    assert copied["session_id"] == 500
    assert json.loads(copied["data"])["messageId"] == "m*1"
    assert None not in copied.values()
    assert "subject" not in copied


def test_the_values_of_the_data_find_the_logs_that_hold_them(store: Store) -> None:
    data = {"path": "/v1/a", "n": 12, "list": [{"n": 12}, {"n": 13}], "off": False, "none": None}
    spaced = '{ "n" : 12, "quote": "a \\"b\\" é" }'
    load(store, log("2026-11-21", data=data), log("2026-11-21", data=spaced))
    values = data_values(json.dumps(data))
    assert [(value.path, value.value) for value in values] == [
        ("path", '"/v1/a"'),
        ("n", "12"),
        ("list[1].n", "12"),
        ("list[2].n", "13"),
        ("off", "false"),
    ]
    for value in [*values, *data_values(spaced)]:
        found = run("record_count", LogFilter(text=value.text), OWNER, store=store)
        assert int(found["records"].iloc[0]) == 1, value
    assert data_values(spaced)[1].text == '"quote": "a \\"b\\" é"'


@pytest.mark.parametrize("text", ["", "{", "12", '"x"', "[]", "{}", '{"a": null}'])
def test_data_without_named_values_offers_few(text: str) -> None:
    assert len(data_values(text)) <= 1


@given(
    st.recursive(
        st.none() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_value_offered_occurs_in_the_data(value: Any) -> None:
    data = json.dumps(value, ensure_ascii=False)
    assert all(found.text in data for found in data_values(data))
