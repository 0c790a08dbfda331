"""Questions on which features are used, by how many, and which no one uses any more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from queries.feature_logs import apps_of
from queries.feature_types import family_of
from queries.logs import Logs
from queries.portable import count_of, count_where, moment
from queries.question import Column, question

_FAMILY = Column(
    "family",
    "text",
    "email, sms, push, data_sources, files, ai, events, views, publishing, screens, apps or "
    "widgets.",
)


@question(
    subject="Adoption",
    chart="bar",
    columns=(
        _FAMILY,
        Column("users", "count", "Different users of the family, as far as known."),
        Column("apps", "count", "Different apps in its logs."),
        Column("logs", "count", "Its logs."),
        Column("new_users", "count", "Those users who have no log of it before the window."),
        Column("returning_users", "count", "Those users who have."),
        Column(
            "users_before",
            "count",
            "Different users in the equally long time before; empty for an open window.",
        ),
        Column("last_at", "time", "When the last of its logs in the window was written."),
    ),
)
def feature_adoption(logs: Logs) -> sa.Select[Any]:
    """How many use each family of features, and are they new to it?

    Families with logs in the window, those with most users first. The rest of the filter counts at
    all times. In a window without a beginning every user is new. A user is who the log names: of
    emails, SMS and push notifications that is mostly who sent them, and often nobody. A user is new
    as far as the logs reach back.
    """
    u, f = _users(logs).c, _used(logs).c
    return (
        sa.select(
            f.family,
            sa.func.coalesce(u.users, 0).label("users"),
            f.apps,
            f.logs,
            sa.func.coalesce(u.new_users, 0).label("new_users"),
            sa.func.coalesce(u.users - u.new_users, 0).label("returning_users"),
            _before(logs, u).label("users_before"),
            f.last_at,
        )
        .select_from(sa.outerjoin(f.family.table, u.family.table, u.family == f.family))
        .order_by(sa.func.coalesce(u.users, 0).desc(), f.logs.desc(), f.family)
    )


def _before(logs: Logs, u: Any) -> sa.ColumnElement[Any]:
    known = logs.filter.previous() is not None
    return sa.func.coalesce(u.users_before, 0) if known else sa.null()


def _used(logs: Logs) -> Any:
    """Families that are used in the window: family, apps, logs, last_at."""
    c = _rows(logs, "app_id", "app_name")
    each = sa.select(
        c.log_type,
        c.app_id,
        c.app_name,
        count_of(c.created_at).label("logs"),
        sa.func.max(c.created_at).label("last_at"),
    )
    e = each.group_by(c.log_type, c.app_id, c.app_name).subquery("each").c
    t = _types(logs).c
    counts = (sa.func.sum(e.logs).label("logs"), sa.func.max(e.last_at).label("last_at"))
    return (
        sa.select(t.family, apps_of(e), *counts)
        .select_from(sa.join(e.logs.table, t.family.table, t.log_type == e.log_type))
        .group_by(t.family)
        .subquery("used")
    )


def _users(logs: Logs) -> Any:
    """Known users of each family: family, users, new_users, users_before."""
    since, previous = logs.filter.since, logs.filter.previous()
    so_far = replace(logs, filter=replace(logs.filter, since=None))
    c, t = _rows(so_far, "user_email"), _types(so_far).c
    inside: Any = sa.true() if since is None else c.created_at >= moment(since)
    shortly: Any = sa.false()
    if since and previous and previous.since:
        shortly = sa.and_(c.created_at >= moment(previous.since), c.created_at < moment(since))
    times = {"inside": inside, "earlier": sa.not_(inside), "shortly": shortly}
    each = sa.select(
        c.log_type, c.user_email, *(count_where(time).label(name) for name, time in times.items())
    ).where(c.user_email.is_not(None))
    e = each.group_by(c.log_type, c.user_email).subquery("each").c
    summed = (
        sa.select(t.family, e.user_email, *(sa.func.sum(e[name]).label(name) for name in times))
        .select_from(sa.join(e.inside.table, t.family.table, t.log_type == e.log_type))
        .group_by(t.family, e.user_email)
    )
    s = summed.subquery("sums").c
    return (
        sa.select(
            s.family,
            count_where(s.inside > 0).label("users"),
            count_where(sa.and_(s.inside > 0, s.earlier == 0)).label("new_users"),
            count_where(s.shortly > 0).label("users_before"),
        )
        .group_by(s.family)
        .subquery("users")
    )


@question(
    subject="Adoption",
    columns=(
        _FAMILY,
        Column("log_type", "text", "Log type that is not used any more."),
        Column("family_unused", "flag", "Nothing else of the family is used in the window."),
        Column("logs", "count", "Logs of the type before the window."),
        Column("last_at", "time", "When the last of them was written."),
    ),
)
def features_unused(logs: Logs) -> sa.Select[Any]:
    """Which features does no one use any more?

    Log types of all families with logs before the window and none in it, whole families first, then
    those last used latest. The rest of the filter counts at all times. In a window without a
    beginning there are none, as nothing is before it.
    """
    c = _rows(logs.before() or logs)
    count = count_of(c.created_at).label("logs")
    last_at = sa.func.max(c.created_at).label("last_at")
    earlier = sa.select(c.log_type, count, last_at).group_by(c.log_type).subquery("earlier").c
    family = family_of(earlier.log_type).label("family")
    b = sa.select(family, *earlier).where(family.is_not(None)).subquery("before").c
    n = sa.select(_rows(logs).log_type).distinct().subquery("now").c
    alive = sa.select(family_of(n.log_type).label("family")).distinct().subquery("alive").c
    joined = sa.outerjoin(b.logs.table, n.log_type.table, n.log_type == b.log_type)
    unused: sa.ColumnElement[bool] = alive.family.is_(None)
    return (
        sa.select(
            *(b[name].label(name) for name in ("family", "log_type")),
            unused.label("family_unused"),
            *(b[name].label(name) for name in ("logs", "last_at")),
        )
        .select_from(sa.outerjoin(joined, alive.family.table, alive.family == b.family))
        .where(n.log_type.is_(None))
        .order_by(unused.desc(), b.last_at.desc(), b.log_type)
    )


def _types(logs: Logs) -> Any:
    """Log types of these logs that are of a family, with that family.

    There are few, so this is quicker than to tell the family of every log.
    """
    c = sa.select(logs.counted(zoned=False).c.log_type).distinct().subquery("seen").c
    t = sa.select(c.log_type, family_of(c.log_type).label("family")).subquery("told").c
    return sa.select(t.log_type, t.family).where(t.family.is_not(None)).subquery("types")


def _rows(logs: Logs, *names: str) -> Any:
    """Columns created_at, log_type and those named of all logs that can be of a family.

    A log of the type `job` is a push notification only where it has a push result.
    """
    c = logs.rows("created_at", "log_type", "push_success", *names).c
    possible = sa.or_(c.log_type != "job", c.push_success.is_not(None))
    chosen = sa.select(c.created_at, c.log_type, *(c[name] for name in names)).where(possible)
    return chosen.subquery("possible").c
