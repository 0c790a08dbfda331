"""Saved views, kept alike by every engine: whose they are, what they are called, undo."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from data import views
from data.check import check_store
from data.engine import Store, close_store, open_store
from data.errors import ViewRefused
from data.migrate import version_of
from data.schema import SCHEMA_VERSION
from tests.builders import log
from tests.queries.conftest import MakeStore

QUERY = {"window": ["30d"], "app": ["7", "Ä & ü?"], "text": ['it\'s "100%" \\ <b>\n🦓']}


@pytest.fixture
def held(stocked: MakeStore) -> Store:
    return stocked(log("2026-10-01", user="ann@x.com"))


def names(store: Store, person: str) -> list[str]:
    return [view.name for view in views.views_of(store, person)]


def test_a_view_comes_back_as_it_was_saved(held: Store) -> None:
    saved = views.save_view(held, "ann", "  Late \t logins ", "security", QUERY)
    (found,) = views.views_of(held, "ann")
    assert found == saved
    assert (found.name, found.page, found.shared) == ("Late logins", "security", False)
    assert {name: list(values) for name, values in found.query.items()} == QUERY
    assert saved.saved_at.tzinfo is not None


def test_a_view_is_private_or_shared(held: Store) -> None:
    mine = views.save_view(held, "ann", "Mine", "overview", {})
    views.save_view(held, "bob", "Bob's", "overview", {}, shared=True)
    assert (names(held, "ann"), names(held, "bob")) == (["Bob's", "Mine"], ["Bob's"])
    views.share_view(held, "ann", mine.id, shared=True)
    assert names(held, "bob") == ["Bob's", "Mine"]
    refused = "only ann can change the view 'Mine'"
    with pytest.raises(ViewRefused, match=refused):
        views.rename_view(held, "bob", mine.id, "Stolen")
    with pytest.raises(ViewRefused, match=refused):
        views.delete_view(held, "bob", mine.id)
    with pytest.raises(ViewRefused, match=refused):
        views.share_view(held, "bob", mine.id, shared=False)
    views.share_view(held, "ann", mine.id, shared=False)
    assert names(held, "bob") == ["Bob's"]
    with pytest.raises(ViewRefused, match="not there any more"):
        views.pin_view(held, "bob", mine.id, pinned=True)


def test_names_are_ones_own(held: Store) -> None:
    first = views.save_view(held, "ann", "Logins", "security", {})
    views.save_view(held, "bob", "Logins", "security", {}, shared=True)
    other = views.save_view(held, "ann", "Other", "security", {})
    for taken in ("logins", " LOGINS "):
        with pytest.raises(ViewRefused, match="a view called 'Logins' already"):
            views.save_view(held, "ann", taken, "security", {})
        with pytest.raises(ViewRefused, match="already"):
            views.rename_view(held, "ann", other.id, taken)
    assert views.rename_view(held, "ann", first.id, "LOGINS").name == "LOGINS"
    for empty in ("", "  ", "\n\0\t"):
        with pytest.raises(ViewRefused, match="needs a name"):
            views.rename_view(held, "ann", first.id, empty)
    with pytest.raises(ViewRefused, match="80 characters at most; this one has 81"):
        views.save_view(held, "ann", "x" * 81, "security", {})
    assert names(held, "ann") == ["LOGINS", "Logins", "Other"]


def test_who_manages_the_store_changes_what_others_share(held: Store) -> None:
    ours = views.save_view(held, "ann", "Ours", "security", QUERY, shared=True)
    views.save_view(held, "ann", "Taken", "security", {})
    with pytest.raises(ViewRefused, match="ann has a view called 'Taken' already"):
        views.rename_view(held, "boss", ours.id, "taken", manages=True)
    assert views.rename_view(held, "boss", ours.id, "All", manages=True).owner == "ann"
    views.delete_view(held, "boss", ours.id, manages=True)
    assert names(held, "ann") == ["Taken"]
    with pytest.raises(ViewRefused, match="only ann"):
        views.restore_view(held, "bob", ours.id)
    views.restore_view(held, "boss", ours.id, manages=True)
    assert names(held, "bob") == ["All"]
    views.share_view(held, "boss", ours.id, shared=False, manages=True)
    assert (names(held, "ann"), names(held, "bob")) == (["All", "Taken"], [])


def test_what_is_private_is_not_there_for_others_who_manage_or_not(held: Store) -> None:
    mine = views.save_view(held, "ann", "Secret plan", "security", {})
    for manages in (False, True):
        with pytest.raises(ViewRefused) as refused:
            views.delete_view(held, "boss", mine.id, manages=manages)
        assert str(refused.value) == "this view is not there any more"
    assert names(held, "ann") == ["Secret plan"]


def test_parameters_without_end_are_refused(held: Store) -> None:
    with pytest.raises(ViewRefused, match="more conditions than can be saved"):
        views.save_view(held, "ann", "A", "security", {"where": ["x" * views.LONGEST_QUERY]})
    assert names(held, "ann") == []


def test_of_writers_at_once_one_gets_the_name(embedded: MakeStore) -> None:
    store = embedded(log("2026-10-01"))

    def saved(_: int) -> bool:
        try:
            views.save_view(store, "ann", "Logins", "security", {})
        except ViewRefused:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(saved, range(8))) == 1
    assert names(store, "ann") == ["Logins"]


def test_what_was_deleted_comes_back(held: Store) -> None:
    view = views.save_view(held, "ann", "Logins", "security", QUERY)
    views.pin_view(held, "ann", view.id, pinned=True)
    views.delete_view(held, "ann", view.id)
    assert names(held, "ann") == []
    with pytest.raises(ViewRefused, match="not there any more"):
        views.restore_view(held, "bob", view.id)
    again = views.save_view(held, "ann", "Logins", "security", {})
    with pytest.raises(ViewRefused, match="already"):
        views.restore_view(held, "ann", view.id)
    views.delete_view(held, "ann", again.id)
    views.restore_view(held, "ann", view.id)
    (found,) = views.views_of(held, "ann")
    assert found.pinned
    assert list(found.query["app"]) == QUERY["app"]


def test_pins_and_the_first_view_are_each_persons_own(held: Store) -> None:
    one = views.save_view(held, "ann", "One", "overview", {}, shared=True)
    two = views.save_view(held, "ann", "Two", "overview", {}, shared=True)
    views.pin_view(held, "bob", one.id, pinned=True)
    views.open_first(held, "bob", one.id)
    views.open_first(held, "bob", two.id)

    def made(person: str) -> list[tuple[bool, bool]]:
        return [(view.pinned, view.default) for view in views.views_of(held, person)]

    assert made("ann") == [(False, False), (False, False)]
    assert made("bob") == [(True, False), (False, True)]
    views.open_first(held, "bob", None)
    views.pin_view(held, "bob", one.id, pinned=False)
    assert made("bob") == [(False, False), (False, False)]


def test_a_store_of_before_gets_the_tables_and_keeps_all_else(embedded: MakeStore) -> None:
    store = embedded(log("2026-10-01", user="ann@x.com"))
    with store.duckdb() as connection:
        connection.execute("DROP TABLE saved_views; DROP TABLE view_choices")
        connection.execute("UPDATE store_facts SET value = '5' WHERE name = 'schema_version'")
    close_store(store.url)
    reopened = open_store(store.url)
    assert version_of(reopened.engine) == SCHEMA_VERSION
    assert views.views_of(reopened, "ann") == []
    views.save_view(reopened, "ann", "Logins", "security", {})
    assert all(check.passed for check in check_store(reopened))
    close_store(store.url)
    assert names(open_store(store.url), "ann") == ["Logins"]


def test_a_store_that_is_only_read_says_so(embedded: MakeStore) -> None:
    store = embedded(log("2026-10-01"))
    close_store(store.url)
    with pytest.raises(ViewRefused, match="only reads its store"):
        views.save_view(open_store(store.url, read_only=True), "ann", "A", "overview", {})


def test_rows_are_only_added(held: Store) -> None:
    view = views.save_view(held, "ann", "One", "overview", {})
    views.rename_view(held, "ann", view.id, "Two")
    views.delete_view(held, "ann", view.id)
    with held.engine.connect() as connection:
        kept = connection.execute(sa.text("SELECT number, name, deleted FROM saved_views")).all()
    assert sorted(tuple(row) for row in kept) == [(1, "One", 0), (2, "Two", 0), (3, "Two", 1)]
