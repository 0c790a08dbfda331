"""Platforms, systems, devices, versions and errors, counted by hand on every engine."""

from __future__ import annotations

from datetime import date
from typing import Any

from data.access import Viewer
from queries.filters import LogFilter
from tests.builders import Log, log
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore

MINE = Viewer("publisher", frozenset({1}))


def seen(at: str, user: str, session: str, platform: str | None, os: str | None) -> Log:
    data = {"_analyticsSessionId": session, "_platform": platform, "_os": os}
    told = {key: value for key, value in data.items() if value is not None}
    return log(f"2026-{at}", "app.analytics.pageView", user=user, app_id=1, data=told)


SEEN = (
    seen("10-01 23:30", "Ann@X.com ", "s1", "web", "Win32"),
    seen("10-01 23:40", "ann@x.com", "s1", "web", "Win32"),
    seen("10-02 09:00", "ann@x.com", "s2", "native", "iPhone"),
    seen("10-02 09:00", "bob@x.com", "s3", "native", "iPhone"),
    seen("10-02 09:05", "bob@x.com", "s3", None, None),
)


def test_platforms_and_systems(stocked: MakeStore) -> None:
    store = stocked(*SEEN)
    assert ask(store, "platforms") == [("native", 2, 2, 2), ("web", 1, 1, 2)]
    assert ask(store, "operating_systems") == [("iPhone", 2, 2, 2), ("Win32", 1, 1, 2)]
    assert ask(store, "operating_systems", limit=1) == [("iPhone", 2, 2, 2)]
    assert ask(store, "platforms", window("2026-10-02", None)) == [("native", 2, 2, 2)]


def test_platforms_and_systems_over_time(stocked: MakeStore) -> None:
    store = stocked(*SEEN)
    london = LogFilter(zone="Europe/London")
    assert ask(store, "platforms_over_time") == [
        (date(2026, 10, 1), "web", 1, 1, 2),
        (date(2026, 10, 2), "native", 2, 2, 2),
    ]
    assert ask(store, "platforms_over_time", london) == [
        (date(2026, 10, 2), "native", 2, 2, 2),
        (date(2026, 10, 2), "web", 1, 1, 2),
    ]
    assert ask(store, "operating_systems_over_time", unit="month") == [
        (date(2026, 10, 1), "Win32", 1, 1, 2),
        (date(2026, 10, 1), "iPhone", 2, 2, 2),
    ]


def checked(at: str, user: str, device: str, version: str, app_id: int = 1, **more: Any) -> Log:
    data = {
        "device": {"uuid": device, "model": more.pop("model", "Pixel 8")},
        "responseBody": {"app": {"version": version}},
    }
    return log(f"2026-{at}", "app.update", user=user, app_id=app_id, data=data, **more)


VERSIONS = (
    checked("10-01 08:00", "ann@x.com", "d1", "1.0", app="Shop"),
    checked("10-02 08:00", "ann@x.com", "d1", "1.1", app="Shop"),
    checked("10-02 09:00", "bob@x.com", "d2", "1.1", app="Store", model="iPhone"),
    checked("10-02 09:00", "bob@x.com", "d2", "1.1", app_id=2, model="iPhone"),
    log("2026-10-03", "app.view", user="cat@x.com", app_id=1, data={"_deviceTrackingId": "d1"}),
    log("2026-10-03", "app.view", user="dan@x.com", app_id=1, data={"_deviceTrackingId": "d9"}),
)


def test_app_versions(stocked: MakeStore) -> None:
    store = stocked(*VERSIONS)
    assert ask(store, "app_versions") == [
        (1, "Store", "1.1", 2, 2, 2),
        (1, "Shop", "1.0", 1, 1, 1),
        (2, None, "1.1", 1, 1, 1),
    ]
    assert ask(store, "app_versions_over_time", viewer=MINE) == [
        (date(2026, 10, 1), 1, "Shop", "1.0", 1, 1, 1),
        (date(2026, 10, 2), 1, "Store", "1.1", 2, 2, 2),
    ]


def test_devices_by_the_model_that_any_of_their_logs_names(stocked: MakeStore) -> None:
    store = stocked(*VERSIONS)
    assert ask(store, "devices") == [("Pixel 8", 1, 2, 0, 3), ("iPhone", 1, 1, 0, 2)]
    views = window("2026-10-01", "2026-10-04", log_types=("app.view",))
    assert ask(store, "devices", views) == [("Pixel 8", 1, 1, 0, 1)]
    assert ask(store, "devices", window("2026-10-03", None)) == []
    assert ask(store, "devices_over_time", viewer=MINE) == [
        (date(2026, 10, 1), "Pixel 8", 1, 1, 0, 1),
        (date(2026, 10, 2), "Pixel 8", 1, 1, 0, 1),
        (date(2026, 10, 2), "iPhone", 1, 1, 0, 1),
        (date(2026, 10, 3), "Pixel 8", 1, 1, 0, 1),
    ]


def failed(at: str, kind: str, message: str | None, page: int, **fields: Any) -> Log:
    data = {"pageId": page} | ({} if message is None else {"message": message})
    return log(f"2026-{at}", f"app.error.{kind}", app_id=1, data=data, **fields)


def test_app_errors(stocked: MakeStore) -> None:
    store = stocked(
        failed("10-01 08:00", "live", "x is not defined", 7, user="ann@x.com", app="Shop"),
        failed("10-02 08:00", "preview", "x is not defined", 8, user="ANN@x.com", app="Store"),
        failed("10-02 09:00", "live", None, 8),
        log("2026-10-02", "app.errors", data={"message": "x is not defined"}),
    )
    assert ask(store, "app_errors") == [
        (1, "Store", "x is not defined", 2, 1, 2, "2026-10-01 08:00:00", "2026-10-02 08:00:00"),
        (1, None, None, 1, 0, 1, "2026-10-02 09:00:00", "2026-10-02 09:00:00"),
    ]
    live = window("2026-10-01", "2026-10-02", log_types=("app.error.live",))
    assert [row[3] for row in ask(store, "app_errors", live)] == [1]
    assert len(ask(store, "app_errors", limit=1)) == 1
