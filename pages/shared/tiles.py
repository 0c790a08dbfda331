"""Figures with their sparkline and their change against the period before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from pages.shared import words


@dataclass(frozen=True)
class Tile:
    """One figure: `name` in the answer, its label, what it counts, and whether more is worse."""

    name: str
    label: str
    help: str
    more_is_worse: bool = False


@dataclass(frozen=True)
class Change:
    """How a figure changed: `text` begins with a sign where it did, `than` says from what."""

    text: str
    than: str = ""

    @property
    def moved(self) -> bool:
        """True where there was something to compare with and it was another number."""
        return self.text.startswith(("+", "-"))


def change(now: int, before: int) -> Change:
    """The change of a figure against the time before, in per cent where that means something."""
    if now == before:
        return Change("no change")
    if before == 0:
        return Change(f"+{words.number(now)}", "from 0")
    percent = 100 * (now - before) / before
    size = f"{percent:+,.1f}" if abs(percent) < 10 else f"{percent:+,.0f}"
    if float(size.replace(",", "")) == 0:
        size = "+<0.1" if percent > 0 else "-<0.1"
    return Change(f"{size}%", f"from {words.number(before)}")


def draw(tile: Tile, now: int, shift: Change, spark: Sequence[int], help: str) -> None:
    """Draw one tile: the figure, its change, its course over the window, and what it counts."""
    colour: Literal["inverse", "off"] = "inverse" if tile.more_is_worse and shift.moved else "off"
    st.metric(
        tile.label,
        words.number(now),
        delta=shift.text,
        delta_color=colour,
        delta_arrow="auto" if shift.moved else "off",
        delta_description=shift.than or None,
        chart_data=list(spark) if len(spark) > 1 else None,
        chart_type="area",
        help=help,
        border=True,
        height="stretch",
    )
