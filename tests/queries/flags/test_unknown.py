"""Bursts of failures that name no user, just below and just above the threshold."""

from __future__ import annotations

from typing import Any

import pytest

from queries.filters import LogFilter
from tests.builders import Log
from tests.queries.asking import window
from tests.queries.conftest import MakeStore
from tests.queries.flags.flagging import AWAY, HOME, at, failure, failures, flags, names

START = "2026-10-05 23:55:00"
NAME = "unknown_burst"


def unknown(count: int, every: float, data: Any = AWAY, start: str = START) -> list[Log]:
    """Failures of nobody known, before and after midnight."""
    return failures(start, count, every, user=None, data=data)


@pytest.mark.parametrize(
    ("count", "every", "expected"),
    [(10, 100, [10]), (10, 100.001, []), (9, 1, []), (40, 100, [40])],
)
def test_a_burst_is_ten_within_a_quarter_of_an_hour(
    embedded: MakeStore, count: int, every: float, expected: list[int]
) -> None:
    found = flags(embedded(*unknown(count, every)))
    assert [(row["flag"], row["counted"]) for row in found] == [(NAME, n) for n in expected]


def test_a_burst_of_nobody_known_is_told_with_its_figures(stocked: MakeStore) -> None:
    earlier = [failure(at("2026-09-01", days=n), None, data=AWAY) for n in range(9)]
    others = [failure(START, data=AWAY), failure(START, None, data=HOME), failure(START, None)]
    store = stocked(*earlier, *others, *unknown(11, 60))
    expected = {
        "flag": NAME,
        "place": "203.0.113.9",
        "place_kind": "ip",
        "first_at": "2026-10-05 23:55:00",
        "last_at": "2026-10-06 00:05:00",
        "counted": 11,
        "threshold": 10,
        "baseline": 9 / 90,
        "tried": 0,
    }
    assert flags(store) == [expected]
    assert flags(store, window("2026-10-06", "2026-10-07")) == [expected]
    assert flags(store, window("2026-10-06 00:06", "2026-10-07")) == []
    assert flags(store, LogFilter(ip="203.0.113.9")) == [expected]
    assert flags(store, LogFilter(ip="192.0.2.7")) == []
    assert flags(store, LogFilter(user="ann")) == []


def test_addresses_that_data_names_are_told(embedded: MakeStore) -> None:
    one = [AWAY | {"email": "Ann@x.com"}] * 5 + [AWAY] * 5
    many = [AWAY | {"user": {"email": f"u{n % 4}@x.com"}} for n in range(10)]

    def told(data: list[dict[str, Any]]) -> tuple[Any, Any]:
        tried = [failure(at(START, seconds=n), None, data=d) for n, d in enumerate(data)]
        (found,) = flags(embedded(*tried))
        return found.get("user"), found["tried"]

    assert told(one) == ("ann@x.com", 1)
    assert told(many) == (None, 4)


def test_failures_every_day_are_no_burst(embedded: MakeStore) -> None:
    usual = [failure(at("2026-07-08 11:00", days=n), None, data=AWAY) for n in range(90)] * 4
    assert names(embedded(*usual, *unknown(13, 10))) == [NAME]
    assert names(embedded(*usual, *unknown(12, 10))) == []


def test_one_device_that_changes_its_address_is_found(embedded: MakeStore) -> None:
    moving = [
        failure(at(START, seconds=10 * n), None, data=AWAY | {"ip": f"203.0.113.{n}"})
        for n in range(10)
    ]
    (found,) = flags(embedded(*moving))
    assert (found["place"], found["place_kind"], found["counted"]) == ("strange", "device", 10)


def test_the_device_of_a_flagged_address_counts_what_came_from_elsewhere(
    embedded: MakeStore,
) -> None:
    def elsewhere(count: int) -> list[tuple[str, int]]:
        away = unknown(count, 1, {"device": {"uuid": "strange"}}, at(START, minutes=5))
        found = flags(embedded(*unknown(10, 1), *away))
        return sorted((row["place_kind"], row["counted"]) for row in found)

    assert elsewhere(9) == [("ip", 10)]
    assert elsewhere(10) == [("device", 10), ("ip", 10)]


def test_known_users_and_unknown_places_do_not_count(embedded: MakeStore) -> None:
    assert flags(embedded(*unknown(30, 1, {"reason": "Invalid password"}))) == []
    assert flags(embedded(*unknown(9, 1), failure(at(START, seconds=9), data=AWAY))) == []
