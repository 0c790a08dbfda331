"""Imports of uploaded files: in a thread of the dashboard's process, one after the other.

They belong to the process, not to the page: whoever leaves and comes back finds them as they are.
A process that is stopped in the middle leaves whole batches behind, and a rerun finds those.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import Literal

from data.engine import Store
from data.errors import AuditLogError
from data.load import Listener, Progress, Report, import_files

State = Literal["waiting", "running", "done", "failed"]

KEPT = 20

log = logging.getLogger(__name__)


@dataclass
class Job:
    """One import of files in a folder of its own. Only its worker changes it.

    `progress` is None before the first batch is in, `report` before the end, and `error` says what
    ended it where it failed.
    """

    number: int
    store: Store
    folder: Path
    names: tuple[str, ...]
    size: int
    state: State = "waiting"
    progress: Progress | None = None
    report: Report | None = None
    error: str = ""
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def active(self) -> bool:
        """True until it has ended, well or badly."""
        return self.state in {"waiting", "running"}


class Jobs:
    """The imports of this process, latest last; one runs, the others wait their turn."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: SimpleQueue[Job] = SimpleQueue()
        self._jobs: list[Job] = []
        self._submitted = 0
        self._swept: set[Path] = set()

    def folder(self, store: Store) -> Path:
        """An empty folder for uploaded files: beside an embedded store, so on the same disk.

        What a process that was killed left there is removed: the store has one process.
        """
        if store.path is None:
            return Path(tempfile.mkdtemp(prefix="audit-log-"))
        parent = uploads(store.path)
        with self._lock:
            if parent not in self._swept:
                shutil.rmtree(parent, ignore_errors=True)
                self._swept.add(parent)
            parent.mkdir(parents=True, exist_ok=True)
            return Path(tempfile.mkdtemp(dir=parent))

    def submit(self, store: Store, folder: Path) -> Job:
        """Import the files in `folder`, which is removed afterwards."""
        files = [path for path in sorted(folder.iterdir()) if path.is_file()]
        with self._lock:
            if not self._submitted:
                # A daemon: whoever stops the dashboard need not wait for the end of an import.
                threading.Thread(target=self._work, name="imports", daemon=True).start()
            self._submitted += 1
            names = tuple(path.name for path in files)
            size = sum(path.stat().st_size for path in files)
            job = Job(self._submitted, store, folder, names, size)
            self._jobs = [*self._jobs[-KEPT:], job]
            self._waiting.put(job)
        return job

    def of(self, store: Store) -> list[Job]:
        """The imports into a store, those of long ago left out."""
        with self._lock:
            return [job for job in self._jobs if job.store.url == store.url]

    def _work(self) -> None:
        while True:
            _run(self._waiting.get())


JOBS = Jobs()


def uploads(store: Path) -> Path:
    """Where uploaded files lie until they are imported."""
    return store.with_name(f"{store.name}.uploads")


def _run(job: Job) -> None:
    job.state = "running"

    def note(progress: Progress) -> None:
        job.progress = progress

    try:
        job.report = import_folder(job.store, job.folder, progress=note)
        job.state = "done"
    except AuditLogError as error:
        job.error, job.state = str(error), "failed"
    except Exception:  # the edge of a thread: the page says that it failed, the server's log why
        log.exception("An import failed")
        job.error, job.state = "Something unexpected; the server's log says what.", "failed"
    finally:
        shutil.rmtree(job.folder, ignore_errors=True)
        job.ended.set()


def import_folder(store: Store, folder: Path, *, progress: Listener | None = None) -> Report:
    """Import the files of a folder as one import, told by their names within it."""
    paths = [str(path) for path in sorted(folder.iterdir())]
    return import_files(store, paths, within=folder, progress=progress)
