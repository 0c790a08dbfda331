"""Sign-ins from devices that are new to their users."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.flags.activity import LOOKED_INTO, active, earlier_visit, near_window, own
from queries.flags.material import DAY_SECONDS, Material
from queries.flags.near import number, seconds_later
from queries.portable import (
    count_distinct,
    count_where,
    network_of,
)


def newcomers(material: Material) -> sa.CTE:
    """Sign-ins from a device that their user, who has a history, was never seen with before.

    Columns: at, last_at, user, ip, device, placed (earlier sign-ins of which device and address
    are known), devices (different ones of earlier sign-ins), network_seen (how often the address
    or one of its neighbours was seen before, 0 also where the address is unknown).
    """
    r = _compared(material).c
    u = active(material).c
    by_device = sa.func.coalesce(u.device == r.device, sa.false())
    by_network = sa.func.coalesce(_network(u.ip) == _network(r.ip), sa.false())
    # What costs most to tell comes last, and of few logs.
    familiar = sa.and_(earlier_visit(r, u), sa.or_(by_device, by_network), own(u))
    f = (
        sa.select(
            r.user,
            r.device,
            r.at,
            count_where(by_device).label("device_used"),
            count_where(by_network).label("network_used"),
        )
        .select_from(sa.join(r.user.table, u.user.table, r.user == u.user))
        .where(familiar)
        .group_by(r.user, r.device, r.at)
        .subquery("used")
        .c
    )
    same = sa.and_(f.user == r.user, f.device == r.device, f.at == r.at)
    kept = (r.at, r.last_at, r.user, r.ip, r.device, r.placed, r.devices)
    network_used = sa.func.coalesce(f.network_used, 0)
    return (
        sa.select(*kept, (r.network_seen + network_used).label("network_seen"))
        .select_from(sa.outerjoin(r.user.table, f.user.table, same))
        .where(sa.func.coalesce(f.device_used, 0) == 0)
        .cte("newcomers")
    )


def _compared(material: Material) -> sa.CTE:
    """First sign-ins from a device, beside the user's earlier sign-ins."""
    limits, s = material.limits, material.sign_ins.alias("earlier").c
    f = _first_from_devices(material).c
    since = seconds_later(f.at, -limits.history_days * DAY_SECONDS)
    before = sa.and_(s.at < f.at, s.at >= since)
    from_device = sa.and_(before, s.device.is_not(None))
    placed = count_where(sa.and_(from_device, s.ip.is_not(None)))
    near = sa.and_(before, _network(s.ip) == _network(f.ip))
    return (
        sa.select(
            *f,
            placed.label("placed"),
            count_distinct(sa.case((before, s.device))).label("devices"),
            count_where(near).label("network_seen"),
        )
        .select_from(sa.join(f.user.table, s.user.table, s.user == f.user))
        .group_by(*f)
        .having(
            count_where(from_device) >= number(limits.place_sign_ins),
            sa.func.min(s.at) <= seconds_later(f.at, -DAY_SECONDS),
        )
        .order_by(f.at.desc(), f.user, f.device)
        .limit(number(LOOKED_INTO))
        .cte("compared")
    )


def first_seen(material: Material) -> sa.Select[Any]:
    """When each user first signed in from each device: user, device, at."""
    s = material.sign_ins.c
    firsts = sa.select(s.user, s.device, sa.func.min(s.at).label("at"))
    return firsts.where(s.device.is_not(None)).group_by(s.user, s.device)


def _first_from_devices(material: Material) -> sa.Subquery:
    """The first sign-in of a user from each device, of users with no more devices than one has."""
    s = material.sign_ins.c
    f = first_seen(material).subquery("firsts").c
    owned = sa.func.sum(number(1)).over(partition_by=f.user).label("owned")
    d = sa.select(f.user, f.device, f.at, owned).subquery("devices").c
    same = sa.and_(s.user == d.user, s.device == d.device, s.at == d.at)
    return (
        sa.select(
            s.user,
            s.device,
            s.at,
            sa.func.max(s.last_at).label("last_at"),
            sa.func.max(s.ip).label("ip"),
        )
        .select_from(sa.join(d.user.table, material.sign_ins, same))
        .where(d.owned <= number(material.limits.place_devices), *near_window(material, s.at))
        .group_by(s.user, s.device, s.at)
        .subquery("first_from_devices")
    )


def _network(ip: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """The address's network, itself where it is not written as an address."""
    return sa.func.coalesce(network_of(ip), ip)
