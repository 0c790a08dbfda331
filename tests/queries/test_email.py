"""Questions on emails: hand-computed deliveries, by when they were sent."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from data.access import Viewer
from data.errors import InvalidFilter
from queries.email import COUNTS, WITHOUT_TRIGGER
from tests.builders import Log, log
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore


def email(at: str, kind: str, message: str, to: Any = None, **fields: Any) -> Log:
    data = {"messageId": message} | ({} if to is None else {"to": to}) | fields.pop("data", {})
    return log(f"2026-10-{at}", f"email.{kind}", data=data, **fields)


LOGS = (
    email("01 10:00", "communicate", "m1", ["a@x.com", "b@x.com"], app_id=1, app="Shop"),
    email("01 10:00:10", "delivered", "m1", "a@x.com"),
    email("03 00:00", "bounced", "m1", "b@x.com", data={"reason": "Full"}),
    email("02 09:00", "dataSourceHook", "m2", "b@x.com", app_id=1, app="Store", user="ann@x.com"),
    email("02 09:01", "delayed", "m2", "b@x.com"),
    email("02 09:00:30", "delivered", "m2b", "c@y.com"),
    email("03 08:00", "communicate", "m3", "b@x.com", category="studio", data={"subject": "Hi"}),
    email("03 08:00:20", "bounced", "m3", "b@x.com", data={"reason": "Gone"}),
    email("03 09:00", "validate", "m4", "c@y.com", app_id=2),
    email("03 09:00:30", "delivered", "m4", "c@y.com"),
    email("03 10:00", "complaint", "m4", "c@y.com"),
    email("04 09:00", "communicate", "m5", "b@x.com", category=None),
    email("04 09:00:01", "delivered", "m5", "b@x.com"),
    log("2026-10-04 10:00", "user.login"),
)


def test_every_delivery_counts_once_on_the_day_it_was_sent(stocked: MakeStore) -> None:
    rows = ask(stocked(*LOGS), "F3")
    assert rows == [
        (date(2026, 10, 1), 2, 1, 1, 0, 0, 0, 0),
        (date(2026, 10, 2), 1, 0, 0, 1, 0, 0, 0),
        (date(2026, 10, 3), 2, 0, 1, 0, 1, 0, 0),
        (date(2026, 10, 4), 1, 1, 0, 0, 0, 0, 0),
    ]


def test_over_time_shows_those_without_trigger_too(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert ask(store, "email_outcomes_over_time", unit="month") == [
        (date(2026, 10, 1), 6, 2, 2, 1, 1, 0, 0, 1)
    ]
    hours = ask(store, "email_outcomes_by_hour", window("2026-10-02", "2026-10-03"))
    assert hours == [("2026-10-02 09:00:00", 1, 0, 0, 1, 0, 0, 0, 1)]


def test_days_are_those_of_the_zone(stocked: MakeStore) -> None:
    store = stocked(email("01 23:30", "communicate", "m", "a@x.com"))
    asked = window(None, None, zone="Europe/London")
    assert ask(store, "F3", asked) == [(date(2026, 10, 2), 1, 0, 0, 0, 0, 0, 1)]


def test_figures(stocked: MakeStore) -> None:
    (row,) = ask(stocked(*LOGS), "email_figures")
    assert row[:8] == (6, 2, 2, 1, 1, 0, 0, 1)
    assert row[8:10] == (3 / 6, 2 / 6)
    assert row[10] == 10.0
    assert abs(row[11] - 28.0) < 1e-9  # of 1, 10 and 30 seconds


def test_nothing_sent_has_no_ratio(stocked: MakeStore) -> None:
    (row,) = ask(stocked(LOGS[5]), "email_figures")
    assert row == (0, 0, 0, 0, 0, 0, 0, 1, None, None, None, None)
    assert ask(stocked(LOGS[5]), "F3") == []


def test_a_message_belongs_to_the_window_it_was_sent_in(stocked: MakeStore) -> None:
    store = stocked(*LOGS[:3])
    (sent,) = ask(store, "email_figures", window("2026-10-01 10:00", "2026-10-01 10:00:01"))
    assert sent[:3] == (2, 1, 1)
    for since, until in (("2026-10-01 10:00:01", None), (None, "2026-10-01 10:00")):
        (none,) = ask(store, "email_figures", window(since, until))
        assert none[:8] == (0,) * 8


def test_scope_and_filter_are_asked_of_the_trigger(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    shop = Viewer("publisher", frozenset({1}))
    assert ask(store, "email_figures", viewer=shop)[0][:8] == (3, 1, 1, 1, 0, 0, 0, 0)
    by_user = ask(store, "email_figures", window(None, None, user="ann"))
    assert by_user[0][:8] == (1, 0, 0, 1, 0, 0, 0, 0)
    by_type = ask(store, "email_figures", window(None, None, log_types=("email.bounced",)))
    assert by_type[0][:8] == (0,) * 8


def test_by_app_origin_and_domain(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    by_app = [row[:5] + row[9:] for row in ask(store, "email_by_app")]
    assert by_app == [
        (1, "Store", 3, 1, 1, 0, 1 / 3, 1 / 3),
        (None, None, 2, 1, 1, 1, 1 / 2, 1 / 2),
        (2, None, 1, 0, 0, 0, 1.0, 0.0),
    ]
    by_origin = [row[:4] + row[8:9] for row in ask(store, "email_by_origin")]
    assert by_origin == [
        ("app", 2, 1, 1, 1),
        ("Studio", 1, 0, 1, 0),
        ("data source hook", 1, 0, 0, 0),
        ("unknown", 1, 1, 0, 0),
        ("validation", 1, 0, 0, 0),
    ]
    by_domain = [row[:4] + row[8:] for row in ask(store, "email_by_domain", limit=1)]
    assert by_domain == [("x.com", 5, 2, 2, 0, 2 / 5, 2 / 5)]


def test_lists_of_studio_and_of_apps(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    (studio,) = ask(store, "F1")
    assert studio == (
        "2026-10-03 08:00:00", "m3", "b@x.com", "Hi", "Studio", None, None, True, "bounced",
        "2026-10-03 08:00:20", 20.0, "Gone", 7,
    )  # fmt: skip
    assert [row[1:3] + row[7:11] for row in ask(store, "F2")] == [
        ("m5", "b@x.com", True, "delivered", "2026-10-04 09:00:01", 1.0),
        ("m4", "c@y.com", True, "complaint", "2026-10-03 10:00:00", 3600.0),
        ("m2b", "c@y.com", False, "delivered", "2026-10-02 09:00:30", None),
        ("m2", "b@x.com", True, "delayed", "2026-10-02 09:01:00", None),
        ("m1", "a@x.com", True, "delivered", "2026-10-01 10:00:10", 10.0),
        ("m1", "b@x.com", True, "bounced", "2026-10-03 00:00:00", 136800.0),
    ]


def test_dead_addresses(stocked: MakeStore) -> None:
    store = stocked(*LOGS, email("03 11:00", "rejected", "m6", "d@x.com"))
    dead = (
        "b@x.com", 2, "2026-10-03 00:00:00", "2026-10-03 08:00:20", 1, "Gone",
        "2026-10-04 09:00:01",
    )  # fmt: skip
    once = ("d@x.com", 1, "2026-10-03 11:00:00", "2026-10-03 11:00:00", 0, None, None)
    assert ask(store, "dead_addresses") == [dead]
    assert ask(store, "dead_addresses", at_least=1) == [dead, once]
    assert ask(store, "dead_addresses", window(None, "2026-10-04"))[0][-1] is None


def test_emails_are_kept_by_what_they_count_as(stocked: MakeStore) -> None:
    store = stocked(*LOGS)

    def messages(**options: Any) -> list[tuple[Any, ...]]:
        return [row[1:3] for row in ask(store, "emails", **options)]

    assert len(messages()) == 7
    assert messages(outcome="bounced") == [("m3", "b@x.com"), ("m1", "b@x.com")]
    assert messages(outcome="delivered") == [("m5", "b@x.com"), ("m1", "a@x.com")]
    assert messages(outcome="without_trigger") == [("m2b", "c@y.com")]
    assert messages(outcome="no_status") == []
    assert messages(origin="data source hook") == [("m2", "b@x.com")]
    assert messages(domain="y.com") == [("m4", "c@y.com"), ("m2b", "c@y.com")]
    assert messages(recipient="a@x.com") == [("m1", "a@x.com")]
    assert messages(message_id="m1", limit=1) == [("m1", "a@x.com")]
    for option in ("outcome", "origin"):
        with pytest.raises(InvalidFilter, match=option):
            messages(**{option: "lost"})


def test_the_outcomes_of_the_list_are_those_of_the_figures(stocked: MakeStore) -> None:
    store = stocked(*LOGS, email("05 09:00", "communicate", "m9", "a@x.com"))
    (figures,) = ask(store, "email_figures")
    named = [column.name for column in (*COUNTS[1:], WITHOUT_TRIGGER)]
    listed = [len(ask(store, "emails", outcome=name)) for name in named]
    assert listed == list(figures[1 : len(named) + 1])


def test_by_recipient_those_that_got_least_first(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    found = [row[:5] for row in ask(store, "email_by_recipient")]
    assert found == [
        ("b@x.com", "2026-10-04 09:00:00", 4, 1, 2),
        ("a@x.com", "2026-10-01 10:00:00", 1, 1, 0),
        ("c@y.com", "2026-10-03 09:00:00", 1, 0, 0),
    ]
    assert [row[0] for row in ask(store, "email_by_recipient", domain="y.com")] == ["c@y.com"]
    assert len(ask(store, "email_by_recipient", limit=1)) == 1
