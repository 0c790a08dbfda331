"""Guided answers: a question taken apart into steps, each with its rows and the way to the logs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from pages.shared import links, visit, words

Draw = Callable[[], bool]
"""Draws what a step shows; False where there is nothing to go on with."""


@dataclass(frozen=True)
class Step:
    """One step: the question in a sentence, what it shows, and the log types of its logs.

    A step without log types draws the way to its logs itself.
    """

    sentence: str
    draw: Draw
    log_types: tuple[str, ...] = ()


@dataclass(frozen=True)
class Guide:
    """A guided answer: its name in the URL, its title, what it is about, and its steps.

    `empty` is said where the first step finds nothing in the window.
    """

    name: str
    title: str
    about: str
    empty: str
    steps: tuple[Step, ...]


def draw(shown: Guide) -> None:
    """Draw the steps, up to the first that finds nothing to go on with."""
    st.subheader(shown.title, anchor=False)
    st.caption(shown.about)
    for number, step in enumerate(shown.steps, start=1):
        st.html(f'<h3 class="step"><span>{number}</span>{words.html(step.sentence)}</h3>')
        with st.container(key=f"step_{number}", gap="small"):
            if not step.draw():
                _nothing(shown.empty if number == 1 else "Nothing to look at here.")
                return
            if step.log_types:
                links.records_link("The logs of this step", log_types=step.log_types)


def _nothing(said: str) -> None:
    st.text(said)
    if visit.current().filter.since is not None or visit.current().filter.until is not None:
        st.button("Look at all time", key="guide_all_time", on_click=visit.all_time)


Chosen = TypeVar("Chosen")


def choose(label: str, key: str, values: Sequence[Chosen], say: Callable[[Chosen], str]) -> Chosen:
    """Have the reader choose one of the values, at first the first; there must be one.

    The choice is held in the URL as the value's own text.
    """
    by_text = {str(value): value for value in values}
    said = {str(value): say(value) for value in values}
    held = st.query_params.get(key, "")
    names = list(by_text)
    if st.session_state.get(key) not in by_text:
        st.session_state[key] = held if held in by_text else names[0]
    name = st.selectbox(
        label,
        names,
        key=key,
        width=520,
        format_func=lambda text: said.get(text, text),
        on_change=lambda: st.query_params.update({key: str(st.session_state[key])}),
    )
    return by_text[name]


def held(key: str, values: Sequence[Chosen]) -> Chosen:
    """What the reader chose of the values in a step before; the first where that is none of them.

    There must be one.
    """
    name = st.session_state.get(key)
    return next((value for value in values if str(value) == name), values[0])
