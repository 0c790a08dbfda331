"""Questions on the events that apps record, counted by hand, on every engine."""

from __future__ import annotations

from datetime import date
from typing import Any

from queries.filters import LogFilter
from tests.builders import Log, log
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore

ANN, BOB = "ann@x.com", "bob@x.com"


def event(at: str, category: Any, action: Any = None, label: Any = None, **fields: Any) -> Log:
    data = {"category": category, "action": action, "label": label}
    return log(f"2026-10-{at}", "app.analytics.event", data=data, **fields)


LOGS = (
    event("01 09:00", "list", "open", "All", user=ANN, app_id=1, app="Shop"),
    event("01 09:30", "list", "open", "All", user=BOB, app_id=2),
    event("01 10:00", "list", "open", "Mine", user=BOB, app_id=2),
    event("02 09:00", "list", "open", "Mine", app_id=2),
    event("02 10:00", "list", "close", user=ANN, app_id=1, app="Store"),
    event("02 11:00", None, user=ANN),
    # to be excluded
    log("2026-10-02 11:00", "app.analytics.pageView", data={"category": "list"}, user="eve@x.com"),
    log("2026-10-02 11:00", "app.analytics.event.other", user="eve@x.com"),
)


def test_by_category_action_and_label(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    rows = [
        ("list", "open", "All", 2, 2, 2, "2026-10-01 09:30:00"),
        ("list", "open", "Mine", 2, 1, 1, "2026-10-02 09:00:00"),
        ("list", "close", None, 1, 1, 1, "2026-10-02 10:00:00"),
        (None, None, None, 1, 1, 0, "2026-10-02 11:00:00"),
    ]
    assert ask(store, "app_events") == rows
    assert ask(store, "app_events", limit=2) == rows[:2]
    shop = LogFilter(apps=("Shop",), zone="Europe/London")
    assert [row[3] for row in ask(store, "app_events", shop)] == [1]


def test_over_time(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert ask(store, "app_events_over_time") == [
        (date(2026, 10, 1), 3, 2, 2),
        (date(2026, 10, 2), 3, 1, 2),
    ]
    assert ask(store, "app_events_over_time", unit="week") == [(date(2026, 9, 28), 6, 2, 2)]
    assert ask(store, "app_events_by_hour", window("2026-10-01 09:30", "2026-10-02")) == [
        ("2026-10-01 09:00:00", 1, 1, 1),
        ("2026-10-01 10:00:00", 1, 1, 1),
    ]
    east = LogFilter(until=LOGS[2]["createdAt"], zone="Pacific/Auckland")  # 13 hours ahead
    assert ask(store, "app_events_over_time", east) == [(date(2026, 10, 1), 2, 2, 2)]


def test_by_app_and_by_user(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert ask(store, "app_events_by_app") == [
        (2, None, 3, 1, "2026-10-02 09:00:00"),
        (1, "Store", 2, 1, "2026-10-02 10:00:00"),
        (None, None, 1, 1, "2026-10-02 11:00:00"),
    ]
    assert ask(store, "app_events_by_user") == [
        (ANN, 3, 1, "2026-10-02 11:00:00"),
        (BOB, 2, 1, "2026-10-01 10:00:00"),
        (None, 1, 1, "2026-10-02 09:00:00"),
    ]
