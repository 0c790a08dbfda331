"""Questions on what is changed in people's accounts: profile, password, second factor, sessions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from queries.account_logs import account_logs
from queries.logs import Logs
from queries.options import at_most
from queries.question import Column, question

PROFILE_CHANGES: Mapping[str, str] = {
    "user.update": "profile",
    "user.password.update": "password",
    "organization.user.update": "organisation",
}
"""What a log of `security_types.PROFILE` says was changed."""

SECURITY_CHANGES: Mapping[str, str] = {
    "user.twofactor.add": "two_factor_added",
    "user.twofactor.remove": "two_factor_removed",
    "organization.user.twofactor.remove": "two_factor_removed",
    "user.session.remove": "sessions_revoked",
    "app.token.remove": "token_removed",
}
"""What a log of `security_types.SECURITY_SETTINGS` says was done."""

_AT = Column("at", "time", "When it happened.")
_BY = Column("by", "text", "Who did it: the Studio user where one acted as somebody else.")
_LOG = (Column("log_type", "text", "Log type."), Column("id", "id", "Number of the log."))
_ON_BEHALF = Column("on_behalf", "flag", "Somebody else did it than the one it was done to.")


@question(
    subject="Security",
    columns=(
        _AT,
        Column(
            "what",
            "text",
            "profile or password, which people change themselves, or organisation, where an "
            "admin changed the user.",
        ),
        Column("user", "text", "Whose it is; empty where an admin's log does not say."),
        _BY,
        *_LOG,
    ),
    codes=["S5"],
)
def profile_changes(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """Who changed their profile or password?

    One row a log, the newest `limit` first (None: all). What was changed in a profile the logs
    mostly do not say, nor whether a password was changed or forgotten and set anew.
    """
    c = account_logs(logs, PROFILE_CHANGES).c
    shown = (c.created_at.label("at"), c.what, c.user, c.by, c.log_type, c.id)
    newest = sa.select(*shown).order_by(c.created_at.desc(), c.id.desc())
    return newest.limit(at_most(limit))


@question(
    subject="Security",
    columns=(
        _AT,
        Column(
            "what",
            "text",
            "two_factor_added, two_factor_removed, sessions_revoked or token_removed.",
        ),
        Column("kind", "text", "Kind of two-factor authentication."),
        Column("user", "text", "Whose account it is; empty for tokens, which belong to apps."),
        _BY,
        _ON_BEHALF,
        Column("app_id", "id", "Number of the app."),
        Column("app", "text", "Name of the app at that time."),
        *_LOG,
    ),
    codes=["S6"],
)
def security_changes(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """Who added or removed security settings?

    Two-factor authentication (2FA) added and removed, by the user or by an admin, sessions revoked
    and API tokens removed; one row a log, the newest `limit` first (None: all). `on_behalf` holds
    for what an admin does to a user and for what a Studio user does acting as somebody else.
    """
    c = account_logs(logs, SECURITY_CHANGES, "two_factor_kind", "app_id", "app_name").c
    newest = sa.select(
        c.created_at.label("at"),
        c.what,
        c.two_factor_kind.label("kind"),
        c.user,
        c.by,
        c.on_behalf,
        c.app_id,
        c.app_name.label("app"),
        c.log_type,
        c.id,
    )
    return newest.order_by(c.created_at.desc(), c.id.desc()).limit(at_most(limit))
