"""Normalising: which part of a raw record ends in which column."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from data.docs import DATA_MODEL, data_model
from data.engine import Store
from data.load import load_batches
from tests.raw_records import batch_of, record

SAMPLES = Path(__file__).parent / "samples"


def only_log(store: Store, row: dict[str, Any]) -> dict[str, Any]:
    """The one stored log of a record, its columns that are not null."""
    load_batches(store, [batch_of(row)], source="t")
    with store.duckdb() as connection:
        log = connection.execute("SELECT * FROM logs").fetchall()
        names = [column[0] for column in connection.description or ()]
    assert len(log) == 1
    return {name: value for name, value in zip(names, log[0], strict=True) if value is not None}


CASES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    (
        "user.login",
        {"user_email": " Ann@Example.COM "},
        {"user_email": "ann@example.com", "given_user_email": " Ann@Example.COM "},
    ),
    ("app.view", {"data": {"_userEmail": "Bob@example.com"}}, {"user_email": "bob@example.com"}),
    (
        "app.view",
        {"user_email": "a@x.org", "data": {"_userEmail": "b@x.org"}},
        {"user_email": "a@x.org"},
    ),
    (
        "app.view",
        {"data": {"_userEmail": "b@x.org", "_studioUser": {"email": "A@x.org"}}},
        {"user_email": "b@x.org", "studio_user_email": "a@x.org"},
    ),
    (
        "app.update",
        {
            "data": {
                "ip": "10.0.0.1",
                "statusCode": 200,
                "device": {"uuid": "d1", "model": "Pixel", "platform": "Android", "version": "11"},
                "responseBody": {"app": {"version": "10"}},
            }
        },
        {
            "ip": "10.0.0.1",
            "status_code": 200,
            "device": "d1",
            "device_model": "Pixel",
            "os": "Android",
            "os_version": "11",
            "app_version": "10",
        },
    ),
    (
        "app.view",
        {"data": {"device": json.dumps({"uuid": "inside a string"})}},
        {"device": "inside a string"},
    ),
    ("app.view", {"data": json.dumps(json.dumps({"ip": "10.0.0.9"}))}, {"ip": "10.0.0.9"}),
    (
        "email.bounced",
        {"data": {"messageId": "m1", "to": "X@example.com", "reason": "no such box"}},
        {"message_id": "m1", "recipient": "x@example.com", "reason": "no such box"},
    ),
    ("email.bounced", {"data": {"message": "no such box"}}, {"reason": "no such box"}),
    ("sms.2fa", {"data": {"message": "Your code is 1"}}, {"reason": None}),
    ("sms.2fa", {"data": {"message": "Your code is 1", "error": "off"}}, {"reason": "off"}),
    (
        "email.delivered",
        {"data": {"notification": {"mail": [{"messageId": "deep"}]}}},
        {"message_id": "deep"},
    ),
    (
        "email.communicate",
        {"data": {"to": ["A@example.com", "b@example.com"]}},
        {"recipient": '["a@example.com","b@example.com"]'},
    ),
    (
        "app.submission.report",
        {"data": {"appSubmissionId": 12, "status": "completed"}},
        {"submission_id": "12", "status": "completed"},
    ),
    (
        "app.submission.report",
        {"data": {"appSubmissionId": 12, "status": "failed", "error": {"message": "No key"}}},
        {"status": "failed", "reason": "No key"},
    ),
    ("app.publish.web.update", {"data": {"slug": "shop"}}, {"slug": "shop"}),
    ("app.publish.web.update", {"data": {"web": {"slug": "deep"}}}, {"slug": "deep"}),
    (
        "app.page.settings.update",
        {"data": {"page": {"id": 1}, "attributes": ["customSCSS", "customJS"]}},
        {"changed": '["customSCSS","customJS"]'},
    ),
    ("app.settings.update", {"data": {"attributes": ["title"]}}, {"changed": '["title"]'}),
    ("app.widget.update", {"data": {"widget": {"name": "Form"}}}, {"component": "Form"}),
    ("app.view", {"data": {"slug": "a", "attributes": ["b"]}}, {"slug": None, "changed": None}),
    ("user.twofactor.add", {"data": {"type": "sms"}}, {"two_factor_kind": "sms"}),
    ("mediaFile.create", {"data": {"mediaFileId": 9}}, {"media_file_id": "9"}),
    (
        "app.analytics.event",
        {"data": {"category": "c", "action": "a", "label": "l"}},
        {"event_category": "c", "event_action": "a", "event_label": "l"},
    ),
    (
        "app.page.update",
        {"data": {"page": {"id": 113, "title": "Column"}}},
        {"page_id": 113, "page_title": "Column"},
    ),
    ("app.view", {"sessionId": "12.0", "appId": " 7 "}, {"session_id": 12, "app_id": 7}),
]


@pytest.mark.parametrize(("log_type", "fields", "expected"), CASES)
def test_columns(
    store: Store, log_type: str, fields: dict[str, Any], expected: dict[str, Any]
) -> None:
    log = only_log(store, record(log_type, id=1, **fields))
    assert {name: log.get(name) for name in expected} == expected


def test_types_keep_their_columns_apart(store: Store) -> None:
    log = only_log(store, record("app.view", id=1, data={"type": "sms", "status": "x", "to": "y"}))
    assert not {"two_factor_kind", "status", "recipient"} & set(log)


def test_a_value_that_does_not_fit_is_kept_in_extra(store: Store) -> None:
    log = only_log(store, record(id=1, sessionId="abc", userId="1.5", extra='{"colour": "red"}'))
    assert json.loads(log["extra"]) == {"colour": "red", "sessionId": "abc", "userId": "1.5"}
    assert "session_id" not in log


@pytest.mark.parametrize("identity", ["abc", "1.23457E+11", "12.6"])
def test_an_unreadable_id_becomes_one_of_content_and_is_kept(store: Store, identity: str) -> None:
    log = only_log(store, record(id=identity))
    assert log["id"] < 0
    assert json.loads(log["extra"]) == {"id": identity}


@pytest.mark.parametrize("data", ['{"_userEmail": "a@example.com", "cut', "plain words", "{}x"])
def test_data_that_is_no_json_is_kept_as_text(store: Store, data: str) -> None:
    log = only_log(store, record("app.view", id=1, user_email="k@example.com", data=data))
    assert log["data"] == data
    assert log["user_email"] == "k@example.com"


def test_credentials_never_enter(store: Store) -> None:
    data = {
        "settings": {"gcmServerKey": "AAAA-secret-1", "apnTopic": "com.mock"},
        "inner": json.dumps({"password": "hunter2-secret"}),
    }
    log = only_log(store, record("pushNotification.send", id=1, data=data))
    assert "secret-1" not in str(log)
    assert "hunter2" not in str(log)
    assert json.loads(log["data"])["settings"]["apnTopic"] == "com.mock"
    with store.duckdb() as connection:
        assert connection.execute("SELECT credentials FROM imports").fetchall() == [(2,)]


PLAIN = [
    {"password": "S3CR3T00"},
    {"a": {"authToken": "S3CR3T00"}},
    {"Auth-token": "S3CR3T00"},
    {"client_secret": "S3CR3T00"},
    {"Authorization": "Bearer S3CR3T00"},
    {"header": "Authorization: Bearer S3CR3T00"},
    {"path": "/v1/x?auth_token=S3CR3T00&y=1"},
    {"url": "https://someone:S3CR3T00@example.com/"},
    {"pem": "-----BEGIN PRIVATE KEY-----\nS3CR3T00\n-----END PRIVATE KEY-----"},
]


@pytest.mark.parametrize("data", [*PLAIN, '{"password": "S3CR3T00", "cut'])
@pytest.mark.parametrize("log_type", ["user.login", "app.update", "job"])
def test_credentials_never_enter_from_any_log(store: Store, log_type: str, data: Any) -> None:
    log = only_log(store, record(log_type, id=1, data=data))
    assert "S3CR3T00" not in str(log)
    assert "[credential removed]" in log["data"]


def test_credentials_never_enter_in_further_fields(store: Store) -> None:
    log = only_log(store, record(id=1, extra='{"token":"S3CR3T00","colour":"red"}'))
    assert json.loads(log["extra"]) == {"token": "[credential removed]", "colour": "red"}
    with store.duckdb() as connection:
        assert connection.execute("SELECT credentials FROM imports").fetchall() == [(1,)]


@pytest.mark.parametrize("count", [2**63 - 1, 2**62 + 5, "9" * 5000, -4])
def test_counts_that_nobody_has_are_no_counts(store: Store, count: Any) -> None:
    results = [
        {"method": "\ud800", "success": count, "failure": 1, "message": [{"error": "\udfff"}]}
    ]
    log = only_log(store, record("job", id=1, data={"result": results * 3}))
    assert (log["push_success"], log["push_failure"]) == (0, 3)


def test_real_push_logs(store: Store) -> None:
    logs = json.loads((SAMPLES / "push_jobs.json").read_text(encoding="utf-8"))["logs"]
    rows = [record("job", id=log["id"], appId=log["appId"], data=log["data"]) for log in logs]
    load_batches(store, [batch_of(*rows)], source="t")
    with store.duckdb() as connection:
        totals = connection.execute(
            "SELECT id, push_batches, push_success, push_failure, push_title FROM logs ORDER BY id"
        ).fetchall()
        parts = connection.execute(
            "SELECT log_id, method, error, success, failure FROM push_results ORDER BY ALL"
        ).fetchall()
    assert totals == [(3415, 1, 25, 15, "Purus Fringilla"), (3419, 1, 37, 16, "Purus Fringilla")]
    assert parts == [
        (3415, "apn", "DeviceTokenNotForTopic", 0, 15),
        (3415, "apn", None, 25, 0),
        (3419, "apn", "DeviceTokenNotForTopic", 0, 16),
        (3419, "apn", None, 30, 0),
        (3419, "gcm", None, 7, 0),
    ]


def test_the_documented_data_model_is_the_codes() -> None:
    assert DATA_MODEL.read_text(encoding="utf-8") == data_model()
