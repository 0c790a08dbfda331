"""Named streams of random numbers: the same for a seed on every platform and Python."""

from __future__ import annotations

from typing import Any, TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]


def as_ints(values: ArrayLike) -> Ints:
    """Numbers as whole numbers, towards zero."""
    return np.asarray(values).astype(np.int64)


class Dice:
    """A stream of its own for each name, so that one part's draws never shift another's.

    Everything is made from the raw words of PCG64, whose sequence numpy keeps forever; the
    methods of `numpy.random.Generator` may change theirs between versions.
    """

    def __init__(self, seed: int, name: str) -> None:
        self._bits = np.random.PCG64(np.random.SeedSequence([seed % 2**64, crc32(name.encode())]))

    def words(self, count: int) -> NDArray[np.uint64]:
        """`count` random 64-bit words."""
        return np.asarray(self._bits.random_raw(count), dtype=np.uint64)

    def shares(self, count: int) -> Floats:
        """`count` numbers, evenly spread over [0, 1)."""
        return np.asarray((self.words(count) >> np.uint64(11)) * 2.0**-53, dtype=np.float64)

    def below(self, limit: ArrayLike, count: int) -> Ints:
        """`count` whole numbers from 0 to below `limit` (one limit, or one for each)."""
        return as_ints(np.floor(self.shares(count) * np.asarray(limit)))

    def between(self, low: float, high: float, count: int) -> Ints:
        """`count` whole numbers from `low` to below `high`."""
        return as_ints(low + self.below(high - low, count))

    def chance(self, probability: ArrayLike, count: int) -> Flags:
        """`count` times true with `probability` (one, or one for each)."""
        return np.asarray(self.shares(count) < np.asarray(probability), dtype=np.bool_)

    def waits(self, mean: float, count: int) -> Floats:
        """`count` waiting times: exponential with this mean."""
        return -mean * np.log1p(-self.shares(count))

    def pick(self, weights: ArrayLike, count: int) -> Ints:
        """`count` positions in `weights`, each as likely as its weight."""
        edges = np.cumsum(np.asarray(weights, dtype=np.float64).ravel())
        found = np.searchsorted(edges, self.shares(count) * edges[-1], side="right")
        return as_ints(np.minimum(found, len(edges) - 1))

    def order(self, count: int) -> Ints:
        """The numbers from 0 to below `count`, shuffled."""
        return as_ints(np.argsort(self.words(count), kind="stable"))

    def one(self, options: Any) -> Any:
        """One of a sequence."""
        return options[int(self.below(len(options), 1)[0])]
