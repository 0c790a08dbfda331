"""Questions on push notifications: hand-computed sums over batches, and real logs."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.access import Viewer
from data.errors import InvalidFilter
from tests.builders import Log, log
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore

REAL = Path(__file__).parent.parent / "data" / "samples" / "push_jobs.json"


def batch(method: str, success: int, **failures: int) -> dict[str, Any]:
    """A method's result in a batch, with failed devices by error code."""
    messages = [{"error": code} for code, count in failures.items() for _ in range(count)]
    total = sum(failures.values())
    return {"method": method, "success": success, "failure": total, "message": messages}


def sent(at: str, *batches: Any, kind: str = "pushNotification.send", **fields: Any) -> Log:
    """A push notification of October 2026; a batch is a list of results."""
    title, meant = fields.pop("title", None), fields.pop("meant", None)
    data: dict[str, Any] = {"result": [{"job": str(n), "result": b} for n, b in enumerate(batches)]}
    data |= {} if title is None else {"payload": {"title": title}}
    data |= {} if meant is None else {"subscriptionsCount": meant}
    return log(f"2026-10-{at}", kind, data=data, **fields)


LOGS = (
    sent(
        "01 10:00",
        [batch("apn", 2, BadDeviceToken=1), batch("gcm", 3, NotRegistered=2)],
        [batch("apn", 1, BadDeviceToken=1, Unregistered=1)],
        title="News",
        meant=11,
        app_id=1,
        app="Shop",
        user="ann@x.com",
        appNotificationId=980,
    ),
    sent("01 11:00", [batch("gcm", 4, NotRegistered=1)], title="More", meant=6, app_id=1, app="S"),
    sent("02 09:00", [batch("wns", 1)], kind="job", app_id=2),
    log("2026-10-02 10:00", "pushNotification.send", data={"subscriptionsCount": 5}),
    log("2026-10-02 11:00", "job", data={"result": "cleaned up"}),  # no push
    log("2026-10-02 12:00", "pushNotification.opened"),  # nothing sent
    log("2026-10-02 13:00", "user.login"),
)


def test_each_day(stocked: MakeStore) -> None:
    assert ask(stocked(*LOGS), "push_outcomes_by_day") == [
        (date(2026, 10, 1), 2, 10, 6),
        (date(2026, 10, 2), 2, 1, 0),
    ]


def test_over_time(stocked: MakeStore) -> None:
    store = stocked(*LOGS, sent("25 00:30", [batch("apn", 7)]), sent("25 01:30", [batch("apn", 8)]))
    assert ask(store, "push_outcomes_over_time", unit="month") == [(date(2026, 10, 1), 6, 26, 6)]
    end_of_summer = window("2026-10-25", None, zone="Europe/London")
    assert ask(store, "push_outcomes_by_hour", end_of_summer) == [
        ("2026-10-25 00:00:00", 1, 7, 0),
        ("2026-10-25 01:00:00", 1, 8, 0),
    ]
    late = window(None, "2026-10-02", zone="Pacific/Auckland")  # 13 hours ahead: 23:00 and 00:00
    assert ask(store, "push_outcomes_by_day", late) == [
        (date(2026, 10, 1), 1, 6, 5),
        (date(2026, 10, 2), 1, 4, 1),
    ]
    with pytest.raises(InvalidFilter, match="unit must be one of"):
        ask(store, "push_outcomes_over_time", unit="hour")


def test_figures(stocked: MakeStore) -> None:
    (row,) = ask(stocked(*LOGS), "push_figures")
    assert row == (4, 11, 6, 1, 17, 1, 11 / 17)
    (without,) = ask(stocked(LOGS[3]), "push_figures")
    assert without == (1, 0, 0, 1, 0, 0, None)
    (nothing,) = ask(stocked(LOGS[4]), "push_figures")
    assert nothing == (0, 0, 0, 0, 0, 0, None)


def test_by_app(stocked: MakeStore) -> None:
    assert ask(stocked(*LOGS), "push_by_app") == [
        (1, "S", 2, 10, 6, 0, 17, 1, 10 / 16),
        (2, None, 1, 1, 0, 0, 0, 0, 1.0),
        (None, None, 1, 0, 0, 1, 0, 0, None),
    ]


def test_by_method(stocked: MakeStore) -> None:
    assert ask(stocked(*LOGS), "push_by_method") == [
        ("gcm", 2, 7, 3, 7 / 10),
        ("apn", 1, 3, 3, 3 / 6),
        ("wns", 1, 1, 0, 1.0),
    ]


def test_errors(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert ask(store, "push_errors") == [
        ("gcm", "NotRegistered", 3, 2, "2026-10-01 11:00:00"),
        ("apn", "BadDeviceToken", 2, 1, "2026-10-01 10:00:00"),
        ("apn", "Unregistered", 1, 1, "2026-10-01 10:00:00"),
    ]
    first = window(None, "2026-10-01 11:00")
    assert [row[:3] for row in ask(store, "push_errors", first)][:2] == [
        ("apn", "BadDeviceToken", 2),
        ("gcm", "NotRegistered", 2),
    ]
    assert ask(store, "push_errors", viewer=Viewer("other", frozenset({2}))) == []


def test_notifications(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    first = (
        "2026-10-01 10:00:00", "News", "Shop", 11, 2, 6, 5, False,
        "apn BadDeviceToken 2, gcm NotRegistered 2, apn Unregistered 1", "ann@x.com", 980, 1,
    )  # fmt: skip
    second = (
        "2026-10-01 11:00:00", "More", "S", 6, 1, 4, 1, True, "gcm NotRegistered 1", None, None, 2,
    )  # fmt: skip
    older = ("2026-10-02 09:00:00", None, None, None, 1, 1, 0, None, None, None, None, 3)
    without = ("2026-10-02 10:00:00", None, None, 5, None, None, None, None, None, None, None, 4)
    assert ask(store, "B7") == [without, older, second, first]
    assert ask(store, "B7", limit=1) == [without]


def test_parts_of_one_notification(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert ask(store, "push_notification_parts", id=1) == [
        ("apn", None, 3, 0),
        ("apn", "BadDeviceToken", 0, 2),
        ("apn", "Unregistered", 0, 1),
        ("gcm", None, 3, 0),
        ("gcm", "NotRegistered", 0, 2),
    ]
    assert ask(store, "push_notification_parts", window("2026-10-02", None), id=1) == []
    assert ask(store, "push_notification_parts") == []


def test_notifications_of_an_error(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    first = ("2026-10-01 10:00:00", "News", "Shop", 2, 6, 5, "ann@x.com", 1)
    second = ("2026-10-01 11:00:00", "More", "S", 1, 4, 1, None, 2)
    gone: dict[str, Any] = {"method": "gcm", "error": "NotRegistered"}
    assert ask(store, "push_of_error", **gone) == [second, first]
    assert ask(store, "push_of_error", **gone, limit=1) == [second]
    assert ask(store, "push_of_error", method="apn", error="NotRegistered") == []
    assert [row[3] for row in ask(store, "push_of_error", method="apn")] == [3]
    assert [row[3] for row in ask(store, "push_of_error")] == [1, 5]


def test_real_pushes(stocked: MakeStore) -> None:
    real = json.loads(REAL.read_text(encoding="utf-8"))["logs"]
    store = stocked(
        *(
            log(
                each["createdAt"].removesuffix("Z"),
                each["type"],
                data=each["data"],
                app_id=each["appId"],
                id=each["id"],
            )
            for each in real
        )
    )
    assert ask(store, "push_figures") == [(2, 62, 31, 0, 0, 0, 62 / 93)]
    assert ask(store, "push_outcomes_by_day") == [
        (date(2017, 12, 14), 1, 25, 15),
        (date(2017, 12, 19), 1, 37, 16),
    ]
    assert ask(store, "push_by_method") == [("apn", 2, 55, 31, 55 / 86), ("gcm", 1, 7, 0, 1.0)]
    assert ask(store, "push_errors") == [
        ("apn", "DeviceTokenNotForTopic", 31, 2, "2017-12-19 17:10:10")
    ]
    listed = ask(store, "push_notifications")
    assert [row[4:9] + row[-1:] for row in listed] == [
        (1, 37, 16, None, "apn DeviceTokenNotForTopic 16", 3419),
        (1, 25, 15, None, "apn DeviceTokenNotForTopic 15", 3415),
    ]
