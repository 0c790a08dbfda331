"""The filters over the columns: what a field shows, and what a typed text asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from data.access import OWNER
from data.engine import Store
from pages.shared.column_filters import taken, typed
from queries.filters import LogFilter
from queries.run import run
from tests.builders import Log, load, log
from tests.pages.at_page import at_page, said, url
from tests.pages.conftest import Open

LOGS: tuple[Log, ...] = (
    log("2026-11-22 09:01", "user.login.failed", user="ann@a.example", app="Alpha", session=512),
    log("2026-11-22 09:02", "user.login", user="bob@a.example", app="Beta", session=125),
    log("2026-11-22 09:03", "app.view", user="ann@a.example", acting="bob@a.example", session=77),
    log("2026-11-22 09:04", "my.own.type", category=None, data={"Note": "50% OFF_er"}),
)


@pytest.mark.parametrize(
    ("part", "text", "ids"),
    [
        ("log_types", "LOGIN", {1, 2}),
        ("log_types", "user.*", {1, 2}),
        ("apps", "al", {1}),
        ("apps", "ET", {2}),
        ("session", "12", {1, 2}),
        ("session", "5", {1, 2}),
        ("session", "77", {3}),
        ("user", "BOB", {2, 3}),
        ("user", "bob as ann", {3}),
        ("user", "as ann", {3}),
        ("user", "bob as", {3}),
        ("user", "as", {3}),
        ("text", "off_", {4}),
        ("text", "%", {4}),
        ("text", "nothing", set()),
    ],
)
def test_a_typed_text_finds_what_contains_it(
    store: Store, part: str, text: str, ids: set[int]
) -> None:
    load(store, *LOGS)
    found = run("record_page", LogFilter(**taken(part, f" {text} ")), OWNER, store=store)
    assert set(found["id"]) == ids


@pytest.mark.parametrize("part", ["log_types", "apps", "session", "user", "text"])
def test_an_emptied_field_drops_its_filter(part: str) -> None:
    assert LogFilter(**taken(part, "  ")).narrowed_by == ()


@pytest.mark.parametrize("part", ["log_types", "apps", "session", "user", "text"])
@pytest.mark.parametrize("text", ["login", "A b", "5", "user.*", "as ann"])
def test_a_field_shows_what_was_typed_into_it(part: str, text: str) -> None:
    held: Any = getattr(LogFilter(**taken(part, text)), part)
    assert typed(part, held)[0] == text


@pytest.mark.parametrize(
    ("part", "held", "shown"),
    [
        ("log_types", (), ("", "Contains …")),
        ("log_types", ("user.login", "app.view"), ("", "2 chosen")),
        ("log_types", ("user.login.failed",), ("", "Sign-in failed · user.login.failed")),
        ("session", "512", ("512", "")),
        ("session", "", ("", "Contains …")),
    ],
)
def test_what_was_chosen_elsewhere_stands_there_in_grey(
    part: str, held: str | Sequence[str], shown: tuple[str, str]
) -> None:
    assert typed(part, held) == shown


def test_a_text_over_a_column_is_the_filter_of_bar_and_url(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = at_page(opened, "audit-log")
    app.text_input(key="column_log_types").set_value("login").run()
    app.text_input(key="column_user").set_value("ANN").run()
    assert "1-1 of 1 log" in said(app)
    assert url(app)["log_types"] == ["*login*"]
    assert app.text_input(key="bar_user").value == "ANN"
    app.text_input(key="bar_user").set_value("").run()
    assert app.text_input(key="column_user").value == ""
    assert "1-2 of 2 logs" in said(app)


def test_category_and_window_over_their_columns(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = at_page(opened, "audit-log", categories=["app", "studio"])
    assert app.selectbox(key="column_categories").value == ("app", "studio")
    app.selectbox(key="column_categories").set_value(("none",)).run()
    assert "1-1 of 1 log" in said(app)
    assert url(app)["categories"] == ["none"]
    app.selectbox(key="column_categories").set_value(()).run()
    app.selectbox(key="column_window").set_value("24h").run()
    assert url(app) == {"window": ["24h"], "zone": ["UTC"]}
    assert app.selectbox(key="bar_window").value == "24h"
    assert "custom" not in app.selectbox(key="column_window").options


def test_filters_that_leave_nothing_can_be_changed_where_they_were_typed(
    store: Store, opened: Open
) -> None:
    load(store, *LOGS)
    app = at_page(opened, "audit-log")
    app.text_input(key="column_text").set_value("nowhere").run()
    assert "No log matches these filters" in said(app)
    app.text_input(key="column_text").set_value("off").run()
    assert "1-1 of 1 log" in said(app)
