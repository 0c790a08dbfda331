"""The logs of signing in and out: every attempt and its outcome, from what `signins.py` tells."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.demo.dice import Dice, Flags, Ints
from data.demo.kinds import number_of
from data.demo.quiet import few_failures
from data.demo.rhythm import HOUR, MINUTE, SECOND
from data.demo.rows import APP, NONE, STUDIO, Rows, joined, rows
from data.demo.signins import SignIns, place_in_run
from data.demo.text import as_json, filled, taken
from data.demo.world import World

_REASONS = ("", ', "reason": "Invalid password"', ', "reason": "Account disabled"')
_INVALID, _DISABLED = 1, 2
_LOCALES = ("en-GB", "de-CH", "en-US", "en-IN", "fr-CH", "es-US")


def sign_in_rows(world: World, made: SignIns) -> Rows:
    """`user.login` for every attempt and its outcome beside it, sign-outs and chosen languages."""
    dice = world.dice("sign-in rows")
    failed, reason = _failed(world, dice, made)
    return joined(
        [
            _attempt_rows(world, dice, made, failed, reason),
            _signed_out(world, dice, made),
            _spoken(world, dice, made),
        ]
    )


def _attempt_rows(world: World, dice: Dice, made: SignIns, failed: SignIns, reason: Ints) -> Rows:
    attempts = made.and_then(failed)
    count = np.arange(len(attempts))
    marks = (
        ("user.login.first", np.flatnonzero(made.first)),
        ("user.login.sso", np.flatnonzero(made.sso)),
        ("user.login.failed", count[len(made) :]),
    )
    which = np.concatenate([count, *(places for _, places in marks)])
    kind = np.full(len(which), number_of("user.login"))
    kind[len(count) :] = np.repeat(
        [number_of(name) for name, _ in marks], [len(p) for _, p in marks]
    )
    outcome = np.arange(len(which)) >= len(count)
    reasons = np.append(np.zeros(len(made), dtype=np.int64), reason)[which]
    told = attempts.told[which] & (dice.chance(0.9, len(which)) | (reasons == 0))
    return rows(
        attempts.at[which] + np.where(outcome, 1 + dice.below(9, len(which)), 0),
        kind,
        _data(world, attempts.way[which], np.where(outcome, reasons, 0), told),
        category=np.where(attempts.app[which] == NONE, STUDIO, APP),
        request=which,
        app=attempts.app[which],
        user=attempts.user[which],
        session=np.where(reasons > 0, NONE, world.people.ways.session[attempts.way[which]]),
    )


def _data(world: World, way: Ints, reason: Ints, told: Flags) -> pa.Array:
    ways = world.people.ways
    text = filled(
        '{"ip": "<ip>", "device": <device><reason>}',
        ip=taken(ways.ips, ways.ip[way]),
        device=taken(ways.devices.details, ways.device[way]),
        reason=taken(_REASONS, reason),
    )
    return pc.if_else(pa.array(told), text, pa.scalar(None, pa.string()))


def _failed(world: World, dice: Dice, made: SignIns) -> tuple[SignIns, Ints]:
    """Mistyped passwords before a sign-in, and people who have left and try again; with the
    reason of each failure. Kept few, so that none look like an attack."""
    which = np.repeat(np.arange(len(made)), made.failures)
    ahead = made.failures[which] - place_in_run(which)
    mistyped = made.kept(which).moved(
        made.at[which] - ahead * 40 * SECOND + dice.below(25 * SECOND, len(which))
    )
    left = _former(world, dice)
    failed = mistyped.and_then(left)
    reason = np.repeat([_INVALID, _DISABLED], [len(mistyped), len(left)])
    ways = world.people.ways
    few = few_failures(failed.at, failed.user, ways.ip[failed.way], ways.device[failed.way])
    few &= world.calendar.inside(failed.at)
    return failed.kept(few), reason[few]


def _former(world: World, dice: Dice) -> SignIns:
    who, calendar = world.people, world.calendar
    gone = np.flatnonzero(who.left < calendar.days - 5)
    gone = gone[dice.chance(0.6, len(gone))]
    day = who.left[gone] + dice.between(2, 5, len(gone))
    none = np.zeros(len(gone), dtype=np.int64)
    return SignIns(
        calendar.moment(day, who.zone[gone], who.habit[gone] + dice.below(HOUR, len(gone))),
        gone,
        world.home(gone),
        world.first_app(gone),
        who.ways.first[gone],
        none,
        dice.chance(0.8, len(gone)),
        none > 0,
        none > 0,
    )


def _signed_out(world: World, dice: Dice, made: SignIns) -> Rows:
    made = made.kept(dice.chance(0.24, len(made)))
    at = made.at + dice.between(12 * MINUTE, 9 * HOUR, len(made))
    return rows(
        at,
        "user.logout",
        None,
        category=np.where(made.app == NONE, STUDIO, APP),
        app=made.app,
        user=made.user,
        session=world.people.ways.session[made.way],
    )


def _spoken(world: World, dice: Dice, made: SignIns) -> Rows:
    made = made.kept((made.app != NONE) & dice.chance(0.14, len(made)))
    locale = (world.people.zone[made.user] + 4 * dice.chance(0.1, len(made))) % len(_LOCALES)
    texts = as_json({"locale": name} for name in _LOCALES)
    return rows(
        made.at + dice.between(2 * SECOND, 9 * SECOND, len(made)),
        "session.locale.updated",
        taken(texts, locale),
        category=APP,
        app=made.app,
        user=made.user,
        session=world.people.ways.session[made.way],
    )
