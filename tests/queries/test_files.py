"""Questions on files, counted by hand, on every engine."""

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

ANN, BOB = "ann@x.com", "bob@x.com"


def file(at: str, kind: str, number: int | None, folder: int | None = None, **fields: Any) -> Log:
    data = {"mediaFileId": number, "mediaFolderId": folder}
    known = {name: value for name, value in data.items() if value is not None}
    return log(f"2026-10-{at}", f"mediaFile.{kind}", data=known, **fields)


LOGS = (
    file("01 09:00", "create", 1, 10, user=ANN, app_id=1, app="Shop"),
    file("01 10:00", "update", 1, 10, user=ANN, app_id=1, app="Shop"),
    file("02 10:00", "update", 1, 11, user=BOB, app_id=1, app="Store"),
    file("02 10:30", "update", 1, None, user=BOB, app_id=1, app="Store"),
    file("02 11:00", "update", 1, 11, user=BOB, app_id=1, app="Store"),
    file("02 12:00", "create", 2, 10, app_id=2),
    file("03 09:00", "remove", 1, 11, user=BOB),
    file("03 09:30", "remove", 2, 10, user=BOB),
    file("03 10:00", "restore", 2, 10, user=BOB),
    file("03 11:00", "download", 2, 10, user=ANN, app_id=2),
    file("03 12:00", "scan.virus", 2, 10),
    log("2026-10-03 12:00", "mediaFolder.create", user=ANN, data={"mediaFolderId": 12}),
    # to be excluded
    log("2026-10-03 12:00", "dataSource.update", user="eve@x.com"),
    log("2026-10-03 12:00", "app.mediaFile.create", user="eve@x.com"),
)


def test_changes(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert [row[:5] + row[-1:] for row in ask(store, "F8")] == [
        ("2026-10-03 12:00:00", "created", None, "12", ANN, 12),
        ("2026-10-03 12:00:00", "other", "2", "10", None, 11),
        ("2026-10-03 11:00:00", "downloaded", "2", "10", ANN, 10),
        ("2026-10-03 10:00:00", "restored", "2", "10", BOB, 9),
        ("2026-10-03 09:30:00", "deleted", "2", "10", BOB, 8),
        ("2026-10-03 09:00:00", "deleted", "1", "11", BOB, 7),
        ("2026-10-02 12:00:00", "uploaded", "2", "10", None, 6),
        ("2026-10-02 11:00:00", "updated", "1", "11", BOB, 5),
        ("2026-10-02 10:30:00", "updated", "1", None, BOB, 4),
        ("2026-10-02 10:00:00", "moved", "1", "11", BOB, 3),
        ("2026-10-01 10:00:00", "updated", "1", "10", ANN, 2),
        ("2026-10-01 09:00:00", "uploaded", "1", "10", ANN, 1),
    ]
    (last,) = ask(store, "F8", window(None, "2026-10-01 10:30"), limit=1)
    assert last[5:] == (1, "Shop", "mediaFile.update", 2)


def test_a_move_is_told_by_logs_that_the_filter_does_not_match(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    bob = window("2026-10-02", "2026-10-02 10:15", user=f'"{BOB}"', log_types=("mediaFile.update",))
    assert [row[1] for row in ask(store, "F8", bob)] == ["moved"]


def test_a_move_is_not_told_by_logs_that_the_viewer_may_not_see(stocked: MakeStore) -> None:
    store = stocked(
        file("01 09:00", "create", 1, 10, app_id=2), file("02", "update", 1, 11, app_id=1)
    )
    assert [row[1] for row in ask(store, "F8")] == ["moved", "uploaded"]
    shop = Viewer("publisher", frozenset({1}))
    assert [row[1] for row in ask(store, "F8", viewer=shop)] == ["updated"]


def test_a_file_that_is_only_ever_updated_is_not_moved(stocked: MakeStore) -> None:
    store = stocked(
        file("01 09:00", "update", 1, 10),
        file("01 10:00", "update", None, 11),
        file("01 11:00", "update", None, 12),
        file("01 12:00", "move", 3, 10),
        file("01 13:00", "restore", 1, 15),
        file("01 14:00", "update", 1, 10),
    )
    actions = ["moved", "restored", "moved", "updated", "updated", "updated"]
    assert [row[1] for row in ask(store, "F8")] == actions
    assert ask(store, "file_figures") == [(0, 5, 0, 1, 0, 0, 0)]


def test_figures(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert ask(store, "file_figures") == [(2, 4, 2, 1, 1, 1, 2)]
    second = window("2026-10-02", "2026-10-03")
    assert ask(store, "file_figures", second) == [(1, 3, 0, 0, 0, 0, 1)]
    assert ask(store, "file_figures", LogFilter(user="bob")) == [(0, 3, 2, 1, 0, 0, 1)]


def test_figures_over_time(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert ask(store, "files_over_time") == [
        (date(2026, 10, 1), 1, 1, 0, 0, 0, 0, 1),
        (date(2026, 10, 2), 1, 3, 0, 0, 0, 0, 1),
        (date(2026, 10, 3), 0, 0, 2, 1, 1, 1, 2),
    ]
    assert ask(store, "files_over_time", unit="week") == [(date(2026, 9, 28), 2, 4, 2, 1, 1, 1, 2)]
    assert ask(store, "files_by_hour", window("2026-10-03", None)) == [
        ("2026-10-03 09:00:00", 0, 0, 2, 0, 0, 0, 1),
        ("2026-10-03 10:00:00", 0, 0, 0, 1, 0, 0, 1),
        ("2026-10-03 11:00:00", 0, 0, 0, 0, 1, 0, 1),
        ("2026-10-03 12:00:00", 0, 0, 0, 0, 0, 1, 0),
    ]
    with pytest.raises(InvalidFilter, match="unit must be one of day, week, month: 'hour'"):
        ask(store, "files_over_time", unit="hour")


def test_days_are_those_of_the_zone(stocked: MakeStore) -> None:
    store = stocked(
        file("24 22:30", "create", 1),
        file("24 23:30", "create", 2),  # Sunday in London
        file("25 23:30", "create", 3),  # still Sunday: it has 25 hours
        file("26 00:30", "create", 4),
    )
    found = ask(store, "files_over_time", LogFilter(zone="Europe/London"))
    assert [row[:2] for row in found] == [
        (date(2026, 10, 24), 1),
        (date(2026, 10, 25), 2),
        (date(2026, 10, 26), 1),
    ]


def test_by_user_app_folder_and_file(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    # logs, uploaded, updated, deleted, restored, downloaded, other, moved
    assert ask(store, "files_by_user") == [
        (BOB, 6, 0, 3, 2, 1, 0, 0, 1, 2, 1, "2026-10-03 10:00:00"),
        (ANN, 3, 1, 1, 0, 0, 1, 0, 0, 2, 2, "2026-10-03 11:00:00"),
        (None, 2, 1, 0, 0, 0, 0, 1, 0, 1, 1, "2026-10-03 12:00:00"),
    ]
    assert ask(store, "files_by_app") == [
        (1, "Store", 5, 1, 4, 0, 0, 0, 0, 1, 1, 2, "2026-10-02 11:00:00"),
        (None, None, 4, 0, 0, 2, 1, 0, 1, 0, 2, 1, "2026-10-03 12:00:00"),
        (2, None, 2, 1, 0, 0, 0, 1, 0, 0, 1, 1, "2026-10-03 11:00:00"),
    ]
    assert ask(store, "files_by_folder") == [
        ("10", 7, 2, 1, 1, 1, 1, 1, 0, 2, 2, "2026-10-03 12:00:00"),
        ("11", 3, 0, 2, 1, 0, 0, 0, 1, 1, 1, "2026-10-03 09:00:00"),
        (None, 1, 0, 1, 0, 0, 0, 0, 0, 1, 1, "2026-10-02 10:30:00"),
    ]
    assert ask(store, "busiest_files") == [
        ("1", 6, 1, 4, 1, 0, 0, 0, 1, 2, "2026-10-03 09:00:00"),
        ("2", 5, 1, 0, 1, 1, 1, 1, 0, 2, "2026-10-03 12:00:00"),
    ]
    for name in ("files_by_user", "files_by_folder", "busiest_files"):
        assert ask(store, name, limit=1) == ask(store, name)[:1]


def test_deleted_and_not_restored(stocked: MakeStore) -> None:
    store = stocked(
        *LOGS,
        file("04 09:00", "remove", 3, 10, user=ANN, app_id=1, app="Shop"),  # twice, for good then
        file("05 09:00", "delete", 3, 10, user=BOB),
        file("04 10:00", "remove", None, user=ANN),
        file("04 10:00", "remove", None, user=ANN),
        file("04 11:00", "remove", 4),  # comes back after the window
        file("20 11:00", "restore", 4, user=BOB),
        file("03 08:00", "restore", 5),  # before it was deleted
        file("04 08:00", "remove", 5),
    )
    assert [row[:4] + row[-2:] for row in ask(store, "files_deleted_not_restored")] == [
        ("3", "10", "2026-10-05 09:00:00", BOB, "mediaFile.delete", 16),
        (None, None, "2026-10-04 10:00:00", ANN, "mediaFile.remove", 18),
        (None, None, "2026-10-04 10:00:00", ANN, "mediaFile.remove", 17),
        ("5", None, "2026-10-04 08:00:00", None, "mediaFile.remove", 22),
        ("1", "11", "2026-10-03 09:00:00", BOB, "mediaFile.remove", 7),
    ]
    first = window("2026-10-04", "2026-10-05", user="ann")
    assert ask(store, "files_deleted_not_restored", first, limit=3)[2] == (
        "3", "10", "2026-10-04 09:00:00", ANN, 1, "Shop", "mediaFile.remove", 15,
    )  # fmt: skip


def test_a_restoration_counts_whoever_did_it_and_at_that_moment(stocked: MakeStore) -> None:
    store = stocked(
        file("04 11:00", "remove", 1, user=ANN),
        file("04 11:00", "restore", 1, user=BOB),
        file("04 12:00", "remove", 2, user=ANN),
    )
    for asked in (LogFilter(), LogFilter(user="ann"), LogFilter(log_types=("mediaFile.remove",))):
        found = ask(store, "files_deleted_not_restored", asked)
        assert [row[0] for row in found] == ["2"]
