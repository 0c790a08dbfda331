"""Before and after a publish: the same app in two windows of one length."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import drill, labels, publishes, visit, ways, words
from pages.shared.answer_table import Row, Shown, answer_table
from queries.publish_comparison import SHARES

_DAYS = 7
_CHOSEN = "publish_compared"
_OFFERED = 200


def comparison() -> None:
    """Draw the comparison that was asked for, if one was."""
    held = drill.held({publishes.APP: bool, publishes.AT: _is_moment})
    if len(held) < 2:
        return
    app, at = held[publishes.APP], publishes.in_utc(pd.Timestamp(held[publishes.AT]))
    _which(app, at)
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
        app=app,
        at=at,
        days=_DAYS,
    )
    if not found.empty:
        hours = words.duration(3600 * float(found["hours"].iloc[0]))
        st.caption(
            f"Each window is {hours} long. The bounds take events to be independent; those of one "
            "visit or mailing are not, and whatever else happened then is in the change too."
        )


def _which(app: str, at: str) -> None:
    """The publish that is compared, among the others of this time, and a way to put it away."""
    others = visit.answer("publish_marks", limit=_OFFERED).to_dict("records")
    offered = {(app, at): labels.value_words("apps", app)}
    offered |= {publishes.named(row): ways.app_of(row) for row in others}
    said = {key: f"{_clock(key[1])} · {name}" for key, name in offered.items()}
    st.session_state[_CHOSEN] = (app, at)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.selectbox(
            "Publish to compare with the time before it",
            sorted(offered, key=lambda key: key[1], reverse=True),
            format_func=said.__getitem__,
            key=_CHOSEN,
            on_change=_choose,
            width=460,
        )
        st.button(
            "Close",
            key="comparison_close",
            icon=":material/close:",
            type="tertiary",
            on_click=drill.hold,
            kwargs={publishes.APP: None, publishes.AT: None},
        )


def _clock(at: str) -> str:
    return words.clock(pd.Timestamp(at).to_pydatetime(), visit.current().filter.zone)


def _choose() -> None:
    app, at = st.session_state[_CHOSEN]
    drill.hold(**{publishes.APP: app, publishes.AT: at})


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
