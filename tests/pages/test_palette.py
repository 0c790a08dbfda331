"""Colours that meet in a chart can be told apart, whoever looks and on either background."""

from __future__ import annotations

from itertools import combinations

import pytest

from pages.shared.palette import (
    CATEGORY_COLOURS,
    OUTCOME_COLOURS,
    PARTS,
    category_colour,
    shades,
)

Rgb = tuple[float, float, float]

# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
EYES: dict[str, tuple[Rgb, Rgb, Rgb]] = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
XYZ = ((0.4339, 0.3762, 0.1899), (0.2126, 0.7152, 0.0722), (0.0178, 0.1095, 0.8727))
MET_TOGETHER = {
    "categories": {*CATEGORY_COLOURS.values(), category_colour("somethingNew")},
    "deliveries": {
        OUTCOME_COLOURS[n] for n in ("delivered", "delayed", "bounced", "rejected", "complaint")
    },
    "parts": set(PARTS),
    "logins": {OUTCOME_COLOURS[n] for n in ("succeeded", "failed", "first", "sso")},
}


def linear(colour: str) -> Rgb:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return _linear(red), _linear(green), _linear(blue)


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def times(matrix: tuple[Rgb, Rgb, Rgb], colour: Rgb) -> Rgb:
    first, second, third = (
        sum(a * min(max(b, 0), 1) for a, b in zip(row, colour, strict=True)) for row in matrix
    )
    return first, second, third


def lab(colour: Rgb) -> Rgb:
    """CIE L*a*b* of linear RGB (the matrix XYZ is relative to the white point)."""
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in times(XYZ, colour))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str, eye: str) -> float:
    pair = [lab(times(EYES[eye], linear(colour))) for colour in (one, other)]
    return float(sum((a - b) ** 2 for a, b in zip(*pair, strict=True)) ** 0.5)


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("group", MET_TOGETHER)
def test_colours_of_one_chart_differ(group: str, eye: str) -> None:
    for one, other in combinations(sorted(MET_TOGETHER[group]), 2):
        assert distance(one, other, eye) >= 18, f"{one} {other}"


@pytest.mark.parametrize("background", ["#ffffff", "#0e1117"])
def test_colours_stand_out_from_the_background(background: str) -> None:
    for colour in {*CATEGORY_COLOURS.values(), *OUTCOME_COLOURS.values(), *PARTS}:
        low, high = sorted(times(XYZ, linear(c))[1] for c in (colour, background))
        assert (high + 0.05) / (low + 0.05) >= 2.4, colour


def test_the_measure_tells_red_from_green_only_where_eyes_do() -> None:
    assert distance("#b00000", "#006000", "all colours") > 60
    assert distance("#a05000", "#6b6b00", "deuteranopia") < 18


def test_a_category_never_seen_has_a_colour() -> None:
    assert category_colour("somethingNew") not in CATEGORY_COLOURS.values()
    assert category_colour("app") != category_colour(None)


def test_shades_end_in_the_colour_itself() -> None:
    assert shades("#102030") == [(0, "rgba(16, 32, 48, 0.06)"), (1, "rgba(16, 32, 48, 1.00)")]
