"""The Feature Utilization page: its numbers are the answers', its rows lead to what is behind."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.engine import Store
from pages.feature_tabs.email import arrival_steps
from pages.feature_utilization import PAGE
from pages.shared import drill, words
from pages.shared.delivery_words import outcome_words
from tests.builders import Log, load, log
from tests.pages.at_page import answered, at_page, said, url
from tests.pages.conftest import Open
from tests.pages.test_words import NASTY


def email(at: str, kind: str, message: str, to: str | None, **fields: Any) -> Log:
    data = {"messageId": message, "to": to} | fields.pop("data", {})
    return log(f"2026-11-{at}", f"email.{kind}", data=data, **fields)


LOGS: tuple[Log, ...] = (
    email("20 10:00", "communicate", "m1", "ann@a.example", app_id=1, app="Alpha"),
    email("20 10:00:04", "delivered", "m1", "ann@a.example"),
    email("19 10:00", "communicate", "m2", "bob@b.example", category="studio", user=NASTY),
    email("19 10:05", "bounced", "m2", "bob@b.example", data={"reason": NASTY}),
    email("18 10:00", "dataSourceHook", "m3", "bob@b.example", data={"subject": NASTY}),
    email("18 10:05", "bounced", "m3", "bob@b.example"),
    email("17 10:00", "validate", "m4", None),
    email("16 10:00", "delivered", "m5", "cy@c.example"),
    log("2026-11-18 12:00", "app.view", user="ann@a.example", app_id=1, app="Alpha"),
    log("2026-01-01", "app.view", user="ann@a.example"),
)


def features(opened: Open, tab: str | None = None, **query: str | list[str]) -> AppTest:
    """The page over a week, with that tab open."""
    app = at_page(opened, "feature-utilization", **{"window": "7d", **query})
    if tab is not None:
        app.session_state["tab"] = tab
        app.run()
    return app


def test_each_delivery_is_in_one_bar_by_what_became_of_it(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = features(opened, "Email")
    traces = json.loads(app.get("plotly_chart")[0].proto.spec)["data"]
    assert {trace["name"]: sum(trace["y"]) for trace in traces} == {
        "Delivered": 1,
        "Delayed": 0,
        "Bounced": 2,
        "Rejected": 0,
        "Complaint": 0,
        "No status yet": 1,
    }
    assert [trace["name"] for trace in traces if trace["marker"]["pattern"]["shape"]] == [
        "No status yet"
    ]


def test_emails_by_domain_address_origin_and_app(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = features(opened, "Email")
    domains = answered(app, "email_by_domain")
    assert list(domains["domain"]) == ["b.example", "a.example", "not known", "c.example"]
    assert list(domains["bounced_ratio"])[:3] == [1.0, 0.0, 0.0]
    assert answered(app, "email_by_recipient")["recipient"].iloc[0] == "bob@b.example"
    assert set(answered(app, "email_by_origin")["origin"]) == {
        "app", "Studio", "data source hook", "validation"
    }  # fmt: skip
    assert list(answered(app, "dead_addresses")["wasted"]) == [1]


def test_the_list_keeps_to_what_was_clicked_and_says_so(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    whole = features(opened, "Email")
    assert list(answered(whole, "emails")["outcome"]) == [
        "Delivered", "Bounced", "Bounced", "No status yet",
        "Delivered, sending not in the data",
    ]  # fmt: skip
    app = features(opened, "Email", domain="b.example", outcome="bounced", origin="Studio")
    assert list(answered(app, "emails")["message_id"]) == ["m2"]
    assert list(answered(app, "email_by_recipient")["recipient"]) == ["bob@b.example"]
    app.button(key="emails_of_origin").click().run()
    assert "origin" not in url(app)
    assert list(answered(app, "emails")["message_id"]) == ["m2", "m3"]


def test_what_the_url_says_wrongly_is_left_out(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = features(opened, "Email", outcome="lost", origin="nowhere", domain="x" * 400)
    assert not app.exception
    assert len(answered(app, "emails")) == 5


def test_without_emails_the_tab_says_so(store: Store, opened: Open) -> None:
    load(store, *LOGS[-2:])
    app = features(opened, "Email")
    assert "No email was sent in this time." in said(app)
    assert not app.get("plotly_chart")


@pytest.mark.parametrize("tab", PAGE.tabs)
def test_no_tab_reads_a_name_as_markup(tab: str, store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = features(opened, tab)
    assert not app.exception
    for block in (*app.markdown, *app.caption, *app.subheader):
        assert NASTY not in (block.value or "")
    assert "<img" not in said(app)


@pytest.mark.parametrize("tab", PAGE.tabs)
def test_every_tab_does_without_logs_of_its_own(tab: str, store: Store, opened: Open) -> None:
    load(store, *LOGS[-2:])
    assert not features(opened, tab).exception


def test_the_funnel_counts_complaints_as_delivered() -> None:
    figures = {"sent": 10, "no_status": 2, "delivered": 6, "complaint": 1}
    assert [step.count for step in arrival_steps(figures)] == [10, 8, 7, 1]


def test_an_outcome_never_heard_of_is_said_as_it_is() -> None:
    assert outcome_words({"outcome": "opened", "triggered": True}) == "opened"
    assert outcome_words({"outcome": None, "triggered": False}) == (
        "No status yet, sending not in the data"
    )


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 s"),
        (0.44, "0.4 s"),
        (12.4, "12 s"),
        (59.6, "1 min"),
        (200, "3 min 20 s"),
        (7500, "2 h 5 min"),
        (86400, "1 d"),
        (273_600, "3 d 4 h"),
    ],
)
def test_durations_in_their_two_largest_units(seconds: float, said: str) -> None:
    assert words.duration(seconds) == said


def test_drilling_holds_only_what_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    query = {"outcome": "bounced", "origin": "moon", "domain": ""}
    monkeypatch.setattr("streamlit.query_params", query)
    allowed = {"outcome": {"bounced"}.__contains__, "origin": {"app"}.__contains__, "domain": bool}
    assert drill.held(allowed) == {"outcome": "bounced"}
    drill.hold(outcome=None, domain="x.example")
    assert query == {"origin": "moon", "domain": "x.example"}


def test_the_most_used_data_sources_have_a_colour_each(store: Store, opened: Open) -> None:
    used = [
        log(f"2026-11-{day:02} 10:0{n}", kind, dataSourceId=source)
        for day in (20, 21)
        for n, (kind, source) in enumerate(
            (("dataSource.query", 7), ("dataSource.update", 7), ("dataSource.query", 8))
        )
    ]
    load(store, *used, log("2026-11-21 11:00", "dataSource.query"))
    app = features(opened, "Data sources")
    assert not app.exception
    traces = json.loads(app.get("plotly_chart")[1].proto.spec)["data"]
    assert {trace["name"]: sum(trace["y"]) for trace in traces} == {
        "Data source 7": 4,
        "Data source 8": 2,
        "Not named": 1,
    }


@pytest.mark.parametrize(
    ("section", "question"),
    [
        ("Reads and writes", "data_source_reads"),
        ("Apps and screens", "data_source_use_by_screen"),
        ("Users", "data_source_users"),
        ("First-time users", "data_source_newcomers"),
        ("Unusual", "data_source_unusual_volume"),
    ],
)
def test_a_section_of_the_data_sources_is_in_the_url(
    store: Store, opened: Open, section: str, question: str
) -> None:
    busy = [log("2026-11-21 11:00", "dataSource.query", user="a@x.y", dataSourceId=7)] * 200
    days = [
        log(f"2026-11-{n:02}", "dataSource.query", user="a@x.y", dataSourceId=7)
        for n in range(1, 20)
    ]
    load(store, *days, *busy, log("2026-11-21", "dataSource.update", user="b@x.y", dataSourceId=7))
    app = features(opened, "Data sources", sources=section)
    assert not app.exception
    assert "7" in set(answered(app, question)["data_source_id"])
