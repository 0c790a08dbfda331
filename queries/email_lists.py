"""Lists of emails: all, those of Studio and those of apps, each with what became of it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.email import OUTCOMES
from queries.email_parts import ORIGINS, origin_of
from queries.logs import Logs
from queries.options import at_most, one_of
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


NO_STATUS = "no_status"
WITHOUT_TRIGGER = "without_trigger"


@question(subject="Email", columns=_COLUMNS)
def emails(
    logs: Logs,
    *,
    outcome: str | None = None,
    origin: str | None = None,
    domain: str | None = None,
    recipient: str | None = None,
    message_id: str | None = None,
    limit: int | None = None,
) -> sa.Select[Any]:
    """Which emails were sent, to whom, and what became of them?

    Deliveries, the `limit` latest first (None: all). `outcome` keeps those that `email_figures`
    counts so (delivered, bounced, delayed, complaint, rejected, no_status or without_trigger),
    `origin` those of one origin of `email_by_origin`; the others keep those with exactly this
    value.
    """
    d = logs.deliveries().c
    chosen = [
        d[name] == value
        for name, value in (
            ("domain", domain),
            ("recipient", recipient),
            ("message_id", message_id),
        )
        if value is not None
    ]
    if outcome is not None:
        chosen.append(
            _counts_as(d, one_of("outcome", outcome, (*OUTCOMES, NO_STATUS, WITHOUT_TRIGGER)))
        )
    if origin is not None:
        chosen.append(origin_of(d) == one_of("origin", origin, ORIGINS))
    return _list(d, sa.and_(sa.true(), *chosen), limit)


def _counts_as(d: Any, outcome: str) -> sa.ColumnElement[bool]:
    """Whether a delivery is among those that `email_figures` counts by that name."""
    if outcome == WITHOUT_TRIGGER:
        return sa.and_(d.triggered == 0)
    found = d.outcome.is_(None) if outcome == NO_STATUS else d.outcome == outcome
    return sa.and_(d.triggered == 1, found)


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
