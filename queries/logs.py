"""What a question may read: the logs that the filter matches and the viewer may see, no others.

Questions get a `Logs` from `run` and have no other way to a table, so no question can forget the
viewer's scope or the filter.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import sqlalchemy as sa

from data import schema
from data.access import Viewer
from queries.filters import LogFilter
from queries.portable import add_seconds, trunc_to
from queries.zones import offsets, whole_hours

Unit = Literal["hour", "day", "week", "month"]

_HOURLY_LOGS_ANSWERS = frozenset({"categories", "log_types", "apps"})
_HOURLY_USERS_ANSWERS = frozenset({"categories", "apps"})


@dataclass(frozen=True)
class Source:
    """Rows to count: `at` is their moment, `c` their columns, and three sums over them."""

    c: Any
    at: sa.ColumnElement[datetime]
    logs: sa.ColumnElement[int]
    push_success: sa.ColumnElement[int]
    push_failure: sa.ColumnElement[int]
    prepared: bool


@dataclass(frozen=True)
class Logs:
    """The logs of one question: filter, viewer, and the extent of the store's data.

    `extent` is [first, last] of all logs' moments, used to bound open windows when time zones are
    laid out; None for an empty store. `use_prepared` False asks the rows even where prepared
    tables could answer (the answer is the same; tests hold it to that). `as_of` keeps to the logs
    of batches up to that number. `patterns` are log types that a question itself asks for: a log
    matches one pattern of every group.
    """

    filter: LogFilter
    viewer: Viewer
    extent: tuple[datetime, datetime] | None = None
    use_prepared: bool = True
    as_of: int | None = None
    patterns: tuple[tuple[str, ...], ...] = ()

    def ever(self) -> Logs:
        """The same logs over all time."""
        return replace(self, filter=self.filter.without_window())

    def typed(self, *patterns: str) -> Logs:
        """Those of these logs whose type equals or matches one of the patterns, as in a filter.

        The filter's own log types still hold.
        """
        return replace(self, patterns=(*self.patterns, patterns))

    def rows(self) -> Any:
        """The log rows, every column of `logs`, as a subquery."""
        table = schema.logs
        return sa.select(table).where(*self._conditions(table.c)).subquery("rows")

    def push_results(self) -> Any:
        """Push results (`schema.push_results`) of these logs, as a subquery."""
        table = schema.push_results
        rows = self.rows()
        chosen = table.c.log_id.in_(sa.select(rows.c.id))
        return sa.select(table).where(chosen).subquery("push")

    def counted(self) -> Source:
        """Counts of logs by moment, category, log type and app; prepared where that is exact."""
        if not self._prepared_answers(_HOURLY_LOGS_ANSWERS):
            return self._counted_rows()
        table = schema.hourly_logs
        prepared = sa.select(table).where(*self._conditions(table.c)).subquery("hours")
        return Source(
            prepared.c,
            prepared.c.hour,
            sa.func.sum(prepared.c.logs),
            sa.func.sum(prepared.c.push_success),
            sa.func.sum(prepared.c.push_failure),
            prepared=True,
        )

    def counted_users(self) -> Source:
        """Counts of logs of known users by moment, category, app and user; prepared where exact.

        Logs without a user are left out.
        """
        if not self._prepared_answers(_HOURLY_USERS_ANSWERS):
            return self._counted_rows(with_user=True)
        table = schema.hourly_users
        prepared = sa.select(table).where(*self._conditions(table.c)).subquery("user_hours")
        total = sa.func.sum(prepared.c.logs)
        none = sa.literal(0)
        return Source(prepared.c, prepared.c.hour, total, none, none, prepared=True)

    def bucket(self, moment: sa.ColumnElement[Any], unit: Unit) -> sa.ColumnElement[Any]:
        """The local start of the moment's day, week or month; for hours its start as a moment.

        Both hours called 02:00 on the day that summer time ends stay apart.
        """
        local = trunc_to(sa.literal(unit, literal_execute=True), self.local(moment))
        if unit != "hour":
            return local
        spans = self._spans()
        if whole_hours(spans):
            return trunc_to(sa.literal(unit, literal_execute=True), moment)
        return add_seconds(local, -self._offset(moment))

    def local(self, moment: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
        """The moment as the clock of the filter's zone shows it, without a zone."""
        spans = self._spans()
        if len(spans) == 1 and spans[0][1] == 0:
            return moment
        return add_seconds(moment, self._offset(moment))

    def _offset(self, moment: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
        spans = self._spans()
        *earlier, last = [_seconds(s) for _, s in spans]
        if not earlier:
            return last
        changes = [moment < _inline(start) for start, _ in spans[1:]]
        return sa.case(*zip(changes, earlier, strict=True), else_=last)

    def _spans(self) -> tuple[tuple[datetime, int], ...]:
        first, last = self.extent or (datetime(2020, 1, 1, tzinfo=UTC),) * 2
        since = max(first, self.filter.since or first)
        until = min(last + timedelta(hours=1), self.filter.until or last + timedelta(hours=1))
        return offsets(self.filter.zone, since, max(until, since))

    def _counted_rows(self, with_user: bool = False) -> Source:
        table = schema.logs
        conditions = self._conditions(table.c)
        if with_user:
            conditions.append(table.c.user_email.is_not(None))
        rows = sa.select(table).where(*conditions).subquery("rows")
        return Source(
            rows.c,
            rows.c.created_at,
            sa.func.count(),
            sa.func.coalesce(sa.func.sum(rows.c.push_success), 0),
            sa.func.coalesce(sa.func.sum(rows.c.push_failure), 0),
            prepared=False,
        )

    def _conditions(self, c: Any) -> list[sa.ColumnElement[bool]]:
        conditions = self.filter.clauses(c)
        if self.viewer.apps is not None:
            conditions.append(c.app_id.in_(sorted(self.viewer.apps)))
        if self.as_of is not None:
            conditions.append(c.batch_id <= self.as_of)
        for patterns in self.patterns:
            conditions += LogFilter(log_types=patterns).clauses(c)
        return conditions

    def _prepared_answers(self, parts: frozenset[str]) -> bool:
        edges = (self.filter.since, self.filter.until)
        return (
            self.use_prepared
            and self.as_of is None
            and set(self.filter.narrowed_by) <= parts
            and (not self.patterns or "log_types" in parts)
            and all(e is None or (e.minute, e.second, e.microsecond) == (0, 0, 0) for e in edges)
            and whole_hours(self._spans())
        )


def _seconds(value: int) -> sa.ColumnElement[int]:
    return sa.literal(value, sa.Integer, literal_execute=True)


def _inline(moment: datetime) -> sa.ColumnElement[datetime]:
    return sa.literal(moment, schema.UtcDateTime)
