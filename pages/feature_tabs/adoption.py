"""Adoption: how many use each family of features, and which no one uses any more."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import links
from pages.shared.answer_table import Row, Shown, answer_table
from pages.shared.tiles import change
from pages.shared.window import Buckets
from queries.feature_types import FAMILIES

_FAMILIES = {family.name: family for family in FAMILIES}


def tab(_steps: Buckets) -> None:
    """Draw the tab."""
    answer_table(
        "Use of each family of features",
        "feature_adoption",
        (
            Shown("family", "Family", 200, open=_of_family, words=_label),
            Shown("users", "Users", 70),
            Shown("change", "Against the time before", 160, words=_change),
            Shown("new_users", "New", 70),
            Shown("returning_users", "Returning", 80),
            Shown("apps", "Apps", 60),
            Shown("logs", "Logs", 80),
            Shown("last_at", "Last used"),
        ),
        key="adoption",
        help="A user is who the logs name: of emails and push notifications that is who sent them. "
        "Click a family for its logs.",
        rows_in_sight=len(FAMILIES),
    )
    answer_table(
        "What no one uses any more",
        "features_unused",
        (
            Shown("log_type", "Log type", 280, open=_of_type),
            Shown("family", "Family", 200, words=_label),
            Shown("family_unused", "Whole family", 100),
            Shown("logs", "Logs before", 90),
            Shown("last_at", "Last used"),
        ),
        key="unused",
        help="Used before this time, and not in it.",
        empty="Everything that was used before is used in this time, too.",
    )
    st.caption("A family that was never used has no log, and so no row.")


def _label(row: Row) -> str:
    found = _FAMILIES.get(row["family"])
    return found.label if found else str(row["family"])


def _change(row: Row) -> str:
    before: Any = row["users_before"]
    if pd.isna(before):
        return "nothing to compare with"
    shift = change(int(row["users"]), int(before))
    return f"{shift.text} {shift.than}".strip()


def _of_family(row: Row) -> None:
    links.go("audit-log", log_types=_FAMILIES[row["family"]].types)


def _of_type(row: Row) -> None:
    links.go("audit-log", since=None, until=None, log_types=(row["log_type"],))
