"""The figures of the Behavior Analysis page, counted by hand, on every engine."""

from __future__ import annotations

from datetime import date

from data.access import Viewer
from tests.builders import log, push
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore

LOGS = (
    log("2026-10-01 09:00", "app.view", user="ann@x.com", app_id=1),
    log("2026-10-01 10:00", "app.analytics.pageView", user="bob@x.com", app_id=1),
    log("2026-10-01 11:00", "app.error.live", user="bob@x.com", app_id=2),
    log("2026-10-02 09:00", "app.publish", user="eve@x.com", app_id=2, category="studio"),
    log("2026-10-02 10:00", "app.submission.build", app_id=2, category="studio"),
    push("2026-10-02 11:00", success=5, failure=2, app_id=1),
    log("2026-10-02 12:00", "app.views", user="ann@x.com"),
)


def test_figures(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert ask(store, "behavior_figures") == [(3, 2, 1, 1, 1, 5, 2)]
    one_app = Viewer("publisher", frozenset({1}))
    assert ask(store, "behavior_figures", viewer=one_app) == [(2, 2, 0, 0, 0, 5, 2)]
    assert ask(store, "behavior_figures", window("2020-01-01", "2020-02-01")) == [(0,) * 7]


def test_over_time(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert ask(store, "behavior_figures_over_time") == [
        (date(2026, 10, 1), 2, 2, 1, 0, 0, 0, 0),
        (date(2026, 10, 2), 2, 0, 0, 1, 1, 5, 2),
    ]
    hours = ask(store, "behavior_figures_by_hour", window(None, "2026-10-01 10:30"))
    assert hours == [
        ("2026-10-01 09:00:00", 1, 1, 0, 0, 0, 0, 0),
        ("2026-10-01 10:00:00", 1, 1, 0, 0, 0, 0, 0),
    ]
