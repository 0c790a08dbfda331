"""Before and after a publish: the same app in two windows of one length."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import drill, words
from pages.shared.answer_table import Row, Shown, answer_table
from pages.shared.tables import app_value
from queries.publish_comparison import SHARES

_APP, _AT = "published_app", "published_at"
_LABELS = {_APP: "App", _AT: "Published"}
_DAYS = 7


def compare(row: Row) -> None:
    """Compare before and after the publish of a row (columns at, app_id, app); for callbacks."""
    drill.hold(**{_APP: app_value(row["app_id"], row["app"]), _AT: row["at"].isoformat()})


def comparison() -> None:
    """Draw the comparison that was asked for, if one was."""
    held = drill.held({_APP: bool, _AT: _is_moment})
    if len(held) < len(_LABELS):
        return
    drill.drilled("comparison", _LABELS, held)
    found = answer_table(
        f"{_DAYS} days before and after",
        "publish_comparison",
        (
            Shown("measure", "Measure", 150, words=lambda row: str(row["measure"]).capitalize()),
            Shown("before", "Before", 150, words=lambda row: _amount(row, "before")),
            Shown("after", "After", 150, words=lambda row: _amount(row, "after")),
            Shown("change", "Change", 110, words=lambda row: _change(row, "change")),
            Shown("low", "At least", 110, words=lambda row: _change(row, "low")),
            Shown("high", "At most", 110, words=lambda row: _change(row, "high")),
            Shown("verdict", "What to make of it", 330, words=_verdict),
        ),
        key="publish_comparison",
        help="Both windows are of one length, shorter where the logs begin or end within them. At "
        "least and at most: bounds of the 95% interval.",
        empty="Nothing is known of the app on either side.",
        app=held[_APP],
        at=held[_AT],
        days=_DAYS,
    )
    if not found.empty:
        hours = words.duration(3600 * float(found["hours"].iloc[0]))
        st.caption(
            f"Each window is {hours} long. The bounds take events to be independent; those of one "
            "visit or mailing are not, and whatever else happened then is in the change too."
        )


def _is_moment(text: str) -> bool:
    try:
        return pd.Timestamp(text).tzinfo is not None
    except ValueError:
        return False


def _amount(row: Row, side: str) -> str:
    count = int(row[side])
    total: Any = row[f"{side}_total"]
    if row["measure"] not in SHARES:
        return words.number(count)
    if pd.isna(total) or not total:
        return "none"
    return f"{words.percent(count / int(total))} of {words.number(int(total))}"


def _change(row: Row, name: str) -> str:
    value: Any = row[name]
    if pd.isna(value):
        return ""
    points = 100 * float(value) if row["measure"] in SHARES else 100 * (float(value) - 1)
    return f"{points:+,.1f} {'pp' if row['measure'] in SHARES else '%'}"


def _verdict(row: Row) -> str:
    low: Any = row["low"]
    high: Any = row["high"]
    none: float = 0 if row["measure"] in SHARES else 1
    if pd.isna(low):
        return "Too little is known"
    if low > none:
        return "More, and hardly by chance"
    if not pd.isna(high) and high < none:
        return "Less, and hardly by chance"
    return "Chance alone may explain it"
