"""Import: drop files, watch them come in, see what could not be read, and what came in before."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from typing import Any

import streamlit as st

from pages.shared import visit, words
from pages.shared.import_job import JOBS
from pages.shared.import_outcome import ended
from pages.shared.import_progress import bytes_words, running
from pages.shared.imports_so_far import imports_so_far

ENDINGS = ["csv", "json", "ndjson", "jsonl", "gz", "zip"]

_UPLOADS = "import_uploads"


def page() -> None:
    """Draw the page."""
    store = visit.current().store
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _upload()
        running(JOBS, store)
        ended(JOBS, store)
    with right:
        _how_to()
    imports_so_far()


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
    try:
        for file, name in zip(files, names_of([file.name for file in files]), strict=True):
            with (folder / name).open("wb") as stored:
                shutil.copyfileobj(file, stored, 1 << 20)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        visit.refuse(f"The files could not be put beside the store: {error.strerror}.")
        return
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
        ".venv/bin/python -m data import audit-log.csv.gz\n"
        ".venv/bin/python -m data import exports/\n"
        ".venv/bin/python -m data import exports/2026-*.csv",
        language="bash",
    )
