"""Which emails are sent, by whom and to whom: news of the apps, and codes to sign in."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data.demo.apps import APPS
from data.demo.dice import Dice, Ints
from data.demo.mail import Email
from data.demo.people import keeper
from data.demo.rhythm import SECOND, local_times
from data.demo.rows import ACTION, APP, NONE, STUDIO
from data.demo.signins import SignIns
from data.demo.text import uuids
from data.demo.world import World

_KINDS = (
    ("email.communicate", APP),
    ("email.communicate", ACTION),
    ("email.communicate", STUDIO),
    ("email.dataSourceHook", APP),
    ("email.dataSourceHook", ACTION),
)
_SHARES = (32, 24, 12, 10, 22)


def mailed(world: World, dice: Dice, made: SignIns) -> list[Email]:
    """All emails of the background; none to the story's domain once that is broken."""
    emails = [*_news(world, dice), *_codes(world, dice, made)]
    cast = world.cast
    return [
        email
        for email in emails
        if email.at < cast.domain_broken
        or not any(to.endswith(f"@{cast.domain}") for to in email.recipients)
    ]


def gone_users(world: World) -> Ints:
    """Who left long enough ago to be missed, and is not of the story's domain."""
    other = np.array(world.people.domain) != world.cast.domain
    return np.flatnonzero((world.people.left < world.calendar.days - 20) & other)


def _news(world: World, dice: Dice) -> Iterator[Email]:
    who, count = world.people, world.count(0.021)
    users, apps, days = world.use.draw(dice, count)
    at = world.calendar.moment(days, who.zone[users], local_times(dice, who.rhythm[users] * 0))
    kinds = [_KINDS[number] for number in dice.pick(_SHARES, count)]
    names = uuids(dice, count).to_pylist()
    many = np.where(dice.chance(0.03, count), dice.between(3, 11, count), 0).tolist()
    former = _former(world, dice, days)
    for n, (moment, user, app) in enumerate(
        zip(at.tolist(), users.tolist(), apps.tolist(), strict=True)
    ):
        kind, category = kinds[n]
        sender = {APP: user, STUDIO: keeper(app)}.get(category, NONE)
        to = [former[n]] if former[n] != NONE else [user]
        if many[n] and kind == "email.communicate":
            to += _others(world, dice, int(days[n]), app, many[n])
        subject = APPS[app].news[n % len(APPS[app].news)]
        addresses = tuple(dict.fromkeys(who.emails[person] for person in to))
        yield Email(moment, kind, category, app, sender, subject, addresses, names[n])


def _former(world: World, dice: Dice, days: Ints) -> list[int]:
    """For each day a person who has left by then and is still written to; mostly nobody."""
    gone = gone_users(world)
    chosen = gone[dice.below(len(gone), len(days))]
    still = dice.chance(0.03, len(days)) & (world.people.left[chosen] < days)
    return [int(user) for user in np.where(still, chosen, NONE)]


def _others(world: World, dice: Dice, day: int, app: int, count: int) -> list[int]:
    """Some other people who are in the app on a day."""
    who = world.people
    users = world.use.user[world.use.app == app]
    here = users[(who.joined[users] <= day) & (who.left[users] > day)]
    return [int(user) for user in here[dice.below(len(here), count)]]


def _codes(world: World, dice: Dice, made: SignIns) -> Iterator[Email]:
    """Codes by email: always after three wrong passwords, sometimes without."""
    count = world.count(0.005)
    order = dice.order(len(made))
    order = order[np.argsort(made.failures[order] < 3, kind="stable")][:count]
    ahead = dice.between(12 * SECOND, 30 * SECOND, len(order))
    names = uuids(dice, len(order)).to_pylist()
    for n, place in enumerate(order.tolist()):
        app, user = int(made.app[place]), int(made.user[place])
        yield Email(
            int(made.at[place] - ahead[n]),
            "email.validate",
            STUDIO if app == NONE else APP,
            app,
            user,
            "Your verification code",
            (world.people.emails[user],),
            names[n],
        )
