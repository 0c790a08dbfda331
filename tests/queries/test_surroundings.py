"""The logs just before and after one: by hand, on every engine."""

from __future__ import annotations

from typing import Any

import pytest

from data.access import Viewer
from data.errors import InvalidFilter
from queries.filters import LogFilter
from tests.builders import Log, log
from tests.queries.asking import ALL, ask, window
from tests.queries.conftest import MakeStore


def at(time: str, number: int, **fields: Any) -> Log:
    return log(f"2026-10-05 {time}", id=number, **fields)


def night() -> list[Log]:
    """Nine logs, the numbers in another order than the moments; three at one moment."""
    return [
        at("09:00", 50, app_id=1),
        at("09:01", 40, app_id=2),
        at("09:02", 7, user="ann@x.com", app_id=1),
        at("09:02", 9, user="bob@x.com", app_id=1, data={"a": 1}),
        at("09:02", 8, app_id=2),
        at("09:03", 1, user="ann@x.com", app_id=1),
        at("09:04", -5),
        at("09:05", 3),
        at("23:59", 60),
    ]


def found(rows: list[tuple[Any, ...]]) -> list[tuple[int, int]]:
    """Positions and numbers."""
    return [row[:2] for row in rows]


def test_by_moment_then_by_number(stocked: MakeStore) -> None:
    store = stocked(*night())
    near = ask(store, "surroundings", log_id=8, before=3, after=2)
    assert found(near) == [(-3, 50), (-2, 40), (-1, 7), (0, 8), (1, 9), (2, 1)]
    (record,) = ask(store, "record_page", LogFilter(user="bob"))
    assert near[4] == (1, *record)
    ends = ask(store, "surroundings", log_id=-5)
    assert [position for position, _ in found(ends)] == list(range(-6, 3))
    assert found(ask(store, "surroundings", log_id=50, before=2, after=0)) == [(0, 50)]
    cut = ask(store, "surroundings", log_id=9, before=0, after=0, clamp=3)
    assert cut[0][-2:] == ('{"a', True)


def test_whoever_made_them_and_whenever(stocked: MakeStore) -> None:
    store = stocked(*night())
    everything = ask(store, "surroundings", log_id=8)
    assert len(everything) == 9
    for asked in (LogFilter(user="nobody"), window("2026-10-06", None), LogFilter(apps=("1",))):
        assert ask(store, "surroundings", asked, log_id=8) == everything


def test_only_what_may_be_seen(stocked: MakeStore) -> None:
    store = stocked(*night())
    viewer = Viewer("publisher", frozenset({1}))
    assert found(ask(store, "surroundings", ALL, viewer, log_id=9)) == [
        (-2, 50),
        (-1, 7),
        (0, 9),
        (1, 1),
    ]
    assert ask(store, "surroundings", ALL, viewer, log_id=8) == []


def test_no_log_has_no_surroundings(embedded: MakeStore) -> None:
    store = embedded(*night())
    assert ask(store, "surroundings") == ask(store, "surroundings", log_id=12345) == []
    for wrong in ({"log_id": "8"}, {"log_id": 8, "before": -1}, {"log_id": 8, "after": 1.5}):
        with pytest.raises(InvalidFilter, match="must be a whole number"):
            ask(store, "surroundings", **wrong)
