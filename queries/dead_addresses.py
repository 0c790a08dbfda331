"""Addresses that emails do not reach."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.logs import Logs
from queries.options import at_most, whole_number
from queries.portable import count_of, count_where, latest_value
from queries.question import Column, question

_FAILED = ("bounced", "rejected")
_ARRIVED = ("delivered", "complaint")


@question(
    subject="Email",
    columns=(
        Column("recipient", "text", "The address."),
        Column("failures", "count", "Emails to it that bounced or were rejected."),
        Column("first_at", "time", "When the first of them did."),
        Column("last_at", "time", "When the last of them did."),
        Column("wasted", "count", "Those of them that were sent after the first failure."),
        Column("reason", "text", "The latest reason given."),
        Column("fixed_at", "time", "When an email arrived after the last failure; else empty."),
    ),
)
def dead_addresses(logs: Logs, *, at_least: int = 2, limit: int | None = None) -> sa.Select[Any]:
    """Which addresses do emails not reach, again and again?

    Recipients of `at_least` so many deliveries that bounced or were rejected in the end, the
    `limit` with most first (None: all). An address is fixed by an email that was sent in the window
    and arrived, whenever; one that somebody complained about arrived too. Failures whose trigger
    is not in the data count, but it is not known of them whether they were sent in vain.
    """
    least = whole_number("at_least", at_least, least=1)
    f = _failures(logs, least)
    d = logs.deliveries().c
    repeated = sa.and_(d.outcome.in_(_FAILED), d.triggered == 1, d.created_at > f.first_at)
    arrived = sa.and_(d.outcome.in_(_ARRIVED), d.outcome_at > f.last_at)
    keys = (f.recipient, f.failures, f.first_at, f.last_at)
    return (
        sa.select(
            *keys,
            count_where(repeated).label("wasted"),
            f.reason,
            sa.func.min(sa.case((arrived, d.outcome_at))).label("fixed_at"),
        )
        .select_from(sa.join(f.failures.table, d.log_id.table, f.recipient == d.recipient))
        .group_by(*keys, f.reason)
        .order_by(f.failures.desc(), f.recipient)
        .limit(at_most(limit))
    )


def _failures(logs: Logs, least: int) -> Any:
    """Recipients with at least so many failures: how many, the first, the last and why."""
    d = logs.deliveries().c
    failures = count_of(d.log_id).label("failures")
    return (
        sa.select(
            d.recipient,
            failures,
            sa.func.min(d.outcome_at).label("first_at"),
            sa.func.max(d.outcome_at).label("last_at"),
            latest_value(d.reason, d.outcome_at).label("reason"),
        )
        .where(d.outcome.in_(_FAILED), d.recipient.is_not(None))
        .group_by(d.recipient)
        .having(count_of(d.log_id) >= least)
        .subquery("failed")
        .c
    )
