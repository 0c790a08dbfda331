"""What went on around one log."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.logs import Logs
from queries.options import whole_number
from queries.question import Column, question
from queries.records import COLUMNS, READS, shown_columns

_LEAST = -(2**63)
"""Logs without a number of their own have a negative one."""


@question(
    subject="Records",
    columns=(
        Column("position", "id", "0 is the log itself, -1 the one just before, 1 just after …"),
        *COLUMNS,
    ),
)
def surroundings(
    logs: Logs,
    *,
    log_id: int | None = None,
    before: int = 20,
    after: int = 20,
    clamp: int | None = None,
) -> sa.Select[Any]:
    """What happened just before and after this log?

    The log `log_id` with the `before` logs just before and the `after` just after it, the earliest
    first, whoever made them: of everything that the viewer may see, at any time, whatever the
    filter asks. Logs of one moment follow by number. `clamp` cuts `data` to so many characters.
    None where the log may not be seen, or without a number.
    """
    every = logs.ever().unnarrowed()
    own = every.rows("id", "created_at").c
    wanted = (
        sa.false() if log_id is None else own.id == whole_number("log_id", log_id, least=_LEAST)
    )
    itself = sa.select(own.created_at, own.id).where(wanted).cte("itself")
    sides = (
        _side(every, itself, whole_number("before", before), -1),
        sa.select(*itself.c, sa.cast(0, sa.BigInteger).label("position")),
        _side(every, itself, whole_number("after", after), 1),
    )
    place = sa.union_all(*sides).cte("place")
    c = every.rows(*READS).c
    same = sa.and_(c.created_at == place.c.created_at, c.id == place.c.id)
    return (
        sa.select(place.c.position, *shown_columns(c, clamp))
        .select_from(sa.join(place, c.id.table, same))
        .order_by(place.c.position)
    )


def _side(every: Logs, itself: sa.CTE, count: int, sign: int) -> sa.Select[Any]:
    """Numbers and positions of the logs nearest to it, before it (sign -1) or after (1)."""
    c, i = every.rows("id", "created_at").c, itself.c
    keys = ((c.created_at, i.created_at), (c.id, i.id))
    (up_to, beyond), (_, beyond_id) = (
        (a >= b, a > b) if sign > 0 else (a <= b, a < b) for a, b in keys
    )
    order = [key if sign > 0 else key.desc() for key, _ in keys]
    # Written so that an engine can skip by the first condition alone.
    follows = sa.and_(up_to, sa.or_(beyond, beyond_id))
    joined = sa.join(c.id.table, itself, sa.true())
    nearest = sa.select(c.created_at, c.id).select_from(joined).where(follows)
    n = nearest.order_by(*order).limit(count).subquery("nearest").c
    order = [n[key.name] if sign > 0 else n[key.name].desc() for key, _ in keys]
    # ClickHouse counts in unsigned numbers, which it refuses to mix with signed ones.
    distance = sa.cast(sa.func.row_number().over(order_by=order), sa.BigInteger)
    return sa.select(*n, (distance if sign > 0 else -distance).label("position"))
