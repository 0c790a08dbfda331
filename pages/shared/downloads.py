"""The ways to take the logs shown home as a file."""

from __future__ import annotations

import streamlit as st

from pages.shared import words
from pages.shared.transfers import TRANSFERS, new_token
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
    "parquet": (
        "Parquet",
        "Typed columns, small: for pandas, DuckDB, Spark and the like; not to be imported here.",
    ),
    EVIDENCE: (
        "Evidence pack",
        "A zip with the exact CSV, what was asked for, what the store had been given, and digests "
        "that show whether anything was changed since.",
    ),
}


_TOKEN = "downloads_token"  # noqa: S105 - the name of what holds one


def downloads(shown: LogFilter, logs: int) -> None:
    """Draw the button that opens the downloads of all logs that a filter matches, and how far those
    are that are being sent."""
    token = st.session_state.setdefault(_TOKEN, new_token())
    with st.popover(
        "Download", icon=":material/download:", key="downloads", on_change="rerun"
    ) as opened:
        st.html(downloads_html(shown, logs, token))
        if opened.open:
            _under_way(token)


@st.fragment(run_every=1)
def _under_way(token: str) -> None:
    for number, one in enumerate(TRANSFERS.of(token)):
        of = f" of {words.number(one.logs)}" if one.state == "sending" else ""
        said = f"{_STATES[one.state]} {words.number(one.sent)}{of} logs · {words.code(one.name)}"
        with st.container(horizontal=True, vertical_alignment="center", key=f"transfer_{number}"):
            if one.state == "sending":
                st.progress(min(one.sent / one.logs, 1.0) if one.logs else 0.0, said)
                st.button("Stop", key=f"transfer_stop_{number}", on_click=one.stop)
            else:
                st.caption(said)


_STATES = {
    "sending": "Sending",
    "sent": "Sent",
    "stopped": "Stopped after",
    "broken": "Broken off after",
}


def downloads_html(shown: LogFilter, logs: int, token: str = "") -> str:
    """The links, each with what it is for; `token` tells the page's downloads from others'."""
    said = (
        f"<p>{words.counted(logs, 'log')}, all of them, in the columns of Fliplet's export. While "
        "this is open it shows how far a file is, and can stop it.</p>"
    )
    watched = f"&transfer={token}&logs={logs:d}" if token else ""
    links = "".join(
        f'<dt><a href="{words.html(address(shown, kind) + watched)}" download>{title}</a></dt>'
        f"<dd>{text}</dd>"
        for kind, (title, text) in KINDS.items()
    )
    return f'<div class="downloads">{said}<dl>{links}</dl></div>'


def address(shown: LogFilter, kind: AnyKind) -> str:
    """Where the file is, relative to any page of this site."""
    return export_url("", shown, kind).removeprefix("/")
