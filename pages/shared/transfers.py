"""Downloads that are being sent: how far each is, and a way to stop it.

The route that sends a file tells it here; the page from which somebody asked for it shows it. A
page gives its downloads a token of its own, so nobody sees or stops those of others.
"""

from __future__ import annotations

import re
import secrets
import threading
from collections import OrderedDict
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, field

from data.errors import AuditLogError
from queries.export_stream import Chunk

_MOST = 50
"""So many pages are remembered, and so many downloads of one, the latest."""

_TOKEN = re.compile(r"[0-9a-f]{32}")


class Stopped(AuditLogError):
    """Somebody stopped the download: the connection is broken off, so that no browser takes the
    part for the whole."""


@dataclass
class Transfer:
    """One download: what it is called, how many logs are sent and how many there were to send when
    the page counted them, and whether it is `sending`, `sent`, `stopped` or `broken` off."""

    name: str
    logs: int
    sent: int = 0
    state: str = "sending"
    _stop: threading.Event = field(default_factory=threading.Event)

    def stop(self) -> None:
        """End it with the part that is being made."""
        self._stop.set()

    def watched(self, chunks: Generator[Chunk, None, None]) -> Generator[Chunk, None, None]:
        """The parts, counted as they go. Raises Stopped between two of them after `stop`."""
        try:
            with closing(chunks):
                for chunk in chunks:
                    if self._stop.is_set():
                        self.state = "stopped"
                        raise Stopped("the download was stopped")
                    yield chunk
                    self.sent += chunk.logs
            self.state = "sent"
        finally:
            if self.state == "sending":
                self.state = "broken"


class Transfers:
    """The downloads of this process, by the token of the page they were asked for from."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, list[Transfer]] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, token: str, name: str, logs: int) -> Transfer:
        """A download that begins; one without a token that could be a page's is nobody's to see."""
        transfer = Transfer(name, logs)
        if _TOKEN.fullmatch(token):
            with self._lock:
                mine = self._held.setdefault(token, [])
                mine.append(transfer)
                del mine[:-_MOST]
                self._held.move_to_end(token)
                while len(self._held) > _MOST:
                    self._held.popitem(last=False)
        return transfer

    def of(self, token: str) -> list[Transfer]:
        """The downloads of a page, the latest first."""
        with self._lock:
            return list(reversed(self._held.get(token, ())))


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_hex(16)


TRANSFERS = Transfers()
