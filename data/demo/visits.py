"""Visits to apps: screens in the order people take them, custom events, sessions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.demo.dice import Dice, Flags, Ints, as_ints
from data.demo.kinds import number_of
from data.demo.people import CORE, STUDIO_USERS, keeper
from data.demo.rhythm import MINUTE, SECOND, local_times
from data.demo.rows import APP, NONE, Rows, rows
from data.demo.screens import EVENTS, ROLES, all_screens
from data.demo.signins import SignIns, beginnings
from data.demo.text import as_json, filled, taken, uuids
from data.demo.world import World

IDLE = 30 * MINUTE
"""After so long without an activity the source begins a new analytics session."""

_MOST_SCREENS = 16
_LOOKS = 8
"""At least so many visits by Studio users who act as others, in the smallest demo too."""

_ROWS_A_VISIT = 4.9
"""Somewhat fewer than visits have, so that there are always visits to spare."""


@dataclass(frozen=True)
class Visits:
    """Visits: when each begins, by whom, to which app, by which way, and the Studio user who acts
    as that user (`NONE` where nobody does)."""

    at: Ints
    user: Ints
    app: Ints
    way: Ints
    acting: Ints

    def kept(self, which: Ints) -> Visits:
        """Those at the given positions."""
        columns = (self.at, self.user, self.app, self.way, self.acting)
        return Visits(*(column[which] for column in columns))


@dataclass(frozen=True)
class Activity:
    """What happened in visits, in order of time: number of the log type, the visit's columns,
    screen, and custom event (`NONE` on other kinds)."""

    at: Ints
    kind: Ints
    user: Ints
    app: Ints
    way: Ints
    acting: Ints
    screen: Ints
    event: Ints

    def views(self) -> Ints:
        """Positions of the screen views."""
        return np.flatnonzero(self.kind == number_of("app.analytics.pageView"))


def visits(world: World, made: SignIns, wanted: int) -> Visits:
    """Visits enough for `wanted` rows, in random order: one after each sign-in to an app, others
    by people still signed in, some of them Studio users who look at an app as one of its users."""
    dice = world.dice("visits")
    begin = beginnings(world, made)
    made = made.kept(made.app != NONE)
    count = max(int(wanted / _ROWS_A_VISIT) + 50 - len(made), 50)
    user, app, day = world.use.draw(dice, count)
    who = world.people
    at = world.calendar.moment(day, who.zone[user], local_times(dice, who.rhythm[user]))
    looking = (dice.chance(0.03, count) | (np.arange(count) < _LOOKS)) & (user >= STUDIO_USERS)
    acting = np.where(looking, keeper(app), NONE)
    visitor = np.where(acting == NONE, user, acting)
    found = Visits(
        np.append(made.at + dice.between(2 * SECOND, 15 * SECOND, len(made)), at),
        np.append(made.user, user),
        np.append(made.app, app),
        np.append(made.way, who.ways.usual(dice, visitor)),
        np.append(np.full(len(made), NONE), acting),
    )
    order = dice.order(len(found.at))
    since = np.maximum(begin[found.user], world.openings()[found.app] + SECOND)
    return found.kept(order[(found.at >= since)[order]])


def walk(world: World, made: Visits, wanted: int) -> Activity:
    """The screens and events of the first visits that together give about `wanted` rows."""
    dice = world.dice("walk")
    opened = _on_the_web(world, made)
    visit, screen, at, dwell = _screens(dice, made)
    source, event = _events(dice, screen)
    later = at[source] + dice.below(dwell[source], len(source))
    parts = (
        ("app.view", opened, made.at[opened] - 300, all_screens().first[made.app[opened]], NONE),
        ("app.analytics.pageView", visit, at, screen, NONE),
        ("app.analytics.event", visit[source], later, screen[source], event),
    )
    kind = np.repeat([number_of(part[0]) for part in parts], [len(part[1]) for part in parts])
    event = np.concatenate([np.broadcast_to(part[4], len(part[1])) for part in parts])
    visit, at, screen = (np.concatenate([part[n] for part in parts]) for n in (1, 2, 3))
    place = np.flatnonzero(_enough(world, visit, at, wanted))
    place = place[np.argsort(at[place], kind="stable")]
    whose = visit[place]
    return Activity(
        at[place],
        kind[place],
        made.user[whose],
        made.app[whose],
        made.way[whose],
        made.acting[whose],
        screen[place],
        event[place],
    )


def _on_the_web(world: World, made: Visits) -> Ints:
    ways = world.people.ways
    return np.flatnonzero(~ways.devices.native[ways.device[made.way]])


def _enough(world: World, visit: Ints, at: Ints, wanted: int) -> Flags:
    """Marks what lies in the window and belongs to the first visits that give `wanted` rows."""
    inside = world.calendar.inside(at)
    sizes = np.cumsum(np.bincount(visit[inside]))
    return np.asarray(inside & (visit < np.searchsorted(sizes, wanted, side="right")))


def _screens(dice: Dice, made: Visits) -> tuple[Ints, Ints, Ints, Ints]:
    """Visit, screen, time and ms spent of every screen view: of all visits the first, then all the
    second ones and so on."""
    length = 1 + as_ints(np.minimum(dice.waits(3.6, len(made.at)), _MOST_SCREENS - 1))
    visit = np.arange(len(made.at))
    screen, at = all_screens().enter(dice, made.app), made.at
    steps: list[tuple[Ints, Ints, Ints, Ints]] = []
    for step in range(1, _MOST_SCREENS + 1):
        short = 3 * SECOND + dice.waits(38 * SECOND, len(visit))
        away = dice.between(4 * MINUTE, 27 * MINUTE, len(visit))
        gone = dice.chance(0.03, len(visit))
        dwell = as_ints(np.where(gone, away, np.minimum(short, 8 * MINUTE)))
        steps.append((visit, screen, at, dwell))
        going = length[visit] > step
        visit, at = visit[going], (at + dwell)[going]
        screen = all_screens().follow(dice, screen[going])
    visit, screen, at, dwell = (np.concatenate(columns) for columns in zip(*steps, strict=True))
    return visit, screen, at, dwell


def _events(dice: Dice, screen: Ints) -> tuple[Ints, Ints]:
    """Custom events that screen views lead to: position of the view, and of the event."""
    role = all_screens().role[screen]
    found = [
        np.flatnonzero((role == ROLES.index(of)) & dice.chance(often, len(screen)))
        for of, often, _, _ in EVENTS
    ]
    return np.concatenate(found), np.repeat(np.arange(len(EVENTS)), [len(f) for f in found])


def activity_rows(world: World, seen: Activity) -> Rows:
    """The logs of activity, in the same order."""
    ways = world.people.ways
    device = ways.device[seen.way]
    text = filled(
        '{"_os": "<os>", <event>"_pageId": <page>, "_platform": "<platform>", '
        '"_pageTitle": <title>, "_userEmail": "<email>", <acting>"_deviceTrackingId": "<device>", '
        '"_analyticsSessionId": "<session>"}',
        os=taken(ways.devices.os, device),
        event=_event_json(seen),
        page=np.array([s.page_id for s in all_screens().screens])[seen.screen],
        platform=taken(ways.devices.platform, device),
        title=taken(as_json(s.title for s in all_screens().screens), seen.screen),
        email=taken(world.people.emails, seen.user),
        acting=_acting_json(world, seen.acting),
        device=taken(ways.devices.uuid, device),
        session=_sessions(world, seen, device),
    )
    return rows(
        seen.at,
        seen.kind,
        text,
        category=APP,
        app=seen.app,
        user=seen.user,
        session=ways.session[seen.way],
    )


def _event_json(seen: Activity) -> pa.Array:
    event = filled(
        '"category": "<category>", "action": "<action>", "label": <label>, ',
        category=taken([name for _, _, name, _ in EVENTS], np.maximum(seen.event, 0)),
        action=taken([name for _, _, _, name in EVENTS], np.maximum(seen.event, 0)),
        label=taken(as_json(s.title for s in all_screens().screens), seen.screen),
    )
    return pc.if_else(pa.array(seen.event == NONE), "", event)


def _acting_json(world: World, acting: Ints) -> pa.Array:
    cards = as_json(world.people.card(user) for user in range(CORE)).to_pylist()
    return taken(["", *(f'"_studioUser": {card}, ' for card in cards)], acting + 1)


def _sessions(world: World, seen: Activity, device: Ints) -> pa.Array:
    """The analytics session of each row: of one user in one app on one device, a new one after
    `IDLE`."""
    order = np.lexsort((seen.at, seen.app, device, seen.user))
    new = np.diff(seen.at[order], prepend=0) > IDLE
    for column in (seen.app, device, seen.user):
        new |= np.diff(column[order], prepend=NONE) != 0
    session = np.empty(len(order), dtype=np.int64)
    session[order] = np.cumsum(new) - 1
    return taken(uuids(world.dice("sessions"), int(new.sum())), session)
