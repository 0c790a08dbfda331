"""What visits to apps lead to: data read and written, files, AI services."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from data.demo.apps import source_of
from data.demo.dice import Dice, Ints
from data.demo.rhythm import DAY, SECOND
from data.demo.rows import ACTION, APP, NONE, Log, Rows, written
from data.demo.screens import ROLES, all_screens
from data.demo.visits import Activity
from data.demo.world import World

_FILES = ("photo.jpg", "receipt.pdf", "signature.png", "site-plan.pdf", "Größe und Maße.xlsx")
UPLOADS, LIBRARY, FOLDERS = 941_000, 940_000, 949_000
"""Where the numbers of files that people upload, of those in Studio's library, and of folders
begin."""

LIBRARY_FILES, FOLDER_COUNT = 400, 40

ENTRIES = 950_000_000
"""Where the numbers of data source entries begin."""

Contents = Callable[[int, int], dict[str, Any] | None]


@dataclass(frozen=True)
class Use:
    """Something people do in an app: log type, share of all logs, the roles of screens it happens
    on, how often an app action does it, what `data` holds (made from a running number and a draw
    from 0 to a million), and for how many days it has been logged."""

    type: str
    share: float
    roles: tuple[str, ...]
    by_action: float
    data: Contents
    days: int = 1_000


def file(number: int, folder: int) -> dict[str, Any]:
    """What the source tells of a file, which is in one of the folders."""
    return {
        "mediaFileId": number,
        "name": _FILES[number % len(_FILES)],
        "size": 2_000 + 7_919 * number % 3_000_000,
        "mediaFolderId": FOLDERS + folder % FOLDER_COUNT,
    }


def _tokens(prompt: int, completion: int) -> dict[str, int]:
    return {
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "total_tokens": prompt + completion,
    }


def _completion(_: int, draw: int) -> dict[str, Any]:
    return {"model": "gpt-4o-mini", "usage": _tokens(40 + draw % 900, 20 + draw // 900 % 600)}


def _embedding(_: int, draw: int) -> dict[str, Any]:
    return {"model": "text-embedding-3-small", "usage": _tokens(8 + draw % 300, 0)}


def _image(_: int, draw: int) -> dict[str, Any]:
    return {"model": "gpt-image-1", "size": "1024x1024", "n": 1 + draw % 2}


def _audio(_: int, draw: int) -> dict[str, Any]:
    return {"model": "whisper-1", "seconds": 3 + draw % 170}


USES = (
    Use("dataSource.event", 0.024, ("home", "list"), 0.2, lambda _, d: {"rows": d % 90}),
    Use("dataSource.entry.create", 0.016, ("done",), 0.1, lambda _, d: {"fields": 3 + d % 9}),
    Use("dataSource.entry.update", 0.012, ("form",), 0.3, lambda _, d: {"fields": 1 + d % 4}),
    Use("dataSource.entry.delete", 0.001, ("detail",), 0.1, lambda *_: None),
    Use("dataSource.import", 0.0006, ("home",), 0.8, lambda _, d: {"rows": 10 + d % 4_000}),
    Use("mediaFile.create", 0.005, ("form",), 0, lambda n, d: file(UPLOADS + n, d)),
    Use(
        "mediaFile.download",
        0.003,
        ("info", "detail"),
        0,
        lambda _, d: file(LIBRARY + d % LIBRARY_FILES, d),
        days=70,
    ),
    Use("ai.completions", 0.009, ("detail", "form"), 0.25, _completion),
    Use("ai.embeddings", 0.0018, ("list",), 0.7, _embedding),
    Use("ai.image", 0.0005, ("form",), 0, _image),
    Use("ai.audio", 0.0007, ("form",), 0, _audio),
)


def content_rows(world: World, seen: Activity) -> Rows:
    """Everything of `USES`, a few seconds after views of fitting screens."""
    dice = world.dice("content")
    views = seen.views()
    role = all_screens().role[seen.screen[views]]
    logs: list[Log] = []
    for use in USES:
        fits = np.isin(role, [ROLES.index(name) for name in use.roles])
        fits &= seen.at[views] > world.calendar.end - use.days * DAY
        chosen = views[dice.pick(fits, world.count(use.share, 2))]
        logs += _used(world, dice, seen, use, chosen)
    return written(log for log in logs if log.at < world.calendar.end)


def _used(world: World, dice: Dice, seen: Activity, use: Use, views: Ints) -> Iterator[Log]:
    by_action = dice.chance(use.by_action, len(views)).tolist()
    draws = dice.below(1_000_000, len(views)).tolist()
    at = seen.at[views] + dice.between(200, 6 * SECOND, len(views))
    session = world.people.ways.session[seen.way[views]]
    columns = (at, seen.app[views], seen.user[views], session)
    for n, (moment, app, user, device) in enumerate(
        zip(*(column.tolist() for column in columns), strict=True)
    ):
        source = source_of(app, draws[n]) if use.type.startswith("dataSource") else NONE
        entry = ENTRIES + draws[n] if ".entry." in use.type else NONE
        yield Log(
            moment,
            use.type,
            ACTION if by_action[n] else APP,
            use.data(n, draws[n]),
            app,
            NONE if by_action[n] else user,
            NONE if by_action[n] else device,
            source,
            entry,
        )
