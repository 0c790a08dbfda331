"""AI services and the events that apps record of their own: use over time, by app and user."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.shared import links, sides, visit, ways
from pages.shared.answer_table import Row, Shown, answer_table
from pages.shared.bars import Part, bars, parts_of
from pages.shared.evidence import titled
from pages.shared.figures import per_unit
from pages.shared.palette import AMOUNT
from pages.shared.window import Buckets
from queries.feature_types import AI, EVENTS
from queries.filters import escaped

AI_PARTS = parts_of(
    {
        "completions": "Completions",
        "images": "Images",
        "transcriptions": "Transcriptions",
        "embeddings": "Embeddings",
        "other": "Other",
    },
    AI,
    rest="other",
)
EVENT_PARTS = (Part("logs", "Events", AMOUNT, EVENTS),)
_MOST = 200


def tab(steps: Buckets) -> None:
    """Draw the tab."""
    left, right = st.columns(2, gap="medium")
    with left:
        _ai(steps)
    with right:
        _events(steps)


def _ai(steps: Buckets) -> None:
    question, options = per_unit("ai_use_over_time", "ai_use_by_hour", steps)
    series = visit.answer(question, **options)
    help = "Requests; whether one was answered the logs do not say. Click a bar for its logs."
    titled(f"AI services by {steps.unit}", help, question, "ai_by", **options)
    if series.empty:
        st.caption("Nothing was asked of an AI service in this time.")
        return
    alt = f"Bars of requests to AI services per {steps.unit}, by kind."
    sides.over_time(
        steps,
        lambda steps: bars("ai_bars", visit.answer(question, **options), AI_PARTS, steps, alt=alt),
    )
    counts = (
        Shown("requests", "Requests", 70),
        Shown("completions", "Completions", 85),
        Shown("images", "Images", 60),
        Shown("transcriptions", "Transcripts", 80),
        Shown("embeddings", "Embeddings", 80),
        Shown("other", "Other", 50),
        Shown("last_at", "Last"),
    )
    answer_table("AI by app", "ai_by_app", (ways.app_column(), *counts), key="ai_apps")
    user = ways.user_column("user", "User", 200)
    answer_table("AI by user", "ai_by_user", (user, *counts), key="ai_users", limit=_MOST)


def _events(steps: Buckets) -> None:
    question, options = per_unit("app_events_over_time", "app_events_by_hour", steps)
    series = visit.answer(question, **options)
    help = "Analytics events that apps record of their own. Click a bar for its logs."
    titled(f"App events by {steps.unit}", help, question, "events_by", **options)
    if series.empty:
        st.caption("No app recorded an event of its own in this time.")
        return
    alt = f"Bars of app events per {steps.unit}."
    sides.over_time(
        steps,
        lambda steps: bars(
            "events_bars", visit.answer(question, **options), EVENT_PARTS, steps, alt=alt
        ),
    )
    answer_table(
        "By category, action and label",
        "app_events",
        (
            Shown("event_category", "Category", 130, open=_category),
            Shown("event_action", "Action", 120),
            Shown("event_label", "Label", 140),
            Shown("logs", "Events", 60),
            Shown("users", "Users", 55),
            Shown("apps", "Apps", 50),
            Shown("last_at", "Last"),
        ),
        key="app_events",
        help=f"The {_MOST} most frequent; the CSV has all. Click one for its logs.",
        limit=_MOST,
    )
    counts = (Shown("logs", "Events", 60), Shown("last_at", "Last"))
    answer_table(
        "Events by app", "app_events_by_app", (ways.app_column(), *counts), key="event_apps"
    )
    user = ways.user_column("user", "User", 200)
    answer_table(
        "Events by user", "app_events_by_user", (user, *counts), key="event_users", limit=_MOST
    )


def _category(row: Row) -> None:
    """Open the events of a row, which have its category, action and label; for callbacks."""
    keys = tuple(
        (name, escaped(str(row[name])))
        for name in ("event_category", "event_action", "event_label")
        if not pd.isna(row[name])
    )
    links.go("audit-log", log_types=EVENTS, keys=keys)
