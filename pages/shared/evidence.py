"""Behind every chart: the rows it shows and the SQL that found them."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.shared import visit
from queries.filters import LogFilter
from queries.formats import as_csv, harmless
from queries.question import find
from queries.run import run, select_for, sql_text


def titled(
    title: str,
    help: str | None,
    name: str,
    key: str,
    asked: LogFilter | None = None,
    **options: Any,
) -> None:
    """A heading over a chart with, at its right, what is behind the chart: see `evidence`."""
    with st.container(
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        key=f"title_{key}",
    ):
        st.subheader(title, anchor=False, help=help, width="content")
        evidence(name, key, asked, **options)


@st.fragment
def evidence(name: str, key: str, asked: LogFilter | None = None, **options: Any) -> None:
    """Buttons for the rows of an answer: as CSV, or opened with their SQL.

    It is about `asked`, by default the visit's filter. Nothing is computed before it is opened.
    `key` is unique on the page.
    """
    about = asked or visit.current().filter
    aside = st.container(horizontal=True, horizontal_alignment="right", gap="small")
    _download(aside, name, key, about, options)
    with aside.popover(
        "Rows and SQL",
        type="tertiary",
        key=f"evidence_{key}",
        on_change="rerun",
        help="What this shows as a table to download, and how it was asked",
    ) as opened:
        if not opened.open:
            return
        shown, found = visit.current(), find(name)
        rows = visit.answer(name, filter=about, **options)
        st.markdown(f"**{found.title}** {found.explanation}")
        st.dataframe(
            rows,
            hide_index=True,
            height=min(35 * (len(rows) + 1) + 3, 320),
            lazy=False,
            alt=found.title,
        )
        statement = select_for(found, about, shown.viewer, shown.store, **options)
        st.code(sql_text(statement, shown.store), language="sql", height=260)


def _download(
    aside: DeltaGenerator, name: str, key: str, about: LogFilter, options: dict[str, Any]
) -> None:
    shown, found = visit.current(), find(name)
    whole = options | ({"limit": None} if "limit" in options else {})

    def content() -> bytes:
        # Made when it is asked for, and in another thread, which knows of no visit.
        rows = run(name, about, shown.viewer, store=shown.store, **whole)
        return as_csv(rows, found.columns, cell=harmless).encode("utf-8-sig")

    aside.download_button(
        "CSV",
        content,
        file_name=f"{name.replace('_', '-')}.csv",
        mime="text/csv",
        type="tertiary",
        key=f"csv_{key}",
        on_click="ignore",
        help="All rows as a file for spreadsheets",
    )
