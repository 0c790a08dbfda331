"""What came of logins that failed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from queries.account_logs import account_logs
from queries.login_failures import FAILURES, LAST_AT, counts_of, got_in
from queries.logs import Logs
from queries.options import at_most
from queries.question import Column, question
from queries.security_types import ACTION, FAILED, TWO_FACTOR_REMOVED

ACCOUNT_EVENTS: Mapping[str, str] = {
    "user.password.update": "password_changed",
    **dict.fromkeys(TWO_FACTOR_REMOVED, "two_factor_removed"),
    **{
        log_type: action
        for log_type, action in ACTION.items()
        if action in {"removed", "blocked", "unblocked"}
    },
}
"""What can be done to an account of somebody who cannot log in, by log type."""

STILL_FAILING = "still_failing"
"""Nothing followed the last failure of a user."""


@question(
    subject="Login failures",
    columns=(
        Column("user", "text", "The user's address."),
        FAILURES,
        LAST_AT,
        Column(
            "next",
            "text",
            "succeeded (got in), password_changed, two_factor_removed, blocked, unblocked, removed "
            "or, where nothing followed, still_failing.",
        ),
        Column("next_at", "time", "When that happened; empty where nothing did."),
    ),
)
def after_login_failures(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """What happened to users after they failed to log in?

    For each user, those with most failures first (`limit` of them; None: all), the first thing that
    followed the last failure, up to the window's end and whatever else the filter asks: the user
    got in (to any app or Studio), the password was changed,
    two-factor authentication was removed (by the user or an admin), or an admin blocked, unblocked
    or removed the user (from the organisation or an app). Fliplet documents no log of a block,
    only of its end, so that one may well show as still failing; neither do logs tell who gave up.
    Failures and changes that do not say whose they are are left out.
    """
    rows = logs.typed(FAILED).rows("created_at", "user_email").c
    f = (
        sa.select(rows.user_email, *counts_of(rows))
        .where(rows.user_email.is_not(None))
        .group_by(rows.user_email)
        .subquery("failed")
        .c
    )
    n = _first_after(logs, f)
    return (
        sa.select(
            f.user_email.label("user"),
            f.failures,
            f.last_at,
            sa.func.coalesce(n.what, STILL_FAILING).label("next"),
            n.at.label("next_at"),
        )
        .select_from(sa.outerjoin(f.failures.table, n.at.table, n.user == f.user_email))
        .order_by(f.failures.desc(), f.user_email)
        .limit(at_most(limit))
    )


def _first_after(logs: Logs, failed: Any) -> Any:
    """For users, when the first thing after `failed.last_at` happened, and what."""
    entered = got_in(logs).c
    done = account_logs(logs.unnarrowed(), ACCOUNT_EVENTS).c
    e = (
        sa.union_all(
            sa.select(entered.user, entered.at, sa.literal("succeeded").label("what")),
            sa.select(done.user, done.created_at.label("at"), done.what),
        )
        .subquery("events")
        .c
    )
    place = sa.func.row_number().over(partition_by=e.user, order_by=(e.at, e.what)).label("place")
    later = (
        sa.select(e.user, e.at, e.what, place)
        .select_from(sa.join(e.at.table, failed.last_at.table, e.user == failed.user_email))
        .where(e.at > failed.last_at)
        .subquery("later")
        .c
    )
    first = sa.select(later.user, later.at, later.what).where(later.place == 1)
    return first.subquery("next").c
