"""The rules, in one place: what each is called, why it matters, what it counts and against what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa

from data.thresholds import Thresholds
from queries.flags import failures, hours, places, rights, sprays, unknown
from queries.flags.material import Material
from queries.security_types import FAILED, LOGINS, TWO_FACTOR_REMOVED


@dataclass(frozen=True)
class Rule:
    """One rule. `counting` and `baseline` (what the number beside is) are sentences with thresholds
    by name, which `counts` and `compares` fill in; `shows` says what the evidence is, of the log
    types `log_types` (empty for any)."""

    name: str
    title: str
    matters: str
    counting: str
    baseline: str
    shows: str
    log_types: tuple[str, ...]
    build: Callable[[Material], sa.Select[Any]]

    def counts(self, limits: Thresholds) -> str:
        """What the rule counts, with the thresholds filled in."""
        return self.counting.format(**asdict(limits))

    def compares(self, limits: Thresholds) -> str:
        """What the baseline is, with the thresholds filled in."""
        return self.baseline.format(**asdict(limits))


_SHARED = "accounts that already have {place_devices} devices are taken for shared ones"
_STANDS_OUT = "and more than {times_usual} times those of a usual day"

RULES = (
    Rule(
        "failure_burst",
        "Burst of failed logins",
        "Somebody, or a program, may be guessing the password of this account.",
        "At least {burst_failures} failed logins on one account within {burst_minutes} minutes, "
        f"{_STANDS_OUT}; bursts no further apart than that are one.",
        "Failed logins of the account on an average day of the {history_days} days before.",
        "The failed logins of the account in that time.",
        (FAILED,),
        failures.failure_burst,
    ),
    Rule(
        "unknown_burst",
        "Burst of failures that name no user",
        "Somebody may be guessing which accounts there are, or their passwords.",
        "At least {burst_failures} failed logins of nobody known from one address or device within "
        f"{{burst_minutes}} minutes, {_STANDS_OUT}; the addresses that were tried are told where "
        "the logs name them in data.",
        "Such failures from there on an average day of the {history_days} days before.",
        "The failed logins of nobody known from there in that time; of a device those that are "
        "no part of a burst at their address.",
        (FAILED,),
        unknown.unknown_burst,
    ),
    Rule(
        "spray",
        "One place fails on many accounts",
        "A few passwords tried on many accounts stay below the limit of every single one.",
        "At least {spray_accounts} accounts on which one address or device fails within "
        f"{{spray_minutes}} minutes, none of which signed in from there before, {_STANDS_OUT}.",
        "Failed logins from there on an average day of the {history_days} days before.",
        "The failed logins from there, in that time, on accounts that had not signed in from "
        "there before.",
        (FAILED,),
        sprays.spray,
    ),
    Rule(
        "success_after_burst",
        "Login right after a burst of failures",
        "The guessing may have succeeded: whoever tried may be in.",
        "A burst of failed logins (see above) and a login to the same account while it goes on or "
        "within {success_minutes} minutes after it; the failures are counted.",
        "Failed logins of the account on an average day of the {history_days} days before.",
        "The failed logins of the burst, and all logs of the first login since it was one.",
        LOGINS,
        failures.success_after_burst,
    ),
    Rule(
        "new_place",
        "New device at a new address",
        "A stolen password is used from the thief's device and network, not from the owner's.",
        "The first sign-in from a device the user was never seen with, at an address in whose "
        "network the user was never seen (first three numbers of an IPv4 address, first three "
        "groups of an IPv6 address), after at least {place_sign_ins} sign-ins with known device "
        "and address, which are counted, the first sign-in at least a day before; "
        f"{_SHARED}.",
        "Different devices of the sign-ins in the {history_days} days before.",
        "All logs of the sign-in.",
        LOGINS,
        places.new_place,
    ),
    Rule(
        "new_device",
        "New device in steady habits",
        "Most people who keep their devices for long bought another; some lost a password.",
        "The first sign-in from a device the user was never seen with, at a known network or an "
        "unknown one, after at least {device_sign_ins} sign-ins with known device since the "
        f"user's newest device came, which are counted; {_SHARED}.",
        "Different devices of the sign-ins in the {history_days} days before.",
        "All logs of the sign-in.",
        LOGINS,
        places.new_device,
    ),
    Rule(
        "new_address",
        "New network in steady habits",
        "Most people who always sign in from the same networks are on a journey; of some the "
        "session or the password was stolen.",
        "The first sign-in at an address in whose network the user was never seen (see above), "
        "from a device that is unknown or the user's own, after at least {network_sign_ins} "
        "sign-ins with known address since the user's newest network came, which are counted; "
        f"{_SHARED}.",
        "Different networks of the sign-ins in the {history_days} days before.",
        "All logs of the sign-in.",
        LOGINS,
        places.new_address,
    ),
    Rule(
        "unusual_hour",
        "Sign-in at an unusual hour",
        "People keep their hours; those who use their accounts often do not.",
        "A sign-in at an hour of the day, on the clock of the asked time zone, at or next to "
        "which the user never was, from a device that is unknown or new to the user, after at "
        "least {hour_sign_ins} sign-ins on at least {hour_days} days, which are counted.",
        "Different hours of the day at which the user signed in, in the {history_days} days "
        "before.",
        "All logs of the sign-in.",
        LOGINS,
        hours.unusual_hour,
    ),
    Rule(
        "two_factor_then_new_device",
        "Second factor removed, then a new device",
        "Without the second factor a stolen password is enough: the new device may be a thief's.",
        "Removals of the account's two-factor authentication, and within {factor_hours} hours a "
        "first sign-in from a device the user was never seen with, after at least "
        "{place_sign_ins} sign-ins with known devices.",
        "Different devices of the sign-ins in the {history_days} days before.",
        "The removals, and all logs of the sign-in.",
        (*LOGINS, *TWO_FACTOR_REMOVED),
        places.two_factor_then_new_device,
    ),
    Rule(
        "two_factor_removed_for_someone",
        "Second factor removed by somebody else",
        "Help desks are talked into this: check that the person asked for it.",
        "Removals of somebody's two-factor authentication by an admin or another user; those "
        "within an hour are one.",
        "Such removals by the same admin in the {history_days} days before.",
        "The removals that are one.",
        TWO_FACTOR_REMOVED,
        rights.two_factor_removed_for_someone,
    ),
    Rule(
        "granted_and_used",
        "Right granted and used at once",
        "A right used within the hour was waited for: check that it should have been given.",
        "Logs, within {grant_minutes} minutes after somebody gave the user a membership or role, "
        "of what the user did there (in the app, where it is of one) and had not done there "
        "before; logins that failed and what is sent to people do not count.",
        "Logs of what the user did there in the {history_days} days before.",
        "The logs by which the right was given, and those that were counted.",
        (),
        rights.granted_and_used,
    ),
    Rule(
        "many_removals",
        "Many removals in a short time",
        "Work may be destroyed, or traces covered, by a person or a program.",
        "At least {removals} things that one user removes or deletes within {removal_minutes} "
        f"minutes, {_STANDS_OUT}; what people remove of their own account does not count.",
        "Things the user removed on an average day of the {history_days} days before.",
        "The removals by the user in that time.",
        rights.removal_types(),
        rights.many_removals,
    ),
)
"""All rules, in the order in which to show them."""


def rule(name: str) -> Rule:
    """The rule of that name. Raises KeyError."""
    return {known.name: known for known in RULES}[name]
