"""What a funnel is about: its steps and its time limit, chosen here and kept in the URL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from data.errors import InvalidFilter
from pages.shared import drill, labels, visit, words
from queries.funnel import DAY, LONGEST
from queries.funnel_steps import FEWEST, MOST, Step, step_text

LIMITS: dict[int, str] = {
    600: "10 minutes",
    1800: "30 minutes",
    3600: "1 hour",
    DAY: "1 day",
    7 * DAY: "7 days",
    30 * DAY: "30 days",
}
"""Time limits to choose from: seconds, with their words. The URL may hold others."""

_SEEN = 200
_STEP, _WITHIN, _AT = "step", "within", "stopped"
_ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth")


@dataclass(frozen=True)
class Chosen:
    """A funnel: texts that `Step.read` reads, at most so many seconds between the first and the
    last, and the number (from 1) of the step whose leavers are listed."""

    steps: tuple[str, ...]
    within: int
    at: int

    @property
    def options(self) -> dict[str, Any]:
        """The options of the question `funnel`."""
        return {"steps": self.steps, "within": self.within}


def chosen() -> Chosen:
    """What the URL holds, as far as it can be understood."""
    given = (text for text in st.query_params.get_all(_STEP) if len(text) <= drill.LONGEST)
    steps = tuple(text for text in given if _reason(text) is None)[:MOST]
    within = _whole(_WITHIN, LONGEST) or DAY
    return Chosen(steps, within, _whole(_AT, max(len(steps), 1)) or 1)


def _whole(name: str, most: int) -> int | None:
    text = st.query_params.get(name, "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0
    return number if 1 <= number <= most else None


def _reason(text: str) -> str | None:
    """Why a text is no step; None where it is one."""
    try:
        Step.read(text)
    except InvalidFilter as error:
        return str(error)
    return None


def controls(asked: Chosen) -> None:
    """Draw a field for each step, one more while there may be more, and the time limit."""
    known = {text: Step.read(text).label for text in asked.steps} | _known()
    shown = min(max(len(asked.steps) + 1, FEWEST), MOST)
    with st.grid(shown + 1, min_column_width=190, gap="small"):
        for number in range(shown):
            value = asked.steps[number] if number < len(asked.steps) else None
            _field(number, value, known)
        _limit(asked.within)


def _field(number: int, value: str | None, known: Mapping[str, str]) -> None:
    key = f"funnel_step_{number}"
    st.session_state[key] = value
    st.selectbox(
        f"{_ORDINALS[number]} step",
        list(known),
        index=None,
        format_func=lambda text: known.get(text, text),
        key=key,
        placeholder="Choose or type",
        accept_new_options=True,
        help=_HELP if number == 0 else None,
        on_change=_take_step,
        args=(number,),
    )


_HELP = (
    "What the logs of this time hold, the most frequent first. Or type one, with * for any text: "
    "`screen:TITLE`, `event:CATEGORY/ACTION/LABEL`, `type:LOG_TYPE`."
)


def _limit(within: int) -> None:
    known = dict(sorted(({within: words.duration(within)} | LIMITS).items()))
    st.session_state["funnel_within"] = within
    st.selectbox(
        "All within",
        list(known),
        format_func=known.__getitem__,
        key="funnel_within",
        help="From the first step to the last. Steps may lie past the end of the window.",
        on_change=_take_limit,
    )


def _take_limit() -> None:
    st.query_params[_WITHIN] = str(st.session_state["funnel_within"])


def _take_step(number: int) -> None:
    given: str | None = st.session_state[f"funnel_step_{number}"]
    text = given.strip() if given else None
    reason = None if text is None else _reason(text)
    if reason is not None:
        visit.refuse(reason)
        return
    steps: list[str | None] = list(chosen().steps)
    steps[number : number + 1] = [text]
    st.query_params[_STEP] = [step for step in steps if step]
    drill.hold(**{_AT: None})


def _known() -> dict[str, str]:
    """Steps that the logs of the visit hold, with their words: screens, events, log types."""
    steps = _screens() | _events() | _types()
    # A browser answers with the words, so two steps must not share them.
    first = {said: text for text, said in reversed(steps.items())}
    return {text: said if first[said] == text else text for text, said in steps.items()}


def _screens() -> dict[str, str]:
    found = visit.answer("screens_viewed", limit=_SEEN)
    steps = {}
    for title, number in zip(found["screen"], found["screen_id"], strict=True):
        value = title if isinstance(title, str) and title.strip() else number
        if not pd.isna(value):
            steps[step_text("screen", str(value))] = f"Screen · {value}"
    return steps


def _events() -> dict[str, str]:
    found = visit.answer("app_events", limit=_SEEN)
    names = ("event_category", "event_action", "event_label")
    steps = {}
    for row in found.to_dict("records"):
        parts = ["" if pd.isna(row[name]) else str(row[name]).strip() for name in names]
        if any(parts):
            said = " / ".join(part or "any" for part in parts).removesuffix(" / any")
            steps[step_text("event", *parts)] = f"Event · {said.removesuffix(' / any')}"
    return steps


def _types() -> dict[str, str]:
    seen = visit.answer("log_types_seen")
    return {step_text("type", name): labels.type_words(name) for name in seen["log_type"]}
