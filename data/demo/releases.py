"""When each app was released: what edits lead up to, and what visits and updates follow."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.demo.apps import APPS, FOREVER
from data.demo.dice import Dice, Floats, Ints
from data.demo.people import People, keeper
from data.demo.rhythm import DAY, HOUR, Calendar


@dataclass(frozen=True)
class Releases:
    """Releases sorted by app and time: app, time (ms UTC), who published, number of the version.
    The first release of an app that is new within the window is version 1."""

    app: Ints
    at: Ints
    user: Ints
    version: Ints

    def launch(self, app: int) -> int:
        """When an app had its first release within the window."""
        return int(self.at[self.app == app].min())

    def since(self, app: Ints, at: Ints) -> tuple[Ints, Ints]:
        """For each app and time the version in force, and the ms since it was released.

        Before an app's first release in the window: the version before it, and a very long time.
        """
        key = self.app * _APART + self.at
        place = np.searchsorted(key, app * _APART + at, side="right") - 1
        known = (place >= 0) & (self.app[np.maximum(place, 0)] == app)
        place = np.maximum(place, 0)
        return (
            np.where(known, self.version[place], _OLDER[app]),
            np.where(known, at - self.at[place], 10_000 * DAY),
        )


_APART = 1 << 44
_OLDER = np.array([0 if app.launched < FOREVER else 3 + 2 * n for n, app in enumerate(APPS)])


def releases(
    seed: int, calendar: Calendar, who: People, editors: tuple[Ints, Ints, Floats]
) -> Releases:
    """The releases of all apps: office hours of weekdays, by one of the app's editors."""
    dice = Dice(seed, "releases")
    found = []
    for number in range(len(APPS)):
        days = _release_days(dice, calendar, number)
        users = _publishers(dice, who, editors, number, days)
        at = calendar.moment(days, who.zone[users], 10 * HOUR + dice.below(6 * HOUR, len(days)))
        keep = calendar.inside(at)
        version = _OLDER[number] + 1 + np.arange(int(keep.sum()))
        app = np.full(len(version), number)
        found.append(np.stack([app, at[keep], users[keep], version]))
    return Releases(*np.concatenate(found, axis=1))


def _publishers(
    dice: Dice, who: People, editors: tuple[Ints, Ints, Floats], number: int, days: Ints
) -> Ints:
    """One of an app's editors for each day; its keeper where the one drawn is not there."""
    here = np.flatnonzero(editors[1] == number)
    users = editors[0][here[dice.pick(editors[2][here], len(days))]]
    there = (who.joined[users] < days - 1) & (who.left[users] > days)
    return np.where(there, users, keeper(number))


def _release_days(dice: Dice, calendar: Calendar, number: int) -> Ints:
    """Weekdays between launch and retirement, roughly `release_days` apart; a new app's first
    release is its launch."""
    app, last = APPS[number], calendar.days - 1
    first = max(last - app.launched, 0)
    final = last - max(app.retired, 0)
    steps = np.rint(app.release_days * (0.5 + dice.shares(2 * last // app.release_days + 4)))
    if app.launched < last:
        steps[0] = 0
    days = (first + np.cumsum(steps)).astype(np.int64)
    days = days[days <= final]
    days += np.where(calendar.weekday[days] > 4, 7 - calendar.weekday[days], 0)
    return np.asarray(np.unique(days[days <= final]))


def attraction(calendar: Calendar, made: Releases) -> Floats:
    """How busy each app (row) is on each day: nothing before launch and after retirement, a spike
    after every release that wears off within days."""
    days = np.arange(calendar.days)
    pull = np.ones((len(APPS), calendar.days))
    for app, at in zip(made.app.tolist(), calendar.day_of(made.at).tolist(), strict=True):
        age = days - at
        pull[app] += np.where(age > 0, 2.2 * np.exp(-np.maximum(age, 0) / 2.5), 0.8 * (age == 0))
    return pull * _alive(calendar, made, lead=-1)


def building(calendar: Calendar, made: Releases) -> Floats:
    """How much each app (row) is worked on in Studio on each day: most before a release."""
    days = np.arange(calendar.days)
    work = np.full((len(APPS), calendar.days), 0.5)
    for app, at in zip(made.app.tolist(), calendar.day_of(made.at).tolist(), strict=True):
        ahead = at - days
        work[app] += np.where(ahead >= 0, 2.5 * np.exp(-np.maximum(ahead, 0) / 3), 0)
    return work * _alive(calendar, made, lead=LEAD - 1)


LEAD = 9
"""Days that a new app is built before its first release."""


def _alive(calendar: Calendar, made: Releases, lead: int) -> Floats:
    """1 on the days of each app from `lead` days before its launch to its retirement, else 0."""
    days = np.arange(calendar.days)
    alive = np.ones((len(APPS), calendar.days))
    for number, app in enumerate(APPS):
        if app.launched < calendar.days - 1:
            launch = calendar.day_of(made.launch(number))
            alive[number] *= days >= launch - lead
        alive[number] *= days < calendar.days - 1 - app.retired
    return alive
