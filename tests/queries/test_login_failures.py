"""Logins that failed, looked into by hand, on every engine."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from data.access import Viewer
from data.engine import Store
from queries.after_failures import ACCOUNT_EVENTS
from queries.filters import LogFilter
from tests.builders import Log, log
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore
from tests.queries.strategies import FIRST, filters_that_match

HOME, OFFICE = {"ip": "10.0.0.1", "deviceId": "d-1"}, {"ip": "10.0.0.2", "deviceId": "d-2"}


def failed(at: str, user: str | None = "ann@x.com", **fields: object) -> list[Log]:
    """A failed attempt on 5 October: the attempt and, 0.1 s later, its outcome."""
    return [
        log(f"2026-10-05 {at}{after}", kind, user=user, **fields)  # type: ignore[arg-type]  # of any kind
        for after, kind in ((".0", "user.login"), (".1", "user.login.failed"))
    ]


def login(at: str, user: str | None = "ann@x.com", outcome: str = "", **fields: object) -> Log:
    return log(f"2026-10-05 {at}", f"user.login{outcome}", user=user, **fields)  # type: ignore[arg-type]  # of any kind


def three_users() -> list[Log]:
    return [
        *failed("10:00:00", data=HOME),
        *failed("10:05:00", data=HOME),
        *failed("10:10:00", data={"ip": "10.0.0.2"}),
        login("10:20:00"),
        *failed("10:00:00", user="bob@x.com", data=OFFICE),
        login("09:00:00", user="bob@x.com", data=OFFICE),  # before, and nothing after
        login("11:00:00", user="eve@x.com", data=HOME),  # never failed
        login("12:00:00", user=None, outcome=".failed"),  # alone, of nobody known
        login("12:30:00", user=None),
        log("2026-10-05 13:00", "app.view", user="bob@x.com"),  # is no login
    ]


def test_failures_by_user(stocked: MakeStore) -> None:
    store = stocked(*three_users())
    ann = ("ann@x.com", 3, "2026-10-05 10:00:00", "2026-10-05 10:10:00", 2, 1, True)
    bob = ("bob@x.com", 1, "2026-10-05 10:00:00", "2026-10-05 10:00:00", 1, 1, False)
    nobody = (None, 1, "2026-10-05 12:00:00", "2026-10-05 12:00:00", 0, 0, None)
    assert ask(store, "login_failures_by_user") == [ann, bob, nobody]
    assert ask(store, "login_failures_by_user", LogFilter(user="ann")) == [ann]


def test_what_the_filter_narrows_does_not_hide_that_users_got_in(stocked: MakeStore) -> None:
    store = stocked(*three_users())
    for asked in (
        LogFilter(log_types=("user.login.failed",), user="ann"),
        LogFilter(ip="10.0.0.2", user="ann"),
    ):
        assert [row[-1] for row in ask(store, "login_failures_by_user", asked)] == [True]
    before = window(None, "2026-10-05 10:20:00", user="ann")
    assert [row[-1] for row in ask(store, "login_failures_by_user", before)] == [False]
    assert [row[3:] for row in ask(store, "after_login_failures", before)] == [
        ("still_failing", None)
    ]


def test_the_viewers_scope_hides_that_users_got_in_elsewhere(stocked: MakeStore) -> None:
    store = stocked(*failed("10:00:00", app_id=1), login("11:00:00", app_id=2))
    publisher = Viewer("publisher", frozenset({1}))
    assert [row[-1] for row in ask(store, "login_failures_by_user")] == [True]
    assert [row[-1] for row in ask(store, "login_failures_by_user", viewer=publisher)] == [False]


@pytest.mark.parametrize("outcome", ["", ".first", ".sso", ".passkey"])
def test_every_way_of_getting_in_counts(stocked: MakeStore, outcome: str) -> None:
    store = stocked(*failed("10:00:00"), login("10:30:00", outcome=outcome))
    assert [row[-1] for row in ask(store, "login_failures_by_user")] == [True]
    assert ask(store, "after_login_failures") == [
        ("ann@x.com", 1, "2026-10-05 10:00:00", "succeeded", "2026-10-05 10:30:00")
    ]


@pytest.mark.parametrize(
    ("logs", "got_in"),
    [
        # the failure may be told of before its attempt
        ([login("10:00:00", outcome=".failed"), login("10:00:00.4")], False),
        # within 2 seconds: two attempts, one failed, and the last log is no failure
        ([*failed("10:00:00"), login("10:00:01")], True),
        # the same, and the last log is the failure
        ([login("10:00:00"), *failed("10:00:01")], False),
        # the failure's attempt has no log, and the next is more than 2 seconds later
        ([login("10:00:00", outcome=".failed"), login("10:00:02.001")], True),
    ],
)
def test_failures_and_successes_within_seconds(
    stocked: MakeStore, logs: list[Log], got_in: bool
) -> None:
    store = stocked(*logs)
    assert [row[-1] for row in ask(store, "login_failures_by_user")] == [got_in]
    (found,) = ask(store, "after_login_failures")
    assert found[3] == ("succeeded" if got_in else "still_failing")


def test_failures_by_address(stocked: MakeStore) -> None:
    store = stocked(*three_users())
    assert ask(store, "login_failures_by_ip") == [
        ("10.0.0.1", 2, 1, "2026-10-05 10:00:00", "2026-10-05 10:05:00", 1),  # eve got in
        ("10.0.0.2", 2, 2, "2026-10-05 10:00:00", "2026-10-05 10:10:00", 1),  # bob did, before
        (None, 1, 0, "2026-10-05 12:00:00", "2026-10-05 12:00:00", None),
    ]
    only_failed = LogFilter(log_types=("user.login.failed",), ip="10.0.0.1")
    assert [row[-1] for row in ask(store, "login_failures_by_ip", only_failed)] == [1]


def test_failures_by_device(stocked: MakeStore) -> None:
    named = [{"device": {"uuid": "d-1", "model": model}} for model in ("iPhone 9", "iPhone 10")]
    store = stocked(
        *failed("10:00:00", data=named[0]),
        *failed("10:05:00", data=named[1]),
        *failed("10:10:00", user="bob@x.com", data=HOME),  # without a model
        *failed("10:15:00", data=OFFICE),
        login("10:20:00", data=HOME),
        login("10:25:00", data=HOME),  # the same user again
        login("10:30:00", user="eve@x.com", data=HOME),
        login("10:35:00", user=None, data=HOME),  # of nobody known
    )
    assert ask(store, "login_failures_by_device") == [
        ("d-1", "iPhone 10", 3, 2, "2026-10-05 10:00:00", "2026-10-05 10:10:00", 2),
        ("d-2", None, 1, 1, "2026-10-05 10:15:00", "2026-10-05 10:15:00", 0),
    ]


def test_failures_by_app(stocked: MakeStore) -> None:
    store = stocked(
        *failed("10:00:00", app_id=1, app="Shop"),
        *failed("10:05:00", user="bob@x.com", app_id=1, app="Shop, renamed"),
        *failed("10:10:00", app_id=1),  # the source forgot the name
        *failed("10:15:00", app="Shop"),  # a name alone is another app
        *failed("10:20:00", category="studio"),
        *failed("10:25:00", user=None, category="studio"),
        *failed("10:26:00", category=None),
        login("10:30:00", app_id=2, app="Post"),  # to be excluded: got in
    )
    assert ask(store, "login_failures_by_app") == [
        (1, "Shop, renamed", False, 3, 2, "2026-10-05 10:00:00", "2026-10-05 10:10:00"),
        (None, None, True, 2, 1, "2026-10-05 10:20:00", "2026-10-05 10:25:00"),
        (None, "Shop", False, 1, 1, "2026-10-05 10:15:00", "2026-10-05 10:15:00"),
        (None, None, False, 1, 1, "2026-10-05 10:26:00", "2026-10-05 10:26:00"),
    ]


def test_failures_by_hour_of_the_week(stocked: MakeStore) -> None:
    store = stocked(
        log("2026-10-24 23:30", "user.login.failed"),  # Sunday 00:30 in London
        log("2026-10-25 00:30", "user.login.failed"),  # Sunday 01:30, and an hour later
        log("2026-10-25 01:30", "user.login.failed"),  # Sunday 01:30 again: clocks went back
        log("2026-10-25 23:30", "user.login.failed"),  # Sunday 23:30
        log("2026-10-25 23:30", "user.login"),  # to be excluded
    )
    name = "login_failures_by_hour_of_week"
    assert ask(store, name) == [(6, 23, 1), (7, 0, 1), (7, 1, 1), (7, 23, 1)]
    for prepared in (True, False):
        found = ask(store, name, LogFilter(zone="Europe/London"), use_prepared=prepared)
        assert found == [(7, 0, 1), (7, 1, 2), (7, 23, 1)]
    nepal = ask(store, name, LogFilter(zone="Asia/Kathmandu"))  # 5 hours and 45 minutes east
    assert nepal == [(1, 5, 1), (7, 5, 1), (7, 6, 1), (7, 7, 1)]


NEXT = (
    ("user.password.update", "password_changed"),
    ("user.twofactor.remove", "two_factor_removed"),
    ("organization.user.twofactor.remove", "two_factor_removed"),
    ("organization.user.block", "blocked"),
    ("organization.user.unblock", "unblocked"),
    ("organization.user.delete", "removed"),
    ("app.user.remove", "removed"),
    ("organization.user.app.remove", "removed"),
)


def done(at: str, log_type: str, user: str) -> Log:
    """What users do to their own account, or an admin to it."""
    if log_type.startswith("user."):
        return log(f"2026-10-05 {at}", log_type, user=user)
    return log(f"2026-10-05 {at}", log_type, user="admin@x.com", data={"email": user})


def test_what_happened_next(stocked: MakeStore) -> None:
    logs: list[Log] = []
    expected = []
    for number, (log_type, word) in enumerate(NEXT):
        user = f"u{number}@x.com"
        logs += [
            done("10:59", log_type, user),  # to be excluded: before the failure
            *failed("11:00:00", user=user),
            done("11:10", log_type, user),
            login("11:20:00", user=user),  # to be excluded: later
        ]
        expected.append((user, 1, "2026-10-05 11:00:00", word, "2026-10-05 11:10:00"))
    assert ask(stocked(*logs), "after_login_failures") == expected
    assert {log_type for log_type, _ in NEXT} == set(ACCOUNT_EVENTS)


def test_nothing_that_others_do_follows(stocked: MakeStore) -> None:
    store = stocked(
        *failed("10:00:00"),
        *failed("10:30:00"),
        *failed("10:00:00", user=None),  # to be excluded: nobody known
        login("10:10:00"),  # before the last failure
        login("11:00:00", user="bob@x.com"),
        login("11:00:00", user=None),
        log("2026-10-05 11:00", "user.password.update", user="bob@x.com"),
        log("2026-10-05 11:00", "organization.user.delete", user="ann@x.com"),  # does not say whom
        log("2026-10-05 11:00", "user.twofactor.add", user="ann@x.com"),
        log("2026-10-05 11:00", "user.logout", user="ann@x.com"),
    )
    assert ask(store, "after_login_failures") == [
        ("ann@x.com", 2, "2026-10-05 10:30:00", "still_failing", None)
    ]


def test_what_an_admin_does_is_found_whatever_the_filter_asks(stocked: MakeStore) -> None:
    store = stocked(
        *failed("10:00:00", app_id=1, app="Shop"),
        log(
            "2026-10-05 11:00",
            "organization.user.twofactor.remove",
            user="admin@x.com",
            category="studio",
            data={"user": {"email": "Ann@x.com"}, "type": "authenticator"},
        ),
        login("12:00:00"),
    )
    for asked in (
        LogFilter(),
        LogFilter(user="ann"),
        LogFilter(apps=("Shop",)),
        LogFilter(categories=("app",)),
        LogFilter(log_types=("user.login.*",)),
    ):
        assert ask(store, "after_login_failures", asked) == [
            (
                "ann@x.com",
                1,
                "2026-10-05 10:00:00",
                "two_factor_removed",
                "2026-10-05 11:00:00",
            )
        ]


def random_logins(count: int) -> Iterator[Log]:
    """Logins over eight days, a third of them within seconds of another."""
    dice = random.Random(3)
    at = FIRST
    for _ in range(count):
        at += timedelta(seconds=dice.choice([0.5, 1800, 3600 * dice.random()]))
        data = {
            "ip": dice.choice(["10.0.0.1", "10.0.0.2"]),
            "deviceId": dice.choice(["d-1", "d-2"]),
        }
        yield log(
            at.strftime("%Y-%m-%d %H:%M:%S.%f"),
            dice.choice(["user.login", "user.login.failed", "user.login.failed", "user.login.sso"]),
            user=dice.choice([None, "ann@x.com", "bob@x.com", "eve@x.com"]),
            category=dice.choice([None, "app", "studio"]),
            app_id=dice.choice([None, 1, 2]),
            app=dice.choice([None, "Shop", "Post"]),
            data=dice.choice([None, data]),
        )


@pytest.fixture(scope="module")
def logins(embedded: MakeStore) -> Store:
    return embedded(*random_logins(600))


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(asked=filters_that_match())
def test_no_failure_is_lost_or_told_twice(logins: Store, asked: LogFilter) -> None:
    by_user = ask(logins, "login_failures_by_user", asked)
    failures = sum(row[1] for row in by_user)
    assert sum(row[1] for row in ask(logins, "login_failures_by_ip", asked)) == failures
    assert sum(row[2] for row in ask(logins, "login_failures_by_device", asked)) == failures
    assert sum(row[3] for row in ask(logins, "login_failures_by_app", asked)) == failures
    assert sum(row[2] for row in ask(logins, "login_failures_by_hour_of_week", asked)) == failures
    after = ask(logins, "after_login_failures", asked)
    assert [row[:2] for row in after] == [row[:2] for row in by_user if row[0] is not None]
    assert [row[3] == "succeeded" for row in after] == [row[6] for row in by_user if row[0]]
