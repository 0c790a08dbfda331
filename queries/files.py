"""Questions on files of the media library: what was done to them, one by one."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.account_logs import so_far
from queries.feature_logs import feature_logs
from queries.logs import Logs
from queries.options import at_most
from queries.question import Column, question

FILE_TYPES = ("mediaFile.*",)
_FOLDER_TYPES = ("mediaFolder.*",)

FILE_KINDS = {
    "uploaded": ("create", "upload"),
    "updated": ("update", "rename", "replace"),
    "moved": ("move",),
    "deleted": ("remove", "delete"),
    "restored": ("restore",),
    "downloaded": ("download",),
}
"""What is done to a file, with the last words of log types. Fliplet documents create, update,
remove and restore; download was seen; the others are what they would be called."""

_DETAILS = ("media_file_id", "media_folder_id")

_FILE = (
    Column("media_file_id", "text", "The file; empty where the log does not say."),
    Column("media_folder_id", "text", "The folder that the log names."),
)
_LOG = (
    Column("app_id", "id", "Number of the app."),
    Column("app", "text", "Name of the app at that time."),
    Column("log_type", "text", "Log type."),
    Column("id", "id", "Number of the log."),
)


def file_logs(logs: Logs) -> Any:
    """Logs of files, as a subquery: the columns of `feature_logs`, where kind is one of
    `FILE_KINDS` or other, and media_file_id and media_folder_id.

    An update is moved where the log names another folder than the last log before it, whoever
    wrote that, that names one for the file.
    """
    c = feature_logs(logs, FILE_TYPES, FILE_KINDS, *_DETAILS).c
    m = _moves(logs).c
    kind = sa.case((m.id.is_not(None), "moved"), else_=c.kind).label("kind")
    return (
        sa.select(*(column for column in c if column.name != "kind"), kind)
        .select_from(sa.outerjoin(c.id.table, m.id.table, m.id == c.id))
        .subquery("files")
    )


def _moves(logs: Logs) -> Any:
    """Ids of logs of files that went to another folder, up to the window's end."""
    c = feature_logs(so_far(logs.unnarrowed()), FILE_TYPES, FILE_KINDS, *_DETAILS).c
    previous = sa.func.lag(c.media_folder_id, 1, c.media_folder_id).over(
        partition_by=c.media_file_id, order_by=(c.created_at, c.id)
    )
    known = (c.media_file_id.is_not(None), c.media_folder_id.is_not(None))
    placed = sa.select(c.id, c.kind, c.media_folder_id, previous.label("previous")).where(*known)
    p = placed.subquery("placed").c
    moved = sa.select(p.id).where(p.kind == "updated", p.previous != p.media_folder_id)
    return moved.subquery("moves")


@question(
    subject="Files",
    codes=("F8",),
    columns=(
        Column("at", "time", "When it happened."),
        Column(
            "action",
            "text",
            "uploaded, updated, moved, deleted, restored or downloaded; created for folders; "
            "other where the log type's last word is not known.",
        ),
        *_FILE,
        Column("user", "text", "Who did it; empty where the log does not say."),
        *_LOG,
    ),
)
def file_changes(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """Which files were uploaded, updated, moved, deleted, restored or downloaded?

    One row a log of a file or a folder, the newest `limit` first (None: all); those of folders name
    no file. The source has one log type for files that were changed and that were moved: moved are
    those whose log names another folder than the last log of the file before it, at any time, that
    names one. Deleted are those moved to the bin, and those deleted for good. What happens to the
    files of a folder along with it has no log.
    """
    c = sa.union_all(sa.select(*_listed(file_logs(logs).c)), _folders(logs)).subquery("changes").c
    return (
        sa.select(
            c.created_at.label("at"),
            c.kind.label("action"),
            c.media_file_id,
            c.media_folder_id,
            c.user_email.label("user"),
            c.app_id,
            c.app_name.label("app"),
            c.log_type,
            c.id,
        )
        .order_by(c.created_at.desc(), c.id.desc())
        .limit(at_most(limit))
    )


def _folders(logs: Logs) -> sa.Select[Any]:
    """Logs of folders, in the columns of `_listed`."""
    c = feature_logs(logs, _FOLDER_TYPES, FILE_KINDS, *_DETAILS).c
    created = sa.case((c.kind == "uploaded", "created"), else_=c.kind).label("kind")
    return sa.select(*(created if column.name == "kind" else column for column in _listed(c)))


def _listed(c: Any) -> list[sa.ColumnElement[Any]]:
    names = ("id", "created_at", "log_type", "kind", *_DETAILS, "user_email", "app_id", "app_name")
    return [c[name] for name in names]


@question(
    subject="Files",
    columns=(
        *_FILE,
        Column("deleted_at", "time", "When it was last deleted in the window."),
        Column("user", "text", "Who deleted it; empty where the log does not say."),
        *_LOG,
    ),
)
def files_deleted_not_restored(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """Which files were deleted and not restored?

    Files deleted in the window, the `limit` latest first (None: all), of which no log at that time
    or later, after the window too, and whatever else the filter asks, says that they were restored.
    Of logs that do not say which file it was, each is a row: whether that came back is not known.
    Neither is it of files that went or came back with their folder.
    """
    c = feature_logs(logs, FILE_TYPES, FILE_KINDS, *_DETAILS).c
    place = sa.func.row_number().over(
        partition_by=c.media_file_id, order_by=(c.created_at.desc(), c.id.desc())
    )
    d = sa.select(*c, place.label("place")).where(c.kind == "deleted").subquery("deleted").c
    r = _restored(logs).c
    last = sa.or_(d.media_file_id.is_(None), d.place == 1)
    gone = sa.or_(r.restored_at.is_(None), r.restored_at < d.created_at)
    return (
        sa.select(
            d.media_file_id,
            d.media_folder_id,
            d.created_at.label("deleted_at"),
            d.user_email.label("user"),
            d.app_id,
            d.app_name.label("app"),
            d.log_type,
            d.id,
        )
        .select_from(
            sa.outerjoin(d.id.table, r.restored_at.table, r.media_file_id == d.media_file_id)
        )
        .where(last, gone)
        .order_by(d.created_at.desc(), d.id.desc())
        .limit(at_most(limit))
    )


def _restored(logs: Logs) -> Any:
    """When each file was last restored, whenever and by whomever."""
    c = feature_logs(logs.unnarrowed().ever(), FILE_TYPES, FILE_KINDS, "media_file_id").c
    restored_at = sa.func.max(c.created_at).label("restored_at")
    known = sa.select(c.media_file_id, restored_at).where(
        c.kind == "restored", c.media_file_id.is_not(None)
    )
    return known.group_by(c.media_file_id).subquery("restored")
