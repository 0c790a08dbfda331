"""Behind every chart: the rows it shows and the SQL that found them."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.shared import visit
from queries.filters import LogFilter
from queries.question import find
from queries.run import select_for, sql_text


@st.fragment
def evidence(name: str, key: str, filter: LogFilter | None = None, **options: Any) -> None:
    """A button that opens the rows of an answer, to read and to download, and its SQL.

    Nothing is computed before it is opened. `key` is unique on the page.
    """
    with st.popover(
        "Rows and SQL", type="tertiary", key=f"evidence_{key}", on_change="rerun"
    ) as opened:
        if not opened.open:
            return
        shown = visit.current()
        asked = find(name)
        rows = visit.answer(name, filter=filter, **options)
        st.markdown(f"**{asked.title}** {asked.explanation}")
        st.dataframe(
            rows,
            hide_index=True,
            height=min(35 * (len(rows) + 1) + 3, 320),
            lazy=False,
            alt=asked.title,
        )
        statement = select_for(asked, filter or shown.filter, shown.viewer, shown.store, **options)
        st.code(sql_text(statement, shown.store), language="sql", height=260)
