"""Threads: all logs of one key in order, their gaps, and what is missing."""

from __future__ import annotations

from typing import Any

import pytest

from data.access import Viewer
from data.errors import InvalidFilter
from queries.thread_kinds import KINDS, thread_kind
from tests.builders import Log, log, push
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore


def email(at: str, kind: str, message: str, to: str, **more: Any) -> Log:
    fields = {name: more.pop(name) for name in ("app_id", "app", "user") if name in more}
    data = {"messageId": message, "to": to, **more}
    return log(f"2026-10-{at}", f"email.{kind}", data=data, **fields)


def build(at: str, kind: str, number: int, **fields: Any) -> Log:
    data = {"appSubmissionId": number, **fields.pop("data", {})}
    return log(f"2026-10-{at}", f"app.submission.{kind}", data=data, **fields)


def file(at: str, kind: str, number: int, **fields: Any) -> Log:
    return log(f"2026-10-{at}", f"mediaFile.{kind}", data={"mediaFileId": number}, **fields)


def test_all_logs_of_a_message_in_order_with_their_gaps(stocked: MakeStore) -> None:
    store = stocked(
        email("03 10:00", "complaint", "m4", "c@y.com"),
        email("03 09:00:30", "delivered", "m4", "c@y.com"),
        email("03 09:00", "validate", "m4", "c@y.com", user="ann@x.com", app_id=2, app="Shop"),
        email("03 09:00", "validate", "m40", "d@y.com", app_id=2),
    )
    steps = [
        ("2026-10-03 09:00:00", None, "email.validate", None, "ann@x.com", "c@y.com", 2, "Shop", 3),
        ("2026-10-03 09:00:30", 30.0, "email.delivered", None, None, "c@y.com", None, None, 2),
        ("2026-10-03 10:00:00", 3570.0, "email.complaint", None, None, "c@y.com", None, None, 1),
    ]
    assert ask(store, "thread", value="m4") == steps
    assert ask(store, "thread", value=" m4 ", limit=2) == steps[:2]
    assert ask(store, "thread", window("2026-10-03 10:00", None), value="m4") == steps
    assert ask(store, "thread", window("2026-10-04", None), value="m4") == []
    assert ask(store, "thread") == ask(store, "thread", value="m5") == []
    narrow = Viewer("publisher", frozenset({2}))
    assert ask(store, "thread", viewer=narrow, value="m4") == steps[:1]
    assert ask(store, "thread_figures", value="m4") == [
        (3, "2026-10-03 09:00:00", "2026-10-03 10:00:00", 3570.0, 1, 1, 3)
    ]
    assert ask(store, "thread_figures", value="m40")[0][3] is None
    assert ask(store, "thread_figures", value="m5") == []


def test_what_is_missing_of_an_email_at_each_recipient(stocked: MakeStore) -> None:
    store = stocked(
        email("01 09:00", "communicate", "m1", '["a@x.com", "b@x.com", "c@x.com"]'),
        email("01 09:01", "delivered", "m1", "a@x.com"),
        email("01 09:02", "delayed", "m1", "b@x.com"),
        email("02 09:00", "bounced", "m2", "d@x.com"),
        email("03 09:00", "communicate", "m3", "d@x.com"),
        email("03 09:01", "bounced", "m3", "d@x.com"),
    )
    assert ask(store, "thread_missing", value="m1") == [
        ("no_status", "2026-10-01 09:00:00", "c@x.com"),
        ("still_delayed", "2026-10-01 09:00:00", "b@x.com"),
    ]
    assert ask(store, "thread_missing", value="m2") == [
        ("no_trigger", "2026-10-02 09:00:00", "d@x.com")
    ]
    assert ask(store, "thread_missing", value="m3") == []
    assert ask(store, "thread_missing", window("2026-10-02", None), value="m1") == []


def test_an_sms_of_which_nothing_was_reported(stocked: MakeStore) -> None:
    def sms(at: str, message: str, **data: Any) -> Log:
        return log(f"2026-10-{at}", "sms.2fa", data={"messageId": message, "to": "+1", **data})

    store = stocked(sms("01 09:00", "s1"), sms("02 09:00", "s2", status="delivered"))
    assert ask(store, "thread_missing", value="s1") == [
        ("sms_not_reported", "2026-10-01 09:00:00", None)
    ]
    assert ask(store, "thread_missing", value="s2") == []


def test_a_build_requested_and_not_reported(stocked: MakeStore) -> None:
    store = stocked(
        build("01 09:00", "build", 7),
        build("01 09:30", "report", 7, data={"status": "failed", "reason": "No profile"}),
        build("01 10:00", "build", 7),
        build("02 09:00", "build", 8),
        build("02 09:00", "report", 8),
        build("03 09:00", "report", 9),
    )
    rows = ask(store, "thread", by="submission_id", value="7")
    assert [row[1:4] for row in rows] == [
        (None, "app.submission.build", None),
        (1800.0, "app.submission.report", "No profile"),
        (1800.0, "app.submission.build", None),
    ]
    missing = {n: ask(store, "thread_missing", by="submission_id", value=n) for n in "789"}
    assert missing == {
        "7": [("no_report", "2026-10-01 10:00:00", None)],
        "8": [],
        "9": [("no_request", "2026-10-03 09:00:00", None)],
    }


def test_a_file_deleted_and_not_restored(stocked: MakeStore) -> None:
    store = stocked(
        file("01 09:00", "create", 1),
        file("02 09:00", "remove", 1),
        file("03 09:00", "restore", 1),
        file("04 09:00", "remove", 1),
        file("01 09:00", "create", 2),
        file("02 09:00", "remove", 2),
        file("03 09:00", "restore", 2),
        file("05 09:00", "update", 3),
    )
    missing = {n: ask(store, "thread_missing", by="media_file_id", value=n) for n in "123"}
    assert missing == {
        "1": [("not_restored", "2026-10-04 09:00:00", None)],
        "2": [],
        "3": [("not_uploaded", "2026-10-05 09:00:00", None)],
    }


def test_an_entry_deleted_and_never_created(stocked: MakeStore) -> None:
    store = stocked(
        log("2026-10-01 09:00", "dataSource.entry.create", dataSourceEntryId=4),
        log("2026-10-02 09:00", "dataSource.entry.update", dataSourceEntryId=4),
        log("2026-10-03 09:00", "dataSource.entry.delete", dataSourceEntryId=5),
    )
    asked = {n: ask(store, "thread_missing", by="data_source_entry_id", value=n) for n in "45"}
    assert asked == {
        "4": [],
        "5": [
            ("not_created", "2026-10-03 09:00:00", None),
            ("not_restored", "2026-10-03 09:00:00", None),
        ],
    }


def test_a_notification_without_a_result(stocked: MakeStore) -> None:
    store = stocked(
        log("2026-10-01 09:00", "pushNotification.send", appNotificationId=1, data={}),
        log("2026-10-01 09:00", "pushNotification.send", appNotificationId=2, data={}),
        push("2026-10-01 09:05", success=2, failure=0, appNotificationId=2),
    )
    missing = [
        ask(store, "thread_missing", by="app_notification_id", value=value) for value in "12"
    ]
    assert missing == [[("no_result", "2026-10-01 09:00:00", None)], []]


def test_a_failed_login_is_no_login(stocked: MakeStore) -> None:
    store = stocked(
        log("2026-10-01 09:00", "user.login.failed", session=5, user="ann@x.com"),
        log("2026-10-01 09:00", "user.login.failed", session=6, user="ann@x.com"),
        log("2026-10-01 09:01", "user.login.sso", session=6, user="ann@x.com"),
    )
    missing = ask(store, "thread_missing", by="session_id", value="5")
    assert [row[0] for row in missing] == ["no_login"]
    assert ask(store, "thread_missing", by="session_id", value="6") == []


def test_sessions_devices_and_visits(stocked: MakeStore) -> None:
    here = {"deviceId": "d-1", "_analyticsSessionId": "v-1"}
    store = stocked(
        log("2026-10-01 09:00", "user.login", session=5, user="ann@x.com"),
        log("2026-10-01 09:01", session=5, user="ann@x.com", data=here, requestId="r-1"),
        log("2026-10-01 09:02", session=6, user="bob@x.com", data=here),
    )

    def ids(key: str, value: str) -> list[int]:
        return [row[-1] for row in ask(store, "thread", by=key, value=value)]

    assert ids("session_id", "5") == [1, 2]
    for odd in ("five", str(1 << 64), "05", "+5", "5_", "\u0665", "\ud800"):
        assert ids("session_id", odd) == []
    assert ids("device", "\ud800") == []
    assert ids("device", "d-1") == ids("analytics_session", "v-1") == [2, 3]
    assert ids("request_id", "r-1") == [2]
    assert ask(store, "thread_missing", by="session_id", value="5") == []
    assert ask(store, "thread_missing", by="session_id", value="6") == [
        ("no_login", "2026-10-01 09:02:00", None)
    ]
    assert ask(store, "thread_missing", by="device", value="d-1") == []


def test_every_kind_can_be_asked_for_and_no_other_key(stocked: MakeStore) -> None:
    store = stocked(log("2026-10-01 09:00"))
    for kind in KINDS:
        assert thread_kind(kind.column) is kind
        for name in ("thread", "thread_figures", "thread_missing"):
            assert ask(store, name, by=kind.column, value="1") == []
    with pytest.raises(InvalidFilter, match="by must be one of message_id"):
        ask(store, "thread", by="user_email", value="ann@x.com")
