"""Who comes, comes back and stays away, counted by hand on every engine."""

from __future__ import annotations

from datetime import date

import pytest

from data.access import Viewer
from data.errors import InvalidFilter
from queries.filters import LogFilter
from tests.builders import Log, log, utc
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore

LONDON = "Europe/London"


def seen(user: str, *times: str, app_id: int = 1) -> list[Log]:
    return [log(f"2026-{at}", user=f"{user}@x.com", app_id=app_id) for at in times]


WEEKS = (
    *seen("ann", "09-28 00:00", "10-05 12:00", "10-12 12:00", "10-26 12:00"),
    *seen("bob", "09-29 12:00", "10-18 23:59"),
    *seen("cat", "10-04 23:30"),  # Sunday in UTC, Monday in London
    *seen("dan", "10-19 00:00", app_id=2),
)
MON = {n: date(2026, 9, 28 + n) if n < 3 else date(2026, 10, n - 2) for n in range(0, 33, 7)}


def test_new_returning_and_lapsed_by_week(stocked: MakeStore) -> None:
    store = stocked(*WEEKS)
    assert ask(store, "users_new_returning_lapsed") == [
        (date(2026, 9, 28), 3, 3, 0, 0, 0),
        (date(2026, 10, 5), 1, 0, 1, 0, 2),
        (date(2026, 10, 12), 2, 0, 2, 1, 0),
        (date(2026, 10, 19), 1, 1, 0, 0, 2),
        (date(2026, 10, 26), 1, 0, 1, 1, 1),
    ]
    london = ask(store, "users_new_returning_lapsed", LogFilter(zone=LONDON))
    assert london[:2] == [
        (date(2026, 9, 28), 2, 2, 0, 0, 0),
        (date(2026, 10, 5), 2, 1, 1, 0, 1),
    ]


def test_what_was_before_the_window_counts(stocked: MakeStore) -> None:
    store = stocked(*WEEKS)
    asked = window("2026-10-12", "2026-10-26")
    assert ask(store, "users_new_returning_lapsed", asked) == [
        (date(2026, 10, 12), 2, 0, 2, 1, 0),
        (date(2026, 10, 19), 1, 1, 0, 0, 2),
    ]
    only_shop = Viewer("publisher", frozenset({1}))
    assert ask(store, "users_new_returning_lapsed", asked, only_shop) == [
        (date(2026, 10, 12), 2, 0, 2, 1, 0),
    ]
    in_app_2 = window("2026-10-12", "2026-10-26", apps=("2",))
    assert ask(store, "users_new_returning_lapsed", in_app_2) == [
        (date(2026, 10, 19), 1, 1, 0, 0, 0)
    ]


def test_units_that_the_window_cuts(stocked: MakeStore) -> None:
    store = stocked(*WEEKS)
    asked = window("2026-10-12 12:00:00.1", "2026-10-25 23:59")
    assert ask(store, "users_new_returning_lapsed", asked) == [
        (date(2026, 10, 12), 1, 0, 1, 1, 0),  # ann's visit of that week is before the window
        (date(2026, 10, 19), 1, 1, 0, 0, None),
    ]
    late = window("2026-10-05 13:00", "2026-10-12")
    assert ask(store, "users_new_returning_lapsed", late) == []
    first = window("2026-09-28 12:00", "2026-10-05")
    assert ask(store, "users_new_returning_lapsed", first) == [(date(2026, 9, 28), 2, 2, 0, 0, 0)]


def test_units_nobody_came_in(stocked: MakeStore) -> None:
    store = stocked(*seen("ann", "01-31 23:59", "05-01 00:00"), *seen("bob", "05-31 12:00"))
    assert ask(store, "users_new_returning_lapsed", unit="month") == [
        (date(2026, 1, 1), 1, 1, 0, 0, 0),
        (date(2026, 2, 1), 0, 0, 0, 0, 1),
        (date(2026, 5, 1), 2, 1, 1, 1, 0),
    ]
    assert ask(store, "users_new_returning_lapsed", unit="day") == [
        (date(2026, 1, 31), 1, 1, 0, 0, 0),
        (date(2026, 2, 1), 0, 0, 0, 0, 1),
        (date(2026, 5, 1), 1, 0, 1, 1, 0),
        (date(2026, 5, 2), 0, 0, 0, 0, 1),
        (date(2026, 5, 31), 1, 1, 0, 0, 0),
    ]
    with pytest.raises(InvalidFilter, match="unit must be one of"):
        ask(store, "users_new_returning_lapsed", unit="year")


def test_days_of_23_and_25_hours(stocked: MakeStore) -> None:
    store = stocked(
        *seen("ann", "03-28 23:59", "03-29 00:00", "03-29 22:59", "03-29 23:00"),
        *seen("bob", "10-24 22:59", "10-24 23:00", "10-25 23:59", "10-26 00:00"),
    )
    asked = LogFilter(utc("2026-03-29"), utc("2026-10-27"), zone=LONDON)
    assert ask(store, "users_new_returning_lapsed", asked, unit="day") == [
        (date(2026, 3, 29), 1, 0, 1, 0, 0),
        (date(2026, 3, 30), 1, 0, 1, 0, 0),
        (date(2026, 3, 31), 0, 0, 0, 0, 1),
        (date(2026, 10, 24), 1, 1, 0, 0, 0),
        (date(2026, 10, 25), 1, 0, 1, 0, 0),
        (date(2026, 10, 26), 1, 0, 1, 0, 0),
    ]


def test_retention_is_a_triangle(stocked: MakeStore) -> None:
    assert ask(stocked(*WEEKS), "retention") == [
        (MON[0], 3, 0, 3, 1.0, True),
        (MON[0], 3, 1, 1, 1 / 3, True),
        (MON[0], 3, 2, 2, 2 / 3, True),
        (MON[0], 3, 3, 0, 0.0, True),
        (MON[0], 3, 4, 1, 1 / 3, True),
        (MON[21], 1, 0, 1, 1.0, True),
        (MON[21], 1, 1, 0, 0.0, True),
    ]


def test_retention_in_a_zone_and_a_window(stocked: MakeStore) -> None:
    store = stocked(*WEEKS)
    asked = LogFilter(utc("2026-09-28 12:00"), utc("2026-10-19"), zone=LONDON)
    assert ask(store, "retention", asked) == [
        (MON[0], 1, 0, 1, 1.0, True),  # bob; ann's first visit is before the window
        (MON[0], 1, 1, 0, 0.0, True),
        (MON[0], 1, 2, 0, 0.0, True),
        (MON[0], 1, 3, 1, 1.0, False),  # Monday, 00:59 there
        (MON[7], 1, 0, 1, 1.0, True),
        (MON[7], 1, 1, 0, 0.0, True),
        (MON[7], 1, 2, 0, 0.0, False),
    ]
    later = window("2026-10-05", "2026-10-26")
    assert ask(store, "retention", later) == [(MON[21], 1, 0, 1, 1.0, True)]


def test_a_week_that_the_window_ends_in_is_not_complete(stocked: MakeStore) -> None:
    asked = window("2026-10-12", "2026-10-28")
    assert ask(stocked(*WEEKS), "retention", asked, weeks=1) == [
        (MON[21], 1, 0, 1, 1.0, True),
        (MON[21], 1, 1, 0, 0.0, False),
    ]
    assert ask(stocked(*WEEKS), "retention", weeks=0) == [
        (MON[0], 3, 0, 3, 1.0, True),
        (MON[21], 1, 0, 1, 1.0, True),
    ]
    with pytest.raises(InvalidFilter, match="weeks must be a whole number"):
        ask(stocked(), "retention", weeks=-1)
