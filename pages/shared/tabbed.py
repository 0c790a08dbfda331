"""The shape that the pages of answers share: figures, tabs, and the raw log of their types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from pages.shared import links, states, visit
from pages.shared.figures import Figures, figures, steps_of
from pages.shared.log_table import log_table, logs_shown
from pages.shared.reach import reach
from pages.shared.window import Buckets
from queries.filters import LogFilter

Tab = Callable[[Buckets], None]


@dataclass(frozen=True)
class Tabbed:
    """One such page: its figures, its tabs by their names, and the log types that it speaks of.

    `logs` is the heading over its raw log, `none` what is said there where the filter asks for
    none of these types.
    """

    figures: Figures
    tabs: Mapping[str, Tab]
    log_types: tuple[str, ...]
    logs: str
    none: str


def tabbed(page: Tabbed) -> None:
    """Draw the page; of its tabs only the one that is open."""
    missing = states.absence()
    here = reach()
    if missing is not None or here is None:
        if missing is not None:
            states.show(missing)
        return
    shown = typed(visit.current().filter, page.log_types)
    steps = steps_of(here)
    figures(page.figures, steps, here, logs=logs_shown(shown).total if shown else 0)
    places = st.tabs(list(page.tabs), key=links.TAB, bind="query-params")
    for draw, place in zip(page.tabs.values(), places, strict=True):
        if place.open:
            with place:
                draw(steps)
    st.subheader(page.logs, anchor=False)
    if shown is None:
        st.caption(page.none)
    else:
        log_table(shown)


def typed(asked: LogFilter, log_types: tuple[str, ...]) -> LogFilter | None:
    """The filter, of its log types only those; None where it lets none through."""
    seen = visit.answer("log_types_seen", filter=LogFilter())
    return asked.typed(log_types, list(seen["log_type"]))
