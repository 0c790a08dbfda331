"""Logs in the making: columns, requests that several logs share, texts made at once."""

from __future__ import annotations

import json
import uuid

import numpy as np

from data.demo.dice import Dice
from data.demo.kinds import number_of, types
from data.demo.rows import APP, NONE, STUDIO, Log, joined, rows, written
from data.demo.text import as_json, filled, taken, uuids


def test_written_logs_keep_their_fields_and_order() -> None:
    made = written(
        [
            Log(5, "app.publish", STUDIO, {"_userEmail": "é@example.com"}, app=2, user=3),
            Log(4, "user.logout", APP, None),
        ]
    )
    assert made.at.tolist() == [5, 4]
    assert [types()[number] for number in made.kind.tolist()] == ["app.publish", "user.logout"]
    assert (made.app.tolist(), made.user.tolist()) == ([2, NONE], [3, NONE])
    assert made.data.to_pylist() == ['{"_userEmail": "é@example.com"}', None]


def test_requests_are_shared_only_where_logs_say_so() -> None:
    def log(request: int | None) -> Log:
        return Log(1, "user.login", APP, None, request=request)

    first = written([log(900), log(None), log(900), log(NONE)])
    both = joined([first, written([log(900), log(None)])]).request.tolist()
    assert both[0] == both[2]
    assert both[3] == NONE
    assert len({both[0], both[1], both[4], both[5]}) == 4


def test_rows_spread_single_values_and_keep_what_is_marked() -> None:
    made = rows(np.array([1, 2, 3]), "app.view", as_json([1, 2, 3]), category=APP, app=7)
    assert set(made.kind.tolist()) == {number_of("app.view")}
    for which in (np.array([True, False, True]), np.array([0, 2])):
        kept = made.kept(which)
        assert (kept.at.tolist(), kept.data.to_pylist()) == ([1, 3], ["1", "3"])
        assert kept.app.tolist() == [7, 7]


def test_uuids_are_different_and_of_version_four() -> None:
    names = uuids(Dice(7, "test"), 500).to_pylist()
    assert len(set(names)) == 500
    assert {uuid.UUID(name).version for name in names} == {4}
    assert all(str(uuid.UUID(name)) == name for name in names)
    assert uuids(Dice(7, "test"), 0).to_pylist() == []


def test_templates_are_filled_row_by_row() -> None:
    title = 'She said "no" \\ left'
    texts = filled(
        '{"page": <title>, "n": <n>, "os": "<os>"}',
        title=as_json([title, "plain"]),
        n=np.array([1, -2]),
        os=taken(["iOS", "Win32"], np.array([1, 0])),
    )
    assert [json.loads(text) for text in texts.to_pylist()] == [
        {"page": title, "n": 1, "os": "Win32"},
        {"page": "plain", "n": -2, "os": "iOS"},
    ]


def test_a_negative_position_takes_nothing() -> None:
    assert taken(["a", "b"], np.array([1, NONE, 0])).to_pylist() == ["b", None, "a"]
