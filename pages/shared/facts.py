"""Facts in a row: what each is called, what it is, and what it means."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from pages.shared import words


def facts(shown: Iterable[tuple[str, str, str]]) -> None:
    """Draw facts: label, value, and the meaning that a mouse resting there shows."""
    items = (
        f'<div title="{words.html(meaning)}"><dt>{words.html(label)}</dt>'
        f"<dd>{words.html(value)}</dd></div>"
        for label, value, meaning in shown
    )
    st.html(f'<dl class="facts">{"".join(items)}</dl>')
