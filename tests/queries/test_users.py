"""Users counted by hand, on every engine."""

from __future__ import annotations

from queries.filters import LogFilter
from tests.builders import Log, log
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore


def some_users() -> list[Log]:
    return [
        log("2026-10-01 10:00", user="ann@x.com", app_id=1, app="Shop"),
        log("2026-10-01 10:00", user="Ann@X.com", app_id=1, app="Shop, renamed"),
        log("2026-10-02 10:30:15", user="ann@x.com", app="Shop"),
        log("2026-10-02 10:00", user="ann@x.com"),
        log("2026-10-03 10:00", user="bob@x.com", app_id=1, app="Shop"),
        log("2026-10-04 10:00", user="bob@x.com", acting="ann@x.com"),
        log("2026-10-05 10:00"),
    ]


def test_busiest_users(stocked: MakeStore) -> None:
    store = stocked(*some_users())
    assert ask(store, "busiest_users") == [
        ("ann@x.com", 4, 2, "2026-10-02 10:30:15"),
        ("bob@x.com", 2, 1, "2026-10-04 10:00:00"),
    ]
    assert ask(store, "busiest_users", limit=1) == [("ann@x.com", 4, 2, "2026-10-02 10:30:15")]
    assert ask(store, "busiest_users", window("2026-10-02", "2026-10-04")) == [
        ("ann@x.com", 2, 1, "2026-10-02 10:30:15"),
        ("bob@x.com", 1, 1, "2026-10-03 10:00:00"),
    ]


def test_matched_users(stocked: MakeStore) -> None:
    store = stocked(*some_users())
    assert ask(store, "matched_users") == [(2, 7)]
    assert ask(store, "matched_users", LogFilter(user="ann")) == [(2, 5)]
    assert ask(store, "matched_users", LogFilter(user="eve")) == [(0, 0)]
