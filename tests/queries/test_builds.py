"""Builds: requests joined to their reports, by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from data.access import Viewer
from tests.builders import Log, log
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore


def build(at: str, submission: Any, **fields: Any) -> Log:
    data = {"appSubmissionId": submission, **fields.pop("data", {})}
    return log(f"2026-10-{at}", "app.submission.build", category="studio", data=data, **fields)


def report(at: str, submission: Any, status: str | None, **fields: Any) -> Log:
    data = {"appSubmissionId": submission, "status": status, **fields.pop("data", {})}
    return log(f"2026-10-{at}", "app.submission.report", category="studio", data=data, **fields)


SHOP: dict[str, Any] = {"app_id": 1, "app": "Shop"}
LOGS = (
    build("01 10:00", 7, user="ann@x.com", data={"platform": "ios"}, **SHOP),
    report("01 10:30", 7, "processing", **SHOP),
    report("01 11:00", "7", "Completed", **SHOP),
    build("02 10:00", 8, user="bob@x.com", data={"platform": "android"}, **SHOP),
    report("04 10:00", 8, "failed", data={"error": "No key"}, **SHOP),
    build("03 10:00", 9, app_id=2),
    build("03 11:00", 10, app_id=2),
    report("03 11:10", 10, "cancelled", app_id=2),
    report("03 12:00", 11, "completed", app_id=2, data={"platform": "ios"}),  # request not in data
    build("03 13:00", None, app_id=2),
    report("03 14:00", None, "completed", app_id=2),  # of nobody knows which request
    report("03 15:00", None, None, app_id=2),
    log("2026-10-03 16:00", "app.submission.other", data={"appSubmissionId": 9}),
)


def test_requests_with_their_latest_report(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert ask(store, "B4", window(None, "2026-10-03")) == [
        (
            "2026-10-02 10:00:00", 1, "Shop", "8", "android", "bob@x.com", "failed", "failed",
            "2026-10-04 10:00:00", 172800.0, "No key", 4, 5,
        ),
        (
            "2026-10-01 10:00:00", 1, "Shop", "7", "ios", "ann@x.com", "succeeded", "Completed",
            "2026-10-01 11:00:00", 3600.0, None, 1, 3,
        ),
    ]  # fmt: skip
    rest = [row[:1] + row[3:9] + row[-2:] for row in ask(store, "B4", window("2026-10-03", None))]
    assert rest == [
        (None, None, None, None, "other", "not given", "2026-10-03 15:00:00", None, 12),
        (None, None, None, None, "succeeded", "completed", "2026-10-03 14:00:00", None, 11),
        ("2026-10-03 13:00:00", None, None, None, "no report", "no report yet", None, 10, None),
        (None, "11", "ios", None, "succeeded", "completed", "2026-10-03 12:00:00", None, 9),
        (
            "2026-10-03 11:00:00", "10", None, None, "other", "cancelled", "2026-10-03 11:10:00",
            7, 8,
        ),
        ("2026-10-03 10:00:00", "9", None, None, "no report", "no report yet", None, 6, None),
    ]  # fmt: skip
    assert len(ask(store, "B4", limit=2)) == 2


def test_a_build_that_is_requested_again(stocked: MakeStore) -> None:
    store = stocked(
        report("01 08:00", 7, "completed"),  # of a request that is not in the data
        report("01 08:30", 7, "failed"),
        build("01 09:00", 7),
        report("01 09:10", 7, "processing"),
        report("01 09:20", 7, "failed"),
        build("01 09:21", 7),
        build("01 09:30", 7),
        report("01 09:30", 7, "completed"),
        build("01 09:40", 8),
    )
    found = [(row[0], *row[6:10:2], *row[-2:]) for row in ask(store, "B4")]
    assert found == [
        ("2026-10-01 09:40:00", "no report", None, 9, None),
        ("2026-10-01 09:30:00", "succeeded", "2026-10-01 09:30:00", 7, 8),
        ("2026-10-01 09:21:00", "no report", None, 6, None),
        ("2026-10-01 09:00:00", "failed", "2026-10-01 09:20:00", 3, 5),
        (None, "failed", "2026-10-01 08:30:00", None, 2),
    ]
    assert ask(store, "build_figures") == [(4, 1, 1, 0, 2, 1, 1 / 2, 600.0)]


def test_a_build_is_found_by_its_request(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert [row[3] for row in ask(store, "B4", window(None, None, user="bob"))] == ["8"]
    only_reports = window(None, None, log_types=("app.submission.report",))
    assert [row[3] for row in ask(store, "B4", only_reports)] == [None, None, "11"]
    assert [row[3] for row in ask(store, "B4", window("2026-10-04", None))] == []
    shop = Viewer("publisher", frozenset({1}))
    assert [row[3] for row in ask(store, "B4", viewer=shop)] == ["8", "7"]


def test_figures(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert ask(store, "build_figures") == [(5, 1, 1, 1, 2, 3, 1 / 2, 3600.0)]
    assert ask(store, "build_figures", window("2026-10-02", "2026-10-03")) == [
        (1, 0, 1, 0, 0, 0, 0.0, 172800.0)
    ]
    assert ask(store, "build_figures", window("2026-10-04", None)) == [
        (0, 0, 0, 0, 0, 0, None, None)
    ]


def test_over_time_and_by_app(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert ask(store, "builds_over_time", unit="month") == [(date(2026, 10, 1), 5, 1, 1, 1, 2, 3)]
    late = window(None, "2026-10-02", zone="Pacific/Kiritimati")  # 14 hours ahead
    assert ask(store, "builds_over_time", late) == [(date(2026, 10, 2), 1, 1, 0, 0, 0, 0)]
    assert ask(store, "builds_by_app") == [
        (2, None, 3, 0, 0, 1, 2, 3, None, 600.0),
        (1, "Shop", 2, 1, 1, 0, 0, 0, 1 / 2, 88200.0),
    ]
