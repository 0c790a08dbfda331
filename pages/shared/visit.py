"""One visit of one page: which logs are asked about, by whom, and the way to answers and links.

The frame sets the visit at the start of every script run; pages and their parts read it with
`current` and change what is shown with `narrow` and `clear`, in callbacks of widgets.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from data.access import Viewer
from data.engine import Store
from data.errors import InvalidFilter
from pages.shared.choice import Choice, choice_of
from pages.shared.comparison import Comparison
from pages.shared.contents import EMPTY, Contents, contents
from pages.shared.window import ALL_TIME, DEFAULT
from queries.filters import LogFilter
from queries.run import run

_CHOICE = "filter_choice"
_VISIT = "visit"
_REFUSED = "filter_refused"
_WRITTEN = "filter_in_url"


@dataclass(frozen=True)
class Visit:
    """What one script run shows.

    `filter` has the window as it stands at `now` (aware, UTC); `window` is its name in
    `window.PRESETS`. `contents` tells what the store holds, and its `version` changes whenever
    the logs do. `marks` has charts over time show when apps were published. `other` is the filter
    that charts and figures are compared with.
    """

    filter: LogFilter
    viewer: Viewer
    now: datetime
    store: Store
    window: str = DEFAULT
    contents: Contents = EMPTY
    marks: bool = False
    other: LogFilter | None = None


def clock() -> datetime:
    """The present moment in UTC; the one place where pages read a clock."""
    return datetime.now(UTC)


def begin(choice: Choice, viewer: Viewer, now: datetime, store: Store) -> Visit:
    """Set the visit of this script run; the frame's business."""
    held = contents(store)
    asked = choice.at(now)
    other = choice.compare.of(asked) if choice.compare else None
    visit = Visit(asked, viewer, now, store, choice.window, held, choice.marks, other)
    st.session_state[_CHOICE] = choice
    st.session_state[_VISIT] = visit
    return visit


def current() -> Visit:
    """The visit of this script run. Raises KeyError outside a page."""
    visit: Visit = st.session_state[_VISIT]
    return visit


@contextmanager
def of(asked: LogFilter) -> Iterator[None]:
    """Within it, the visit is of another filter, which nothing is compared with."""
    held = current()
    st.session_state[_VISIT] = replace(held, filter=asked, other=None)
    try:
        yield
    finally:
        st.session_state[_VISIT] = held


def chosen() -> Choice | None:
    """What the filter bar of this browser tab holds; None before its first script run."""
    choice: Choice | None = st.session_state.get(_CHOICE)
    return choice


def choose(choice: Choice) -> None:
    """Make the filter bar hold this from the next script run on."""
    st.session_state[_CHOICE] = choice


def written() -> dict[str, list[str]] | None:
    """The URL parameters that the last script run left; the frame's business."""
    query: dict[str, list[str]] | None = st.session_state.get(_WRITTEN)
    return query


def wrote(query: dict[str, list[str]]) -> None:
    """Remember the URL parameters that this script run leaves; the frame's business."""
    st.session_state[_WRITTEN] = query


def narrow(**changes: Any) -> None:
    """Change parts of the filter, named as LogFilter's fields; for callbacks of widgets.

    Bar, URL and page follow in the script run after the callback. `since` and `until` (aware)
    make the window a custom range. What LogFilter refuses changes nothing and is said beside the
    bar.
    """
    try:
        choose((chosen() or Choice()).narrowed(current().now, changes))
    except InvalidFilter as error:
        refuse(str(error))


def all_time() -> None:
    """Open the window to all time; for callbacks."""
    choice = chosen() or Choice()
    choose(replace(choice, window=ALL_TIME, filter=choice.filter.without_window()))


def mark(*, marks: bool) -> None:
    """Have charts over time show when apps were published, or not; for callbacks."""
    choose(replace(chosen() or Choice(), marks=marks))


def compare(comparison: Comparison | None) -> None:
    """Have charts and figures compared with something, or with nothing; for callbacks."""
    choose(replace(chosen() or Choice(), compare=comparison))


def clear(*names: str) -> None:
    """Empty these parts of the filter (all that narrow, where none is named); for callbacks."""
    choice = chosen() or Choice()
    empty = LogFilter()
    changes = {name: getattr(empty, name) for name in names or choice.filter.narrowed_by}
    choose(replace(choice, filter=replace(choice.filter, **changes)))


def refuse(reason: str) -> None:
    """Have the bar say, once, why something could not be done."""
    st.session_state.setdefault(_REFUSED, []).append(reason)


def refusals() -> list[str]:
    """What is to be said beside the bar, once."""
    reasons: list[str] = st.session_state.pop(_REFUSED, [])
    return reasons


def answer(
    name: str, *, filter: LogFilter | None = None, as_of: int | None = None, **options: Any
) -> pd.DataFrame:
    """`queries.run.run` for this visit, from the cache where the logs have not changed since.

    `filter` defaults to the visit's. The frame is the caller's own. Raises as `run` does.
    """
    visit = current()
    asked = filter or visit.filter
    scope = None if visit.viewer.apps is None else sorted(visit.viewer.apps)
    key = repr(
        (asked, scope, as_of, sorted(options.items()), visit.contents.version, visit.store.url)
    )
    return _answer(name, key, asked, visit.viewer, visit.store, as_of, options)


@st.cache_data(max_entries=512, ttl=timedelta(hours=2), show_spinner=False)
def _answer(
    name: str,
    key: str,
    _filter: LogFilter,
    _viewer: Viewer,
    _store: Store,
    _as_of: int | None,
    _options: dict[str, Any],
) -> pd.DataFrame:
    return run(name, _filter, _viewer, store=_store, as_of=_as_of, **_options)


def page_query(shown: LogFilter, **extra: str) -> dict[str, list[str]]:
    """URL parameters that open a page with this filter; `extra` are parameters of the page."""
    visit = current()
    query = choice_of(shown, visit.window, visit.now, marks=visit.marks).to_query()
    return query | {name: [value] for name, value in extra.items()}


def page_url(page: str, shown: LogFilter, **extra: str) -> str:
    """The address, relative to this site, of a page (its `url_path`) with this filter.

    It is text to be put into an attribute: escape it there.
    """
    return f"{page}?{urlencode(page_query(shown, **extra), doseq=True)}"
