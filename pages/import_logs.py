"""Import: drop files, watch them come in, see what could not be read, and what came in before."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

import pandas as pd
import streamlit as st

from data.errors import SourceUnreadable
from data.load import Progress, Report
from pages.shared import import_history, links, visit, words
from pages.shared.import_job import JOBS, Job, source_words
from queries.filters import LogFilter

ENDINGS = ["csv", "json", "ndjson", "jsonl", "gz", "zip"]
REFRESH_SECONDS = 1.0
ROW_HEIGHT = 30

_UPLOADS = "import_uploads"
_GRID = "import_history"
_HIDDEN = "import_hidden"

STATES = {
    "running": "Running",
    "done": "Done",
    "failed": "Failed",
    "interrupted": "Cut off; whole batches are kept",
    "removed": "Removed again",
}


def page() -> None:
    """Draw the page."""
    jobs = JOBS.of(visit.current().store)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _upload()
        _running(jobs)
        _ended(jobs)
    with right:
        _how_to()
    _history()


def _upload() -> None:
    st.subheader("Import logs", anchor=False)
    # A new key is an empty uploader: files are let go as soon as they are on disk.
    number = st.session_state.setdefault(_UPLOADS, 0)
    files = st.file_uploader(
        "Exports of Fliplet's audit log: CSV, JSON or JSON lines, as they are or in .gz or .zip",
        type=ENDINGS,
        accept_multiple_files=True,
        key=f"{_UPLOADS}_{number}",
    )
    if not files:
        return
    size = sum(file.size for file in files)
    if visit.current().contents.demo:
        st.caption("The demo organisation goes as soon as the first of your logs can be read.")
    st.button(
        f"Import {words.counted(len(files), 'file')} ({bytes_words(size)})",
        key="import_start",
        type="primary",
        on_click=_start,
        args=(files,),
    )


def _start(files: Sequence[Any]) -> None:
    store = visit.current().store
    folder = JOBS.folder(store)
    for file, name in zip(files, names_of([file.name for file in files]), strict=True):
        with (folder / name).open("wb") as stored:
            shutil.copyfileobj(file, stored, 1 << 20)
    JOBS.submit(store, folder)
    st.session_state[_UPLOADS] += 1


def names_of(given: Iterable[str]) -> list[str]:
    """Names for files in one folder: each as it came, without a path, and no two the same."""
    names: list[str] = []
    for number, name in enumerate(given, start=1):
        own = name.replace("\\", "/").replace("\0", "").rpartition("/")[2]
        own = "file" if own in {"", ".", ".."} else own
        while own in names:
            own = f"{number}-{own}"
        names.append(own)
    return names


def _running(jobs: Sequence[Job]) -> None:
    if any(job.active for job in jobs):
        st.fragment(_progress, run_every=REFRESH_SECONDS)()


def _progress() -> None:
    """What is being imported now and what waits; alone refreshed until there is none."""
    active = [job for job in JOBS.of(visit.current().store) if job.active]
    if not active:
        st.rerun()
    for job in active:
        files = words.code(words.shortened(source_words(job.names), 80))
        if job.state == "waiting":
            st.markdown(f"Waiting for the import before it: {files}")
            continue
        share, text = progress_words(job.progress, job.size)
        with st.container(border=True, key="import_progress", gap="xsmall"):
            st.markdown(f"Importing {files}")
            st.progress(share, text)
            st.caption("It goes on when you leave this page.")


def progress_words(progress: Progress | None, size: int) -> tuple[float, str]:
    """How far an import of that many bytes is: a share of 1, and bytes, rows and time in words."""
    if progress is None:
        return 0.0, f"Reading the first of {bytes_words(size)} …"
    total = progress.bytes_total or size
    share = min(1.0, progress.bytes_done / total) if total else 1.0
    rate = progress.read / progress.seconds if progress.seconds else 0.0
    parts = [
        f"{bytes_words(progress.bytes_done)} of {bytes_words(total)}",
        words.counted(progress.read, "row"),
        f"{words.number(rate)} rows/s",
    ]
    if 0 < share < 1:
        parts.append(f"{seconds_words(progress.seconds * (1 - share) / share)} left")
    return share, " · ".join(parts)


def bytes_words(size: float) -> str:
    """A number of bytes: 512 B, 1.4 MB."""
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{size:.3g} {unit}"
        size /= 1000
    return f"{size:.3g} GB"


def seconds_words(seconds: float) -> str:
    """A time to wait: 8 s, 3 min, 1 h 20 min."""
    if round(seconds) < 60:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def _ended(jobs: Sequence[Job]) -> None:
    """How the imports ended that were started since the dashboard was, the latest first."""
    hidden: set[int] = st.session_state.setdefault(_HIDDEN, set())
    for job in reversed([job for job in jobs if not job.active and job.number not in hidden]):
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
    _rejects(summary.import_id, summary.rejected)


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


def _rejects(import_id: int, rejected: int, where: str = "outcome") -> None:
    """The rejects of an import as a table, and all of them as a file."""
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


def _how_to() -> None:
    st.subheader("Where the files come from", anchor=False)
    st.markdown(
        "In Fliplet Studio, open the audit log of the organisation or of an app, choose the dates, "
        "and export as CSV. A file holds 100,000 logs at most: export a month or a week at a time. "
        "Files may overlap; every log is kept once. JSON pages of Fliplet's API are fine too."
    )
    limit = f"{int(st.get_option('server.maxUploadSize')) / 1024:.3g} GB"
    st.markdown(
        f"For files over {limit}, a whole folder, or a schedule, stop the dashboard and use the "
        "command line. It reads files of any size, folders with what is in them, and archives:"
    )
    st.code(
        "python -m data import audit-log.csv.gz\n"
        "python -m data import exports/\n"
        "python -m data import 'exports/2026-*.csv'",
        language="bash",
    )


def _history() -> None:
    store = visit.current().store
    found = import_history.imports(store)
    if found.empty:
        return
    st.subheader("Imports so far", anchor=False)
    zone, every = visit.current().filter.zone, import_history.how_many(store)
    latest = f"The latest {words.number(len(found))} of {words.number(every)}. "
    st.caption(f"{latest if every > len(found) else ''}Times of the zone {zone}.")
    state = st.dataframe(
        history_table(found, zone),
        key=_GRID,
        hide_index=True,
        lazy=False,
        row_height=ROW_HEIGHT,
        height=ROW_HEIGHT * (min(len(found), 12) + 1) + 3,
        placeholder="",
        selection_mode="single-cell",
        on_select="rerun",
        alt="Imports so far. Choose one to see what it rejected.",
        column_config=_history_columns(),
    )
    chosen = state["selection"]["cells"]
    if chosen and chosen[0][0] < len(found):
        row = found.iloc[chosen[0][0]]
        with st.container(border=True, key="import_chosen", gap="xsmall"):
            st.text(f"{row['source']}: " + counts_words(*(int(row[n]) for n in COUNTS)))
            _rejects(int(row["id"]), int(row["rejected"]), "chosen")


COUNTS = ("read", "new", "duplicate", "rejected")


def history_table(found: pd.DataFrame, zone: str) -> pd.DataFrame:
    """Imports as the table shows them."""
    local = {
        name: pd.to_datetime(found[name], utc=True).dt.tz_convert(zone)
        for name in ("started_at", "finished_at", "first", "last")
    }
    took = (local["finished_at"] - local["started_at"]).dt.total_seconds()
    return pd.DataFrame(
        {
            "started_at": local["started_at"],
            "source": found["source"],
            "state": [STATES.get(state, state) for state in found["state"]],
            **{name: found[name] for name in (*COUNTS, "credentials")},
            "first": local["first"],
            "last": local["last"],
            "took": ["" if pd.isna(s) else seconds_words(s) for s in took],
        }
    )


def _history_columns() -> dict[str, Any]:
    text, moment = st.column_config.TextColumn, st.column_config.DatetimeColumn
    number = st.column_config.NumberColumn
    counts = {"read": "Read", "new": "New", "duplicate": "There already", "rejected": "Rejected"}
    shown = "D MMM YYYY HH:mm"
    return {
        "started_at": moment("Started", format=shown, width=130),
        "source": text("Files"),
        "state": text("State", width=120),
        **{name: number(label, format="localized", width=95) for name, label in counts.items()},
        "credentials": number("Credentials replaced", format="localized", width=140),
        "first": moment("First log", format=shown, width=130),
        "last": moment("Last log", format=shown, width=130),
        "took": text("Took", width=70),
    }
