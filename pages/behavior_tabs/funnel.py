"""Funnel: steps that somebody chooses, how many users go on from one to the next, who stops."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from pages.behavior_tabs.funnel_choice import Chosen, chosen, controls
from pages.shared import charts, visit, ways, words
from pages.shared.answer_table import Row, Shown, answer_table
from pages.shared.delivery_words import seconds_words
from pages.shared.evidence import titled
from pages.shared.funnel import Step, funnel
from pages.shared.palette import AMOUNT
from pages.shared.window import Buckets
from queries.funnel_steps import FEWEST

_MOST = 200


def tab(_steps: Buckets) -> None:
    """Draw the tab."""
    asked = chosen()
    controls(asked)
    if len(asked.steps) < FEWEST:
        st.caption(
            "Choose two to five steps: screens, app events or log types. Users count as far as "
            "they got in that order, with anything in between."
        )
        return
    found = visit.answer("funnel", **asked.options)
    if found.empty:
        st.caption("Nobody took the first step in this time.")
        return
    left, right = st.columns([5, 4], gap="medium")
    with left:
        _chart(asked, found)
    with right:
        _table(asked, [int(users) for users in found["users"]])
    _stopped(asked, found)


def _chart(asked: Chosen, found: pd.DataFrame) -> None:
    limit = words.duration(asked.within)
    titled(
        "How many go on",
        f"Users who took the steps in this order, the last at most {limit} after the first.",
        "funnel",
        "funnel_bars",
        **asked.options,
    )
    steps = [
        Step(words.shortened(str(row["label"]), 34), AMOUNT, int(row["users"]))
        for row in found.to_dict("records")
    ]
    st.plotly_chart(
        funnel(steps),
        key="funnel_chart",
        config=dict(charts.CONFIG),
        alt=f"Bars of users by step: {', '.join(words.number(step.count) for step in steps)}.",
    )


def _table(asked: Chosen, users: list[int]) -> None:
    stopped = [here - there for here, there in zip(users, [*users[1:], 0], strict=True)]

    def said(row: Row) -> str:
        step = int(row["step"])
        count = words.number(stopped[step - 1])
        return f"{count} did it all" if step == len(users) else f"{count} stopped"

    answer_table(
        "Step by step",
        "funnel",
        (
            Shown("step", "Step", 45),
            Shown("label", "What", 150),
            Shown("users", "Users", 60),
            Shown("share_of_previous", "Went on", 70, share=True),
            Shown("median_seconds", "Half within", 85, words=_time),
            Shown("stopped", "Then", 110, words=said, open=_open),
        ),
        key="funnel_steps",
        help="Went on: of the users of the step before. Half within: the median time from the "
        "first step. Click who stopped to see them.",
        **asked.options,
    )


def _time(row: Row) -> str:
    seconds: Any = row["median_seconds"]
    return "" if pd.isna(seconds) else seconds_words(seconds)


def _open(row: Row) -> None:
    st.query_params["stopped"] = str(int(row["step"]))


def _stopped(asked: Chosen, found: pd.DataFrame) -> None:
    last = asked.at == len(found)
    label = words.code(words.shortened(str(found["label"].iloc[asked.at - 1])))
    answer_table(
        f"Who did it all, to step {asked.at}, {label}"
        if last
        else f"Who stopped at step {asked.at}, {label}",
        "funnel_stopped",
        (
            ways.user_column("user", "User", 260),
            Shown("entered_at", "Began"),
            Shown("last_at", "Got here"),
            Shown("app", "App", 180, words=ways.app_of),
            ways.device_column(),
            Shown("id", "Log", 95, open=lambda row: ways.open_log({**row, "at": row["last_at"]})),
        ),
        key="funnel_stopped",
        help=f"The latest {_MOST}; the CSV has all. Click a user for their passport.",
        empty="Nobody.",
        limit=_MOST,
        at=asked.at,
        **asked.options,
    )
