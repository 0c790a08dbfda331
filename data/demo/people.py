"""The people of the demo organisation: who they are, which apps they use and how much."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from data.demo.apps import ALDER, APPS, CONNECT, FIELDWORK, FOREVER, HARBOUR, MERIDIAN
from data.demo.devices import Ways, ways
from data.demo.dice import Dice, Flags, Floats, Ints
from data.demo.names import address, full_names
from data.demo.rhythm import EVENING, OFFICE, SHIFT, WEEKDAYS, ZONES, Calendar

STUDIO_USERS = 40
APP_USERS = 360
ADMINS, CORE = 6, 12
"""The first Studio users administer the organisation; the first dozen, all in London, never
change and sign in with a password."""

PASSING = CORE
"""A Studio user who comes and goes within the window, whatever the seed."""

NEVER = 100_000
"""A day beyond every calendar."""

GUEST = STUDIO_USERS + APP_USERS
"""Someone who does nothing in the organisation but what a story tells."""

FACTORS = (None, "authenticator", "sms")
"""Kinds of two-factor authentication."""

_ZONE_SHARES = (4.5, 2.2, 2, 1.3)
_DOMAINS = (MERIDIAN, HARBOUR, "example.com", FIELDWORK, "example.org", ALDER)
_DOMAIN_SHARES = (3.6, 2, 1.3, 1.5, 0.8, 0.8)


@dataclass(frozen=True)
class People:
    """One value a person: Studio users first, then app users, then `GUEST`.

    `joined` and `left` are days of the calendar (before it: negative, never: beyond it); `weight`
    is how active they are, a heavy tail. `habit` is when they begin to sign in, ms after local
    midnight; `second_factor` a position in `FACTORS`.
    """

    names: tuple[str, ...]
    emails: tuple[str, ...]
    domain: tuple[str, ...]
    zone: Ints
    rhythm: Ints
    weight: Floats
    joined: Ints
    left: Ints
    habit: Ints
    single_sign_on: Flags
    second_factor: Ints
    ways: Ways

    def __len__(self) -> int:
        return len(self.emails)

    def user_id(self, user: int) -> int:
        """The number the source knows a person by."""
        return 970_001 + user

    def card(self, user: int) -> dict[str, object]:
        """A person as named within a log's `data`."""
        return {"id": self.user_id(user), "email": self.emails[user]}

    def at_domain(self, domain: str) -> Ints:
        """The app users whose address is at a domain."""
        return np.flatnonzero(np.array(self.domain) == domain)

    def steady(self) -> Flags:
        """Who was there before the first day and never leaves; not the guest."""
        steady = (self.joined < 0) & (self.left == NEVER)
        steady[GUEST] = False
        return np.asarray(steady)

    def activity(self, calendar: Calendar) -> Floats:
        """How active each person (row) is on each day; new interest wears off, weekends count."""
        days = np.arange(calendar.days)
        age = days[None, :] - self.joined[:, None]
        here = (age >= 0) & (days[None, :] < self.left[:, None])
        interest = 0.45 + 0.55 * np.exp(-np.maximum(age, 0) / 40)
        week = WEEKDAYS[self.rhythm][:, calendar.weekday]
        active: Floats = here * interest * week * calendar.busy * self.weight[:, None]
        active[GUEST] = 0
        return active


def people(seed: int, days: int) -> People:
    """The people, for a calendar of so many days."""
    dice = Dice(seed, "people")
    count = STUDIO_USERS + APP_USERS + 1
    studio = np.arange(count) < STUDIO_USERS
    domain = np.where(studio, 0, dice.pick(_DOMAIN_SHARES, count))
    core = np.arange(count) < CORE
    zone = np.where(core, 0, dice.pick(_ZONE_SHARES, count))
    moving = np.isin(domain, [_DOMAINS.index(name) for name in (HARBOUR, FIELDWORK, ALDER)])
    rhythm = np.where(
        moving, SHIFT, np.where(dice.chance(0.2, count) & (domain > 0), EVENING, OFFICE)
    )
    joined, left = _membership(dice, studio, core, days)
    begin = np.array([7.3, 6.0, 16.5])[rhythm] + 1.5 * dice.shares(count)
    names = [*full_names(dice, count - 1), "Robin Contractor"]
    domains = [*(_DOMAINS[number] for number in domain[:-1]), "example.net"]
    return People(
        tuple(names),
        tuple(address(name, at) for name, at in zip(names, domains, strict=True)),
        tuple(domains),
        zone,
        rhythm,
        np.minimum((1 - dice.shares(count)) ** -0.75, 10) * np.where(studio, 1.6, 1.0),
        joined,
        left,
        (begin * 3_600_000).astype(np.int64),
        (domain == 0) & dice.chance(0.55, count) & ~core,
        dice.pick((68, 19, 13), count),
        ways(Dice(seed, "devices"), domain * len(ZONES) + zone, moving),
    )


def _membership(dice: Dice, studio: Flags, core: Flags, days: int) -> tuple[Ints, Ints]:
    count = len(studio)
    early = dice.chance(np.where(studio, 0.75, 0.55), count) | core
    joined = np.where(early, -1 - dice.below(300, count), 4 + dice.below(days - 6, count))
    stays = np.maximum(joined, 0) + 20 + dice.waits(110, count).astype(np.int64)
    leaves = dice.chance(0.24, count) & ~core & (stays < days)
    left = np.where(leaves, stays, NEVER)
    joined[PASSING], left[PASSING] = days // 3, 2 * days // 3
    return joined, left


_Apps = TypeVar("_Apps", int, Ints)


def keeper(app: _Apps) -> _Apps:
    """The member of the core team who looks after an app."""
    return app % CORE


@dataclass(frozen=True)
class Cells:
    """Who may do something on which day: pairs of a user and an app (sorted by user), and for each
    pair (row) and day how much, for drawing a pair and a day at once."""

    user: Ints
    app: Ints
    days: int
    weights: Floats

    def draw(self, dice: Dice, count: int) -> tuple[Ints, Ints, Ints]:
        """`count` times a user, one of the user's apps, and a day."""
        cell = dice.pick(self.weights, count)
        pair = cell // self.days
        return self.user[pair], self.app[pair], cell % self.days


def app_pairs(seed: int, who: People) -> tuple[Ints, Ints, Floats]:
    """Which person uses which app and how much: user, app, weight. One to five apps a person, the
    first of them one that is there all the time."""
    dice = Dice(seed, "app pairs")
    size = np.array([app.size for app in APPS])
    always = np.array([app.launched == FOREVER and app.retired < 0 for app in APPS])
    users, apps, weights = [], [], []
    wanted = 1 + np.minimum(dice.waits(1.3, len(who)).astype(np.int64), 4)
    for user, domain in enumerate(who.domain):
        liking = size * np.array([7 if domain in app.home_of else 1 for app in APPS])
        chosen = np.unique(dice.pick(liking, int(wanted[user])))
        if not always[chosen].any():
            chosen = np.append(CONNECT, chosen)
        users += [user] * len(chosen)
        apps += chosen.tolist()
        weights += (dice.shares(len(chosen)) + 0.2).tolist()
    return np.array(users), np.array(apps), np.array(weights)


def editor_pairs(seed: int) -> tuple[Ints, Ints, Floats]:
    """Which Studio user builds which app and how much: user, app, weight."""
    dice = Dice(seed, "editor pairs")
    apps = np.concatenate([np.arange(STUDIO_USERS) % len(APPS), dice.below(len(APPS), 24)])
    users = np.concatenate([dice.order(STUDIO_USERS), dice.below(STUDIO_USERS, 24)])
    pairs = np.unique(users * len(APPS) + apps)
    return pairs // len(APPS), pairs % len(APPS), dice.shares(len(pairs)) + 0.3
