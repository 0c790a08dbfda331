"""What an exported file is called."""

from __future__ import annotations

import pytest

from data.access import OWNER, Viewer
from data.engine import Store
from queries.export_name import file_name, kebab
from queries.filters import LogFilter
from tests.builders import load, log
from tests.queries.asking import ALL, window
from tests.queries.conftest import MakeStore

PUBLISHER = Viewer("publisher", frozenset({2}))


def named(store: Store, filter: LogFilter = ALL, viewer: Viewer = OWNER) -> str:
    return file_name(filter, viewer, store=store)


@pytest.fixture
def store_of_apps(stocked: MakeStore) -> Store:
    return stocked(
        log("2026-10-03 23:30", app_id=1, app="Old name"),
        log("2026-10-05 10:00", app_id=1, app="Field Guide (Café)"),
        log("2026-10-07 22:30", app_id=2, app="Shop"),
        log("2026-10-06", app_id=3, app="案内"),
        log("2026-10-06", app_id=4, app="!?"),
    )


def test_scope_is_the_one_app_or_the_organisation(store_of_apps: Store) -> None:
    days = window("2026-10-01", "2026-11-01")
    for apps, viewer, scope in [
        ((), OWNER, "organisation"),
        (("1",), OWNER, "field-guide-cafe"),
        (("field guide (café)",), OWNER, "field-guide-cafe"),
        (("1", "2"), OWNER, "organisation"),
        (("Sh*",), OWNER, "organisation"),
        (("3",), OWNER, "案内"),
        (("4",), OWNER, "app-4"),
        (("77",), OWNER, "app-77"),
        ((), PUBLISHER, "shop"),
        ((), Viewer("two", frozenset({1, 2})), "organisation"),
        (("1",), PUBLISHER, "app-1"),
    ]:
        filter = LogFilter(days.since, days.until, apps=apps)
        expected = f"audit-log-{scope}-2026-10-01-2026-10-31.csv"
        assert named(store_of_apps, filter, viewer) == expected


@pytest.mark.parametrize(
    ("since", "until", "zone", "days"),
    [
        ("2026-10-01", "2026-11-01", "UTC", "2026-10-01-2026-10-31"),
        ("2026-10-01", "2026-11-01 00:00:00.000001", "UTC", "2026-10-01-2026-11-01"),
        ("2026-09-30 23:00", "2026-10-31 23:00", "Europe/Paris", "2026-10-01-2026-10-31"),
        ("2026-10-04", "2026-10-04", "UTC", "2026-10-04-2026-10-04"),
        (None, None, "UTC", "2026-10-03-2026-10-07"),
        (None, None, "Asia/Kolkata", "2026-10-04-2026-10-08"),
        ("2026-10-05", None, "UTC", "2026-10-05-2026-10-07"),
        (None, "2026-10-06", "UTC", "2026-10-03-2026-10-05"),
        ("2027-01-01", None, "UTC", "2027-01-01-2027-01-01"),
        (None, "2020-01-01", "UTC", "2019-12-31-2019-12-31"),
    ],
)
def test_days_are_the_windows_in_its_zone(
    since: str | None, until: str | None, zone: str, days: str, store: Store
) -> None:
    load(store, log("2026-10-03 23:30"), log("2026-10-07 22:30", user="ann"))
    filter = window(since, until, zone=zone, user="ann")
    assert named(store, filter) == f"audit-log-organisation-{days}.csv"


def test_open_ends_are_those_of_the_viewers_logs(store_of_apps: Store) -> None:
    assert named(store_of_apps, viewer=PUBLISHER) == "audit-log-shop-2026-10-07-2026-10-07.csv"


def test_an_empty_store_has_no_days(store: Store) -> None:
    assert named(store) == "audit-log-organisation.csv"


def test_kebab() -> None:
    assert kebab("  Ünïted_Apps / 2026 ") == "united-apps-2026"
    assert kebab("../../etc/passwd") == "etc-passwd"
    assert kebab('a\r\nb"c') == "a-b-c"
    assert kebab("x" * 500) == "x" * 50
    assert kebab("***") == ""
