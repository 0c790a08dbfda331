"""Text messages, some with what became of them: the source often does not say."""

from __future__ import annotations

from typing import Any

import numpy as np

from data.demo.dice import Dice
from data.demo.people import FACTORS
from data.demo.rhythm import SECOND, local_times
from data.demo.rows import ACTION, APP, NONE, STUDIO, Log, Rows, written
from data.demo.signins import SignIns
from data.demo.text import uuids
from data.demo.world import World

_KINDS = (("sms.communicate", APP), ("sms.dataSourceHook", ACTION), ("sms.validate", APP))
_STATUS = (None, "sent", "delivered", "failed")
_OFTEN = (45, 20, 31, 4)
_ERRORS = ("Unknown number", "The phone is switched off", "Rejected by the operator")


def phone(user: int) -> str:
    """A number from the range that is kept for fiction in the United Kingdom."""
    return f"+44 7700 900{user:03d}"


def sms_rows(world: World, made: SignIns) -> Rows:
    """Text messages of the apps, and the codes sent when people sign in."""
    dice, who = world.dice("sms"), world.people
    count = world.count(0.005, 2 * len(_KINDS))
    users, apps, days = world.use.draw(dice, count)
    at = world.calendar.moment(days, who.zone[users], local_times(dice, who.rhythm[users]))
    logs = [
        Log(at, kind, category, _data(dice, user), app, user if category == APP else NONE)
        for n, (at, user, app) in enumerate(
            zip(at.tolist(), users.tolist(), apps.tolist(), strict=True)
        )
        for kind, category in (_KINDS[n % len(_KINDS)],)
    ]
    asked = FACTORS.index("sms") == who.second_factor[made.user]
    codes = np.flatnonzero(asked & ~made.sso)
    for place in codes[dice.order(len(codes))][: world.count(0.004, 4)].tolist():
        app, user = int(made.app[place]), int(made.user[place])
        at_code = int(made.at[place]) - int(dice.between(8 * SECOND, 15 * SECOND, 1)[0])
        category = STUDIO if app == NONE else APP
        logs.append(Log(at_code, "sms.2fa", category, _data(dice, user), app, user))
    window = world.calendar
    return written(log for log in logs if window.start <= log.at < window.end)


def _data(dice: Dice, user: int) -> dict[str, Any]:
    status = _STATUS[int(dice.pick(_OFTEN, 1)[0])]
    data: dict[str, Any] = {"to": phone(user), "messageId": uuids(dice, 1)[0].as_py()}
    if status:
        data["status"] = status
    if status == "failed":
        data["error"] = dice.one(_ERRORS)
    return data
