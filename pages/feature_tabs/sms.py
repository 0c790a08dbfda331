"""SMS: how many, what for, and the little that is known of their arrival."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pages.shared import sides, visit, ways, words
from pages.shared.answer_table import Row, Shown, answer_table
from pages.shared.bars import Part, bars
from pages.shared.evidence import titled
from pages.shared.facts import facts
from pages.shared.figures import per_unit
from pages.shared.palette import OUTCOME_COLOURS, UNKNOWN
from pages.shared.window import Buckets
from queries.feature_types import SMS

PARTS = (
    Part("arrived", "Arrived", OUTCOME_COLOURS["delivered"], SMS),
    Part("failed", "Failed", OUTCOME_COLOURS["failed"], SMS),
    Part("not_reported", "Not reported", UNKNOWN, SMS, hatched=True),
)
_MOST = 200


def tab(steps: Buckets) -> None:
    """Draw the tab."""
    question, options = per_unit("sms_outcomes_over_time", "sms_outcomes_by_hour", steps)
    figures = visit.answer("sms_figures").iloc[0].to_dict()
    if not figures["sent"]:
        st.caption("No SMS was sent in this time.")
        return
    left, right = st.columns([5, 4], gap="medium")
    with left:
        titled(f"SMS by {steps.unit}", "Click a bar for its logs.", question, "sms_by", **options)
        alt = f"Bars of SMS per {steps.unit}, by what is known of their arrival."
        sides.over_time(
            steps,
            lambda steps: bars(
                "sms_bars", visit.answer(question, **options), PARTS, steps, alt=alt
            ),
        )
    with right:
        _known(figures)
        _kinds()
    _apps()
    _list()


def _known(figures: Mapping[Any, Any]) -> None:
    titled("What is known", "The source rarely says what became of an SMS.", "sms_figures", "known")
    sent, silent = int(figures["sent"]), int(figures["not_reported"])
    facts(
        (
            ("Sent", words.number(sent), "Each log is one SMS."),
            ("Arrived", words.number(figures["arrived"]), "The log says that it was delivered."),
            ("Failed", words.number(figures["failed"]), "The log says so, or reports an error."),
            (
                "Not reported",
                f"{words.number(silent)} · {words.percent(silent / sent)}",
                "Whether they arrived nobody knows.",
            ),
            ("Recipients", words.number(figures["recipients"]), "Different numbers."),
        )
    )


_COUNTS = (
    Shown("sent", "Sent", 60),
    Shown("arrived", "Arrived", 65),
    Shown("failed", "Failed", 60),
    Shown("not_reported", "Not reported", 90),
    Shown("recipients", "Recipients", 80),
)


def _kinds() -> None:
    answer_table(
        "By kind",
        "sms_by_kind",
        (Shown("kind", "Kind", 150, words=_kind), *_COUNTS),
        key="sms_kinds",
    )


def _apps() -> None:
    answer_table(
        "By app",
        "sms_by_app",
        (ways.app_column(width=240), *_COUNTS, Shown("last_at", "Last")),
        key="sms_apps",
        help="Click an app to see only its SMS.",
    )


def _list() -> None:
    answer_table(
        "SMS",
        "sms_sent",
        (
            Shown("at", "Sent"),
            Shown("kind", "Kind", 140, words=_kind),
            Shown("recipient", "To", 150),
            Shown("outcome", "Outcome", 110, words=lambda row: str(row["outcome"]).capitalize()),
            Shown("status", "Status", 90),
            Shown("error", "Error", 220),
            Shown("app", "App", 160, words=ways.app_of),
            ways.user_column("user", "User", 220),
            ways.message_column(),
            ways.log_column(),
        ),
        key="sms_sent",
        help=f"The latest {_MOST}; the CSV has all.",
        limit=_MOST,
    )


def _kind(row: Row) -> str:
    kind = str(row["kind"])
    return kind[:1].upper() + kind[1:]
