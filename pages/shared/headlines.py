"""Headline figures of questions for the visit, each asked once while the logs stay the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pandas as pd
import streamlit as st

from data.access import Viewer
from data.engine import Store
from pages.shared import visit, words
from queries.answers import Answer, Headline
from queries.filters import LogFilter
from queries.headline import figure
from queries.question import find


def place_filter(answer: Answer) -> LogFilter:
    """The visit's filter with what the place of the answer sets."""
    return replace(visit.current().filter, **answer.place.changes)


def headline_words(answer: Answer) -> str:
    """The headline of a question for the visit, in words: 41 emails; empty where it has none."""
    headline = answer.headline
    return "" if headline is None else figure_words(headline, _figure(answer, headline))


def figure_words(headline: Headline, value: float | None) -> str:
    """A headline's figure in words: 41 emails, 97.3% delivered."""
    if value is None:
        return "none"
    if headline.share:
        return f"{words.percent(value)} {headline.one}"
    return words.counted(int(value), headline.one, headline.many or None)


def _figure(answer: Answer, headline: Headline) -> float | None:
    asked = place_filter(answer)
    if find(headline.of).chart == "figure":  # one row of figures, which other headlines share
        value = visit.answer(headline.of, filter=asked)[headline.column].iloc[0]
        return None if pd.isna(value) else float(value)
    shown = visit.current()
    scope = None if shown.viewer.apps is None else sorted(shown.viewer.apps)
    key = repr((headline, asked, scope, shown.contents.version, shown.store.url))
    return _asked(key, headline, asked, shown.viewer, shown.store)


@st.cache_data(max_entries=1024, ttl=timedelta(hours=2), show_spinner=False)
def _asked(
    key: str, _headline: Headline, _filter: LogFilter, _viewer: Viewer, _store: Store
) -> float | None:
    return figure(_headline, _filter, _viewer, _store)
