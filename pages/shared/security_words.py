"""What the answers on security call things, in words."""

from __future__ import annotations

from collections.abc import Mapping

_WORDS: Mapping[str, str] = {
    "sso": "Single sign-on",
    "first": "First login",
    "still_failing": "Nothing so far",
    "two_factor_added": "2FA added",
    "two_factor_removed": "2FA removed",
    "token_removed": "API token removed",
    "verification_sms": "Verification SMS",
    "organisation": "By an admin",
    "organisation_changed": "Changed by an admin",
    "organisation_added": "Added to the organisation",
    "organisation_invited": "Invited to the organisation",
    "organisation_removed": "Removed from the organisation",
    "organisation_unblocked": "Unblocked",
    "organisation_blocked": "Blocked",
    "app_added": "Given access to an app",
    "app_changed": "Access to an app changed",
    "app_removed": "Access to an app removed",
}


def event_words(name: str) -> str:
    """The words for what an answer names so: sign_in_failed is "Sign in failed"."""
    return _WORDS.get(name, name.replace("_", " ").capitalize())
