"""Random numbers: the same everywhere, and within their bounds."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from data.demo.dice import Dice

WORDS = [15973537177668957339, 4034435786332991612]
"""The first raw words of seed 7 and the name "visits"; they must be the same on every machine."""


def test_the_stream_of_a_seed_and_name_is_fixed() -> None:
    assert Dice(7, "visits").words(2).tolist() == WORDS
    shares = [(word >> 11) / 2**53 for word in WORDS]
    assert Dice(7, "visits").shares(2).tolist() == shares


def test_other_names_and_other_seeds_give_other_streams() -> None:
    first = Dice(7, "visits").words(4).tolist()
    assert Dice(7, "emails").words(4).tolist() != first
    assert Dice(8, "visits").words(4).tolist() != first


def test_a_negative_seed_is_a_seed() -> None:
    assert Dice(-1, "a").words(1).tolist() != Dice(1, "a").words(1).tolist()


@given(seed=st.integers(), limit=st.integers(1, 10**9), count=st.integers(0, 50))
def test_whole_numbers_stay_below_their_limit(seed: int, limit: int, count: int) -> None:
    drawn = Dice(seed, "test").below(limit, count)
    assert len(drawn) == count
    assert all(0 <= number < limit for number in drawn.tolist())


@given(seed=st.integers(), weights=st.lists(st.sampled_from([0.0, 0.5, 3.0]), min_size=1))
def test_what_has_no_weight_is_never_picked(seed: int, weights: list[float]) -> None:
    weights = [*weights, 1.0]
    picked = Dice(seed, "test").pick(weights, 30).tolist()
    assert all(weights[place] > 0 for place in picked)


def test_picks_are_as_frequent_as_their_weights() -> None:
    counts = np.bincount(Dice(7, "test").pick([1, 0, 3], 40_000), minlength=3)
    assert counts[1] == 0
    assert abs(counts[0] - 10_000) < 400


@given(seed=st.integers(), count=st.integers(0, 60))
def test_an_order_holds_every_place_once(seed: int, count: int) -> None:
    assert sorted(Dice(seed, "test").order(count).tolist()) == list(range(count))
