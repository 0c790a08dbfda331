"""Work in Studio: presence, and the screens, components and settings that people change there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from data.demo.apps import APPS
from data.demo.dice import Dice, Ints, as_ints
from data.demo.rhythm import MINUTE, SECOND, local_times
from data.demo.rows import NONE, STUDIO, Log, Rows, rows, written
from data.demo.screens import all_screens
from data.demo.signins import SignIns, beginnings
from data.demo.text import as_json, filled, taken
from data.demo.world import World

_PULSE = 5 * MINUTE
_ATTRIBUTES = (["title"], ["customSCSS"], ["customJS"], ["customSCSS", "customJS"], ["layout"])
_COMPONENTS = ("Button", "List (from data source)", "Form", "Text", "Image", "Chart", "Menu")

_EDITS = {
    "app.page.update": 25,
    "app.page.settings.update": 13,
    "app.page.widget.update": 20,
    "app.page.widget.create": 10,
    "app.page.create": 4,
    "app.page.layout.update": 3,
    "app.page.widget.remove": 2.5,
    "app.page.remove": 0.8,
    "app.page.delete": 0.3,
    "app.page.restore": 0.4,
    "app.page.rollback": 0.6,
    "app.page.settings.remove": 0.3,
    "app.pages.sort": 1.8,
    "app.settings.update": 6,
    "app.widget.create": 2.5,
    "app.widget.update": 5,
    "app.widget.remove": 0.6,
    "app.widget.delete": 0.3,
    "app.ai.feature.component": 1,
    "widget.update": 1,
}
"""What people change in Studio, and how often."""


@dataclass(frozen=True)
class StudioWork:
    """Spells of work in Studio: when each begins, who works on which app by which way, and for
    how many ms."""

    at: Ints
    user: Ints
    app: Ints
    way: Ints
    length: Ints

    def moments(self, world: World, dice: Dice, count: int) -> StudioWork:
        """`count` moments within the spells, all inside the window (`at`); the rest as there."""
        which = dice.pick(self.length, count)
        at = self.at[which] + dice.below(self.length[which], count)
        at = np.clip(at, world.calendar.start, world.calendar.end - 1)
        return StudioWork(
            at, self.user[which], self.app[which], self.way[which], self.length[which]
        )


def studio_work(world: World, made: SignIns) -> StudioWork:
    """A spell of work after each sign-in to Studio, and others by people still signed in."""
    dice = world.dice("studio work")
    begin = beginnings(world, made)
    made = made.kept(made.app == NONE)
    user, app, day = world.work.draw(dice, world.count(0.004, 40))
    at = world.calendar.moment(day, world.people.zone[user], local_times(dice, user * 0))
    at = np.append(made.at + dice.between(4 * SECOND, 40 * SECOND, len(made)), at)
    way = np.append(made.way, world.people.ways.first[user])
    length = as_ints(6 * MINUTE + dice.waits(18 * MINUTE, len(at)))
    user = np.append(made.user, user)
    fits = world.calendar.inside(at) & (at >= begin[user])
    columns = (at, user, np.append(made.purpose, app), way, length)
    return StudioWork(*(column[fits] for column in columns))


def presence_rows(world: World, work: StudioWork) -> Rows:
    """`studio.analytics.presence` every few minutes of work."""
    dice = world.dice("presence")
    pulses = np.minimum(work.length // _PULSE + 1, 12)
    which = np.repeat(np.arange(len(work.at)), pulses)
    step = np.arange(len(which)) - np.repeat(np.cumsum(pulses) - pulses, pulses)
    app = work.app[which]
    sizes = np.array([len(a.screens) for a in APPS])
    screen = all_screens().first[app] + dice.below(sizes[app], len(which))
    text = filled(
        '{"page": {"id": <page>, "title": <title>}, "_userEmail": "<email>"}',
        page=np.array([s.page_id for s in all_screens().screens])[screen],
        title=taken(as_json(s.title for s in all_screens().screens), screen),
        email=taken(world.people.emails, work.user[which]),
    )
    return rows(
        work.at[which] + step * _PULSE + dice.below(20 * SECOND, len(which)),
        "studio.analytics.presence",
        text,
        category=STUDIO,
        app=app,
        user=work.user[which],
        session=world.people.ways.session[work.way[which]],
    )


def edit_rows(world: World, work: StudioWork) -> Rows:
    """Changes to screens, components and settings: each kind once, then as often as usual."""
    dice = world.dice("edits")
    kinds = list(_EDITS)
    count = world.count(0.03, len(kinds))
    more = dice.pick(list(_EDITS.values()), count - len(kinds)).tolist()
    moments = work.moments(world, dice, count)
    draws = dice.below(1_000_000, count).tolist()
    session = world.people.ways.session[moments.way]
    return written(
        Log(at, kind, STUDIO, _edit(world, kind, user, app, draw), app, user, device)
        for at, kind, user, app, draw, device in zip(
            moments.at.tolist(),
            [*kinds, *(kinds[number] for number in more)],
            moments.user.tolist(),
            moments.app.tolist(),
            draws,
            session.tolist(),
            strict=True,
        )
    )


def _edit(world: World, kind: str, user: int, app: int, draw: int) -> dict[str, Any]:
    screens = APPS[app].screens
    page = screens[draw % len(screens)]
    data: dict[str, Any] = {"_userEmail": world.people.emails[user]}
    if kind == "app.pages.sort":
        return data | {"pages": [screen.page_id for screen in screens]}
    if kind.startswith("app.page."):
        data |= {"page": {"id": page.page_id, "title": page.title}}
    if ".widget" in kind or kind.startswith("widget") or kind == "app.ai.feature.component":
        data |= {"widget": {"id": 930_000 + draw % 900, "name": _any(_COMPONENTS, draw // 7)}}
    if kind.endswith("update"):
        data |= {"attributes": _any(_ATTRIBUTES, draw // 11)}
    return data


def _any(options: Sequence[Any], draw: int) -> Any:
    return options[draw % len(options)]
