"""The planted stories as they happen: their logs, and the facts by which to find them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa

from data.demo.dice import Dice
from data.demo.rows import APP, NONE, STUDIO, Log
from data.demo.text import uuids


@dataclass(frozen=True)
class PlantedStory:
    """The facts of one planted story. What to find lies from `since` to before `until`.

    `users` are email addresses, `app_ids` numbers of apps; `ips`, `devices`, `message_ids`,
    `submission_ids` and `media_file_ids` are as in `data`. `domain` is a domain of recipients,
    `error` an error code or reason. What a story has none of is empty.
    """

    name: str
    since: datetime
    until: datetime
    users: tuple[str, ...] = ()
    ips: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()
    app_ids: tuple[int, ...] = ()
    message_ids: tuple[str, ...] = ()
    submission_ids: tuple[int, ...] = ()
    media_file_ids: tuple[int, ...] = ()
    domain: str = ""
    error: str = ""


@dataclass(frozen=True)
class Plot:
    """A planted story with its logs."""

    story: PlantedStory
    logs: tuple[Log, ...]


def moment(at: int) -> datetime:
    """A time in ms UTC as a datetime."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at)


def until_after(logs: Iterable[Log]) -> datetime:
    """The end of a span that just holds all logs."""
    return moment(max(log.at for log in logs) + 1)


def identifiers(dice: Dice, count: int) -> list[str]:
    """`count` new identifiers."""
    names: pa.Array = uuids(dice, count)
    return [str(name) for name in names.to_pylist()]


def attempt(
    at: int,
    user: int,
    app: int,
    come_from: Mapping[str, Any],
    *,
    outcome: str | None = None,
    reason: str | None = None,
    session: int = NONE,
) -> Iterator[Log]:
    """An attempt to sign in (to Studio where `app` is `NONE`): `user.login` and beside it the
    outcome (`failed`, `first`), where there is one."""
    category = STUDIO if app == NONE else APP
    data = dict(come_from)
    yield Log(at, "user.login", category, data, app, user, session, request=at % 2**40)
    if outcome:
        told = data | {"reason": reason} if reason else data
        kind = f"user.login.{outcome}"
        yield Log(at + 4, kind, category, told, app, user, session, request=at % 2**40)
