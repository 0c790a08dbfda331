"""Questions on logins."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.attempts import attempts
from queries.logs import Logs
from queries.question import Column, question

OUTCOMES: tuple[str, ...] = ("succeeded", "failed", "first", "sso")
"""How an attempt to log in ends; every attempt ends in one way."""


@question(
    subject="Logins",
    chart="bar",
    columns=(
        Column("day", "day", "Day in the asked zone."),
        Column("outcome", "text", "How they ended: succeeded, failed, first or sso."),
        Column("logins", "count", "Attempts to log in; over all outcomes, all of that day."),
    ),
)
def logins_by_day(logs: Logs) -> sa.Select[Any]:
    """How many logins were there each day, and how did they end?

    Every attempt to log in is counted once, under one outcome: failed, first (the user's first
    login), sso (through single sign-on) or succeeded (every other that did). The log of an attempt
    and the one of its outcome are taken for one where they lie within 2 seconds. The day is that
    of the attempt's first log. Outcomes that a day did not see have no row.
    """
    found = attempts(logs).c
    day = logs.bucket(found.at, "day").label("day")
    sums = [sa.func.sum(found[name]).label(name) for name in OUTCOMES]
    daily = sa.select(day, *sums)
    d = daily.group_by(day).cte("daily").c
    each = [
        sa.select(d.day, sa.literal(name).label("outcome"), d[name].label("logins"))
        for name in OUTCOMES
    ]
    every = sa.union_all(*each).subquery("every").c
    return (
        sa.select(every.day, every.outcome, every.logins)
        .where(every.logins > 0)
        .order_by(every.day, every.outcome)
    )
