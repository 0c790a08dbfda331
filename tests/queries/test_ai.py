"""Questions on AI services, counted by hand, on every engine."""

from __future__ import annotations

from datetime import date

import pytest

from data.errors import InvalidFilter
from queries.filters import LogFilter
from tests.builders import log
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore

ANN, BOB = "ann@x.com", "bob@x.com"

LOGS = (
    log("2026-10-01 09:00", "ai.completions", user=ANN, app_id=1, app="Shop"),
    log("2026-10-01 09:30", "ai.completions", user=ANN, app_id=1, app="Shop"),
    log("2026-10-01 10:00", "ai.image", user=BOB, app="5"),
    log("2026-10-02 09:00", "ai.audio", user=BOB, app_id=5),
    log("2026-10-02 09:10", "ai.embeddings", app_id=1, app="Store"),
    log("2026-10-02 09:20", "ai.speech.synthesis", user=ANN, app_id=1, app="Store"),
    # to be excluded
    log("2026-10-02 09:30", "app.ai.feature.component", user="eve@x.com", app_id=9),
    log("2026-10-02 09:30", "aid.completions", user="eve@x.com", app_id=9),
)


def test_figures(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    # an app that is called 5 is not the app with the number 5
    assert ask(store, "ai_figures") == [(6, 2, 1, 1, 1, 1, 2, 3)]
    assert ask(store, "ai_figures", LogFilter(user="bob")) == [(2, 0, 1, 1, 0, 0, 1, 2)]
    assert ask(store, "ai_figures", window("2026-10-02 09:10", "2026-10-02 09:20")) == [
        (1, 0, 0, 0, 1, 0, 0, 1)
    ]


def test_over_time(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert ask(store, "F9") == [
        (date(2026, 10, 1), 3, 2, 1, 0, 0, 0, 2, 2),
        (date(2026, 10, 2), 3, 0, 0, 1, 1, 1, 2, 2),
    ]
    assert ask(store, "F9", unit="month") == [(date(2026, 10, 1), 6, 2, 1, 1, 1, 1, 2, 3)]
    assert ask(store, "ai_use_by_hour", window(None, "2026-10-02")) == [
        ("2026-10-01 09:00:00", 2, 2, 0, 0, 0, 0, 1, 1),
        ("2026-10-01 10:00:00", 1, 0, 1, 0, 0, 0, 1, 1),
    ]
    with pytest.raises(InvalidFilter, match="unit must be one of"):
        ask(store, "F9", unit="hour")


def test_days_are_those_of_the_zone(stocked: MakeStore) -> None:
    store = stocked(log("2026-10-01 20:00", "ai.image"))
    found = ask(store, "F9", LogFilter(zone="Asia/Kolkata"))
    assert [row[:2] for row in found] == [(date(2026, 10, 2), 1)]


def test_by_app_and_by_user(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert ask(store, "ai_by_app") == [
        (1, "Store", 4, 2, 0, 0, 1, 1, 1, "2026-10-02 09:20:00"),
        (5, None, 1, 0, 0, 1, 0, 0, 1, "2026-10-02 09:00:00"),
        (None, "5", 1, 0, 1, 0, 0, 0, 1, "2026-10-01 10:00:00"),
    ]
    assert ask(store, "ai_by_user") == [
        (ANN, 3, 2, 0, 0, 0, 1, 1, "2026-10-02 09:20:00"),
        (BOB, 2, 0, 1, 1, 0, 0, 2, "2026-10-02 09:00:00"),
        (None, 1, 0, 0, 0, 1, 0, 1, "2026-10-02 09:10:00"),
    ]
    assert ask(store, "ai_by_user", limit=1) == ask(store, "ai_by_user")[:1]
