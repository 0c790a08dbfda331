"""Sections of a tab, of which the reader sees one: only that one asks its questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st


def sections(name: str, label: str, drawn: Mapping[str, Callable[[], None]]) -> None:
    """Draw the chosen section, the first as long as none is chosen; the choice is in the URL.

    `name` is the URL's parameter, `label` says to screen readers what is chosen.
    """
    titles = list(drawn)
    chosen = st.segmented_control(
        label,
        titles,
        default=titles[0],
        required=True,
        key=name,
        bind="query-params",
        label_visibility="collapsed",
    )
    drawn[chosen or titles[0]]()
