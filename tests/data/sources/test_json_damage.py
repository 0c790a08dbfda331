"""Broken and cut JSON: what is whole is read, what is not is given back as text."""

from __future__ import annotations

import json
from typing import Any
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.sources import json_text
from data.sources.json_values import ENDS_EARLY
from tests.data.sources.build import UNHURRIED, WHEN, contents

LINES = [
    json.dumps({"id": n, "type": "t", "createdAt": WHEN, "data": {"a": [{"b": n}]}})
    for n in range(1, 6)
]


def _damaged(position: int, text: str) -> list[str]:
    return [*LINES[:position], text, *LINES[position + 1 :]]


@pytest.mark.parametrize("size", [1, 1 << 20])
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (LINES[2][:-20], "not valid JSON: Expecting ',' delimiter"),
        (LINES[2].replace('"type"', "type"), "not valid JSON: Expecting value"),
        (LINES[2].replace('"t"', '"t'), "not valid JSON: Expecting"),
        (LINES[2].replace('"t"', '"\t"'), "not valid JSON: Invalid control character at"),
        ("oops", "not valid JSON: Expecting value"),
        ("{", "not valid JSON: Expecting"),
    ],
)
@pytest.mark.parametrize("form", ["lines", "list", "page"])
def test_a_broken_record_in_the_middle(text: str, reason: str, form: str, size: int) -> None:
    records = _damaged(2, text)
    whole = {
        "lines": "\n".join(records),
        "list": f"[{', '.join(records)}]",
        "page": f'{{"query": {{"a": 1}}, "logs": [{",".join(records)}], "totalCount": 5}}',
    }[form]
    read = contents(whole, batch_bytes=size)
    assert read.column("id") == ["1", "2", "4", "5"]
    assert read.column("line") == [1, 2, 4, 5]
    ((line, why),) = read.reasons
    assert line == 3
    assert why.startswith(reason.partition(":")[0])
    assert read.rejects[0].text == text


def test_a_line_cut_and_another_appended_to_it() -> None:
    read = contents("\n".join([LINES[0], LINES[1][:30] + LINES[2], LINES[3]]))
    assert read.column("id") == ["1", "3", "4"]
    assert [reject.text for reject in read.rejects] == [LINES[1][:30]]


def test_broken_records_that_are_pretty_printed() -> None:
    pretty = [json.dumps(json.loads(record), indent=2) for record in LINES]
    pretty[1] = pretty[1].replace('"type"', "type")
    read = contents("\n".join(pretty))
    assert read.column("id") == ["1", "3", "4", "5"]
    assert [reject.text for reject in read.rejects] == [pretty[1]]
    assert read.rejects[0].line == 1 + pretty[0].count("\n") + 1


@pytest.mark.parametrize("size", [1, 1 << 20])
@pytest.mark.parametrize("form", ["{}", "[{}", '{{"query":{{}},"logs":[{}'])
@pytest.mark.parametrize("end", [1, 9, 15, 40, -2, -1])
def test_a_file_cut_inside_a_record(form: str, end: int, size: int) -> None:
    separator = "\n" if form == "{}" else ","
    cut = LINES[3][:end]
    read = contents(form.format(separator.join([*LINES[:3], cut])), batch_bytes=size)
    assert read.column("id") == ["1", "2", "3"]
    assert read.reasons == [(4, "cut off")]
    assert read.rejects[0].text == cut


@pytest.mark.parametrize("rest", ["]", '],"total', '],"query":{"where":{"a', '],"n":tr'])
def test_a_page_cut_after_its_records_lacks_none(rest: str) -> None:
    read = contents('{"logs":[' + ",".join(LINES) + rest)
    assert read.column("id") == ["1", "2", "3", "4", "5"]
    assert not read.rejects


@pytest.mark.parametrize("rest", [",", ", ", ""])
@pytest.mark.parametrize("start", ['{"logs":[', "["])
def test_a_list_cut_between_its_records_is_told(start: str, rest: str) -> None:
    read = contents(start + ",".join(LINES) + rest)
    assert read.column("id") == ["1", "2", "3", "4", "5"]
    assert read.reasons == [(6, ENDS_EARLY)]


def test_only_a_cut_record() -> None:
    read = contents(LINES[0][:20])
    assert (read.rows, read.reasons) == ([], [(1, "cut off")])


def test_the_last_record_of_a_page_is_broken_and_another_page_follows() -> None:
    pages = [f'{{"logs":[{LINES[0]},{LINES[1][:-1]}]}}', f'{{"logs":[{LINES[2]}]}}']
    read = contents("\n".join(pages))
    assert read.column("id") == ["1", "3"]
    assert read.reasons == [(2, "not valid JSON: Expecting ',' delimiter")]
    assert read.rejects[0].text.startswith(LINES[1][:-1])


def test_what_is_longer_than_any_record_is_not_waited_for() -> None:
    """A string without an end; the limit is lowered from 160 million characters."""
    endless = LINES[1].replace('"t"', '"' + "x" * 5_000)
    with mock.patch.object(json_text, "MAX_HELD_CHARACTERS", 1_000):
        read = contents(f"[{LINES[0]},{endless[:5_000]}, {LINES[2]}]", batch_bytes=100)
    assert read.column("id") == ["1", "3"]
    assert "".join(reject.text for reject in read.rejects).startswith(endless[:4_000])


def test_nesting_that_is_too_deep_is_refused() -> None:
    deep = LINES[1].replace('"t"', "[" * 100_000 + "]" * 100_000)
    read = contents(f"[{LINES[0]},{deep},{LINES[2]}]")
    assert read.column("id") == ["1", "3"]
    assert read.reasons == [(2, "not valid JSON: nested too deeply")]


def test_bytes_of_another_encoding_do_not_break_a_line() -> None:
    raw = "\n".join([LINES[0], LINES[1].replace('"t"', '"tï"'), LINES[2]]).encode("cp1252")
    assert contents(raw).column("type") == ["t", "tï", "t"]


_DATA: st.SearchStrategy[dict[str, Any]] = st.dictionaries(
    st.sampled_from(["a", "b}", '{"', "]", "x,"]),
    st.sampled_from([1, None, "{", "}", '"}', "],[", "a\\", [{"x": 1}], {"y": {}}]),
    max_size=3,
)


@UNHURRIED
@given(
    datas=st.lists(_DATA, min_size=1, max_size=8),
    cuts=st.dictionaries(st.integers(1, 7), st.integers(1, 60), max_size=3),
    form=st.sampled_from(["lines", "list", "page"]),
    size=st.sampled_from([1, 50, 1 << 20]),
)
def test_whole_records_are_read_whatever_was_cut_around_them(
    datas: list[dict[str, Any]], cuts: dict[int, int], form: str, size: int
) -> None:
    texts = [
        json.dumps({"id": n, "type": "t", "data": data, "createdAt": WHEN})
        for n, data in enumerate(datas)
    ]
    written = [t[: min(cuts[n], len(t) - 1)] if n in cuts else t for n, t in enumerate(texts)]
    start, separator, end = {
        "lines": ("[]\n", "\n", "\n"),
        "list": ("[", ",\n", "]"),
        "page": ('{"logs":[', ",", '],"query":{}}'),
    }[form]
    read = contents(start + separator.join(written) + end, batch_bytes=size)
    assert read.column("id") == [str(n) for n in range(len(datas)) if n not in cuts]
    left = "".join(reject.text for reject in read.rejects)
    for number in cuts.keys() & set(range(len(datas))):
        assert written[number].rstrip(" ,") in left
