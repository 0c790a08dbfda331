"""Logs that rules speak of in a few words, and the flags they raise."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from data.access import OWNER, Viewer
from data.engine import Store
from queries.filters import LogFilter
from queries.run import run
from tests.builders import Log, log, utc
from tests.queries.asking import ALL, rows_of

HOME = {"ip": "192.0.2.7", "device": {"uuid": "phone"}}
AWAY = {"ip": "203.0.113.9", "device": {"uuid": "strange"}}


def at(start: str, **later: float) -> str:
    """A moment so much later than another, as `tests.builders.utc` reads it."""
    return (utc(start) + timedelta(**later)).replace(tzinfo=None).isoformat(" ")


def failure(when: str, user: str | None = "ann@x.com", **fields: Any) -> Log:
    return log(when, "user.login.failed", user=user, **fields)


def failures(start: str, count: int, every: float, **fields: Any) -> list[Log]:
    """So many failures, one every so many seconds."""
    return [failure(at(start, seconds=every * n), **fields) for n in range(count)]


def login(when: str, user: str | None = "ann@x.com", **fields: Any) -> Log:
    return log(when, "user.login", user=user, **fields)


def logins(start: str, count: int, user: str = "ann@x.com", **fields: Any) -> list[Log]:
    """So many logins, one a day."""
    return [login(at(start, days=n), user, **fields) for n in range(count)]


def flags(
    store: Store, filter: LogFilter = ALL, viewer: Viewer = OWNER, *, name: str | None = None
) -> list[dict[str, Any]]:
    """The flags, or those of one rule, as mappings without what is null, and without the numbers of
    logs, for which there are the tests of evidence."""
    frame = run("security_flags", filter, viewer, store=store)
    rows = (dict(zip(frame.columns, row, strict=True)) for row in rows_of(frame))
    chosen = [row for row in rows if name in (None, row["flag"])]
    numbers = ("ids", "aside")
    return [{k: v for k, v in row.items() if v is not None and k not in numbers} for row in chosen]


def names(store: Store, filter: LogFilter = ALL, viewer: Viewer = OWNER) -> list[str]:
    """The names of the flags, in order of the alphabet."""
    return sorted(row["flag"] for row in flags(store, filter, viewer))


def shown(when: str | datetime) -> str:
    """A moment as answers of tests show it."""
    found = utc(when) if isinstance(when, str) else when
    return f"{found:%Y-%m-%d %H:%M:%S}"
