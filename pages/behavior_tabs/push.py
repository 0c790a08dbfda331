"""Push notifications: how many devices they reach, and why they fail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from data.push_errors import push_error
from pages.shared import drill, sides, visit, ways, words
from pages.shared.answer_table import Row, Shown, answer_table
from pages.shared.bars import Part, bars, rate
from pages.shared.evidence import titled
from pages.shared.facts import facts
from pages.shared.figures import per_unit
from pages.shared.palette import OUTCOME_COLOURS
from pages.shared.window import Buckets

TYPES = ("pushNotification.*", "job")
PARTS = (
    Part("success", "Accepted", OUTCOME_COLOURS["delivered"], TYPES),
    Part("failure", "Failed", OUTCOME_COLOURS["failed"], TYPES),
)
_MOST = 200
_LABELS = {"method": "Service", "error": "Error"}


def tab(steps: Buckets) -> None:
    """Draw the tab."""
    question, options = per_unit("push_outcomes_over_time", "push_outcomes_by_hour", steps)
    figures = visit.answer("push_figures").iloc[0].to_dict()
    if not figures["pushes"]:
        st.caption("No push notification was sent in this time.")
        return

    def series() -> pd.DataFrame:
        found = visit.answer(question, **options)
        return found.assign(devices=found["success"] + found["failure"])

    left, right = st.columns([5, 3], gap="medium")
    with left:
        help = "Devices, summed up over nested batches. Click a bar for its logs."
        titled(f"Devices by {steps.unit}", help, question, "push_by", **options)
        alt = f"Bars of devices that push notifications reached or missed, per {steps.unit}."
        sides.over_time(steps, lambda steps: bars("push_bars", series(), PARTS, steps, alt=alt))
    with right:
        titled("Failure rate", "Failed of all devices.", question, "push_rate", **options)
        line = f"Line of the share of devices that failed, per {steps.unit}."
        sides.over_time(
            steps,
            lambda steps: rate("push_rate_line", series(), PARTS[1], "devices", steps, alt=line),
        )
    _known(figures)
    with st.grid(2, min_column_width=480, gap="medium") as grid:
        with grid.cell():
            _apps()
        with grid.cell():
            _methods()
    _errors()
    held = drill.held({"method": bool, "error": bool})
    _of_error(held) if held else _notifications()


def _known(figures: Mapping[Any, Any]) -> None:
    facts(
        (
            ("Notifications", words.number(figures["pushes"]), "Logs of sending one."),
            ("Accepted", words.number(figures["success"]), "Devices: push services took it."),
            ("Failed", words.number(figures["failure"]), "Devices that it failed for."),
            ("Without a result", words.number(figures["no_result"]), "Their log holds none."),
            (
                "Meant for",
                words.number(figures["subscriptions"]),
                "Devices, where the log says how many (subscriptionsCount).",
            ),
            (
                "Not adding up",
                words.number(figures["differing"]),
                "Notifications whose accepted and failed devices are not as many as meant for.",
            ),
        )
    )


_COUNTS = (
    Shown("pushes", "Notifications", 90),
    Shown("success", "Accepted", 75),
    Shown("failure", "Failed", 65),
    Shown("success_rate", "Rate", 65, share=True),
)


def _apps() -> None:
    answer_table(
        "By app",
        "push_by_app",
        (ways.app_column(), *_COUNTS),
        key="push_apps",
        help="Click an app to see only its notifications.",
    )


def _methods() -> None:
    answer_table(
        "By service",
        "push_by_method",
        (Shown("method", "Service", 120, open=_hold("method")), *_COUNTS),
        key="push_methods",
        help="apn is Apple's, gcm Google's, wns Microsoft's. Click one for what failed there.",
    )


def _errors() -> None:
    answer_table(
        "Why they failed",
        "push_errors",
        (
            Shown("method", "Service", 75),
            Shown("error", "Error", 170, open=_hold_error),
            Shown("failures", "Devices", 65),
            Shown("pushes", "Notifications", 90),
            Shown("last_at", "Last"),
            Shown("meaning", "What it means", 380, words=_meaning),
            Shown("advice", "What to do", 380, words=_advice),
        ),
        key="push_errors",
        help="Click an error for its notifications.",
        empty="None failed in this time.",
    )


def _meaning(row: Row) -> str:
    return push_error(str(row["method"]), str(row["error"])).meaning


def _advice(row: Row) -> str:
    return push_error(str(row["method"]), str(row["error"])).action


def _hold(name: str) -> Any:
    return lambda row: drill.hold(**{name: row[name]})


def _hold_error(row: Row) -> None:
    drill.hold(method=row["method"], error=row["error"])


def _of_error(held: Mapping[str, Any]) -> None:
    drill.drilled("pushes_of", _LABELS, held)
    answer_table(
        "Notifications that failed so",
        "push_of_error",
        (
            Shown("at", "Sent"),
            Shown("title", "Title", 260),
            Shown("app", "App", 170),
            Shown("failures", "Failed so", 75),
            Shown("success", "Accepted", 75),
            Shown("failure", "Failed", 65),
            ways.user_column("user", "Sender", 220),
            ways.log_column(),
        ),
        key="push_of_error",
        help=f"The latest {_MOST}; the CSV has all. Click a log to open it.",
        limit=_MOST,
        **held,
    )


def _notifications() -> None:
    answer_table(
        "Notifications",
        "push_notifications",
        (
            Shown("at", "Sent"),
            Shown("title", "Title", 240),
            Shown("app", "App", 150),
            Shown("subscriptions", "Meant for", 80),
            Shown("batches", "Batches", 65),
            Shown("success", "Accepted", 75),
            Shown("failure", "Failed", 65),
            Shown("differs", "Not adding up", 95),
            Shown("errors", "Errors", 200),
            ways.user_column("user", "Sender", 200),
            ways.log_column(),
        ),
        key="notifications",
        help=f"The latest {_MOST}; the CSV has all. Click a log to open it.",
        limit=_MOST,
    )
