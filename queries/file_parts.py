"""Questions on files by user, app, folder and file."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.feature_logs import (
    APP,
    APPS,
    LAST_AT,
    USER,
    USERS,
    apps_of,
    by_app,
    by_value,
    users_of,
)
from queries.file_figures import FILE_COUNTS, file_counts
from queries.files import file_logs
from queries.logs import Logs
from queries.portable import count_distinct, count_of, count_where
from queries.question import Column, question

_COUNTED: tuple[Column, ...] = (
    Column("logs", "count", "Logs of files."),
    *FILE_COUNTS,
    Column("moved", "count", "Those updated that are known to have gone to another folder."),
)
_FILES = Column("files", "count", "Different files of them, as far as known.")


@question(subject="Files", chart="bar", columns=(USER, *_COUNTED, _FILES, APPS, LAST_AT))
def files_by_user(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """Who uploads, changes, deletes, restores and downloads files?

    What is counted: `file_figures`; what is moved: `file_changes`. The `limit` users with most logs
    first (None: all); logs that do not say whose they are are one row.
    """
    c = file_logs(logs).c
    return by_value(c, c.user_email, "user", [*_counts(c), _files(c), apps_of(c)], limit)


@question(subject="Files", chart="bar", columns=(*APP, *_COUNTED, _FILES, USERS, LAST_AT))
def files_by_app(logs: Logs) -> sa.Select[Any]:
    """In which apps are files uploaded, changed, deleted, restored and downloaded?

    What is counted: `file_figures`; what is moved: `file_changes`. The apps with most logs first;
    logs of no app are one row.
    """
    c = file_logs(logs).c
    return by_app(c, [*_counts(c), _files(c)])


@question(
    subject="Files",
    chart="bar",
    columns=(
        Column("media_folder_id", "text", "The folder; empty where the log does not say."),
        *_COUNTED,
        _FILES,
        USERS,
        LAST_AT,
    ),
)
def files_by_folder(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """In which folders are files uploaded, changed, deleted, restored and downloaded?

    The folder is the one that the log of the file names, for a file that is moved the new one.
    What is counted: `file_figures`; what is moved: `file_changes`. The `limit` folders with most
    logs first (None: all); logs that name no folder are one row.
    """
    c = file_logs(logs).c
    counts = [*_counts(c), _files(c), users_of(c)]
    return by_value(c, c.media_folder_id, "media_folder_id", counts, limit)


@question(
    subject="Files",
    columns=(
        Column("media_file_id", "text", "The file; empty where the log does not say."),
        *_COUNTED,
        USERS,
        LAST_AT,
    ),
)
def busiest_files(logs: Logs, *, limit: int | None = 100) -> sa.Select[Any]:
    """Which files are changed, moved and downloaded most?

    What is counted: `file_figures`; what is moved: `file_changes`. The `limit` files with most logs
    first (None: all); logs that name no file are one row.
    """
    c = file_logs(logs).c
    return by_value(c, c.media_file_id, "media_file_id", [*_counts(c), users_of(c)], limit)


def _counts(c: Any) -> list[sa.ColumnElement[Any]]:
    moved = count_where(c.kind == "moved").label("moved")
    return [count_of(c.created_at).label("logs"), *file_counts(c), moved]


def _files(c: Any) -> sa.ColumnElement[Any]:
    return count_distinct(c.media_file_id).label("files")
