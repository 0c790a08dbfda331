"""Sign-ins from new places, with and without two-factor authentication just removed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import Log, log
from tests.queries.conftest import MakeStore
from tests.queries.flags.flagging import AWAY, HOME, at, flags, login, logins, names

ENTERED = "2026-10-05 12:00:00"
STEADY = {"new_device": 30, "new_address": 60}


def history(count: int = 5, **fields: Any) -> list[Log]:
    """Daily logins from home at noon, the last of them the day before."""
    return logins(at(ENTERED, days=-count), count, **({"data": HOME} | fields))


def test_a_new_place_is_told_with_its_figures(embedded: MakeStore) -> None:
    assert flags(embedded(*history(), login(ENTERED, data=AWAY))) == [
        {
            "flag": "new_place",
            "user": "ann@x.com",
            "place": "strange",
            "place_kind": "device",
            "first_at": ENTERED,
            "last_at": ENTERED,
            "counted": 5,
            "threshold": 5,
            "baseline": 1.0,
        }
    ]


@pytest.mark.parametrize(
    ("before", "data"),
    [
        ([], AWAY),
        (history(4), AWAY),
        (history(), HOME),
        (history(), HOME | {"ip": "203.0.113.9"}),  # on the road
        (history(), AWAY | {"ip": "192.0.2.99"}),  # a new phone at home
        (history(), {"ip": "203.0.113.9"}),
        (history(), {"device": {"uuid": "strange"}}),
        (history(), None),
        (history(data=None), AWAY),
        (history(data={"device": {"uuid": "phone"}}), AWAY),
        (history(user="bob@x.com"), AWAY),
    ],
)
def test_no_new_place(embedded: MakeStore, before: list[Log], data: Any) -> None:
    assert flags(embedded(*before, login(ENTERED, data=data))) == []


def test_history_is_at_least_a_day(embedded: MakeStore) -> None:
    def entered(hours: float) -> list[str]:
        first = at(ENTERED, hours=-hours)
        earlier = [login(at(first, minutes=n), data=HOME) for n in range(6)]
        return names(embedded(*earlier, login(ENTERED, data=AWAY)))

    assert entered(24) == ["new_place"]
    assert entered(23.99) == []


@pytest.mark.parametrize(
    ("use", "expected"),
    [
        ({"user": "ann@x.com", "data": {"_deviceTrackingId": "strange"}}, []),
        ({"user": "ann@x.com", "data": {"ip": "203.0.113.77"}}, []),
        ({"user": "bob@x.com", "data": {"_deviceTrackingId": "strange"}}, ["new_place"]),
        ({"user": "ann@x.com", "acting": "stu@x.com", "data": AWAY}, ["new_place"]),
        ({"user": "ann@x.com", "log_type": "user.login.failed", "data": AWAY}, ["new_place"]),
        ({"user": "ann@x.com", "log_type": "email.delivered", "data": AWAY}, ["new_place"]),
    ],
)
def test_what_the_user_did_there_before_makes_it_familiar(
    embedded: MakeStore, use: dict[str, Any], expected: list[str]
) -> None:
    entered = login(ENTERED, data=AWAY)
    earlier = log("2026-03-05 12:00", **({"log_type": "app.analytics.pageView"} | use))
    assert names(embedded(*history(), earlier, entered)) == expected
    same_visit = log(at(ENTERED, minutes=-59), **({"log_type": "app.view"} | use))
    assert names(embedded(*history(), same_visit, entered)) == ["new_place"]


def test_only_the_first_sign_in_from_there(embedded: MakeStore) -> None:
    again = login(at(ENTERED, hours=1), data=AWAY)
    (found,) = flags(embedded(*history(), login(ENTERED, data=AWAY), again))
    assert found["first_at"] == ENTERED


def test_shared_accounts_have_no_places(embedded: MakeStore) -> None:
    def entered(devices: int) -> list[str]:
        own = [
            login(
                at("2026-09-01 12:00", days=n),
                data={"ip": "192.0.2.7", "device": {"uuid": f"d{n}"}},
            )
            for n in range(devices)
        ]
        return names(embedded(*own, login(ENTERED, data=AWAY)))

    assert entered(19) == ["new_place"]
    assert entered(20) == []


STRANGE_DEVICE = {"ip": "192.0.2.99", "device": {"uuid": "strange"}}
STRANGE_NETWORK = {"ip": "203.0.113.9", "device": {"uuid": "phone"}}


@pytest.mark.parametrize(
    ("data", "flag", "place", "place_kind"),
    [
        (STRANGE_DEVICE, "new_device", "strange", "device"),
        (STRANGE_NETWORK, "new_address", "203.0.113.9", "ip"),
    ],
)
def test_what_is_new_in_steady_habits_is_told_with_its_figures(
    embedded: MakeStore, data: Any, flag: str, place: str, place_kind: str
) -> None:
    assert flags(embedded(*history(STEADY[flag]), login(ENTERED, data=data))) == [
        {
            "flag": flag,
            "user": "ann@x.com",
            "place": place,
            "place_kind": place_kind,
            "first_at": ENTERED,
            "last_at": ENTERED,
            "counted": STEADY[flag],
            "threshold": STEADY[flag],
            "baseline": 1.0,
        }
    ]
    assert flags(embedded(*history(STEADY[flag] - 1), login(ENTERED, data=data))) == []


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (AWAY, ["new_place"]),  # both are new: one flag
        ({"device": {"uuid": "strange"}}, ["new_device"]),
        ({"ip": "203.0.113.9"}, ["new_address"]),
        (HOME, []),
        (HOME | {"ip": "192.0.2.99"}, []),  # the same network
        (None, []),
    ],
)
def test_one_new_thing_is_enough_in_steady_habits(
    embedded: MakeStore, data: Any, expected: list[str]
) -> None:
    assert names(embedded(*history(60), login(ENTERED, data=data))) == expected


@pytest.mark.parametrize(
    ("earlier", "data", "steady"),
    [
        (STRANGE_DEVICE | {"device": {"uuid": "tablet"}}, STRANGE_DEVICE, "new_device"),
        (STRANGE_NETWORK | {"ip": "198.51.100.1"}, STRANGE_NETWORK, "new_address"),
    ],
)
def test_whoever_changed_lately_is_not_steady(
    embedded: MakeStore, earlier: Any, data: Any, steady: str
) -> None:
    """The sign-ins count from the one on in which the newest of the earlier ones came."""

    def entered(since: int) -> list[str]:
        before = history(STEADY[steady] + 10)
        before.append(login(at(ENTERED, days=-since, seconds=-1), data=earlier))
        return names(embedded(*before, login(ENTERED, data=data)))

    assert entered(STEADY[steady] - 1) == [steady]
    assert entered(STEADY[steady] - 2) == []


@pytest.mark.parametrize("kind", ["device", "ip"])
def test_whoever_often_changes_is_never_flagged(embedded: MakeStore, kind: str) -> None:
    """A new device, or network, with every fifth sign-in."""
    often = []
    for n in range(85):
        there: dict[str, Any] = {"ip": "192.0.2.7", "device": {"uuid": "phone"}}
        there |= (
            {"device": {"uuid": f"d{n // 5}"}} if kind == "device" else {"ip": f"10.{n // 5}.0.1"}
        )
        often.append(login(at("2026-08-01 12:00", days=n), data=there))
    assert names(embedded(*often)) == []


def test_what_was_used_before_is_no_new_device_or_address(embedded: MakeStore) -> None:
    def entered(used: dict[str, Any], data: Any) -> list[str]:
        page = log("2026-03-05 12:00", "app.view", user="ann@x.com", data=used)
        return names(embedded(page, *history(60), login(ENTERED, data=data)))

    assert entered({"_deviceTrackingId": "strange"}, STRANGE_DEVICE) == []
    assert entered({"ip": "203.0.113.77"}, STRANGE_NETWORK) == []
    assert entered({"_deviceTrackingId": "strange"}, AWAY) == ["new_address"]
    assert entered({"ip": "203.0.113.77"}, AWAY) == ["new_device"]


FACTOR = "two_factor_then_new_device"


@pytest.mark.parametrize(
    ("removed", "data", "expected"),
    [
        (at(ENTERED, hours=-24), AWAY, True),
        (at(ENTERED, hours=-24, seconds=-1), AWAY, False),
        (at(ENTERED, seconds=1), AWAY, False),
        (at(ENTERED, hours=-1), AWAY | {"ip": "192.0.2.7"}, True),  # a new device is enough
        (at(ENTERED, hours=-1), {"device": {"uuid": "strange"}}, True),
        (at(ENTERED, hours=-1), {"ip": "203.0.113.9"}, False),
        (at(ENTERED, hours=-1), HOME, False),
    ],
)
def test_second_factor_removed_and_a_new_device(
    embedded: MakeStore, removed: str, data: Any, expected: bool
) -> None:
    gone = log(removed, "user.twofactor.remove", user="ann@x.com")
    found = flags(embedded(*history(), gone, login(ENTERED, data=data)), name=FACTOR)
    assert [row["first_at"] for row in found] == [removed.split(".")[0]] * expected


def test_the_admin_who_removed_it_is_told(embedded: MakeStore) -> None:
    gone = log(
        "2026-10-04 18:00",
        "organization.user.twofactor.remove",
        user="admin@x.com",
        data={"user": {"email": "ann@x.com"}},
    )
    (found,) = flags(embedded(*history(), gone, login(ENTERED, data=AWAY)), name=FACTOR)
    assert (found["user"], found["by"], found["place"]) == ("ann@x.com", "admin@x.com", "strange")
    assert (found["counted"], found["threshold"], found["baseline"]) == (1, 1, 1.0)
