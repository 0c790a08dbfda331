"""Evidence packs: the logs of a filter with all that is needed to trust them later.

What is in one and how it is checked: `data/evidence.py`.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from textwrap import fill
from typing import Any
from urllib.parse import urlencode

import sqlalchemy as sa

from data import schema
from data.access import Viewer
from data.engine import Store
from data.evidence import FACTS, FORMAT, LOGS, README, SEAL, SUMS, digest_line
from queries.export_stream import Chunk, log_chunks, statement_of
from queries.filters import LogFilter
from queries.portable import moment
from queries.run import sql_text
from queries.sentence import sentence

PAGE = "/audit-log"

DEMO = (
    "These logs are the demo organisation's: a program made them up, and they are evidence of "
    "nothing that happened."
)
RELATIVE = (
    "The link is relative: put the address of the dashboard before it. Packs made from the command "
    "line do not know that address."
)

_READ_ME = f"""Evidence pack of audit logs

{LOGS}        The logs, newest first, as CSV: every value as it was logged.
{FACTS}   What was asked for, in words, as a link and as SQL; how many logs there are, the
                first and the last; what the store had been given for that time; who made this.
{SUMS}      SHA-256 of each of these files.
{SEAL}            SHA-256 of {SUMS}. It stands for the whole pack: whoever notes it down when
                the pack is made can tell later that nothing was changed.

To check the pack on any machine with the usual tools:

    unzip PACK.zip -d pack
    cd pack
    sha256sum --check {SUMS}
    sha256sum {SUMS}        (must print what {SEAL} says)

Or with the dashboard's own command, which also counts the logs again:

    python -m data verify PACK.zip --seal DIGITS

(DIGITS: the {SEAL} that was noted when the pack was made. Without it, nobody can tell a pack that
was changed and sealed anew.)
"""


class _Pack:
    """A zip file in the making: what was written is taken out part by part."""

    def __init__(self) -> None:
        self.sums = ""
        self._sink = _Sink()
        self._zip = zipfile.ZipFile(self._sink, "w", zipfile.ZIP_DEFLATED, compresslevel=4)

    def add(self, name: str, parts: Iterator[bytes], at: datetime) -> Iterator[bytes]:
        """Write a file; yields the bytes of the zip as they come."""
        digest = hashlib.sha256()
        info = zipfile.ZipInfo(name, at.timetuple()[:6])
        info.compress_type = zipfile.ZIP_DEFLATED
        with self._zip.open(info, "w", force_zip64=True) as file:
            for part in parts:
                digest.update(part)
                file.write(part)
                yield self._sink.taken()
        self.sums += digest_line(digest.hexdigest(), name)

    def close(self) -> bytes:
        """Write the table of contents."""
        self._zip.close()
        return self._sink.taken()


class _Sink:
    """What a zip is written to. It tells no place, so that nobody goes back in it."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, part: bytes, /) -> int:
        self._parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Nothing is kept back."""

    def close(self) -> None:
        """There is nothing to close."""

    def taken(self) -> bytes:
        """The bytes since the last time."""
        written = b"".join(self._parts)
        self._parts.clear()
        return written


@dataclass
class _Counted:
    """What has gone by: how many logs, the newest and the oldest."""

    logs: int = 0
    newest: str | None = None
    oldest: str | None = None

    def see(self, chunk: Chunk) -> bytes:
        if chunk.logs:
            self.logs += chunk.logs
            self.newest, self.oldest = self.newest or chunk.newest, chunk.oldest
        return chunk.text


def pack_chunks(
    filter: LogFilter, viewer: Viewer, *, store: Store, now: datetime, address: str = ""
) -> Generator[Chunk, None, None]:
    """An evidence pack of the logs that the filter matches and the viewer may see, in parts.

    `now` (aware) is when it is made, `address` that of the dashboard, for the link within it. Holds
    a connection until it is exhausted or closed.
    """
    pack, counted = _Pack(), _Counted()
    with closing(log_chunks(filter, viewer, store=store)) as chunks:
        logs = pack.add(LOGS, (counted.see(chunk) for chunk in chunks), now)
        before = 0
        for part in logs:
            yield Chunk(part, counted.logs - before)
            before = counted.logs
    facts = _facts(filter, viewer, store, counted, now, address)
    text = json.dumps(facts, indent=2, ensure_ascii=False).encode()
    read_me = "\n".join([_READ_ME, *(fill(note, 88) for note in facts["notes"]), ""]).encode()
    for name, content in ((FACTS, text), (README, read_me)):
        yield from _parts(pack.add(name, iter([content]), now))
    sums = pack.sums.encode()
    seal = f"{hashlib.sha256(sums).hexdigest()}\n".encode()
    for name, content in ((SUMS, sums), (SEAL, seal)):
        yield from _parts(pack.add(name, iter([content]), now))
    yield Chunk(pack.close(), 0)


def _parts(parts: Iterator[bytes]) -> Iterator[Chunk]:
    return (Chunk(part, 0) for part in parts)


def _facts(
    filter: LogFilter,
    viewer: Viewer,
    store: Store,
    counted: _Counted,
    now: datetime,
    address: str,
) -> dict[str, Any]:
    notes = [(DEMO, _has_demo(store)), (RELATIVE, not address)]
    return {
        "format": FORMAT,
        "notes": [words for words, true in notes if true],
        "made_at": iso(now),
        "made_by": viewer.name,
        "apps_seen": None if viewer.apps is None else sorted(viewer.apps),
        "sentence": sentence(filter),
        "link": link(filter, address),
        "zone": filter.zone,
        "since": iso(filter.since),
        "until": iso(filter.until),
        "logs": counted.logs,
        "first": counted.oldest,
        "last": counted.newest,
        "coverage": _coverage(filter, viewer, store),
        "engine": store.engine.dialect.name,
        "sql": sql_text(statement_of(filter, viewer), store),
    }


def link(filter: LogFilter, address: str) -> str:
    """The link to the logs in the dashboard of that address, relative where that is empty.

    It names the zone always: where none is named, that of whoever opens it holds.
    """
    query = {"window": "custom", **filter.to_query(), "zone": [filter.zone]}
    return f"{address.rstrip('/')}{PAGE}?{urlencode(query, doseq=True)}"


def _has_demo(store: Store) -> bool:
    """The store holds the demo organisation, which is never beside real logs."""
    c = schema.imports.c
    asked = sa.select(c.id).where(c.kind == "demo", c.state != "removed").limit(1)
    with store.engine.connect() as connection:
        return connection.scalar(asked) is not None


def _coverage(filter: LogFilter, viewer: Viewer, store: Store) -> list[dict[str, Any]] | None:
    """The imports that brought logs of the window; None for who may not see all of them."""
    if viewer.apps is not None:
        return None
    c = schema.imports.c
    conditions = [c.state != "removed", c.first.is_not(None)]
    if filter.since is not None:
        conditions.append(c.last >= moment(filter.since))
    if filter.until is not None:
        conditions.append(c.first < moment(filter.until))
    names = ("kind", "source", "state", "finished_at", "read", "new", "rejected", "first", "last")
    asked = sa.select(*(c[name] for name in names)).where(*conditions).order_by(c.id)
    with store.engine.connect() as connection:
        rows = connection.execute(asked).mappings().all()
    return [
        {name: iso(v) if isinstance(v, datetime) else v for name, v in row.items()} for row in rows
    ]


def iso(at: datetime | None) -> str | None:
    """A moment as facts tell it: ISO 8601 in UTC."""
    return None if at is None else at.astimezone(UTC).isoformat().replace("+00:00", "Z")
