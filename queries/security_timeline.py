"""What happened to the security of accounts, in one time line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from queries.account_logs import account_logs, accounts_asked_for
from queries.accounts import PROFILE_CHANGES, SECURITY_CHANGES
from queries.logs import Logs
from queries.options import at_most
from queries.question import Column, question
from queries.security_types import ACTION, APP_MEMBERSHIP, BLOCKED, ORGANISATION_MEMBERSHIP

_LOGINS: Mapping[str, str] = {
    "user.login.failed": "sign_in_failed",
    "user.login.first": "first_sign_in",
}

EVENTS: Mapping[str, str] = {
    **_LOGINS,
    **{log_type: f"{what}_changed" for log_type, what in PROFILE_CHANGES.items()},
    **SECURITY_CHANGES,
    **{
        log_type: f"organisation_{ACTION[log_type]}"
        for log_type in (*ORGANISATION_MEMBERSHIP, *BLOCKED)
    },
    **{log_type: f"app_{ACTION[log_type]}" for log_type in APP_MEMBERSHIP},
}
"""What each log type of the time line is called there."""


def event_detail(c: Any) -> sa.ColumnElement[Any]:
    """The kind of two-factor authentication, the role, or the IP address of a sign-in."""
    address = sa.case((c.log_type.in_(list(_LOGINS)), c.ip))
    return sa.func.coalesce(c.two_factor_kind, c.role, address)


@question(
    subject="Identity",
    columns=(
        Column("at", "time", "When it happened."),
        Column(
            "what",
            "text",
            "sign_in_failed, first_sign_in, password_changed, profile_changed, two_factor_added, "
            "two_factor_removed, sessions_revoked, token_removed, or organisation_ or app_ with "
            "added, invited, changed, removed, blocked or unblocked.",
        ),
        Column("detail", "text", "Kind of 2FA, role, or the IP address of a sign-in, if known."),
        Column("user", "text", "Whose account it is; empty where the log does not say."),
        Column("by", "text", "Who did it: the Studio user where one acted as somebody else."),
        Column("app", "text", "Name of the app at that time."),
        Column("log_type", "text", "Log type."),
        Column("id", "id", "Number of the log."),
    ),
)
def security_timeline(logs: Logs, *, limit: int | None = 200) -> sa.Select[Any]:
    """What happened to accounts, in one time line?

    Failed and first sign-ins, passwords, two-factor authentication, sessions, tokens and
    memberships; one row a log, the newest `limit` first (None: all). A user filter keeps what was
    done to that user and what that user did. Other sign-ins are not listed, as there are many; see
    `login_attempts`.
    """
    everybody = replace(logs, filter=replace(logs.filter, user=""))
    c = account_logs(everybody, EVENTS, "two_factor_kind", "role", "ip", "app_name").c
    about, by = (accounts_asked_for(logs, user) for user in (c.user, c.by))
    newest = sa.select(
        c.created_at.label("at"),
        c.what,
        event_detail(c).label("detail"),
        c.user,
        c.by,
        c.app_name.label("app"),
        c.log_type,
        c.id,
    ).where(*([sa.or_(*about, *by)] if about else []))
    return newest.order_by(c.created_at.desc(), c.id.desc()).limit(at_most(limit))
