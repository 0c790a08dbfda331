"""What counts as one attempt to log in, by hand, on every engine."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from data.errors import InvalidFilter
from queries.filters import LogFilter
from tests.builders import Log, log, utc
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore

DAY = date(2026, 10, 5)


def login(at: str, outcome: str = "", user: str | None = "ann@x.com", **fields: Any) -> Log:
    """A login log at a time of 5 October."""
    return log(f"2026-10-05 {at}", f"user.login{outcome}", user=user, **fields)


CASES: dict[str, tuple[list[Log], dict[str, int]]] = {
    "an attempt alone succeeded": ([login("10:00:00")], {"succeeded": 1}),
    "a pair is one attempt": (
        [login("10:00:00"), login("10:00:00.4", ".failed")],
        {"failed": 1},
    ),
    "the companion may come first": (
        [login("10:00:00", ".sso"), login("10:00:02")],
        {"sso": 1},
    ),
    "more than two seconds apart are two": (
        [login("10:00:00"), login("10:00:02.001", ".failed")],
        {"succeeded": 1, "failed": 1},
    ),
    "a companion alone is an attempt": (
        [login("10:00", ".failed"), login("11:00", ".first"), login("12:00", ".sso")],
        {"failed": 1, "first": 1, "sso": 1},
    ),
    "a first login through SSO is a first one": (
        [login("10:00:00"), login("10:00:00.1", ".sso"), login("10:00:00.2", ".first")],
        {"first": 1},
    ),
    "a burst: two fail, the third succeeds": (
        [
            login("10:00:00"),
            login("10:00:00.1", ".failed"),
            login("10:00:01"),
            login("10:00:01.1", ".failed"),
            login("10:00:02.5"),
        ],
        {"succeeded": 1, "failed": 2},
    ),
    "a burst that lacks a companion and an attempt": (
        [login("10:00:00"), login("10:00:01", ".failed"), login("10:00:02", ".failed")],
        {"failed": 2},
    ),
    "two users at once are two attempts": (
        [login("10:00:00"), login("10:00:00", ".failed", user="bob@x.com")],
        {"succeeded": 1, "failed": 1},
    ),
    "users are told apart by number where they have no address": (
        [
            login("10:00:00", user=None, userId=1),
            login("10:00:00", ".failed", user=None, userId=1),
            login("10:00:00", ".failed", user=None, userId=2),
        ],
        {"failed": 2},
    ),
    "nobody known is one user": (
        [login("10:00:00", user=None), login("10:00:01", ".failed", user=None)],
        {"failed": 1},
    ),
    "an unknown companion belongs to its attempt": (
        [login("10:00:00"), login("10:00:00.1", ".passkey")],
        {"succeeded": 1},
    ),
    "an unknown companion belongs to an outcome too": (
        [login("10:00:00", ".passkey"), login("10:00:00.1", ".failed")],
        {"failed": 1},
    ),
    "unknown companions alone are attempts": (
        [login("10:00:00", ".passkey"), login("10:00:01", ".passkey")],
        {"succeeded": 2},
    ),
    "other types are no logins": (
        [log("2026-10-05 10:00", "user.logout", user="ann@x.com"), login("10:00:00")],
        {"succeeded": 1},
    ),
}


def cases_on_days_of_their_own() -> tuple[list[Log], dict[date, str]]:
    logs, days = [], {}
    for number, (name, (rows, _)) in enumerate(CASES.items()):
        later = timedelta(days=number)
        logs += [row | {"createdAt": row["createdAt"] + later} for row in rows]
        days[DAY + later] = name
    return logs, days


def test_attempts(stocked: MakeStore) -> None:
    logs, days = cases_on_days_of_their_own()
    store = stocked(*logs)
    found: dict[str, dict[str, int]] = {name: {} for name in CASES}
    for day, outcome, logins in ask(store, "logins_by_day"):
        found[days[day]][outcome] = logins
    assert found == {name: expected for name, (_, expected) in CASES.items()}

    figures = ask(store, "figures_over_time")
    assert {days[day]: (logins, failed) for day, _, _, _, logins, failed, _ in figures} == {
        name: (sum(expected.values()), expected.get("failed", 0))
        for name, (_, expected) in CASES.items()
    }


def test_an_attempt_across_midnight_belongs_to_the_log_that_tells_its_end(
    stocked: MakeStore,
) -> None:
    store = stocked(
        log("2026-07-01 23:59:59", "user.login"),
        log("2026-07-02 00:00:00.5", "user.login.failed"),
        log("2026-07-02 22:59:59.5", "user.login"),  # before midnight in London
        log("2026-07-02 23:00:01", "user.login.sso"),
    )
    assert ask(store, "logins_by_day") == [
        (date(2026, 7, 2), "failed", 1),
        (date(2026, 7, 2), "sso", 1),
    ]
    assert ask(store, "logins_by_day", LogFilter(zone="Europe/London")) == [
        (date(2026, 7, 2), "failed", 1),
        (date(2026, 7, 3), "sso", 1),
    ]


def test_an_attempt_across_the_windows_edge_is_counted_once(stocked: MakeStore) -> None:
    store = stocked(
        log("2026-07-01 23:59:59", "user.login"),
        log("2026-07-02 00:00:00", "user.login.failed"),
    )
    before = window("2026-07-01", "2026-07-02")
    after = window("2026-07-02", "2026-07-03")
    assert ask(store, "logins_by_day", before) == []
    assert ask(store, "logins_by_day", after) == [(date(2026, 7, 2), "failed", 1)]


def test_the_hour_that_comes_twice(stocked: MakeStore) -> None:
    store = stocked(
        log("2026-10-25 00:59:59.5", "user.login"),  # 01:59:59.5 before clocks go back
        log("2026-10-25 01:00:00.5", "user.login.failed"),  # 01:00:00.5 after
        log("2026-10-25 01:59:59", "user.login"),
    )
    london = LogFilter(zone="Europe/London")
    assert ask(store, "logins_by_day", london) == [
        (date(2026, 10, 25), "failed", 1),
        (date(2026, 10, 25), "succeeded", 1),
    ]
    hours = [(row[0], row[4], row[5]) for row in ask(store, "figures_by_hour", london)]
    assert hours == [("2026-10-25 00:00:00", 0, 0), ("2026-10-25 01:00:00", 2, 1)]


def test_a_burst_without_a_pause_counts_in_every_window_at_its_moments(
    stocked: MakeStore,
) -> None:
    """One failure a second from 23:50 to 00:10, and a success in the middle of it."""
    began = utc("2026-07-01 23:50")
    pairs = [
        log("2026-07-01", f"user.login{end}", user="ann@x.com")
        | {"createdAt": began + timedelta(seconds=n, milliseconds=100 * bool(end))}
        for n in range(1200)
        for end in ("", ".failed")
    ]
    entered = log("2026-07-02 00:05:00.5", "user.login", user="ann@x.com")
    store = stocked(*pairs, entered)
    assert ask(store, "logins_by_day") == [
        (date(2026, 7, 1), "failed", 600),
        (date(2026, 7, 2), "failed", 600),
        (date(2026, 7, 2), "succeeded", 1),
    ]
    middle = ask(store, "security_figures", window("2026-07-01 23:55", "2026-07-02 00:05"))
    assert middle[0][:3] == (600, 0, 600)
    assert middle[0][7] == 1
    assert len(ask(store, "login_attempts")) == 1201
    (user,) = ask(store, "login_failures_by_user")
    assert user[:2] == ("ann@x.com", 1200)


def two_ways_in() -> list[Log]:
    return [
        # to apps
        login("09:00:00", user="bob@x.com", category="app"),
        login("10:00:00", category="app"),
        login("10:00:00.1", ".failed", category="app"),
        login("10:01:00", category="app"),
        login("11:00:00", ".first", category="app"),
        login("12:00:00", ".sso", category="app"),
        login("13:00:00", ".failed", category=None),  # the attempt beside it says to what
        login("13:00:00.1", category="app"),
        login("14:00:00", user=None, category="app"),
        # to Studio
        login("15:00:00", category="studio"),
        login("15:00:00.1", ".failed", category="studio"),
        # to neither
        login("16:00:00", category="appAction"),
        login("17:00:00", user="bob@x.com", category=None),
        # no login
        log("2026-10-05 18:00", "studio.analytics.presence", user="ann@x.com", category="studio"),
    ]


def test_logins_to_apps_and_to_studio(stocked: MakeStore) -> None:
    store = stocked(*two_ways_in())
    assert ask(store, "S3") == [
        ("ann@x.com", 5, 1, 2, 1, 1, "2026-10-05 13:00:00"),
        ("bob@x.com", 1, 1, 0, 0, 0, "2026-10-05 09:00:00"),
        (None, 1, 1, 0, 0, 0, "2026-10-05 14:00:00"),
    ]
    assert ask(store, "S4") == [("ann@x.com", 1, 0, 1, 0, 0, "2026-10-05 15:00:00")]
    assert ask(store, "app_logins", LogFilter(categories=("studio",))) == []
    assert ask(store, "studio_logins", window(None, "2026-10-05 15:00")) == []


def test_logins_by_category(stocked: MakeStore) -> None:
    store = stocked(*two_ways_in(), log("2026-10-05 23:30", "user.login", category="studio"))
    assert ask(store, "logins_by_category_by_day") == [
        (DAY, "app", 7, 2),
        (DAY, "appAction", 1, 0),
        (DAY, "studio", 2, 1),
        (DAY, None, 1, 0),
    ]
    london = window("2026-10-05 15:30", None, zone="Europe/London")
    assert ask(store, "logins_by_category_by_day", london) == [
        (DAY, "appAction", 1, 0),
        (DAY, None, 1, 0),
        (DAY + timedelta(days=1), "studio", 1, 0),  # half past midnight in London
    ]


def test_attempts_one_by_one(stocked: MakeStore) -> None:
    here = {"ip": "10.0.0.1", "deviceId": "d-1"}
    store = stocked(
        login("10:00:00", app="Shop", app_id=1),
        login("10:00:00.5", ".failed", data=here),  # the one says which app, the other from where
        login("10:00:01", ".failed"),
        login("10:00:01.5"),
        login("10:00:03"),
        login("11:00:00", ".first", data={"ip": "10.0.0.2"}),
        login("11:00:00", ".sso", user="bob@x.com"),
        login("11:00:00", user=None),
        log("2026-10-05 12:00", "user.logout", user="ann@x.com"),  # to be excluded
    )
    rows = [
        ("2026-10-05 11:00:00", None, "succeeded", None, None, None, 8),
        ("2026-10-05 11:00:00", "bob@x.com", "sso", None, None, None, 7),
        ("2026-10-05 11:00:00", "ann@x.com", "first", None, "10.0.0.2", None, 6),
        ("2026-10-05 10:00:03", "ann@x.com", "succeeded", None, None, None, 5),
        ("2026-10-05 10:00:01", "ann@x.com", "failed", None, None, None, 3),
        ("2026-10-05 10:00:00", "ann@x.com", "failed", "Shop", "10.0.0.1", "d-1", 2),
    ]
    assert ask(store, "login_attempts") == rows
    assert ask(store, "login_attempts", limit=2) == rows[:2]
    assert ask(store, "login_attempts", LogFilter(user='"bob@x.com"')) == rows[1:2]
    assert ask(store, "login_attempts", users=["bob@x.com"]) == rows[1:2]
    assert ask(store, "login_attempts", users=[]) == []
    assert sum(count for _, _, count in ask(store, "logins_by_day")) == len(rows)


@pytest.mark.parametrize(
    "name",
    [
        "app_logins",
        "login_failures_by_user",
        "login_failures_by_ip",
        "login_failures_by_device",
        "after_login_failures",
    ],
)
def test_a_limit_keeps_the_first_rows(name: str, stocked: MakeStore) -> None:
    logs = [
        login(f"1{n}:00:00", ".failed", user=f"user{n % 4}@x.com", data={"ip": f"10.0.0.{n % 4}"})
        for n in range(9)
    ]
    store = stocked(*logs)
    every = ask(store, name)
    assert ask(store, name, limit=1) == every[:1]
    assert ask(store, name, limit=None) == every


def test_a_limit_of_attempts_is_a_whole_number(embedded: MakeStore) -> None:
    with pytest.raises(InvalidFilter, match="limit must be a whole number"):
        ask(embedded(), "login_attempts", limit=-1)
