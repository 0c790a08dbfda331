"""An organisation where nothing bad happens and people are untidy: what rules may take for more.

The demo's background is made so that nothing in it looks like a story; real people mistype, forget
passwords, buy phones, travel, work late and tidy up. How often, `HABITS` says.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

END = datetime(2026, 11, 1, tzinfo=UTC)
HISTORY_DAYS, MONTH_DAYS = 100, 30


@dataclass(frozen=True)
class Habits:
    """How often what happens: per sign-in where nothing else is said."""

    users: int = 500
    sign_ins_a_weekday: float = 1.2
    sign_ins_a_weekend_day: float = 0.15
    hour_deviation: float = 1.6
    off_hours: float = 0.004
    """A sign-in at any hour of the day, as late workers and travellers have."""
    data_missing: float = 0.3
    mistyped: float = 0.08
    forgotten: float = 0.003
    """Three tries within minutes and three in five times another, then a login."""
    devices_a_year: float = 0.6
    """New phones and laptops of a user; the old one is used every tenth time."""
    travelling: float = 0.03
    roamers: float = 0.5
    """Users who sign in on mobile networks at all."""
    roaming: float = 0.25
    """Of a roamer's sign-ins, those on a mobile network, which gives out addresses of some forty
    networks."""
    factor_resets_a_year: float = 0.05
    role_changes_a_year: float = 0.5
    tidying_a_year: float = 0.3
    """Six to sixteen things that one removes in a row."""


_TRIED_AGAIN = 0.6
HABITS = Habits()

Record = dict[str, Any]


def restless(seed: int, habits: Habits = HABITS) -> list[Record]:
    """The logs of a history and a month before `END`, as raw records, in order of time."""
    dice = random.Random(seed)
    made = [row for user in range(habits.users) for row in _of(user, dice, habits)]
    made.sort(key=lambda row: row["createdAt"])
    return [{"id": number, **row} for number, row in enumerate(made, start=1)]


def _of(user: int, dice: random.Random, habits: Habits) -> Iterator[Record]:
    email, hour = f"user{user}@example.com", dice.gauss(9.5, 1.5)
    office, home = f"192.0.2.{user % 20}", f"198.18.{user // 250}.{user % 250}"
    device, roaming = 0, habits.roaming * (dice.random() < habits.roamers)
    for day in range(HISTORY_DAYS + MONTH_DAYS):
        start = END - timedelta(days=HISTORY_DAYS + MONTH_DAYS - day)
        if dice.random() < habits.devices_a_year / 365:
            device += 1
        weekend = start.weekday() > 4
        rate = habits.sign_ins_a_weekend_day if weekend else habits.sign_ins_a_weekday
        for _ in range(_count(dice, rate)):
            off = dice.random() < habits.off_hours
            when = dice.uniform(0, 24) if off else hour + abs(dice.gauss(0, habits.hour_deviation))
            at = start + timedelta(hours=min(max(when, 0), 23.9))
            place = {
                "ip": _address(dice, habits.travelling, roaming, office, home),
                "device": {"uuid": f"{user}-{device - (device > 0 and dice.random() < 0.1)}"},
            }
            yield from _sign_in(dice, habits, email, at, place)
        yield from _other(dice, habits, email, start + timedelta(hours=10 + dice.random() * 6))


def _count(dice: random.Random, rate: float) -> int:
    """How often, for a Poisson rate."""
    count, left = 0, dice.expovariate(1)
    while left < rate:
        count, left = count + 1, left + dice.expovariate(1)
    return count


def _address(dice: random.Random, travelling: float, roaming: float, office: str, home: str) -> str:
    drawn = dice.random()
    if drawn < travelling:
        return f"203.{dice.randrange(256)}.{dice.randrange(256)}.9"
    if drawn < travelling + roaming:
        return f"198.19.{dice.randrange(40)}.{dice.randrange(250)}"
    return office if dice.random() < 0.6 else home


def _sign_in(
    dice: random.Random, habits: Habits, email: str, at: datetime, place: Record
) -> Iterator[Record]:
    forgotten = dice.random() < habits.forgotten
    tries, again = (3, _TRIED_AGAIN) if forgotten else (0, habits.mistyped)
    while dice.random() < again:
        tries += 1
    for n in range(tries, 0, -1):
        tried = at - timedelta(seconds=35 * n + dice.random() * 10)
        for kind in ("user.login", "user.login.failed"):
            yield _log(dice, habits, tried, kind, email, place)
    yield _log(dice, habits, at, "user.login", email, place)
    for minute in range(1, 4):
        page = {"_deviceTrackingId": place["device"]["uuid"], "_userEmail": email}
        yield _record(at + timedelta(minutes=minute), "app.analytics.pageView", email, page)


def _other(dice: random.Random, habits: Habits, email: str, at: datetime) -> Iterator[Record]:
    about = {"user": {"email": email}, "role": "editor"}
    if dice.random() < habits.factor_resets_a_year / 365:
        yield _record(at, "organization.user.twofactor.remove", "admin@example.com", about)
    if dice.random() < habits.role_changes_a_year / 365:
        yield _record(at, "organization.user.update", "admin@example.com", about)
    if dice.random() < habits.tidying_a_year / 365:
        for n in range(dice.randint(6, 16)):
            yield _record(at + timedelta(seconds=25 * n), "mediaFile.remove", email, {"id": n})


def _log(
    dice: random.Random, habits: Habits, at: datetime, kind: str, email: str, place: Record
) -> Record:
    """A login log, of which the source sometimes leaves out address and device."""
    return _record(at, kind, email, None if dice.random() < habits.data_missing else place)


def _record(at: datetime, kind: str, email: str, data: Record | None) -> Record:
    return {
        "createdAt": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "type": kind,
        "user.email": email,
        "user.type": "app",
        "data": data and json.dumps(data),
    }
