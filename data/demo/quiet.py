"""Keeps the random background free of what looks like one of the planted stories."""

from __future__ import annotations

from collections import deque

import numpy as np

from data.demo.dice import Flags, Ints
from data.demo.kinds import types
from data.demo.rhythm import HOUR, MINUTE
from data.demo.rows import NONE, Rows

_REMOVALS = frozenset({"remove", "delete"})
"""Last words of the log types by which something or someone is taken away."""


def at_most(limit: int, window: int, at: Ints, group: Ints) -> Flags:
    """Marks what may stay so that no group has more than `limit` within any `window` ms.

    Earlier ones stay. What has no group (`NONE`) counts as one group.
    """
    stays = np.ones(len(at), dtype=np.bool_)
    kept: dict[int, deque[int]] = {}
    for place in np.lexsort((at, group)).tolist():
        recent = kept.setdefault(int(group[place]), deque())
        moment = int(at[place])
        while recent and moment - recent[0] > window:
            recent.popleft()
        if len(recent) < limit:
            recent.append(moment)
        else:
            stays[place] = False
    return stays


def few_failures(at: Ints, user: Ints, ip: Ints, device: Ints) -> Flags:
    """Marks failed sign-ins that may stay: far from a burst on an account, and from one address
    or device failing on many accounts."""
    return (
        at_most(3, 30 * MINUTE, at, user)
        & at_most(3, 90 * MINUTE, at, ip)
        & at_most(3, 90 * MINUTE, at, device)
    )


def few_removals(made: Rows) -> Flags:
    """Marks rows that may stay: all but removals that come too close to others by the same user."""
    removals = [n for n, name in enumerate(types()) if name.rpartition(".")[2] in _REMOVALS]
    places = np.flatnonzero(np.isin(made.kind, removals))
    stays = np.ones(len(made), dtype=np.bool_)
    stays[places] = at_most(3, 15 * MINUTE, made.at[places], made.user[places])
    return stays


def unused(at: Ints, user: Ints, use_at: Ints, use_user: Ints) -> Flags:
    """Marks moments after which the user does nothing for two hours: a right that is granted then
    is not used at once."""
    apart = 1 << 44
    used = np.sort(use_user * apart + use_at)
    place = np.searchsorted(used, user * apart + at)
    following = np.append(used, np.iinfo(np.int64).max)[place]
    quiet = following - (user * apart + at) > 2 * HOUR
    return np.asarray(quiet | (user == NONE))
