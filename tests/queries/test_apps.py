"""Apps, by number or name, counted by hand, on every engine."""

from __future__ import annotations

import pytest

from data.errors import InvalidFilter
from queries.filters import LogFilter
from tests.builders import Log, log
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore


def three_apps() -> list[Log]:
    return [
        log("2026-10-01 10:00", app_id=1, app="Old name", user="ann@x.com"),
        log("2026-10-02 10:00", app_id=1, app="New name", user="bob@x.com"),
        log("2026-10-03 10:00", app_id=1, user="ann@x.com"),  # the source forgot the name
        log("2026-10-01 11:00", app="New name", user="ann@x.com"),  # a name alone is another app
        log("2026-10-04 11:00", app="New name"),
        log("2026-10-05 11:00", app_id=2),  # never named
        log("2026-10-06 11:00", user="eve@x.com"),  # to be excluded: no app
    ]


def test_busiest_apps(stocked: MakeStore) -> None:
    store = stocked(*three_apps())
    assert ask(store, "busiest_apps") == [
        (1, "New name", 3, 2),
        (None, "New name", 2, 1),
        (2, None, 1, 0),
    ]
    assert ask(store, "busiest_apps", limit=1) == [(1, "New name", 3, 2)]
    assert ask(store, "busiest_apps", limit=None) == ask(store, "busiest_apps")
    assert ask(store, "busiest_apps", window(None, "2026-10-02")) == [
        (1, "Old name", 1, 1),
        (None, "New name", 1, 1),
    ]


@pytest.mark.parametrize("limit", [-1, True, "2"])
def test_a_limit_that_is_none(embedded: MakeStore, limit: object) -> None:
    with pytest.raises(InvalidFilter, match="limit must be a whole number of at least 0"):
        ask(embedded(), "busiest_apps", limit=limit)


def test_apps_seen_at_any_time(stocked: MakeStore) -> None:
    store = stocked(*three_apps())
    assert ask(store, "apps_seen", window("2026-10-06", None)) == [
        (1, "New name", 3, "2026-10-03 10:00:00"),
        (None, "New name", 2, "2026-10-04 11:00:00"),
        (2, None, 1, "2026-10-05 11:00:00"),
    ]
    assert ask(store, "apps_seen", LogFilter(user="bob")) == [
        (1, "New name", 1, "2026-10-02 10:00:00")
    ]


def test_new_apps(stocked: MakeStore) -> None:
    store = stocked(*three_apps())
    assert ask(store, "new_apps", window("2026-10-02 10:00", "2026-11-01")) == [
        (2, None, "2026-10-05 11:00:00", 1)
    ]
    assert ask(store, "new_apps", window("2026-10-01 10:30", "2026-10-02")) == [
        (None, "New name", "2026-10-01 11:00:00", 1)
    ]
    assert ask(store, "new_apps", window(None, "2026-10-03")) == [
        (1, "New name", "2026-10-01 10:00:00", 2),
        (None, "New name", "2026-10-01 11:00:00", 1),
    ]


def test_of_the_names_in_the_last_hour_the_alphabetically_last_is_shown(stocked: MakeStore) -> None:
    store = stocked(
        log("2026-10-01 09:50", app_id=1, app="Z, an hour before"),
        log("2026-10-01 10:10", app_id=1, app="B, then"),
        log("2026-10-01 10:50", app_id=1, app="A, renamed"),
    )
    for prepared in (True, False):
        assert ask(store, "busiest_apps", use_prepared=prepared) == [(1, "B, then", 3, 0)]
    assert ask(store, "apps_seen")[0][1] == "A, renamed"
