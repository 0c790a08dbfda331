"""Logins over time: how they ended, how many failed, and who logged in where."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from pages.shared import sides, visit, ways
from pages.shared.answer_table import Shown, answer_table
from pages.shared.bars import Part, bars, rate
from pages.shared.evidence import titled
from pages.shared.figures import per_unit
from pages.shared.palette import OUTCOME_COLOURS
from pages.shared.security_words import event_words
from pages.shared.window import Buckets
from queries.logins import OUTCOMES
from queries.security_types import FAILED, LOGINS

_TYPES: Mapping[str, tuple[str, ...]] = {
    # Nothing but the absence of the others tells a plain success: all attempts are shown.
    "succeeded": LOGINS,
    "failed": (FAILED,),
    "first": ("user.login.first",),
    "sso": ("user.login.sso",),
}
PARTS = tuple(
    Part(name, event_words(name), OUTCOME_COLOURS[name], _TYPES[name]) for name in OUTCOMES
)

MOST = 200
"""So many users are shown, those with most logins first; the CSV has all."""


def tab(steps: Buckets) -> None:
    """Draw the tab."""
    question, options = per_unit("security_figures_over_time", "security_figures_by_hour", steps)
    series = partial(visit.answer, question, **options)
    left, right = st.columns([5, 3], gap="medium")
    with left:
        titled(
            f"Logins by {steps.unit}",
            "Each attempt once, by how it ended. Click a bar for its logs.",
            question,
            "logins",
            **options,
        )
        alt = f"Bars of logins per {steps.unit}, by outcome."
        sides.over_time(steps, lambda steps: bars("logins", series(), PARTS, steps, alt=alt))
    with right:
        titled(
            "Failure rate",
            "Failed attempts of all. Click a mark for them.",
            question,
            "rate",
            **options,
        )
        line = f"Line of the share of logins that failed, per {steps.unit}."
        failed = next(part for part in PARTS if part.name == "failed")
        sides.over_time(
            steps,
            lambda steps: rate("failure_rate", series(), failed, "logins", steps, alt=line),
        )
    apps, studio = st.columns(2, gap="medium")
    with apps:
        _who("Who logged in to apps", "app_logins", "app")
    with studio:
        _who("Who logged in to Studio", "studio_logins", "studio")


def _who(title: str, question: str, category: str) -> None:
    answer_table(
        title,
        question,
        (
            ways.user_column("user", "User", 225),
            Shown("logins", "Logins", 55),
            Shown("failed", "Failed", 55),
            Shown("first", "First", 45),
            Shown("sso", "SSO", 45),
            Shown("last_at", "Last"),
        ),
        key=question,
        help=f"Logins of the category {category}. Click a user for their passport.",
        empty="Nobody in this time.",
        limit=MOST,
    )
