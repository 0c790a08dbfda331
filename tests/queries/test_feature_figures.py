"""The figures of the Feature Utilization page, counted by hand, on every engine."""

from __future__ import annotations

from datetime import date

from data.access import Viewer
from queries.filters import LogFilter
from tests.builders import log
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore

MAIL = {"messageId": "m1", "to": ["a@x.com", "b@x.com"]}
LOGS = (
    log("2026-10-01 09:00", "email.communicate", app_id=1, data=MAIL),
    log("2026-10-01 09:01", "email.delivered", data={"messageId": "m1", "to": "a@x.com"}),
    log("2026-10-02 09:01", "email.bounced", data={"messageId": "m1", "to": "b@x.com"}),
    log("2026-10-02 09:02", "email.bounced", data={"messageId": "m9", "to": "b@x.com"}),
    log("2026-10-01 10:00", "sms.2fa", app_id=1),
    log("2026-10-01 11:00", "dataSource.query", app_id=1),
    log("2026-10-02 11:00", "dataSource.entry.update", app_id=2),
    log("2026-10-02 11:00", "dataSource.entry.ponder", app_id=2),
    log("2026-10-02 12:00", "mediaFile.create"),
    log("2026-10-02 12:00", "mediaFolder.create"),
    log("2026-10-02 13:00", "ai.image", app_id=1),
    log("2026-10-02 14:00", "app.analytics.event", app_id=1),
    log("2026-10-02 14:00", "app.analytics.pageView", app_id=1),
)
#        emails, the five outcomes, no status, arrived, sms, reads, writes, files, ai, events
EVERY = (2, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 2, 1, 1)


def test_figures(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert ask(store, "feature_figures") == [EVERY]
    one_app = Viewer("publisher", frozenset({1}))
    assert ask(store, "feature_figures", viewer=one_app) == [
        (2, 1, 1, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 1)
    ]
    assert ask(store, "feature_figures", window("2020-01-01", "2020-02-01")) == [(0,) * 14]


def test_over_time(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert ask(store, "feature_figures_over_time") == [
        (date(2026, 10, 1), 2, 1, 1, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0),
        (date(2026, 10, 2), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 1, 1),
    ]
    months = ask(store, "feature_figures_over_time", LogFilter(zone="Asia/Kolkata"), unit="month")
    assert months == [(date(2026, 10, 1), *EVERY)]
    hours = ask(store, "feature_figures_by_hour", window(None, "2026-10-01 11:00"))
    assert [row[0] for row in hours] == ["2026-10-01 09:00:00", "2026-10-01 10:00:00"]
