"""The change of a figure against the time before."""

from __future__ import annotations

import pytest

from pages.shared.tiles import Change, Tile, change, change_of, share_change


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


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (0.25, 0.2, Change("+5.0 pp", "from 20.0%")),
        (0.1, 0.2, Change("-10.0 pp", "from 20.0%")),
        (0.2, 0.2, Change("no change")),
        (0.20001, 0.2, Change("+<0.1 pp", "from 20.0%")),
        (None, 0.2, Change("not comparable")),
        (0.2, None, Change("not comparable")),
    ],
)
def test_a_share_changes_by_points(
    now: float | None, before: float | None, expected: Change
) -> None:
    assert share_change(now, before) == expected


def test_a_tile_of_a_share_reads_both_counts() -> None:
    tile = Tile("failure_rate", "Failure rate", "", share=("failed", ("logins",)))
    row = {"failure_rate": 0.5, "failed": 1, "logins": 2}
    assert (tile.value(row), tile.words(tile.value(row))) == (0.5, "50.0%")
    nothing = {"failed": 0, "logins": 0}
    assert (tile.value(nothing), tile.words(tile.value(nothing))) == (None, "none")
    assert change_of(tile, 0.5, 0.25) == Change("+25.0 pp", "from 25.0%")
