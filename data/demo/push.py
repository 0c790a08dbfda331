"""Push notifications, with results in nested batches as the source writes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from data.demo.apps import APPS, CONNECT
from data.demo.dice import Dice
from data.demo.rhythm import DAY, HOUR, MINUTE
from data.demo.rows import NONE, STUDIO, Log, Rows, written
from data.demo.world import World

_BATCH = 40
_SINCE_SEND = 300 * DAY
"""So long before the end, the source gave up the type `job` for results of pushes."""

_ERRORS = {
    "apn": ("DeviceTokenNotForTopic", "BadDeviceToken", "Unregistered"),
    "gcm": ("NotRegistered", "InvalidRegistration", "MismatchSenderId"),
    "wns": ("ChannelExpired",),
}
_SHARES = {"apn": 0.52, "gcm": 0.43, "wns": 0.05}
FAKE = "demo-not-a-real-key"
"""Stands where the source has a credential, so that it can be seen to be replaced."""


@dataclass(frozen=True)
class Push:
    """A push notification: how many devices it was meant for, and, where all devices of the
    method `apn` fail, the error code."""

    app: int
    title: str
    body: str
    devices: int
    broken: str | None = None

    def result(self, dice: Dice) -> list[dict[str, Any]]:
        """Batches of devices, each with a result for each method that has devices in it."""
        jobs = []
        for start in range(0, self.devices, _BATCH):
            size = min(_BATCH, self.devices - start)
            apn, wns = round(size * _SHARES["apn"]), round(size * _SHARES["wns"])
            sizes = {"gcm": size - apn - wns, "apn": apn, "wns": wns}
            methods = [self._method(dice, name, n, start) for name, n in sizes.items() if n]
            jobs.append({"job": str(int(dice.between(2_000, 90_000, 1)[0])), "result": methods})
        return jobs

    def _method(self, dice: Dice, method: str, devices: int, start: int) -> dict[str, Any]:
        fails = dice.chance(0.05, devices).tolist()
        codes = dice.pick((6, 3, 1)[: len(_ERRORS[method])], devices).tolist()
        errors = [_ERRORS[method][c] if f else None for c, f in zip(codes, fails, strict=True)]
        if method == "apn" and self.broken:
            errors = [self.broken] * devices
        elif all(errors):
            errors[0] = None
        failure = sum(error is not None for error in errors)
        result: dict[str, Any] = {
            "method": method,
            "failure": failure,
            "message": [_message(method, e, start + n) for n, e in enumerate(errors)],
            "success": devices - failure,
        }
        return result | {"multicastId": [0]} if method == "gcm" else result


def _message(method: str, error: str | None, number: int) -> dict[str, Any]:
    device = f"demo-device-{number}"
    if method == "apn" and error is None:
        return {"error": None, "regId": {"device": device}}
    message: dict[str, Any] = {"error": error, "regId": device}
    return message | {"messageId": f"0:{number + 1}"} if method == "gcm" else message


def _settings(app: int) -> dict[str, Any]:
    package = f"com.example.demo{APPS[app].app_id}"
    return {
        "apn": True,
        "gcm": True,
        "wns": True,
        "apnKeyId": "DEMO",
        "apnTopic": package,
        "apnTeamId": "DEMO",
        "apnAuthKey": FAKE,
        "configured": True,
        "popupTitle": "App updates and notifications",
        "gcmSenderId": "9",
        "wnsClientId": "ms-app://demo",
        "gcmServerKey": FAKE,
        "popupMessage": "You will receive notifications when app updates are available.",
        "gcmPackageName": package,
        "wnsClientSecret": FAKE,
        "showOnceOnPortal": False,
        "showAutomatically": False,
    }


def push_log(world: World, dice: Dice, push: Push, at: int, user: int, number: int) -> Log:
    """The log of a push; the older type tells neither user nor how many it was meant for."""
    data: dict[str, Any] = {
        "result": push.result(dice),
        "payload": {"body": push.body, "title": push.title},
        "settings": _settings(push.app),
    }
    if at < world.calendar.end - _SINCE_SEND:
        return Log(at, "job", NONE, data, push.app, request=NONE)
    data["subscriptionsCount"] = push.devices
    return Log(
        at, "pushNotification.send", STUDIO, data, push.app, user, notification=980_000 + number
    )


def push_rows(world: World) -> Rows:
    """Pushes that tell of releases and news; those of the story's app end before the story."""
    dice = world.dice("push")
    return written(
        push_log(world, dice, push, at, user, number)
        for number, (push, at, user) in enumerate(_pushes(world, dice))
        if not (push.app == world.cast.push_app and at > world.cast.push_broken - 30 * DAY)
    )


def _pushes(world: World, dice: Dice) -> Iterator[tuple[Push, int, int]]:
    made, calendar = world.releases, world.calendar
    first = Push(CONNECT, APPS[CONNECT].news[0], "Tap to read more.", _size(dice, CONNECT))
    yield first, calendar.days_before_end(350) + 11 * HOUR, world.cast.helper
    count = world.count(0.0024, 16)
    for place in dice.order(len(made.at))[: count // 4].tolist():
        at = int(made.at[place]) + int(dice.between(5 * MINUTE, 2 * HOUR, 1)[0])
        if at < calendar.end:
            app = int(made.app[place])
            push = Push(
                app, f"New in {APPS[app].name}", "Open the app to update.", _size(dice, app)
            )
            yield push, at, int(made.user[place])
    users, apps, days = world.work.draw(dice, count - count // 4)
    local = 9 * HOUR + dice.below(9 * HOUR, len(users))
    moments = calendar.moment(days, world.people.zone[users], local)
    for place in np.flatnonzero(calendar.inside(moments)).tolist():
        app = int(apps[place])
        title = dice.one(APPS[app].news)
        push = Push(app, title, "Tap to read more.", _size(dice, app))
        yield push, int(moments[place]), int(users[place])


def _size(dice: Dice, app: int) -> int:
    return int(APPS[app].size * 10 * (0.7 + 0.6 * dice.shares(1)[0])) + 4
