"""What people do to their own accounts: profile, password, second factor, sessions."""

from __future__ import annotations

from collections.abc import Iterator

from data.demo.apps import CONNECT
from data.demo.dice import Dice
from data.demo.people import ADMINS, FACTORS, STUDIO_USERS
from data.demo.rhythm import DAY, HOUR, MINUTE, SECOND
from data.demo.rows import APP, NONE, STUDIO, Log, Rows, written
from data.demo.signins import SignIns
from data.demo.world import World

_SINCE_FIRST = 25 * DAY
"""A second factor is removed only so long after a user's first sign-in, when all of the user's
devices are known."""


def account_rows(world: World, made: SignIns) -> Rows:
    """Changes that people make to their own accounts, mostly just after a sign-in."""
    dice, window = world.dice("accounts"), world.calendar
    logs = [
        *_second_factors(world, dice, made),
        *_passwords(world, dice, made),
        *_changes(world, dice, made, "user.update", world.count(0.002, 2)),
        *_changes(world, dice, made, "user.session.remove", world.count(0.0006, 2)),
        *_tokens(world, dice),
    ]
    return written(log for log in logs if window.start <= log.at < window.end)


def first_sign_ins(world: World, made: SignIns) -> list[int | None]:
    """When each person first signed in within the window; None for those that never did."""
    first: list[int | None] = [None] * len(world.people)
    for user, at in zip(made.user.tolist(), made.at.tolist(), strict=True):
        known = first[user]
        first[user] = at if known is None else min(known, at)
    return first


def _second_factors(world: World, dice: Dice, made: SignIns) -> Iterator[Log]:
    """Added in the days after the first sign-in; some are removed later, most of these replaced."""
    who, cast = world.people, world.cast
    first = first_sign_ins(world, made)
    removed = 0
    for user, factor in enumerate(who.second_factor.tolist()):
        at = first[user]
        if not factor or at is None or user in (cast.unprotected, cast.helped):
            continue
        draw, gap = dice.shares(1)[0], int(dice.between(3 * HOUR, 4 * DAY, 1)[0])
        data = {"type": FACTORS[factor]}
        category = STUDIO if user < STUDIO_USERS else APP
        yield Log(at + gap, "user.twofactor.add", category, data, user=user)
        late = at + _SINCE_FIRST + int(dice.shares(1)[0] * max(world.calendar.end - at, 0))
        if (draw < 0.2 or not removed) and late < world.calendar.end - DAY:
            removed += 1
            yield Log(late, "user.twofactor.remove", category, data, user=user)
            if draw < 0.15:
                again = {"type": FACTORS[1]}
                yield Log(late + 7 * MINUTE, "user.twofactor.add", category, again, user=user)


def _passwords(world: World, dice: Dice, made: SignIns) -> Iterator[Log]:
    """After three wrong passwords people choose a new one; some do so without need."""
    forgotten = made.failures >= 3
    yield from _changed(world, made.kept(forgotten), "user.password.update", -6 * SECOND)
    yield from _changes(world, dice, made, "user.password.update", world.count(0.0007, 2))


def _changes(world: World, dice: Dice, made: SignIns, kind: str, count: int) -> Iterator[Log]:
    chosen = made.kept(dice.below(len(made), count))
    yield from _changed(world, chosen, kind, int(dice.between(MINUTE, 20 * MINUTE, 1)[0]))


def _changed(world: World, made: SignIns, kind: str, later: int) -> Iterator[Log]:
    """Users change something of their own, `later` ms after sign-ins."""
    columns = (made.at, made.user, made.app, world.people.ways.session[made.way])
    for at, user, app, device in zip(*(column.tolist() for column in columns), strict=True):
        data = {"_userEmail": world.people.emails[user]}
        if kind == "user.update":
            data["attributes"] = ["firstName", "preferences"][: 1 + user % 2]
        yield Log(at + later, kind, STUDIO if app == NONE else APP, data, app, user, device)


def _tokens(world: World, dice: Dice) -> Iterator[Log]:
    """Admins remove API tokens of apps now and then."""
    count = world.count(0.0001, 2)
    days = dice.below(world.calendar.days - 2, count) + 1
    users = dice.below(ADMINS, count)
    at = world.calendar.moment(
        days, world.people.zone[users], 9 * HOUR + dice.below(7 * HOUR, count)
    )
    columns = (at, users)
    for n, (moment, user) in enumerate(zip(*(c.tolist() for c in columns), strict=True)):
        data = {"id": 990 + n, "name": f"Integration {n + 1}"}
        yield Log(moment, "app.token.remove", STUDIO, data, CONNECT, user)
