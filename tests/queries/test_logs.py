"""What questions read: local clocks, scope, and prepared tables with the hours a window cuts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.access import OWNER, Viewer
from queries.clock import Unit
from queries.filters import LogFilter
from queries.logs import Facts, Logs
from queries.zones import EARLIEST, LATEST
from tests.builders import log, push, utc
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore
from tests.queries.test_zones import MOMENTS, ZONES

NEARBY = st.builds(
    lambda start, days: [min(start + timedelta(days=day), LATEST) for day in days],
    MOMENTS,
    st.lists(st.floats(0, 700), min_size=1, max_size=8),
)
"""Moments within two years."""

ENGINE = sa.create_engine("duckdb:///:memory:clocks")


def told_by_sql(
    zone: str, moments: Sequence[datetime], units: Sequence[Unit]
) -> list[tuple[datetime | date, ...]]:
    """The local time of each moment, and the start of its hour, day …, as the engine works out."""
    extent = min(moments), max(moments)
    logs = Logs(LogFilter(zone=zone), OWNER, Facts(extent))
    naive = [(n, at.replace(tzinfo=None)) for n, at in enumerate(moments)]
    columns = sa.column("n", sa.Integer), sa.column("at", sa.DateTime)
    c = sa.values(*columns, name="moments").data(naive).alias("m").c
    wanted = [logs.local(c.at), *(logs.bucket(c.at, unit) for unit in units)]
    with ENGINE.connect() as connection:
        found = connection.execute(sa.select(*wanted).order_by(c.n))
        return [tuple(row) for row in found]


@settings(deadline=None, max_examples=50)
@given(zone=st.sampled_from(ZONES), moments=NEARBY)
def test_clocks_and_days_are_those_of_the_standard_library(
    zone: str, moments: list[datetime]
) -> None:
    told = told_by_sql(zone, moments, ["day", "week", "month"])
    for at, (local, day, week, month) in zip(moments, told, strict=True):
        clock = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        today = clock.date()
        assert local == clock
        assert day == today
        assert as_date(week) == today - timedelta(days=today.weekday())
        assert as_date(month) == today.replace(day=1)


def as_date(value: datetime | date) -> date:
    return value.date() if isinstance(value, datetime) else value


@settings(deadline=None, max_examples=50)
@given(zone=st.sampled_from(ZONES), moments=NEARBY)
@example(zone="America/St_Johns", moments=[utc("2026-01-01")])
@example(zone="Africa/Monrovia", moments=[utc("1972-01-01")])
def test_an_hour_begins_on_the_hour_of_the_clock(zone: str, moments: list[datetime]) -> None:
    for at, (local, begins) in zip(moments, told_by_sql(zone, moments, ["hour"]), strict=True):
        assert isinstance(local, datetime)
        assert isinstance(begins, datetime)
        start = begins.replace(tzinfo=UTC)
        into = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
        assert start == at - into
        assert at - start < timedelta(hours=1)


def test_a_mistaken_year_makes_no_thousands_of_offsets() -> None:
    logs = Logs(
        LogFilter(zone="Europe/London"), OWNER, Facts((utc("0001-01-01"), utc("9999-01-01")))
    )
    text = str(sa.select(logs.local(sa.column("at", sa.DateTime))).compile(ENGINE))
    assert text.count("WHEN") < 3 * (LATEST.year - EARLIEST.year)


def test_a_window_that_cuts_hours_counts_them_from_the_rows(stocked: MakeStore) -> None:
    store = stocked(
        log("2026-10-01 10:29:59.999", user="ann@x.com"),
        log("2026-10-01 10:30", user="bob@x.com"),  # to be included
        log("2026-10-01 11:10", user="bob@x.com"),  # to be included
        log("2026-10-01 13:14:59.999", user="ann@x.com"),  # to be included
        log("2026-10-01 13:15", user="eve@x.com"),
    )
    asked = window("2026-10-01 10:30", "2026-10-01 13:15")
    assert ask(store, "matched_users", asked) == [(2, 3)]
    assert ask(store, "logs_by_day", asked) == [(date(2026, 10, 1), "app.view", 3)]
    within_an_hour = window("2026-10-01 10:30", "2026-10-01 10:45")
    assert ask(store, "matched_users", within_an_hour) == [(1, 1)]
    across_one_hour = window("2026-10-01 10:30", "2026-10-01 11:05")
    assert ask(store, "matched_users", across_one_hour) == [(1, 1)]
    assert ask(store, "matched_users", window("2026-10-01 10:30", "2026-10-01 10:30")) == [(0, 0)]


@pytest.mark.parametrize("edge", ["0001-01-01", "9999-12-31 23:59:59.999999"])
def test_windows_at_the_ends_of_the_calendar(embedded: MakeStore, edge: str) -> None:
    store = embedded(log("2026-10-01 10:30", "user.login"))
    for asked in (window(edge, None), window(None, edge)):
        since_the_beginning = edge < "2026"
        expected = 1 if (asked.since is not None) == since_the_beginning else 0
        assert ask(store, "overview_figures", asked)[0][0] == expected
        assert ask(store, "overview_figures", asked)[0][3] == expected


def test_types_that_a_question_asks_for_hold_beside_the_filters(embedded: MakeStore) -> None:
    store = embedded(
        log("2026-10-01 10:00", "user.login.failed"),
        log("2026-10-01 11:00", "user.login"),
        log("2026-10-01 12:00", "app.view"),
    )
    asked = LogFilter(log_types=("*.failed", "app.view"))
    assert ask(store, "logins_by_day", asked) == [(date(2026, 10, 1), "failed", 1)]


def test_a_viewer_sees_the_apps_in_scope_and_no_others(stocked: MakeStore) -> None:
    store = stocked(
        log("2026-10-01 10:00", app_id=1, user="ann@x.com"),
        log("2026-10-01 10:00", app_id=2, user="bob@x.com"),
        log("2026-10-01 10:00", user="eve@x.com"),
    )
    assert ask(store, "matched_users", viewer=OWNER) == [(3, 3)]
    assert ask(store, "matched_users", viewer=Viewer("v", frozenset({1, 2}))) == [(2, 2)]
    assert ask(store, "busiest_users", viewer=Viewer("v", frozenset({2}))) == [
        ("bob@x.com", 1, 1, "2026-10-01 10:00:00")
    ]
    assert ask(store, "matched_users", viewer=Viewer("v", frozenset())) == [(0, 0)]


def test_push_results_are_those_of_the_logs(stocked: MakeStore) -> None:
    store = stocked(
        push("2026-10-01 10:00", success=5, failure=2, app_id=1),
        push("2026-10-02 10:00", success=0, failure=4, app_id=1),  # to be excluded: later
        push("2026-10-01 11:00", success=0, failure=8, app_id=2),  # to be excluded: not in scope
    )
    logs = Logs(window(None, "2026-10-02"), Viewer("v", frozenset({1})))
    c = logs.push_results().c
    asked = sa.select(c.method, c.error, sa.func.sum(c.success), sa.func.sum(c.failure))
    with store.engine.connect() as connection:
        found = connection.execute(asked.group_by(c.method, c.error).order_by(c.error.nulls_last()))
        assert [tuple(row) for row in found] == [
            ("apn", "not given", 0, 2),
            ("apn", None, 5, 0),
        ]
