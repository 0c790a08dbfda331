"""The stage that every part of the demo plays on: time, apps, people, releases, cast, scale."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from data.demo.apps import APPS
from data.demo.cast import Cast, cast
from data.demo.dice import Dice, Floats, Ints
from data.demo.people import STUDIO_USERS, Cells, People, app_pairs, editor_pairs, people
from data.demo.releases import Releases, attraction, building, releases
from data.demo.rhythm import Calendar, calendar
from data.demo.rows import NONE

ORGANISATION = 990_001

LEAST_LOGS = 4_000
"""Fewer logs cannot hold every log type and the stories."""


@dataclass(frozen=True)
class World:
    """What is fixed before any log is made. `use` and `work` tell who uses and who builds which
    app on which day."""

    seed: int
    logs: int
    calendar: Calendar
    people: People
    releases: Releases
    cast: Cast
    use: Cells
    work: Cells

    def dice(self, name: str) -> Dice:
        """The stream of random numbers of one part."""
        return Dice(self.seed, name)

    def first_app(self, user: Ints) -> Ints:
        """The first app of each user's, one that is there all the time."""
        return np.asarray(self.use.app[np.searchsorted(self.use.user, user)])

    def home(self, user: Ints) -> Ints:
        """The app each user mostly signs in to, `NONE` (Studio) for Studio users."""
        return np.where(user < STUDIO_USERS, NONE, self.first_app(user))

    def home_of(self, user: int) -> int:
        """`home` of one user."""
        return int(self.home(np.array([user]))[0])

    def openings(self) -> Ints:
        """From when on each app is there: its launch where that lies in the window."""
        days = self.calendar.days
        return np.array(
            [
                self.releases.launch(number) if app.launched < days else self.calendar.start
                for number, app in enumerate(APPS)
            ]
        )

    def count(self, share: float, least: int = 1) -> int:
        """A share of all logs as a number, at least `least`."""
        return max(round(share * self.logs), least)


def world(*, seed: int, end: datetime, logs: int) -> World:
    """The stage for a seed and end. All but `logs` is the same for any number of logs.

    Raises ValueError for an `end` without time zone, and for fewer than `LEAST_LOGS` logs.
    """
    if logs < LEAST_LOGS:
        raise ValueError(f"the demo organisation needs at least {LEAST_LOGS:,} logs")
    time = calendar(end)
    who = people(seed, time.days)
    editors = editor_pairs(seed)
    made = releases(seed, time, who, editors)
    active = who.activity(time)
    return World(
        seed,
        logs,
        time,
        who,
        made,
        cast(seed, time, who),
        _cells(app_pairs(seed, who), active, attraction(time, made)),
        _cells(editors, active, building(time, made)),
    )


def _cells(pairs: tuple[Ints, Ints, Floats], active: Floats, by_app: Floats) -> Cells:
    user, app, weight = pairs
    weights = active[user] * by_app[app] * weight[:, None]
    return Cells(user, app, active.shape[1], np.ascontiguousarray(weights))
