"""The Security page: its figures are the answers', its marks lead to the records behind them."""

from __future__ import annotations

import json
from datetime import timedelta
from html import escape
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data.engine import Store
from pages.security import FIGURES, PAGE
from pages.security_tabs.logins import PARTS
from pages.shared import links, strip, visit, ways
from pages.shared.bars import bar
from pages.shared.window import buckets
from queries.filters import LogFilter
from queries.flags.rules import RULES
from queries.security_types import FAILED, LOGINS
from tests.builders import Log, load, log, utc
from tests.pages.at_page import at_page, said, table
from tests.pages.conftest import Open
from tests.pages.test_frame import figure
from tests.pages.test_words import NASTY

ANN = "ann@a.example"
PHONE = {"device": {"uuid": "phone-1"}, "ip": "10.0.0.1"}


def attempt(at: str, user: str | None, outcome: str = "", **fields: Any) -> tuple[Log, ...]:
    """A login attempt: `user.login` and the log of its outcome, as Fliplet writes them."""
    types = ("user.login", *([f"user.login.{outcome}"] if outcome else []))
    return tuple(log(at, name, user=user, app_id=1, app="Alpha", **fields) for name in types)


LOGS: tuple[Log, ...] = (
    *attempt("2026-11-21 09:10", "ann@a.example", "failed", data=PHONE),
    *attempt("2026-11-21 09:11", "ann@a.example", "failed", data=PHONE),
    *attempt("2026-11-21 09:12", "ann@a.example", data=PHONE),
    *attempt("2026-11-20 15:00", NASTY, "failed"),
    *attempt("2026-11-19 15:00", "cy@c.example", "first"),
    *attempt("2026-11-19 16:00", "cy@c.example", "sso", category="studio"),
    log("2026-11-18 10:00", "user.twofactor.remove", user="ann@a.example", data={"type": "sms"}),
    log(
        "2026-11-18 11:00",
        "organization.user.create",
        user="boss@a.example",
        category="studio",
        data={"user": {"email": "new@a.example"}, "role": "editor"},
    ),
    log("2026-11-18 12:00", "app.view", user="ann@a.example", app_id=1, app="Alpha"),
    log("2026-01-01", "app.view", user="ann@a.example"),
)


def security(opened: Open, tab: str | None = None, **query: str | list[str]) -> AppTest:
    """The page over a week, with that tab open."""
    app = at_page(opened, "security", **{"window": "7d", **query})
    if tab is not None:
        app.session_state["tab"] = tab
        app.run()
    return app


def rows(app: AppTest, start: int) -> pd.DataFrame:
    return app.dataframe[start].value


def test_the_figures_are_those_of_the_answer(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = security(opened)
    shown = {tile.label: figure(app, tile.label) for tile in FIGURES.tiles}
    assert list(shown.values()) == ["6", "3", "50.0%", "2", "1", "33.3%", "0", "1", "1"]


def test_the_raw_log_holds_exactly_the_security_log_types(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = security(opened)
    assert "1-13 of 13 logs" in said(app)
    types = [text.split(" · ")[1] for text in table(app, "log_grid").value["log_type"]]
    assert len(types) == 13
    assert "app.view" not in types
    narrowed = security(opened, log_types=["*.view", "user.login.*"])
    types = [text.split(" · ")[1] for text in table(narrowed, "log_grid").value["log_type"]]
    assert sorted(types) == ["user.login.failed"] * 3 + ["user.login.first", "user.login.sso"]


def test_other_log_types_leave_the_raw_log_empty_and_say_so(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = security(opened, log_types=["app.view"])
    assert "none of security's" in said(app)
    assert figure(app, "Logins") == "0"
    assert figure(app, "Failure rate") == "none"


def test_attempts_are_stacked_by_outcome_and_none_counts_twice(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = security(opened)
    spec = json.loads(app.get("plotly_chart")[0].proto.spec)
    assert {trace["name"]: sum(trace["y"]) for trace in spec["data"]} == {
        "Succeeded": 1,
        "Failed": 3,
        "First login": 1,
        "Single sign-on": 1,
    }
    rate = json.loads(app.get("plotly_chart")[1].proto.spec)["data"][0]["y"]
    assert rate == [None, None, None, 0, 1.0, pytest.approx(2 / 3), None]


def test_apps_and_studio_are_told_apart(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = security(opened)
    assert set(rows(app, 0)["user"]) == {"ann@a.example", "cy@c.example", NASTY}
    assert list(rows(app, 1)["user"]) == ["cy@c.example"]


def test_failures_are_looked_into(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = security(opened, "Failures")
    by_user = rows(app, 0)
    assert list(by_user["user"]) == ["ann@a.example", NASTY]
    assert list(by_user["failures"]) == ["2", "1"]
    assert list(by_user["succeeded_after"]) == [True, False]
    assert list(rows(app, 1)["next"]) == ["Got in", "Nothing so far"]
    assert list(rows(app, 2)["ip"]) == ["10.0.0.1", "not known"]
    spec = json.loads(app.get("plotly_chart")[0].proto.spec)
    assert {trace["name"]: len(trace["x"]) for trace in spec["data"]} == {
        "Succeeded": 1,
        "Failed": 3,
    }
    assert "<img" not in json.dumps(spec)


def test_without_failures_the_tab_says_so_and_ends(store: Store, opened: Open) -> None:
    load(store, *attempt("2026-11-21 09:12", "ann@a.example"))
    app = security(opened, "Failures")
    assert "No login failed in this time." in said(app)
    assert not app.get("plotly_chart")


def test_membership_and_settings_name_who_and_whom(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    membership = security(opened, "Membership")
    changes = next(f.value for f in membership.dataframe if "role" in f.value and "at" in f.value)
    assert changes[["action", "user", "by", "role"]].to_dict("records") == [
        {"action": "Added", "user": "new@a.example", "by": "boss@a.example", "role": "editor"}
    ]
    settings = security(opened, "Settings")
    assert list(rows(settings, 0)["what"]) == ["2FA removed"]
    assert list(rows(settings, 1)["user"]) == ["ann@a.example"]


@pytest.mark.parametrize("tab", PAGE.tabs)
def test_no_tab_reads_a_name_as_markup(tab: str, store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = security(opened, tab)
    for block in (*app.markdown, *app.caption, *app.subheader):
        assert NASTY not in (block.value or "")
    assert "<img" not in said(app)


def test_a_bar_leads_to_its_logs_within_the_window(
    store: Store, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = LogFilter(utc("2026-11-20 10:00"), utc("2026-11-22 13:00"), zone="Europe/Berlin")
    monkeypatch.setattr(visit, "current", lambda: type("Here", (), {"filter": asked})())
    assert asked.since is not None
    assert asked.until is not None
    steps = buckets(asked.since, asked.until, asked.zone)
    assert steps.unit == "hour"
    part, since, until = bar({"x": 0, "curve_number": 1}, PARTS, steps)
    assert (since, until) == (utc("2026-11-20 10:00"), utc("2026-11-20 11:00"))
    assert part.log_types == (FAILED,)
    part, _, until = bar({"x": len(steps.starts) - 1, "curve_number": 0}, PARTS, steps)
    assert (until, part.log_types) == (utc("2026-11-22 13:00"), LOGINS)


def test_ways_lead_to_exactly_the_user_and_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    gone: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(links, "go", lambda page, **changes: gone.append((page, changes)))
    ways.passport("ann@a.example")
    ways.passport(None)
    ways.passport(float("nan"))
    ways.open_log({"at": pd.Timestamp("2026-11-21 09:10", tz="UTC"), "id": 7.0})
    assert gone == [
        ("user", {"user": '"ann@a.example"'}),
        (
            "audit-log",
            {
                "extra": {"record": "7"},
                "since": utc("2026-11-21 09:05"),
                "until": utc("2026-11-21 09:15"),
            },
        ),
    ]


def test_a_mark_of_the_strip_leads_to_the_logins_around_it() -> None:
    at = utc("2026-11-21 09:10")
    assert strip.around(("ann@a.example", at)) == {
        "since": utc("2026-11-21 09:05"),
        "until": utc("2026-11-21 09:15"),
        "user": '"ann@a.example"',
        "log_types": LOGINS,
    }


BURST = tuple(
    row
    for minute in range(12)
    for row in attempt(
        f"2026-11-20 23:{50 + minute % 10:02}:{minute:02}", "ann@a.example", "failed"
    )
)


def test_a_flag_shows_its_arithmetic_and_leads_to_its_evidence(store: Store, opened: Open) -> None:
    load(store, *BURST, *LOGS)
    app = security(opened, "Flags")
    text = said(app)
    assert "<h4>Burst of failed logins</h4>" in text
    assert "<strong>ann@a.example</strong> · 20 Nov 2026 23:50 to 23:59 (UTC)" in text
    assert "12 counted, flagged from 10. The rule: At least 10 failed logins on one" in text
    assert "Compared with 0: failed logins of the account" in text
    assert "Burst of failed logins <span>1</span>" in text
    evidence = next(link for link in app.get("page_link") if link.proto.label == "Evidence")
    assert "user.login.failed" in evidence.proto.query_string
    assert "ann%40a.example" in evidence.proto.query_string


def test_a_flag_in_the_hour_that_clocks_show_twice(store: Store, opened: Open) -> None:
    times = (utc("2026-10-25 00:53") + timedelta(seconds=100 * n) for n in range(10))
    load(store, *(log(f"{at:%F %T}", FAILED, user="ann@a.example") for at in times))
    app = security(opened, "Flags", window="90d", zone="Europe/London")
    span = "25 Oct 2026 01:53 UTC+01:00 to 01:08 UTC+00:00 (Europe/London)"
    assert f"<strong>ann@a.example</strong> · {span}" in said(app)
    evidence = next(link for link in app.get("page_link") if link.proto.label == "Evidence")
    assert "since=2026-10-25T00%3A53%3A00Z" in evidence.proto.query_string


@pytest.mark.parametrize(("user", "passports"), [("ann@a.example", 1), (None, 0)])
def test_a_user_known_by_number_alone_has_no_passport(
    store: Store, opened: Open, user: str | None, passports: int
) -> None:
    times = (utc("2026-11-20 09:00") + timedelta(seconds=n) for n in range(10))
    load(store, *(log(f"{at:%F %T}", FAILED, user=user, userId=5) for at in times))
    app = security(opened, "Flags")
    assert f"<strong>{user or 'number 5'}</strong>" in said(app)
    assert sum(button.label == "Passport" for button in app.button) == passports


def test_where_no_rule_finds_anything_all_rules_are_told(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    text = said(security(opened, "Flags"))
    assert "No rule found anything in this time." in text
    assert all(f"{escape(rule.title)} <span>0</span>" in text for rule in RULES)
    assert "At least 10 failed logins on one account within 15 minutes" in text
