"""What a tab's lists are narrowed to, beside the filter bar: held in the URL, shown as chips."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from pages.shared import words

LONGEST = 300
"""Longer values of the URL are nobody's."""


def held(allowed: Mapping[str, Callable[[str], bool]]) -> dict[str, str]:
    """The URL parameters of these names that hold something allowed."""
    found = {name: st.query_params.get(name, "") for name in allowed}
    return {
        name: value
        for name, value in found.items()
        if value and len(value) <= LONGEST and allowed[name](value)
    }


def hold(**values: str | None) -> None:
    """Set parameters of the URL, or with None take them off; for callbacks."""
    for name, value in values.items():
        if value is not None:
            st.query_params[name] = value
        elif name in st.query_params:
            del st.query_params[name]


def drilled(key: str, labels: Mapping[str, str], values: Mapping[str, str]) -> None:
    """Draw a chip for each value held, which a click takes off."""
    if not values:
        return
    with st.container(horizontal=True, gap="xsmall", key=key, vertical_alignment="center"):
        for name, value in values.items():
            st.button(
                f"{labels[name]} {words.code(words.shortened(value))}",
                key=f"{key}_{name}",
                icon=":material/close:",
                icon_position="right",
                help="Show the others again",
                on_click=hold,
                kwargs={name: None},
            )
