"""Files uploaded, moved, deleted and restored, down to one file."""

from __future__ import annotations

from dataclasses import replace

from pages.shared import thread_table, visit, ways, words
from pages.shared.answer_table import Shown, answer_table
from pages.shared.facts import facts
from pages.shared.guide import Guide, Step, choose
from queries.feature_types import FILES
from queries.files import FILE_KINDS
from queries.thread_kinds import thread_kind

_MOST = 200
_KINDS = {
    "all": ("Everything", FILES),
    **{
        kind: (label, tuple(f"mediaFile.{word}" for part in parts for word in FILE_KINDS[part]))
        for kind, label, parts in (
            ("uploaded", "Uploaded", ("uploaded",)),
            ("moved", "Moved or changed", ("moved", "updated")),
            ("deleted", "Deleted", ("deleted",)),
            ("restored", "Restored", ("restored",)),
            ("downloaded", "Downloaded", ("downloaded",)),
        )
    },
}


def _how_many() -> bool:
    changes = visit.answer("file_changes", limit=1)
    if changes.empty:
        return False
    figures = visit.answer("file_figures").iloc[0].to_dict()
    meaning = "Logs of files."
    facts(
        (name.capitalize(), words.number(figures[name]), meaning)
        for name in ("uploaded", "updated", "deleted", "restored", "downloaded")
    )
    return True


def _what() -> bool:
    kind = choose("Show", "files", list(_KINDS), lambda name: _KINDS[name][0])
    found = answer_table(
        "What happened to files and folders",
        "file_changes",
        (
            Shown("at", "When"),
            Shown("action", "What", 110, words=lambda row: str(row["action"]).capitalize()),
            ways.thread_column("media_file_id", "mediaFileId", 120),
            Shown("media_folder_id", "Folder", 100),
            ways.user_column("user", "By", 240),
            Shown("app", "App", 180, words=ways.app_of),
            ways.log_column(),
        ),
        key="changes",
        help=f"The latest {_MOST}; the CSV has all. Click a file for its thread.",
        asked=replace(visit.current().filter, log_types=_KINDS[kind][1]),
        limit=_MOST,
    )
    return not found.empty


def _one() -> bool:
    gone = visit.answer("files_deleted_not_restored", limit=_MOST)
    changed = visit.answer("file_changes", limit=_MOST)
    lost = set(gone["media_file_id"].dropna())
    ids = [*gone["media_file_id"].dropna(), *changed["media_file_id"].dropna()]
    if not ids:
        return False
    file = choose(
        "mediaFileId",
        "file",
        list(dict.fromkeys(map(str, ids))),
        lambda id: f"{id}, deleted and not restored" if id in lost else id,
    )
    return thread_table.thread(thread_kind("media_file_id"), file)


GUIDE = Guide(
    "files",
    "Files uploaded, moved, deleted, restored",
    "How many, by whom, which were lost, and everything that happened to one mediaFileId.",
    "Nothing happened to files or folders in this time.",
    (
        Step("How many files were uploaded, changed, deleted and restored?", _how_many, FILES),
        Step("Which were they, and who did it?", _what, FILES),
        Step("What happened to one file, from its upload on?", _one),
    ),
)
