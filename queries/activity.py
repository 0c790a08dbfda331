"""Questions on how much is going on: logs, apps, users over time."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.logs import Logs
from queries.question import Column, question


@question(
    subject="Activity",
    chart="bar",
    columns=(
        Column("day", "day", "Day in the asked zone."),
        Column("log_type", "text", "Log type."),
        Column("logs", "count", "Logs of that type written that day."),
    ),
)
def logs_by_day(logs: Logs) -> sa.Select[Any]:
    """How many logs of each type were written each day?

    Days without logs of a type have no row.
    """
    source = logs.counted()
    day = logs.bucket(source.at, "day").label("day")
    return (
        sa.select(day, source.c.log_type, source.logs.label("logs"))
        .group_by(day, source.c.log_type)
        .order_by(day, source.c.log_type)
    )
