"""Logs of what somebody did to an account: whose it is, and who did it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa

from data.errors import InvalidFilter
from queries.clauses import UserMatch
from queries.logs import Logs

_ADMINS = "organization."
_TO_OTHERS = (_ADMINS, "app.")
"""Beginnings of log types of which the user is not the one it was done to, even where the log does
not say who that is."""

_READ = ("id", "created_at", "log_type", "user_email", "studio_user_email", "subject_user")


def done_by(c: Any) -> sa.ColumnElement[Any]:
    """Who sat there: the Studio user who acted as somebody else, else the user."""
    return sa.func.coalesce(c.studio_user_email, c.user_email)


def account_logs(logs: Logs, words: Mapping[str, str], *further: str) -> Any:
    """Logs of the types that `words` has, as a subquery.

    Columns: id, created_at, log_type, what (the word for the log type), user (whose account it is:
    whom the log names as the one it was done to, else, for what people do themselves, the user;
    null where unknown), by (see `done_by`), on_behalf (somebody else than the user did it, or an
    admin did it to nobody knows whom), and the columns of `logs` named further.
    """
    c = logs.typed(*words).rows(*dict.fromkeys((*_READ, *further))).c
    to_others = [log_type for log_type in words if log_type.startswith(_TO_OTHERS)]
    by_admins = [log_type for log_type in words if log_type.startswith(_ADMINS)]
    themself = sa.case((c.log_type.not_in(to_others), c.user_email))
    user = sa.func.coalesce(c.subject_user, themself)
    another = done_by(c) != user
    by_admin = sa.and_(c.log_type.in_(by_admins), sa.func.coalesce(another, sa.true()))
    return sa.select(
        c.id,
        c.created_at,
        c.log_type,
        sa.case(words, value=c.log_type).label("what"),
        user.label("user"),
        done_by(c).label("by"),
        sa.or_(by_admin, sa.func.coalesce(another, sa.false())).label("on_behalf"),
        *(c[name] for name in further),
    ).subquery("account")


def so_far(logs: Logs) -> Logs:
    """The same logs from the first one on, up to the window's end, whoever wrote them.

    For what holds at the window's end. The filter's user is left out, as others change a user's
    state too; ask for the state of that user with `accounts_asked_for`.
    """
    return replace(logs, filter=replace(logs.filter, since=None, user=""))


def asked_address(logs: Logs, email: str | None) -> str | None:
    """The one address that is asked about, in lower case as the logs hold it: the option `email`,
    else the one that the filter's user part is equal to; None where that may match several.

    Raises InvalidFilter for an option that is no address.
    """
    if email is None:
        return logs.filter.one_user
    address = email.strip().lower()
    if not address or '"' in address:
        raise InvalidFilter(f"email must be an address: {email!r}")
    return address


def accounts_asked_for(logs: Logs, user: sa.ColumnElement[Any]) -> list[sa.ColumnElement[bool]]:
    """Conditions that keep the accounts that the filter's user part matches, if it has one.

    Of "A as B" they are those that B matches.
    """
    match = UserMatch.read(logs.filter.user)
    if not match.user:
        return []
    known = SimpleNamespace(user_email=user, studio_user_email=user)
    return [UserMatch(user=match.user, actor="", acting=True).clause(known)]
