"""The log types that the questions on security ask for, in one place, so that all count alike."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LOGINS = ("user.login", "user.login.*")
"""Every attempt to log in and how it ended; see `attempts.attempts`."""

FAILED = "user.login.failed"

ORGANISATION_MEMBERSHIP = (
    "organization.user.create",
    "organization.user.invite",
    "organization.user.update",
    "organization.user.delete",
    "organization.user.unblock",
)
"""Who is in the organisation. An admin's change of a user counts here, and in `PROFILE` too."""

BLOCKED = ("organization.user.block",)
"""Fliplet documents the end of a block and no log of its beginning. This is what one would be
called beside the end's name; no membership, but shown and told should it appear."""

APP_MEMBERSHIP = (
    "app.user.create",
    "app.user.update",
    "app.user.remove",
    "organization.user.app.create",
    "organization.user.app.update",
    "organization.user.app.remove",
)
"""Who may use an app."""

PROFILE = ("user.update", "user.password.update", "organization.user.update")
"""What people change in their account, or an admin for them."""

TWO_FACTOR_ADDED = ("user.twofactor.add",)
TWO_FACTOR_REMOVED = ("user.twofactor.remove", "organization.user.twofactor.remove")

SECURITY_SETTINGS = (
    *TWO_FACTOR_ADDED,
    *TWO_FACTOR_REMOVED,
    "user.session.remove",
    "app.token.remove",
)

ACTION: Mapping[str, str] = MappingProxyType(
    {
        "organization.user.create": "added",
        "organization.user.invite": "invited",
        "organization.user.update": "changed",
        "organization.user.delete": "removed",
        "organization.user.unblock": "unblocked",
        "organization.user.block": "blocked",
        "app.user.create": "added",
        "app.user.update": "changed",
        "app.user.remove": "removed",
        "organization.user.app.create": "added",
        "organization.user.app.update": "changed",
        "organization.user.app.remove": "removed",
    }
)
"""What each membership log says was done to the user."""

SECURITY = tuple(
    dict.fromkeys(
        (
            *LOGINS,
            *ORGANISATION_MEMBERSHIP,
            *BLOCKED,
            *APP_MEMBERSHIP,
            *PROFILE,
            *SECURITY_SETTINGS,
        )
    )
)
"""Everything that the Security page speaks of."""
