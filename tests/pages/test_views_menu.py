"""Saved views on the page: what a view holds, which time it keeps, how it is found again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data import access, views
from data.access import OWNER, Viewer
from data.engine import Store
from pages.shared import kept_time
from pages.shared.choice import Choice
from pages.shared.window import CUSTOM
from queries.filters import LogFilter
from tests.builders import load, log
from tests.pages.at_page import at_page, said, url
from tests.pages.conftest import Open
from tests.pages.test_words import NASTY

ME = OWNER.name
PUBLISHER = Viewer("pub@p.example", frozenset({1}))
LOGS = (log("2026-11-20 09:00", "user.login", user="ann@a.example", app_id=1, app="A"),)


def names(store: Store) -> list[str]:
    return [view.name for view in views.views_of(store, ME)]


def links(app: AppTest) -> list[str]:
    return [link.proto.label for link in app.get("page_link")]


@pytest.fixture
def menu(monkeypatch: pytest.MonkeyPatch) -> None:
    """The menu is open: the harness cannot open one."""
    popover = st.popover

    class Opened:
        open = True

        def __init__(self, *args: Any, **options: Any) -> None:
            self.inner = popover(*args, **{**options, "on_change": "ignore"})

        def __enter__(self) -> Opened:
            self.inner.__enter__()
            return self

        def __exit__(self, *error: Any) -> None:
            self.inner.__exit__(*error)

    def only_menu(label: str, **options: Any) -> Any:
        return Opened(label, **options) if label == "Views" else popover(label, **options)

    monkeypatch.setattr(st, "popover", only_menu)


@pytest.mark.usefixtures("menu")
def test_a_page_is_saved_with_its_filters_tab_and_order(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = at_page(
        opened, "audit-log", window="7d", zone="UTC", user="ann", sort="user", page="3", record="1"
    )
    app.text_input(key="view_name").set_value("  Ann's   logs ").run()
    app.button(key="view_save").click().run()
    (view,) = views.views_of(store, ME)
    assert (view.name, view.page, view.shared) == ("Ann's logs", "audit-log", False)
    assert {name: list(values) for name, values in view.query.items()} == {
        "window": ["7d"],
        "zone": ["UTC"],
        "user": ["ann"],
        "sort": ["user"],
    }
    assert "Private · Audit log · Always the last 7 days" in said(app)


@pytest.mark.usefixtures("menu")
def test_its_time_may_be_fixed(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = at_page(opened, "security", window="7d", zone="UTC")
    assert app.radio(key="view_window").options[0] == "Always the last 7 days"
    app.radio(key="view_window").set_value(CUSTOM).run()
    app.text_input(key="view_name").set_value("Week 47").run()
    app.toggle(key="view_shared").set_value(True).run()
    app.button(key="view_save").click().run()
    (view,) = views.views_of(store, ME)
    assert view.shared
    assert view.query["window"] == ("custom",)
    assert set(view.query) == {"window", "zone", "since", "until"}
    assert "Shared · Security · Fixed: 16 Nov 2026 00:00 \u2013 22 Nov 2026 13:00, UTC" in said(app)


@pytest.mark.usefixtures("menu")
def test_names_are_refused_with_a_reason_and_never_drawn_as_html(
    store: Store, opened: Open
) -> None:
    load(store, *LOGS)
    views.save_view(store, ME, NASTY, "security", {"text": (NASTY,)})
    app = opened(window="7d")
    app.text_input(key="view_name").set_value(NASTY.upper()).run()
    app.button(key="view_save").click().run()
    assert "already" in said(app)
    assert "<img" not in said(app)
    assert len(names(store)) == 1
    app.text_input(key="view_name").set_value("").run()
    app.button(key="view_save").click().run()
    assert "a view needs a name." in said(app)


@pytest.mark.usefixtures("menu")
def test_pin_rename_delete_and_undo(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    view = views.save_view(store, ME, "Old", "security", {"window": ("7d",), "tab": ("Flags",)})
    app = opened(window="7d")
    assert links(app).count("`Old`") == 1
    app.button(key=f"view_keep_{view.id}").click().run()
    assert [link.proto.label for link in app.sidebar.get("page_link")] == ["`Old`"]
    app.button(key=f"view_edit_{view.id}").click().run()
    app.text_input(key=f"view_name_{view.id}").set_value("New").run()
    assert names(store) == ["New"]
    app.button(key=f"view_delete_{view.id}").click().run()
    assert names(store) == []
    assert not app.sidebar.get("page_link")
    app.button(key="view_restore").click().run()
    assert names(store) == ["New"]


def test_the_first_view_opens_for_who_asks_for_nothing(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    view = views.save_view(store, ME, "Mine", "overview", {"window": ("24h",), "zone": ("UTC",)})
    assert url(opened())["window"] == ["30d"]
    views.open_first(store, ME, view.id)
    assert url(opened())["window"] == ["24h"]
    assert url(opened(window="7d"))["window"] == ["7d"]


def test_a_page_that_is_gone_is_named_without_a_link(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    view = views.save_view(store, ME, "Lost", "no-such-page", {})
    views.pin_view(store, ME, view.id, pinned=True)
    views.open_first(store, ME, view.id)
    app = opened()
    assert not app.exception
    assert "Lost" in said(app)


@pytest.mark.usefixtures("menu")
def test_a_shared_view_shows_whose_it_is_and_the_stores_owner_may_change_it(
    store: Store, opened: Open
) -> None:
    load(store, *LOGS)
    view = views.save_view(store, "ann@a.example", "Hers", "security", {}, shared=True)
    app = opened(window="7d")
    assert "Shared by `ann@a.example` · Security" in said(app)
    app.button(key=f"view_lock_{view.id}").click().run()
    assert names(store) == []
    assert [v.shared for v in views.views_of(store, "ann@a.example")] == [False]


@pytest.mark.usefixtures("menu")
def test_who_sees_one_app_sees_no_more_in_a_view_that_all_of_them_share(
    store: Store, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(store, *LOGS, log("2026-11-20 10:00", "user.login", user="bob@b.example", app_id=2))
    query = {"window": ("30d",), "zone": ("UTC",), "apps": ("1", "2")}
    view = views.save_view(store, ME, "Both apps", "overview", query, shared=True)
    shown = {name: list(values) for name, values in query.items()}
    assert next(t.value for t in opened(**shown).metric if t.label == "Logs") == "2"
    monkeypatch.setattr(access, "OWNER", PUBLISHER)
    app = opened(**shown)
    assert next(t.value for t in app.metric if t.label == "Logs") == "1"
    assert "Shared by `owner`" in said(app)
    keys = {str(button.key) for button in app.button}
    assert f"view_keep_{view.id}" in keys
    assert not {f"view_{does}_{view.id}" for does in ("edit", "delete", "lock")} & keys
    app.text_input(key="view_name").set_value("My app").run()
    app.button(key="view_save").click().run()
    assert [v.name for v in views.views_of(store, PUBLISHER.name)] == ["Both apps", "My app"]
    assert names(store) == ["Both apps"]


@pytest.mark.parametrize(
    ("window", "since", "until", "words"),
    [
        ("30d", None, None, "Always the last 30 days"),
        ("all", None, None, "Always all time"),
        (CUSTOM, "2026-10-31T23:00", "2026-11-30T23:00",
         "Fixed: 1\u201330 Nov 2026, Europe/Berlin"),
        (CUSTOM, "2026-11-29T23:00", "2026-11-30T23:00", "Fixed: 30 Nov 2026, Europe/Berlin"),
        (CUSTOM, "2026-10-24T22:00", "2026-11-02T23:00",
         "Fixed: 25 Oct \u2013 2 Nov 2026, Europe/Berlin"),
        (CUSTOM, "2025-12-30T23:00", "2026-01-01T23:00",
         "Fixed: 31 Dec 2025 \u2013 1 Jan 2026, Europe/Berlin"),
        (CUSTOM, "2026-10-31T23:00", "2026-11-23T13:00",
         "Fixed: 1 Nov 2026 00:00 \u2013 23 Nov 2026 14:00, Europe/Berlin"),
        (CUSTOM, "2026-10-01T00:00", None, "Fixed: from 1 Oct 2026 02:00, Europe/Berlin"),
        (CUSTOM, None, "2026-10-01T00:00", "Fixed: to 1 Oct 2026 02:00, Europe/Berlin"),
    ],
)  # fmt: skip
def test_times_in_words(window: str, since: str | None, until: str | None, words: str) -> None:
    bounds = [text and datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (since, until)]
    asked = LogFilter(since=bounds[0] or None, until=bounds[1] or None, zone="Europe/Berlin")
    assert kept_time.window_words(Choice(window, asked)) == words
