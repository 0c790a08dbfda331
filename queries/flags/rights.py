"""Rules on two-factor authentication that admins remove, rights that are used at once, and
removals."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from data import vocabulary
from queries.account_logs import account_logs, done_by
from queries.clauses import log_type_clause
from queries.flags.activity import DONE_TO_THEM
from queries.flags.found import asked, found, kept, marks
from queries.flags.material import DAY_SECONDS, Material, counted_beside
from queries.flags.near import number, seconds_later
from queries.flags.runs import runs
from queries.logs import Logs
from queries.portable import as_text, count_where, latest_value, moment, text_list
from queries.security_types import FAILED, TWO_FACTOR_REMOVED
from queries.zones import EARLIEST

REMOVED = dict.fromkeys(TWO_FACTOR_REMOVED, "removed")

GRANTS = (
    "organization.user.create",
    "organization.user.update",
    "organization.user.app.create",
    "organization.user.app.update",
    "app.user.create",
    "app.user.update",
)
"""Log types by which somebody is given a membership or, where they name one, another role."""

_ENDINGS = (".remove", ".delete")
_HOUR_SECONDS = 3600


def removal_types() -> tuple[str, ...]:
    """Known log types by which something or somebody is removed; not what people remove of their
    own account, such as all their sessions at once."""
    names = (known.name for known in vocabulary.log_types())
    return tuple(n for n in names if n.endswith(_ENDINGS) and not n.startswith("user."))


def removed_factors(material: Material) -> sa.CTE:
    """Removals of two-factor authentication in the history, with the columns of `account_logs`."""
    return sa.select(*account_logs(material.history, REMOVED).c).cte("removed_factors")


def two_factor_removed_for_someone(material: Material) -> sa.Select[Any]:
    """Two-factor authentication removed by somebody else; removals within an hour are one."""
    c = material.once(removed_factors).c
    previous = sa.func.lag(c.created_at, 1, moment(EARLIEST)).over(
        partition_by=(c.user, c.by), order_by=(c.created_at, c.id)
    )
    apart = sa.case((c.created_at > seconds_later(previous, _HOUR_SECONDS), 1), else_=0)
    each = sa.select(c.user, c.by, c.created_at.label("at"), c.id, apart.label("apart"))
    e = each.where(c.on_behalf).subquery("each").c
    run = sa.func.sum(e.apart).over(partition_by=(e.user, e.by), order_by=(e.at, e.id))
    earlier = sa.func.row_number().over(partition_by=e.by, order_by=(e.at, e.id)) - 1
    numbered = sa.select(e.user, e.by, e.at, e.id, run.label("run"), earlier.label("earlier"))
    n = numbered.subquery("removed_for").c
    grouped = sa.select(
        n.user,
        n.by,
        sa.func.min(n.at).label("first_at"),
        sa.func.max(n.at).label("last_at"),
        count_where(n.at.is_not(None)).label("counted"),
        sa.func.min(n.earlier).label("baseline"),
        text_list(as_text(n.id), n.at).label("ids"),
    )
    g = grouped.group_by(n.user, n.by, n.run).subquery("removed_runs").c
    columns = {name: g[name] for name in ("user", "by", "first_at", "last_at", "counted", "ids")}
    rows = found(
        "two_factor_removed_for_someone",
        _pair(g),
        threshold=1,
        baseline=sa.cast(g.baseline, sa.Double),
        **columns,
    )
    return kept(material.logs, rows, _factor_marks)


def _factor_marks(logs: Logs) -> sa.Select[Any]:
    c = account_logs(logs, REMOVED).c
    return marks(c, _pair(c))


def _pair(c: Any) -> sa.ColumnElement[str]:
    """Whose account it is and who did it, as one text."""
    user, by = (sa.func.coalesce(who, sa.literal("", sa.Text)) for who in (c.user, c.by))
    return user.concat(sa.literal("\n", sa.Text)).concat(by)


def _grants(material: Material) -> sa.Subquery:
    """Rights given to somebody by another: id, at, user, by, app_id (null: the organisation)."""
    words = dict.fromkeys(GRANTS, "granted")
    c = account_logs(material.near, words, "role", "app_id").c
    gives = sa.or_(c.log_type.not_in([g for g in GRANTS if g.endswith(".update")]), c.role != "")
    return (
        sa.select(c.id, c.created_at.label("at"), c.user, c.by, c.app_id)
        .where(c.user.is_not(None), c.by.is_not(None), c.user != c.by, gives)
        .subquery("grants")
    )


def _done_there(material: Material) -> sa.Subquery:
    """What grantees did there, by log type: the columns of the grant, how often before it, and of
    what did not fail after it: how often (after), last_at, and ids with commas between."""
    grants = _grants(material)
    g = grants.c
    names = ("id", "user_email", "studio_user_email", "created_at", "log_type", "app_id")
    u = material.history.rows(*names).c
    failed = sa.select(material.failed_logs.c.id).distinct().subquery("failed_ones").c
    since = seconds_later(g.at, -material.limits.history_days * DAY_SECONDS)
    until = seconds_later(g.at, 60 * material.limits.grant_minutes)
    there = sa.or_(g.app_id.is_(None), u.app_id == g.app_id)
    what = sa.case((u.log_type == FAILED, "user.login"), else_=u.log_type)
    after = u.created_at > g.at
    done = sa.and_(after, failed.id.is_(None))
    joined = sa.join(grants, u.log_type.table, u.user_email == g.user)
    return (
        sa.select(
            *g,
            count_where(done).label("after"),
            count_where(sa.not_(after)).label("before"),
            sa.func.max(sa.case((done, u.created_at))).label("last_at"),
            text_list(sa.case((done, as_text(u.id))), u.created_at).label("ids"),
        )
        .select_from(sa.outerjoin(joined, failed.id.table, failed.id == u.id))
        .where(u.created_at >= since, u.created_at <= until, there)
        .where(u.studio_user_email.is_(None))
        .where(sa.not_(log_type_clause(u.log_type, DONE_TO_THEM)))
        .group_by(*g, what)
        .subquery("kinds")
    )


def granted_and_used(material: Material) -> sa.Select[Any]:
    """A right used within the hour: the grantee does there what they never did there before.

    There is the app, where the right is of one. What somebody did before is told by its log type.
    Logs of logins that failed do not count.
    """
    kinds = _done_there(material).c
    new = sa.and_(kinds.before == number(0), kinds.after > number(0))
    used = (
        sa.select(
            kinds.user,
            kinds.by,
            kinds.at,
            as_text(kinds.id).label("grant_id"),
            text_list(sa.case((new, kinds.ids)), kinds.last_at).label("ids"),
            sa.func.max(sa.case((new, kinds.last_at))).label("last_at"),
            sa.func.sum(sa.case((new, kinds.after), else_=0)).label("counted"),
            sa.cast(sa.func.sum(kinds.before), sa.Double).label("baseline"),
        )
        .group_by(kinds.id, kinds.user, kinds.by, kinds.at)
        .subquery("used")
        .c
    )
    return kept(material.logs, _first_use(used), lambda logs: marks(asked(logs)))


def _first_use(used: Any) -> sa.Select[Any]:
    """One row for rights that were used at the same time: from the first grant on."""
    grants = text_list(used.grant_id, used.at).concat(sa.literal(", ", sa.Text))
    values = {
        "ids": grants.concat(latest_value(used.ids, used.counted)),
        "user": used.user,
        "by": sa.func.max(used.by),
        "first_at": sa.func.min(used.at),
        "last_at": used.last_at,
        "counted": sa.func.max(used.counted),
        "baseline": sa.func.min(used.baseline),
    }
    rows = found("granted_and_used", used.user, threshold=1, **values)
    return rows.where(used.counted > 0).group_by(used.user, used.last_at)


def many_removals(material: Material) -> sa.Select[Any]:
    """Many things that one user removes within minutes."""
    limits = material.limits
    c = (
        material.history.typed(*removal_types())
        .rows("id", "created_at", "user_email", "studio_user_email")
        .c
    )
    removals = sa.select(c.id, c.created_at.label("at"), done_by(c).label("user")).cte("removals")
    r = removals.c
    spans = runs(removals, r.user, limits.removals, 60 * limits.removal_minutes, "removal_runs").c
    within = r.at.between(spans.first_at, spans.last_at)
    counted = counted_beside(spans, r, within, limits).select_from(
        sa.join(spans.key.table, removals, r.user == spans.key)
    )
    m = material.standing_out(counted, "many").c
    columns = {name: m[name] for name in ("first_at", "last_at", "counted", "baseline")}
    rows = found("many_removals", m.key, user=m.key, threshold=limits.removals, **columns)
    return kept(material.logs, rows, _removal_marks)


def _removal_marks(logs: Logs) -> sa.Select[Any]:
    c = asked(logs.typed(*removal_types()))
    return marks(c, done_by(c))
