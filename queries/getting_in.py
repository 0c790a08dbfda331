"""What happened to somebody who cannot get in: sign-ins, second factor, codes sent, access."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from queries.account_logs import account_logs, accounts_asked_for, asked_address
from queries.attempts import attempts
from queries.code_messages import codes_sent, mail_returned
from queries.filters import escaped, exactly
from queries.logs import Logs
from queries.options import at_most
from queries.question import Column, question
from queries.security_timeline import EVENTS, event_detail

_NOT_ABOUT_GETTING_IN = ("user.login.first", "user.update", "app.token.remove")

ACCESS = {name: what for name, what in EVENTS.items() if name not in _NOT_ABOUT_GETTING_IN}
"""What log types of `access_events` are called there; successful sign-ins and messages aside."""

_COLUMNS = (
    Column("at", "time", "When it happened."),
    Column(
        "what",
        "text",
        "signed_in, first_sign_in, sign_in_failed, password_changed, two_factor_added, "
        "two_factor_removed, sessions_revoked, verification_email, verification_sms, "
        "email_returned, or organisation_ or app_ with added, invited, changed, removed, blocked "
        "or unblocked.",
    ),
    Column(
        "detail",
        "text",
        "IP address of a sign-in, kind of 2FA, role, or what is reported of a message that is not "
        "known to have arrived.",
    ),
    Column("arrived", "text", "Of messages: yes, no or not reported."),
    Column("user", "text", "Whose account it is."),
    Column("by", "text", "Who did it: the Studio user where one acted as somebody else."),
    Column("app_id", "id", "Number of the app."),
    Column("app", "text", "Name of the app at that time."),
    Column("log_type", "text", "Log type; of a sign-in the one that tells how it ended."),
    Column("id", "id", "Number of the log; of a sign-in that of its last."),
)


@question(subject="Identity", columns=_COLUMNS)
def access_events(
    logs: Logs, *, email: str | None = None, limit: int | None = None
) -> sa.Select[Any]:
    """Why can this person not get in?

    What the logs know of somebody's ways in, the newest `limit` first (None: all): failed and
    successful sign-ins (see `logins_by_day`), password and second factor, sessions revoked,
    invitations, memberships, blocks, and the emails and SMS that are sent for a sign-in.

    `email` is one exact address, whatever its case; without it the filter's user part says whose
    account. An email arrived where the last of its statuses, within three days, is delivered or a
    complaint, and did not where that is bounced or rejected; an SMS where the log of its sending
    says so, which it seldom does. email_returned is other mail to the address that came back.
    Whom an admin removed or blocked is told only where the log names them.
    """
    address = asked_address(logs, email)
    everybody = replace(logs, filter=replace(logs.filter, user=""))
    about = replace(logs, filter=replace(logs.filter, user=exactly(address))) if address else logs
    parts = [
        _done(everybody, about),
        _got_in(everybody, about, address),
        codes_sent(everybody, about, address),
        mail_returned(everybody, about, address),
    ]
    e = sa.union_all(*parts).subquery("events").c
    newest = sa.select(*(e[column.name] for column in _COLUMNS))
    return newest.order_by(e.at.desc(), e.id.desc(), e.what).limit(at_most(limit))


def _done(everybody: Logs, about: Logs) -> sa.Select[Any]:
    """What was done to the account, failed sign-ins too."""
    c = account_logs(everybody, ACCESS, "two_factor_kind", "role", "ip", "app_id", "app_name").c
    return sa.select(
        c.created_at.label("at"),
        c.what,
        event_detail(c).label("detail"),
        sa.null().label("arrived"),
        c.user,
        c.by,
        c.app_id,
        c.app_name.label("app"),
        c.log_type,
        c.id,
    ).where(*accounts_asked_for(about, c.user))


def _got_in(everybody: Logs, about: Logs, address: str | None) -> sa.Select[Any]:
    """Sign-ins that succeeded."""
    mine = everybody
    if address:
        keys = (*everybody.filter.keys, ("user_email", escaped(address)))
        mine = replace(everybody, filter=replace(everybody.filter, keys=keys))
    details = ("id", "log_type", "user_email", "studio_user_email", "app_id", "app_name", "ip")
    c = attempts(mine, *details).c
    return sa.select(
        c.at,
        sa.case((c.first > 0, "first_sign_in"), else_="signed_in").label("what"),
        c.ip.label("detail"),
        sa.null().label("arrived"),
        c.user_email.label("user"),
        sa.func.coalesce(c.studio_user_email, c.user_email).label("by"),
        c.app_id,
        c.app_name.label("app"),
        c.log_type,
        c.id,
    ).where(c.attempts > c.failed, *accounts_asked_for(about, c.user_email))
