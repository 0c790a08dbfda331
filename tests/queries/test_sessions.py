"""Sessions, put together by hand, on every engine and from prepared parts and rows alike."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from data.access import Viewer
from queries.filters import LogFilter
from tests.builders import Log, log
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore

PAGE, VIEW, EVENT = "app.analytics.pageView", "app.view", "app.analytics.event"


def visit(session: str | None, at: str, kind: str = PAGE, page: int = 1, **fields: Any) -> Log:
    data = {
        "_analyticsSessionId": session,
        "_pageId": page,
        "_pageTitle": f"Screen {page}",
        "_platform": "web",
        "_os": "Win32",
        "_deviceTrackingId": "d-1",
    }
    told = {key: value for key, value in data.items() if value is not None}
    fields = {"app_id": 1, "app": "Shop", **fields}
    return log(f"2026-{at}", kind, data=told | fields.pop("data", {}), **fields)


LOGS = (
    visit("s1", "10-01 23:30", VIEW),  # beside the page view: not another screen
    visit("s1", "10-01 23:30:01"),
    visit("s1", "10-01 23:45", EVENT, user="Ann@X.com "),
    visit("s1", "10-02 00:10", page=2, user="ann@x.com"),
    visit("s2", "10-02 09:00", VIEW, page=3, user="bob@x.com", data={"_platform": "native"}),
    visit("s2", "10-02 09:00:30", VIEW, page=1, user="bob@x.com", data={"_platform": "native"}),
    visit("s2", "10-02 09:01", user="bob@x.com", app_id=2, app="Other"),
    visit("s3", "10-03 12:00", EVENT, user="ann@x.com"),
    visit(None, "10-03 13:00", user="ann@x.com"),  # to be excluded: no session
)


@pytest.mark.parametrize("prepared", [True, False])
def test_sessions_are_put_together(stocked: MakeStore, prepared: bool) -> None:
    rows = ask(stocked(*LOGS), "sessions", use_prepared=prepared)
    assert [row[:9] for row in rows] == [
        ("s3", "ann@x.com", 1, "Shop", "2026-10-03 12:00:00", "2026-10-03 12:00:00", 0.0, 0, 1),
        ("s2", "bob@x.com", 2, "Other", "2026-10-02 09:01:00", "2026-10-02 09:01:00", 0.0, 1, 1),
        ("s2", "bob@x.com", 1, "Shop", "2026-10-02 09:00:00", "2026-10-02 09:00:30", 30.0, 2, 2),
        ("s1", "ann@x.com", 1, "Shop", "2026-10-01 23:30:00", "2026-10-02 00:10:00", 2400.0, 2, 4),
    ]
    assert [row[9:] for row in rows[2:]] == [
        ("d-1", "native", "Win32"),
        ("d-1", "web", "Win32"),
    ]


@pytest.mark.parametrize("prepared", [True, False])
def test_a_session_belongs_to_the_window_in_which_it_began(
    stocked: MakeStore, prepared: bool
) -> None:
    store = stocked(*LOGS)

    def found(since: str, until: str, viewer: Viewer | None = None, **parts: Any) -> list[Any]:
        asked = window(since, until, **parts)
        kinds = {} if viewer is None else {"viewer": viewer}
        rows = ask(store, "sessions", asked, use_prepared=prepared, **kinds)
        return [(row[0], row[2], row[8]) for row in rows]

    assert found("2026-10-01", "2026-10-02") == [("s1", 1, 4)]
    assert found("2026-10-01 23:30", "2026-10-01 23:30:01") == [("s1", 1, 4)]
    assert found("2026-10-01 23:30:01", "2026-10-02 09:00") == []
    assert found("2026-10-02", "2026-10-03") == [("s2", 2, 1), ("s2", 1, 2)]
    publisher = Viewer("publisher", frozenset({2}))
    assert found("2026-10-02", "2026-10-03", publisher) == [("s2", 2, 1)]
    assert found("2026-10-01", "2026-10-04", user="ann") == [("s3", 1, 1), ("s1", 1, 2)]
    by_type = found("2026-10-01", "2026-10-04", log_types=(EVENT,))
    assert by_type == [("s3", 1, 1), ("s1", 1, 1)]


def test_figures(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert ask(store, "session_figures") == [(4, 2, 2, 15.0, 607.5, 5 / 4)]
    assert ask(store, "session_figures", window("2027-01-01", None)) == [
        (0, 0, 0, None, None, None)
    ]


def test_sessions_count_on_the_day_they_began_in_the_zone(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert [row[:3] for row in ask(store, "sessions_over_time")] == [
        (date(2026, 10, 1), 1, 1),
        (date(2026, 10, 2), 2, 1),
        (date(2026, 10, 3), 1, 1),
    ]
    london = LogFilter(zone="Europe/London")
    assert [row[:3] for row in ask(store, "sessions_over_time", london)] == [
        (date(2026, 10, 2), 3, 2),
        (date(2026, 10, 3), 1, 1),
    ]
    kolkata = LogFilter(zone="Asia/Kolkata")
    assert [row[:2] for row in ask(store, "sessions_over_time", kolkata, unit="week")] == [
        (date(2026, 9, 28), 4)
    ]


def test_days_of_23_and_25_hours(stocked: MakeStore) -> None:
    times = ["03-28 23:59", "03-29 00:00", "03-29 22:59", "03-29 23:00"]
    times += ["10-24 22:59", "10-24 23:00", "10-25 23:59", "10-26 00:00"]
    store = stocked(*(visit(f"s{n}", at) for n, at in enumerate(times)))
    london = LogFilter(zone="Europe/London")
    assert [row[:2] for row in ask(store, "sessions_over_time", london)] == [
        (date(2026, 3, 28), 1),
        (date(2026, 3, 29), 2),
        (date(2026, 3, 30), 1),
        (date(2026, 10, 24), 1),
        (date(2026, 10, 25), 2),
        (date(2026, 10, 26), 1),
    ]


def test_screens(stocked: MakeStore) -> None:
    store = stocked(
        *LOGS, visit("s4", "10-04 08:00", page=2, app="Store", data={"_pageTitle": "B"})
    )
    assert ask(store, "screens_viewed") == [
        (1, "Shop", 1, "Screen 1", 3, 2, 1, 1, "2026-10-03 13:00:00"),
        (1, "Store", 2, "B", 2, 1, 1, 2, "2026-10-04 08:00:00"),
        (1, "Shop", 3, "Screen 3", 1, 1, 1, 0, "2026-10-02 09:00:00"),
        (2, "Other", 1, "Screen 1", 1, 1, 1, 1, "2026-10-02 09:01:00"),
    ]


def test_entries_and_exits_are_of_sessions_that_began_in_the_window(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    before = ask(store, "screens_viewed", window("2026-10-01", "2026-10-02"))
    assert before == [(1, "Shop", 1, "Screen 1", 1, 0, 1, 0, "2026-10-01 23:30:01")]
    after = ask(store, "screens_viewed", window("2026-10-02", "2026-10-02 01:00"))
    assert after == [(1, "Shop", 2, "Screen 2", 1, 1, 0, 0, "2026-10-02 00:10:00")]
    assert len(ask(store, "screens_viewed", limit=2)) == 2


def test_screens_without_a_number_go_by_their_title(stocked: MakeStore) -> None:
    titles = [{"_pageId": None, "_pageTitle": title} for title in ("Home", "Map", None)]
    store = stocked(*(visit("s", f"10-01 08:0{n}", data=data) for n, data in enumerate(titles)))
    assert [row[2:8] for row in ask(store, "screens_viewed")] == [
        (None, "Home", 1, 0, 1, 0),
        (None, "Map", 1, 0, 0, 1),
    ]
    assert [row[2:] for row in ask(store, "screen_paths")] == [
        (None, None, None, "Home", 1),
        (None, "Home", None, "Map", 1),
        (None, "Map", None, None, 1),
    ]


def test_paths(stocked: MakeStore) -> None:
    store = stocked(
        visit("s1", "10-01 23:50", page=1),
        visit("s1", "10-01 23:55", page=2),
        visit("s1", "10-02 00:05", page=2, data={"_pageTitle": "New"}),
        visit("s2", "10-01 09:00", page=1),
        visit("s2", "10-01 09:01", page=2),
        visit("s2", "10-01 09:02", page=5, app_id=2, app="Other"),
        visit(None, "10-01 09:03", page=7),  # to be excluded: no session
    )
    assert ask(store, "screen_paths") == [
        (1, "Shop", None, None, 1, "Screen 1", 2),
        (1, "Shop", 1, "Screen 1", 2, "Screen 2", 2),
        (1, "Shop", 2, "New", None, None, 2),
        (1, "Shop", 2, "Screen 2", 2, "New", 1),
        (2, "Other", None, None, 5, "Screen 5", 1),
        (2, "Other", 5, "Screen 5", None, None, 1),
    ]
    assert ask(store, "screen_paths", window("2026-10-02", "2026-10-03")) == [
        (1, "Shop", 2, "New", None, None, 1),
        (1, "Shop", 2, "Screen 2", 2, "New", 1),
    ]
