"""The overview's figures, counted by hand, on every engine."""

from __future__ import annotations

from datetime import date

import pytest

from data.errors import InvalidFilter
from queries.filters import LogFilter
from tests.builders import Log, log, push
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore


def two_days() -> list[Log]:
    return [
        # to be included
        log("2026-10-01 09:00", user="ann@x.com", app_id=1, app="Shop"),
        log("2026-10-01 09:30", user="ann@x.com", app_id=1, app="Shop, renamed"),
        log("2026-10-01 10:00", "user.login", user="bob@x.com"),
        log("2026-10-01 10:00:01", "user.login.failed", user="bob@x.com"),
        log("2026-10-02 09:00", "email.bounced", app="Post"),
        log("2026-10-02 09:00", "email.rejected", app="Post"),
        log("2026-10-02 09:10", "email.delivered", app="Post", user="ann@x.com"),
        push("2026-10-02 09:20", success=5, failure=3, app_id=2),
        # to be excluded
        log("2026-09-30 23:59:59.999", user="eve@x.com", app_id=9),
        push("2026-10-03 00:00", success=0, failure=7, app_id=9),
    ]


def test_overview_figures(stocked: MakeStore) -> None:
    store = stocked(*two_days())
    both = window("2026-10-01", "2026-10-03")
    assert ask(store, "overview_figures", both) == [(8, 2, 3, 1, 1, 5)]
    cut = window("2026-10-01 09:15", "2026-10-02 09:15")
    assert ask(store, "overview_figures", cut) == [(6, 2, 2, 1, 1, 2)]
    by_app = window("2026-10-01", "2026-10-03", apps=("Post", "2"))
    assert ask(store, "overview_figures", by_app) == [(4, 1, 2, 0, 0, 5)]
    nobody = window("2026-10-01", "2026-10-03", user="eve")
    assert ask(store, "overview_figures", nobody) == [(0, 0, 0, 0, 0, 0)]


def test_figures_over_time(stocked: MakeStore) -> None:
    store = stocked(*two_days())
    both = window("2026-10-01", "2026-10-03")
    assert ask(store, "figures_over_time", both) == [
        (date(2026, 10, 1), 4, 2, 1, 1, 1, 0),
        (date(2026, 10, 2), 4, 1, 2, 0, 0, 5),
    ]
    assert ask(store, "figures_over_time", both, unit="month") == [
        (date(2026, 10, 1), 8, 2, 3, 1, 1, 5)
    ]
    assert ask(store, "figures_by_hour", both) == [
        ("2026-10-01 09:00:00", 2, 1, 1, 0, 0, 0),
        ("2026-10-01 10:00:00", 2, 1, 0, 1, 1, 0),
        ("2026-10-02 09:00:00", 4, 1, 2, 0, 0, 5),
    ]
    with pytest.raises(InvalidFilter, match="unit must be one of"):
        ask(store, "figures_over_time", both, unit="year")


def test_an_empty_store_has_zeros(stocked: MakeStore) -> None:
    store = stocked()
    assert ask(store, "overview_figures") == [(0, 0, 0, 0, 0, 0)]
    assert ask(store, "figures_over_time", LogFilter(zone="Asia/Kolkata")) == []
