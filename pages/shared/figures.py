"""The figures at the top of a page: in all, over the window, and against the time before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import charts, publishes, tiles, visit, words
from pages.shared.compare_menu import compare_menu
from pages.shared.evidence import evidence
from pages.shared.heading import heading, named_sentence
from pages.shared.reach import Reach
from pages.shared.tiles import Change, Tile, change_of
from pages.shared.window import Buckets, buckets
from queries.sentence import window_words

_ROOMY = 8
"""More tiles than these have no room for what a figure was before; it is in their help then."""


@dataclass(frozen=True)
class Figures:
    """Tiles and the questions that answer them: in all, per day, week or month, and per hour."""

    question: str
    over_time: str
    by_hour: str
    tiles: tuple[Tile, ...]

    def series(self, steps: Buckets) -> tuple[str, dict[str, Any]]:
        """The question that is asked per bucket, and its options."""
        return per_unit(self.over_time, self.by_hour, steps)


def per_unit(over_time: str, by_hour: str, steps: Buckets) -> tuple[str, dict[str, Any]]:
    """Of two questions the one that answers in the buckets' unit, and its options."""
    return (by_hour, {}) if steps.unit == "hour" else (over_time, {"unit": steps.unit})


def steps_of(here: Reach) -> Buckets:
    """The buckets of the visit's window; of the logs' reach where the window is open."""
    asked = visit.current().filter
    since = asked.since or here.first
    until = asked.until or max(here.last, since)
    return buckets(since, max(until, since), asked.zone)


def figures(shown: Figures, steps: Buckets, here: Reach, *, logs: int) -> pd.DataFrame:
    """Draw the page's sentence, which speaks of so many logs, and the tiles.

    Returns the figures per bucket, for the page's charts.
    """
    now = visit.answer(shown.question).iloc[0].to_dict()
    question, options = shown.series(steps)
    series = visit.answer(question, **options)
    with st.container(horizontal=True, vertical_alignment="center", key="title_figures"):
        heading(logs)
        compare_menu()
        publishes.toggle()
        evidence(question, "figures", **options)
    before, otherwise, than = _before(shown.question, here)
    width = 136 if visit.current().other is None else 176
    with st.grid(len(shown.tiles), min_column_width=width, gap="xsmall"):
        for tile in shown.tiles:
            value = tile.value(now)
            shift = otherwise
            if before is not None:
                shift = change_of(tile, value, tile.value(before))
            help = tile.help + than
            if len(shown.tiles) > _ROOMY and visit.current().other is None:
                before_words = f" Before: {shift.than.removeprefix('from ')}." if shift.than else ""
                help, shift = help + before_words, shift.terse
            tiles.draw(tile, value, shift, _spark(tile, series, steps), help)
    publishes.listed()
    return series


def _spark(tile: Tile, series: pd.DataFrame, steps: Buckets) -> list[float]:
    if tile.share is None:
        return [*charts.per_bucket(series, tile.name, steps)]
    part = charts.per_bucket(series, tile.share[0], steps)
    wholes = zip(*(charts.per_bucket(series, name, steps) for name in tile.share[1]), strict=True)
    return [p / sum(w) if sum(w) else 0 for p, w in zip(part, wholes, strict=True)]


def _before(question: str, here: Reach) -> tuple[Mapping[Any, Any] | None, Change, str]:
    """The figures of the other side, by default of the time before; or what to say where they
    would mislead, and why."""
    asked, other = visit.current().filter, visit.current().other
    if other is not None:
        than = f" Compared with: {named_sentence(other)}."
        return visit.answer(question, filter=other).iloc[0].to_dict(), tiles.NO_CHANGE, than
    previous = asked.previous()
    if previous is None or previous.since is None or here.first >= previous.since:
        begins = f" There are no logs from before {words.clock(here.first, asked.zone)}."
        part = previous is not None and previous.until is not None and here.first < previous.until
        return None, Change("not comparable" if part else "no earlier data"), begins
    words_before = window_words(previous)
    than = f" Compared with {words_before[:1].lower()}{words_before[1:]}."
    return visit.answer(question, filter=previous).iloc[0].to_dict(), tiles.NO_CHANGE, than
