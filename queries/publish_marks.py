"""When apps were published, to be marked in charts over time."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.logs import Logs
from queries.options import at_most
from queries.publishing import publishes
from queries.question import Column, question


@question(
    subject="Publishing",
    columns=(
        Column("at", "time", "When."),
        Column("app_id", "id", "Number of the app; empty where the source gives only a name."),
        Column("app", "text", "Name of the app."),
        Column("user", "text", "Who published it."),
        Column("id", "id", "The log."),
    ),
)
def publish_marks(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """When were apps published?

    The `limit` latest publishes (None: all) of the window and of the apps that the filter asks for,
    whatever else it asks: a chart of sign-ins shows them too. What counts as one publish:
    `publish_cadence`.
    """
    p = publishes(logs.of_its_apps())
    found = sa.select(p.at, p.app_id, p.app_name.label("app"), p.user, p.id)
    return found.order_by(p.at.desc(), p.id.desc()).limit(at_most(limit))
