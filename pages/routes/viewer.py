"""Who sends an HTTP request, and so what may be seen in the answer."""

from __future__ import annotations

from starlette.requests import Request

from data.access import OWNER, Viewer


def viewer_of(_: Request) -> Viewer:
    """The viewer of a request. Whoever reaches a dashboard without sign-in is its owner."""
    return OWNER
