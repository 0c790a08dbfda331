"""One place that fails on many accounts, just below and just above the threshold."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import Log
from tests.queries.asking import window
from tests.queries.conftest import MakeStore
from tests.queries.flags.flagging import AWAY, at, failure, flags, login, names

START = "2026-10-05 23:30:00"


def spray(accounts: int, every: float, data: Any = None) -> list[Log]:
    """One failure on each account in turn, before and after midnight."""
    told = AWAY if data is None else data
    return [
        failure(at(START, seconds=every * n), f"u{n}@x.com", data=told) for n in range(accounts)
    ]


@pytest.mark.parametrize(
    ("accounts", "every", "expected"),
    [(10, 400, [10]), (10, 400.001, []), (9, 1, []), (36, 180, [36])],
)
def test_a_spray_is_ten_accounts_within_the_hour(
    embedded: MakeStore, accounts: int, every: float, expected: list[int]
) -> None:
    found = flags(embedded(*spray(accounts, every)))
    assert [row["counted"] for row in found] == expected
    assert {row["place"] for row in found} <= {"203.0.113.9"}


def test_a_spray_is_told_with_its_figures(embedded: MakeStore) -> None:
    earlier = [failure(at("2026-09-01", days=n), "u1@x.com", data=AWAY) for n in range(9)]
    store = embedded(*earlier, *spray(10, 360))
    expected = {
        "flag": "spray",
        "place": "203.0.113.9",
        "place_kind": "ip",
        "first_at": "2026-10-05 23:30:00",
        "last_at": "2026-10-06 00:24:00",
        "counted": 10,
        "threshold": 10,
        "baseline": 9 / 90,
    }
    assert flags(store) == [expected]
    assert flags(store, window("2026-10-06", "2026-10-07")) == [expected]
    assert flags(store, window("2026-10-06 00:25", "2026-10-07")) == []


def test_an_account_counts_once(embedded: MakeStore) -> None:
    again = [failure(at(START, seconds=5000 + n), f"u{n % 9}@x.com", data=AWAY) for n in range(20)]
    assert flags(embedded(*spray(9, 300), *again)) == []


def test_accounts_at_home_there_do_not_count(embedded: MakeStore) -> None:
    """People mistype at their office too."""
    familiar = login("2026-10-01 09:00", "u3@x.com", data=AWAY)
    assert flags(embedded(familiar, *spray(10, 10))) == []
    (found,) = flags(embedded(familiar, *spray(11, 10)))
    assert found["counted"] == 10


def test_one_device_that_changes_its_address_is_found(embedded: MakeStore) -> None:
    moving = [
        failure(at(START, seconds=10 * n), f"u{n}@x.com", data=AWAY | {"ip": f"203.0.113.{n}"})
        for n in range(11)
    ]
    (found,) = flags(embedded(*moving))
    assert (found["place"], found["place_kind"], found["counted"]) == ("strange", "device", 11)


def test_unknown_places_and_users_make_no_spray(embedded: MakeStore) -> None:
    assert flags(embedded(*spray(30, 1, {"reason": "Invalid password"}))) == []
    nobody = [failure(at(START, seconds=n), None, data=AWAY) for n in range(30)]
    assert names(embedded(*nobody)) == ["unknown_burst"]
