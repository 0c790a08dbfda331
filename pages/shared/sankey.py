"""Ways from screen to screen as bands, as broad as they are often taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from pages.shared import words
from pages.shared.palette import MARK, PARTS, UNKNOWN

START, END, OTHERS = "Session begins", "Session ends", "Other screens"
"""Places that are no screen."""

MOST = 7
"""So many screens are shown on each side by name, those most often there; the rest is `OTHERS`."""

_HEIGHT = 470


@dataclass(frozen=True)
class Way:
    """A way from one place to the next, and how often it was taken."""

    source: str
    target: str
    views: int


def ways_through(ways: Sequence[Way], screen: str | None = None) -> go.Figure:
    """Where people are on the left and where they go next on the right; with a `screen`, where they
    come from, that screen, and where they go from it."""
    stages = [ways] if screen is None else [_into(ways, screen), _from(ways, screen)]
    links: Counter[tuple[tuple[int, str], tuple[int, str]]] = Counter()
    for stage, taken in enumerate(stages):
        left = _named(((way.source, way.views) for way in taken), screen)
        right = _named(((way.target, way.views) for way in taken), screen)
        for way in taken:
            source, target = left[way.source], right[way.target]
            links[(stage, source), (stage + 1, target)] += way.views
    return _drawn(links)


def _into(ways: Iterable[Way], screen: str) -> list[Way]:
    return [way for way in ways if way.target == screen]


def _from(ways: Iterable[Way], screen: str) -> list[Way]:
    return [way for way in ways if way.source == screen]


def _named(counts: Iterable[tuple[str, int]], screen: str | None) -> Mapping[str, str]:
    """What each place is called on one side: its name, or `OTHERS`."""
    total: Counter[str] = Counter()
    for name, views in counts:
        total[name] += views
    always = {START, END, screen}
    ranked = sorted((n for n in total if n not in always), key=lambda n: (-total[n], n))
    kept = {*always, *ranked[:MOST]}
    return {name: name if name in kept else OTHERS for name in total}


def _drawn(links: Mapping[tuple[tuple[int, str], tuple[int, str]], int]) -> go.Figure:
    nodes = list(dict.fromkeys(node for link in links for node in link))
    place = {node: number for number, node in enumerate(nodes)}
    colours = _colours(links)
    labels = [words.figure(words.shortened(name, 30)) for _, name in nodes]
    return go.Figure(
        go.Sankey(
            node={
                "label": labels,
                "color": [colours[name] for _, name in nodes],
                "pad": 14,
                "thickness": 14,
                "line": {"width": 0},
                "hovertemplate": "%{label}: %{value:,}<extra></extra>",
            },
            link={
                "source": [place[source] for source, _ in links],
                "target": [place[target] for _, target in links],
                "value": list(links.values()),
                "color": [_pale(colours[source[1]]) for source, _ in links],
                "hovertemplate": "%{source.label} to %{target.label}: %{value:,}<extra></extra>",
            },
            valueformat=",",
        )
    ).update_layout(
        height=_HEIGHT,
        margin={"l": 4, "r": 4, "t": 8, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
    )


def _colours(links: Mapping[tuple[tuple[int, str], tuple[int, str]], int]) -> dict[str, str]:
    """A screen has one colour on every side: those of the palette go to the screens most seen."""
    total: Counter[str] = Counter()
    for link, views in links.items():
        for _, name in link:
            total[name] += views
    colours = {START: MARK, END: MARK, OTHERS: UNKNOWN}
    screens = sorted((n for n in total if n not in colours), key=lambda n: (-total[n], n))
    for number, name in enumerate(screens):
        colours[name] = PARTS[number] if number < len(PARTS) else UNKNOWN
    return colours


def _pale(colour: str) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, 0.4)"
