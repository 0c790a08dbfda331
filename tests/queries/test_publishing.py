"""Publishing and what was changed between one publish and the next, by hand."""

from __future__ import annotations

from typing import Any

import pytest

from data.access import Viewer
from data.errors import InvalidFilter
from tests.builders import Log, log
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore

SHOP: dict[str, Any] = {"app_id": 1, "app": "Shop"}


def studio(at: str, log_type: str, user: str | None = "ann@x.com", **fields: Any) -> Log:
    return log(f"2026-10-{at}", log_type, user=user, category="studio", **fields)


LOGS = (
    studio("01 10:00", "app.publish", **SHOP),
    studio("01 10:00:40", "app.publish.web.create", data={"slug": "shop"}, **SHOP),
    studio("03 10:00", "app.publish", "bob@x.com", **SHOP),
    studio("03 10:01:01", "app.publish", "bob@x.com", **SHOP),
    studio("09 10:00", "app.publish", **{**SHOP, "app": "Store"}),
    studio("09 11:00", "app.publish.web.update", data={"slug": "store"}, **SHOP),
    studio("10 10:00", "app.publish.web.remove", **SHOP),
    studio("12 10:00", "app.publish.web.create", data={"slug": "new"}, **SHOP),
    studio("02 10:00", "app.publish", None, app="Post"),
    studio("02 11:00", "app.publish.native.create", app_id=2),
    studio("02 12:00", "app.published", app_id=2),  # no such type
    studio("02 13:00", "app.publish.web.remove", app_id=2),
    studio("02 14:00", "app.publish.web.update", app_id=2),
)


def test_what_was_published(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    rows = ask(store, "B5")
    assert [(row[-1], row[3]) for row in rows] == [
        (8, "web launch"),
        (7, "unpublished"),
        (6, "address change"),
        (5, "in-app update"),
        (4, "in-app update"),
        (3, "in-app update"),
        (13, "address change"),
        (12, "unpublished"),
        (10, "other"),
        (9, "in-app update"),
        (2, "web launch"),
        (1, "in-app update"),
    ]
    assert rows[2] == (
        "2026-10-09 11:00:00", 1, "Shop", "address change", "ann@x.com", "store", 6,
    )  # fmt: skip
    assert [row[-1] for row in ask(store, "B5", kind="web launch", limit=1)] == [8]
    with pytest.raises(InvalidFilter, match="kind must be one of"):
        ask(store, "B5", kind="web")


def test_cadence(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    day = 24 * 3600
    gaps = sorted([2 * day, 61, 6 * day - 61, 3 * day])
    median = (gaps[1] + gaps[2]) / 2 / day
    post = (None, "Post", 1, 0, "2026-10-02 10:00:00", "2026-10-02 10:00:00", None)
    assert ask(store, "publish_cadence") == [
        (1, "Shop", 5, 2, "2026-10-01 10:00:00", "2026-10-12 10:00:00", median),
        post,
    ]
    within = window("2026-10-01 10:00:20", "2026-10-02 12:00")
    assert ask(store, "publish_cadence", within) == [post]  # the launch is of the publish before


def test_marks_are_those_of_the_apps_whatever_else_is_asked(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    marks = [(row[0][8:], row[2], row[-1]) for row in ask(store, "publish_marks")]
    assert marks == [
        ("12 10:00:00", "Shop", 8),
        ("09 10:00:00", "Store", 5),
        ("03 10:01:01", "Shop", 4),
        ("03 10:00:00", "Shop", 3),
        ("02 10:00:00", "Post", 9),
        ("01 10:00:00", "Shop", 1),
    ]
    sign_ins = window("2026-10-02", "2026-10-04", log_types=("user.login",), user="bob")
    assert [row[-1] for row in ask(store, "publish_marks", sign_ins)] == [4, 3, 9]
    of_post = window(None, None, apps=("Post",), user="bob")
    assert ask(store, "publish_marks", of_post) == [("2026-10-02 10:00:00", None, "Post", None, 9)]
    assert ask(store, "publish_marks", viewer=Viewer("other", frozenset({2}))) == []
    assert [row[-1] for row in ask(store, "publish_marks", limit=2)] == [8, 5]


def test_launches_addresses_and_removals(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert [row[4:] for row in ask(store, "web_launches")] == [
        ("new", True, 8),
        ("shop", False, 2),
    ]
    later = window("2026-10-02", None, user="ann")
    assert [row[4:] for row in ask(store, "web_launches", later)] == [("new", True, 8)]
    assert ask(store, "slug_changes", later) == [
        ("2026-10-09 11:00:00", 1, "Shop", "ann@x.com", "store", "shop", 6),
        ("2026-10-02 14:00:00", 2, None, "ann@x.com", None, None, 13),
    ]
    assert ask(store, "apps_unpublished", window(None, "2026-10-11")) == [
        ("2026-10-10 10:00:00", 1, "Shop", "ann@x.com", "2026-10-12 10:00:00", 7),
        ("2026-10-02 13:00:00", 2, None, "ann@x.com", None, 12),
    ]


CHANGES = (
    studio(
        "01 09:00",
        "app.page.settings.update",
        data={"page": {"id": 3, "title": "Home"}, "attributes": ["customJS"]},
        **SHOP,
    ),
    studio("02 09:00", "app.page.widget.create", data={"widget": {"name": "Form"}}, **SHOP),
    studio("02 10:00", "app.widget.update", "bob@x.com", **SHOP),
    studio("03 09:00", "app.settings.update", "bob@x.com", **SHOP),
    studio("03 09:10", "app.pages.sort", "bob@x.com", **SHOP),
    studio("03 09:20", "app.page.create", None, **SHOP),
    studio("03 09:30", "app.page.create", app_id=2),
    studio("03 09:40", "widget.update", app_id=2),  # a widget of the library, of no app
    studio("13 09:00", "app.page.remove", "eve@x.com", **SHOP),
    studio("13 10:00", "app.create", app_id=1),
)


def test_what_was_changed(stocked: MakeStore) -> None:
    store = stocked(*CHANGES, LOGS[0], LOGS[5])
    rows = ask(store, "B6")
    assert [(row[-1], row[4]) for row in rows] == [
        (9, "screen"),
        (7, "screen"),
        (6, "screen"),
        (5, "screen"),
        (4, "settings"),
        (3, "component"),
        (2, "component"),
        (11, "publish"),
        (1, "screen"),
    ]
    assert rows[-1] == (
        "2026-10-01 09:00:00", 1, "Shop", "ann@x.com", "screen", "Home", None, '["customJS"]',
        "app.page.settings.update", 1,
    )  # fmt: skip
    assert rows[-3][5:8] == (None, "Form", None)
    assert [row[-1] for row in ask(store, "B6", limit=1)] == [9]


FIRST = ("2026-10-01 10:00:00", 1, "Shop", "ann@x.com", None, 1, 1, 0, 0, 1, "ann@x.com 1", 11)
SECOND = (
    "2026-10-03 10:00:00", 1, "Shop", "bob@x.com", "2026-10-01 10:00:00", 5, 2, 2, 1, 2,
    "bob@x.com 3, ann@x.com 1", 13,
)  # fmt: skip
THIRD = ("2026-10-03 10:01:01", 1, "Shop", "bob@x.com", "2026-10-03 10:00:00", *[0] * 5, None, 14)
FOURTH = ("2026-10-09 10:00:00", 1, "Store", "ann@x.com", "2026-10-03 10:01:01", *[0] * 5, None, 15)
PENDING = (None, 1, "Shop", None, "2026-10-09 10:00:00", 1, 1, 0, 0, 1, "eve@x.com 1", None)
PENDING_OTHER = (None, 2, None, None, None, 1, 1, 0, 0, 1, "ann@x.com 1", None)


def test_changes_between_publishes(stocked: MakeStore) -> None:
    store = stocked(*CHANGES, *LOGS[:5])
    shop = [PENDING, FOURTH, THIRD, SECOND, FIRST]
    assert ask(store, "changes_between_publishes", app="1") == shop
    assert ask(store, "changes_between_publishes", app="shop")[-1] == FIRST
    every = [PENDING, PENDING_OTHER, *shop[1:]]
    assert ask(store, "changes_between_publishes") == every
    assert ask(store, "changes_between_publishes", limit=1) == [PENDING]
    other = Viewer("publisher", frozenset({2}))
    assert ask(store, "changes_between_publishes", viewer=other) == [PENDING_OTHER]


def test_the_window_and_the_filter_are_asked_of_the_publish(stocked: MakeStore) -> None:
    store = stocked(*CHANGES, *LOGS[:5])
    third_day = window("2026-10-03 09:30", "2026-10-03 10:01")
    assert ask(store, "changes_between_publishes", third_day) == [PENDING_OTHER, SECOND]
    second_day = window("2026-10-02", "2026-10-03")
    waiting = (None, 1, "Shop", None, "2026-10-01 10:00:00", 2, 0, 2, 0, 2)
    assert ask(store, "changes_between_publishes", second_day) == [
        (*waiting, "ann@x.com 1, bob@x.com 1", None)
    ]
    by_bob = window(None, None, user="bob")
    assert ask(store, "changes_between_publishes", by_bob) == [THIRD, SECOND]
