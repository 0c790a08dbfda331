"""One message, its whole life."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.logs import Logs
from queries.portable import micros_between, moment, share
from queries.question import Column, question
from queries.zones import EARLIEST

_STATUSES = ("delivered", "bounced", "delayed", "complaint", "rejected")


@question(
    subject="Email",
    columns=(
        Column("at", "time", "When it happened."),
        Column("what", "text", "sent, or the status: delivered, bounced …"),
        Column("recipient", "text", "Whom the log names; several as a JSON list."),
        Column("reason", "text", "Why, where the source says."),
        Column("seconds_since_previous", "number", "Since the step before; empty for the first."),
        Column("log_type", "text", "Log type."),
        Column("id", "id", "The log."),
    ),
)
def message_thread(logs: Logs, *, message_id: str | None = None) -> sa.Select[Any]:
    """What happened to this message, step by step?

    Every log of an email or SMS with this `message_id` that the viewer may see, at any time, the
    earliest first, provided that the filter matches one of them in the window. Without a message
    there is no answer.
    """
    kinds = ("email.*", "sms.*")
    wanted = sa.literal("" if message_id is None else message_id)
    found = logs.typed(*kinds).rows("message_id").c
    chosen = sa.select(found.message_id).where(found.message_id == wanted)
    names = ("id", "created_at", "log_type", "recipient", "reason", "message_id")
    r = logs.ever().unnarrowed().typed(*kinds).rows(*names).c
    order = (r.created_at, r.id)
    previous = sa.func.lag(r.created_at, 1, moment(EARLIEST)).over(
        partition_by=r.message_id, order_by=order
    )
    steps = sa.select(*r, previous.label("previous")).where(
        r.message_id == wanted, r.message_id.in_(chosen)
    )
    s = steps.subquery("steps").c
    gap = sa.case((s.previous > moment(EARLIEST), micros_between(s.previous, s.created_at)))
    return sa.select(
        s.created_at.label("at"),
        sa.case(*((s.log_type.like(f"%.{name}"), name) for name in _STATUSES), else_="sent").label(
            "what"
        ),
        s.recipient,
        s.reason,
        share(gap, sa.literal(1_000_000)).label("seconds_since_previous"),
        s.log_type,
        s.id,
    ).order_by(s.created_at, s.id)
