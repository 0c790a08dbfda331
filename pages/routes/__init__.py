"""HTTP endpoints beside the pages."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse
from starlette.routing import BaseRoute, Route

from pages.routes.command import COMMAND_ROUTE
from pages.routes.export import EXPORT_ROUTES


async def healthz(_: Request) -> PlainTextResponse:
    """The word ok while the process answers."""
    return PlainTextResponse("ok", headers={"Cache-Control": "no-store"})


async def overview(request: Request) -> RedirectResponse:
    """The overview lives at the site's root; its name is what people type."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/{query}")


async def keyboard(_: Request) -> FileResponse:
    """The script that leads to the search when somebody types a slash."""
    return FileResponse(Path(__file__).with_name("keyboard.js"), media_type="text/javascript")


ROUTES: list[BaseRoute] = [
    Route("/keyboard.js", keyboard),
    Route("/healthz", healthz),
    Route("/overview", overview),
    COMMAND_ROUTE,
    *EXPORT_ROUTES,
]
