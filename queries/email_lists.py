"""Lists of emails: those of Studio and those of apps, each with what became of it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.email_parts import origin_of
from queries.logs import Logs
from queries.options import at_most
from queries.portable import share
from queries.question import Column, question

_COLUMNS: tuple[Column, ...] = (
    Column("at", "time", "When it was sent; its first status where that is not in the data."),
    Column("message_id", "text", "The message; empty where the source names none."),
    Column("recipient", "text", "Whom it went to; empty where no log of it says."),
    Column("subject", "text", "Subject, where the source gives it."),
    Column("origin", "text", "Where it comes from."),
    Column("app", "text", "Name of the app."),
    Column("sender", "text", "The user whose doing sent it."),
    Column("triggered", "flag", "Whether the log of sending it is in the data."),
    Column("outcome", "text", "What became of it; empty while there is no status."),
    Column("outcome_at", "time", "When that was."),
    Column("seconds", "number", "From sending to the outcome; empty while delayed."),
    Column("reason", "text", "Why, where the source says."),
    Column("id", "id", "The log of sending it, or of its first status."),
)


@question(subject="Email", codes=("F1",), columns=_COLUMNS)
def studio_emails(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """Which emails were sent from Studio, and did they arrive?

    Deliveries of the category studio, the `limit` latest first (None: all), each with its latest
    outcome, even if that came after the window.
    """
    d = logs.deliveries().c
    return _list(d, d.category == "studio", limit)


@question(subject="Email", codes=("F2",), columns=_COLUMNS)
def app_emails(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """Which emails were sent from apps, and did they arrive?

    Deliveries of every other category than studio and of none, the `limit` latest first (None:
    all), each with its latest outcome, even if that came after the window.
    """
    d = logs.deliveries().c
    return _list(d, sa.or_(d.category != "studio", d.category.is_(None)), limit)


def _list(d: Any, chosen: sa.ColumnElement[bool], limit: int | None) -> sa.Select[Any]:
    triggered: sa.ColumnElement[bool] = d.triggered == 1
    return (
        sa.select(
            d.created_at.label("at"),
            d.message_id,
            d.recipient,
            d.subject,
            origin_of(d),
            d.app_name.label("app"),
            d.user_email.label("sender"),
            triggered.label("triggered"),
            d.outcome,
            d.outcome_at,
            share(d.outcome_ms, sa.literal(1000)).label("seconds"),
            d.reason,
            d.log_id.label("id"),
        )
        .where(chosen)
        .order_by(d.created_at.desc(), d.log_id.desc(), d.recipient.nulls_last())
        .limit(at_most(limit))
    )
