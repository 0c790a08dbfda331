"""What Studio users do with data sources, files and folders."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from data.demo.apps import source_of
from data.demo.content import FOLDER_COUNT, FOLDERS, LIBRARY, LIBRARY_FILES, file
from data.demo.dice import Dice
from data.demo.rhythm import DAY, MINUTE
from data.demo.rows import NONE, STUDIO, Log, Rows, written
from data.demo.studio import StudioWork
from data.demo.world import World

_SHARES = {
    "dataSource.update": 0.0022,
    "dataSource.commit": 0.0016,
    "dataSource.create": 0.0003,
    "dataSource.remove": 0.0001,
    "dataSource.delete": 0.00005,
    "dataSource.rollback": 0.00008,
    "mediaFile.create": 0.004,
    "mediaFile.update": 0.0024,
    "mediaFile.remove": 0.0009,
    "mediaFolder.create": 0.0006,
    "mediaFolder.update": 0.0004,
    "mediaFolder.remove": 0.0001,
}
"""What is done, as shares of all logs. What is removed may be restored besides."""

_RESTORED = 4
"""Of what is removed, the first and then every fourth is restored."""

_EXPORTS, _EXPORTS_SINCE = 0.0024, 24 * DAY
"""How often data is exported, and how long before the end the source began to log it."""


def asset_rows(world: World, work: StudioWork) -> Rows:
    """Changes to data sources, files and folders, made while working in Studio."""
    dice, window = world.dice("library"), world.calendar
    logs: list[Log] = []
    for kind, share in _SHARES.items():
        done = list(_done(world, dice, work, kind, world.count(share, 2)))
        logs += done
        if kind.endswith(".remove"):
            logs += _restored(dice, sorted(done, key=lambda log: log.at)[::_RESTORED])
    exports = _done(world, dice, work, "dataSource.export", world.count(_EXPORTS, 2))
    logs += (log for log in exports if log.at >= window.end - _EXPORTS_SINCE)
    return written(log for log in logs if log.at < window.end)


def _done(world: World, dice: Dice, work: StudioWork, kind: str, count: int) -> Iterator[Log]:
    moments = work.moments(world, dice, count)
    session = world.people.ways.session[moments.way]
    draws = dice.below(1_000_000, count).tolist()
    columns = (moments.at, moments.user, moments.app, session)
    for n, (at, user, app, device) in enumerate(
        zip(*(column.tolist() for column in columns), strict=True)
    ):
        source = source_of(app, draws[n]) if kind.startswith("dataSource") else NONE
        data = _contents(world, kind, user, n, draws[n])
        yield Log(at, kind, STUDIO, data, app, user, device, source)


def _restored(dice: Dice, removed: list[Log]) -> Iterator[Log]:
    """What was removed comes back minutes or days later, by the same hand."""
    later = (7 * MINUTE + dice.waits(1.5 * DAY, len(removed))).tolist()
    for log, wait in zip(removed, later, strict=True):
        yield log._replace(at=log.at + int(wait), type=log.type.replace("remove", "restore"))


def _contents(world: World, kind: str, user: int, number: int, draw: int) -> dict[str, Any]:
    data: dict[str, Any] = {"_userEmail": world.people.emails[user]}
    if kind.startswith("mediaFolder"):
        folder = draw % FOLDER_COUNT
        return data | {"mediaFolderId": FOLDERS + folder, "name": f"Folder {folder + 1}"}
    if kind.startswith("mediaFile"):
        place = draw if kind == "mediaFile.update" else number
        return data | file(LIBRARY + place % LIBRARY_FILES, draw)
    if kind == "dataSource.commit":
        return data | {"inserted": draw % 40, "updated": draw // 40 % 60, "deleted": draw % 3}
    return data
