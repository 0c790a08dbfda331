"""How imports ended: what came in, what could not be read, and where to find both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st

from data.engine import Store
from data.errors import SourceUnreadable
from data.load import Report, source_words
from pages.shared import import_history, links, visit, words
from pages.shared.import_job import Jobs
from queries.filters import LogFilter

ROW_HEIGHT = 30

_HIDDEN = "import_hidden"


def ended(jobs: Jobs, store: Store) -> None:
    """Draw how the imports ended that were started since the dashboard was, the latest first."""
    hidden: set[int] = st.session_state.setdefault(_HIDDEN, set())
    told = [job for job in jobs.of(store) if not job.active and job.number not in hidden]
    for job in reversed(told):
        with st.container(border=True, key=f"import_outcome_{job.number}", gap="xsmall"):
            with st.container(horizontal=True, vertical_alignment="center"):
                files = words.code(words.shortened(source_words(job.names), 80))
                st.markdown(f"Import of {files}", width="stretch")
                st.button(
                    "Hide",
                    key=f"import_hide_{job.number}",
                    icon=":material/close:",
                    type="tertiary",
                    on_click=hidden.add,
                    args=(job.number,),
                )
            if job.report is None:
                st.text(job.error)
            else:
                _outcome(job.report)


def _outcome(report: Report) -> None:
    summary, zone = report.summary, visit.current().filter.zone
    _problems(report.problems)
    if not summary.read:
        st.text("Nothing was imported.")
        return
    said = [counts_words(summary.read, summary.new, summary.duplicate, summary.rejected)]
    if summary.first and summary.last:
        first, last = (words.clock(at, zone) for at in (summary.first, summary.last))
        said.append(f"The logs are from {first} to {last} ({zone}).")
    if summary.credentials:
        said.append(f"{words.counted(summary.credentials, 'credential')} replaced.")
    if report.demo_removed:
        said.append("The demo organisation was removed first.")
    for sentence in said:
        st.text(sentence)
    if summary.first and summary.last:
        span = LogFilter(summary.first, summary.last + timedelta(milliseconds=1), zone)
        icon = ":material/table_rows:"
        links.page_link("audit-log", "Show the logs of that time", span, icon=icon)
    rejects_table(summary.import_id, summary.rejected)


def counts_words(read: int, new: int, duplicate: int, rejected: int) -> str:
    """What became of the records of an import: read is the sum of the others."""
    return (
        f"{words.counted(read, 'record')} read: {words.number(new)} new, "
        f"{words.number(duplicate)} there already, {words.number(rejected)} rejected."
    )


def _problems(problems: Sequence[SourceUnreadable]) -> None:
    if not problems:
        return
    rows = "".join(
        f"<li><strong>{words.html(p.file)}</strong> {words.html(p.reason)}</li>" for p in problems
    )
    lead = words.counted(len(problems), "file") + " could not be read:"
    st.html(f'<div class="notice" role="status"><p>{lead}</p><ul>{rows}</ul></div>')


def rejects_table(import_id: int, rejected: int, where: str = "outcome") -> None:
    """Draw the rejects of an import (their number as it was counted) and the way to all of them.

    `where` tells apart several such tables on a page.
    """
    if not rejected:
        return
    store = visit.current().store
    kept = import_history.reject_count(store, import_id)
    if kept < rejected:
        later = words.number(rejected - kept)
        st.caption(f"{later} of its rejects are kept with a later import that met them again.")
    if not kept:
        return
    found = import_history.rejects(store, import_id)
    with st.container(horizontal=True, vertical_alignment="center"):
        shown = f"The first {words.number(len(found))} of " if len(found) < kept else ""
        st.text(f"{shown}{words.counted(kept, 'rejected record')}", width="content")
        st.download_button(
            "Download as CSV",
            lambda: import_history.rejects_csv(store, import_id),
            file_name=f"rejects-of-import-{import_id}.csv",
            mime="text/csv",
            key=f"rejects_{where}_{import_id}",
            on_click="ignore",
            icon=":material/download:",
            type="tertiary",
            help="All of them, with their whole text, to be corrected and imported again.",
        )
    st.dataframe(
        found,
        hide_index=True,
        lazy=False,
        row_height=ROW_HEIGHT,
        height=ROW_HEIGHT * (min(len(found), 10) + 1) + 3,
        alt="Rejected records",
        column_config={
            "file": st.column_config.TextColumn("File", width=130),
            "line": st.column_config.NumberColumn("Line", format="localized", width=60),
            "reason": st.column_config.TextColumn("Reason", width=320),
            "text": st.column_config.TextColumn("Text"),
        },
    )
