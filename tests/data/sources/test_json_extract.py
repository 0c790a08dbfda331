"""The engine and the careful way take a record apart alike."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.sources.json_careful import flat_members
from data.sources.json_extract import Extractor, _has_long_decimal, _with_long_decimals
from tests.data.sources.build import UNHURRIED

_TEXTS = st.text(st.characters(codec="utf-8"), max_size=6)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | _TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, max_size=3),
    max_leaves=5,
)
_KEYS = st.sampled_from(["id", "type", "data", "user", "app", "User", "x/y", "~", ""])
_RECORDS = st.dictionaries(
    _KEYS, _VALUES | st.fixed_dictionaries({"email": _TEXTS, "name": _VALUES}), max_size=6
)


@UNHURRIED
@given(records=st.lists(_RECORDS, min_size=1, max_size=5), indent=st.sampled_from([None, 1]))
def test_both_ways_give_the_same(records: list[dict[str, Any]], indent: int | None) -> None:
    dumped = [json.dumps(r, ensure_ascii=False, indent=indent) for r in records]
    texts = pa.array(dumped)
    with Extractor() as extractor:
        (rows,) = extractor.rows(texts, pa.array(range(len(records))), extractor.keys(texts))
    for index, text in enumerate(dumped):
        expected = {name: m.text for name, m in flat_members(text).items() if m.text is not None}
        found = {}
        for column in rows.columns:
            value = column.values[index].as_py()
            if value is not None:
                found[column.name] = value
        assert found == {name: _same(value, found.get(name)) for name, value in expected.items()}


def _same(text: str, other: str | None) -> str | None:
    """The other text where it is the same JSON: escapes may be written in several ways."""
    try:
        return other if other is not None and json.loads(text) == json.loads(other) else text
    except ValueError:
        return text


def test_an_app_action_s_wrapper_is_taken_off_both_ways() -> None:
    wrapped = '{"trigger":"log","log":{"id":1,"type":"t","createdAt":"c"}}'
    assert [*flat_members(wrapped)] == ["id", "type", "createdAt"]
    log = '{"id":2,"type":"t","log":{"id":3}}'
    assert flat_members(log)["id"].text == "2"
    texts = pa.array([wrapped, log])
    with Extractor() as extractor:
        (rows,) = extractor.rows(texts, pa.array([1, 2]), extractor.keys(texts))
    ids = rows.field("id")
    assert ids is not None
    assert ids.to_pylist() == ["1", "2"]


@pytest.mark.parametrize(
    ("number", "long"),
    [
        ("0.12345678901234567", False),
        ("0.123456789012345678", True),
        ("123456789012345678.5", True),
        ("12345678901234567890", False),
        ("1234567890.1234567", False),
        ("1234567890.12345678", True),
    ],
)
@pytest.mark.parametrize("before", range(8))
def test_decimals_with_more_digits_than_the_engine_keeps(
    number: str, long: bool, before: int
) -> None:
    texts = pa.array(["0." * before, " " * before + f'{{"n":{number}}}', "1" * 40])
    assert _has_long_decimal(texts[1].as_py()) is long
    assert _with_long_decimals(texts) == ([1] if long else [])
    assert _with_long_decimals(texts[1:]) == ([0] if long else [])
    assert _with_long_decimals(texts[2:]) == []
