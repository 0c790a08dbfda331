"""What becomes of emails: the statuses that follow for each recipient."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from data.demo.dice import Dice
from data.demo.mail import FULL, GONE, Email
from data.demo.mailings import gone_users, mailed
from data.demo.rhythm import DAY, MINUTE, SECOND
from data.demo.rows import Log, Rows, written
from data.demo.signins import SignIns
from data.demo.world import World

OUTCOMES = (
    "delivered",
    "delayed, then delivered",
    "delayed, then bounced",
    "bounced",
    "complaint",
    "rejected",
    "no status",
)
_OFTEN = (0.925, 0.028, 0.003, 0.009, 0.004, 0.004, 0.027)

_SOFT = ("Mailbox full", "Message too large", "Temporary local problem, please try later")
_LATE = ("Server busy, will retry", "Greylisted, please try again later", "Connection timed out")


def followed(dice: Dice, email: Email, to: str, outcome: str) -> Iterator[Log]:
    """What an email comes to at one recipient: mostly delivered within seconds."""
    soon, later = 600 + dice.waits(4 * SECOND, 1)[0], dice.waits(50 * MINUTE, 1)[0] + 6 * MINUTE
    if outcome.startswith("delayed"):
        wait = 30 * SECOND + soon
        yield email.status("delayed", to, wait, reason=dice.one(_LATE))
        if outcome.endswith("bounced"):
            yield email.bounced(to, wait + later, ("Transient", dice.one(_SOFT)))
        else:
            yield email.status("delivered", to, wait + later)
    elif outcome == "bounced":
        soft = ("Transient", dice.one(_SOFT))
        yield email.bounced(to, soon, soft if dice.chance(0.6, 1)[0] else GONE)
    elif outcome == "rejected":
        yield email.status("rejected", to, soon, reason="The message was found to hold a virus")
    elif outcome != "no status":
        yield email.status("delivered", to, soon)
        if outcome == "complaint":
            feedback = {"complaintFeedbackType": "abuse"}
            yield email.status("complaint", to, soon + 20 * later, **feedback)


def email_rows(world: World, made: SignIns) -> Rows:
    """All emails but those of the planted story, with their statuses."""
    dice = world.dice("emails")
    emails = mailed(world, dice, made)
    trouble = _troubled(world)
    outcomes = dice.pick(_OFTEN, len(emails)).tolist()
    early, late = world.calendar.start, world.calendar.end - 10 * DAY
    plain = (
        place
        for place, email in enumerate(emails)
        if early < email.at < late and not trouble.meets(email)
    )
    for number, place in zip(range(len(OUTCOMES)), plain, strict=False):
        outcomes[place] = number
    logs = []
    for email, number in zip(emails, outcomes, strict=True):
        logs.append(email.sent())
        for place, to in enumerate(email.recipients):
            bounce = trouble.bounce(email, to)
            if bounce:
                logs.append(email.bounced(to, 2 * SECOND, bounce))
            else:
                logs += followed(dice, email, to, OUTCOMES[number if place == 0 else 0])
    window = world.calendar
    return written(log for log in logs if window.start <= log.at < window.end)


class _Trouble(NamedTuple):
    """Addresses that are dead from a time on, and one whose mailbox is full for a while."""

    dead: dict[str, int]
    full: str
    since: int
    until: int

    def bounce(self, email: Email, to: str) -> tuple[str, str] | None:
        """Why an email bounces at a recipient, if it does."""
        if email.at >= self.dead.get(to, email.at + 1):
            return GONE
        return FULL if to == self.full and self.since <= email.at < self.until else None

    def meets(self, email: Email) -> bool:
        """Whether a recipient of the email ever is in trouble."""
        return any(to in self.dead or to == self.full for to in email.recipients)


def _troubled(world: World) -> _Trouble:
    who, calendar = world.people, world.calendar
    other = np.array(who.domain) != world.cast.domain
    gone = gone_users(world)[:8].tolist()
    dead = {who.emails[user]: calendar.midnight + int(who.left[user]) * DAY for user in gone}
    busy = int(np.argmax(np.where(who.steady() & other, who.weight, 0)))
    since = calendar.days_before_end(75)
    return _Trouble(dead, who.emails[busy], since, since + 16 * DAY)
