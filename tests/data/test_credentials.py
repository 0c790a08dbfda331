"""Credentials: what is replaced, and what only looks like one and stays."""

from __future__ import annotations

import json
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.credentials import REPLACEMENT as GONE
from data.credentials import SUSPECT, scrubbed_json, scrubbed_text

REPLACED: list[tuple[Any, Any]] = [
    (
        {"gcmServerKey": "a", "apnAuthKey": "b", "wnsClientSecret": "c"},
        {"gcmServerKey": GONE, "apnAuthKey": GONE, "wnsClientSecret": GONE},
    ),
    ({"password": "p", "newPassword": 1234}, {"password": GONE, "newPassword": GONE}),
    ({"Auth-token": "t", "access_token": "u"}, {"Auth-token": GONE, "access_token": GONE}),
    ({"tokens": ["a", "b"]}, {"tokens": [GONE, GONE]}),
    ({"credentials": {"user": "u", "note": None}}, {"credentials": {"user": GONE, "note": None}}),
    ({"a": [{"b": {"api_key": "k"}}]}, {"a": [{"b": {"api_key": GONE}}]}),
    (
        {"url": "https://x.org/?auth_token=abc&page=2"},
        {"url": f"https://x.org/?auth_token={GONE}&page=2"},
    ),
    ({"pin": 1234, "user-pin": "1"}, {"pin": GONE, "user-pin": GONE}),
    ({"tokenValue": "t", "password_value": "p"}, {"tokenValue": GONE, "password_value": GONE}),
    (
        [{"name": "password", "value": "p"}, {"name": "Email", "value": "a@example.com"}],
        [{"name": "password", "value": GONE}, {"name": "Email", "value": "a@example.com"}],
    ),
    ({"inner": '{"secret": "s"}'}, {"inner": json.dumps({"secret": GONE})}),
]

KEPT: list[Any] = [
    {"total_tokens": 12, "prompt_tokens": 7},
    {"apnKeyId": "A", "apnTeamId": "B", "wnsClientId": "ms-app://s"},
    {"error": "DeviceTokenNotForTopic", "reason": "InvalidProviderToken"},
    {"passwordChanged": True, "token": None, "secret": "", "hasPassword": False},
    {"key": "value", "monkey": "banana", "keyboard": "k", "spin": "s", "pinned": "p"},
    {"name": "password", "label": "Your password"},
    {"tokenId": 7, "value": "v"},
    {"password": GONE},
]


@pytest.mark.parametrize(("value", "expected"), REPLACED)
def test_replaced(value: Any, expected: Any) -> None:
    result = scrubbed_json(value)
    assert result.value == expected
    assert result.replaced == json.dumps(expected).count(GONE)


@pytest.mark.parametrize("value", KEPT)
def test_kept(value: Any) -> None:
    assert scrubbed_json(value).value == value
    assert scrubbed_json(value).replaced == 0


@pytest.mark.parametrize(
    "text",
    [
        '{"gcmServerKey": "sesame", "cut',
        '{"gcmServerKey": "sesa',
        '1,"{""settings"": {""gcmServerKey"": ""sesame""}}",x',
        '{"inner": "{\\"password\\": \\"sesame\\"}", "cut',
        '{"password": 5354, "cut',
        "/v1/x?auth_token=sesame&y=1",
        '{"credentials": {"user": "sesame", "list": ["}", "sesame"]}, "cut',
        '{"tokens": ["sesame", "sesa',
        '1,"{""secret"": {""a"": ""sesame""}, ""cut',
    ],
)
def test_text_that_is_no_json(text: str) -> None:
    result = scrubbed_text(text)
    assert result.replaced == 1
    assert not {"sesa", "5354"} & {part for part in ("sesa", "5354") if part in result.value}
    assert scrubbed_text(result.value).replaced == 0


def test_what_follows_an_object_of_credentials_stays() -> None:
    text = '{"credentials": {"user": "u", "x": ["]"]}, "ok": [1], "cut'
    assert scrubbed_text(text).value == f'{{"credentials": "{GONE}", "ok": [1], "cut'


@pytest.mark.parametrize("value", [value for value, _ in REPLACED])
def test_what_is_replaced_is_suspected_by_the_engine(value: Any) -> None:
    found = duckdb.execute("SELECT regexp_matches(?, ?)", [json.dumps(value), SUSPECT]).fetchone()
    # Texts of JSON within are looked at whether they are suspected or not.
    assert found == (True,)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["a", "password", "apiKey", "tokens", "x"]), inner)
        ),
        max_leaves=12,
    )
)
def test_scrubbing_twice_is_scrubbing_once(value: Any) -> None:
    once = scrubbed_json(value)
    again = scrubbed_json(once.value)
    assert (again.value, again.replaced) == (once.value, 0)
