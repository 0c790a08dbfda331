"""Ways from page to page that keep the filter: links, and going somewhere from a callback."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from pages.shared import visit
from queries.filters import LogFilter

TAB = "tab"
"""The URL parameter of a page's open tab, and the key of its tabs."""

_PAGES = "pages"
_GOING = "going_to"


def register(pages: Mapping[str, st.Page]) -> None:
    """Make these pages, by their name in the URL, known to links; the frame's business."""
    st.session_state[_PAGES] = dict(pages)


def pages() -> Mapping[str, st.Page]:
    """The pages that links know, by their name in the URL."""
    known: Mapping[str, st.Page] = st.session_state[_PAGES]
    return known


def page_link(
    page: str,
    label: str,
    shown: LogFilter | None = None,
    *,
    icon: str | None = None,
    help: str | None = None,
    **extra: str,
) -> None:
    """Draw a link to a page with a filter (the visit's by default), opened in this tab.

    `label` is Markdown: put other people's text through `words.code`. `extra` are parameters of
    the page. The link's address holds the filter, so it can be copied or opened in a new tab.
    """
    query = visit.page_query(shown or visit.current().filter, **extra)
    st.page_link(
        st.session_state[_PAGES][page], label=label, icon=icon, help=help, query_params=query
    )


def records_link(label: str, **changes: Any) -> None:
    """Draw a link to the logs of the visit's filter with parts of it changed."""
    page_link("audit-log", label, replace(visit.current().filter, **changes))


def go(page: str, *, extra: Mapping[str, str] | None = None, **changes: Any) -> None:
    """Open a page with parts of the filter changed; for callbacks of widgets.

    `extra` are parameters of the page.
    """
    visit.narrow(**changes)
    given = dict(extra or {})
    if TAB in given and TAB in st.session_state:
        # Where tabs are shown the URL's is bound to them: Streamlit lets nobody else write it.
        st.session_state[TAB] = given.pop(TAB)
    st.session_state[_GOING] = (page, given)


def follow() -> None:
    """Go where a callback asked to go, if one did; the frame's business."""
    going = st.session_state.pop(_GOING, None)
    choice = visit.chosen()
    if going is not None and choice is not None:
        page, extra = going
        query = choice.to_query() | {name: [value] for name, value in extra.items()}
        st.switch_page(st.session_state[_PAGES][page], query_params=query)
