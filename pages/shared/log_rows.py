"""The rows of the log table: pinned to what was there when it was opened, page by page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import visit
from pages.shared.log_view import LogView
from queries.filters import LogFilter
from queries.run import current_batch, run

CLAMP = 400
"""Characters of `data` that a row can show at most, on any screen."""

_PIN = "log_pin"


@dataclass(frozen=True)
class Pinned:
    """The logs of one table, whatever arrives meanwhile.

    `shown` is the filter, `batch` the last batch of logs they may be from, `as_of` the same where
    later ones have come in and None where there are none, `total` their number.
    """

    shown: LogFilter
    batch: int
    as_of: int | None
    total: int

    def rows(self, view: LogView) -> pd.DataFrame:
        """The rows of a page, see the question `record_page`; `data` is cut to `CLAMP`."""
        return visit.answer(
            "record_page",
            filter=self.shown,
            as_of=self.as_of,
            limit=view.size,
            offset=view.offset,
            sort=view.column,
            descending=view.descending,
            clamp=CLAMP,
        )

    def record(self, id: int) -> dict[Any, Any] | None:
        """All of one record that these logs hold; None where they do not hold it."""
        return _first(visit.answer("record", filter=self.shown, as_of=self.as_of, id=id))

    def page_of(self, record: Mapping[Any, Any], view: LogView) -> int | None:
        """The page that one of these records is on; None where that would take reading all of
        them: in orders but by date."""
        if view.column != "created_at":
            return None
        at = record["created_at"].to_pydatetime()
        after = at + timedelta(microseconds=1)
        same = replace(self.shown, since=at, until=after)
        edge = {"since": after} if view.descending else {"until": at}
        ties = visit.answer(
            "record_page",
            filter=same,
            as_of=self.as_of,
            limit=self._count(same),
            sort="id",
            descending=view.descending,
            clamp=0,
        )
        before = self._count(replace(self.shown, **edge)) + list(ties["id"]).index(record["id"])
        return before // view.size + 1

    def _count(self, asked: LogFilter) -> int:
        return count(asked, self.as_of)

    def arrived(self) -> int:
        """Logs that have come in since and match; asks the store, not the cache."""
        here = visit.current()
        if current_batch(here.store) == self.batch:
            return 0
        now = run("record_count", self.shown, here.viewer, store=here.store)
        return max(0, int(now["records"].iloc[0]) - self.total)


def count(asked: LogFilter, as_of: int | None = None) -> int:
    """The number of logs that match."""
    return int(visit.answer("record_count", filter=asked, as_of=as_of)["records"].iloc[0])


def anywhere(id: int) -> dict[Any, Any] | None:
    """All of one record that the viewer may see, whatever is filtered; None where there is none."""
    return _first(visit.answer("record", filter=LogFilter(zone=visit.current().filter.zone), id=id))


def _first(found: pd.DataFrame) -> dict[Any, Any] | None:
    return None if found.empty else found.iloc[0].to_dict()


def pinned(shown: LogFilter | None = None, *, reopened: bool = False) -> Pinned:
    """The logs of a filter (default: the visit's) as they were when they were first shown.

    Another filter is another view, of what is there now; so is one that is `reopened`, and one
    that had nothing to show.
    """
    here = visit.current()
    asked = shown or here.filter
    view = repr((visit.chosen(), shown.without_window() if shown else None, here.store.url))
    newest = current_batch(here.store)
    held: tuple[str, int] | None = st.session_state.get(_PIN)
    if held is not None and held[0] == view and held[1] < newest and not reopened:
        total = count(asked, held[1])
        if total or not count(asked):
            return Pinned(asked, held[1], held[1], total)
    st.session_state[_PIN] = (view, newest)
    return Pinned(asked, newest, None, count(asked))


def unpin() -> None:
    """Show what is there now from the next script run on."""
    st.session_state.pop(_PIN, None)
