"""Figures with their sparkline and their change against the period before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st

from pages.shared import links, words


@dataclass(frozen=True)
class Tile:
    """One figure: `name` in the answer, its label, what it counts, and whether more is worse.

    A share is that of one count of the answer in the sum of others: `share` names both.
    `log_types` are those of its records, if a link should lead there.
    """

    name: str
    label: str
    help: str
    more_is_worse: bool = False
    share: tuple[str, tuple[str, ...]] | None = None
    log_types: tuple[str, ...] = ()

    def value(self, figures: Mapping[Any, Any]) -> float | None:
        """The figure in a row of the answer; None for a share of nothing."""
        if self.share is None:
            return int(figures[self.name])
        part = int(figures[self.share[0]])
        whole = sum(int(figures[name]) for name in self.share[1])
        return part / whole if whole else None

    def words(self, value: float | None) -> str:
        """The figure as it is shown."""
        if value is None:
            return "none"
        return words.number(value) if self.share is None else words.percent(value)


@dataclass(frozen=True)
class Change:
    """How a figure changed: `text` begins with a sign where it did, `than` says from what."""

    text: str
    than: str = ""

    @property
    def moved(self) -> bool:
        """True where there was something to compare with and it was another number."""
        return self.text.startswith(("+", "-"))

    @property
    def terse(self) -> Change:
        """The change without what it changed from."""
        return Change(self.text)

    @property
    def more(self) -> bool:
        """True where it is more than before."""
        return self.text.startswith("+")


NO_CHANGE = Change("no change")


def change(now: int, before: int) -> Change:
    """The change of a count against the time before, in per cent where that means something."""
    if now == before:
        return NO_CHANGE
    if before == 0:
        return Change(f"+{words.number(now)}", "from 0")
    percent = 100 * (now - before) / before
    size = f"{percent:+,.1f}" if abs(percent) < 10 else f"{percent:+,.0f}"
    if float(size.replace(",", "")) == 0:
        size = "+<0.1" if percent > 0 else "-<0.1"
    return Change(f"{size}%", f"from {words.number(before)}")


def share_change(now: float | None, before: float | None) -> Change:
    """The change of a share against the time before, in percentage points."""
    if now is None or before is None:
        return Change("not comparable")
    points = 100 * (now - before)
    if now == before:
        return NO_CHANGE
    size = f"{points:+,.1f}"
    if float(size) == 0:
        size = "+<0.1" if points > 0 else "-<0.1"
    return Change(f"{size} pp", f"from {words.percent(before)}")


def change_of(tile: Tile, now: float | None, before: float | None) -> Change:
    """The change of a tile's figure."""
    if tile.share is not None:
        return share_change(now, before)
    return change(int(now or 0), int(before or 0))


def draw(tile: Tile, now: float | None, shift: Change, spark: Sequence[float], help: str) -> None:
    """Draw one tile: the figure, its change, its course over the window, and what it counts.

    The change has a colour only where it is for the worse.
    """
    worse = tile.more_is_worse and shift.more
    colour: Literal["inverse", "off"] = "inverse" if worse else "off"
    with st.container(key=f"tile_{tile.name}", gap=None, height="stretch"):
        st.metric(
            tile.label,
            tile.words(now),
            delta=shift.text,
            delta_color=colour,
            delta_arrow="auto" if shift.moved else "off",
            delta_description=shift.than or None,
            chart_data=list(spark) if len(spark) > 1 else None,
            # Bars stand on zero; an area is stretched from the least to the most.
            chart_type="bar",
            help=help,
            border=True,
            height="stretch",
        )
        if tile.log_types:
            links.records_link("See the logs", log_types=tile.log_types)
