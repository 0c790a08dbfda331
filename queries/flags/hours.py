"""The rule on when somebody signs in."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.flags.activity import LOOKED_INTO, active, earlier_visit, near_window, own
from queries.flags.found import asked, found, kept, marks
from queries.flags.material import DAY_SECONDS, Material
from queries.flags.near import number, seconds_later
from queries.flags.newcomers import first_seen
from queries.portable import count_distinct, count_where, day_of, hour_of_day, text_list
from queries.security_types import LOGINS

_HOURS_NEAR = 1
"""Hours of the day this far apart are near each other."""


def unusual_hour(material: Material) -> sa.Select[Any]:
    """A sign-in at an hour of the day near which the user, who has a history, never was.

    Hours are those of the clock in the filter's zone. From a device that the user is known with it
    is late work, not an intruder.
    """
    a = _unfamiliar(material).c
    rows = found(
        "unusual_hour",
        a.user,
        user=a.user,
        place=a.ip,
        first_at=a.at,
        last_at=a.at,
        counted=a.earlier,
        threshold=material.limits.hour_sign_ins,
        baseline=sa.cast(a.hours, sa.Double),
        ids=a.ids,
    )
    return kept(material.logs, rows, lambda logs: marks(asked(logs.typed(*LOGINS))))


def _unfamiliar(material: Material) -> sa.Subquery:
    """Those of `_unusual` whose device the user was not known with, and near whose hour the user
    did nothing before."""
    h = _from_strange_devices(material).c
    u = active(material).c
    near = _hours_near(hour_of_day(material.logs.ever().local(u.at)), h.hour)
    # What costs most to tell comes last, and of few logs.
    familiar = sa.and_(earlier_visit(h, u), sa.or_(near, u.device == h.device), own(u))
    joined = sa.join(h.user.table, u.user.table, h.user == u.user)
    f = sa.select(h.user, h.at).distinct().select_from(joined).where(familiar).subquery("used").c
    same = sa.and_(f.user == h.user, f.at == h.at)
    alone = sa.select(*h).select_from(sa.outerjoin(h.user.table, f.user.table, same))
    return alone.where(f.user.is_(None)).subquery("unusual_hours")


def _from_strange_devices(material: Material) -> sa.CTE:
    """Those of `_unusual` from a device that is unknown, or new to the user."""
    h, d = _unusual(material).c, first_seen(material).subquery("known").c
    known = sa.and_(d.user == h.user, d.device == h.device)
    joined = sa.outerjoin(h.user.table, d.user.table, known)
    strange = sa.select(*h).select_from(joined).where(sa.or_(d.user.is_(None), d.at >= h.at))
    return strange.cte("from_strange_devices")


def _unusual(material: Material) -> sa.CTE:
    """Sign-ins at hours near which none was before, of users with a history: user, hour, at, ip,
    device, ids (of its logs), earlier (sign-ins before), hours (different ones of the day, before).
    """
    s, limits = material.sign_ins.c, material.limits
    local = material.logs.ever().local(s.at)
    clock = (hour_of_day(local).label("hour"), day_of(local).label("day"))
    at_hours = sa.select(s.user, s.at, s.ip, s.device, s.ids, *clock).cte("at_hours")
    h = at_hours.c
    per_hour = sa.select(h.user, h.hour, sa.func.min(h.at).label("at"))
    first = per_hour.group_by(h.user, h.hour).cte("first_at_hours")
    a, b = first.alias("hour").c, first.alias("other").c
    new = (
        sa.select(a.user, a.hour, a.at, count_where(b.at < a.at).label("hours"))
        .select_from(sa.join(a.user.table, b.user.table, a.user == b.user))
        .where(*near_window(material, a.at))
        .group_by(a.user, a.hour, a.at)
        .having(count_where(sa.and_(b.at < a.at, _hours_near(a.hour, b.hour))) == 0)
        .subquery("new_hours")
        .c
    )
    since = seconds_later(new.at, -limits.history_days * DAY_SECONDS)
    earlier, itself = sa.and_(h.at < new.at, h.at >= since), h.at == new.at
    return (
        sa.select(
            *new,
            sa.func.max(sa.case((itself, h.ip))).label("ip"),
            sa.func.max(sa.case((itself, h.device))).label("device"),
            text_list(sa.case((itself, h.ids)), h.at).label("ids"),
            count_where(earlier).label("earlier"),
        )
        .select_from(sa.join(new.user.table, at_hours, h.user == new.user))
        .group_by(*new)
        .having(
            count_where(earlier) >= number(limits.hour_sign_ins),
            count_distinct(sa.case((earlier, h.day))) >= number(limits.hour_days),
        )
        .order_by(new.at.desc(), new.user)
        .limit(number(LOOKED_INTO))
        .cte("unusual")
    )


def _hours_near(one: Any, other: Any) -> sa.ColumnElement[bool]:
    """The hours of the day are no further apart than `_HOURS_NEAR`, across midnight too."""
    apart = (one - other + number(24 + _HOURS_NEAR)) % number(24)
    return sa.and_(apart <= number(2 * _HOURS_NEAR))
