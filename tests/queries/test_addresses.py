"""Which addresses are alike, by hand, on every engine."""

from __future__ import annotations

import pytest

from data.access import Viewer
from data.errors import InvalidFilter
from queries.filters import LogFilter
from tests.builders import log
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore

DAY = "2026-10-01 10:00"


def test_addresses_alike(stocked: MakeStore) -> None:
    users = [
        "ann@x.com",
        "anne@x.com",
        "anne@x.com",
        "anm@x.com",
        "nan@x.com",
        "jörg@x.com",
        "annette@x.com",
        "bob@x.com",
        None,
    ]
    store = stocked(*(log(DAY, user=user, app_id=1) for user in users))
    alike = [("anne@x.com", 1, 2), ("anm@x.com", 1, 1), ("nan@x.com", 2, 1)]
    assert ask(store, "addresses_like", email=" Ann@x.com ") == alike
    assert (
        ask(store, "addresses_like", LogFilter(user="bob"), email="ann@x.com", limit=1) == alike[:1]
    )
    assert ask(store, "addresses_like", email="jorg@x.com") == [("jörg@x.com", 2, 1)]
    assert ask(store, "addresses_like", email="Jörk@x.com") == [("jörg@x.com", 1, 1)]
    assert ask(store, "addresses_like") == []


def test_only_users_in_sight_are_named(stocked: MakeStore) -> None:
    store = stocked(
        log(DAY, user="anne@x.com", app_id=2),
        log("2026-10-02 10:00", user="anna@x.com", app_id=1),
    )
    shop = Viewer("publisher", frozenset({1}))
    assert ask(store, "addresses_like", viewer=shop, email="ann@x.com") == [("anna@x.com", 1, 1)]
    before = window(None, "2026-10-02")
    assert ask(store, "addresses_like", before, email="ann@x.com") == [("anne@x.com", 1, 1)]
    assert ask(store, "addresses_like", before, shop, email="ann@x.com") == []


def test_an_address_is_needed(embedded: MakeStore) -> None:
    with pytest.raises(InvalidFilter, match="email must be an address"):
        ask(embedded(), "addresses_like", email=" ")
