"""The Security page's figures, counted by hand, on every engine."""

from __future__ import annotations

from datetime import date

import pytest

from data.errors import InvalidFilter
from queries.filters import LogFilter
from queries.security_types import APP_MEMBERSHIP, ORGANISATION_MEMBERSHIP
from tests.builders import Log, log
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore


def two_days() -> list[Log]:
    ann, bob, admin = "ann@x.com", "bob@x.com", "admin@x.com"
    return [
        # 1 October: seven logins
        log("2026-10-01 09:00", "user.login", user=ann),
        log("2026-10-01 09:00:00.1", "user.login.failed", user=ann),
        log("2026-10-01 09:01", "user.login.failed", user=ann),  # without its attempt
        log("2026-10-01 09:02", "user.login", user=ann),
        log("2026-10-01 09:30", "user.login.failed", user=bob),
        log("2026-10-01 09:40", "user.login.failed", user=None),
        log("2026-10-01 09:50", "user.login", user=bob),
        log("2026-10-01 09:50:00.1", "user.login.sso", user=bob),
        log("2026-10-01 10:00", "user.login.first", user="eve@x.com"),
        log("2026-10-01 10:00:01", "user.login.sso", user="eve@x.com"),
        # 2 October: one login, and rights
        log("2026-10-02 09:00", "user.login.failed", user=ann),
        log("2026-10-02 09:10", "user.twofactor.add", user=ann),
        log("2026-10-02 09:20", "user.twofactor.remove", user=ann),
        log("2026-10-02 09:30", "organization.user.twofactor.remove", user=admin),
        log("2026-10-02 09:40", "organization.user.update", user=admin),
        log("2026-10-02 10:40", "app.user.create", user=admin),
        # to be excluded
        log("2026-10-02 09:50", "user.session.remove", user=ann),
        log("2026-10-02 09:50", "user.update", user=ann),
        log("2026-10-02 09:50", "app.token.remove", user=admin),
        log("2026-10-02 09:50", "user.logout", user=ann),
        log("2026-09-30 23:59:59.999", "user.login.failed", user="early@x.com"),
        log("2026-10-03 00:00", "user.twofactor.add", user="late@x.com"),
    ]


FIRST = (7, 1, 4, 1, 1, 4 / 7, 1 / 3, 2, 0, 0, 0)
SECOND = (1, 0, 1, 0, 0, 1.0, None, 1, 1, 2, 2)
BOTH = (8, 1, 5, 1, 1, 5 / 8, 1 / 3, 2, 1, 2, 2)
DAYS = window("2026-10-01", "2026-10-03")


def test_figures(stocked: MakeStore) -> None:
    store = stocked(*two_days())
    assert ask(store, "security_figures", DAYS) == [BOTH]
    assert ask(store, "security_figures", window("2026-10-01", "2026-10-02")) == [FIRST]
    assert ask(store, "security_figures", DAYS, use_prepared=False) == [BOTH]
    bob = window("2026-10-01", "2026-10-03", user="bob")
    assert ask(store, "security_figures", bob) == [(2, 0, 1, 0, 1, 0.5, 1.0, 1, 0, 0, 0)]


def test_figures_over_time(stocked: MakeStore) -> None:
    store = stocked(*two_days())
    assert ask(store, "security_figures_over_time", DAYS) == [
        (date(2026, 10, 1), *FIRST),
        (date(2026, 10, 2), *SECOND),
    ]
    for unit, first in (("week", date(2026, 9, 28)), ("month", date(2026, 10, 1))):
        assert ask(store, "security_figures_over_time", DAYS, unit=unit) == [(first, *BOTH)]
    with pytest.raises(InvalidFilter, match="unit must be one of day, week, month: 'hour'"):
        ask(store, "security_figures_over_time", unit="hour")


def test_figures_by_hour(stocked: MakeStore) -> None:
    store = stocked(*two_days())
    assert ask(store, "security_figures_by_hour", DAYS) == [
        ("2026-10-01 09:00:00", 6, 1, 4, 0, 1, 4 / 6, 0.5, 2, 0, 0, 0),
        ("2026-10-01 10:00:00", 1, 0, 0, 1, 0, 0.0, 0.0, 0, 0, 0, 0),
        ("2026-10-02 09:00:00", 1, 0, 1, 0, 0, 1.0, None, 1, 1, 2, 1),
        ("2026-10-02 10:00:00", 0, 0, 0, 0, 0, None, None, 0, 0, 0, 1),
    ]


def test_days_are_those_of_the_zone(stocked: MakeStore) -> None:
    store = stocked(
        log("2026-10-24 22:30", "user.login.failed"),
        log("2026-10-24 23:30", "user.login.failed"),  # Sunday in London
        log("2026-10-25 23:30", "user.twofactor.add"),  # still Sunday: it has 25 hours
        log("2026-10-26 00:30", "user.twofactor.add"),
    )
    found = ask(store, "security_figures_over_time", LogFilter(zone="Europe/London"))
    assert [(row[0], row[3], row[9]) for row in found] == [
        (date(2026, 10, 24), 1, 0),
        (date(2026, 10, 25), 1, 1),
        (date(2026, 10, 26), 0, 1),
    ]


def test_every_type_of_membership_counts_once(stocked: MakeStore) -> None:
    types = (*ORGANISATION_MEMBERSHIP, *APP_MEMBERSHIP)
    store = stocked(*(log("2026-10-01 10:00", log_type) for log_type in types))
    assert ask(store, "security_figures") == [(0, 0, 0, 0, 0, None, None, 0, 0, 0, len(types))]
    listed = ask(store, "S1") + ask(store, "S2")
    assert len(listed) == len(types) == 11


def test_logins_are_those_of_the_other_questions(stocked: MakeStore) -> None:
    store = stocked(*two_days())
    ((logins, succeeded, failed, first, sso, *_),) = ask(store, "security_figures", DAYS)
    by_outcome: dict[str, int] = {}
    for _, outcome, count in ask(store, "logins_by_day", DAYS):
        by_outcome[outcome] = by_outcome.get(outcome, 0) + count
    assert by_outcome == {"succeeded": succeeded, "failed": failed, "first": first, "sso": sso}
    assert sum(by_outcome.values()) == logins
    assert sum(row[1] for row in ask(store, "login_failures_by_user", DAYS)) == failed
