"""How people move through an app's screens, and what they do on them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from data.demo.apps import APPS, Screen
from data.demo.dice import Dice, Floats, Ints

_NEXT: dict[str, dict[str, float]] = {
    "home": {"list": 6, "form": 2, "info": 1.5},
    "list": {"detail": 8, "home": 1.5, "list": 0.6},
    "detail": {"list": 4, "detail": 1.5, "form": 1.5, "home": 1},
    "form": {"done": 6, "home": 1, "list": 0.8},
    "done": {"home": 4, "list": 2},
    "info": {"home": 3, "list": 1.5},
}
"""How people go on, by the role of the screen they are on."""

_NEIGHBOUR = 4.0
"""A screen that stands beside the present one in the app's list is meant for it."""

EVENTS = (
    ("list", 0.22, "list", "search"),
    ("list", 0.12, "list", "filter"),
    ("detail", 0.16, "content", "bookmark"),
    ("detail", 0.14, "link", "open"),
    ("form", 0.35, "form", "start"),
    ("done", 0.97, "form", "submit"),
    ("info", 0.25, "file", "open"),
    ("home", 0.12, "menu", "open"),
)
"""Custom events: the role of the screen, how often a view leads to it, category, action."""


@dataclass(frozen=True)
class Screens:
    """The screens of all apps one after the other. `first` is the first screen of each app, which
    is its home; row n of `edges` holds the rising shares of the screens that follow screen n,
    `targets` those screens. `role` is a position in `ROLES`."""

    screens: tuple[Screen, ...]
    app: Ints
    role: Ints
    first: Ints
    edges: Floats
    targets: Ints

    def enter(self, dice: Dice, app: Ints) -> Ints:
        """The screen a visit begins with: home, or one that a link leads to."""
        sizes = np.array([len(a.screens) for a in APPS])
        anywhere = dice.below(sizes[app], len(app))
        return np.asarray(self.first[app] + np.where(dice.chance(0.14, len(app)), anywhere, 0))

    def follow(self, dice: Dice, screen: Ints) -> Ints:
        """The screen after each of these."""
        share = dice.shares(len(screen))
        place = (self.edges[screen] <= share[:, None]).sum(axis=1)
        return np.asarray(self.targets[screen, np.minimum(place, self.targets.shape[1] - 1)])


ROLES = tuple(_NEXT)


@cache
def all_screens() -> Screens:
    """The screens of `APPS`."""
    flat = tuple(screen for app in APPS for screen in app.screens)
    sizes = [len(app.screens) for app in APPS]
    first = np.cumsum([0, *sizes[:-1]])
    width = max(sizes)
    edges = np.ones((len(flat), width))
    targets = np.zeros((len(flat), width), dtype=np.int64)
    for number, app in enumerate(APPS):
        for place in range(len(app.screens)):
            row = first[number] + place
            edges[row, : sizes[number]] = _edges(app.screens, place)
            targets[row] = first[number] + np.minimum(np.arange(width), sizes[number] - 1)
    return Screens(
        flat,
        np.repeat(np.arange(len(APPS)), sizes),
        np.array([ROLES.index(screen.role) for screen in flat]),
        first,
        edges,
        targets,
    )


def _edges(screens: tuple[Screen, ...], here: int) -> Floats:
    ways = _NEXT[screens[here].role]
    weights = np.array([ways.get(screen.role, 0.0) for screen in screens])
    for place in (here - 1, here + 1):
        if 0 <= place < len(screens):
            weights[place] *= _NEIGHBOUR
    weights[here] = 0
    edges = np.cumsum(weights) / weights.sum()
    edges[-1] = 1.0
    return np.asarray(edges)
