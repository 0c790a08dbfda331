"""Who uses which data source, who is new to it, and when it is used far more than usual."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from data.errors import InvalidFilter
from queries.filters import LogFilter
from tests.builders import Log, log
from tests.queries.asking import ALL, ask, window
from tests.queries.conftest import MakeStore
from tests.queries.test_data_sources import ANN, BOB, LOGS, of


def test_who_used_what(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    rows = [
        (
            ANN, 7, 2, 0, 1, 1, "Shop", 1, "Home",
            "2026-10-01 09:00:00", "2026-10-02 09:50:00", 9,
        ),
        (
            ANN, 8, 0, 2, 0, 0, None, 0, None,
            "2026-10-02 09:20:00", "2026-10-02 09:40:00", 8,
        ),
        # a screen called 5 is not the screen with the number 5
        (
            BOB, 7, 0, 2, 0, 1, "Store", 2, "5",
            "2026-10-01 10:00:00", "2026-10-02 09:00:00", 4,
        ),
        (BOB, 8, 0, 1, 0, 1, None, 0, None, "2026-10-02 09:10:00", "2026-10-02 09:10:00", 5),
        (BOB, None, 1, 0, 0, 1, None, 0, None, "2026-10-02 10:00:00", "2026-10-02 10:00:00", 10),
        (None, 8, 0, 1, 0, 1, "5", 0, None, "2026-10-02 09:30:00", "2026-10-02 09:30:00", 7),
    ]  # fmt: skip
    assert ask(store, "data_source_users") == rows
    assert ask(store, "data_source_users", limit=2) == rows[:2]


def test_newcomers(stocked: MakeStore) -> None:
    store = stocked(
        of("01 09:00", "export", 7, ANN),
        of("03 09:00", "event", 7, ANN, app_id=1, app="Shop"),  # has read it
        of("03 09:10", "import", 7, ANN, app_id=1, app="Shop", data={"_pageTitle": "Home"}),
        of("03 09:20", "commit", 7, ANN, app_id=2),
        of("03 09:30", "export", 8, ANN),
        of("03 09:40", "export", 7, BOB),
        of("03 09:50", "lock", 7, BOB),  # may have been neither
        of("03 09:50", "import", None, BOB),
        of("03 09:50", "import", 7),
    )
    rows = [
        (BOB, 7, "reads", "2026-10-03 09:40:00", "dataSource.export", None, None, None, 1, 6),
        (ANN, 8, "reads", "2026-10-03 09:30:00", "dataSource.export", None, None, None, 1, 5),
        (ANN, 7, "writes", "2026-10-03 09:10:00", "dataSource.import", 1, "Shop", "Home", 2, 3),
    ]
    october = window("2026-10-02", None)
    assert ask(store, "data_source_newcomers", october) == rows
    assert ask(store, "data_source_newcomers", october, limit=1) == rows[:1]
    assert ask(store, "data_source_newcomers", window("2026-10-03 09:11", None)) == rows[:2]
    everybody = ask(store, "data_source_newcomers")
    assert everybody[-1][:4] == (ANN, 7, "reads", "2026-10-01 09:00:00")
    assert everybody[:3] == rows


def days(numbers: dict[str, int], kind: str = "export", source: int = 7) -> Iterator[Log]:
    """Logs at 10:00 on days ("10-01"), by so many users in turn."""
    for day, number in numbers.items():
        for n in range(number):
            at = f"2026-{day} 10:00:{n:02}"
            yield log(at, f"dataSource.{kind}", user=f"u{n % 3}@x.com", dataSourceId=source)


USUAL = {"10-01": 2, "10-02": 4, "10-03": 3, "10-05": 1, "10-06": 5}
"""Five days of use: half of them had at most 3 logs, the busiest 5."""


def unusual(
    store: Any, asked: LogFilter = ALL, *, least: int = 6, **options: Any
) -> list[tuple[Any, ...]]:
    return ask(store, "data_source_unusual_volume", asked, least=least, **options)


def test_days_far_above_the_usual_one(stocked: MakeStore) -> None:
    store = stocked(
        *days(USUAL | {"10-07": 9, "10-08": 8}),
        *days({"10-07": 9}, kind="import"),  # first time: nothing to compare with
        *days({"10-07": 9}, kind="lock"),
        *days({"10-07": 9}, source=8),
    )
    found = (date(2026, 10, 7), 7, "reads", 9, 3.0, 3.0, 5.0, 5.0, 3)
    assert unusual(store) == [found]
    assert unusual(store, window("2026-10-07", None)) == [found]
    assert unusual(store, window(None, "2026-10-07")) == []
    assert unusual(store, least=9) == [found]
    assert unusual(store, least=10) == []
    assert unusual(store, times=4) == []
    assert unusual(store, limit=0) == []


@pytest.mark.parametrize(
    ("before", "on_the_day", "seen"),
    [
        (USUAL, 9, True),
        (USUAL, 8, False),  # under three times the usual 3
        (USUAL | {"10-06": 9}, 9, False),  # no more than before
        ({day: 3 for day in USUAL if day != "10-06"}, 20, False),  # four days say too little
    ],
)
def test_what_is_far_above(
    embedded: MakeStore, before: dict[str, int], on_the_day: int, seen: bool
) -> None:
    assert bool(unusual(embedded(*days(before | {"10-07": on_the_day})))) is seen


@pytest.mark.parametrize(("day", "seen"), [("10-29", True), ("10-30", False)])
def test_history_is_28_days(embedded: MakeStore, day: str, seen: bool) -> None:
    """On the 29th the first of the five days is 28 days ago, on the 30th it is forgotten."""
    store = embedded(*days(USUAL | {day: 9}))
    for asked in (ALL, window(f"2026-{day} 09:00", f"2026-{day} 11:00")):
        assert bool(unusual(store, asked)) is seen


def test_a_day_counts_as_far_as_the_window_holds_it(stocked: MakeStore) -> None:
    store = stocked(*days(USUAL | {"10-07": 12}))
    (row,) = unusual(store, window("2026-10-07 10:00:02", "2026-10-07 10:00:11"))
    assert row[3:5] == (9, 3.0)
    assert unusual(store, window("2026-10-07 10:00:04", None)) == []


def test_thresholds_are_checked(embedded: MakeStore) -> None:
    store = embedded()
    refused: list[dict[str, Any]] = [{"times": 0}, {"least": 0}, {"limit": -1}]
    for options in refused:
        with pytest.raises(InvalidFilter, match="must be a whole number"):
            unusual(store, **options)
