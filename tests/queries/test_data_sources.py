"""Questions on data sources, counted by hand, on every engine."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from data.access import Viewer
from data.errors import InvalidFilter
from queries.filters import LogFilter
from tests.builders import Log, log
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore

ANN, BOB = "ann@x.com", "bob@x.com"


def of(at: str, kind: str, source: int | None, user: str | None = None, **fields: Any) -> Log:
    return log(f"2026-10-{at}", f"dataSource.{kind}", user=user, dataSourceId=source, **fields)


LOGS = (
    of("01 09:00", "event", 7, ANN, app_id=1, app="Shop"),
    of("01 09:30", "export", 7, ANN, app_id=1, app="Shop"),
    of("01 10:00", "entry.create", 7, BOB, app_id=1, app="Shop", data={"_pageId": 5}),
    of("02 09:00", "entry.update", 7, BOB, app_id=1, app="Store", data={"_pageTitle": "5"}),
    of("02 09:10", "entry.delete", 8, BOB, app_id=2),
    of("02 09:20", "commit", 8, ANN, category="studio"),
    of("02 09:30", "import", 8, app="5"),
    of("02 09:40", "remove", 8, ANN, category="studio"),
    of("02 09:50", "lock", 7, ANN, data={"_pageId": 5, "_pageTitle": "Home"}, app_id=1),
    of("02 10:00", "entry.find", None, BOB, app_id=1),
    # to be excluded
    log("2026-10-02 10:00", "email.dataSourceHook", user="eve@x.com", dataSourceId=9),
    log("2026-10-02 10:00", "dataSources.export", user="eve@x.com", dataSourceId=9),
)


def test_figures(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert ask(store, "data_source_figures") == [(3, 6, 1, 2, 2, 3)]
    by_bob = LogFilter(user="bob")
    assert ask(store, "data_source_figures", by_bob) == [(1, 3, 0, 2, 1, 2)]
    shop = Viewer("publisher", frozenset({1}))
    assert ask(store, "data_source_figures", viewer=shop) == [(3, 2, 1, 1, 2, 1)]


def test_over_time(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert ask(store, "data_source_figures_over_time") == [
        (date(2026, 10, 1), 2, 1, 0, 1, 2, 1),
        (date(2026, 10, 2), 1, 5, 1, 2, 2, 3),
    ]
    assert ask(store, "data_source_figures_over_time", unit="week") == [
        (date(2026, 9, 28), 3, 6, 1, 2, 2, 3)
    ]
    assert ask(store, "data_source_figures_by_hour", window(None, "2026-10-02")) == [
        ("2026-10-01 09:00:00", 2, 0, 0, 1, 1, 1),
        ("2026-10-01 10:00:00", 0, 1, 0, 1, 1, 1),
    ]
    with pytest.raises(InvalidFilter, match="unit must be one of"):
        ask(store, "data_source_figures_over_time", unit="hour")


def test_days_are_those_of_the_zone(stocked: MakeStore) -> None:
    store = stocked(of("01 20:00", "export", 7))
    asked = LogFilter(zone="Asia/Kolkata")
    for name in ("data_source_figures_over_time", "data_source_use_over_time"):
        assert ask(store, name, asked)[0][0] == date(2026, 10, 2)


def test_reads(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    one, none = (
        (7, 2, "Shop", 1, 1, "2026-10-01 09:00:00", "2026-10-01 09:30:00"),
        (None, 1, None, 1, 1, "2026-10-02 10:00:00", "2026-10-02 10:00:00"),
    )
    assert ask(store, "F6") == [one, none]
    assert ask(store, "F6", limit=1) == [one]
    assert ask(store, "F6", window("2026-10-01 09:30", "2026-10-02")) == [
        (7, 1, "Shop", 1, 1, "2026-10-01 09:30:00", "2026-10-01 09:30:00")
    ]


def test_writes(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert ask(store, "F7") == [
        (8, 4, 0, 0, 1, 1, 1, 1, "5", 2, 2, "2026-10-02 09:10:00", "2026-10-02 09:40:00"),
        (7, 2, 1, 1, 0, 0, 0, 0, "Store", 1, 1, "2026-10-01 10:00:00", "2026-10-02 09:00:00"),
    ]
    assert ask(store, "data_source_writes_by_kind") == [
        ("commits", 1, 1, 1, "2026-10-02 09:20:00"),
        ("data source deleted", 1, 1, 1, "2026-10-02 09:40:00"),
        ("entries created", 1, 1, 1, "2026-10-01 10:00:00"),
        ("entries deleted", 1, 1, 1, "2026-10-02 09:10:00"),
        ("entries updated", 1, 1, 1, "2026-10-02 09:00:00"),
        ("imports", 1, 1, 0, "2026-10-02 09:30:00"),
    ]


def test_what_could_not_be_classified_is_shown(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    at = "2026-10-02 09:50:00"
    assert ask(store, "unclassified_data_source_types") == [("dataSource.lock", 1, 1, 1, at, at)]


def test_each_over_time(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    days = [
        (date(2026, 10, 1), 7, 2, 1, 0),
        (date(2026, 10, 2), 7, 0, 1, 1),
        (date(2026, 10, 2), 8, 0, 4, 0),
        (date(2026, 10, 2), None, 1, 0, 0),
    ]
    assert ask(store, "data_source_use_over_time") == days
    assert ask(store, "data_source_use_over_time", limit=None) == days
    assert ask(store, "data_source_use_over_time", limit=1) == days[:2]
    assert ask(store, "data_source_use_over_time", limit=2) == days[:3]
    assert ask(store, "data_source_use_over_time", unit="month", limit=1) == [
        (date(2026, 10, 1), 7, 2, 2, 1)
    ]
    hours = ask(store, "data_source_use_by_hour", window(None, "2026-10-02"))
    assert hours == [("2026-10-01 09:00:00", 7, 2, 0, 0), ("2026-10-01 10:00:00", 7, 0, 1, 0)]


def test_by_app_and_screen(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert ask(store, "data_source_use_by_app") == [
        (1, "Store", 3, 2, 1, 1, 2, "2026-10-02 10:00:00"),
        (None, None, 0, 2, 0, 1, 1, "2026-10-02 09:40:00"),
        (2, None, 0, 1, 0, 1, 1, "2026-10-02 09:10:00"),
        (None, "5", 0, 1, 0, 1, 0, "2026-10-02 09:30:00"),
    ]
    assert ask(store, "data_source_use_by_screen", LogFilter(apps=("1",))) == [
        (7, 1, "Shop", 5, "Home", 0, 1, 1, 2, "2026-10-02 09:50:00"),
        (7, 1, "Shop", None, None, 2, 0, 0, 1, "2026-10-01 09:30:00"),
        (7, 1, "Store", None, "5", 0, 1, 0, 1, "2026-10-02 09:00:00"),
        (None, 1, None, None, None, 1, 0, 0, 1, "2026-10-02 10:00:00"),
    ]
