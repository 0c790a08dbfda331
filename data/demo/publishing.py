"""Publishing: apps made, cloned and deleted, releases, web addresses, builds and their reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from data.demo.apps import APPS, CONNECT, FIELD, RETREAT, TRAVEL
from data.demo.people import keeper
from data.demo.releases import LEAD
from data.demo.rhythm import DAY, HOUR, MINUTE, SECOND
from data.demo.rows import NONE, STUDIO, Log, Rows, written
from data.demo.world import World

_SUBMISSIONS = 960_000
BUILD_STORY_APP, BUILD_STORY_NUMBER = FIELD, _SUBMISSIONS + 9_000
"""The planted story has this app's builds of the last weeks, with numbers from here on."""

_CHANGES = ("Fixes and small improvements", "New screens", "Faster start", "")


def publishing_rows(world: World) -> Rows:
    """All logs of publishing but those of the planted story."""
    inside = world.calendar
    logs = (*_life_of_apps(world), *_builds(world))
    return written(log for log in logs if inside.start <= log.at < inside.end)


def _life_of_apps(world: World) -> Iterator[Log]:
    dice, made = world.dice("publishing"), world.releases
    columns = (made.app, made.at, made.user, made.version)
    known: set[int] = set()
    for app, at, user, version in zip(*(column.tolist() for column in columns), strict=True):
        if version == 1:
            yield from _creation(world, app, at)
        release = {"type": "silent" if version % 3 else "in-app", "changelog": dice.one(_CHANGES)}
        data = {"_userEmail": world.people.emails[user], "version": str(version)}
        yield Log(at, "app.publish", STUDIO, data | {"release": release}, app, user)
        if app not in known or version % 4 == 1:
            kind = "app.publish.web.update" if app in known else "app.publish.web.create"
            slug = {"_userEmail": world.people.emails[user], "slug": _slug(app, version)}
            yield Log(at + 40 * SECOND, kind, STUDIO, slug, app, user)
        known.add(app)
    yield from _retirement(world)


def _slug(app: int, version: int) -> str:
    return f"{APPS[app].name.lower().replace(' & ', '-').replace(' ', '-')}-{version}"


def _creation(world: World, app: int, launch: int) -> Iterator[Log]:
    user = keeper(app)
    data = {"_userEmail": world.people.emails[user], "name": APPS[app].name}
    began = launch - LEAD * DAY
    if app == TRAVEL:
        source = APPS[CONNECT]
        clone = data | {"clonedFrom": {"id": source.app_id, "name": source.name}}
        yield Log(began - 3 * SECOND, "app.clone", STUDIO, clone, CONNECT, user)
    yield Log(began, "app.create", STUDIO, data, app, user)


def _retirement(world: World) -> Iterator[Log]:
    user = world.cast.helper
    data = {"_userEmail": world.people.emails[user], "name": APPS[RETREAT].name}
    at = world.calendar.days_before_end(APPS[RETREAT].retired) + 11 * HOUR
    yield Log(at, "app.publish.web.remove", STUDIO, data, RETREAT, user)
    yield Log(at + 26 * MINUTE, "app.remove", STUDIO, data, RETREAT, user)
    yield Log(at + 30 * DAY, "app.delete", STUDIO, data, RETREAT, user)


def _builds(world: World) -> Iterator[Log]:
    """Builds after every other release. A failed one succeeds when tried again; now and then the
    report is missing."""
    dice, made = world.dice("builds"), world.releases
    story = world.calendar.days_before_end(20)
    number = _SUBMISSIONS
    for place in np.flatnonzero(made.version % 2 == 0).tolist():
        app, at = int(made.app[place]), int(made.at[place])
        if app == BUILD_STORY_APP and at > story:
            continue
        for platform in ("ios", "android"):
            at += int(dice.between(4 * MINUTE, 20 * MINUTE, 1)[0])
            outcomes = ["failed", "completed"] if dice.chance(0.12, 1)[0] else ["completed"]
            for status in outcomes:
                number += 1
                lost = number % 23 == 0 and len(outcomes) == 1
                build = Build(number, app, int(made.user[place]), platform)
                yield build.requested(world, at)
                at += int(dice.between(14 * MINUTE, 70 * MINUTE, 1)[0])
                if not lost:
                    yield build.reported(at, status)
                at += int(dice.between(30 * MINUTE, 3 * HOUR, 1)[0])


class Build(NamedTuple):
    """A build of an app for a platform, asked for by a Studio user."""

    submission: int
    app: int
    user: int
    platform: str

    def requested(self, world: World, at: int) -> Log:
        """The log of the request."""
        data = {
            "appSubmissionId": self.submission,
            "platform": self.platform,
            "type": "appStore" if self.platform == "ios" else "playStore",
            "_userEmail": world.people.emails[self.user],
        }
        return Log(at, "app.submission.build", STUDIO, data, self.app, self.user)

    def reported(self, at: int, status: str, error: str | None = None) -> Log:
        """The log of its outcome."""
        data = {
            "appSubmissionId": self.submission,
            "platform": self.platform,
            "status": status,
        }
        if status == "failed":
            data["error"] = error or "The signing certificate has expired"
        return Log(at, "app.submission.report", STUDIO, data, self.app, request=NONE)
