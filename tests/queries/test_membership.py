"""Who was let in and shut out, by hand, on every engine."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from data.access import Viewer
from data.errors import InvalidFilter
from queries.filters import LogFilter
from tests.builders import Log, log
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore

ADMIN = "admin@x.com"
SHOP: dict[str, Any] = {"app_id": 1, "app": "Shop"}


def change(
    at: str, kind: str, user: str | None, role: str | None = None, by: str = ADMIN, **fields: Any
) -> Log:
    """A membership log; `user` is who it was done to."""
    data = {"user": {"email": user}} if user else {}
    return log(at, kind, user=by, data=data | ({"role": role} if role else {}), **fields)


def organisation(at: str, action: str, user: str | None, **rest: Any) -> Log:
    return change(at, f"organization.user.{action}", user, **rest)


def of_app(at: str, action: str, user: str | None, **rest: Any) -> Log:
    return change(at, f"app.user.{action}", user, **{**SHOP, **rest})


def test_changes_of_the_organisation(stocked: MakeStore) -> None:
    store = stocked(
        organisation("2026-10-01 09:00", "invite", "Ann@x.com", role="editor"),
        organisation("2026-10-01 10:00", "create", "ann@x.com", role="editor"),
        organisation("2026-10-02 09:00", "update", "ann@x.com", acting="boss@x.com"),
        organisation("2026-10-03 09:00", "unblock", "ann@x.com"),
        organisation("2026-10-03 09:00", "delete", None),
        of_app("2026-10-03 10:00", "create", "ann@x.com"),
        organisation("2026-10-03 11:00", "app.create", "ann@x.com"),
        organisation("2026-10-03 12:00", "twofactor.remove", "ann@x.com"),
        log("2026-10-03 13:00", "organization.create", user=ADMIN),
    )
    boss, kind = "boss@x.com", "organization.user"
    rows = [
        ("2026-10-03 09:00:00", "removed", None, ADMIN, None, f"{kind}.delete", 5),
        ("2026-10-03 09:00:00", "unblocked", "ann@x.com", ADMIN, None, f"{kind}.unblock", 4),
        ("2026-10-02 09:00:00", "changed", "ann@x.com", boss, None, f"{kind}.update", 3),
        ("2026-10-01 10:00:00", "added", "ann@x.com", ADMIN, "editor", f"{kind}.create", 2),
        ("2026-10-01 09:00:00", "invited", "ann@x.com", ADMIN, "editor", f"{kind}.invite", 1),
    ]
    expected = [(*row[:5], None, None, *row[5:]) for row in rows]
    assert ask(store, "organisation_membership_changes") == expected
    assert ask(store, "S1", limit=2) == expected[:2]
    assert ask(store, "S1", window("2026-10-02", "2026-10-03 09:00")) == [expected[2]]


def test_changes_of_apps(stocked: MakeStore) -> None:
    store = stocked(
        of_app("2026-10-01 09:00", "create", "ann@x.com", role="member"),
        of_app("2026-10-01 10:00", "update", "ann@x.com", role="manager"),
        of_app("2026-10-01 11:00", "remove", "ann@x.com"),
        change("2026-10-02 09:00", "organization.user.app.create", "bob@x.com", app_id=2),
        change("2026-10-02 10:00", "organization.user.app.update", "bob@x.com", app_id=2),
        change("2026-10-02 11:00", "organization.user.app.remove", "bob@x.com", app_id=2),
        organisation("2026-10-02 12:00", "create", "bob@x.com"),
        log("2026-10-02 13:00", "app.create", user=ADMIN, **SHOP),
    )
    found = [(row[1], row[2], *row[4:]) for row in ask(store, "S2")]
    assert found == [
        ("removed", "bob@x.com", None, 2, None, "organization.user.app.remove", 6),
        ("changed", "bob@x.com", None, 2, None, "organization.user.app.update", 5),
        ("added", "bob@x.com", None, 2, None, "organization.user.app.create", 4),
        ("removed", "ann@x.com", None, 1, "Shop", "app.user.remove", 3),
        ("changed", "ann@x.com", "manager", 1, "Shop", "app.user.update", 2),
        ("added", "ann@x.com", "member", 1, "Shop", "app.user.create", 1),
    ]
    shop_only = Viewer("publisher", frozenset({1}))
    assert [row[-1] for row in ask(store, "app_membership_changes", viewer=shop_only)] == [3, 2, 1]
    with pytest.raises(InvalidFilter, match="limit"):
        ask(store, "S2", limit=-1)


def test_membership_over_time(stocked: MakeStore) -> None:
    store = stocked(
        organisation("2026-10-24 22:30", "create", "ann@x.com"),  # 23:30 in London
        organisation("2026-10-24 23:30", "create", "bob@x.com"),  # 00:30 on the 25th
        organisation("2026-10-25 23:30", "delete", "ann@x.com"),  # clocks went back: the 25th
        organisation("2026-10-25 23:40", "delete", None),
        organisation("2026-10-25 23:50", "invite", "cal@x.com"),
        of_app("2026-10-25 23:50", "update", "ann@x.com"),
        of_app("2026-10-25 12:00", "create", "ann@x.com"),
        change("2026-10-25 13:00", "organization.user.app.create", "ann@x.com"),
        of_app("2026-10-26 00:00", "remove", "ann@x.com"),
    )
    assert ask(store, "membership_over_time", LogFilter(zone="Europe/London")) == [
        (date(2026, 10, 24), "organisation", 1, 0, 1),
        (date(2026, 10, 25), "app", 2, 0, 2),
        (date(2026, 10, 25), "organisation", 1, 2, -1),
        (date(2026, 10, 26), "app", 0, 1, -1),
    ]
    assert ask(store, "membership_over_time", unit="month") == [
        (date(2026, 10, 1), "app", 2, 1, 1),
        (date(2026, 10, 1), "organisation", 2, 2, 0),
    ]
    with pytest.raises(InvalidFilter, match="unit must be one of day, week, month"):
        ask(store, "membership_over_time", unit="hour")


def test_who_did_it(stocked: MakeStore) -> None:
    store = stocked(
        organisation("2026-10-01 09:00", "create", "ann@x.com"),
        organisation("2026-10-01 10:00", "invite", "bob@x.com"),
        organisation("2026-10-01 11:00", "unblock", "bob@x.com"),
        of_app("2026-10-02 09:00", "update", "ann@x.com", by="zed@x.com"),
        of_app("2026-10-02 10:00", "remove", "ann@x.com", by="ann@x.com", acting="zed@x.com"),
        log("2026-10-03 09:00", "app.user.create", data={"user": {"email": "cal@x.com"}}),
        log("2026-10-04 09:00", "user.update", user=ADMIN),
    )
    assert ask(store, "membership_changes_by_actor") == [
        (ADMIN, 1, 1, 0, 0, 1, "2026-10-01 11:00:00"),
        ("zed@x.com", 0, 0, 1, 1, 0, "2026-10-02 10:00:00"),
        (None, 1, 0, 0, 0, 0, "2026-10-03 09:00:00"),
    ]
