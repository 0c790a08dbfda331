"""What changed with a publish: the same measures in the same time before and after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from data.errors import InvalidFilter
from queries.attempts import attempts
from queries.intervals import Interval, of_difference, of_ratio, of_share
from queries.logs import Logs
from queries.options import whole_number
from queries.portable import count_distinct, share
from queries.push import pushes
from queries.question import Column, question
from queries.zones import moment_at

COUNTS = ("screen views", "active users", "logins", "app errors")
SHARES = ("failed logins", "emails delivered", "emails bounced", "push success")
"""Measures that are a number, and those that are a share of a total."""

_VIEWS = ("app.analytics.pageView", "app.view")
_ERRORS = "app.error.live"
_HOUR = timedelta(hours=1)
_NO_TIME = (datetime(2000, 1, 1, tzinfo=UTC), timedelta())


@question(
    subject="Publishing",
    columns=(
        Column("measure", "text", f"{', '.join((*COUNTS, *SHARES))}."),
        Column("before", "count", "How many before the publish."),
        Column("after", "count", "How many from the publish on."),
        Column("before_total", "count", "Of how many, where the measure is a share of a total."),
        Column("after_total", "count", "The same from the publish on."),
        Column(
            "change",
            "number",
            "Of a share: after less before. Of a number: after divided by before, empty where "
            "there was none before.",
        ),
        Column("low", "number", "Lower bound of the 95 % interval of the change."),
        Column("high", "number", "Upper bound; empty where there is none."),
        Column("hours", "number", "How long each of the two windows is."),
    ),
)
def publish_comparison(
    logs: Logs, *, app: str | None = None, at: datetime | str | None = None, days: int = 7
) -> sa.Select[Any]:
    """What changed in an app with a publish?

    Compares the `days` before the moment `at` with those from it on, in one `app` (its number or
    name). Days are 24 hours. Where the logs begin later or end earlier, both windows are shorter,
    and always of the same length: `hours`. The filter's own window does not count. A measure of
    which there is nothing on either side has no row.

    The intervals (methods and sources: queries/intervals.py) take events to be independent. Those
    of one visit, one mailing or one push are not, so small differences mean even less than they
    seem to; and whatever else happened on these days is in the change too. Where the interval of a
    ratio holds 1, or that of a difference 0, chance alone may explain the change.
    """
    length = whole_number("days", days, least=1)
    if app is None or at is None:
        begin, span = _NO_TIME
    else:
        begin = _moment(at, logs.filter.zone)
        span = _span(logs, begin, length)
    chosen = logs if app is None else logs.in_apps(str(app))
    return _compared(_measured(chosen, begin, span), span)


def _moment(at: datetime | str, zone: str) -> datetime:
    try:
        found = datetime.fromisoformat(at.strip()) if isinstance(at, str) else at
        return moment_at(found, zone) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise InvalidFilter(f"not a time: {at!r}") from error


def _span(logs: Logs, at: datetime, days: int) -> timedelta:
    """How long both windows can be with logs in the store; 0 where the moment is outside them."""
    if logs.facts.extent is None:
        return timedelta()
    first, last = logs.facts.extent
    known = max(min(at - first, last - at + _HOUR), timedelta())
    return timedelta(days=days) if days <= known.days else known


def _compared(m: Any, span: timedelta) -> sa.Select[Any]:
    """Measured counts with their change and its interval."""
    is_share = m.measure.in_(SHARES)
    before, after = of_share(m.before, m.before_total), of_share(m.after, m.after_total)
    parts: dict[str, sa.ColumnElement[Any]] = {
        "before_share": share(m.before, m.before_total),
        "before_low": before.low,
        "before_high": before.high,
        "after_share": share(m.after, m.after_total),
        "after_low": after.low,
        "after_high": after.high,
    }
    named = (value.label(name) for name, value in parts.items())
    w = sa.select(*m, is_share.label("is_share"), *named).subquery("weighed").c
    ratio = of_ratio(w.after, w.before)
    difference = of_difference(
        w.after_share,
        Interval(w.after_low, w.after_high),
        w.before_share,
        Interval(w.before_low, w.before_high),
    )
    change = sa.case((w.is_share, w.after_share - w.before_share), else_=share(w.after, w.before))
    return sa.select(
        w.measure,
        w.before,
        w.after,
        sa.case((w.is_share, w.before_total)).label("before_total"),
        sa.case((w.is_share, w.after_total)).label("after_total"),
        change.label("change"),
        sa.case((w.is_share, difference.low), else_=ratio.low).label("low"),
        sa.case((w.is_share, difference.high), else_=ratio.high).label("high"),
        sa.literal(span / _HOUR, sa.Double).label("hours"),
    ).order_by(w.place)


def _measured(logs: Logs, at: datetime, span: timedelta) -> Any:
    """Each measure's counts and totals in both windows, where there are any, as `.c`."""
    sides = (
        sa.select(
            sa.literal((*COUNTS, *SHARES).index(measure)).label("place"),
            sa.literal(measure).label("measure"),
            *(
                (sa.func.coalesce(value, 0) if side == later else sa.literal(0)).label(name + total)
                for total, value in (("", part), ("_total", whole))
                for later, name in enumerate(("before", "after"))
            ),
        )
        for side, window in enumerate(((at - span, at), (at, at + span)))
        for measure, part, whole in _parts(logs.between(*window))
    )
    s = sa.union_all(*sides).subquery("sides").c
    names = ("before", "after", "before_total", "after_total")
    sums = [sa.func.sum(s[name]) for name in names]
    found = sa.select(
        s.place, s.measure, *(value.label(name) for name, value in zip(names, sums, strict=True))
    )
    some = sums[0] + sums[1] + sums[2] + sums[3] > 0
    return found.group_by(s.place, s.measure).having(some).subquery("measured").c


def _parts(logs: Logs) -> Iterator[tuple[str, sa.ColumnElement[Any], sa.ColumnElement[Any]]]:
    """Each measure with its count and its total in these logs; numbers have the total 0."""
    none = sa.literal(0)
    yield "screen views", logs.typed(*_VIEWS).counted(zoned=False).logs, none
    users = logs.counted_users(zoned=False)
    yield "active users", count_distinct(users.c.user_email), none
    tried = attempts(logs).c
    every = sa.func.sum(tried.attempts)
    yield "logins", every, none
    yield "app errors", logs.typed(_ERRORS).counted(zoned=False).logs, none
    yield "failed logins", sa.func.sum(tried.failed), every
    d = logs.deliveries().c
    sent = sa.func.sum(d.triggered)
    arrived = sa.case((d.outcome.in_(("delivered", "complaint")), d.triggered), else_=0)
    bounced = sa.case((d.outcome == "bounced", d.triggered), else_=0)
    yield "emails delivered", sa.func.sum(arrived), sent
    yield "emails bounced", sa.func.sum(bounced), sent
    p = pushes(logs)
    success = sa.func.sum(p.push_success)
    yield "push success", success, success + sa.func.sum(p.push_failure)
