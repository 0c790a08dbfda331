"""Who is added to the organisation and its apps, given another role, and removed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data.demo.dice import Dice, Flags, Ints
from data.demo.people import ADMINS, STUDIO_USERS
from data.demo.quiet import unused
from data.demo.rhythm import HOUR, MINUTE
from data.demo.rows import NONE, STUDIO, Log, Rows, written
from data.demo.world import World

_APP_ROLES = ("member", "member", "manager")
_STUDIO_ROLES = ("editor", "editor", "publisher")

_UPDATES = {
    "organization.user.update": 0.0004,
    "organization.user.unblock": 0.0002,
    "organization.user.app.create": 0.0003,
    "organization.user.app.update": 0.0002,
    "organization.user.app.remove": 0.00012,
    "app.user.update": 0.0005,
    "app.user.create": 0.0003,
}
"""Changes to people who have been there for some time, as shares of all logs."""

_SPARE = 4
"""So many times more are drawn than needed, as some do not fit."""


def membership_rows(world: World, used_at: Ints, used_by: Ints) -> Rows:
    """Memberships and roles. `used_at` and `used_by` are all that people do: nobody uses a right
    within two hours of getting it."""
    dice, window = world.dice("membership"), world.calendar
    logs = [*_founding(world), *_arrivals(world, dice), *_departures(world, dice)]
    made = [*logs, *_changes(world, dice, used_at, used_by)]
    return written(log for log in made if window.start <= log.at < window.end)


def _founding(world: World) -> Iterator[Log]:
    at = world.calendar.start + 2 * HOUR
    admin = world.cast.helper
    data = {"_userEmail": world.people.emails[admin], "name": "Meridian Group"}
    yield Log(at, "organization.create", STUDIO, data, user=admin)


def _office_hours(world: World, dice: Dice, day: int) -> tuple[int, int]:
    """An admin, and a moment of the admin's office hours on a day."""
    admin = int(dice.below(ADMINS, 1)[0])
    local = 9 * HOUR + int(dice.below(8 * HOUR, 1)[0])
    moment = world.calendar.moment(day, int(world.people.zone[admin]), local)
    return admin, int(moment)


def _arrivals(world: World, dice: Dice) -> Iterator[Log]:
    """New people are added in the days before they first come."""
    who = world.people
    for user in np.flatnonzero((who.joined > 3) & (who.joined < world.calendar.days)).tolist():
        day = int(who.joined[user]) - int(dice.between(2, 4, 1)[0])
        admin, at = _office_hours(world, dice, day)
        data = {"user": who.card(user)}
        if user < STUDIO_USERS:
            role = {"role": _STUDIO_ROLES[user % len(_STUDIO_ROLES)]}
            yield Log(at - 20 * MINUTE, "organization.user.invite", STUDIO, data | role, user=admin)
            yield Log(at, "organization.user.create", STUDIO, data | role, user=admin)
        else:
            role = {"role": _APP_ROLES[user % len(_APP_ROLES)]}
            app = world.home_of(user)
            yield Log(at, "app.user.create", STUDIO, data | role, app, admin)


def _departures(world: World, dice: Dice) -> Iterator[Log]:
    """People who left are removed within days."""
    who = world.people
    for user in np.flatnonzero(who.left < world.calendar.days).tolist():
        day = min(int(who.left[user]) + int(dice.between(0, 2, 1)[0]), world.calendar.days - 1)
        admin, at = _office_hours(world, dice, day)
        data = {"user": who.card(user)}
        if user < STUDIO_USERS:
            yield Log(at, "organization.user.delete", STUDIO, data, user=admin)
        else:
            app = world.home_of(user)
            yield Log(at, "app.user.remove", STUDIO, data, app, admin)


def _changes(world: World, dice: Dice, used_at: Ints, used_by: Ints) -> Iterator[Log]:
    who = world.people
    studio = np.arange(len(who)) < STUDIO_USERS
    for kind, share in _UPDATES.items():
        count = world.count(share, 2)
        days = dice.between(30, world.calendar.days - 2, _SPARE * count + 20)
        subjects = _people_there(world, dice, days, kind, studio)
        moments = [_office_hours(world, dice, day) for day in days.tolist()]
        at = np.array([moment for _, moment in moments])
        fits = np.flatnonzero((subjects != NONE) & unused(at, subjects, used_at, used_by))
        for place in fits[:count].tolist():
            subject = int(subjects[place])
            app = int(world.first_app(np.array([subject]))[0])
            yield Log(
                int(at[place]),
                kind,
                STUDIO,
                _contents(world, kind, subject, place),
                NONE if kind.startswith("organization.user.u") else app,
                moments[place][0],
            )


def _people_there(world: World, dice: Dice, days: Ints, kind: str, studio: Flags) -> Ints:
    """For each day someone who is there and has no part in a story, or `NONE`. Studio users for
    changes of the organisation, others for those of apps."""
    who, cast = world.people, world.cast
    fits = studio if kind.startswith("organization.") else ~studio
    fits = fits & (np.arange(len(who)) >= ADMINS)
    fits[[cast.guessed, cast.unprotected, cast.helped, cast.guest]] = False
    pool = np.flatnonzero(fits)
    chosen = pool[dice.below(len(pool), len(days))]
    there = (who.joined[chosen] < days - 5) & (who.left[chosen] > days)
    return np.where(there, chosen, NONE)


def _contents(world: World, kind: str, subject: int, draw: int) -> dict[str, object]:
    data: dict[str, object] = {"user": world.people.card(subject)}
    if kind.endswith((".create", ".update")):
        roles = _STUDIO_ROLES if kind.startswith("organization.") else _APP_ROLES
        data["role"] = roles[draw % len(roles)]
    return data
