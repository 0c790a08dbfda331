"""Questions on how many users go from one step to the next, and who stops where.

The standard: a user takes the steps in strict order of time, logs of one moment by number, with
anything in between. An attempt begins with any log of the first step in the window and ends
`within` seconds later (inclusive), past the window's end too, as far as there are logs. A user may
begin as often as they like; the attempt that gets furthest counts. One log is one step at most.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from data.errors import InvalidFilter
from queries.funnel_steps import READS, Step, steps_from
from queries.logs import Logs
from queries.options import at_most, whole_number
from queries.portable import count_of, micros_between, moment, percentile, share
from queries.question import Column, question

Texts = tuple[str, ...] | list[str] | None

DAY = 24 * 3600
"""The usual time limit, in seconds."""

LONGEST = 366 * DAY
"""The longest time limit, in seconds."""

_SECOND = 1_000_000
_NO_STEPS = (Step("type", ("",)),)


@question(
    subject="Funnel",
    chart="bar",
    columns=(
        Column("step", "id", "1 is the first step."),
        Column("label", "text", "The step in words."),
        Column("users", "count", "Users who got that far."),
        Column("share_of_first", "number", "Of the users of the first step; 1 is all."),
        Column("share_of_previous", "number", "Of the users of the step before; 1 is all."),
        Column(
            "median_seconds",
            "number",
            "From the first step to this one: the median of each user's quickest way.",
        ),
    ),
)
def funnel(logs: Logs, *, steps: Texts = None, within: int = DAY) -> sa.Select[Any]:
    """How many users go on from step to step?

    `steps` are two to five of `screen:TITLE`, `event:CATEGORY/ACTION/LABEL` and `type:LOG_TYPE`,
    with `*` for any text. A user takes them in that order, with anything in between, the last at
    most `within` seconds after the first. The first lies in the window, the others may lie past
    its end. Whoever begins several times counts once, as far as they ever got. Logs without a user
    are left out. Without steps, and where nobody takes the first one, there is no answer.
    """
    way = _Way.of(logs, steps, within)
    counted = [_counted(number, step, way) for number, step in enumerate(way.steps, start=1)]
    c = sa.union_all(*counted).subquery("counted").c
    first: sa.ColumnElement[int] = sa.func.max(c.users).over()
    previous = sa.func.lag(c.users).over(order_by=c.step)
    f = sa.select(*c, first.label("first"), previous.label("previous")).subquery("compared").c
    return (
        sa.select(
            f.step,
            f.label,
            f.users,
            share(f.users, f.first).label("share_of_first"),
            sa.case((f.step > 1, share(f.users, f.previous))).label("share_of_previous"),
            sa.case((f.step > 1, share(f.micros, sa.literal(_SECOND)))).label("median_seconds"),
        )
        .where(f.first > 0)
        .order_by(f.step)
    )


@question(
    subject="Funnel",
    columns=(
        Column("user", "text", "The user's address."),
        Column("entered_at", "time", "When the attempt began, of several that got here the last."),
        Column("last_at", "time", "When it came to the step."),
        Column("app_id", "id", "Number of the app."),
        Column("app", "text", "Name of the app at that time."),
        Column("device", "text", "Identifier of the device, where that log says."),
        Column("session_id", "id", "Session of that log."),
        Column("id", "id", "Number of that log."),
    ),
)
def funnel_stopped(
    logs: Logs,
    *,
    steps: Texts = None,
    within: int = DAY,
    at: int = 1,
    limit: int | None = None,
) -> sa.Select[Any]:
    """Who stopped at a step?

    Users who got to step `at` (1 is the first) in some attempt and never to the next one, or, for
    the last, all who took it: the `limit` latest first (None: all), as many as `funnel` counts.
    What `steps` and `within` are is told there.
    """
    way = _Way.of(logs, steps, within)
    if whole_number("at", at, least=1) > len(way.steps):
        raise InvalidFilter(f"at must be one of the {len(way.steps)} steps: {at!r}")
    v = way.taken[at - 1].c
    order = sa.func.row_number().over(partition_by=v.user, order_by=(v.at.desc(), v.id.desc()))
    those = sa.select(v.user, v.at, v.id, v.start, order.label("place"))
    if at < len(way.steps):
        those = those.where(v.user.not_in(sa.select(way.taken[at].c.user)))
    w = those.subquery("those").c
    c = (
        way.logs.unnarrowed()
        .rows("created_at", "id", "app_id", "app_name", "device", "session_id")
        .c
    )
    same = sa.and_(c.created_at == w.at, c.id == w.id)
    return (
        sa.select(
            w.user,
            w.start.label("entered_at"),
            w.at.label("last_at"),
            c.app_id,
            c.app_name.label("app"),
            c.device,
            c.session_id,
            w.id.label("id"),
        )
        .select_from(sa.join(w.id.table, c.id.table, same))
        .where(w.place == 1)
        .order_by(w.at.desc(), w.user)
        .limit(at_most(limit))
    )


@dataclass(frozen=True)
class _Way:
    """The steps, the logs they are looked for in, and for each step the logs that took it in time:
    user, at, id, and start, the latest beginning of an attempt that came there."""

    steps: tuple[Step, ...]
    logs: Logs
    taken: tuple[sa.CTE, ...]

    @classmethod
    def of(cls, logs: Logs, texts: Texts, within: int) -> _Way:
        seconds = whole_number("within", within, least=1)
        if seconds > LONGEST:
            raise InvalidFilter(f"within must be at most {LONGEST:,} seconds: {within!r}")
        steps = _NO_STEPS if texts is None else steps_from(texts)
        longer = logs.around(timedelta(), timedelta(seconds=seconds))
        events = _events(longer, steps, logs.filter.until)
        e = events.c
        first = sa.select(e.user, e.at, e.id, e.at.label("start")).where(e.step_1 == 1)
        taken = [first.cte("taken_1")]
        for number in range(2, len(steps) + 1):
            taken.append(_next(events, taken[-1], number, seconds))
        return cls(steps, longer, tuple(taken))


def _events(logs: Logs, steps: tuple[Step, ...], until: Any) -> sa.CTE:
    """Logs that are some step: user, at, id, and step_1, step_2 …, which are 1 or 0."""
    c = logs.rows("user_email", "created_at", "id", *READS).c
    conditions = [step.clause(c) for step in steps]
    if until is not None:  # what lies past the window's end cannot be a beginning
        conditions[0] = sa.and_(conditions[0], c.created_at < moment(until))
    flags = (
        sa.case((condition, 1), else_=0).label(f"step_{number}")
        for number, condition in enumerate(conditions, start=1)
    )
    chosen = sa.select(c.user_email.label("user"), c.created_at.label("at"), c.id, *flags)
    return chosen.where(c.user_email.is_not(None), sa.or_(*conditions)).cte("events")


def _next(events: sa.CTE, before: sa.CTE, number: int, seconds: int) -> sa.CTE:
    """The logs of a step that are in time, made from those of the step before.

    Of all attempts that came to the step before, the one that began last has most time left, so it
    alone is carried on. A log that is both steps comes first as this one, and so never follows
    itself.
    """
    b, e = before.c, events.c
    both = sa.union_all(
        sa.select(b.user, b.at, b.id, b.start, sa.literal(1).label("earlier")),
        sa.select(e.user, e.at, e.id, sa.null(), sa.literal(0)).where(e[f"step_{number}"] == 1),
    )
    r = both.subquery("both").c
    latest = sa.func.max(r.start).over(
        partition_by=r.user, order_by=(r.at, r.id, r.earlier), rows=(None, 0)
    )
    running = sa.select(r.user, r.at, r.id, r.earlier, latest.label("start"))
    n = running.subquery("running").c
    in_time = micros_between(n.start, n.at) <= sa.literal(seconds * _SECOND)
    found = sa.select(n.user, n.at, n.id, n.start).where(n.earlier == 0, in_time)
    return found.cte(f"taken_{number}")


def _counted(number: int, step: Step, way: _Way) -> sa.Select[Any]:
    """How many users took the step, and the median of their quickest ways to it."""
    v = way.taken[number - 1].c
    quickest = sa.func.min(micros_between(v.start, v.at)).label("micros")
    q = sa.select(v.user, quickest).group_by(v.user).subquery("quickest").c
    half = sa.literal(0.5, literal_execute=True)
    columns: list[sa.ColumnElement[Any]] = [
        sa.literal(number).label("step"),
        sa.literal(step.label).label("label"),
        count_of(q.user).label("users"),
        percentile(q.micros, half).label("micros"),
    ]
    return sa.select(*columns)
