"""Ordinary sign-ins to apps and Studio: who, when and by which way, keeping to habits."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Self

import numpy as np

from data.demo.dice import Dice, Flags, Floats, Ints, as_ints
from data.demo.rhythm import HOUR, MINUTE
from data.demo.rows import NONE
from data.demo.world import World

_HABIT = 3.5 * HOUR
"""People sign in within these hours of the day, so that none of them ever is unusual."""

_SOON = (-0.02, 1.02, 0.5, 0.25, 0.75)
"""Where in those hours a user's sign-ins after the first fall: both ends soon, and the middle."""

_GOLDEN = 0.6180339887
"""Steps of this part of a range reach every part of it evenly."""

_FORTNIGHT = 12
"""Those who were there before the window sign in on one of its first days."""

_HISTORY = 14
"""Least number of sign-ins of those who need a history."""


@dataclass(frozen=True)
class SignIns:
    """Successful sign-ins in no particular order: when, who, to which app (`NONE` for Studio), the
    app that is worked on or used then, by which way, after how many failed tries; whether the
    source tells address and device (`told`), whether it was the user's very first, and whether by
    single sign-on."""

    at: Ints
    user: Ints
    app: Ints
    purpose: Ints
    way: Ints
    failures: Ints
    told: Flags
    first: Flags
    sso: Flags

    def __len__(self) -> int:
        return len(self.at)

    def kept(self, which: Flags | Ints) -> Self:
        """Those marked true, or at the given positions."""
        return type(self)(**{f.name: getattr(self, f.name)[which] for f in fields(self)})

    def moved(self, at: Ints) -> Self:
        """The same at other times."""
        return replace(self, at=at)

    def and_then(self, others: Self) -> Self:
        """These followed by others."""
        names = [f.name for f in fields(self)]
        return type(self)(
            **{name: np.append(getattr(self, name), getattr(others, name)) for name in names}
        )


def sign_ins(world: World) -> SignIns:
    """The ordinary sign-ins of everybody.

    On the day people first sign in they do so by all their ways, and never by another later; those
    who were there before the window do so within its first fortnight. Every sign-in keeps to the
    user's hours.
    """
    dice, who = world.dice("sign-ins"), world.people
    user, app, purpose, day = _days(world, dice)
    turn = place_in_run(user)
    share = _spread(turn, dice.shares(len(who))[user])
    local = who.habit[user] + share * _HABIT + dice.below(3 * MINUTE, len(user))
    at = world.calendar.moment(day, who.zone[user], as_ints(local))
    order = np.lexsort((at, user))
    order = order[world.calendar.inside(at)[order]]
    return _with_ways(world, dice, user[order], app[order], purpose[order], at[order])


def _days(world: World, dice: Dice) -> tuple[Ints, Ints, Ints, Ints]:
    """User, app, purpose and day of each sign-in, sorted by user and day. Each user's first is on
    the first day, to an app that is there; on that day there is no other."""
    user, app, purpose, day = _drawn(world, dice)
    start = _first_day(world)
    order = np.lexsort((day, user))
    order = order[(day >= start[user])[order]]
    user, app, purpose, day = user[order], app[order], purpose[order], day[order]
    first = place_in_run(user) == 0
    day = np.where(first, start[user], day)
    purpose = np.where(first, world.first_app(user), purpose)
    app = np.where(app == NONE, NONE, purpose)
    opened = world.calendar.day_of(world.openings())
    fits = first | (day > np.maximum(start[user], opened[purpose]))
    return user[fits], app[fits], purpose[fits], day[fits]


def beginnings(world: World, made: SignIns) -> Ints:
    """From when on each person may be active: those new in the window from their first sign-in."""
    begin = np.full(len(world.people), world.calendar.start)
    begin[made.user[made.first]] = made.at[made.first]
    return begin


def _spread(turn: Ints, start: Floats) -> Floats:
    """Where in the hours of a user each sign-in falls, 0 to 1."""
    soon = np.append(0.0, _SOON)[np.minimum(turn, len(_SOON))]
    later = (turn * _GOLDEN + start) % 1.0
    return np.where((turn > 0) & (turn <= len(_SOON)), soon, later)


def _drawn(world: World, dice: Dice) -> tuple[Ints, Ints, Ints, Ints]:
    """User, app (`NONE` for Studio), app used or worked on, and day of each sign-in."""
    user, app, day = world.use.draw(dice, world.count(0.034))
    builder, built, studio_day = world.work.draw(dice, world.count(0.0105))
    known = np.repeat(np.array(world.cast.signing_in), _HISTORY)
    recent = world.calendar.days - 2 - 3 * np.arange(len(known)) % (3 * _HISTORY)
    return (
        np.concatenate([user, builder, known]),
        np.concatenate([app, np.full(len(builder), NONE), world.home(known)]),
        np.concatenate([app, built, world.first_app(known)]),
        np.concatenate([day, studio_day, recent]),
    )


def _first_day(world: World) -> Ints:
    """The day each person first signs in: when joining, else early in the window; a weekday."""
    who, calendar = world.people, world.calendar
    day = np.where(who.joined > 0, who.joined, 1 + np.arange(len(who)) % _FORTNIGHT)
    day = np.minimum(day, calendar.days - 1)
    weekday = calendar.weekday[day]
    monday = 7 - weekday + np.arange(len(who)) % 3
    return as_ints(np.minimum(day + np.where(weekday > 4, monday, 0), calendar.days - 1))


def _with_ways(world: World, dice: Dice, user: Ints, app: Ints, purpose: Ints, at: Ints) -> SignIns:
    """Sign-ins (sorted by user and time) with all else; after a user's first, one more for each
    further way that the user has. Who rarely signs in does so by fewer ways."""
    who = world.people
    some = np.minimum(who.ways.count, np.maximum(np.bincount(user, minlength=len(who)) // 4, 1))
    rank = place_in_run(user)
    start = np.flatnonzero(rank == 0)
    more = np.repeat(start, some[user[start]] - 1)
    extra = place_in_run(user[more]) + 1
    own = np.append(np.arange(len(user)), more)
    later = np.append(np.zeros(len(user), dtype=np.int64), extra)
    at = at[own] + later * 5 * MINUTE + np.where(later > 0, dice.below(MINUTE, len(own)), 0)
    user, app, rank = user[own], app[own], rank[own]
    setup = rank == 0
    usual = who.ways.usual(dice, user, some[user])
    sso = who.single_sign_on[user]
    return SignIns(
        at,
        user,
        app,
        purpose[own],
        np.where(setup, who.ways.first[user] + later, usual),
        np.where(sso | setup, 0, _tries(dice, len(at))),
        setup | dice.chance(np.where(app == NONE, 0.6, 0.75), len(at)),
        setup & (later == 0) & (who.joined[user] > 0),
        sso,
    ).kept(at < world.calendar.end)


def _tries(dice: Dice, count: int) -> Ints:
    """How often the password is mistyped before it is right."""
    return np.where(dice.chance(0.085, count), 1 + dice.pick((70, 22, 8), count), 0)


def place_in_run(groups: Ints) -> Ints:
    """The place of each in its run of equal values."""
    places = np.arange(len(groups))
    starts = np.where(np.diff(groups, prepend=NONE - 1) != 0, places, 0)
    return np.asarray(places - np.maximum.accumulate(starts))
