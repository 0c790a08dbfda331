"""How apps run on devices: updates to a new version, and errors."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data.demo.apps import APPS
from data.demo.dice import Dice, Floats, Ints
from data.demo.rhythm import DAY, SECOND
from data.demo.rows import APP, NONE, Log, Rows, rows, written
from data.demo.screens import all_screens
from data.demo.text import filled, taken
from data.demo.visits import Activity
from data.demo.world import World

_FRESH = 4 * DAY
"""For so long after a release most updates and errors happen."""

_UPDATE = (
    '{"ip": "<ip>", "path": "/v1/apps/<app>/bundle/update", "device": <device>, "method": "POST", '
    '"session": <session>, "statusCode": <status>, "responseBody": {"app": {"release": '
    '{"type": "silent", "changelog": ""}, "version": "<version>"}}}'
)

_PROBLEMS = (
    ("TypeError: Cannot read properties of undefined (reading 'name')", "list.js", 118, 22),
    ("Error: Request failed with status code 502", "http.js", 64, 9),
    ("ReferenceError: moment is not defined", "calendar.js", 7, 15),
    ("Error: The data source was not found", "form.js", 201, 31),
    ("QuotaExceededError: The quota has been exceeded.", "cache.js", 40, 3),
)
_SHARES = (40, 25, 15, 12, 8)
_BROWSER = "Mozilla/5.0 (demo)"


def update_rows(world: World, seen: Activity) -> Rows:
    """`app.update` of native apps when they are opened, most within days of a release."""
    dice, ways = world.dice("updates"), world.people.ways
    views = seen.views()
    views = views[ways.devices.native[ways.device[seen.way[views]]]]
    chosen = _soon_after_release(world, dice, seen, views, world.count(0.028, 4))
    app, way = seen.app[chosen], seen.way[chosen]
    at = seen.at[chosen] - dice.between(100, 900, len(chosen))
    version, _ = world.releases.since(app, at)
    text = filled(
        _UPDATE,
        ip=taken(ways.ips, ways.ip[way]),
        app=np.array([a.app_id for a in APPS])[app],
        device=taken(ways.devices.details, ways.device[way]),
        session=ways.session[way],
        status=np.where(dice.chance(0.015, len(chosen)), 503, 200),
        version=version,
    )
    made = rows(
        at,
        "app.update",
        text,
        category=APP,
        app=app,
        user=seen.user[chosen],
        session=ways.session[way],
    )
    return made.kept(world.calendar.inside(at))


def error_rows(world: World, seen: Activity) -> Rows:
    """Errors on screens of live apps, and a few in previews by Studio users."""
    dice = world.dice("errors")
    views = seen.views()
    live = _soon_after_release(world, dice, seen, views, world.count(0.006, 2))
    previews = views[seen.acting[views] != NONE]
    tried = previews[dice.below(len(previews), world.count(0.0006, 2))]
    logs = [
        *_errors(world, dice, seen, live, "app.error.live"),
        *_errors(world, dice, seen, tried, "app.error.preview"),
    ]
    return written(log for log in logs if log.at < world.calendar.end)


def _soon_after_release(world: World, dice: Dice, seen: Activity, views: Ints, count: int) -> Ints:
    _, age = world.releases.since(seen.app[views], seen.at[views])
    weights: Floats = np.where(age < _FRESH, 6.0, 1.0)
    return np.asarray(views[dice.pick(weights, count)])


def _errors(world: World, dice: Dice, seen: Activity, views: Ints, kind: str) -> Iterator[Log]:
    ways, screens = world.people.ways, all_screens().screens
    problems = dice.pick(_SHARES, len(views)).tolist()
    counts = (1 + dice.waits(0.7, len(views)).astype(np.int64)).tolist()
    for place, problem, count in zip(views.tolist(), problems, counts, strict=True):
        message, source, line, column = _PROBLEMS[problem]
        app, way, screen = int(seen.app[place]), int(seen.way[place]), screens[seen.screen[place]]
        at = int(seen.at[place]) + SECOND
        page = f"https://apps.example.com/{APPS[app].app_id}/{screen.page_id}"
        data = {
            "message": message,
            "source": f"https://apps.example.com/assets/{source}",
            "line": line,
            "col": column,
            "stack": f"{message}\n    at {page}:{line}:{column}",
            "count": count,
            "userAgent": _BROWSER,
            "pageUrl": page,
            "timestamp": at,
            "pageId": screen.page_id,
            "platform": "native" if ways.devices.native[ways.device[way]] else "web",
            "droppedCount": 0,
        }
        yield Log(at, kind, APP, data, app, int(seen.user[place]), int(ways.session[way]))
