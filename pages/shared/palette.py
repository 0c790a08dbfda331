"""The one palette: each colour has one meaning on every page, in light and in dark.

Colours that meet in a chart stay apart for people who see red and green, or blue and yellow,
alike, and stand out from both backgrounds; tests hold them to that.
"""

from __future__ import annotations

from collections.abc import Mapping

CATEGORY_COLOURS: Mapping[str | None, str] = {
    "app": "#3461bb",
    "appAction": "#44b4d2",
    "studio": "#964673",
    None: "#999c9d",
}
"""Colour of each category; None is a log without one."""

OUTCOME_COLOURS: Mapping[str, str] = {
    "delivered": "#21a48f",
    "succeeded": "#21a48f",
    "delayed": "#c99e2a",
    "bounced": "#a85825",
    "failed": "#b62d4c",
    "rejected": "#b62d4c",
    "complaint": "#6a4fd0",
    "first": "#b271c2",
    "sso": "#7e3be1",
}
"""Colour of what became of a message, a build or a login."""

PARTS = ("#3461bb", "#84b464", "#c07c97", "#c34222", "#5aabe1", "#78463a")
"""Parts of one thing that have no colour of their own, in the order in which they are drawn."""

UNKNOWN = "#999c9d"
"""What has no meaning of its own: no category, an outcome not reported."""

UNFAMILIAR = "#c99e2a"
"""A category that is not in Fliplet's documentation."""

AMOUNT = "#3461bb"
"""An amount of one thing: bars in tables, heat maps, sparklines."""

QUIET = "rgba(128, 136, 148, 0.25)"
"""Grid lines and edges, over either background."""


MARK = "#808894"
"""What happened at a moment, marked in a chart of something else; over either background."""


def category_colour(category: str | None) -> str:
    """The colour of a category, known or not."""
    return CATEGORY_COLOURS.get(category, UNFAMILIAR)


def shades(colour: str = AMOUNT) -> list[tuple[float, str]]:
    """A scale from hardly there to the full colour, over either background, for Plotly."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return [(share, f"rgba({red}, {green}, {blue}, {0.06 + 0.94 * share:.2f})") for share in (0, 1)]
