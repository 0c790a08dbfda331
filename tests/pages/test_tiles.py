"""The change of a figure against the time before."""

from __future__ import annotations

import pytest

from pages.shared.tiles import Change, change


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (120, 100, Change("+20%", "from 100")),
        (95, 100, Change("-5.0%", "from 100")),
        (3_004, 2_000, Change("+50%", "from 2,000")),
        (60_000, 1_000, Change("+5,900%", "from 1,000")),
        (1_000_001, 1_000_000, Change("+<0.1%", "from 1,000,000")),
        (999_999, 1_000_000, Change("-<0.1%", "from 1,000,000")),
        (0, 7, Change("-100%", "from 7")),
        (7, 0, Change("+7", "from 0")),
        (0, 0, Change("no change")),
        (7, 7, Change("no change")),
    ],
)
def test_change(now: int, before: int, expected: Change) -> None:
    assert change(now, before) == expected
    assert expected.moved is (now != before)


def test_words_for_nothing_to_compare_with_have_not_moved() -> None:
    assert not Change("no earlier data").moved
