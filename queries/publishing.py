"""Questions on publishing: which apps were published, how often, and under which address."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from queries.apps import app_name_alone, of_an_app
from queries.logs import Logs
from queries.options import at_most, one_of
from queries.portable import (
    add_seconds,
    count_distinct,
    count_of,
    latest_value,
    micros_between,
    moment,
    percentile,
    share,
)
from queries.question import Column, question
from queries.zones import EARLIEST

KINDS = {
    "app.publish": "in-app update",
    "app.publish.web.create": "web launch",
    "app.publish.web.update": "address change",
    "app.publish.web.remove": "unpublished",
}
_UPDATE, LAUNCH, ADDRESS, REMOVAL = KINDS
PUBLISHED = (_UPDATE, LAUNCH)
"""Log types by which a new version reaches people."""

_OTHER = "other"
_SAME_SECONDS = 60
_DAY_MICROS = 24 * 3600 * 1_000_000

AT = Column("at", "time", "When.")
APP = (
    Column("app_id", "id", "Number of the app; empty where the source gives only a name."),
    Column("app", "text", "Name of the app."),
)
USER = Column("user", "text", "Who did it.")
SLUG = Column("slug", "text", "The app's part of its web address, where the source gives it.")
ID = Column("id", "id", "The log.")


def publishes(logs: Logs) -> Any:
    """New versions that reached people, as `.c`: at, app_id, app_name, name_alone, user, log_type
    and id.

    In-app updates and web launches. Where one act wrote both, or one twice, it counts once: logs of
    one app within 60 seconds of the one before are the same publish.
    """
    names = ("id", "created_at", "log_type", "app_id", "app_name", "user_email")
    near = logs.around(timedelta(seconds=_SAME_SECONDS), timedelta())
    r = near.typed(f"{_UPDATE}*").rows(*names).c  # a pattern is read faster than a list of names
    previous = sa.func.lag(r.created_at, 1, moment(EARLIEST)).over(
        partition_by=(r.app_id, app_name_alone(r)), order_by=(r.created_at, r.id)
    )
    seen = sa.select(
        r.created_at.label("at"),
        r.app_id,
        r.app_name,
        app_name_alone(r),
        r.user_email.label("user"),
        r.log_type,
        r.id,
        previous.label("previous"),
    )
    s = seen.where(r.log_type.in_(PUBLISHED), of_an_app(r)).subquery("seen").c
    begins = [s.at > add_seconds(s.previous, sa.literal(_SAME_SECONDS, literal_execute=True))]
    begins += [s.at >= moment(at) for at in (logs.filter.since,) if at is not None]
    columns = (column for column in s if column.name != "previous")
    return sa.select(*columns).where(*begins).subquery("publishes").c


@question(
    subject="Publishing",
    codes=("B5",),
    columns=(
        AT,
        *APP,
        Column("kind", "text", f"{', '.join(KINDS.values())} or {_OTHER}."),
        USER,
        SLUG,
        ID,
    ),
)
def apps_published(
    logs: Logs, *, kind: str | None = None, limit: int | None = None
) -> sa.Select[Any]:
    """Which apps were published, and by whom?

    Every log of `app.publish` and `app.publish.*`, the `limit` latest (None: all), of one `kind`
    where that is given. No log tells when an app store released an app; its builds are in
    `app_builds`.
    """
    names = ("id", "created_at", "log_type", "app_id", "app_name", "user_email", "slug")
    r = logs.typed(_UPDATE, f"{_UPDATE}.*").rows(*names).c
    what = sa.case(*((r.log_type == name, word) for name, word in KINDS.items()), else_=_OTHER)
    known = (*KINDS.values(), _OTHER)
    chosen = [] if kind is None else [what == one_of("kind", kind, known)]
    columns = (
        r.created_at.label("at"),
        r.app_id,
        r.app_name.label("app"),
        what.label("kind"),
        r.user_email.label("user"),
        r.slug,
        r.id,
    )
    found = sa.select(*columns).where(*chosen)
    return found.order_by(r.created_at.desc(), r.id.desc()).limit(at_most(limit))


@question(
    subject="Publishing",
    columns=(
        *APP,
        Column("publishes", "count", "How often a new version of it was published."),
        Column("publishers", "count", "Different users who did."),
        Column("first_at", "time", "When first."),
        Column("last_at", "time", "When last."),
        Column(
            "median_days",
            "number",
            "Between one publish and the next: half came at most so many days later.",
        ),
    ),
)
def publish_cadence(logs: Logs) -> sa.Select[Any]:
    """How often is each app published, and by how many people?

    In-app updates and web launches; logs of one app within 60 seconds of the one before are the
    same publish. Days are 24 hours. The apps published most first.
    """
    p = publishes(logs)
    app = (p.app_id, p.name_alone)
    previous = sa.func.lag(p.at, 1, moment(EARLIEST)).over(partition_by=app, order_by=(p.at, p.id))
    each = sa.select(*p, previous.label("previous")).subquery("each").c
    gap = sa.case((each.previous > moment(EARLIEST), micros_between(each.previous, each.at)))
    gaps = sa.select(*each, gap.label("gap")).subquery("gaps").c
    median = percentile(gaps.gap, sa.literal(0.5, literal_execute=True))
    number = count_of(gaps.id).label("publishes")
    return (
        sa.select(
            gaps.app_id,
            latest_value(gaps.app_name, gaps.at).label("app"),
            number,
            count_distinct(gaps.user).label("publishers"),
            sa.func.min(gaps.at).label("first_at"),
            sa.func.max(gaps.at).label("last_at"),
            share(median, sa.literal(_DAY_MICROS)).label("median_days"),
        )
        .group_by(gaps.app_id, gaps.name_alone)
        .order_by(number.desc(), gaps.app_id.nulls_last(), gaps.name_alone.nulls_last())
    )
