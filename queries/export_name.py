"""The name of an exported file: whose logs, from which day to which."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from data.access import Viewer
from data.engine import Store
from queries.clauses import pattern_of
from queries.filters import LogFilter
from queries.logs import Logs
from queries.portable import latest_value
from queries.time_words import local_time

EVERYTHING = "organisation"
_LONGEST = 50
_INSTANT = timedelta(microseconds=1)


def file_name(filter: LogFilter, viewer: Viewer, *, store: Store, suffix: str = "csv") -> str:
    """`audit-log-<scope>-<start>-<end>.<suffix>`, as Fliplet names its exports.

    The scope is the app in kebab case where the logs are those of one, else `organisation`. The
    dates are the first and last day of the window in the filter's zone, both included; an open
    end is that of the viewer's logs. An empty store has no dates to give.
    """
    with store.engine.connect() as connection:
        parts = ["audit-log", _scope(connection, filter, viewer)]
        days = _days(connection, filter, viewer)
    return "-".join([*parts, *days]) + f".{suffix}"


def kebab(text: str) -> str:
    """Words in lower case joined by hyphens: letters and digits of any script, no accents."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "-", plain.lower()).strip("-")[:_LONGEST].strip("-")


def _scope(connection: sa.Connection, filter: LogFilter, viewer: Viewer) -> str:
    named = filter.apps
    if not named and viewer.apps is not None:
        named = tuple(str(app) for app in viewer.apps)
    if len(named) != 1 or pattern_of(named[0]) is not None:
        return EVERYTHING
    source = Logs(LogFilter(apps=named), viewer).counted(zoned=False)
    name = connection.scalar(sa.select(latest_value(source.c.app_name, source.at)))
    return kebab(name or "") or kebab(f"app-{named[0]}")


def _days(connection: sa.Connection, filter: LogFilter, viewer: Viewer) -> list[str]:
    first, last = filter.since, filter.until and filter.until - _INSTANT
    if first is None or last is None:
        earliest, latest = _extent(connection, filter, viewer)
        first, last = first or earliest or last, last or latest or first
    if first is None or last is None:
        return []
    days = [local_time(at, filter.zone).date() for at in (first, max(first, last))]
    return [day.isoformat() for day in days]


def _extent(
    connection: sa.Connection, filter: LogFilter, viewer: Viewer
) -> tuple[datetime | None, datetime | None]:
    """First and last moment of the viewer's logs in the filter's window."""
    at = Logs(filter, viewer).unnarrowed().rows("created_at").c.created_at
    first, last = connection.execute(sa.select(sa.func.min(at), sa.func.max(at))).one()
    return _aware(first), _aware(last)


def _aware(at: datetime | None) -> datetime | None:
    return at if at is None or at.tzinfo else at.replace(tzinfo=UTC)
