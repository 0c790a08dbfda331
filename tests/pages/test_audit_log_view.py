"""The log table's view: its URL form, its pages, its orders, and going from record to record."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.shared.log_state import stepped
from pages.shared.log_view import NEWEST_FIRST, SIZES, SORT_WORDS, LogView, read_view
from queries.records import SORTS

VIEWS = st.builds(
    LogView,
    page=st.integers(1, 10**9),
    size=st.sampled_from(SIZES),
    sort=st.sampled_from(list(SORT_WORDS)),
    record=st.none() | st.integers(-(10**17), 10**17),
)


@given(VIEWS)
def test_the_url_form_reads_back_to_the_same_view(view: LogView) -> None:
    assert read_view(view.to_query()) == view


def test_a_view_as_at_first_leaves_the_url_alone() -> None:
    assert LogView().to_query() == {}
    assert LogView(3, 100, "-user", -7).to_query() == {
        "page": "3",
        "size": "100",
        "sort": "-user",
        "record": "-7",
    }


@pytest.mark.parametrize(
    "query",
    [
        {"page": "0", "size": "51", "sort": "nope", "record": "x"},
        {"page": "-3", "size": "", "sort": "", "record": ""},
        {"page": "1e9", "size": "50.0", "record": "9" * 40},
        {"page": "²", "size": "٢٥", "record": "--1"},
    ],
)
def test_what_is_not_understood_is_as_at_first(query: Mapping[str, str]) -> None:
    assert read_view(query) == LogView()


def test_every_order_is_one_that_pages_of_records_have() -> None:
    assert {sort.removeprefix("-") for sort in SORT_WORDS} == set(SORTS) - {"id"}


@pytest.mark.parametrize(
    ("total", "size", "pages"), [(0, 25, 1), (1, 25, 1), (25, 25, 1), (26, 25, 2), (1000, 500, 2)]
)
def test_pages(total: int, size: int, pages: int) -> None:
    assert LogView(size=size).pages(total) == pages


@pytest.mark.parametrize(
    ("page", "total", "span"),
    [(1, 0, (0, 0)), (1, 7, (1, 7)), (2, 120, (51, 100)), (3, 120, (101, 120))],
)
def test_span(page: int, total: int, span: tuple[int, int]) -> None:
    assert LogView(page).span(total) == span


def test_a_page_beyond_the_last_is_the_last() -> None:
    assert LogView(99).within(120) == LogView(3)
    assert LogView(99).within(0) == LogView(1)


@pytest.mark.parametrize(
    ("page", "size", "to", "expected"),
    [(1, 50, 25, 1), (3, 50, 25, 5), (3, 50, 500, 1), (5, 25, 100, 2), (2, 500, 25, 21)],
)
def test_another_size_keeps_the_first_row_in_sight(
    page: int, size: int, to: int, expected: int
) -> None:
    view = LogView(page, size, record=7).sized(to)
    assert view == LogView(expected, to)
    first_row = (page - 1) * size
    assert view.offset <= first_row < view.offset + to


def test_a_header_turns_the_order_and_begins_at_the_first_page() -> None:
    view = LogView(page=4, record=7)
    assert view.turned("created_at") == LogView(sort="created_at")
    assert view.turned("created_at").turned("created_at") == LogView(sort=NEWEST_FIRST)
    assert view.turned("user") == LogView(sort="user")
    assert view.turned("user").turned("user") == LogView(sort="-user")
    assert view.turned("user").turned("created_at") == LogView(sort=NEWEST_FIRST)


PAGES = {1: [11, 12, 13], 2: [21, 22, 23], 3: [31]}


@pytest.mark.parametrize(
    ("page", "record", "by", "expected"),
    [
        (1, 11, 1, (1, 12)),
        (1, 13, 1, (2, 21)),
        (2, 21, -1, (1, 13)),
        (2, 23, 1, (3, 31)),
        (1, 11, -1, (1, 11)),
        (3, 31, 1, (3, 31)),
    ],
)
def test_from_record_to_record_across_pages(
    page: int, record: int, by: int, expected: tuple[int, int]
) -> None:
    view = stepped(LogView(page, record=record), by, lambda page: PAGES.get(page, []))
    assert (view.page, view.record) == expected
