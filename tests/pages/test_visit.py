"""A visit: answers from the cache while they hold, and links that show the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest
import streamlit as st

from data.access import OWNER, Viewer
from data.engine import Store
from data.load import load_batches, remove_demo
from pages.shared import labels, visit
from pages.shared.choice import Choice
from pages.shared.contents import contents, imported_for
from queries.clauses import contained
from queries.filters import LogFilter
from queries.run import run
from tests.builders import NOW, load, log, utc
from tests.raw_records import batch_of

FIRST = log("2026-11-20", app_id=1, app="Alpha", user="ann@a.example")
SECOND = log("2026-11-21", app_id=2, app="Beta", id=2)


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """A browser tab's session state, outside Streamlit."""
    state: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", state)
    yield state
    st.cache_data.clear()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions that reach the store."""
    names: list[str] = []

    def counting(name: str, *args: Any, **options: Any) -> pd.DataFrame:
        names.append(name)
        return run(name, *args, **options)

    monkeypatch.setattr(visit, "run", counting)
    return names


def begin(store: Store, choice: Choice | None = None, viewer: Viewer = OWNER) -> visit.Visit:
    return visit.begin(choice or Choice(), viewer, NOW, store)


def records(**options: Any) -> int:
    return int(visit.answer("record_count", **options)["records"].iloc[0])


def test_an_answer_is_asked_once_until_logs_come_in(store: Store, asked: list[str]) -> None:
    load(store, FIRST)
    begin(store)
    assert (records(), records()) == (1, 1)
    assert asked == ["record_count"]
    load(store, SECOND)
    begin(store)
    assert records() == 2
    assert asked == ["record_count"] * 2


def test_answers_differ_by_filter_viewer_and_options(store: Store) -> None:
    load(store, FIRST, SECOND)
    begin(store)
    assert records() == 2
    assert records(filter=LogFilter(apps=("1",))) == 1
    assert len(visit.answer("record_page", limit=1)) == 1
    assert len(visit.answer("record_page", limit=2)) == 2
    begin(store, viewer=Viewer("ann", frozenset({2})))
    assert records() == 1
    begin(store, viewer=Viewer("ann", frozenset()))
    assert records() == 0


def test_an_answer_belongs_to_whoever_asked(store: Store) -> None:
    load(store, FIRST)
    begin(store)
    mine = visit.answer("record_count")
    mine.loc[0, "records"] = 99
    assert records() == 1


def test_removing_the_demo_is_a_change_of_the_logs(store: Store, asked: list[str]) -> None:
    load_batches(store, [batch_of({**FIRST, "id": 1})], source="demo", kind="demo")
    before = contents(store)
    begin(store)
    assert (before.demo, before.any, before.untouched, records()) == (True, True, False, 1)
    remove_demo(store)
    after = contents(store)
    begin(store)
    assert (after.demo, after.any, after.untouched, records()) == (False, False, False, 0)
    assert after.version != before.version


def test_imports_tell_what_time_they_reached(store: Store) -> None:
    assert contents(store).untouched
    assert not imported_for(store, None, None)
    load(store, FIRST, SECOND)
    assert imported_for(store, utc("2026-11-20 05:00"), utc("2026-11-20 06:00"))
    assert imported_for(store, None, utc("2026-11-20 00:01"))
    assert not imported_for(store, utc("2026-11-22"), None)
    assert not imported_for(store, utc("2026-11-01"), utc("2026-11-20"))


def test_narrow_changes_the_filter_and_clear_empties_it(store: Store) -> None:
    begin(store, Choice("7d", LogFilter(zone="Europe/London")))
    visit.narrow(user="ann", ip="10.0.0.1", keys=(("session_id", "7"),))
    expected = LogFilter(
        zone="Europe/London", user="ann", ip="10.0.0.1", keys=(("session_id", "7"),)
    )
    assert visit.chosen() == Choice("7d", expected)
    visit.clear("user", "keys")
    assert visit.chosen() == Choice("7d", LogFilter(zone="Europe/London", ip="10.0.0.1"))
    visit.clear()
    assert visit.chosen() == Choice("7d", LogFilter(zone="Europe/London"))


def test_narrowing_the_time_is_a_custom_range(store: Store) -> None:
    begin(store, Choice("7d"))
    visit.narrow(since=utc("2026-11-20"), until=utc("2026-11-21"))
    chosen = visit.chosen()
    assert chosen == Choice("custom", LogFilter(utc("2026-11-20"), utc("2026-11-21")))


def test_what_a_filter_refuses_is_said_once_and_changes_nothing(store: Store) -> None:
    begin(store, Choice("7d"))
    visit.narrow(keys=(("nope", "1"),))
    assert visit.chosen() == Choice("7d")
    assert "unknown key 'nope'" in visit.refusals()[0]
    assert visit.refusals() == []


def test_a_link_keeps_the_preset_and_names_every_other_part(store: Store) -> None:
    shown = begin(store, Choice("7d", LogFilter(zone="Europe/London", user="ann"))).filter
    assert visit.page_url("audit-log", shown, record="5") == (
        "audit-log?window=7d&zone=Europe%2FLondon&user=ann&record=5"
    )
    day = LogFilter(utc("2026-11-20"), utc("2026-11-21"), text="a&b=c")
    assert visit.page_url("", day) == (
        "?window=custom&zone=UTC&since=2026-11-20T00%3A00%3A00Z"
        "&until=2026-11-21T00%3A00%3A00Z&text=a%26b%3Dc"
    )


def test_log_types_to_choose_from_come_by_section_each_section_first(store: Store) -> None:
    kinds = ("user.logout", "user.login", "email.bounced", "odd.type*")
    load(store, *(log("2026-11-20", kind) for kind in kinds))
    begin(store)
    found = labels.log_types(["*push*", "app.view"])
    sections = [value for value in found if value.startswith(labels.SECTION)]
    values = list(found)
    assert len(sections) == 3
    for section in sections:
        assert labels.types_of([section]) != (section,)
        assert values[values.index(section) + 1] in labels.types_of([section])
    assert r"odd.type\*" in found
    assert found["user.login"].endswith("user.login (1)")
    assert values[-2:] == ["*push*", "app.view"]


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [("login", "*login*", "login"), ("email.*", "email.*", None), ("a*b", "a*b", None)],
)
def test_a_typed_text_is_contained_unless_it_is_a_pattern(
    text: str, value: str, shown: str | None
) -> None:
    assert labels.containing(text) == value
    assert contained(value) == shown


def test_apps_of_one_name_carry_their_numbers(store: Store) -> None:
    load(
        store,
        *(
            log("2026-11-20", app_id=n, app=name)
            for n, name in ((1, "Twin"), (2, "Twin"), (3, "One"))
        ),
        log("2026-11-20", app="No number*"),
        log("2026-11-20"),
    )
    begin(store)
    assert labels.apps(["9"]) == {
        "1": "Twin (1)",
        "2": "Twin (2)",
        "3": "One",
        r"No number\*": "No number*",
        "9": "9",
    }
