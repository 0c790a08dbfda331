"""The look and privacy settings of .streamlit/config.toml, held to what they promise."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pages.start import FIRST_PORT, HOST
from tests.pages.test_palette import linear

PROJECT = Path(__file__).resolve().parents[2]
CONFIG = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
MODES = ["light", "dark"]
BACKGROUNDS = ("backgroundColor", "secondaryBackgroundColor")
READABLE = 4.5
"""WCAG 2.2, 1.4.3: contrast of text of any size (level AA)."""

VISIBLE = 3.0
"""WCAG 2.2, 1.4.11: contrast of what shows the state of a control."""

FADED = 0.6
"""Streamlit draws captions in the text colour at this opacity."""


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def faded(colour: str, background: str) -> str:
    pairs = [(int(colour[i : i + 2], 16), int(background[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(FADED * a + (1 - FADED) * b):02x}" for a, b in pairs)


def texts(theme: dict[str, Any]) -> list[tuple[str, str]]:
    """Every pair of text and background that the theme can bring together."""
    pairs = [
        (name, background)
        for name in theme
        if name.endswith(("textColor", "TextColor")) or name == "linkColor"
        for background in BACKGROUNDS
    ]
    pairs += [
        (name, own)
        for name in theme
        if name.endswith("TextColor") and (own := name.replace("Text", "Background")) in theme
    ]
    return pairs


def test_contrast_as_the_standard_gives_it() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert faded("#000000", "#ffffff") == "#666666"


@pytest.mark.parametrize("mode", MODES)
def test_all_text_can_be_read(mode: str) -> None:
    theme = CONFIG["theme"][mode]
    pairs = texts(theme)
    assert ("redTextColor", "redBackgroundColor") in pairs
    assert ("textColor", "secondaryBackgroundColor") in pairs
    for text, background in pairs:
        assert contrast(theme[text], theme[background]) >= READABLE, (text, background)


@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize("mode", MODES)
def test_captions_can_be_read(mode: str, background: str) -> None:
    theme = CONFIG["theme"][mode]
    caption = faded(theme["textColor"], theme[background])
    assert contrast(caption, theme[background]) >= READABLE


@pytest.mark.parametrize("mode", MODES)
def test_the_accent_carries_white_text_and_shows_what_is_chosen(mode: str) -> None:
    theme = CONFIG["theme"][mode]
    assert contrast("#ffffff", theme["primaryColor"]) >= READABLE
    for background in BACKGROUNDS:
        assert contrast(theme["primaryColor"], theme[background]) >= VISIBLE


@pytest.mark.parametrize("mode", MODES)
def test_charts_find_their_colours(mode: str) -> None:
    theme = CONFIG["theme"][mode]
    # With fewer, or another number in a scale, Plotly and Streamlit fall back to their own.
    assert len(set(theme["chartCategoricalColors"])) >= 10
    assert len(set(theme["chartSequentialColors"])) == 10


def test_both_modes_set_the_same() -> None:
    light, dark = (CONFIG["theme"][mode] for mode in MODES)
    assert light.keys() == dark.keys()


def test_nothing_leaves_this_machine() -> None:
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["server"]["headless"] is True
    assert CONFIG["server"]["address"] == HOST
    assert CONFIG["server"]["port"] == FIRST_PORT
    assert HOST in CONFIG["server"]["allowedHosts"]
    for font in ("font", "codeFont"):
        assert "//" not in CONFIG["theme"][font]
