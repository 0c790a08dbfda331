"""Who is a member now, as far as the logs know."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.account_logs import accounts_asked_for, so_far
from queries.apps import app_name_alone
from queries.logs import Logs
from queries.membership import membership_logs
from queries.portable import latest_value
from queries.question import Column, question
from queries.security_types import APP_MEMBERSHIP, ORGANISATION_MEMBERSHIP

_DECISIVE = ("added", "invited", "removed")


@question(
    subject="Security",
    columns=(
        Column("user", "text", "The user's address."),
        Column("origin", "text", "organisation or app."),
        Column("app_id", "id", "Number of the app."),
        Column("app", "text", "Latest known name of the app."),
        Column("role", "text", "The role last given; empty where no log says."),
        Column("state", "text", "member, invited or removed."),
        Column("since", "time", "When the log that gave this state was written."),
        Column("known_since", "time", "When the first log of this membership was written."),
    ),
)
def members_known(logs: Logs) -> sa.Select[Any]:
    """Who is a member, as far as the logs know?

    The state at the window's end of every membership, of the organisation or of an app, that any
    log before then speaks of. A user filter means the member, not who did it. The last of added,
    invited and removed decides; a change or unblocking of somebody who was removed, or of whom
    nothing else is known, tells that they are a member. Members of before the first log that have
    no log since are unknown, as is whether an invitation was accepted before a log says added; logs
    that do not say whom they are about are left out.
    """
    m = memberships(logs)
    return sa.select(
        m.user,
        m.origin,
        m.app_id,
        m.app,
        m.role,
        m.state,
        m.since,
        m.known_since,
    ).order_by(m.origin.desc(), m.app_id.nulls_last(), m.app, m.user, m.name_alone)


def memberships(logs: Logs) -> Any:
    """What is known of each membership at the window's end: the columns of `members_known`, and
    name_alone, the app's name where it has no number."""
    o = _ordered(logs)
    whole = (o.user, o.origin, o.app_id, o.name_alone)
    decisive = sa.func.max(sa.case((o.action.in_(_DECISIVE), o.place), else_=0))
    decided = (
        sa.select(*o, decisive.over(partition_by=whole).label("decided")).subquery("decided").c
    )
    keys = [decided[column.name] for column in whole]
    deciding = decided.place == decided.decided
    later = decided.place > decided.decided
    each = sa.select(
        *keys,
        latest_value(decided.app_name, decided.created_at).label("app"),
        latest_value(decided.role, decided.created_at).label("role"),
        sa.func.max(sa.case((deciding, decided.action))).label("decision"),
        sa.func.max(sa.case((deciding, decided.created_at))).label("decided_at"),
        sa.func.min(sa.case((later, decided.created_at))).label("later_at"),
        sa.func.min(decided.created_at).label("known_since"),
    )
    e = each.group_by(*keys).subquery("each").c
    after_all = sa.and_(
        e.later_at.is_not(None), sa.or_(e.decision.is_(None), e.decision == "removed")
    )
    state = sa.case(
        (after_all, "member"), (e.decision == "added", "member"), else_=e.decision
    ).label("state")
    since = sa.case((after_all, e.later_at), else_=e.decided_at).label("since")
    return sa.select(*e, state, since).subquery("memberships").c


def _ordered(logs: Logs) -> Any:
    """Membership logs of known users with their place, from 1, among those of one membership."""
    types = (*ORGANISATION_MEMBERSHIP, *APP_MEMBERSHIP)
    c = membership_logs(so_far(logs), types, "role", "app_id", "app_name").c
    of_app = c.origin == "app"
    keyed = (
        sa.select(
            c.id,
            c.created_at,
            c.what.label("action"),
            c.origin,
            c.user,
            c.role,
            sa.case((of_app, c.app_name)).label("app_name"),
            sa.case((of_app, c.app_id)).label("app_id"),
            sa.case((of_app, app_name_alone(c))).label("name_alone"),
        )
        .where(c.user.is_not(None), *accounts_asked_for(logs, c.user))
        .subquery("keyed")
        .c
    )
    place = sa.func.row_number().over(
        partition_by=(keyed.user, keyed.origin, keyed.app_id, keyed.name_alone),
        order_by=(keyed.created_at, keyed.id),
    )
    return sa.select(*keyed, sa.cast(place, sa.BigInteger).label("place")).subquery("ordered").c
