"""What users did themselves, and which sign-ins are looked into."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.account_logs import so_far
from queries.clauses import log_type_clause
from queries.flags.material import Material
from queries.flags.near import seconds_later
from queries.portable import moment
from queries.security_types import LOGINS

LOOKED_INTO = 10_000
"""So many sign-ins at most are compared with all that their users ever did, the latest. It takes
far more accounts to need more, and an engine that guesses them more numerous than the logs would
look up the logs in the wrong order."""

DONE_TO_THEM = ("email.*", "sms.*", "pushNotification.*", "job", "job.*")
"""Logs that name people who did nothing: what is sent to them."""

_VISIT_SECONDS = 3600
"""What somebody does so shortly before a sign-in belongs to the same visit, and says nothing of
what was usual before."""


def active(material: Material) -> sa.Subquery:
    """Logs of known users at any time: user, at, device, ip, and what `own` asks for."""
    names = ("user_email", "studio_user_email", "created_at", "log_type", "device", "ip")
    u = so_far(material.near).rows(*names).c
    columns = (u.user_email.label("user"), u.created_at.label("at"), u.device, u.ip)
    return sa.select(*columns, u.log_type, u.studio_user_email).subquery("active")


def own(active: Any) -> sa.ColumnElement[bool]:
    """What users did themselves, logins aside. To be asked of few logs: types are told slowly."""
    aside = log_type_clause(active.log_type, (*LOGINS, *DONE_TO_THEM))
    return sa.and_(active.studio_user_email.is_(None), sa.not_(aside))


def earlier_visit(sign_in: Any, active: Any) -> sa.ColumnElement[bool]:
    """The user was active before the visit of the sign-in."""
    return sa.and_(active.at < seconds_later(sign_in.at, -_VISIT_SECONDS))


def near_window(material: Material, at: Any) -> list[sa.ColumnElement[bool]]:
    """Conditions that keep to the window and the day before it."""
    since = material.near.filter.since
    return [] if since is None else [at >= moment(since)]
