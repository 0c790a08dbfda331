"""The rule on when somebody signs in."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.flags.activity import LOOKED_INTO, active, earlier_visit, near_window, own
from queries.flags.found import asked, found, kept, marks
from queries.flags.material import DAY_SECONDS, Material
from queries.flags.near import number, seconds_later
from queries.flags.newcomers import first_seen
from queries.portable import (
    count_distinct,
    count_where,
    day_of,
    hour_of_day,
)
from queries.security_types import LOGINS

_HOURS_NEAR = 1
"""Hours of the day this far apart are near each other."""


def unusual_hour(material: Material) -> sa.Select[Any]:
    """A sign-in at an hour of the day near which the user, who has a history, never was.

    Hours are those of the clock in the filter's zone. From a device that the user is known with it
    is late work, not an intruder.
    """
    h = _unusual(material).c
    u = active(material).c
    near = _hours_near(hour_of_day(material.logs.ever().local(u.at)), h.hour)
    familiar = sa.and_(earlier_visit(h, u), own(u), sa.or_(near, u.device == h.device))
    d = first_seen(material).subquery("known").c
    known = sa.and_(d.user == h.user, d.device == h.device)
    # The login itself is among the logs, so the join loses no sign-in.
    joined = sa.join(h.user.table, u.user.table, h.user == u.user)
    alone = (
        sa.select(*h)
        .select_from(sa.outerjoin(joined, d.user.table, known))
        .where(sa.or_(d.user.is_(None), d.at >= h.at))
        .group_by(*h)
        .having(count_where(familiar) == 0)
    )
    a = alone.subquery("unusual_hours").c
    rows = found(
        "unusual_hour",
        a.user,
        user=a.user,
        place=a.ip,
        first_at=a.at,
        last_at=a.last_at,
        counted=a.earlier,
        threshold=material.limits.hour_sign_ins,
        baseline=sa.cast(a.hours, sa.Double),
    )
    return kept(material.logs, rows, marks(asked(material.logs.typed(*LOGINS))))


def _unusual(material: Material) -> sa.CTE:
    """Sign-ins at hours near which none was before, of users with a history: user, hour, at,
    last_at, ip, device, earlier (sign-ins before), hours (different ones of the day, before)."""
    s, limits = material.sign_ins.c, material.limits
    local = material.logs.ever().local(s.at)
    clock = (hour_of_day(local).label("hour"), day_of(local).label("day"))
    at_hours = sa.select(s.user, s.at, s.last_at, s.ip, s.device, *clock).cte("at_hours")
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
            sa.func.max(sa.case((itself, h.last_at))).label("last_at"),
            sa.func.max(sa.case((itself, h.ip))).label("ip"),
            sa.func.max(sa.case((itself, h.device))).label("device"),
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
