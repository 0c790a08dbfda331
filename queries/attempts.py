"""Attempts to log in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from queries.logs import Logs

_NEAR = timedelta(minutes=1)


def attempts(logs: Logs, *details: str) -> Any:
    """Attempts to log in, as a subquery: one row each. How they are told: `data/attempts.py`.

    Columns: at; attempts (1), and how it ended: one of succeeded, failed, first and sso is 1, the
    others 0; the columns named as details (those of `schema.attempts`), such as user_email, ip or
    device, null where unknown. What the filter is asked of: `Logs.attempts`.
    """
    c = logs.attempts().c
    ended = (c.succeeded, c.failed, c.first, c.sso)
    every = (c.succeeded + c.failed + c.first + c.sso).label("attempts")
    return sa.select(
        c.created_at.label("at"), *(c[name] for name in details), every, *ended
    ).subquery("attempts")


def login_words(logs: Logs) -> Any:
    """What each `user.login` near these logs says, as a subquery: id, word.

    "login" where it succeeded; "login_attempt" where another log tells how it ended.
    """
    c = logs.unnarrowed().around(_NEAR, _NEAR).attempts().c
    entered = sa.select(c.id, sa.literal("login").label("word")).where(c.succeeded == 1)
    beside = sa.select(c.companion_id.label("id"), sa.literal("login_attempt").label("word"))
    return sa.union_all(entered, beside.where(c.companion_id.is_not(None))).subquery("login_words")
