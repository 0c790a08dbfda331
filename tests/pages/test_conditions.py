"""The builder of conditions on a page: what it offers, what it does to the filter, what it shows
of what people type."""

from __future__ import annotations

import re
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.access import OWNER
from data.engine import Store
from pages.shared import condition_state, visit
from pages.shared.choice import Choice
from pages.shared.condition_draft import LONGEST, Line
from pages.shared.downloads import KINDS
from queries.conditions import Condition, Group
from queries.conditions_url import group_from, group_text
from queries.filters import LogFilter
from tests.builders import NOW, Log, load, log
from tests.pages.at_page import at_page, said, url
from tests.pages.conftest import Open

LOGS: tuple[Log, ...] = (
    log("2026-11-22 09:01", "user.login.failed", user="ann@a.example", app_id=1, app="Alpha"),
    log("2026-11-22 09:02", "user.login", user="bob@a.example", app_id=2, app="Beta"),
    log("2026-11-22 09:03", "app.view", user="ann@a.example", data={"odd key": "x", "n": 7}),
    log("2026-11-22 09:04", "job", category=None, data={"n": 12, "list": [{"to": "<b>y</b>"}]}),
)


def builder(opened: Open, page: str = "audit-log", **query: str) -> AppTest:
    """The page of that address with its builder open."""
    app = at_page(opened, page, **query)
    return app.button(key="bar_conditions").click().run()


def entered(app: AppTest, key: str, text: str) -> AppTest:
    """The page after a text that is not in its list was typed into a box, which the harness's own
    boxes refuse."""
    box = app.selectbox(key=key)
    states = app._tree.get_widget_states()
    typed = next((state for state in states.widgets if state.id == box.id), None)
    typed = states.widgets.add() if typed is None else typed
    typed.id, typed.string_value = box.id, text
    return app._run(states)


def sentence(app: AppTest) -> str:
    """The builder's sentence, as HTML."""
    bodies: list[str] = [block.proto.body for block in app.get("html")]
    return next(body for body in bodies if 'role="status"' in body)


def wrong(app: AppTest) -> list[str]:
    """What the builder says is wrong, from top to bottom, as HTML."""
    bodies = [block.proto.body for block in app.get("html")]
    return [body for body in bodies if 'role="alert"' in body]


def filled(app: AppTest, number: int, field: str, operator: str, value: str) -> AppTest:
    """The page after that condition of the builder was filled in."""
    app.selectbox(key=f"where_{number}_field").set_value(field).run()
    app.selectbox(key=f"where_{number}_operator").set_value(operator).run()
    return app.text_input(key=f"where_{number}_value").set_value(value).run()


def test_nested_conditions_are_built_applied_changed_and_cleared(
    store: Store, opened: Open
) -> None:
    load(store, *LOGS)
    app = builder(opened)
    assert "No condition yet." in sentence(app)
    app = filled(app, 1, "log_type", "starts_with", "user.")
    app.button(key="where_0_add_group").click().run()
    app = filled(app, 3, "user_email", "is", "bob@a.example")
    app.button(key="where_2_add_group").click().run()
    app.selectbox(key="where_4_kind").set_value("none").run()
    app = filled(app, 5, "app_id", "at_least", "2")
    assert (
        "Where log_type starts with «user.» and (user_email is «bob@a.example» or not (app_id at "
        "least 2))." in sentence(app)
    )
    assert "Not applied yet." in sentence(app)
    assert "1-4 of 4 logs" in said(app)
    app.button(key="conditions_apply").click().run()
    user = "all(log_type starts_with user.,any(user_email is bob@a.example"
    assert url(app)["where"] == [f"{user},none(app_id at_least 2)))"]
    assert "1-2 of 2 logs" in said(app)
    assert app.button(key="bar_conditions").label == "Conditions (3)"
    assert app.button(key="chip_0").label.startswith("Where `log_type starts with «user.» and (")
    assert not [box for box in app.selectbox if str(box.key).startswith("where_")]

    app.button(key="bar_conditions").click().run()
    app.button(key="where_4_remove").click().run()
    app.button(key="conditions_apply").click().run()
    assert url(app)["where"] == [f"{user}))"]
    assert "1-1 of 1 log" in said(app)
    app.button(key="bar_conditions").click().run()
    app.button(key="conditions_clear").click().run()
    assert "where" not in url(app)
    assert "1-4 of 4 logs" in said(app)
    assert app.button(key="bar_conditions").label == "Conditions"


def test_the_chip_takes_the_conditions_off(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = at_page(opened, "audit-log", where="none(app_id is 1,os is x)")
    assert app.button(key="chip_0").label == "Where `not (app_id is 1 or os is «x»)`"
    app.button(key="chip_0").click().run()
    assert "where" not in url(app)


def test_fields_are_the_columns_with_their_meaning_and_the_keys_of_these_logs(
    store: Store, opened: Open
) -> None:
    load(store, *LOGS)
    app = builder(opened)
    options = app.selectbox(key="where_1_field").options
    assert "app_id · Number of the app." in options
    assert "created_at · When the log was written (UTC)." in options
    assert options[-3:] == [
        "data.n · in 2 logs",
        'data."odd key" · in 1 log',
        "data.list[].to · in 1 log",
    ]


def test_operators_follow_the_field(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = builder(opened)
    app.selectbox(key="where_1_operator").set_value("contains").run()
    app.selectbox(key="where_1_field").set_value("created_at").run()
    offered = app.selectbox(key="where_1_operator")
    assert (offered.value, offered.options[:3]) == ("before", ["before", "after", "at least"])
    app.selectbox(key="where_1_field").set_value("data.n").run()
    assert app.selectbox(key="where_1_operator").value == "before"
    app.selectbox(key="where_1_operator").set_value("is_empty").run()
    assert not [field for field in app.text_input if field.key == "where_1_value"]
    assert "Where data.n is empty." in sentence(app)


def test_a_path_is_typed_by_hand(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = entered(builder(opened), "where_1_field", " data.list[].nowhere ")
    assert app.selectbox(key="where_1_field").value == "data.list[].nowhere"
    app.selectbox(key="where_1_operator").set_value("is_not_empty").run()
    app.button(key="conditions_apply").click().run()
    assert url(app)["where"] == ["all(data.list[].nowhere is_not_empty)"]
    assert "No log matches these filters" in said(app)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("app_id", "app_id"),
        ("APP_ID", "app_id"),
        ("Odd Key", 'data."odd key"'),
        ("n", "data.n"),
        ("data.N", "data.N"),
        ("http status", "status_code"),
        ("", None),
    ],
)
def test_enter_takes_what_the_typed_text_names_or_what_the_list_shows_first(
    store: Store, opened: Open, typed: str, meant: str | None
) -> None:
    load(store, *LOGS)
    app = entered(builder(opened), "where_1_field", typed)
    assert app.selectbox(key="where_1_field").value == meant
    assert wrong(app) == []


def test_times_are_asked_in_the_zone_of_the_filter(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = builder(opened, zone="Asia/Kolkata")
    app.selectbox(key="where_1_field").set_value("created_at").run()
    app.selectbox(key="where_1_operator").set_value("at_least").run()
    field = app.text_input(key="where_1_value")
    assert field.label == "Asia/Kolkata time or ISO 8601"
    field.set_value("2026-11-22 14:33").run()
    app.button(key="conditions_apply").click().run()
    assert url(app)["where"] == ["all(created_at at_least 2026-11-22T09:03:00Z)"]
    assert "1-2 of 2 logs" in said(app)
    app.button(key="bar_conditions").click().run()
    assert app.text_input(key="where_1_value").value == "2026-11-22 14:33"


def test_several_values_are_one_of(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = builder(opened, where='all(app_name one_of Alpha "Beta")')
    assert app.multiselect(key="where_1_values").value == ["Alpha", "Beta"]
    app.multiselect(key="where_1_values").set_value(["Beta"]).run()
    assert "Where app_name one of «Beta»." in sentence(app)


@pytest.mark.parametrize(
    ("field", "offered", "picked"),
    [
        ("user_email", ["`ann@a.example` 2 logs", "`bob@a.example` 1 log"], "ann@a.example"),
        ("data.list[].to", ["`<b>y</b>` 1 log"], "<b>y</b>"),
        ("app_id", ["`1` 1 log", "`2` 1 log"], "1"),
    ],
)
def test_the_most_frequent_values_are_offered(
    store: Store, opened: Open, field: str, offered: list[str], picked: str
) -> None:
    load(store, *LOGS)
    app = builder(opened, where="all(os is_empty)")
    app.selectbox(key="where_1_field").set_value(field).run()
    app.selectbox(key="where_1_operator").set_value("is").run()
    app.session_state["where_1_top"] = True
    app.run()
    buttons = [button for button in app.button if str(button.key).startswith("where_1_top_")]
    assert [button.label for button in buttons] == offered
    app.button(key="where_1_top_0").click().run()
    assert app.text_input(key="where_1_value").value == picked
    assert not [button for button in app.button if str(button.key).startswith("where_1_top_")]
    app.selectbox(key="where_1_operator").set_value("one_of").run()
    several = app.multiselect(key="where_1_values")
    assert (several.value, several.options[0]) == ([picked], picked)
    assert len(several.options) == len(offered)


def test_what_is_wrong_is_said_where_it_is_and_nothing_is_lost(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = filled(builder(opened), 1, "app_id", "at_least", "many")
    assert wrong(app) == [
        '<p class="wrong" role="alert">app_id: a whole number is expected, not &#x27;many&#x27;</p>'
    ]
    app.button(key="where_0_add_condition").click().run()
    assert len(wrong(app)) == 1
    app.button(key="conditions_apply").click().run()
    assert [body.split(">")[1] for body in wrong(app)][1:] == ["no field is chosen</p"]
    assert "where" not in url(app)
    assert app.text_input(key="where_1_value").value == "many"
    app = entered(app, "where_2_field", "Nowhere")
    assert "&#x27;Nowhere&#x27;; keys inside data are written data.KEY" in wrong(app)[1]
    app.selectbox(key="where_2_field").set_value("os").run()
    assert "os is: needs a value" in wrong(app)[1]
    app.text_input(key="where_2_value").set_value("iOS").run()
    app.text_input(key="where_1_value").set_value("2").run()
    assert wrong(app) == []
    app.button(key="conditions_apply").click().run()
    assert url(app)["where"] == ["all(app_id at_least 2,os is iOS)"]


def test_a_draft_outlives_the_dialog_and_can_be_discarded(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = builder(opened, where="all(app_id is 1)")
    app.text_input(key="where_1_value").set_value("2").run()
    app.session_state["conditions_open"] = False
    app.run()
    app.button(key="bar_conditions").click().run()
    assert app.text_input(key="where_1_value").value == "2"
    assert "Not applied yet." in sentence(app)
    app.button(key="conditions_discard").click().run()
    assert app.text_input(key="where_1_value").value == "1"
    assert url(app)["where"] == ["all(app_id is 1)"]


def test_conditions_changed_elsewhere_are_what_the_builder_shows(
    store: Store, opened: Open
) -> None:
    load(store, *LOGS)
    app = builder(opened, where="all(app_id is 1)")
    app.text_input(key="where_1_value").set_value("3").run()
    app.query_params["where"] = "all(app_id is 2)"
    app.run()
    assert app.text_input(key="where_1_value").value == "2"


def test_groups_deeper_than_the_builder_are_shown_as_words_and_kept(
    store: Store, opened: Open
) -> None:
    load(store, *LOGS)
    deep = "any(app_id is 1,any(app_id is 2,all(os is_empty,none(os is x,all(ip is 1,ip is 2)))))"
    where = f"all({deep})"
    app = builder(opened, where=where)
    assert "not (os is «x» or (ip is «1» and ip is «2»))</p>" in said(app)
    assert app.button(key="where_0_add_group")
    app.text_input(key="where_2_value").set_value("9").run()
    app.button(key="conditions_apply").click().run()
    assert url(app)["where"] == [where.replace("any(app_id is 1", "any(app_id is 9")]


def test_every_download_keeps_the_conditions(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = at_page(opened, "audit-log", where="none(app_id is 1)")
    links = re.findall(r'<a href="([^"]*)" download', said(app))
    assert len(links) == len(KINDS)
    assert all("where=none%28app_id+is+1%29" in link for link in links)


@pytest.mark.parametrize(
    "page",
    [
        "",
        "answers",
        "security",
        "feature-utilization",
        "behavior-analysis",
        "audit-log",
        "dictionary",
    ],
)
def test_every_page_has_the_builder_and_hands_the_conditions_on(
    store: Store, opened: Open, page: str
) -> None:
    load(store, *LOGS)
    where = 'all(user_email is ann@a.example,any(data.n at_least 7,app_name is "A b"))'
    app = builder(opened, page, where=where)
    assert app.button(key="bar_conditions").label == "Conditions (3)"
    assert app.text_input(key="where_4_value").value == "A b"
    links = [link.proto.query_string for link in app.get("page_link") if link.proto.page]
    assert links
    assert all("where=all%28user_email+is+ann" in link for link in links)


CORPUS = [
    "'; DROP TABLE logs; --",
    '"quoted" \\ and `code`',
    "50% of_this",
    "zero\0byte",
    "👩‍👩‍👧 :material/home: **bold** [a](javascript:alert(1))",
    "\u202eright to left\u202c",
    "<img src=x onerror=alert(1)></p><script>alert(1)</script>",
    "/* comment */ -- $1 {{x}} {0} %(a)s :name",
]


@pytest.mark.parametrize("text", CORPUS)
def test_whatever_is_typed_is_only_ever_a_text(store: Store, opened: Open, text: str) -> None:
    load(store, *LOGS, log("2026-11-22 09:05", "app.view", data={"note": text, text: "v"}))
    app = filled(builder(opened), 1, "data.note", "is", text)
    app.button(key="conditions_apply").click().run()
    condition = Condition("data.note", "is", (text,))
    assert group_from(url(app)["where"][0]) == Group("all", (condition,))
    assert "1-1 of 1 log" in said(app)
    app.button(key="bar_conditions").click().run()
    assert app.text_input(key="where_1_value").value == text
    app.selectbox(key="where_1_operator").set_value("one_of").run()
    assert app.multiselect(key="where_1_values").value == [text]
    app = entered(app, "where_1_field", f"{text}!")
    assert len(wrong(app)) == 1
    app.button(key="conditions_apply").click().run()
    assert app.selectbox(key="where_1_field").value == f"{text}!"
    assert_nothing_is_markup(app)


def test_a_text_too_long_for_an_address_is_refused_and_kept(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    text = "<i>" * 34_000
    app = filled(builder(opened), 1, "log_type", "contains", text)
    assert f"bytes of at most {LONGEST:,}" in wrong(app)[0]
    app.button(key="conditions_apply").click().run()
    assert "where" not in url(app)
    assert app.text_input(key="where_1_value").value == text
    app = entered(app, "where_1_field", text)
    assert len(wrong(app)[0]) < 1500
    assert_nothing_is_markup(app)


def test_conditions_of_any_length_from_an_address_are_shown(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    where = group_text(Group("all", (Condition("data.note", "is_not", ("<b>" * 34_000,)),)))
    app = builder(opened, where=where)
    assert "1-4 of 4 logs" in said(app)
    assert len(sentence(app)) < 1500
    assert_nothing_is_markup(app)


def assert_nothing_is_markup(app: AppTest) -> None:
    """No text drawn as HTML or Markdown holds a tag or a link of the corpus outside of code."""
    drawn = said(app)
    for tag in ("<img", "<script", "<b>", "<i>"):
        assert tag not in drawn
    for block in app.markdown:
        assert "javascript:" not in block.value
    for button in app.button:
        assert "javascript:" not in re.sub(r"(`+).*?\1", "", button.label)


def test_a_closed_builders_fields_are_not_taken_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    state: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", state)
    where = Group("all", (Condition("app_id", "is", ("1",)),))
    visit.begin(Choice("all", LogFilter(where=where)), OWNER, NOW, store)
    state["where_1_value"] = "2"
    drawn = condition_state.opening()
    condition_state.take(1, "value", drawn)
    assert condition_state.draft().part(1) == Line(1, "app_id", "is", ("2",))
    condition_state.close_builder()
    state["where_1_value"] = ""
    condition_state.take(1, "value", drawn)
    assert condition_state.draft().part(1) == Line(1, "app_id", "is", ("2",))
