"""Any number of logs cut into slices of time that fit into memory, newest first.

The store's order is the order of arrival. Sorting everything would take memory for everything; so
the logs are cut by time into slices of about the same size, and each slice is sorted by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import sqlalchemy as sa

from queries.logs import Logs
from queries.portable import letters, moment, trunc_to

BLOCK_LOGS = 1_000_000
"""Logs that are looked at together to cut them; the first slice has to wait for this."""

SLICE_SIZE = 24 * 2**20
"""The most that a slice holds, in characters, of more than one log."""

_SHORT_FIELDS = 200
"""Characters of a log beside its `data` and `extra`, about."""

Edge = tuple[datetime, int | None]
"""A place in the order of time and id: at that log, or before all logs of that moment."""


@dataclass(frozen=True)
class Slice:
    """The logs from the edge `oldest` on, that log included, and before `newest`; None is open."""

    newest: Edge | None
    oldest: Edge | None

    def clauses(self, c: Any) -> list[sa.ColumnElement[bool]]:
        """SQL conditions on the columns `created_at` and `id` of `c`."""
        found: list[sa.ColumnElement[bool]] = []
        if self.oldest is not None:
            at, log = moment(self.oldest[0]), self.oldest[1]
            found.append(c.created_at >= at)
            if log is not None:
                found.append(sa.or_(c.created_at > at, c.id >= log))
        if self.newest is not None:
            at, log = moment(self.newest[0]), self.newest[1]
            if log is None:
                found.append(c.created_at < at)
            else:
                found += [c.created_at <= at, sa.or_(c.created_at < at, c.id < log)]
        return found


def slices(connection: sa.Connection, logs: Logs) -> Iterator[Slice]:
    """Slices that together hold each of these logs once, the newest slice first.

    No slice holds more than `SLICE_SIZE` characters, unless a single log does.
    """
    edges: list[Edge | None] = [None, *_block_edges(connection, logs), None]
    for newest, oldest in pairwise(edges):
        yield from _cut(connection, logs, Slice(newest, oldest))


def _block_edges(connection: sa.Connection, logs: Logs) -> list[Edge]:
    """Beginnings of hours that part the logs of the window into blocks, whatever the filter."""
    source = logs.unnarrowed().counted(zoned=False)
    hour = _hour(source.at).label("hour")
    counts = sa.select(hour, source.logs.label("logs")).group_by(hour).order_by(hour.desc())
    edges: list[Edge] = []
    held = 0
    for at, count in connection.execute(counts):
        held += count
        if held >= BLOCK_LOGS:
            edges.append((_aware(at), None))
            held = 0
    return edges


def _cut(connection: sa.Connection, logs: Logs, block: Slice) -> Iterator[Slice]:
    """Slices of a block; none where it holds none of these logs."""
    rows = logs.rows("created_at", "id", "data", "extra").c
    hour = _hour(rows.created_at).label("hour")
    sizes = sa.select(hour, sa.func.sum(_size(rows)).label("size")).where(*block.clauses(rows))
    found = connection.execute(sizes.group_by(hour).order_by(hour.desc())).all()
    edges: list[Edge | None] = []
    newer = block.newest
    held = 0
    for at, size in found:
        begins = (_aware(at), None)
        if held and held + size > SLICE_SIZE:
            edges.append(newer)
            held = 0
        held += size
        if size > SLICE_SIZE:
            edges += _edges_within(connection, logs, Slice(newer, begins))
            held = SLICE_SIZE
        newer = begins
    if found:
        yield from (Slice(*pair) for pair in pairwise([block.newest, *edges, block.oldest]))


def _edges_within(connection: sa.Connection, logs: Logs, hour: Slice) -> list[Edge]:
    """Single logs that part those of an hour into slices."""
    rows = logs.rows("created_at", "id", "data", "extra").c
    size = _size(rows)
    reached = sa.func.sum(size).over(order_by=(rows.created_at.desc(), rows.id.desc()))
    sized = sa.select(rows.created_at, rows.id, size.label("size"), reached.label("reached"))
    c = sized.where(*hour.clauses(rows)).subquery("sized").c
    # The log with which the sum passes a multiple of the limit is the last of its slice.
    passed = sa.select(c.created_at, c.id).where(c.reached % SLICE_SIZE < c.size)
    ordered = passed.order_by(c.created_at.desc(), c.id.desc())
    return [(_aware(at), log) for at, log in connection.execute(ordered)]


def _size(rows: Any) -> sa.ColumnElement[int]:
    texts = [sa.func.coalesce(letters(rows[name]), 0) for name in ("data", "extra")]
    return texts[0] + texts[1] + _SHORT_FIELDS


def _hour(at: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    return trunc_to(sa.literal("hour", literal_execute=True), at)


def _aware(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=UTC)
