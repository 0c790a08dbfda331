"""Membership: who came, who went, who let them, and who is in as far as the logs know."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import streamlit as st

from pages.shared import links, publishes, sides, visit, ways
from pages.shared.answer_table import Row, Shown, answer_table
from pages.shared.balance import balance
from pages.shared.evidence import titled
from pages.shared.window import Buckets, moment_of
from queries.security_types import APP_MEMBERSHIP, ORGANISATION_MEMBERSHIP

_LATEST = 200


def tab(steps: Buckets) -> None:
    """Draw the tab."""
    left, right = st.columns([5, 4], gap="medium")
    with left:
        _net(steps)
    with right:
        _actors()
    _changes("Organisation: added, changed, removed", "organisation_membership_changes")
    _changes("Apps: added, changed, removed", "app_membership_changes", app=True)
    _members()


def _net(steps: Buckets) -> None:
    unit = "day" if steps.unit == "hour" else steps.unit
    found = visit.answer("membership_over_time", unit=unit)
    titled(
        f"Added and removed by {unit}",
        "Invitations and changes of a role do not count. Click a bar for its logs.",
        "membership_over_time",
        "membership",
        unit=unit,
    )
    if found.empty:
        st.caption("Nobody was added or removed in this time.")
        return

    def draw(steps: Buckets) -> None:
        key = sides.sided("membership_chart")
        sides.chart(
            publishes.over_dates(balance(visit.answer("membership_over_time", unit=unit)), unit),
            key="membership_chart",
            selection_mode="points",
            on_select=partial(_clicked, key, steps if steps.unit == unit else None),
            alt=f"Bars of members added and removed per {unit}. The rows are under Rows and SQL.",
        )

    sides.over_time(steps, draw)


def _clicked(key: str, steps: Buckets | None) -> None:
    """Open the logs of a bar that was clicked: of a step, or of a day where steps are shorter."""
    points = st.session_state[key]["selection"]["points"]
    if not points or publishes.open_mark(key):
        return
    zone = visit.current().filter.zone
    start = date.fromisoformat(str(points[0]["x"])[:10])
    end = steps.end(start) if steps else start + timedelta(days=1)
    types = (*ORGANISATION_MEMBERSHIP, *APP_MEMBERSHIP)
    links.go("audit-log", since=moment_of(start, zone), until=moment_of(end, zone), log_types=types)


def _changes(title: str, question: str, *, app: bool = False) -> None:
    columns = [
        Shown("at", "When"),
        Shown("action", "What", 90, words=lambda row: str(row["action"]).capitalize()),
        ways.user_column("user", "User", 250),
        ways.user_column("by", "By", 250),
        Shown("role", "Role", 100),
        ways.log_column(),
    ]
    if app:
        columns.insert(3, Shown("app", "App", 190, words=ways.app_of))
    answer_table(
        title,
        question,
        columns,
        key=question,
        help=f"The latest {_LATEST}; the CSV has all. Click a user for their passport.",
        limit=_LATEST,
    )


def _members() -> None:
    answer_table(
        "Members, as far as the logs know",
        "members_known",
        (
            ways.user_column("user", "User", 250),
            Shown("app", "Of", 190, words=_of_what),
            Shown("role", "Role", 80),
            Shown("state", "State", 75, words=lambda row: str(row["state"]).capitalize()),
            Shown("since", "Since"),
            Shown("known_since", "Known since"),
        ),
        key="members",
        help="At the end of the window. Who was a member before the first log is not known.",
        empty="No log says who is a member.",
    )


def _of_what(row: Row) -> str:
    return "Organisation" if row["origin"] == "organisation" else ways.app_of(row)


def _actors() -> None:
    answer_table(
        "Who made the changes",
        "membership_changes_by_actor",
        (
            ways.user_column("by", "By", 185),
            Shown("added", "Added", 50),
            Shown("invited", "Invited", 52),
            Shown("changed", "Changed", 60),
            Shown("removed", "Removed", 62),
            Shown("unblocked", "Unblocked", 70),
            Shown("last_at", "Last"),
        ),
        key="actors",
    )
