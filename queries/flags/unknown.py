"""The rule on failures that name no user."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.attempts import known_user
from queries.flags.found import asked, found, kept, listed, marks, of_row
from queries.flags.material import Material, counted_beside
from queries.flags.runs import runs
from queries.logs import Logs
from queries.portable import as_text, count_distinct
from queries.security_types import FAILED

_KINDS = ("ip", "device")


def unknown_burst(material: Material) -> sa.Select[Any]:
    """Many failures of nobody known at one address or device within minutes.

    What comes from an address that is flagged does not flag its device as well.
    """
    f = material.failures.c
    nobody = sa.select(f.id, f.at, f.ip, f.device, f.tried).where(f.user.is_(None)).cte("nobody")
    by_ip = _bursts(material, nobody, "ip")
    elsewhere = _from_elsewhere(nobody, by_ip)
    by_device = _bursts(material, elsewhere, "device")
    aside = _aside(nobody, elsewhere, by_device)
    each = [
        sa.select(sa.literal(kind).label("kind"), *bursts.c)
        for kind, bursts in zip(_KINDS, (by_ip, by_device), strict=True)
    ]
    b = sa.union_all(*each).subquery("unknown_bursts").c
    rows = found(
        "unknown_burst",
        b.key,
        user=b.one,
        place=b.key,
        place_kind=b.kind,
        first_at=b.first_at,
        last_at=b.last_at,
        counted=b.counted,
        threshold=material.limits.burst_failures,
        baseline=b.baseline,
        tried=b.tried,
        aside=aside.ids,
    )
    same = sa.and_(b.kind == "device", of_row(b, aside))
    rows = rows.select_from(sa.outerjoin(b.key.table, aside.key.table, same))
    return kept(material.logs, rows, _marks)


def _marks(logs: Logs) -> sa.Select[Any]:
    """Failures of nobody known as marks of the address and of the device that they came from."""
    c = asked(logs.typed(FAILED), "user_id", *_KINDS)
    nobodys = known_user(c).is_(None)
    every = [marks(c, c[kind]).where(nobodys, c[kind].is_not(None)) for kind in _KINDS]
    either = sa.union_all(*every).subquery().c
    return sa.select(either.key, either.at)


def _bursts(material: Material, events: sa.CTE, kind: str) -> sa.CTE:
    """Bursts at one place of a kind, with tried (how many addresses data names) and one (the
    address, where all that name one name the same)."""
    limits, e = material.limits, events.c
    seconds = 60 * limits.burst_minutes
    b = runs(events, e[kind], limits.burst_failures, seconds, f"unknown_by_{kind}").c
    within = e.at.between(b.first_at, b.last_at)
    tried = sa.case((within, e.tried))
    one = sa.case((sa.func.min(tried) == sa.func.max(tried), sa.func.min(tried)))
    told = (count_distinct(tried).label("tried"), one.label("one"))
    counted = counted_beside(b, e, within, limits, *told)
    joined = counted.select_from(sa.join(b.key.table, events, e[kind] == b.key))
    return material.standing_out(joined, f"unknown_bursts_by_{kind}")


def _aside(events: sa.CTE, elsewhere: sa.CTE, bursts: sa.CTE) -> Any:
    """Events from a device in the time of its burst that count for an address, as `listed`."""
    e, o, b = events.c, elsewhere.c, bursts.c
    each = sa.select(e.device.label("key"), e.at, as_text(e.id).label("ids"))
    joined = sa.outerjoin(events, elsewhere, o.id == e.id)
    a = each.select_from(joined).where(o.id.is_(None)).subquery("of_addresses").c
    return listed(b, a, a.at >= b.first_at, a.at <= b.last_at)


def _from_elsewhere(events: sa.CTE, bursts: sa.CTE) -> sa.CTE:
    """Those events that are no part of a burst at their address."""
    e, b = events.c, bursts.c
    part = sa.and_(b.key == e.ip, e.at >= b.first_at, e.at <= b.last_at)
    joined = sa.outerjoin(events, bursts, part)
    return sa.select(*e).select_from(joined).where(b.key.is_(None)).cte("from_elsewhere")
