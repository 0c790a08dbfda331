"""Questions on which features are used, by how many, and which no one uses any more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from queries.feature_logs import apps_of
from queries.feature_types import FAMILIES, family_of
from queries.logs import Logs
from queries.portable import all_bits, common_bits, count_of, count_where, moment
from queries.question import Column, question

_JOB = "job"

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
    c, t = (
        logs.rows("created_at", "log_type", "push_success", "app_id", "app_name").c,
        _types(logs).c,
    )
    of_a_family = sa.join(c.log_type.table, t.log_type.table, c.log_type == t.log_type)
    each = sa.select(
        t.family,
        c.app_id,
        c.app_name,
        count_of(c.created_at).label("logs"),
        sa.func.max(c.created_at).label("last_at"),
    )
    each = each.select_from(of_a_family).where(_possible(c, t))
    e = each.group_by(t.family, c.app_id, c.app_name).subquery("each").c
    counts = (sa.func.sum(e.logs).label("logs"), sa.func.max(e.last_at).label("last_at"))
    return sa.select(e.family, apps_of(e), *counts).group_by(e.family).subquery("used")


def _users(logs: Logs) -> Any:
    """Known users of each family: family, users, new_users, users_before.

    The families of a user are bits of a number: to group all logs ever by user and type would take
    three times as long.
    """
    since, previous = logs.filter.since, logs.filter.previous()
    so_far = replace(logs, filter=replace(logs.filter, since=None))
    c, t = so_far.rows("created_at", "log_type", "push_success", "user_email").c, _types(so_far).c
    inside: Any = sa.true() if since is None else c.created_at >= moment(since)
    shortly: Any = sa.false()
    if since and previous and previous.since:
        shortly = sa.and_(c.created_at >= moment(previous.since), c.created_at < moment(since))
    times = {"inside": inside, "earlier": sa.not_(inside), "shortly": shortly}
    of_whom = sa.select(
        *(all_bits(sa.case((time, t.bit), else_=0)).label(name) for name, time in times.items())
    )
    of_a_family = sa.join(c.log_type.table, t.log_type.table, c.log_type == t.log_type)
    known = of_whom.select_from(of_a_family).where(c.user_email.is_not(None), _possible(c, t))
    u = known.group_by(c.user_email).subquery("each").c
    families = sa.select(t.family, t.bit).distinct().subquery("families").c
    used = {name: common_bits(u[name], families.bit) > 0 for name in times}
    return (
        sa.select(
            families.family,
            count_where(used["inside"]).label("users"),
            count_where(sa.and_(used["inside"], sa.not_(used["earlier"]))).label("new_users"),
            count_where(used["shortly"]).label("users_before"),
        )
        .select_from(sa.join(u.inside.table, families.bit.table, sa.true()))
        .group_by(families.family)
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
    n = _now(logs)
    types = _types(logs).c
    idle = sa.select(types.log_type, types.pushes).where(
        types.log_type.not_in(sa.select(n.log_type))
    )
    i = idle.subquery("idle").c
    c = (logs.before() or logs).rows("created_at", "log_type", "push_success").c
    count = count_of(c.created_at).label("logs")
    last_at = sa.func.max(c.created_at).label("last_at")
    of_idle = sa.join(c.log_type.table, i.log_type.table, c.log_type == i.log_type)
    told = sa.select(c.log_type, count, last_at).select_from(of_idle).where(_possible(c, i))
    earlier = told.group_by(c.log_type).subquery("earlier").c
    family = family_of(earlier.log_type).label("family")
    b = sa.select(family, *earlier).where(family.is_not(None)).subquery("before").c
    alive = sa.select(family_of(n.log_type).label("family")).distinct().subquery("alive").c
    unused: sa.ColumnElement[bool] = alive.family.is_(None)
    return (
        sa.select(
            *(b[name].label(name) for name in ("family", "log_type")),
            unused.label("family_unused"),
            *(b[name].label(name) for name in ("logs", "last_at")),
        )
        .select_from(sa.outerjoin(b.logs.table, alive.family.table, alive.family == b.family))
        .order_by(unused.desc(), b.last_at.desc(), b.log_type)
    )


def _now(logs: Logs) -> Any:
    """Columns log_type: the types of logs in the window."""
    c = logs.counted(zoned=False).c
    counted = sa.select(c.log_type).where(c.log_type != _JOB)
    j = logs.typed(_JOB).rows("log_type", "push_success").c
    jobs = sa.select(j.log_type).where(j.push_success.is_not(None))
    return sa.union(counted, jobs).subquery("now").c


def _types(logs: Logs) -> Any:
    """Log types ever seen that are of a family: log_type, family, its bit, and pushes.

    A log of a type with `pushes` counts only where it has a push result.
    """
    c = sa.select(logs.spans().c.log_type).distinct().subquery("seen").c
    t = sa.select(c.log_type, family_of(c.log_type).label("family")).subquery("told").c
    bits = {family.name: 1 << number for number, family in enumerate(FAMILIES)}
    bit = sa.case(
        *((t.family == name, sa.literal(bit, sa.BigInteger)) for name, bit in bits.items())
    )
    pushes = (t.log_type == _JOB).label("pushes")
    found = sa.select(t.log_type, t.family, bit.label("bit"), pushes)
    return found.where(t.family.is_not(None)).subquery("types")


def _possible(c: Any, types: Any) -> sa.ColumnElement[bool]:
    """The log can be of the family of its type."""
    return sa.or_(sa.not_(types.pushes), c.push_success.is_not(None))
