"""Questions on the addresses that users are known by."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from data.errors import InvalidFilter
from queries.logs import Logs
from queries.options import at_most
from queries.portable import edit_distance
from queries.question import Column, question

_MOST_EDITS = 2
"""Two slips of the keyboard; with more, too many addresses of short names are alike."""


@question(
    subject="Identity",
    columns=(
        Column("user", "text", "The user's address."),
        Column("edits", "count", "Letters to add, drop or replace to get from one to the other."),
        Column("logs", "count", "Logs of that user."),
    ),
)
def addresses_like(
    logs: Logs, *, email: str | None = None, limit: int | None = 5
) -> sa.Select[Any]:
    """Which users have nearly this address?

    Users whose address is one or two letters away from `email`, the nearest `limit` first (None:
    all), of them the busiest. The filter's user part does not count. Letters that changed places
    are two edits, and so is an accent that is missing. Without an address there is no answer.
    """
    if email is not None and not email.strip():
        raise InvalidFilter("email must be an address")
    source = replace(logs, filter=replace(logs.filter, user="")).counted_users(zoned=False)
    c = source.c
    users = sa.select(c.user_email, source.logs.label("logs")).group_by(c.user_email)
    u = users.subquery("users").c
    wanted = sa.literal("" if email is None else email.strip().lower())
    near = sa.select(u.user_email, edit_distance(u.user_email, wanted).label("edits"), u.logs)
    n = near.subquery("near").c
    return (
        sa.select(n.user_email.label("user"), n.edits, n.logs)
        .where(sa.false() if email is None else n.edits.between(1, _MOST_EDITS))
        .order_by(n.edits, n.logs.desc(), n.user_email)
        .limit(at_most(limit))
    )
