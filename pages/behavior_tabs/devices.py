"""Devices: platforms, systems, models and app versions, by users, sessions and logs."""

from __future__ import annotations

import streamlit as st

from pages.shared import ways
from pages.shared.answer_table import Shown, answer_table
from pages.shared.window import Buckets

_MOST = 200
_COUNTS = (
    Shown("users", "Users", 65),
    Shown("sessions", "Sessions", 75),
    Shown("logs", "Logs", 75),
)


def tab(_steps: Buckets) -> None:
    """Draw the tab."""
    with st.grid(2, min_column_width=480, gap="medium") as grid:
        with grid.cell():
            answer_table(
                "Platforms",
                "platforms",
                (Shown("platform", "Platform", 200), *_COUNTS),
                key="platforms",
            )
        with grid.cell():
            answer_table(
                "Operating systems",
                "operating_systems",
                (Shown("os", "System", 200), *_COUNTS),
                key="systems",
                limit=_MOST,
            )
        with grid.cell():
            answer_table(
                "Models of devices",
                "devices",
                (Shown("model", "Model", 170), Shown("devices", "Devices", 70), *_COUNTS),
                key="models",
                help="Few logs name the model; it is looked up by the device.",
                limit=_MOST,
            )
        with grid.cell():
            answer_table(
                "App versions",
                "app_versions",
                (
                    ways.app_column(width=150),
                    Shown("version", "Version", 90),
                    Shown("users", "Users", 65),
                    Shown("devices", "Devices", 70),
                    Shown("logs", "Logs", 70),
                ),
                key="versions",
                limit=_MOST,
            )
