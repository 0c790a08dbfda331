"""When something is flagged: what the owner may set, read from the environment in one place."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from data.errors import BadThreshold

_PREFIX = "AUDIT_FLAG_"


def _limit(default: int, least: int, most: int, meaning: str) -> Any:
    return field(default=default, metadata={"least": least, "most": most, "meaning": meaning})


@dataclass(frozen=True)
class Thresholds:
    """The thresholds of all flags: whole numbers.

    Each may be set by the environment variable of its name in capitals after `AUDIT_FLAG_`; its
    meaning and range are in the field's metadata. Raises BadThreshold for one out of range.
    """

    history_days: int = _limit(90, 1, 3650, "days before something that it is compared with")
    times_usual: int = _limit(3, 0, 1000, "times a usual day's number that stands out")
    burst_failures: int = _limit(10, 2, 10_000, "failed logins that make a burst")
    burst_minutes: int = _limit(15, 1, 1440, "minutes within which they fall")
    spray_accounts: int = _limit(10, 2, 10_000, "accounts that make a spray")
    spray_minutes: int = _limit(60, 1, 720, "minutes within which they fall")
    success_minutes: int = _limit(30, 1, 720, "minutes after a burst within which a login counts")
    place_sign_ins: int = _limit(5, 1, 10_000, "earlier sign-ins that make places familiar")
    place_devices: int = _limit(20, 1, 10_000, "devices above which an account is a shared one")
    device_sign_ins: int = _limit(
        30, 2, 10_000, "sign-ins since the newest device that make a new one stand out"
    )
    network_sign_ins: int = _limit(
        60, 2, 10_000, "sign-ins since the newest network that make a new one stand out"
    )
    hour_sign_ins: int = _limit(20, 1, 10_000, "earlier sign-ins that make hours familiar")
    hour_days: int = _limit(5, 1, 365, "different days on which they were")
    factor_hours: int = _limit(24, 1, 24, "hours after two-factor authentication was removed")
    grant_minutes: int = _limit(60, 1, 720, "minutes within which a right is used")
    removals: int = _limit(10, 2, 10_000, "removals that are many")
    removal_minutes: int = _limit(10, 1, 1440, "minutes within which they fall")

    def __post_init__(self) -> None:
        for limit in fields(self):
            value, known = getattr(self, limit.name), limit.metadata
            if not known["least"] <= value <= known["most"]:
                raise BadThreshold(
                    f"{variable(limit.name)} must be from {known['least']:,} to "
                    f"{known['most']:,} ({known['meaning']}), not {value:,}"
                )


def variable(name: str) -> str:
    """The environment variable of a threshold."""
    return _PREFIX + name.upper()


def thresholds(environment: Mapping[str, str] | None = None) -> Thresholds:
    """The thresholds as the environment gives them now; empty variables count as unset.

    Raises BadThreshold for one that is no whole number or out of range.
    """
    given = os.environ if environment is None else environment
    found = {f.name: given.get(variable(f.name), "").strip() for f in fields(Thresholds)}
    return Thresholds(**{name: _number(name, text) for name, text in found.items() if text})


def _number(name: str, text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise BadThreshold(f"{variable(name)} must be a whole number, not {text!r}") from error
