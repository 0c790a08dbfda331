"""Attempts to log in."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from queries.logs import Logs
from queries.portable import as_text

_NEAR = timedelta(minutes=1)
_NUMBER = "number "


def known_user(c: Any) -> sa.ColumnElement[Any]:
    """Who tried, as `data/attempts.py` tells users apart: the address, else "number 5" for the user
    of that number; null for nobody known."""
    number = sa.literal(_NUMBER, sa.Text).concat(as_text(c.user_id))
    return sa.func.coalesce(c.user_email, number)


def user_number(user: str) -> int | None:
    """The number, where `known_user` tells a user by it; None for an address."""
    number = user.removeprefix(_NUMBER)
    return int(number) if re.fullmatch(r"-?[0-9]{1,19}", number) and number != user else None


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
