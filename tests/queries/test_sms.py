"""Questions on text messages, counted by hand, on every engine."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from data.access import Viewer
from data.errors import InvalidFilter
from queries.filters import LogFilter
from queries.sms_outcome import ARRIVING, FAILING
from tests.builders import Log, log
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore

ANN, BOB = "ann@x.com", "bob@x.com"


def sms(at: str, kind: str, to: str | None = None, *, more: Any = None, **fields: Any) -> Log:
    data = ({} if to is None else {"to": to}) | (more or {})
    return log(f"2026-10-{at}", f"sms.{kind}", data=data or None, **fields)


LOGS = (
    sms("01 09:00", "communicate", "+44 1", app_id=1, app="Shop", user=ANN),
    sms("01 09:30", "communicate", "+44 2", app_id=1, app="Shop", more={"status": "Delivered"}),
    sms("01 10:00", "validate", "+44 1", app_id=2, user=BOB, more={"status": "sent"}),
    sms(
        "02 09:00",
        "dataSourceHook",
        "+44 3",
        app_id=1,
        app="Store",
        more={"status": "failed", "error": "No such number", "messageId": "m-1"},
    ),
    sms("02 09:10", "2fa", None, user=ANN, category="studio"),
    sms("02 09:20", "brand.new", "+44 1", user=ANN, app_id=1, app="Store", more={"error": "Off"}),
    # to be excluded
    log("2026-10-02 09:30", "email.communicate", user="eve@x.com", data={"to": "eve@x.com"}),
    log("2026-10-02 09:30", "smsc.communicate", user="eve@x.com"),
)


def test_figures(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert ask(store, "sms_figures") == [(6, 1, 2, 3, 3, 2, 1 / 3, 3 / 6)]
    assert ask(store, "sms_figures", LogFilter(user="bob")) == [(1, 0, 0, 1, 1, 1, None, 0.0)]
    nobody = Viewer("nobody", frozenset())
    assert ask(store, "sms_figures", viewer=nobody) == [(0, 0, 0, 0, 0, 0, None, None)]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (None, (None, None, "not reported")),
        ({"status": "queued"}, ("queued", None, "not reported")),
        ({"status": 200}, ("200", None, "not reported")),
        ({"result": {"status": "DELIVERED"}}, ("DELIVERED", None, "arrived")),
        ({"status": "delivered", "reason": "after a while"}, (
            "delivered", "after a while", "arrived",
        )),
        ({"status": "undelivered"}, ("undelivered", None, "failed")),
        ({"status": "sent", "error": {"message": "Off"}}, ("sent", "Off", "failed")),
        ({"error": {"code": 30003}}, (None, '{"code":30003}', "failed")),
        ({"error": None, "message": "Your code is 1"}, (None, None, "not reported")),
        ({"error": False}, (None, None, "not reported")),
        ({"error": {}}, (None, None, "not reported")),
        ("cut {", (None, None, "not reported")),
    ],
)  # fmt: skip
def test_outcome(embedded: MakeStore, data: Any, found: tuple[Any, ...]) -> None:
    (row,) = ask(embedded(log("2026-10-01", "sms.2fa", data=data)), "F4")
    assert row[6:9] == found


def test_no_word_tells_two_outcomes() -> None:
    assert not set(ARRIVING) & set(FAILING)


def test_list(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert ask(store, "F4", limit=3) == [
        (
            "2026-10-02 09:20:00", "other", "+44 1", ANN, 1, "Store", None, "Off", "failed",
            None, "sms.brand.new", 6,
        ),
        (
            "2026-10-02 09:10:00", "two-factor code", None, ANN, None, None, None, None,
            "not reported", None, "sms.2fa", 5,
        ),
        (
            "2026-10-02 09:00:00", "data source hook", "+44 3", None, 1, "Store", "failed",
            "No such number", "failed", "m-1", "sms.dataSourceHook", 4,
        ),
    ]  # fmt: skip
    assert [row[-1] for row in ask(store, "F4", window(None, "2026-10-02"))] == [3, 2, 1]


def test_over_time(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert ask(store, "F5") == [
        (date(2026, 10, 1), 3, 1, 0, 2, 2, 2),
        (date(2026, 10, 2), 3, 0, 2, 1, 2, 1),
    ]
    assert ask(store, "F5", unit="month") == [(date(2026, 10, 1), 6, 1, 2, 3, 3, 2)]
    assert ask(store, "sms_outcomes_by_hour", window(None, "2026-10-02")) == [
        ("2026-10-01 09:00:00", 2, 1, 0, 1, 2, 1),
        ("2026-10-01 10:00:00", 1, 0, 0, 1, 1, 1),
    ]
    with pytest.raises(InvalidFilter, match="unit must be one of"):
        ask(store, "F5", unit="hour")


def test_days_are_those_of_the_zone(stocked: MakeStore) -> None:
    store = stocked(sms("01 20:00", "2fa"))
    found = ask(store, "F5", LogFilter(zone="Asia/Kolkata"))
    assert [row[:2] for row in found] == [(date(2026, 10, 2), 1)]


def test_by_kind_and_app(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert ask(store, "sms_by_kind") == [
        ("app", "sms.communicate", 2, 1, 0, 1, 2, 1, "2026-10-01 09:30:00"),
        ("two-factor code", "sms.2fa", 1, 0, 0, 1, 0, 1, "2026-10-02 09:10:00"),
        ("other", "sms.brand.new", 1, 0, 1, 0, 1, 1, "2026-10-02 09:20:00"),
        ("data source hook", "sms.dataSourceHook", 1, 0, 1, 0, 1, 0, "2026-10-02 09:00:00"),
        ("sign-in check", "sms.validate", 1, 0, 0, 1, 1, 1, "2026-10-01 10:00:00"),
    ]
    assert ask(store, "sms_by_app") == [
        (1, "Store", 4, 1, 2, 1, 3, 1, "2026-10-02 09:20:00"),
        (2, None, 1, 0, 0, 1, 1, 1, "2026-10-01 10:00:00"),
        (None, None, 1, 0, 0, 1, 0, 1, "2026-10-02 09:10:00"),
    ]
