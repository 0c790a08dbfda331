"""95 % intervals of differences and ratios, as SQL: every way to an answer gives the same ones.

All are closed forms that hold for small counts, zero included:

- Of a share, Wilson's score interval: E. B. Wilson (1927), "Probable inference, the law of
  succession, and statistical inference", J. Am. Stat. Assoc. 22, 209-212.
- Of the difference of two shares, Newcombe's hybrid score interval: method 10 in R. G. Newcombe
  (1998), "Interval estimation for the difference between independent proportions: comparison of
  eleven methods", Stat. Med. 17, 873-890.
- Of the ratio of two counts in windows of equal length (Poisson rates), the score interval: P. L.
  Graham, K. Mengersen and A. P. Morton (2003), "Confidence limits for the ratio of two rates based
  on likelihood scores: non-iterative method", Stat. Med. 22, 2071-2083. It is Wilson's interval of
  the later count's share in both, turned back into a ratio.

They take events to be independent of each other. Logs often are not: one visit views many screens.
The truth is then less sure than the interval says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from queries.portable import share

_Z = 1.959963984540054
"""95 % of a normal distribution lie within so many standard deviations of its mean."""

_Z2 = _Z * _Z

Number = sa.ColumnElement[Any]


@dataclass(frozen=True)
class Interval:
    """The bounds of an interval; null where nothing can be said, or where there is no bound."""

    low: Number
    high: Number


def of_share(part: Number, whole: Number) -> Interval:
    """Of the share that `part` is of `whole`, two counts; both null where the whole is 0."""
    found, one = share(part, whole), share(sa.literal(1), whole)
    middle = found + one * (_Z2 / 2)
    spread = _root(one * found * (1.0 - found) + one * one * (_Z2 / 4)) * _Z
    scale = one * _Z2 + 1.0
    return Interval(share(middle - spread, scale), share(middle + spread, scale))


def of_difference(
    later: Number, of_later: Interval, before: Number, of_before: Interval
) -> Interval:
    """Of the difference `later - before` of two shares with the intervals that `of_share` gives."""
    down = _distance(later - of_later.low, of_before.high - before)
    up = _distance(of_later.high - later, before - of_before.low)
    return Interval(later - before - down, later - before + up)


def of_ratio(later: Number, before: Number) -> Interval:
    """Of the ratio `later / before` of two counts; without any before it has no upper bound."""
    x, y = share(later, sa.literal(1)), share(before, sa.literal(1))
    middle = x * y * 2.0 + (x + y) * _Z2
    sum_of_both = middle + _root((x + y) * _Z2 * (x * y * 4.0 + (x + y) * _Z2))
    return Interval(share(x * x * 2.0, sum_of_both), share(sum_of_both, y * y * 2.0))


def _distance(a: Number, b: Number) -> Number:
    return _root(a * a + b * b)


def _root(value: Number) -> Number:
    return sa.func.sqrt(value, type_=sa.Double)
