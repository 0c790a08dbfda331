"""Which features are used, counted by hand, on every engine."""

from __future__ import annotations

from queries.feature_types import FAMILIES
from queries.filters import LogFilter
from queries.question import find
from tests.builders import log, push
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore

ANN, BOB, EVE = "ann@x.com", "bob@x.com", "eve@x.com"

LOGS = (
    log("2026-09-15 09:00", "email.communicate", user=ANN, app_id=1, app="Shop"),
    log("2026-10-05 09:00", "email.communicate", user=EVE, app_id=1, app="Shop"),
    log("2026-10-12 09:00", "email.communicate", user=ANN, app_id=1, app="Shop"),
    log("2026-10-13 09:00", "email.validate", user=BOB, app_id=2),
    log("2026-10-13 10:00", "email.communicate", user=BOB, app="2"),
    log("2026-10-12 09:00", "ai.completions", user=EVE, app_id=1),
    log("2026-10-12 11:00", "ai.image", app_id=1),
    log("2026-10-20 23:59:59", "dataSource.create", category="studio"),
    log("2026-10-01 00:00", "dataSource.update", user=ANN),
    log("2026-10-01 00:01", "dataSource.update", user=BOB),
    log("2026-10-05 09:00", "mediaFolder.create", user=ANN),
    push("2026-10-02 09:00", success=1, failure=0, user=ANN),
    push("2026-09-20 09:00", success=1, failure=0) | {"type": "job"},
    # to be excluded
    log("2026-09-30 23:59:59", "dataSource.update", user=EVE),
    log("2026-10-12 09:00", "job", user=ANN, data={"job": "cleanup"}),
    log("2026-10-12 09:00", "user.login", user=ANN),
    log("2026-10-02 09:00", "app.error.live", user=ANN),
    log("2026-10-21 00:00", "email.communicate", user="late@x.com", app_id=9),
)

OCTOBER = window("2026-10-11", "2026-10-21")


def test_adoption(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert ask(store, "feature_adoption", OCTOBER) == [
        ("email", 2, 3, 3, 1, 1, 1, "2026-10-13 10:00:00"),
        ("ai", 1, 1, 2, 1, 0, 0, "2026-10-12 11:00:00"),
        ("data_sources", 0, 0, 1, 0, 0, 2, "2026-10-20 23:59:59"),
    ]
    assert ask(store, "feature_adoption", OCTOBER, use_prepared=False) == ask(
        store, "feature_adoption", OCTOBER
    )


def test_adoption_in_open_windows(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    ever = ask(store, "feature_adoption", window(None, "2026-10-21"))
    assert [row[:2] + row[3:7] for row in ever] == [
        ("email", 3, 5, 3, 0, None),
        ("data_sources", 3, 4, 3, 0, None),
        ("ai", 1, 2, 1, 0, None),
        ("push", 1, 2, 1, 0, None),
        ("files", 1, 1, 1, 0, None),
    ]
    later = ask(store, "feature_adoption", window("2026-10-13", None))
    assert [row[:2] + row[3:7] for row in later] == [
        ("email", 2, 3, 2, 0, None),
        ("data_sources", 0, 1, 0, 0, None),
    ]


def test_the_filter_counts_at_all_times(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    by_app = window("2026-10-11", "2026-10-21", apps=("2",))
    assert ask(store, "feature_adoption", by_app) == [
        ("email", 1, 2, 2, 1, 0, 0, "2026-10-13 10:00:00")
    ]
    ann = window("2026-10-11", "2026-10-21", user=ANN)
    assert ask(store, "feature_adoption", ann) == [
        ("email", 1, 1, 1, 0, 1, 0, "2026-10-12 09:00:00")
    ]
    assert [row[:3] for row in ask(store, "features_unused", ann)] == [
        ("files", "mediaFolder.create", True),
        ("push", "pushNotification.send", True),
        ("data_sources", "dataSource.update", True),
    ]


def test_unused(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert ask(store, "features_unused", OCTOBER) == [
        ("files", "mediaFolder.create", True, 1, "2026-10-05 09:00:00"),
        ("push", "pushNotification.send", True, 1, "2026-10-02 09:00:00"),
        ("push", "job", True, 1, "2026-09-20 09:00:00"),
        ("data_sources", "dataSource.update", False, 3, "2026-10-01 00:01:00"),
    ]
    assert ask(store, "features_unused", window(None, "2026-10-21")) == []
    assert ask(store, "features_unused", LogFilter()) == []


def test_every_family_is_named() -> None:
    (family, *_) = find("feature_adoption").columns
    names = family.meaning.removesuffix(".").replace(" or ", ", ").split(", ")
    assert names == [family.name for family in FAMILIES]
