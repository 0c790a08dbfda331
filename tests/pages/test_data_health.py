"""Data health: what an import brought that had never been there."""

from __future__ import annotations

from data.engine import Store
from tests.builders import load, log
from tests.pages.at_page import answered, at_page, said
from tests.pages.conftest import Open

OLD = log("2026-11-01 09:00", "user.login", user="ann@a.example", app_id=1, data={"ip": "1.1.1.1"})


def test_of_one_import_all_is_new(store: Store, opened: Open) -> None:
    load(store, OLD)
    assert "There is one import so far" in said(at_page(opened, "data-health"))


def test_types_and_keys_that_came_first_with_an_import(store: Store, opened: Open) -> None:
    load(store, OLD)
    load(
        store,
        log(
            "2026-10-01 09:00",
            "user.login",
            app_id=1,
            id=11,
            data={"ip": "1.1.1.2", "to": {"who": "x"}},
        ),
        log(
            "2026-10-02 09:00",
            "zebra.crossed",
            app_id=1,
            id=12,
            data={"to": {"who": "y", "no": None}},
        ),
    )
    app = at_page(opened, "data-health", zone="UTC", window="24h")
    types, keys = answered(app, "new_log_types"), answered(app, "new_data_keys")
    assert list(types["log_type"]) == ["zebra.crossed"]
    assert list(types["meaning"]) == ["Not in the dictionary"]
    assert list(keys["key"]) == ["to.who"]
    assert list(keys["logs"]) == [2]


def test_nothing_new(store: Store, opened: Open) -> None:
    load(store, OLD)
    load(store, log("2026-11-02 09:00", "user.login", app_id=1, data={"ip": "1.1.1.3"}, id=77))
    page = said(at_page(opened, "data-health"))
    assert "None: there were logs of all its types before." in page
    assert "None: all its keys were in logs before." in page
