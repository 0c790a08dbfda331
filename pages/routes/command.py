"""`POST /command/queries`: the command line's questions, answered by the process with the store.

For commands on this machine only: they prove with the owner file's token that they may read the
store's folder.
"""

from __future__ import annotations

import hmac
from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from data.errors import AuditLogError
from data.owner import read_owner
from data.settings import settings, store_path
from queries.command import answer
from queries.elsewhere import PATH, TOKEN


async def ask(request: Request) -> PlainTextResponse:
    """The printed answer; 403 without the token, 400 with the reason where there is none."""
    path = store_path(settings().store_url)
    owner = read_owner(path) if path else None
    given = request.headers.get(TOKEN, "")
    if owner is None or not hmac.compare_digest(given.encode(), owner.token.encode()):
        return PlainTextResponse("not permitted", status_code=403)
    arguments = await request.json()
    if not isinstance(arguments, list) or not all(isinstance(a, str) for a in arguments):
        return PlainTextResponse("arguments must be a list of texts", status_code=400)
    try:
        text = await run_in_threadpool(answer, arguments, datetime.now(UTC))
    except AuditLogError as error:
        return PlainTextResponse(str(error), status_code=400)
    return PlainTextResponse(text)


COMMAND_ROUTE = Route(PATH, ask, methods=["POST"])
