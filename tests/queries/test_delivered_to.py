"""What was sent to one person: email, SMS and push in one thread, on every engine."""

from __future__ import annotations

from typing import Any

import pytest

from data.access import Viewer
from data.errors import InvalidFilter
from queries.filters import LogFilter
from tests.builders import Log, log, push
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore

ANN, BOB, PHONE = "ann@x.com", "bob@x.com", "+44 7700 900001"


def email(at: str, kind: str, message: str, to: Any = None, **fields: Any) -> Log:
    data = {"messageId": message} | ({} if to is None else {"to": to}) | fields.pop("data", {})
    return log(f"2026-10-{at}", f"email.{kind}", data=data, **fields)


def sms(at: str, kind: str, to: Any, *, user: str | None = None, **data: Any) -> Log:
    return log(f"2026-10-{at}", f"sms.{kind}", user=user, data={"to": to, **data})


def pushed(at: str, *methods: dict[str, Any], user: str | None = None, **data: Any) -> Log:
    result = [{"result": list(methods)}]
    return log(f"2026-10-{at}", "pushNotification.send", user=user, data={"result": result, **data})


def method(name: str, success: int, *errors: str) -> dict[str, Any]:
    messages = [{"error": error} for error in errors]
    return {"method": name, "success": success, "failure": len(errors), "message": messages}


LOGS = (
    email("01 09:00", "communicate", "m1", [ANN, BOB], data={"subject": "Hi"}, app_id=1,
          app="Shop"),
    email("01 09:01", "delivered", "m1", ANN),
    email("05 09:00", "bounced", "m1", BOB, data={"reason": "Full"}),
    email("01 10:00", "validate", "m2", user=ANN),
    email("01 11:00", "communicate", "m3", "c@y.com", user=ANN),  # she sent it to somebody else
    sms("02 09:00", "2fa", PHONE, user=ANN, status="Delivered"),
    sms("02 10:00", "communicate", PHONE, status="failed", error="Unknown number"),
    sms("02 11:00", "communicate", [PHONE, "+44 7700 900002"], user=BOB, status="sent"),
    pushed(
        "03 09:00",
        method("apn", 3, "BadDeviceToken", "Unregistered"),
        method("gcm", 0, "Unregistered"),
        user=ANN,
        payload={"title": "New"},
    ),
    pushed("03 10:00", method("apn", 0, "Gone"), user=BOB, audience={"email": "Ann@x.com"}),
    log("2026-10-03 11:00", "job", user=ANN, data={"job": "cleanup"}),  # no push
    log("2026-10-03 12:00", "user.login", user=ANN),
)  # fmt: skip


def test_the_thread_of_an_address(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    rows = ask(store, "deliveries_to_person", email=" Ann@X.com ")
    assert {row[2] for row in rows} == {ANN}
    assert [row[:2] + row[3:9] for row in rows] == [
        ("2026-10-03 10:00:00", "push", "data", None, None, "failed", "no", "Gone"),
        ("2026-10-03 09:00:00", "push", "user", None, "New", "accepted in part", "not reported",
         "Unregistered"),
        ("2026-10-02 09:00:00", "sms", "user", PHONE, None, "arrived", "yes", None),
        ("2026-10-01 10:00:00", "email", "user", None, None, "no status yet", "not reported", None),
        ("2026-10-01 09:00:00", "email", "recipient", ANN, "Hi", "delivered", "yes", None),
    ]  # fmt: skip
    assert rows[-1][9:] == (1, "Shop", "email.communicate", 1)
    assert ask(store, "deliveries_to_person", email=ANN, limit=2) == rows[:2]
    assert ask(store, "deliveries_to_person", LogFilter(user=f'"{ANN}"')) == rows
    assert ask(store, "deliveries_to_person", LogFilter(user=BOB), email=ANN) == rows


def test_each_recipient_has_an_outcome(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    bob = ask(store, "deliveries_to_person", window("2026-10-01", "2026-10-02"), email=BOB)
    assert [row[3:9] for row in bob] == [("recipient", BOB, "Hi", "bounced", "no", "Full")]


def test_the_thread_of_a_number(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    both = f'["{PHONE}","+44 7700 900002"]'
    assert [row[1:9] for row in ask(store, "deliveries_to_person", email=PHONE)] == [
        ("sms", PHONE, "recipient", both, None, "not reported", "not reported", "sent"),
        ("sms", PHONE, "recipient", PHONE, None, "failed", "no", "Unknown number"),
        ("sms", PHONE, "recipient", PHONE, None, "arrived", "yes", None),
    ]


def test_everybody_and_those_whom_the_filter_matches(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    named = [row[1:4] for row in ask(store, "deliveries_to_person")]
    assert named == [
        ("push", BOB, "user"),
        ("push", ANN, "user"),
        ("sms", f'["{PHONE}","+44 7700 900002"]', "recipient"),
        ("sms", PHONE, "recipient"),
        ("sms", PHONE, "recipient"),
        ("email", "c@y.com", "recipient"),
        ("email", ANN, "user"),
        ("email", ANN, "recipient"),
        ("email", BOB, "recipient"),
    ]
    asked = window("2026-10-01", "2026-10-02", user="@x")
    found = [row[2:4] for row in ask(store, "deliveries_to_person", asked)]
    assert found == [(ANN, "user"), (ANN, "recipient"), (BOB, "recipient")]


@pytest.mark.parametrize(
    ("methods", "outcome", "arrived"),
    [
        ([method("apn", 2)], "accepted", "not reported"),
        ([method("apn", 0)], "no device", "no"),
        ([method("apn", 0, "Gone")], "failed", "no"),
        ([], "not reported", "not reported"),
    ],
)
def test_outcomes_of_a_push(
    stocked: MakeStore, methods: list[dict[str, Any]], outcome: str, arrived: str
) -> None:
    store = stocked(pushed("03 09:00", *methods, user=ANN))
    (row,) = ask(store, "deliveries_to_person", email=ANN)
    assert row[6:8] == (outcome, arrived)


def test_an_older_push(stocked: MakeStore) -> None:
    job = push("2026-10-01 09:00", success=1, failure=0, user=ANN) | {"type": "job"}
    store = stocked(job)
    (row,) = ask(store, "deliveries_to_person", email=ANN)
    assert row[1] == "push"
    assert row[6] == "accepted"
    assert row[11] == "job"


def test_outcomes_of_an_email(stocked: MakeStore) -> None:
    outcomes = {"delayed": "not reported", "rejected": "no", "complaint": "yes"}
    for kind, arrived in outcomes.items():
        store = stocked(email("01 09:00", "communicate", "m", ANN), email("09", kind, "m", ANN))
        sent = window("2026-10-01", "2026-10-02")
        (row,) = ask(store, "deliveries_to_person", sent, email=ANN)
        assert row[6:8] == (kind, arrived)
        assert ask(store, "deliveries_to_person", window("2026-10-02", None), email=ANN) == []


def test_an_address_after_a_name(stocked: MakeStore) -> None:
    store = stocked(
        email("01 09:00", "communicate", "m1", f"Ann Lee <{ANN}>"),
        email("01 09:00", "communicate", "m2", "Joann Lee <joann@x.com>"),
        email("01 09:00", "communicate", "m3", "joann@x.com"),
    )
    assert [row[-1] for row in ask(store, "deliveries_to_person", email=ANN)] == [1]


def test_the_viewer_sees_those_of_their_apps(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    shop = Viewer("publisher", frozenset({1}))
    rows = ask(store, "deliveries_to_person", viewer=shop, email=ANN)
    assert [row[-1] for row in rows] == [1]


@pytest.mark.parametrize("given", ["", "  ", '"ann@x.com"'])
def test_no_address(stocked: MakeStore, given: str) -> None:
    with pytest.raises(InvalidFilter, match="email must be an address"):
        ask(stocked(), "deliveries_to_person", email=given)
