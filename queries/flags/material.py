"""What several rules build on: failures, sign-ins, bursts and places, each asked for once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

import sqlalchemy as sa

from data.thresholds import Thresholds, thresholds
from queries.attempts import attempts, known_user
from queries.flags.near import number, seconds_later
from queries.flags.runs import runs
from queries.logs import Logs
from queries.portable import as_text, count_where
from queries.security_types import FAILED

DAY = timedelta(days=1)
DAY_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Material:
    """Everything the viewer may see around the window, whatever else the filter asks.

    Of an incident that is longer, what lies within a day of the window counts.
    """

    logs: Logs
    limits: Thresholds

    @classmethod
    def of(cls, logs: Logs) -> Material:
        """That of these logs, for the thresholds set now."""
        return cls(logs, thresholds())

    @cached_property
    def _made(self) -> dict[Callable[[Material], sa.CTE], sa.CTE]:
        return {}

    def once(self, build: Callable[[Material], sa.CTE]) -> sa.CTE:
        """What `build` makes of this, the same whenever it is asked for."""
        if build not in self._made:
            self._made[build] = build(self)
        return self._made[build]

    @cached_property
    def near(self) -> Logs:
        """The logs of the window and of a day on either side."""
        return self.logs.unnarrowed().around(DAY, DAY)

    @cached_property
    def history(self) -> Logs:
        """Those, and the days before that they are compared with."""
        return self.near.around(timedelta(days=self.limits.history_days), timedelta())

    @cached_property
    def failures(self) -> sa.CTE:
        """Failed logins of the history: id, at, user (see `known_user`), ip, device, tried (the
        address that data names)."""
        names = ("id", "created_at", "user_email", "user_id", "ip", "device", "subject_user")
        c = self.history.typed(FAILED).rows(*names).c
        at, user, tried = c.created_at.label("at"), known_user(c).label("user"), c.subject_user
        return sa.select(c.id, at, user, c.ip, c.device, tried.label("tried")).cte("failures")

    @cached_property
    def entries(self) -> sa.CTE:
        """Sign-ins of known users in the history: at, user (see `known_user`), address (null where
        only the number is known), ip, device, ids (the numbers of their logs, a comma between).

        What a Studio user does as somebody else is not among them.
        """
        names = ("id", "companion_id", "user_email", "user_id", "studio_user_email", "ip", "device")
        c = attempts(self.history, *names).c
        user = known_user(c).label("user")
        beside = sa.literal(", ", sa.Text).concat(as_text(c.companion_id))
        ids = as_text(c.id).concat(sa.func.coalesce(beside, sa.literal("", sa.Text))).label("ids")
        found = sa.select(c.at, user, c.user_email.label("address"), c.ip, c.device, ids)
        known = (c.studio_user_email.is_(None), user.is_not(None))
        return found.where(c.attempts > c.failed, *known).cte("entries")

    @cached_property
    def sign_ins(self) -> sa.CTE:
        """Those of users whose address is known, to be compared with what else they do: at, user,
        ip, device, ids."""
        c = self.entries.c
        found = sa.select(c.at, c.address.label("user"), c.ip, c.device, c.ids)
        return found.where(c.address.is_not(None)).cte("sign_ins")

    @cached_property
    def failed_logs(self) -> sa.CTE:
        """All logs of the attempts that failed in the history: id."""
        c = attempts(self.history, "id", "companion_id").c
        told = sa.select(c.id).where(c.failed == 1)
        beside = sa.select(c.companion_id).where(c.failed == 1, c.companion_id.is_not(None))
        return sa.union_all(told, beside).cte("failed_logs")

    @cached_property
    def bursts(self) -> sa.CTE:
        """Bursts of failures on one account: key (the user), first_at, last_at, reached_at (when
        it was enough to be one), place (the address, where all came from one), counted,
        baseline."""
        f = self.failures.c
        limits = self.limits
        found = runs(
            self.failures, f.user, limits.burst_failures, 60 * limits.burst_minutes, "burst_runs"
        ).c
        within = f.at.between(found.first_at, found.last_at)
        ip = sa.case((within, f.ip))
        one = sa.case((sa.func.min(ip) == sa.func.max(ip), sa.func.min(ip)))
        counted = counted_beside(found, f, within, self.limits, one.label("place"))
        joined = sa.join(found.key.table, self.failures, f.user == found.key)
        return self.standing_out(counted.select_from(joined), "bursts")

    def standing_out(self, counted: sa.Select[Any], name: str) -> sa.CTE:
        """Those incidents whose number is several times that of the usual day."""
        c = counted.subquery().c
        usual = c.counted > number(self.limits.times_usual) * c.baseline
        return sa.select(*c).where(usual).cte(name)


def counted_beside(
    found: Any, events: Any, within: Any, limits: Thresholds, *further: sa.ColumnElement[Any]
) -> sa.Select[Any]:
    """Runs with the number of their events, and that of an average day of the history before.

    To be selected from the runs (columns of `runs`) joined to all events of their keys.
    """
    since = seconds_later(found.first_at, -limits.history_days * DAY_SECONDS)
    before = sa.and_(events.at >= since, events.at < found.first_at)
    a_day = count_where(before) / sa.cast(number(limits.history_days), sa.Double)
    keys = (found.key, found.first_at, found.last_at, found.reached_at)
    counted = sa.select(
        *keys, count_where(within).label("counted"), a_day.label("baseline"), *further
    )
    return counted.group_by(*keys)
