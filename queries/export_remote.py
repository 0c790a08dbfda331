"""The export of a store that a running dashboard holds: the dashboard's own download."""

from __future__ import annotations

import http.client
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Protocol
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

import numpy as np
import pyarrow.parquet as pq

from data.errors import StoreUnusable
from data.owner import Owner
from queries.elsewhere import TOKEN
from queries.export_stream import EVIDENCE, AnyKind, Chunk
from queries.filters import LogFilter

PATH = "/download/logs"
"""Where a dashboard offers the export."""

EVIDENCE_PATH = "/download/evidence"
"""Where it offers an evidence pack."""

_PATIENCE = 600.0
_PART = 2**20
_FOOTER = 2**24


@dataclass(frozen=True)
class Download:
    """A file that a dashboard sends: its name, and its parts with the number of logs in each."""

    name: str
    chunks: Iterator[Chunk]


def export_url(dashboard: str, filter: LogFilter, kind: AnyKind) -> str:
    """The address of the export at the dashboard of that address ("" for a link within it)."""
    if kind == EVIDENCE:
        return f"{dashboard}{EVIDENCE_PATH}?{urlencode(filter.to_query(), doseq=True)}"
    query = filter.to_query() | {"kind": [kind]}
    return f"{dashboard}{PATH}?{urlencode(query, doseq=True)}"


@contextmanager
def download(holder: Owner, filter: LogFilter, kind: AnyKind) -> Iterator[Download]:
    """The export as the dashboard that holds the store sends it.

    Raises StoreUnusable when it does not, or not all of it.
    """
    dashboard = holder.url or ""
    # The address is the one that our own dashboard wrote into the owner file.
    request = Request(  # noqa: S310 - see above
        export_url(dashboard, filter, kind), headers={TOKEN: holder.token}
    )
    # A proxy named in the environment does not know this machine's own address.
    direct = build_opener(ProxyHandler({}))
    try:
        answer = direct.open(request, timeout=_PATIENCE)
    except HTTPError as error:
        reason = error.read(1000).decode("utf-8", "replace").strip()
        raise StoreUnusable(f"the dashboard at {dashboard} refused: {reason}") from error
    except (OSError, http.client.HTTPException) as error:
        raise StoreUnusable(f"the dashboard at {dashboard} does not answer: {error}") from error
    with answer:
        name = answer.headers.get_filename() or "audit-log.csv"
        yield Download(name, counted_by(kind, _parts(answer, dashboard)))


def counted_by(kind: AnyKind, parts: Iterable[bytes]) -> Iterator[Chunk]:
    """The parts of a file of that kind, none empty, with the number of logs in each."""
    return _COUNTED[kind](parts)


def counted(parts: Iterable[bytes]) -> Iterator[Chunk]:
    """The parts of a CSV file, none empty, each with the number of logs that end in it."""
    quotes = 0
    header = 1
    for part in parts:
        codes = np.frombuffer(part, np.uint8)
        before = quotes + np.cumsum(codes == ord('"'))
        ends = int(np.count_nonzero((codes == ord("\n")) & (before % 2 == 0)))
        is_header = min(header, ends)
        yield Chunk(part, ends - is_header)
        quotes, header = int(before[-1]) % 2, header - is_header


def _counted_lines(parts: Iterable[bytes]) -> Iterator[Chunk]:
    """The parts of a file of lines; each line is a log."""
    for part in parts:
        yield Chunk(part, part.count(b"\n"))


def _counted_at_end(parts: Iterable[bytes]) -> Iterator[Chunk]:
    """The parts of a Parquet file; its last bytes tell how many logs it holds."""
    tail = b""
    for part in parts:
        tail = (tail + part)[-_FOOTER:]
        yield Chunk(part, 0)
    yield Chunk(b"", pq.read_metadata(BytesIO(tail)).num_rows)


def _not_counted(parts: Iterable[bytes]) -> Iterator[Chunk]:
    """The parts of a pack, which says by itself how many logs it holds."""
    for part in parts:
        yield Chunk(part, 0)


_COUNTED: Mapping[AnyKind, Callable[[Iterable[bytes]], Iterator[Chunk]]] = {
    "exact": counted,
    "spreadsheet": counted,
    "ndjson": _counted_lines,
    "parquet": _counted_at_end,
    EVIDENCE: _not_counted,
}


class _Readable(Protocol):
    def read(self, size: int) -> bytes: ...


def _parts(answer: _Readable, dashboard: str) -> Iterator[bytes]:
    try:
        while part := answer.read(_PART):
            yield part
    except (OSError, http.client.HTTPException) as error:
        raise StoreUnusable(f"the dashboard at {dashboard} broke off: {error}") from error
