"""HTTP endpoints beside the pages."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Route

from pages.routes.command import COMMAND_ROUTE
from pages.routes.export import EXPORT_ROUTE


async def healthz(_: Request) -> PlainTextResponse:
    """The word ok while the process answers."""
    return PlainTextResponse("ok", headers={"Cache-Control": "no-store"})


ROUTES: list[BaseRoute] = [Route("/healthz", healthz), COMMAND_ROUTE, EXPORT_ROUTE]
