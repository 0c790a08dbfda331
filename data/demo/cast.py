"""Who plays in the planted stories: chosen before anything happens, so that all else keeps off."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.demo.apps import ALDER, CHECKLISTS
from data.demo.dice import Dice, Flags, Ints
from data.demo.people import ADMINS, GUEST, STUDIO_USERS, People
from data.demo.rhythm import EVENING, HOUR, Calendar

SPRAYED = 36
_LONDON, _ZURICH = 0, 1


@dataclass(frozen=True)
class Cast:
    """People (positions in `People`) and turning points (ms UTC) of the stories.

    `sprayed` accounts are tried by one address; `guessed` is signed in to after many tries;
    `unprotected` loses the second factor. `helper`, an admin, removes that of `helped`. `granter`
    lets `GUEST` in. `remover` deletes files. From `push_broken` on the push settings of
    `push_app` are wrong, from `domain_broken` on mail to `domain` bounces.
    """

    sprayed: Ints
    guessed: int
    unprotected: int
    helper: int
    helped: int
    granter: int
    remover: int
    guest: int
    push_app: int
    push_broken: int
    domain: str
    domain_broken: int

    @property
    def signing_in(self) -> tuple[int, ...]:
        """Who needs a history of ordinary sign-ins for the story to stand out."""
        return (self.guessed, self.unprotected, self.helped, self.remover)


def cast(seed: int, calendar: Calendar, who: People) -> Cast:
    """The cast of the stories: steady people of waking hours, each in one role only."""
    dice = Dice(seed, "cast")
    number = np.arange(len(who))
    studio = number < STUDIO_USERS
    steady = who.steady()
    nearby = np.isin(who.zone, (_LONDON, _ZURICH)) & (who.rhythm != EVENING)
    password = steady & nearby & ~who.single_sign_on
    known = np.array(who.domain) != ALDER
    taken: list[int] = []

    def someone(fitting: Flags) -> int:
        found = np.flatnonzero(fitting & ~np.isin(number, taken))
        heaviest = found[np.argsort(-who.weight[found], kind="stable")][:6]
        taken.append(int(dice.one(heaviest)))
        return taken[-1]

    helper, granter = someone(steady & (number < ADMINS)), someone(steady & (number < ADMINS))
    guessed = someone(password & ~studio & known)
    unprotected = someone(password & studio & (number >= ADMINS))
    helped = someone(password & ~studio & known)
    remover = someone(steady & nearby & studio & (number >= ADMINS))
    others = np.flatnonzero(steady & ~studio & ~who.single_sign_on & ~np.isin(number, taken))
    return Cast(
        np.sort(others[dice.order(len(others))[:SPRAYED]]),
        guessed,
        unprotected,
        helper,
        helped,
        granter,
        remover,
        GUEST,
        CHECKLISTS,
        calendar.days_before_end(21) + 9 * HOUR,
        ALDER,
        calendar.days_before_end(25) + 7 * HOUR,
    )
