"""Sign-ins from devices and networks that are new to their users."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.flags.activity import LOOKED_INTO, active, earlier_visit, near_window, own
from queries.flags.material import DAY_SECONDS, Material
from queries.flags.near import number, seconds_later
from queries.portable import count_distinct, count_where, moment, network_of, text_list
from queries.zones import EARLIEST


def newcomers(material: Material) -> sa.CTE:
    """Sign-ins from a device or network that their user, who has a history, was never seen with.

    Columns: at, user, ip, device, network, ids (of its logs); new_device and new_network (1 or 0);
    and of the user's sign-ins in the history before: placed (those whose device and address are
    known), devices and networks (different ones), from_devices (those whose device is known),
    device_run and network_run (of those, how many there were since the newest device, or network,
    came; 0 where the device, or network, is not new).
    """
    r = _compared(material).c
    u = active(material).c
    by_device = sa.func.coalesce(u.device == r.device, sa.false())
    by_network = sa.func.coalesce(_network(u.ip) == r.network, sa.false())
    # What costs most to tell comes last, and of few logs.
    familiar = sa.and_(earlier_visit(r, u), sa.or_(by_device, by_network), own(u))
    f = (
        sa.select(
            r.user,
            r.at,
            count_where(by_device).label("device_used"),
            count_where(by_network).label("network_used"),
        )
        .select_from(sa.join(r.user.table, u.user.table, r.user == u.user))
        .where(familiar)
        .group_by(r.user, r.at)
        .subquery("used")
        .c
    )
    never = [
        sa.case((sa.and_(since.is_not(None), sa.func.coalesce(used, 0) == 0), 1), else_=0)
        for since, used in ((r.device_since, f.device_used), (r.network_since, f.network_used))
    ]
    kept = (c for c in r if c.name not in {"device_since", "network_since"})
    joined = sa.outerjoin(r.user.table, f.user.table, sa.and_(f.user == r.user, f.at == r.at))
    new = (never[0].label("new_device"), never[1].label("new_network"))
    return sa.select(*kept, *new).select_from(joined).cte("newcomers")


def _compared(material: Material) -> sa.CTE:
    """First sign-ins from a device or network, beside the user's earlier sign-ins."""
    limits, s = material.limits, material.sign_ins.alias("earlier").c
    f = _first_sign_ins(material).c
    since = seconds_later(f.at, -limits.history_days * DAY_SECONDS)
    before = sa.and_(s.at < f.at, s.at >= since)
    from_device = sa.and_(before, s.device.is_not(None))
    devices = count_distinct(sa.case((before, s.device)))
    device_run = count_where(sa.and_(from_device, s.at >= f.device_since))
    network_run = count_where(sa.and_(before, s.ip.is_not(None), s.at >= f.network_since))
    return (
        sa.select(
            *f,
            count_where(sa.and_(from_device, s.ip.is_not(None))).label("placed"),
            devices.label("devices"),
            count_distinct(sa.case((before, _network(s.ip)))).label("networks"),
            count_where(from_device).label("from_devices"),
            device_run.label("device_run"),
            network_run.label("network_run"),
        )
        .select_from(sa.join(f.user.table, s.user.table, s.user == f.user))
        .group_by(*f)
        .having(
            sa.or_(
                count_where(from_device) >= number(limits.place_sign_ins),
                device_run >= number(limits.device_sign_ins),
                network_run >= number(limits.network_sign_ins),
            ),
            devices < number(limits.place_devices),
            sa.func.min(s.at) <= seconds_later(f.at, -DAY_SECONDS),
        )
        .order_by(f.at.desc(), f.user)
        .limit(number(LOOKED_INTO))
        .cte("compared")
    )


def first_seen(material: Material) -> sa.Select[Any]:
    """When each user first signed in from each device: user, device, at."""
    s = material.sign_ins.c
    firsts = sa.select(s.user, s.device, sa.func.min(s.at).label("at"))
    return firsts.where(s.device.is_not(None)).group_by(s.user, s.device)


def _first_networks(material: Material) -> sa.Select[Any]:
    """When each user first signed in from each network: user, network, at."""
    s = material.sign_ins.c
    known = sa.select(s.user, s.ip, sa.func.min(s.at).label("at")).where(s.ip.is_not(None))
    # Few addresses are many sign-ins, and networks are told slowly.
    k = known.group_by(s.user, s.ip).subquery("known_addresses").c
    network = _network(k.ip)
    firsts = sa.select(k.user, network.label("network"), sa.func.min(k.at).label("at"))
    return firsts.group_by(k.user, network)


def _first_sign_ins(material: Material) -> sa.Subquery:
    """Sign-ins near the window that are the user's first from a device or a network.

    Columns: user, at, device, network, ip, ids (of its logs); device_since and network_since: when
    the newest of the earlier ones came, null where this one is not new.
    """
    kinds = {"device": first_seen(material), "network": _first_networks(material)}
    arrived = [_arrivals(material, firsts, kind, tuple(kinds)) for kind, firsts in kinds.items()]
    a = sa.union_all(*arrived).subquery("arrivals").c
    names = ("device", "network", "device_since", "network_since")
    latest = [sa.func.max(a[name]).label(name) for name in names]
    n = sa.select(a.user, a.at, *latest).group_by(a.user, a.at).subquery("arrived").c
    s = material.sign_ins.c
    same = sa.and_(s.user == n.user, s.at == n.at)
    return (
        sa.select(
            n.user,
            n.at,
            sa.func.coalesce(n.device, sa.func.max(s.device)).label("device"),
            sa.func.coalesce(n.network, sa.func.max(_network(s.ip))).label("network"),
            sa.func.max(s.ip).label("ip"),
            text_list(s.ids, s.at).label("ids"),
            n.device_since,
            n.network_since,
        )
        .select_from(sa.join(n.user.table, material.sign_ins, same))
        .group_by(*n)
        .subquery("first_sign_ins")
    )


def _arrivals(
    material: Material, firsts: sa.Select[Any], kind: str, kinds: tuple[str, ...]
) -> sa.Select[Any]:
    """Those firsts near the window: user, at, and of each kind the new one and since when there was
    no newer one, null but for the kind asked."""
    f = firsts.subquery(f"first_of_{kind}").c
    previous = sa.func.lag(f.at, 1, moment(EARLIEST)).over(
        partition_by=f.user, order_by=(f.at, f[kind])
    )
    since = sa.select(f.user, f.at, f[kind], previous.label("since"))
    n = since.subquery(f"newest_{kind}").c
    own = {kind: n[kind], f"{kind}_since": n.since}
    names = [*kinds, *(f"{other}_since" for other in kinds)]
    columns = [own.get(name, sa.null()).label(name) for name in names]
    return sa.select(n.user, n.at, *columns).where(*near_window(material, n.at))


def _network(ip: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """The address's network, itself where it is not written as an address."""
    return sa.func.coalesce(network_of(ip), ip)
