"""Intervals against published values and against the definitions of their bounds."""

from __future__ import annotations

import math

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from data.engine import Store
from queries.intervals import Interval, of_difference, of_ratio, of_share
from queries.portable import share
from tests.queries.conftest import MakeStore

Z2 = 3.841458820694124


def bounds(store: Store, interval: Interval) -> tuple[float | None, float | None]:
    with store.engine.connect() as connection:
        low, high = connection.execute(sa.select(interval.low, interval.high)).one()
    return low, high


def difference(later: tuple[int, int], before: tuple[int, int]) -> Interval:
    a, m, b, n = (sa.literal(value, sa.BigInteger) for value in (*later, *before))
    return of_difference(share(a, m), of_share(a, m), share(b, n), of_share(b, n))


def ratio(later: int, before: int) -> Interval:
    return of_ratio(sa.literal(later, sa.BigInteger), sa.literal(before, sa.BigInteger))


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_shares_as_published(
    stocked: MakeStore, part: int, whole: int, low: float, high: float
) -> None:
    """Newcombe (1998), "Two-sided confidence intervals for the single proportion", table I."""
    found = of_share(sa.literal(part), sa.literal(whole))
    assert bounds(stocked(), found) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("later", "before", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_differences_as_published(
    stocked: MakeStore,
    later: tuple[int, int],
    before: tuple[int, int],
    low: float,
    high: float,
) -> None:
    """Newcombe (1998), "Interval estimation for the difference …", table II, method 10."""
    assert bounds(stocked(), difference(later, before)) == pytest.approx((low, high), abs=5e-5)


def test_without_a_total_nothing_can_be_said(stocked: MakeStore) -> None:
    store = stocked()
    assert bounds(store, of_share(sa.literal(0), sa.literal(0))) == (None, None)
    assert bounds(store, difference((1, 2), (0, 0))) == (None, None)
    assert bounds(store, ratio(0, 0)) == (None, None)


def test_ratios_at_zero(stocked: MakeStore) -> None:
    store = stocked()
    assert bounds(store, ratio(0, 5)) == pytest.approx((0.0, Z2 / 5))
    low, high = bounds(store, ratio(5, 0))
    assert low == pytest.approx(5 / Z2)
    assert high is None


@pytest.fixture(scope="module")
def store(embedded: MakeStore) -> Store:
    return embedded()


@given(later=st.integers(1, 10**6), before=st.integers(1, 10**6))
def test_at_the_bounds_of_a_ratio_the_score_is_z(store: Store, later: int, before: int) -> None:
    """The score of a ratio r is (later - r before) / sqrt(r (later + before))."""
    low, high = bounds(store, ratio(later, before))
    assert low is not None
    assert high is not None
    assert low < later / before < high
    for bound in (low, high):
        score = (later - bound * before) / math.sqrt(bound * (later + before))
        assert score**2 == pytest.approx(Z2, rel=1e-6)


@given(later=st.integers(0, 10**6), before=st.integers(1, 10**6))
def test_a_ratio_the_other_way_round_has_the_inverse_bounds(
    store: Store, later: int, before: int
) -> None:
    low, high = bounds(store, ratio(later, before))
    inverse_low, inverse_high = bounds(store, ratio(before, later))
    assert high is not None
    assert inverse_low is not None
    assert inverse_low == pytest.approx(1 / high)
    assert (inverse_high is None) == (low == 0)
