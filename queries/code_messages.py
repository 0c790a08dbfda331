"""Emails and SMS sent for a sign-in, and whether they arrived."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from queries.account_logs import accounts_asked_for
from queries.logs import Logs
from queries.portable import contains_text, latest_value
from queries.sms_outcome import ARRIVED, FAILED, sms_outcome

_EMAIL, _SMS = "email.validate", ("sms.validate", "sms.2fa")
_ARRIVED = ("email.delivered", "email.complaint")
_RETURNED = ("email.bounced", "email.rejected")
_LATE = "email.delayed"
_REPORTED_WITHIN = timedelta(days=3)

_READ = ("id", "created_at", "log_type", "recipient", "reason", "app_id", "app_name")


def codes_sent(everybody: Logs, about: Logs, address: str | None) -> sa.Select[Any]:
    """Emails and SMS sent for a sign-in, with the columns of `access_events`.

    To the one address, else to users that the filter of `about` matches. An email of which the log
    names no recipient went to its user.
    """
    read = ("user_email", "message_id", "status")
    c = everybody.typed(_EMAIL, *_SMS).rows(*_READ, *read).c
    by_email = c.log_type == _EMAIL
    s = _outcomes(everybody, address)
    trouble = sa.case((sa.func.coalesce(s.outcome, "no") == "no", s.reason))
    sent_to = sa.case((by_email, sa.func.coalesce(c.recipient, c.user_email)), else_=c.user_email)
    return (
        sa.select(
            c.created_at.label("at"),
            sa.case((by_email, "verification_email"), else_="verification_sms").label("what"),
            sa.func.coalesce(trouble, c.reason, c.status).label("detail"),
            sa.func.coalesce(_arrived(c, s.outcome), "not reported").label("arrived"),
            (sa.literal(address) if address else sent_to).label("user"),
            *_app_and_log(c),
        )
        .select_from(sa.outerjoin(c.id.table, s.outcome.table, s.message_id == c.message_id))
        .where(*went_to(about, address, sent_to), *([] if address else [sent_to.is_not(None)]))
    )


def _arrived(c: Any, outcome: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """yes or no for a message that says so, null for others."""
    of_sms = sms_outcome(c)
    return sa.case(
        (c.log_type == _EMAIL, outcome), (of_sms == ARRIVED, "yes"), (of_sms == FAILED, "no")
    )


def _app_and_log(c: Any) -> list[sa.ColumnElement[Any]]:
    """The last columns of `access_events`; nobody is told to have sent a message."""
    nobody = sa.null().label("by")
    return [nobody, c.app_id, c.app_name.label("app"), c.log_type, c.id]


def mail_returned(everybody: Logs, about: Logs, address: str | None) -> sa.Select[Any]:
    """Other mail that came back from the address, with the columns of `access_events`."""
    c = everybody.typed(*_RETURNED).rows(*_READ, "message_id").c
    sent = everybody.around(_REPORTED_WITHIN, timedelta(0)).typed(_EMAIL).rows("message_id").c
    codes = sa.select(sent.message_id).distinct().subquery("codes").c
    of_code = codes.message_id == c.message_id
    return (
        sa.select(
            c.created_at.label("at"),
            sa.literal("email_returned").label("what"),
            c.reason.label("detail"),
            sa.literal("no").label("arrived"),
            (sa.literal(address) if address else c.recipient).label("user"),
            *_app_and_log(c),
        )
        .select_from(sa.outerjoin(c.id.table, codes.message_id.table, of_code))
        .where(codes.message_id.is_(None), c.recipient.is_not(None))
        .where(*went_to(about, address, c.recipient))
    )


def went_to(about: Logs, address: str | None, recipient: Any) -> list[sa.ColumnElement[bool]]:
    """Conditions on whom a message went to: the address, perhaps among others, or, without one,
    somebody whom the filter's user part of `about` matches."""
    if address is None:
        return accounts_asked_for(about, recipient)
    spelt = (f'"{address}"', f"<{address}>")  # in a list, and after a name
    within = (contains_text(recipient, sa.literal(text)) for text in spelt)
    return [sa.or_(recipient == address, *within)]


def _outcomes(everybody: Logs, address: str | None) -> Any:
    """What is reported of each email, to the one address where one is asked for: outcome (yes, no
    or null) and the latest reason."""
    later = everybody.around(timedelta(0), _REPORTED_WITHIN)
    c = (
        later.typed(*_ARRIVED, *_RETURNED, _LATE)
        .rows("created_at", "log_type", "recipient", "message_id", "reason")
        .c
    )
    outcome = sa.case((c.log_type.in_(_ARRIVED), "yes"), (c.log_type.in_(_RETURNED), "no"))
    told = sa.select(
        c.message_id,
        latest_value(outcome, c.created_at).label("outcome"),
        latest_value(c.reason, c.created_at).label("reason"),
    ).where(c.message_id.is_not(None))
    if address is not None:
        theirs = went_to(everybody, address, c.recipient)
        told = told.where(sa.or_(c.recipient.is_(None), *theirs))
    return told.group_by(c.message_id).subquery("outcomes").c
