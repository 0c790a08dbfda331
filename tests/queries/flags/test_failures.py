"""Bursts of failures and logins after them, just below and just above their thresholds."""

from __future__ import annotations

from typing import Any

import pytest

from data.access import Viewer
from queries.filters import LogFilter
from tests.queries.asking import window
from tests.queries.conftest import MakeStore
from tests.queries.flags.flagging import AWAY, HOME, at, failure, failures, flags, login, names

START = "2026-10-05 10:00:00"


@pytest.mark.parametrize(
    ("count", "every", "expected"),
    [
        (10, 100, 1),  # the tenth exactly 15 minutes after the first
        (10, 100.001, 0),
        (9, 1, 0),
        (23, 25, 1),
        (40, 100, 1),  # it goes on: still one
    ],
)
def test_a_burst_is_ten_within_a_quarter_of_an_hour(
    embedded: MakeStore, count: int, every: float, expected: int
) -> None:
    found = flags(embedded(*failures(START, count, every)))
    assert [row["flag"] for row in found] == ["failure_burst"] * expected
    assert [row["counted"] for row in found] == [count] * expected


def test_a_burst_is_told_with_its_figures(embedded: MakeStore) -> None:
    too_early = failure("2026-07-07 09:59:59")  # the history goes back 90 days
    earlier = [too_early, failure("2026-07-07 10:00:00"), *failures("2026-07-08", 9, 3600)]
    burst = failures(START, 12, 10, data=AWAY)
    (found,) = flags(embedded(*earlier, failure(START, "bob@x.com"), *burst))
    assert found == {
        "flag": "failure_burst",
        "user": "ann@x.com",
        "place": "203.0.113.9",
        "place_kind": "ip",
        "first_at": "2026-10-05 10:00:00",
        "last_at": "2026-10-05 10:01:50",
        "counted": 12,
        "threshold": 10,
        "baseline": 10 / 90,
    }


def test_bursts_apart_are_two(embedded: MakeStore) -> None:
    first, later = failures(START, 10, 10), failures("2026-10-05 10:16:31", 10, 10)
    close = failures("2026-10-05 10:16:30", 10, 10)  # 15 minutes after the end of the first
    assert [row["counted"] for row in flags(embedded(*first, *later))] == [10, 10]
    assert [row["counted"] for row in flags(embedded(*first, *close))] == [20]


def test_failures_every_day_are_no_burst(embedded: MakeStore) -> None:
    """A program with an old password fails all day; three times its usual day stands out."""
    usual = [failure(at("2026-07-07 11:00", days=n)) for n in range(90) for _ in range(4)]
    burst = failures(START, 13, 10)
    assert names(embedded(*usual, *burst)) == ["failure_burst"]
    assert names(embedded(*usual, *burst[:12])) == []


@pytest.mark.parametrize(
    ("zone", "midnight", "days"),
    [
        ("UTC", "2026-10-06 00:00", ("2026-10-05 00:00", "2026-10-07 00:00")),
        ("Europe/London", "2026-10-25 01:00", ("2026-10-24 23:00", "2026-10-26 00:00")),
        ("America/New_York", "2026-11-01 06:00", ("2026-11-01 04:00", "2026-11-02 05:00")),
    ],
)
def test_a_burst_across_midnight_or_a_change_of_clocks_is_one(
    embedded: MakeStore, zone: str, midnight: str, days: tuple[str, str]
) -> None:
    store = embedded(*failures(at(midnight, seconds=-450), 10, 100))
    (whole,) = flags(store, LogFilter(zone=zone))
    assert whole["counted"] == 10
    before, after = window(days[0], midnight, zone=zone), window(midnight, days[1], zone=zone)
    assert flags(store, before) == flags(store, after) == [whole]
    assert flags(store, window(days[0], at(midnight, minutes=-8), zone=zone)) == []
    assert flags(store, window(at(midnight, minutes=8), days[1], zone=zone)) == []


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"user": "ann"}, 1),
        ({"user": "bob"}, 0),
        ({"ip": "203.0.113.*"}, 1),
        ({"ip": "192.0.2.7"}, 0),
        ({"device": "strange"}, 1),
        ({"log_types": ("user.login.*",)}, 1),
        ({"log_types": ("user.logout",)}, 0),
        ({"apps": ("Shop",)}, 1),
        ({"apps": ("2",)}, 0),
        ({"text": "203.0.113.9"}, 1),
    ],
)
def test_a_filter_keeps_flags_whose_evidence_it_matches(
    embedded: MakeStore, parts: dict[str, Any], expected: int
) -> None:
    burst = failures(START, 10, 10, data=AWAY, app_id=1, app="Shop")
    others = [login(START, "bob@x.com", data=HOME, app_id=2)]
    assert len(flags(embedded(*burst, *others), LogFilter(**parts))) == expected


def test_one_log_that_matches_is_enough(embedded: MakeStore) -> None:
    burst = failures(START, 9, 10)
    store = embedded(*burst, failure("2026-10-05 10:02", data=AWAY))
    assert flags(store, LogFilter(device="strange")) == flags(store) != []


def test_a_viewer_s_flags_are_of_the_apps_in_view(embedded: MakeStore) -> None:
    store = embedded(*failures(START, 9, 10, app_id=1), *failures(START, 9, 11, app_id=2))
    assert names(store) == ["failure_burst"]
    assert flags(store, viewer=Viewer("publisher", frozenset({1}))) == []


@pytest.mark.parametrize(
    ("entered", "user", "expected"),
    [
        ("2026-10-05 10:31:30", "ann@x.com", True),  # 30 minutes after the last failure
        ("2026-10-05 10:31:31", "ann@x.com", False),
        ("2026-10-05 10:01:35", "ann@x.com", True),
        ("2026-10-05 10:00:55", "ann@x.com", False),  # six failures so far
        ("2026-10-05 10:05:00", "bob@x.com", False),
    ],
)
def test_a_login_after_a_burst(
    embedded: MakeStore, entered: str, user: str, expected: bool
) -> None:
    store = embedded(*failures(START, 10, 10), login(entered, user))
    assert names(store) == ["failure_burst"] + ["success_after_burst"] * expected


def test_a_failed_attempt_after_a_burst_is_no_login(embedded: MakeStore) -> None:
    store = embedded(
        *failures(START, 10, 10), login("2026-10-05 10:05"), failure("2026-10-05 10:05:01")
    )
    assert names(store) == ["failure_burst"]


def test_a_login_amid_failures_by_the_second_is_found(embedded: MakeStore) -> None:
    every = [login(at(START, seconds=n)) for n in range(20)]
    failed = failures(at(START, seconds=0.1), 19, 1)
    (success,) = flags(embedded(*every, *failed), name="success_after_burst")
    assert (success["counted"], success["last_at"]) == (19, "2026-10-05 10:00:19")


def test_a_user_known_by_number_alone_is_a_known_one(stocked: MakeStore) -> None:
    """With a login afterwards, and somebody of another number beside."""
    told = failures(START, 12, 10, user=None, userId=5, data=AWAY)
    others = failures(START, 9, 10, user=None, userId=50, data=AWAY)
    entered = login(at(START, minutes=5), None, userId=5)
    found = flags(stocked(*told, *others, entered))
    assert [(row["flag"], row["user"], row["counted"]) for row in found] == [
        ("success_after_burst", "number 5", 12),
        ("failure_burst", "number 5", 12),
    ]


def test_accounts_known_by_number_alone_are_sprayed(embedded: MakeStore) -> None:
    each = [failure(at(START, seconds=n), None, userId=n, data=AWAY) for n in range(11)]
    home = login("2026-10-01 09:00", None, userId=3, data=AWAY)
    (found,) = flags(embedded(home, *each))
    assert (found["flag"], found["counted"]) == ("spray", 10)


def test_a_burst_is_the_users_whatever_address_data_names(embedded: MakeStore) -> None:
    told = failures(START, 12, 10, data={"email": "mistyped@x.com"})
    assert names(embedded(*told), LogFilter(user="ann@x.com")) == ["failure_burst"]
