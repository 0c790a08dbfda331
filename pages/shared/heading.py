"""The sentence at the top of a page: what is being looked at, how many logs, until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import streamlit as st

from pages.shared import labels, visit, words
from pages.shared.reach import reach
from queries.filters import LogFilter
from queries.sentence import sentence

STALE = timedelta(hours=24)
"""Logs that end longer ago than this, within the window, are said to end."""


def heading(logs: int) -> None:
    """Draw the sentence for the visit, which shows that many logs."""
    shown = visit.current()
    here = reach()
    text = sentence_html(_named(shown.filter), logs, here.last if here else None, shown.now)
    against = ""
    if shown.other is not None:
        against = f" Compared with: {words.html(named_sentence(shown.other))}."
    st.html(f'<p class="sentence">{text}{against}</p>')


def sentence_html(asked: LogFilter, logs: int, last: datetime | None, now: datetime) -> str:
    """The sentence as HTML: the filter, the number of logs, and until when the data is complete."""
    said = f"{words.html(sentence(asked))}: <strong>{words.number(logs)}</strong>."
    if last is None:
        return said
    until = words.html(words.clock(last, asked.zone))
    old = now - last > STALE and (asked.until is None or last < asked.until)
    kind = "stale" if old else "fresh"
    return f'{said} <span class="{kind}">Data complete until {until}.</span>'


def named_sentence(asked: LogFilter) -> str:
    """A filter as a sentence, with apps as people call them."""
    return sentence(_named(asked))


def _named(asked: LogFilter) -> LogFilter:
    """The filter with apps as people call them."""
    return replace(asked, apps=tuple(labels.value_words("apps", app) for app in asked.apps))
