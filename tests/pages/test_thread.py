"""The page of a thread: its logs in order, their gaps, what is missing, and the ways there."""

from __future__ import annotations

import pytest

from data.engine import Store
from pages.shared import thread_table
from pages.shared.words import html
from queries.question import find
from tests.builders import Log, load, log
from tests.pages.at_page import answered, at_page, said, url
from tests.pages.conftest import Open
from tests.pages.test_words import NASTY

LOGS: tuple[Log, ...] = (
    log(
        "2026-11-20 10:00",
        "email.communicate",
        app="Shop",
        user="ann@x.com",
        data={"messageId": "m2", "to": ["b@x.com", NASTY]},
    ),
    log("2026-11-20 10:05", "email.bounced", data={"messageId": "m2", "to": "b@x.com"}),
    log("2026-11-20 11:00", "app.submission.build", app_id=3, data={"appSubmissionId": 41}),
    log("2026-11-20 11:00", "app.view", session=5, data={"deviceId": "d-1*"}),
)


def test_a_message_is_shown_from_sending_to_bouncing(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = at_page(opened, "thread", value="m2", window="24h", log_types=["app.view"])
    assert list(answered(app, "emails")["outcome"]) == ["No status yet", "Bounced"]
    steps = answered(app, "thread")
    assert list(steps["what"]) == ["Email sent", "Email bounced"]
    assert list(steps["gap"]) == ["", "+ 5 min"]
    text = said(app)
    assert "<dt>Longest gap</dt><dd>5 min</dd>" in text
    assert f"<strong>Sent, no status yet</strong> <span>{html(NASTY.lower())}</span>" in text


def test_a_build_without_a_report(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = at_page(opened, "thread", of="Build", value="41")
    assert "<strong>Requested, no report</strong> <small>since 20 Nov 2026 11:00" in said(app)
    assert "<dt>Longest gap</dt><dd>none</dd>" in said(app)


def test_a_thread_that_is_not_there_is_said_so(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    assert "exactly this value" in said(at_page(opened, "thread", value="m9"))
    assert "exactly this value" in said(at_page(opened, "thread", of="Session", value="x"))
    assert "paste the value" in said(at_page(opened, "thread"))


def test_every_kind_has_its_logs_in_the_audit_log(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    for kind, value, logs in (("Message", "m2", 2), ("Session", "5", 1), ("Device", "d-1*", 1)):
        app = at_page(opened, "thread", of=kind, value=value)
        (link,) = [e for e in app.get("page_link") if "audit log" in e.proto.label]
        query = link.proto.query_string
        assert "window=all" in query
        assert len(answered(app, "thread")) == logs


def test_a_record_leads_to_each_of_its_threads(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = at_page(opened, "audit-log", window="7d", record="4")
    keys = [str(b.key) for b in app.button if str(b.key).startswith("record_thread_")]
    assert keys == ["record_thread_session_id", "record_thread_device"]
    app.button(key="record_thread_device").click().run()
    assert (url(app)["of"], url(app)["value"]) == (["Device"], ["d-1*"])
    assert len(answered(app, "thread")) == 1


def test_only_so_many_are_shown_and_the_page_says_so(
    store: Store, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(store, *LOGS)
    monkeypatch.setattr(thread_table, "MOST", 1)
    app = at_page(opened, "thread", value="m2")
    assert len(answered(app, "thread")) == 1
    steps = next(s for s in app.subheader if s.value == "Step by step")
    assert steps.proto.help.startswith("The first 1 of 2; the CSV has all.")


def test_there_are_words_for_all_that_can_be_missing() -> None:
    told = find("thread_missing").columns[0].meaning
    assert all(name in told for name in thread_table.MISSING)


def test_a_kind_that_there_is_not(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    page = said(at_page(opened, "thread", of="message_id", value="m2"))
    assert "There are no threads of «message_id»" in page


@pytest.mark.parametrize(
    ("whom", "shown"),
    [
        (None, ""),
        ("a@x.com", "a@x.com"),
        ('["a@x.com"]', "a@x.com"),
        ('["a@x.com", "b@x.com", "c@x.com"]', "a@x.com and 2 more"),
        ("[broken", "[broken"),
        ("[]", "[]"),
    ],
)
def test_several_people_are_told_in_words(whom: str | None, shown: str) -> None:
    assert thread_table.people(whom) == shown
