"""Sign-ins at unusual hours: just below and above the thresholds, midnight, changes of clocks."""

from __future__ import annotations

import pytest

from queries.filters import LogFilter
from tests.builders import Log, log
from tests.queries.conftest import MakeStore
from tests.queries.flags.flagging import HOME, at, failure, flags, login, names

LATE = "2026-10-20 14:30:00"


def history(count: int = 20, days: int = 5, hour: int = 10) -> list[Log]:
    """Logins at an hour, one a minute, on some days before the twentieth."""
    return [
        login(at(f"2026-10-{10 + n % days:02} {hour:02}:00", minutes=n // days))
        for n in range(count)
    ]


def test_an_unusual_hour_is_told_with_its_figures(embedded: MakeStore) -> None:
    assert flags(embedded(*history(), login(LATE, data={"ip": "203.0.113.9"}))) == [
        {
            "flag": "unusual_hour",
            "user": "ann@x.com",
            "place": "203.0.113.9",
            "place_kind": "ip",
            "first_at": LATE,
            "last_at": LATE,
            "counted": 20,
            "threshold": 20,
            "baseline": 1.0,
        }
    ]


@pytest.mark.parametrize(
    ("earlier", "entered", "expected"),
    [
        (history(), "2026-10-20 12:00:00", True),
        (history(), "2026-10-20 11:59:59", False),
        (history(), "2026-10-20 09:00:00", False),
        (history(), "2026-10-20 08:59:59", True),
        (history(19), LATE, False),
        (history(20, days=4), LATE, False),
        (history(hour=23), "2026-10-20 00:59:59", False),  # hours are near across midnight
        (history(hour=23), "2026-10-20 01:00:00", True),
        (history(hour=0), "2026-10-20 23:00:00", False),
        (history(hour=0), "2026-10-20 22:59:59", True),
    ],
)
def test_hours_near_those_before_are_usual(
    embedded: MakeStore, earlier: list[Log], entered: str, expected: bool
) -> None:
    assert names(embedded(*earlier, login(entered))) == ["unusual_hour"] * expected


def test_late_work_on_a_familiar_device_is_usual(embedded: MakeStore) -> None:
    entered = login(LATE, data=HOME)
    used = {"_deviceTrackingId": "phone"}
    page = log("2026-03-01 10:00", "app.view", user="ann@x.com", data=used)
    assert names(embedded(*history(), entered)) == ["unusual_hour"]
    assert names(embedded(*history(), login("2026-10-19 10:00", data=HOME), entered)) == []
    assert names(embedded(*history(), page, entered)) == []
    failed = failure("2026-10-19", data=HOME)
    assert names(embedded(*history(), failed, entered)) == ["unusual_hour"]


def test_failures_are_no_sign_ins(embedded: MakeStore) -> None:
    failed = [login(LATE), log(at(LATE, seconds=1), "user.login.failed", user="ann@x.com")]
    assert flags(embedded(*history(), *failed)) == []
    assert flags(embedded(*history(19), *failed, login("2026-10-20 18:00"))) == []


def test_whoever_was_active_then_keeps_that_hour(embedded: MakeStore) -> None:
    def entered(log_type: str, when: str) -> list[str]:
        return names(embedded(*history(), log(when, log_type, user="ann@x.com"), login(LATE)))

    assert entered("app.analytics.pageView", "2026-03-01 13:10") == []
    assert entered("app.analytics.pageView", "2026-03-01 12:59") == ["unusual_hour"]
    assert entered("sms.2fa", "2026-03-01 13:10") == ["unusual_hour"]
    assert entered("app.analytics.pageView", "2026-10-20 13:40") == ["unusual_hour"]


def test_hours_are_those_of_the_clock_in_the_zone(embedded: MakeStore) -> None:
    """Ten in London is 09:00 UTC until the 25th of October and 10:00 UTC from then on."""
    summer = [login(at(f"2026-10-{n % 5 + 10} 09:10", minutes=n)) for n in range(20)]

    def entered(when: str, zone: str) -> list[str]:
        return names(embedded(*summer, login(when)), LogFilter(zone=zone))

    assert entered("2026-10-27 11:30", "Europe/London") == []  # at eleven, when ten is usual
    assert entered("2026-10-27 11:30", "UTC") == ["unusual_hour"]
    assert entered("2026-10-27 12:10", "Europe/London") == ["unusual_hour"]
    assert entered("2026-10-24 11:30", "Europe/London") == ["unusual_hour"]  # at half past twelve
