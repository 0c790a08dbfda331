"""Active users by day, rolling, by unit and hour of the week, counted by hand on every engine."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from data.access import Viewer
from data.errors import InvalidFilter
from queries.filters import LogFilter
from tests.builders import Log, log, utc
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore

LONDON, KOLKATA = "Europe/London", "Asia/Kolkata"


def seen(user: str, *times: str, **fields: Any) -> list[Log]:
    return [log(f"2026-{at}", user=user, **fields) for at in times]


def test_a_user_counts_in_the_7_and_30_days_that_end_with_a_day(stocked: MakeStore) -> None:
    store = stocked(
        *seen("ann@x.com", "09-01 12:00", "09-03 12:00"),
        *seen("bob@x.com", "09-03 23:59:59.9"),
        *seen("cat@x.com", "10-05 00:00"),
        log("2026-09-20"),  # to be excluded: nobody known
    )
    rows = {row[0]: row[1:] for row in ask(store, "active_users")}
    assert rows[date(2026, 9, 1)] == (1, 1, 1, 1.0)
    assert rows[date(2026, 9, 2)] == (0, 1, 1, 0.0)
    assert rows[date(2026, 9, 3)] == (2, 2, 2, 1.0)
    assert rows[date(2026, 9, 9)] == (0, 2, 2, 0.0)  # the 7th day
    assert rows[date(2026, 9, 10)] == (0, 0, 2, 0.0)  # the 8th
    assert rows[date(2026, 10, 2)] == (0, 0, 2, 0.0)  # the 30th
    assert date(2026, 10, 3) not in rows
    assert rows[date(2026, 10, 5)] == (1, 1, 1, 1.0)
    assert list(rows) == sorted(rows)
    assert len(rows) == 33


def test_days_before_the_window_count_for_weeks_and_months(stocked: MakeStore) -> None:
    store = stocked(
        *seen("old@x.com", "09-01 23:59"),
        *seen("ann@x.com", "09-02 00:00"),
        *seen("bob@x.com", "09-25 00:00", "10-01 09:00"),
        *seen("cat@x.com", "10-01 09:59", "10-01 10:00"),
        *seen("dan@x.com", "10-02 10:00"),
    )
    whole = window("2026-10-01", "2026-10-02")
    assert ask(store, "active_users", whole) == [(date(2026, 10, 1), 2, 2, 3, 2 / 3)]
    cut = window("2026-10-01 10:00", "2026-10-02 10:00")
    assert ask(store, "active_users", cut) == [(date(2026, 10, 1), 1, 2, 3, 1 / 3)]
    by_user = window("2026-10-01", "2026-10-02", user="bob")
    assert ask(store, "active_users", by_user) == [(date(2026, 10, 1), 1, 1, 1, 1.0)]


@pytest.mark.parametrize(
    ("zone", "days"),
    [
        ("UTC", {24: (1, 1, 1), 25: (3, 3, 3), 26: (1, 3, 3)}),
        (LONDON, {25: (3, 3, 3), 26: (1, 3, 3)}),  # 25 hours: 24th 23:00 to 26th 00:00
        (KOLKATA, {25: (3, 3, 3), 26: (1, 3, 3)}),
    ],
)
def test_days_are_those_of_the_zone(
    stocked: MakeStore, zone: str, days: dict[int, tuple[int, ...]]
) -> None:
    store = stocked(
        *seen("ann@x.com", "10-24 23:00", "10-25 00:30"),
        *seen("bob@x.com", "10-25 01:30"),
        *seen("cat@x.com", "10-25 09:00"),
        *seen("cat@x.com", "10-26 00:00"),
    )
    rows = ask(store, "active_users", LogFilter(zone=zone))
    assert {row[0].day: row[1:4] for row in rows} == days


def test_thirty_days_over_the_end_of_summer_time(stocked: MakeStore) -> None:
    store = stocked(*seen("ann@x.com", "10-02 23:00"), *seen("bob@x.com", "11-01 12:00"))
    asked = LogFilter(utc("2026-11-01"), utc("2026-11-02"), zone=LONDON)  # ann on the 3rd there
    assert ask(store, "active_users", asked) == [(date(2026, 11, 1), 1, 1, 2, 0.5)]
    assert ask(store, "active_users", window("2026-11-01", "2026-11-02")) == [
        (date(2026, 11, 1), 1, 1, 1, 1.0)
    ]


def test_two_spellings_are_one_user(stocked: MakeStore) -> None:
    store = stocked(*seen("Ann@X.com ", "10-01 10:00"), *seen("ann@x.com", "10-01 11:00"))
    assert ask(store, "active_users")[0][1:4] == (1, 1, 1)
    assert ask(store, "active_users_over_time") == [(date(2026, 10, 1), 1, 2)]
    assert ask(store, "users_new_returning_lapsed", unit="day")[0][1:4] == (1, 1, 0)


def test_users_by_unit(stocked: MakeStore) -> None:
    store = stocked(
        *seen("ann@x.com", "10-01 10:00", "10-01 11:00", "10-04 23:30"),
        *seen("bob@x.com", "10-05 10:00", app_id=2),
        log("2026-10-06"),
    )
    assert ask(store, "active_users_over_time") == [
        (date(2026, 10, 1), 1, 2),
        (date(2026, 10, 4), 1, 1),
        (date(2026, 10, 5), 1, 1),
    ]
    london = LogFilter(zone=LONDON)
    weeks = [(date(2026, 9, 28), 1, 2), (date(2026, 10, 5), 2, 2)]
    assert ask(store, "active_users_over_time", london, unit="week") == weeks
    months = [(date(2026, 10, 1), 1, 1)]
    viewer = Viewer("publisher", frozenset({2}))
    assert ask(store, "active_users_over_time", london, viewer, unit="month") == months
    with pytest.raises(InvalidFilter, match="unit must be one of day, week, month"):
        ask(store, "active_users_over_time", unit="hour")


def test_hours_of_the_week(stocked: MakeStore) -> None:
    store = stocked(
        *seen("ann@x.com", "07-05 23:30", "07-12 23:10"),  # Sundays; Mondays in London
        *seen("bob@x.com", "07-05 23:59"),
        *seen("ann@x.com", "12-06 23:30"),
    )
    assert ask(store, "use_by_hour_of_week") == [(7, 23, 2, 4)]
    london = ask(store, "use_by_hour_of_week", LogFilter(zone=LONDON))
    assert london == [(1, 0, 2, 3), (7, 23, 1, 1)]


def test_every_span_counts_each_user_once(stocked: MakeStore) -> None:
    days = {"ann": (0, 1, 6, 7, 29, 30, 37, 80), "bob": (3, 33, 40, 69, 70), "cat": (50,)}
    first = date(2026, 3, 1)
    store = stocked(
        *(
            log(f"{first + timedelta(days=day)} 12:00", user=f"{user}@x.com")
            for user, active in days.items()
            for day in active
        )
    )

    def users(day: int, span: int) -> int:
        return sum(any(day - span < a <= day for a in active) for active in days.values())

    expected = [
        (first + timedelta(days=day), *(users(day, span) for span in (1, 7, 30)))
        for day in range(81)
    ]
    assert [row[:4] for row in ask(store, "active_users")] == expected
    later = window("2026-04-10", "2026-05-10")
    assert [row[:4] for row in ask(store, "active_users", later)] == expected[40:70]
