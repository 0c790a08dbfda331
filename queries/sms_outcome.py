"""What became of an SMS, as its own log says: there is no other, and often it says nothing."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.portable import lower_case

ARRIVED, FAILED, NOT_REPORTED = "arrived", "failed", "not reported"
OUTCOMES = (ARRIVED, FAILED, NOT_REPORTED)

ARRIVING = ("delivered", "received", "arrived", "read")
FAILING = (
    "failed",
    "undelivered",
    "undeliverable",
    "rejected",
    "bounced",
    "blocked",
    "expired",
    "canceled",
    "cancelled",
    "error",
)
"""Words for the status of an SMS that tell its end; Fliplet documents none. Others, such as sent
and queued, say that it went out and not whether it arrived."""

_NO_ERROR = ("false", "0", "none", "null", "{}", "[]")
"""What stands for the error where there was none."""


def sms_error(c: Any) -> sa.ColumnElement[Any]:
    """The error that the log of an SMS reports; null where it reports none."""
    return sa.case((lower_case(c.reason).not_in(_NO_ERROR), c.reason))


def sms_outcome(c: Any) -> sa.ColumnElement[Any]:
    """One of `OUTCOMES`: what the status says, else failed where an error is reported."""
    status = lower_case(c.status)
    return sa.case(
        (status.in_(ARRIVING), ARRIVED),
        (sa.or_(status.in_(FAILING), sms_error(c).is_not(None)), FAILED),
        else_=NOT_REPORTED,
    )
