"""Slices: each log in exactly one, in order, none larger than it may be."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from data.access import OWNER
from data.engine import Store
from queries import export_slices
from queries.export_slices import slices
from queries.filters import LogFilter
from queries.logs import Logs
from tests.builders import Log, log
from tests.queries.asking import ALL, window
from tests.queries.conftest import MakeStore
from tests.raw_records import record

SHORT = 200
"""Characters that a log without data counts for."""


def sliced(store: Store, filter: LogFilter = ALL) -> list[list[int]]:
    """The ids of each slice, newest first."""
    logs = Logs(filter, OWNER)
    rows = logs.rows("created_at", "id").c
    ordered = sa.select(rows.id).order_by(rows.created_at.desc(), rows.id.desc())
    with store.engine.connect() as connection:
        parts = list(slices(connection, logs))
        return [list(connection.scalars(ordered.where(*p.clauses(rows)))) for p in parts]


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> Any:
    """`limits(slice=…, block=…)`: cut into parts of so many characters and logs."""

    def limit(slice: int, block: int) -> None:
        monkeypatch.setattr(export_slices, "SLICE_SIZE", slice)
        monkeypatch.setattr(export_slices, "BLOCK_LOGS", block)

    return limit


def test_hours_are_joined_until_a_slice_is_full(stocked: MakeStore, limits: Any) -> None:
    limits(slice=3 * SHORT, block=100)
    times = ["01 05:00", "01 09:10", "01 09:50", "02 00:00", "02 23:59:59.999999"]
    store = stocked(*(log(f"2026-10-{at}", id=n) for n, at in enumerate(times)))
    assert sliced(store) == [[4, 3], [2, 1, 0]]


def test_an_hour_with_too_much_is_cut_between_logs(stocked: MakeStore, limits: Any) -> None:
    limits(slice=2 * SHORT, block=100)
    store = stocked(*(log("2026-10-01 09:30", id=n) for n in range(1, 6)))
    assert sliced(store) == [[5, 4], [3, 2], [1]]


def test_data_counts(stocked: MakeStore, limits: Any) -> None:
    limits(slice=1000, block=100)
    logs = [log("2026-10-01", id=1), log("2026-10-01", id=2, data="x" * 5000)]
    store = stocked(*logs, log("2026-10-01", id=3))
    assert sliced(store) == [[3, 2], [1]]


def test_blocks_end_at_hours(stocked: MakeStore, limits: Any) -> None:
    limits(slice=10**6, block=2)
    times = ["01 05:00", "01 05:20", "01 06:00", "02 00:00"]
    store = stocked(*(log(f"2026-10-{at}", id=n) for n, at in enumerate(times)))
    assert sliced(store) == [[3, 2], [1, 0]]


def test_only_what_the_filter_matches_is_cut(stocked: MakeStore, limits: Any) -> None:
    limits(slice=2 * SHORT, block=1)
    store = stocked(
        *(
            log(f"2026-10-{day:02}", id=day, user="ann" if day % 5 else "bob")
            for day in range(1, 16)
        )
    )
    assert sliced(store, LogFilter(user="bob")) == [[15], [10], [5]]
    assert sliced(store, window("2026-10-09", "2026-10-11")) == [[10], [9]]
    assert sliced(store, LogFilter(user="carl")) == []


def test_an_empty_store_has_no_slices(stocked: MakeStore) -> None:
    assert sliced(stocked()) == []


def test_the_ends_of_the_calendar(embedded: MakeStore, limits: Any) -> None:
    limits(slice=1, block=1)
    ends = [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)]
    store = embedded(*(record(at=at, id=n) for n, at in enumerate(ends)))
    assert [ids for ids in sliced(store) if ids] == [[1], [0]]


START = datetime(2026, 10, 1, tzinfo=UTC)
MOMENTS = st.sampled_from([0, 0, 1, 3_599_999_999, 3_600_000_000, 90_000_000_000]) | st.integers(
    0, 10 * 3_600_000_000
)


@settings(max_examples=15, deadline=None)
@given(
    moments=st.lists(MOMENTS, max_size=25),
    sizes=st.lists(st.integers(0, 900), min_size=25, max_size=25),
    slice_size=st.integers(1, 3000),
    block_logs=st.integers(1, 12),
)
def test_each_log_once_and_in_order(
    moments: list[int], sizes: list[int], slice_size: int, block_logs: int, embedded: MakeStore
) -> None:
    logs: list[Log] = [
        record(at=START + timedelta(microseconds=moment), id=n, data="x" * size or None)
        for n, (moment, size) in enumerate(zip(moments, sizes, strict=False))
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(export_slices, "SLICE_SIZE", slice_size)
        patch.setattr(export_slices, "BLOCK_LOGS", block_logs)
        parts = sliced(embedded(*logs))
    ordered = sorted(range(len(logs)), key=lambda n: (moments[n], n), reverse=True)
    assert [id for part in parts for id in part] == ordered
    for part in parts:
        # The log that fills a slice is its last one.
        assert sum(SHORT + sizes[n] for n in part[:-1]) < slice_size
