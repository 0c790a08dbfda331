"""Security: who got in, who could not, who changed what, and what of it deserves a look."""

from __future__ import annotations

from pages.security_tabs import failures, flags, getting_in, logins, membership, settings
from pages.shared.figures import Figures
from pages.shared.tabbed import Tabbed, tabbed
from pages.shared.tiles import Tile
from queries.security_types import (
    APP_MEMBERSHIP,
    FAILED,
    LOGINS,
    ORGANISATION_MEMBERSHIP,
    SECURITY,
    TWO_FACTOR_ADDED,
    TWO_FACTOR_REMOVED,
)

FIGURES = Figures(
    "security_figures",
    "security_figures_over_time",
    "security_figures_by_hour",
    (
        Tile("logins", "Logins", "Attempts to log in, those that failed too.", log_types=LOGINS),
        Tile(
            "failed",
            "Failed logins",
            "Attempts to log in that failed.",
            more_is_worse=True,
            log_types=(FAILED,),
        ),
        Tile(
            "failure_rate",
            "Failure rate",
            "Failed attempts of all attempts to log in.",
            more_is_worse=True,
            share=("failed", ("logins",)),
            log_types=(FAILED,),
        ),
        Tile(
            "users_with_failures",
            "Failing users",
            "Different users, by address, who failed to log in.",
            more_is_worse=True,
            log_types=(FAILED,),
        ),
        Tile(
            "first",
            "First logins",
            "Users who got in for the first time.",
            log_types=("user.login.first",),
        ),
        Tile(
            "sso_share",
            "SSO share",
            "Logins through single sign-on, first logins aside, of all that got in.",
            share=("sso", ("succeeded", "first", "sso")),
            log_types=("user.login.sso",),
        ),
        Tile(
            "two_factor_added",
            "2FA added",
            "Times that somebody added two-factor authentication.",
            log_types=TWO_FACTOR_ADDED,
        ),
        Tile(
            "two_factor_removed",
            "2FA removed",
            "Times that two-factor authentication was removed, by its owner or an admin.",
            more_is_worse=True,
            log_types=TWO_FACTOR_REMOVED,
        ),
        Tile(
            "membership_changes",
            "Memberships",
            "Users added, invited, changed, removed or unblocked, in the organisation and in apps.",
            log_types=(*ORGANISATION_MEMBERSHIP, *APP_MEMBERSHIP),
        ),
    ),
)

PAGE = Tabbed(
    FIGURES,
    {
        "Logins": logins.tab,
        "Failures": failures.tab,
        "Flags": flags.tab,
        "Membership": membership.tab,
        "Settings": settings.tab,
        getting_in.TITLE: getting_in.tab,
    },
    SECURITY,
    "The security logs",
    "The log types that are filtered for are none of security's.",
)


def page() -> None:
    """Draw the page."""
    tabbed(PAGE)
