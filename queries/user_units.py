"""In which days, weeks or months users were active."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from queries.activity import DayUnit
from queries.logs import Logs
from queries.portable import day_of

LONGEST: dict[DayUnit, timedelta] = {
    "day": timedelta(days=1, hours=3),
    "week": timedelta(days=7, hours=3),
    "month": timedelta(days=31, hours=3),
}
"""No unit is longer, whatever clocks are changed by."""


def user_units(logs: Logs, unit: DayUnit) -> sa.Select[Any]:
    """Each user with each unit in which they have one of these logs: user_email, at (a date)."""
    source = logs.counted_users()
    at = day_of(logs.bucket(source.at, unit)).label("at")
    return sa.select(source.c.user_email, at).group_by(source.c.user_email, at)


def last_units(logs: Logs, unit: DayUnit) -> sa.Select[Any]:
    """Each user with the last unit in which they have one of these logs, in the same columns."""
    source = logs.counted_users()
    at = day_of(logs.bucket(sa.func.max(source.at), unit)).label("at")
    return sa.select(source.c.user_email, at).group_by(source.c.user_email)


def merged(inside: sa.Select[Any], *earlier: sa.Select[Any]) -> Any:
    """Users and units of several selects, each once: user_email, at, and inside, which is 1 where
    the first select has them, else 0."""
    marked = [inside.add_columns(sa.literal(1, sa.BigInteger).label("inside"))]
    marked += [s.add_columns(sa.literal(0, sa.BigInteger).label("inside")) for s in earlier]
    every = sa.union_all(*marked).subquery("every").c
    found = sa.select(every.user_email, every.at, sa.func.max(every.inside).label("inside"))
    return found.group_by(every.user_email, every.at).subquery("units").c
