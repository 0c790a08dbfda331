"""Files: what was uploaded, changed, moved, deleted, restored and downloaded."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.shared import links, sides, visit, ways
from pages.shared.answer_table import Row, Shown, answer_table
from pages.shared.bars import bars, parts_of
from pages.shared.evidence import titled
from pages.shared.figures import per_unit
from pages.shared.window import Buckets
from queries.feature_types import FILES

PARTS = parts_of(
    {
        "updated": "Updated or moved",
        "uploaded": "Uploaded",
        "restored": "Restored",
        "deleted": "Deleted",
        "downloaded": "Downloaded",
        "other": "Other",
    },
    FILES,
    rest="other",
)
_MOST = 200


def tab(steps: Buckets) -> None:
    """Draw the tab."""
    question, options = per_unit("files_over_time", "files_by_hour", steps)
    series = visit.answer(question, **options)
    changes = visit.answer("file_changes", limit=_MOST)
    if series.empty and changes.empty:
        st.caption("No log of this time is of a file or folder.")
        return
    left, right = st.columns([5, 4], gap="medium")
    with left:
        titled(
            f"Files by {steps.unit}", "Click a bar for its logs.", question, "files_by", **options
        )
        alt = f"Bars of logs of files per {steps.unit}, by what was done."
        sides.over_time(
            steps,
            lambda steps: bars(
                "files_bars", visit.answer(question, **options), PARTS, steps, alt=alt
            ),
        )
    with right:
        _gone()
    _changes()
    with st.grid(2, min_column_width=480, gap="medium") as grid:
        with grid.cell():
            _by("By user", "files_by_user", ways.user_column("user", "User", 190))
        with grid.cell():
            _by("By app", "files_by_app", ways.app_column())
        with grid.cell():
            _by("By folder", "files_by_folder", _folder(120))
        with grid.cell():
            _by("Most moved, changed and downloaded", "busiest_files", _file(120), limit=_MOST)


def _file(width: int = 95) -> Shown:
    return Shown("media_file_id", "File", width, open=lambda row: _of("media_file_id", row))


def _folder(width: int = 95) -> Shown:
    return Shown("media_folder_id", "Folder", width, open=lambda row: _of("media_folder_id", row))


def _of(key: str, row: Row) -> None:
    """Open all logs of the file or folder of a row; for callbacks."""
    links.go("audit-log", keys=((key, str(row[key])),))


def _gone() -> None:
    answer_table(
        "Deleted and not restored",
        "files_deleted_not_restored",
        (
            _file(),
            _folder(80),
            Shown("deleted_at", "Deleted"),
            ways.user_column("user", "By", 180),
            Shown("app", "App", 120, words=ways.app_of),
        ),
        key="gone",
        help="Click a file for everything that happened to it.",
        empty="Every file that was deleted in this time was restored, or none was.",
        limit=_MOST,
    )


def _changes() -> None:
    answer_table(
        "What happened to files and folders",
        "file_changes",
        (
            Shown("at", "When"),
            Shown("action", "What", 100, words=lambda row: str(row["action"]).capitalize()),
            Shown("media_file_id", "mediaFileId", 105),
            _folder(90),
            ways.user_column("user", "By", 240),
            Shown("app", "App", 170, words=ways.app_of),
            Shown("log_type", "Log type", 160),
            ways.log_column(),
        ),
        key="file_changes",
        help=f"The latest {_MOST}; the CSV has all. Select a mediaFileId and press Ctrl+C (⌘C) to "
        "copy it, or several of them.",
        limit=_MOST,
    )


def _by(title: str, question: str, what: Shown, **options: Any) -> None:
    answer_table(
        title,
        question,
        (
            what,
            Shown("logs", "Logs", 50),
            Shown("uploaded", "Uploaded", 70),
            Shown("updated", "Updated", 65),
            Shown("moved", "Moved", 55),
            Shown("deleted", "Deleted", 62),
            Shown("restored", "Restored", 68),
            Shown("downloaded", "Downloaded", 85),
        ),
        key=question,
        **options,
    )
