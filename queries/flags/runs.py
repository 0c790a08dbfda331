"""Runs: many events of one key within a short time."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.flags.near import number, seconds_later
from queries.portable import moment
from queries.zones import EARLIEST


def runs(
    events: Any, key: sa.ColumnElement[Any], least: int, seconds: int, name: str
) -> sa.Subquery:
    """Runs of at least so many (>= 2) events of one known key within so many seconds.

    `events` has the columns id and at. Columns of a run: key, first_at, last_at, reached_at (when
    it first had so many). Events exactly so far apart are within the time, and runs of a key no
    further apart are one.
    """
    ends = _ends(events, key, least, seconds, name)
    e = ends.c
    previous = sa.func.lag(e.last_at, 1, moment(EARLIEST)).over(
        partition_by=e.key, order_by=(e.last_at, e.id)
    )
    begins = sa.case((e.first_at > seconds_later(previous, seconds), 1), else_=0).label("begins")
    m = sa.select(e.key, e.first_at, e.last_at, e.id, begins).subquery(f"{name}_marked").c
    place = sa.func.sum(m.begins).over(partition_by=m.key, order_by=(m.last_at, m.id))
    numbered = sa.select(m.key, m.first_at, m.last_at, place.label("run"))
    n = numbered.subquery(f"{name}_numbered").c
    return (
        sa.select(
            n.key,
            sa.func.min(n.first_at).label("first_at"),
            sa.func.max(n.last_at).label("last_at"),
            sa.func.min(n.last_at).label("reached_at"),
        )
        .group_by(n.key, n.run)
        .subquery(name)
    )


def _ends(
    events: Any, key: sa.ColumnElement[Any], least: int, seconds: int, name: str
) -> sa.Subquery:
    """Events that end so many within the time: key, id, first_at (of the first of them), last_at.

    Those so many events back are looked at rather than a window of time, which engines frame in
    different ways.
    """
    c = events.c
    first = sa.func.lag(c.at, number(least - 1), moment(EARLIEST)).over(
        partition_by=key, order_by=(c.at, c.id)
    )
    every = sa.select(key.label("key"), c.id, first.label("first_at"), c.at.label("last_at"))
    e = every.where(key.is_not(None)).subquery(f"{name}_every").c
    enough = sa.and_(e.first_at <= e.last_at, e.first_at >= seconds_later(e.last_at, -seconds))
    return sa.select(e.key, e.id, e.first_at, e.last_at).where(enough).subquery(f"{name}_ends")
