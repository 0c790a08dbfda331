"""How much is going on, counted by hand, on every engine."""

from __future__ import annotations

from datetime import date

import pytest

from data.errors import InvalidFilter
from queries.filters import LogFilter
from tests.builders import log
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore

LONDON = "Europe/London"


def test_days_are_those_of_the_zone(stocked: MakeStore) -> None:
    store = stocked(
        log("2026-07-01 22:59:59.999", "app.view"),
        log("2026-07-01 23:00", "app.view"),  # midnight in London
        log("2026-07-01 23:00", "user.login"),
        log("2026-07-02 01:00", "app.view"),
    )
    assert ask(store, "logs_by_day") == [
        (date(2026, 7, 1), "app.view", 2),
        (date(2026, 7, 1), "user.login", 1),
        (date(2026, 7, 2), "app.view", 1),
    ]
    assert ask(store, "logs_by_day", LogFilter(zone=LONDON)) == [
        (date(2026, 7, 1), "app.view", 1),
        (date(2026, 7, 2), "app.view", 2),
        (date(2026, 7, 2), "user.login", 1),
    ]


def test_a_zone_of_half_hours(stocked: MakeStore) -> None:
    store = stocked(log("2026-07-01 18:29"), log("2026-07-01 18:30"))
    assert ask(store, "logs_by_day", LogFilter(zone="Asia/Kolkata")) == [
        (date(2026, 7, 1), "app.view", 1),
        (date(2026, 7, 2), "app.view", 1),
    ]
    hours = ask(store, "activity_by_hour", LogFilter(zone="Asia/Kolkata"))
    assert hours == [("2026-07-01 17:30:00", "app", 1), ("2026-07-01 18:30:00", "app", 1)]


def test_days_of_23_and_25_hours(stocked: MakeStore) -> None:
    store = stocked(
        log("2026-03-28 23:59"),  # Saturday
        log("2026-03-29 00:00"),  # Sunday: 01:00 does not exist
        log("2026-03-29 22:59"),
        log("2026-03-29 23:00"),  # Monday
        log("2026-10-24 22:59"),  # Saturday
        log("2026-10-24 23:00"),  # Sunday: 01:00 comes twice
        log("2026-10-25 23:59"),
        log("2026-10-26 00:00"),  # Monday
    )
    days = [(day, count) for day, _, count in ask(store, "logs_by_day", LogFilter(zone=LONDON))]
    assert days == [
        (date(2026, 3, 28), 1),
        (date(2026, 3, 29), 2),
        (date(2026, 3, 30), 1),
        (date(2026, 10, 24), 1),
        (date(2026, 10, 25), 2),
        (date(2026, 10, 26), 1),
    ]


def test_both_hours_called_one_stay_apart(stocked: MakeStore) -> None:
    store = stocked(log("2026-10-25 00:30"), log("2026-10-25 01:30"), log("2026-10-25 01:45"))
    assert ask(store, "activity_by_hour", LogFilter(zone=LONDON)) == [
        ("2026-10-25 00:00:00", "app", 1),
        ("2026-10-25 01:00:00", "app", 2),
    ]


def test_activity_by_category_and_unit(stocked: MakeStore) -> None:
    store = stocked(
        log("2026-10-04 12:00", category="app"),  # Sunday
        log("2026-10-05 12:00", category="studio"),  # Monday
        log("2026-10-05 13:00", category=None),
        log("2026-10-11 12:00", category="studio"),
        log("2026-11-01 12:00", category="appAction"),
        log("2026-11-02 00:00", category="app"),  # to be excluded: outside
    )
    october = window("2026-10-01", "2026-11-02")
    assert ask(store, "activity_over_time", october) == [
        (date(2026, 10, 4), "app", 1),
        (date(2026, 10, 5), "studio", 1),
        (date(2026, 10, 5), None, 1),
        (date(2026, 10, 11), "studio", 1),
        (date(2026, 11, 1), "appAction", 1),
    ]
    assert ask(store, "activity_over_time", october, unit="week") == [
        (date(2026, 9, 28), "app", 1),
        (date(2026, 10, 5), "studio", 2),
        (date(2026, 10, 5), None, 1),
        (date(2026, 10, 26), "appAction", 1),
    ]
    assert ask(store, "activity_over_time", october, unit="month") == [
        (date(2026, 10, 1), "app", 1),
        (date(2026, 10, 1), "studio", 2),
        (date(2026, 10, 1), None, 1),
        (date(2026, 11, 1), "appAction", 1),
    ]
    with pytest.raises(InvalidFilter, match="unit must be one of day, week, month: 'hour'"):
        ask(store, "activity_over_time", unit="hour")


def test_hours_of_the_week_are_local(stocked: MakeStore) -> None:
    store = stocked(
        log("2026-07-05 23:30"),  # Sunday 23 in UTC, Monday 0 in London
        log("2026-07-12 23:10"),
        log("2026-12-06 23:30"),  # Sunday 23 in both
    )
    assert ask(store, "hour_of_week") == [(7, 23, 3)]
    assert ask(store, "hour_of_week", LogFilter(zone=LONDON)) == [(1, 0, 2), (7, 23, 1)]


def test_categories_at_any_time(stocked: MakeStore) -> None:
    store = stocked(
        log("2025-01-01", category="studio"),
        log("2026-10-01", category="app"),
        log("2026-10-02", category="app"),
        log("2026-10-03", category=None),
        log("2026-10-04", "user.login", category="app"),  # to be excluded: another type
    )
    asked = window("2026-10-02", "2026-10-03", log_types=("app.view",))
    assert ask(store, "categories_seen", asked) == [("app", 2), ("studio", 1), (None, 1)]
