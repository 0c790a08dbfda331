"""Questions on web apps: launched, moved to another address, taken off the web."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.apps import app_name_alone
from queries.logs import Logs
from queries.options import at_most
from queries.publishing import ADDRESS, APP, AT, ID, LAUNCH, REMOVAL, SLUG, USER
from queries.question import Column, question


@question(
    subject="Publishing",
    columns=(
        AT,
        *APP,
        USER,
        SLUG,
        Column("again", "flag", "Whether the app had been launched on the web before."),
        ID,
    ),
)
def web_launches(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """Which apps were launched on the web, and for the first time?

    The `limit` latest (None: all). Earlier launches are looked for at all times that are in the
    data; before that nothing is known.
    """
    r = _life(logs, LAUNCH)
    order = sa.func.row_number().over(partition_by=_app_of(r), order_by=(r.created_at, r.id))
    again: sa.ColumnElement[bool] = order > 1
    return _listed(logs, r, [r.slug, again.label("again")], limit, LAUNCH)


@question(
    subject="Publishing",
    columns=(
        AT,
        *APP,
        USER,
        SLUG,
        Column("previous_slug", "text", "What it was before, where that is known."),
        ID,
    ),
)
def slug_changes(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """Which apps got another web address, and which did they have before?

    Logs of setting the slug, the `limit` latest (None: all). The one before is that of the app's
    latest earlier launch or change, at any time.
    """
    r = _life(logs, ADDRESS, LAUNCH)
    before = sa.func.lag(r.slug).over(partition_by=_app_of(r), order_by=(r.created_at, r.id))
    return _listed(logs, r, [r.slug, before.label("previous_slug")], limit, ADDRESS)


@question(
    subject="Publishing",
    columns=(
        AT,
        *APP,
        USER,
        Column("launched_again_at", "time", "When it was launched on the web again, if it was."),
        ID,
    ),
)
def apps_unpublished(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """Which apps were taken off the web, and are they back?

    The `limit` latest (None: all). Later launches count even after the window.
    """
    r = _life(logs, REMOVAL, LAUNCH)
    launched = sa.func.min(sa.case((r.log_type == LAUNCH, r.created_at)))
    back = launched.over(partition_by=_app_of(r), order_by=(r.created_at, r.id), rows=(0, None))
    return _listed(logs, r, [back.label("launched_again_at")], limit, REMOVAL)


def _life(logs: Logs, *types: str) -> Any:
    """Logs of these types at all times, as `.c`."""
    names = ("id", "created_at", "log_type", "app_id", "app_name", "user_email", "slug")
    r = logs.ever().unnarrowed().typed("app.publish.web.*").rows(*names).c
    return sa.select(*r).where(r.log_type.in_(types)).subquery("life").c


def _app_of(r: Any) -> tuple[sa.ColumnElement[Any], ...]:
    return (r.app_id, app_name_alone(r))


def _listed(
    logs: Logs, r: Any, more: list[sa.ColumnElement[Any]], limit: int | None, log_type: str
) -> sa.Select[Any]:
    """Those logs of one type that the filter matches, the latest first."""
    every = sa.select(
        r.created_at.label("at"),
        r.app_id,
        r.app_name.label("app"),
        r.user_email.label("user"),
        *more,
        r.id,
    )
    e = every.subquery("every").c
    chosen = logs.typed(log_type).rows("id").c
    found = sa.select(*e).where(e.id.in_(sa.select(chosen.id)))
    return found.order_by(e.at.desc(), e.id.desc()).limit(at_most(limit))
