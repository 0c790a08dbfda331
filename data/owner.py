"""Who holds the embedded store: one process at a time may, and the others want to know which.

The holder writes `<store>.owner.json` beside the store. The file is a courtesy, not the lock: the
lock is the engine's own, and a file left behind by a process that is gone means nothing.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True)
class Owner:
    """The process that holds a store. `url` is the dashboard's address, None for a command.

    `token` proves to the dashboard that a command may read the owner file, and so the store.
    """

    pid: int
    command: str
    url: str | None
    started_at: str
    token: str = field(repr=False)

    @property
    def alive(self) -> bool:
        """True while a process of that number runs."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True


def owner_file(store: Path) -> Path:
    """Where the holder of `store` names itself."""
    return store.with_name(store.name + ".owner.json")


def read_owner(store: Path) -> Owner | None:
    """The living process that said it holds `store`; None when nobody did or it is gone."""
    try:
        owner = Owner(**json.loads(owner_file(store).read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None
    return owner if owner.alive else None


@contextmanager
def owning(store: Path, command: str, url: str | None = None) -> Iterator[Owner]:
    """Name this process as the holder of `store` for the length of the block."""
    started_at = datetime.now(UTC).isoformat(timespec="seconds")
    owner = Owner(os.getpid(), command, url, started_at, secrets.token_urlsafe(32))
    path = owner_file(store)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps(asdict(owner)), encoding="utf-8")
    try:
        yield owner
    finally:
        if read_owner(store) == owner:
            path.unlink(missing_ok=True)
