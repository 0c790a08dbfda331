"""Imports that are going on: how far they are, refreshed alone, and how long they may take."""

from __future__ import annotations

import streamlit as st

from data.engine import Store
from data.load import Progress, source_words
from pages.shared import words
from pages.shared.import_job import Jobs

REFRESH_SECONDS = 1.0


def running(jobs: Jobs, store: Store) -> None:
    """Draw what is being imported into the store and what waits, as long as there is any."""
    if any(job.active for job in jobs.of(store)):
        st.fragment(_progress, run_every=REFRESH_SECONDS)(jobs, store)


def _progress(jobs: Jobs, store: Store) -> None:
    active = [job for job in jobs.of(store) if job.active]
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
