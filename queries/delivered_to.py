"""What was sent to one person, by email, SMS and push, and whether it arrived."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from queries.account_logs import asked_address
from queries.code_messages import went_to
from queries.feature_types import PUSH, SMS
from queries.filters import exactly
from queries.logs import Logs
from queries.options import at_most
from queries.portable import contains_text, latest_value
from queries.question import Column, question
from queries.sms_outcome import ARRIVED, FAILED, sms_error, sms_outcome

_COLUMNS = (
    Column("at", "time", "When it was sent; its first status where that is not in the data."),
    Column("channel", "text", "email, sms or push."),
    Column("person", "text", "Whom it is about: the address or number asked about, or the user."),
    Column(
        "named_as",
        "text",
        "recipient: the logs say that it went to the person. user: they do not say to whom it "
        "went, or only to which number, and it is the person's log, who may have sent it. data: "
        "the person's address is in the data of a push notification.",
    ),
    Column("recipient", "text", "Address or number it went to; several as a JSON list."),
    Column("what", "text", "Subject of an email or title of a push notification."),
    Column(
        "outcome",
        "text",
        "Email: delivered, bounced, delayed, complaint, rejected or no status yet. SMS: arrived, "
        "failed or not reported. Push: accepted, accepted in part, failed, no device or not "
        "reported.",
    ),
    Column("arrived", "text", "yes, no or not reported."),
    Column("reason", "text", "Why it did not arrive, or what else is reported of it."),
    Column("app_id", "id", "Number of the app."),
    Column("app", "text", "Name of the app at that time."),
    Column("log_type", "text", "Log type."),
    Column("id", "id", "Number of the log."),
)

_EMAIL_ARRIVED = {"delivered": "yes", "complaint": "yes", "bounced": "no", "rejected": "no"}
_SMS_ARRIVED = {ARRIVED: "yes", FAILED: "no"}
_PUSH_ARRIVED = {"failed": "no", "no device": "no"}
_NOT_REPORTED = "not reported"


@question(subject="Delivery", columns=_COLUMNS)
def deliveries_to_person(
    logs: Logs, *, email: str | None = None, limit: int | None = None
) -> sa.Select[Any]:
    """What was sent to this person, and did it arrive?

    Emails (one row a delivery, see `email_outcomes_by_day`), SMS and push notifications that were
    sent in the window, each with its latest outcome, the newest `limit` first (None: all). `email`
    is one exact address or phone number, whatever its case; without it the filter's user part says
    whose they are, and without that they are everybody's whom the logs name.

    It cannot be known from the logs whose phone number it is: an SMS belongs to the user of its
    log, for a sign-in who signs in, else perhaps who sent it. A push notification goes to devices,
    and the logs do not say whose they are: those are found whose log has the person as its user,
    often the sender, or in its data. That a push service accepted one does not say that it arrived;
    what becomes of an SMS is seldom reported. Emails that somebody sent to others do not count.
    """
    address = asked_address(logs, email)
    everybody = replace(logs, filter=replace(logs.filter, user=""))
    about = replace(logs, filter=replace(logs.filter, user=exactly(address))) if address else logs
    parts = [part(everybody, about, address) for part in (_emails, _texts, _pushes)]
    e = sa.union_all(*parts).subquery("sent").c
    newest = sa.select(*(e[column.name] for column in _COLUMNS))
    order = (e.at.desc(), e.id.desc(), e.recipient.nulls_last())
    return newest.order_by(*order).limit(at_most(limit))


def _emails(everybody: Logs, about: Logs, address: str | None) -> sa.Select[Any]:
    d = everybody.deliveries().c
    to = sa.and_(d.recipient.is_not(None), *went_to(about, address, d.recipient))
    unaddressed = sa.and_(d.recipient.is_(None), *_user_is(about, address, d.user_email))
    return sa.select(
        d.created_at.label("at"),
        sa.literal("email").label("channel"),
        *_person(address, to, d),
        d.recipient,
        d.subject.label("what"),
        sa.func.coalesce(d.outcome, "no status yet").label("outcome"),
        sa.case(_EMAIL_ARRIVED, value=d.outcome, else_=_NOT_REPORTED).label("arrived"),
        d.reason,
        d.app_id,
        d.app_name.label("app"),
        d.log_type,
        d.log_id.label("id"),
    ).where(sa.or_(to, unaddressed))


def _texts(everybody: Logs, about: Logs, address: str | None) -> sa.Select[Any]:
    names = ("id", "created_at", "log_type", "user_email", "app_id", "app_name")
    c = everybody.typed(*SMS).rows(*names, "recipient", "reason", "status").c
    to = sa.and_(c.recipient.is_not(None), *went_to(about, address, c.recipient))
    outcome = sms_outcome(c)
    reason = sa.case((outcome != ARRIVED, sa.func.coalesce(sms_error(c), c.status)))
    return sa.select(
        c.created_at.label("at"),
        sa.literal("sms").label("channel"),
        *_person(address, to, c),
        c.recipient,
        sa.null().label("what"),
        outcome.label("outcome"),
        sa.case(_SMS_ARRIVED, value=outcome, else_=_NOT_REPORTED).label("arrived"),
        reason.label("reason"),
        c.app_id,
        c.app_name.label("app"),
        c.log_type,
        c.id,
    ).where(sa.or_(to, sa.and_(*_user_is(about, address, c.user_email))))


def _pushes(everybody: Logs, about: Logs, address: str | None) -> sa.Select[Any]:
    names = ("id", "created_at", "log_type", "user_email", "app_id", "app_name", "push_title")
    push = everybody.typed(*PUSH)
    c = push.rows(*names, "push_success", "push_failure", "data").c
    # A job is a push notification only where it has a push result.
    is_push = sa.or_(c.log_type != "job", c.push_success.is_not(None))
    by = sa.and_(*_user_is(about, address, c.user_email))
    in_data = contains_text(c.data, sa.literal(f'"{address}"')) if address else sa.false()
    outcome = _push_outcome(c)
    r = _push_reasons(push).c
    return (
        sa.select(
            c.created_at.label("at"),
            sa.literal("push").label("channel"),
            (sa.literal(address) if address else c.user_email).label("person"),
            sa.case((by, "user"), else_="data").label("named_as"),
            sa.null().label("recipient"),
            c.push_title.label("what"),
            outcome.label("outcome"),
            sa.case(_PUSH_ARRIVED, value=outcome, else_=_NOT_REPORTED).label("arrived"),
            r.reason,
            c.app_id,
            c.app_name.label("app"),
            c.log_type,
            c.id,
        )
        .select_from(sa.outerjoin(c.id.table, r.log_id.table, r.log_id == c.id))
        .where(is_push, sa.or_(by, in_data))
    )


def _push_outcome(c: Any) -> sa.ColumnElement[Any]:
    """What the push services said of the devices that a push notification was sent to."""
    accepted, failed = c.push_success > 0, c.push_failure > 0
    return sa.case(
        (sa.and_(accepted, failed), "accepted in part"),
        (accepted, "accepted"),
        (failed, "failed"),
        (c.push_success == 0, "no device"),
        else_=_NOT_REPORTED,
    )


def _push_reasons(push: Logs) -> Any:
    """The error code that most devices of each push notification failed with."""
    p = push.push_results().c
    each = sa.select(p.log_id, p.error, sa.func.sum(p.failure).label("devices"))
    e = each.where(p.error.is_not(None)).group_by(p.log_id, p.error).subquery("errors").c
    reason = latest_value(e.error, e.devices).label("reason")
    return sa.select(e.log_id, reason).group_by(e.log_id).subquery("reasons")


def _person(address: str | None, to: sa.ColumnElement[bool], c: Any) -> list[Any]:
    """Columns person and named_as of a message that went to them, or else has them as its user."""
    named = sa.case((to, c.recipient), else_=c.user_email)
    return [
        (sa.literal(address) if address else named).label("person"),
        sa.case((to, "recipient"), else_="user").label("named_as"),
    ]


def _user_is(about: Logs, address: str | None, user: Any) -> list[sa.ColumnElement[bool]]:
    """Conditions: the user of a log is the address, or known and asked for."""
    if address is not None:
        return [user == address]
    return [user.is_not(None), *went_to(about, None, user)]
