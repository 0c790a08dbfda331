"""The label on every page that says its logs are invented, and the way to be rid of them."""

from __future__ import annotations

import streamlit as st

from data.load import remove_demo
from pages.shared import links, visit


def demo_label(*, importing: bool) -> None:
    """Draw the label while the store holds the demo organisation.

    On the Import page (`importing`) it needs no way there.
    """
    if not visit.current().contents.demo:
        return
    with st.container(horizontal=True, key="demo_label", vertical_alignment="center", gap="small"):
        st.badge("Demo data", color="orange", help="An invented organisation. Nobody in it exists.")
        if not importing:
            links.page_link("import", "Import my logs")
        st.button(
            "Remove demo data",
            key="demo_removed",
            type="tertiary",
            icon=":material/delete:",
            help="It can be loaded again as long as there are no other logs.",
            on_click=_remove,
        )


def _remove() -> None:
    remove_demo(visit.current().store)
    visit.clear()
