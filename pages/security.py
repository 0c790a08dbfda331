"""Security: who got in, who could not, who changed what, and what of it deserves a look."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from pages.security_tabs import failures, flags, getting_in, logins, membership, settings
from pages.shared import states, visit
from pages.shared.figures import Figures, figures, steps_of
from pages.shared.log_table import log_table, logs_shown
from pages.shared.reach import reach
from pages.shared.tiles import Tile
from pages.shared.window import Buckets
from queries.filters import LogFilter
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
            "Users added, invited, changed or removed, in the organisation and in apps.",
            log_types=(*ORGANISATION_MEMBERSHIP, *APP_MEMBERSHIP),
        ),
    ),
)

TABS: Mapping[str, Callable[[Buckets], None]] = {
    "Logins": logins.tab,
    "Failures": failures.tab,
    "Flags": flags.tab,
    "Membership": membership.tab,
    "Settings": settings.tab,
    getting_in.TITLE: getting_in.tab,
}


def page() -> None:
    """Draw the page."""
    missing = states.absence()
    here = reach()
    if missing is not None or here is None:
        if missing is not None:
            states.show(missing)
        return
    shown = security_logs(visit.current().filter)
    steps = steps_of(here)
    figures(FIGURES, steps, here, logs=logs_shown(shown).total if shown else 0)
    places = st.tabs(list(TABS), key="tab", bind="query-params")
    for draw, place in zip(TABS.values(), places, strict=True):
        if place.open:
            with place:
                draw(steps)
    st.subheader("The security logs", anchor=False)
    if shown is None:
        st.caption("The log types that are filtered for are none of security's.")
    else:
        log_table(shown)


def security_logs(asked: LogFilter) -> LogFilter | None:
    """The filter, of its log types only those of security; None where it lets none through."""
    seen = visit.answer("log_types_seen", filter=LogFilter())
    return asked.typed(SECURITY, list(seen["log_type"]))
