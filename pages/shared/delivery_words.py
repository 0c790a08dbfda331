"""What becomes of messages: the parts of their charts, and their words, the same everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pages.shared import words
from pages.shared.bars import Part
from pages.shared.palette import OUTCOME_COLOURS, UNKNOWN

OUTCOME_WORDS: Mapping[str, str] = {
    "delivered": "Delivered",
    "delayed": "Delayed",
    "bounced": "Bounced",
    "rejected": "Rejected",
    "complaint": "Complaint",
    "no_status": "No status yet",
    "without_trigger": "Sending not in the data",
}
"""What a delivery counts as, in the order of the bars from the axis up."""

EMAIL_PARTS = tuple(
    Part(name, label, OUTCOME_COLOURS.get(name, UNKNOWN), hatched=name not in OUTCOME_COLOURS)
    for name, label in OUTCOME_WORDS.items()
    if name != "without_trigger"
)


def outcome_words(row: Mapping[Any, Any]) -> str:
    """What became of a delivery (columns triggered, outcome)."""
    outcome = row["outcome"] if isinstance(row["outcome"], str) else "no_status"
    said = OUTCOME_WORDS.get(outcome, outcome)
    return said if row["triggered"] else f"{said}, sending not in the data"


def seconds_words(value: Any) -> str:
    """A number of seconds in words; empty where it is not known."""
    return "" if pd.isna(value) else words.duration(float(value))
