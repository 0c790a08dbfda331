"""The guards that keep the background free of look-alikes."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from data.demo.quiet import at_most, few_failures, few_removals, unused
from data.demo.rhythm import HOUR, MINUTE
from data.demo.rows import STUDIO, Log, written


def test_at_most_keeps_the_first_ones_of_each_group() -> None:
    at = np.array([0, 1, 2, 10, 13, 2])
    group = np.array([5, 5, 5, 5, 5, 6])
    assert at_most(2, 10, at, group).tolist() == [True, True, False, False, True, True]


@given(
    events=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 3)), max_size=40),
    limit=st.integers(1, 3),
)
def test_no_window_holds_more_than_the_limit(events: list[tuple[int, int]], limit: int) -> None:
    at = np.array([event[0] for event in events], dtype=np.int64)
    group = np.array([event[1] for event in events], dtype=np.int64)
    stays = at_most(limit, 10, at, group)
    for moment, of in events:
        near = stays & (group == of) & (at >= moment) & (at <= moment + 10)
        assert int(near.sum()) <= limit
    assert stays.any() or not events


def test_failures_are_few_for_an_account_an_address_and_a_device() -> None:
    at = np.arange(5) * MINUTE
    same, different = np.zeros(5, dtype=np.int64), np.arange(5)
    three = [True, True, True, False, False]
    assert few_failures(at, same, different, different).tolist() == three
    assert few_failures(at, different, same, different).tolist() == three
    assert few_failures(at, different, different, same).tolist() == three
    assert few_failures(at, different, different, different).all()


def test_removals_are_thinned_and_nothing_else() -> None:
    kinds = ["mediaFile.remove", "app.page.delete", "dataSource.remove", "app.widget.delete"]
    logs = [Log(n * MINUTE, kind, STUDIO, None, user=1) for n, kind in enumerate(kinds)]
    logs.append(Log(3 * MINUTE, "mediaFile.remove", STUDIO, None, user=2))
    logs.append(Log(3 * MINUTE, "mediaFile.update", STUDIO, None, user=1))
    assert few_removals(written(logs)).tolist() == [True, True, True, False, True, True]


def test_a_right_is_unused_when_nothing_is_done_for_two_hours() -> None:
    use_at, use_user = np.array([10 * HOUR, 30 * HOUR]), np.array([1, 2])
    at = np.array([8 * HOUR, 8 * HOUR - 1, 9 * HOUR, 11 * HOUR, 29 * HOUR])
    user = np.array([1, 1, 2, 1, 2])
    assert unused(at, user, use_at, use_user).tolist() == [False, True, True, True, False]
