"""What Studio users do with data sources, files and folders."""

from __future__ import annotations

from typing import Any

from data.demo.apps import source_of
from data.demo.content import FOLDERS, LIBRARY, LIBRARY_FILES, file
from data.demo.rhythm import DAY
from data.demo.rows import NONE, STUDIO, Log, Rows, written
from data.demo.studio import StudioWork
from data.demo.world import World

_EXPORTS_SINCE = 24 * DAY
"""So long before the end, the source began to write `dataSource.export`."""

_SHARES = {
    "dataSource.update": 0.0022,
    "dataSource.commit": 0.0016,
    "dataSource.create": 0.0003,
    "dataSource.remove": 0.0001,
    "dataSource.restore": 0.00006,
    "dataSource.delete": 0.00005,
    "dataSource.rollback": 0.00008,
    "dataSource.export": 0.0004,
    "mediaFile.create": 0.004,
    "mediaFile.update": 0.0024,
    "mediaFile.remove": 0.0009,
    "mediaFile.restore": 0.0002,
    "mediaFolder.create": 0.0006,
    "mediaFolder.update": 0.0004,
    "mediaFolder.remove": 0.0001,
    "mediaFolder.restore": 0.00005,
}


def library_rows(world: World, work: StudioWork) -> Rows:
    """Changes to data sources, files and folders, made while working in Studio."""
    dice = world.dice("library")
    session = world.people.ways.session
    logs = []
    for kind, share in _SHARES.items():
        new = kind == "dataSource.export"
        moments = work.moments(world, dice, world.count(share, 2) * (6 if new else 1))
        draws = dice.below(1_000_000, len(moments.at)).tolist()
        columns = (moments.at, moments.user, moments.app, session[moments.way])
        for n, (at, user, app, device) in enumerate(
            zip(*(column.tolist() for column in columns), strict=True)
        ):
            if new and at < world.calendar.end - _EXPORTS_SINCE:
                continue
            source = source_of(app, draws[n]) if kind.startswith("dataSource") else NONE
            data = _contents(world, kind, user, n, draws[n])
            logs.append(Log(at, kind, STUDIO, data, app, user, device, source))
    return written(logs)


def _contents(world: World, kind: str, user: int, number: int, draw: int) -> dict[str, Any]:
    data: dict[str, Any] = {"_userEmail": world.people.emails[user]}
    if kind.startswith("mediaFolder"):
        return data | {"mediaFolderId": FOLDERS + draw % 40, "name": f"Folder {draw % 40 + 1}"}
    if kind.startswith("mediaFile"):
        place = number if kind == "mediaFile.create" else draw
        return data | file(LIBRARY + place % LIBRARY_FILES, draw)
    if kind == "dataSource.commit":
        return data | {"inserted": draw % 40, "updated": draw // 40 % 60, "deleted": draw % 3}
    return data
