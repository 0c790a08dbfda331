"""The rule on one address or device that fails on many accounts."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.flags.found import asked, found, kept, listed, marks, of_row
from queries.flags.material import DAY_SECONDS, Material
from queries.flags.near import number, seconds_later
from queries.logs import Logs
from queries.portable import as_text, count_distinct, count_where, moment
from queries.security_types import FAILED
from queries.zones import EARLIEST, LATEST

_KINDS = ("ip", "device")


def spray(material: Material) -> sa.Select[Any]:
    """One address or device that fails on many accounts which never signed in from there.

    Accounts that are at home at a place do not count: an office, a mobile network and a shared
    tablet see many people mistype. Failures from an address that is flagged do not flag their
    device as well.
    """
    evidence = _evidence(material)
    counted = _standing_out(material, evidence)
    aside = _aside(material, evidence, counted)
    rows = found(
        "spray",
        counted.key,
        place=counted.place,
        place_kind=counted.kind,
        first_at=counted.first_at,
        last_at=counted.last_at,
        counted=counted.counted,
        threshold=material.limits.spray_accounts,
        baseline=counted.baseline,
        aside=aside.ids,
    )
    every = sa.outerjoin(counted.key.table, aside.key.table, of_row(counted, aside))
    rows = rows.select_from(every)
    return kept(material.logs, rows, _marks)


def _marks(logs: Logs) -> sa.Select[Any]:
    """Failures as marks of the address and of the device that they came from."""
    c = asked(logs.typed(FAILED), *_KINDS)
    every = [
        marks(c, _key(sa.literal(kind, sa.Text), c[kind])).where(c[kind].is_not(None))
        for kind in _KINDS
    ]
    either = sa.union_all(*every).subquery().c
    return sa.select(either.key, either.at)


def _placed(events: Any) -> Any:
    """Events of known users by place, an event with address and device twice: kind, place, id, at,
    user."""
    c = events.c
    each = [
        sa.select(sa.literal(kind).label("kind"), c[kind].label("place"), c.id, c.at, c.user).where(
            c[kind].is_not(None), c.user.is_not(None)
        )
        for kind in _KINDS
    ]
    return sa.union_all(*each)


def _strangers(material: Material) -> sa.CTE:
    """Failures by place, of accounts that had not signed in from there before."""
    p = _placed(material.failures).subquery("placed").c
    s = material.entries.c
    homes = [
        sa.select(
            sa.literal(kind).label("kind"),
            s[kind].label("place"),
            s.user,
            sa.func.min(s.at).label("since"),
        )
        .where(s[kind].is_not(None))
        .group_by(s[kind], s.user)
        for kind in _KINDS
    ]
    h = sa.union_all(*homes).subquery("homes").c
    same = sa.and_(h.kind == p.kind, h.place == p.place, h.user == p.user)
    joined = sa.outerjoin(p.kind.table, h.kind.table, same)
    failed = sa.select(p.kind, p.place, p.id, p.at, p.user).select_from(joined)
    return failed.where(sa.or_(h.since.is_(None), h.since >= p.at)).cte("strangers")


def _presence(strangers: sa.CTE, seconds: int) -> Any:
    """How many accounts failed at a place within the time before a moment: kind, place, begins,
    ends, accounts.

    An account counts from a failure on until the time after its last one has passed. Where it
    begins and where it ends are counted up and down, which needs no frame and no self-join.
    """
    c = strangers.c
    whose, order = (c.kind, c.place, c.user), (c.at, c.id)
    previous = sa.func.lag(c.at, 1, moment(EARLIEST)).over(partition_by=whose, order_by=order)
    following = sa.func.lead(c.at, 1, moment(LATEST)).over(partition_by=whose, order_by=order)
    chained = sa.select(c.kind, c.place, c.at, previous.label("previous"), following.label("next"))
    n = chained.subquery("chained").c
    later = seconds_later(n.at, seconds)
    up = sa.select(n.kind, n.place, n.at, sa.literal(0).label("down")).where(
        n.at > seconds_later(n.previous, seconds)
    )
    down = sa.select(n.kind, n.place, later.label("at"), sa.literal(1)).where(n.next > later)
    e = sa.union_all(up, down).subquery("edges").c
    where, along = (e.kind, e.place), (e.at, e.down)
    accounts = sa.func.sum(1 - 2 * e.down).over(partition_by=where, order_by=along)
    ends = sa.func.lead(e.at, 1, moment(LATEST)).over(partition_by=where, order_by=along)
    columns = (*where, e.at.label("begins"), ends.label("ends"), accounts.label("accounts"))
    return sa.select(*columns).subquery("presence")


def _evidence(material: Material) -> sa.CTE:
    """The failures of each spray: kind, place, run (a number), id, at, user."""
    seconds = 60 * material.limits.spray_minutes
    strangers = _strangers(material)
    c = _presence(strangers, seconds).c
    where = (c.kind, c.place)
    previous = sa.func.lag(c.ends, 1, moment(EARLIEST)).over(
        partition_by=where, order_by=(c.begins, c.ends)
    )
    apart = sa.case((c.begins > seconds_later(previous, seconds), 1), else_=0).label("apart")
    enough = sa.select(*where, c.begins, c.ends, apart).where(
        c.accounts >= number(material.limits.spray_accounts)
    )
    m = enough.subquery("enough").c
    run = sa.func.sum(m.apart).over(partition_by=(m.kind, m.place), order_by=(m.begins, m.ends))
    r = sa.select(m.kind, m.place, m.begins, m.ends, run.label("run")).subquery("spray_runs").c
    spans = (
        sa.select(
            r.kind,
            r.place,
            r.run,
            seconds_later(sa.func.min(r.begins), -seconds).label("since"),
            sa.func.max(r.ends).label("until"),
        )
        .group_by(r.kind, r.place, r.run)
        .subquery("spans")
        .c
    )
    return _within_spans(strangers, spans)


def _within_spans(strangers: sa.CTE, spans: Any) -> sa.CTE:
    """Failures within spans of sprays; of devices only where no address is flagged."""
    f = strangers.c
    same = sa.and_(f.kind == spans.kind, f.place == spans.place)
    by_address = sa.case((f.kind == "ip", 1), else_=0)
    evidence = (
        sa.select(
            f.kind,
            f.place,
            spans.run,
            f.id,
            f.at,
            f.user,
            sa.func.max(by_address).over(partition_by=f.id).label("by_address"),
        )
        .select_from(sa.join(strangers, spans.kind.table, same))
        .where(f.at >= spans.since, f.at <= spans.until)
        .subquery("within_spans")
        .c
    )
    columns = (evidence[name] for name in ("kind", "place", "run", "id", "at", "user"))
    either = sa.or_(evidence.kind == "ip", evidence.by_address == 0)
    return sa.select(*columns).where(either).cte("spray_evidence")


def _key(kind: sa.ColumnElement[Any], place: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    """A place and of which kind it is, as one text."""
    return kind.concat(sa.literal(" ", sa.Text)).concat(place)


def _standing_out(material: Material, evidence: sa.CTE) -> Any:
    """Sprays that stand out: key, kind, place, first_at, last_at, counted (accounts), baseline."""
    e = evidence.c
    sprays = (
        sa.select(
            _key(e.kind, e.place).label("key"),
            e.kind,
            e.place,
            sa.func.min(e.at).label("first_at"),
            sa.func.max(e.at).label("last_at"),
            count_distinct(e.user).label("counted"),
        )
        .group_by(e.kind, e.place, e.run)
        .subquery("counted_sprays")
    )
    return material.standing_out(_beside_usual_days(material, sprays), "sprays").c


def _aside(material: Material, evidence: sa.CTE, sprays: Any) -> Any:
    """Failures of known users at the place and in the time of a spray that are no part of it, as
    `listed`: those of accounts at home there, and a device's that count for an address."""
    p, e = _placed(material.failures).subquery("every_failure").c, evidence.c
    same = sa.and_(e.kind == p.kind, e.place == p.place, e.id == p.id)
    joined = sa.outerjoin(p.kind.table, evidence, same)
    others = sa.select(_key(p.kind, p.place).label("key"), p.at, as_text(p.id).label("ids"))
    o = others.select_from(joined).where(e.id.is_(None)).subquery("others").c
    return listed(sprays, o, o.at >= sprays.first_at, o.at <= sprays.last_at)


def _beside_usual_days(material: Material, sprays: Any) -> sa.Select[Any]:
    """Sprays beside the failures of an average day at that place in the history before."""
    s, p = sprays.c, _placed(material.failures).subquery("every_failure").c
    days = material.limits.history_days
    since = seconds_later(s.first_at, -days * DAY_SECONDS)
    before = count_where(sa.and_(p.at >= since, p.at < s.first_at))
    a_day = before / sa.cast(number(days), sa.Double)
    joined = sa.join(sprays, p.kind.table, sa.and_(p.kind == s.kind, p.place == s.place))
    return sa.select(*s, a_day.label("baseline")).select_from(joined).group_by(*s)
