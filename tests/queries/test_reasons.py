"""Why an answer is empty."""

from __future__ import annotations

import pytest

from data.access import OWNER, Viewer
from data.engine import Store
from queries.filters import LogFilter
from queries.reasons import Nothing, why_nothing
from tests.builders import log
from tests.queries.asking import ALL, window
from tests.queries.conftest import MakeStore


@pytest.fixture(scope="module")
def store(embedded: MakeStore) -> Store:
    return embedded(
        log("2026-10-01 22:30", app_id=1),
        log("2026-10-02 10:00", app_id=1),
        log("2026-10-03 10:00", app_id=2),
    )


def test_an_empty_store(embedded: MakeStore) -> None:
    assert why_nothing(ALL, OWNER, embedded()) == Nothing(
        "empty store", "The store holds no logs yet: import some first."
    )


def test_nothing_of_that_time(store: Store) -> None:
    november = window("2026-11-01", None, zone="Asia/Kolkata")
    assert why_nothing(november, OWNER, store) == Nothing(
        "nothing then",
        "No logs of that time are there. The store's logs are from 2 Oct 2026 to 3 Oct 2026.",
    )


def test_not_permitted(store: Store) -> None:
    third = window("2026-10-03", "2026-10-04")
    found = why_nothing(third, Viewer("ann", frozenset({1})), store)
    assert found == Nothing(
        "not permitted", "The logs of that time belong to apps you may not see."
    )


def test_filtered_away(store: Store) -> None:
    found = why_nothing(LogFilter(user="eve"), Viewer("ann", frozenset({1})), store)
    assert found == Nothing("filtered away", "None of the 2 logs of that time matches.")


def test_logs_of_another_kind(store: Store) -> None:
    assert why_nothing(ALL, OWNER, store) == Nothing(
        "none of them", "None of the 3 logs that match is of this kind."
    )
