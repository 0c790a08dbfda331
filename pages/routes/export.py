"""`GET /download/logs` and `/download/evidence`: the logs that a filter matches, as a file of any
size, and an evidence pack of them.

Parameters are the filter's URL form (`LogFilter.to_query`, or with a preset `window` as pages have
it) and `kind`, a name of `export_stream.FORMATS`: exact where none is given. `transfer` and `logs`
tell the page that it was asked for from how far the file is (`transfers.py`).
"""

from __future__ import annotations

from collections.abc import Generator
from datetime import UTC, datetime
from itertools import chain
from typing import Any
from urllib.parse import quote

import anyio
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from data.errors import AuditLogError, InvalidFilter
from pages.routes.viewer import viewer_of
from pages.shared.choice import read_choice
from pages.shared.holding import HOLDING
from pages.shared.transfers import TRANSFERS
from queries.evidence_pack import pack_chunks
from queries.export_name import file_name
from queries.export_remote import EVIDENCE_PATH, PATH
from queries.export_stream import FORMATS, KINDS, Chunk, Kind, log_chunks, texts_of
from queries.filters import LogFilter

_HEADERS = {
    # Streamlit would compress what says nothing of its encoding, at a quarter of the speed.
    "Content-Encoding": "identity",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}


class Download(StreamingResponse):
    """A file in parts that are made while it is sent.

    Whatever ends the sending (all sent, the client gone, an error) ends the making. An error in
    the middle breaks the connection off, so that a browser does not take the part for the whole.
    """

    def __init__(self, parts: Generator[bytes, None, None], **rest: Any) -> None:
        # The first part tells, while there is still time to say so, whether the rest can be made.
        super().__init__(chain([next(parts)], parts), **rest)
        self._parts = parts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the file."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            with anyio.CancelScope(shield=True):
                await run_in_threadpool(self._parts.close)


async def download_logs(request: Request) -> Response:
    """The file; to HEAD its headers; 400 for a filter or kind that cannot be understood, 503 when
    the store is not to be had."""
    try:
        filter, kind = _asked(request.query_params)
    except InvalidFilter as error:
        return PlainTextResponse(str(error), status_code=400, headers=_HEADERS)
    try:
        return await run_in_threadpool(_answer, request, filter, kind)
    except AuditLogError as error:
        return PlainTextResponse(str(error), status_code=503, headers=_HEADERS)


def _asked(query: QueryParams) -> tuple[LogFilter, Kind]:
    given = {name: query.getlist(name) for name in query}
    kind = next((k for k in KINDS if k == query.get("kind", "exact")), None)
    if kind is None:
        raise InvalidFilter(f"unknown kind {query['kind']!r}; known: {', '.join(KINDS)}")
    if "window" not in given:
        return LogFilter.from_query(given), kind
    choice, problems = read_choice(given, "UTC")
    if problems:
        raise InvalidFilter("; ".join(problems))
    return choice.at(datetime.now(UTC)), kind


def _answer(request: Request, filter: LogFilter, kind: Kind) -> Response:
    store, viewer, made = HOLDING.store(), viewer_of(request), FORMATS[kind]
    name = file_name(filter, viewer, store=store, suffix=made.suffix)
    headers = _headers(name)
    if request.method == "HEAD":
        return Response(headers=headers, media_type=made.media_type)
    chunks = log_chunks(filter, viewer, store=store, kind=kind)
    return Download(_watched(request, name, chunks), headers=headers, media_type=made.media_type)


def _watched(
    request: Request, name: str, chunks: Generator[Chunk, None, None]
) -> Generator[bytes, None, None]:
    """The parts of a file, told to the page that it was asked for from."""
    query = request.query_params
    given = query.get("logs", "")
    logs = int(given) if given.isascii() and given.isdigit() and len(given) < 19 else 0
    return texts_of(TRANSFERS.begin(query.get("transfer", ""), name, logs).watched(chunks))


def _headers(name: str) -> dict[str, str]:
    ascii_name = name.encode("ascii", "ignore").decode()
    disposition = f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name)}"
    return {**_HEADERS, "Content-Disposition": disposition}


async def download_evidence(request: Request) -> Response:
    """An evidence pack; parameters and answers as those of the logs, without a kind."""
    try:
        filter, _ = _asked(request.query_params)
    except InvalidFilter as error:
        return PlainTextResponse(str(error), status_code=400, headers=_HEADERS)
    try:
        return await run_in_threadpool(_pack, request, filter)
    except AuditLogError as error:
        return PlainTextResponse(str(error), status_code=503, headers=_HEADERS)


def _pack(request: Request, filter: LogFilter) -> Response:
    store, viewer = HOLDING.store(), viewer_of(request)
    name = file_name(filter, viewer, store=store, suffix="evidence.zip")
    headers = _headers(name)
    if request.method == "HEAD":
        return Response(headers=headers, media_type="application/zip")
    chunks = pack_chunks(
        filter, viewer, store=store, now=datetime.now(UTC), address=str(request.base_url)
    )
    return Download(_watched(request, name, chunks), headers=headers, media_type="application/zip")


EXPORT_ROUTES = [Route(PATH, download_logs), Route(EVIDENCE_PATH, download_evidence)]
