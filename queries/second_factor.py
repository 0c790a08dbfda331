"""Which accounts have two-factor authentication (2FA), as far as the logs know."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from queries.account_logs import account_logs, accounts_asked_for, so_far
from queries.accounts import SECURITY_CHANGES
from queries.attempts import attempts
from queries.logs import Logs
from queries.question import Column, question

_CHANGES = {
    log_type: what for log_type, what in SECURITY_CHANGES.items() if what.startswith("two_factor")
}


def second_factors(logs: Logs) -> Any:
    """The last known state of 2FA at the window's end, as a subquery: a row an account.

    Columns: user, stands (1 where 2FA that was added still stands, else 0: then the last change is
    a removal), and changed_at, kind, by and on_behalf (1 or 0) of the last change. An added kind
    stands until that kind, or one that the log does not name, is removed; one that the log does
    not name stands until any is.
    """
    p = _placed(so_far(logs), logs)
    removal = p.what == "two_factor_removed"
    removed = sa.case((removal, p.place), else_=0)
    unnamed = sa.case((sa.and_(removal, p.kind.is_(None)), p.place), else_=0)
    marked = sa.select(
        *p,
        sa.func.max(p.place).over(partition_by=p.user).label("last"),
        sa.func.max(removed).over(partition_by=p.user).label("any_removed"),
        sa.func.max(unnamed).over(partition_by=p.user).label("unnamed_removed"),
        sa.func.max(removed).over(partition_by=(p.user, p.kind)).label("kind_removed"),
    )
    m = marked.subquery("marked").c
    ended = sa.case(
        (m.kind.is_(None), m.any_removed),
        else_=sa.func.greatest(m.kind_removed, m.unnamed_removed),
    )
    stands = sa.and_(m.what == "two_factor_added", m.place > ended)
    last = m.place == m.last
    return (
        sa.select(
            m.user,
            sa.func.max(sa.case((stands, 1), else_=0)).label("stands"),
            sa.func.max(m.created_at).label("changed_at"),
            sa.func.max(sa.case((last, m.kind))).label("kind"),
            sa.func.max(sa.case((last, m.by))).label("by"),
            sa.func.max(sa.case((sa.and_(last, m.on_behalf), 1), else_=0)).label("on_behalf"),
        )
        .group_by(m.user)
        .subquery("factors")
    )


def _placed(every: Logs, asked: Logs) -> Any:
    """Changes of 2FA of known accounts with their place, from 1, among those of one account."""
    c = account_logs(every, _CHANGES, "two_factor_kind").c
    place = sa.func.row_number().over(partition_by=c.user, order_by=(c.created_at, c.id))
    placed = sa.select(
        *c, c.two_factor_kind.label("kind"), sa.cast(place, sa.BigInteger).label("place")
    )
    return (
        placed.where(c.user.is_not(None), *accounts_asked_for(asked, c.user)).subquery("placed").c
    )


@question(
    subject="Security",
    columns=(
        Column("user", "text", "The account."),
        Column("kind", "text", "Kind of 2FA that was removed last; empty where unknown."),
        Column("removed_at", "time", "When it was removed."),
        Column("by", "text", "Who removed it."),
        Column("on_behalf", "flag", "Somebody else removed it than the account's user."),
        Column("last_login_at", "time", "When the account last got in, in the window."),
    ),
)
def accounts_without_two_factor(logs: Logs) -> sa.Select[Any]:
    """Which accounts lost their two-factor authentication and have none since?

    Accounts for which, at the window's end, the last word on two-factor authentication (2FA) is
    that it was removed, the latest first. All logs up to then count, but for logins those of the
    window; a user filter means the account. An added kind of 2FA stands until that kind, or one
    that the log does not name, is removed. Accounts that never had 2FA leave no log and are not
    listed; neither are logs that do not say whose 2FA it was.
    """
    f = second_factors(logs).c
    lost = sa.select(*f).where(f.stands == 0).subquery("lost").c
    everybody = replace(logs, filter=replace(logs.filter, user=""))
    tried = attempts(everybody, "user_email").c
    entered = (
        sa.select(tried.user_email, sa.func.max(tried.at).label("last_login_at"))
        .where(tried.attempts > tried.failed, tried.user_email.is_not(None))
        .group_by(tried.user_email)
        .subquery("entered")
        .c
    )
    joined = sa.outerjoin(
        lost.user.table, entered.user_email.table, entered.user_email == lost.user
    )
    return (
        sa.select(
            lost.user,
            lost.kind,
            lost.changed_at.label("removed_at"),
            lost.by,
            (lost.on_behalf == 1).label("on_behalf"),
            entered.last_login_at,
        )
        .select_from(joined)
        .order_by(lost.changed_at.desc(), lost.user)
    )
