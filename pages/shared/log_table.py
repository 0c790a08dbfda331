"""The raw log as a table: sorted and cut into pages by the store, one record open beside it.

The filter is the visit's, so what is typed over a column shows in the bar and the URL. The page,
its size, the order and the open record are in the URL too (`log_view`). A page has one such table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import streamlit as st

from data import vocabulary
from pages.shared import states, words
from pages.shared.column_filters import column_filter
from pages.shared.downloads import downloads
from pages.shared.facets import facets
from pages.shared.log_grid import columns_for, log_grid
from pages.shared.log_rows import Pinned, anywhere, pinned, unpin
from pages.shared.log_state import go, step, view_of
from pages.shared.log_view import SIZES, SORT_WORDS, LogView
from pages.shared.record_detail import Place, record_detail
from queries.filters import LogFilter

STYLE = Path(__file__).with_name("log_table.css")
POLL_SECONDS = 20

FACETS = "facets"
"""The URL parameter that opens the facets."""
_FACETS_HELP = "Which values these logs have, in columns and in data: to keep to, or to leave out"

_SIZE, _SORT, _PAGE, _JUMP = "log_size", "log_sort", "log_page", "log_jump"


def logs_shown(shown: LogFilter | None = None) -> Pinned:
    """The logs that `log_table` shows for the same filter, e.g. for the sentence over the page."""
    return pinned(shown, reopened=_SIZE not in st.session_state)


def log_table(shown: LogFilter | None = None) -> None:
    """Draw the table of the logs that a filter matches (default: the visit's).

    A filter of the page's own (say, the visit's with certain log types) has no filters over its
    columns, since these change the visit's.
    """
    logs = logs_shown(shown)
    view = view_of(logs)
    st.html(STYLE)
    _toolbar(logs, view, filters=shown is None)
    if _faceted(shown is None):
        panel, rest = st.columns([4, 11], gap="medium")
        with panel.container(key="facets_panel"):
            facets(logs.shown)
        with rest:
            _logs(logs, view, filters=True)
    else:
        _logs(logs, view, filters=shown is None)


def _faceted(filters: bool) -> bool:
    return filters and bool(st.session_state.get(FACETS))


def _logs(logs: Pinned, view: LogView, *, filters: bool) -> None:
    # In a column even when it is alone: the grid then stays what it is, with the keyboard's focus
    # and its place, when a record opens beside it.
    beside = st.columns([1] if view.record is None else [11, 8], gap="medium")
    with beside[0]:
        _table(logs, view, filters=filters)
    if view.record is not None:
        with beside[1]:
            _detail(logs, view)


def _toolbar(logs: Pinned, view: LogView, *, filters: bool) -> None:
    with st.container(horizontal=True, key="log_toolbar", vertical_alignment="center"):
        if filters:
            st.toggle("Facets", key=FACETS, bind="query-params", help=_FACETS_HELP)
        st.text(_span_words(logs, view), width="content")
        _arrivals(logs)
        st.space("stretch")
        downloads(logs.shown, logs.total)
        _select(_SORT, "Order", list(SORT_WORDS), SORT_WORDS.__getitem__, view.sort, 180)
        _select(_SIZE, "Rows a page", list(SIZES), lambda n: f"{n} rows", view.size, 110)


def _span_words(logs: Pinned, view: LogView) -> str:
    if not logs.total:
        return "No logs"
    first, last = map(words.number, view.span(logs.total))
    return f"{first}-{last} of {words.counted(logs.total, 'log')}"


@st.fragment(run_every=POLL_SECONDS)
def _arrivals(logs: Pinned) -> None:
    """Say, quietly, that more logs have come in since these were first shown."""
    arrived = logs.arrived()
    if not arrived:
        return
    noun = "new log has" if arrived == 1 else "new logs have"
    label = f"{words.number(arrived)} {noun} arrived · show"
    if st.button(label, key="log_arrived", type="tertiary", icon=":material/refresh:"):
        unpin()
        go(lambda view: view.at(1))
        st.rerun()


def _select(
    key: str, label: str, options: list[Any], named: Callable[[Any], str], value: Any, width: int
) -> None:
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    st.selectbox(
        label,
        options,
        format_func=named,
        key=key,
        label_visibility="collapsed",
        width=width,
        on_change=_take,
        args=(key, key),
    )


_CHANGES: dict[str, Callable[[LogView, Any], LogView]] = {
    _SORT: LogView.sorted_by,
    _SIZE: LogView.sized,
    _PAGE: LogView.at,
}


def _take(key: str, what: str) -> None:
    value = st.session_state[key]
    if value is not None:
        go(lambda view: _CHANGES[what](view, value))


def _table(logs: Pinned, view: LogView, *, filters: bool) -> None:
    columns = columns_for(narrow=view.record is not None or _faceted(filters))
    if filters:
        with st.container(horizontal=True, gap=None, key="column_filters"):
            for column in columns:
                column_filter(column.part, column.width or "stretch")
    if not logs.total:
        missing = states.absence() if filters else None
        if missing is not None:
            states.show(missing)
        return
    log_grid(logs, view, columns)
    _paging(logs, view)
    st.html(types_html(list(logs.rows(view)["log_type"])))


def types_html(log_types: Sequence[str]) -> str:
    """The log types of the rows, each with what it means where a mouse rests on it: a canvas, such
    as the grid is drawn on, has no such places."""
    known = [vocabulary.log_type(name) for name in sorted(set(log_types))]
    items = ", ".join(
        f'<abbr title="{words.html(f"{found.label}. {found.meaning}")}">{words.html(found.name)}'
        "</abbr>"
        for found in known
    )
    return f'<p class="log_types">On this page: {items}</p>'


def _paging(logs: Pinned, view: LogView) -> None:
    pages = view.pages(logs.total)
    if pages == 1:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="log_paging"):
        # Streamlit warns of a value set for a widget that has a default, and this one always has.
        key = f"{_PAGE}_{view.page}"
        st.pagination(pages, default=view.page, key=key, on_change=_take, args=(key, _PAGE))
        st.session_state[_JUMP] = None
        st.number_input(
            f"Go to page (1 to {words.number(pages)})",
            min_value=1,
            key=_JUMP,
            placeholder="Go to page",
            label_visibility="collapsed",
            width=200,
            help=f"A page from 1 to {words.number(pages)}; beyond it, the last one.",
            on_change=_take,
            args=(_JUMP, _PAGE),
        )


def _detail(logs: Pinned, view: LogView) -> None:
    assert view.record is not None
    record, among = logs.record(view.record), True
    if record is None:
        record, among = anywhere(view.record), False
    ids = list(logs.rows(view)["id"])
    first, last = view.page == 1, view.page == view.pages(logs.total)
    on_page = view.record in ids
    place = Place(
        among=among,
        previous=on_page and not (first and ids[0] == view.record),
        next=on_page and not (last and ids[-1] == view.record),
    )
    record_detail(
        view.record,
        record,
        place,
        step=lambda by: step(logs, by),
        close=lambda: go(lambda view: replace(view, record=None)),
    )
