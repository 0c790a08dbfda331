"""The ways to take the logs shown home as a file."""

from __future__ import annotations

import streamlit as st

from pages.shared import words
from queries.export_remote import export_url
from queries.export_stream import EVIDENCE, AnyKind
from queries.filters import LogFilter

KINDS: dict[AnyKind, tuple[str, str]] = {
    "spreadsheet": (
        "For spreadsheets",
        "For Excel, Numbers or Sheets: a cell that could be taken for a formula gets an apostrophe "
        "before it.",
    ),
    "exact": (
        "Exact",
        "CSV with every value as it was logged: for other programs, and to be imported here again.",
    ),
    "ndjson": (
        "JSON lines",
        "A JSON object a line, every value as it was logged; can be imported here, too.",
    ),
    "parquet": ("Parquet", "Typed columns, small: for pandas, DuckDB, Spark and the like."),
    EVIDENCE: (
        "Evidence pack",
        "A zip with the exact CSV, what was asked for, what the store had been given, and digests "
        "that show whether anything was changed since.",
    ),
}


def downloads(shown: LogFilter, logs: int) -> None:
    """Draw the button that opens the downloads of all logs that a filter matches."""
    with st.popover("Download", icon=":material/download:", key="downloads"):
        st.html(downloads_html(shown, logs))


def downloads_html(shown: LogFilter, logs: int) -> str:
    """The links, each with what it is for."""
    said = (
        f"<p>{words.counted(logs, 'log')}, all of them, in the columns of Fliplet's export. The "
        "browser shows how far the file is, and can stop it.</p>"
    )
    links = "".join(
        f'<dt><a href="{words.html(address(shown, kind))}" download>{title}</a></dt><dd>{text}</dd>'
        for kind, (title, text) in KINDS.items()
    )
    return f'<div class="downloads">{said}<dl>{links}</dl></div>'


def address(shown: LogFilter, kind: AnyKind) -> str:
    """Where the file is, relative to any page of this site."""
    return export_url("", shown, kind).removeprefix("/")
