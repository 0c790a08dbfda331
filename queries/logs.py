"""What a question may read: the logs that the filter matches and the viewer may see, no others.

Questions get a `Logs` from `run` and have no other way to a table, so no question can forget the
viewer's scope or the filter.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from data import schema
from data.access import Viewer
from queries.clauses import log_type_clause
from queries.clock import Clock, Unit
from queries.filters import LogFilter
from queries.portable import count_of, count_where

__all__ = ["Facts", "Logs", "Source", "Unit"]

_HOUR = timedelta(hours=1)
_PUSHED = ("push_success", "push_failure")


@dataclass(frozen=True)
class Facts:
    """What must be known of a store before a question can be put.

    `extent` is [first, last] hour that holds logs (UTC), None for an empty store. `taken_back`
    tells that prepared tables hold counts that were taken back, which are merged before use.
    """

    extent: tuple[datetime, datetime] | None = None
    taken_back: bool = False


@dataclass(frozen=True)
class Source:
    """Rows to count: `at` is their moment, `c` their columns, and three sums over them.

    Prepared rows stand for several logs: count them with `logs` or `logs_where`, not with
    `count(*)`, and use their moment only in units of an hour or more.
    """

    c: Any
    at: sa.ColumnElement[datetime]
    logs: sa.ColumnElement[int]
    push_success: sa.ColumnElement[int]
    push_failure: sa.ColumnElement[int]
    prepared: bool

    def logs_where(self, condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
        """The number of logs for which the condition holds; 0 where it holds for none."""
        if not self.prepared:
            return count_where(condition)
        return sa.func.coalesce(sa.func.sum(sa.case((condition, self.c.logs), else_=0)), 0)


@dataclass(frozen=True)
class _Prepared:
    """A prepared table, which parts of a filter its columns answer, and its keys and sums."""

    table: sa.Table
    answers: frozenset[str]
    keys: tuple[str, ...]
    sums: tuple[str, ...]


_HOURLY_LOGS = _Prepared(
    schema.hourly_logs,
    frozenset({"categories", "log_types", "apps"}),
    ("category", "log_type", "app_id", "app_name"),
    ("logs", "push_success", "push_failure"),
)
_HOURLY_USERS = _Prepared(
    schema.hourly_users,
    frozenset({"categories", "apps"}),
    ("category", "app_id", "app_name", "user_email"),
    ("logs",),
)


@dataclass(frozen=True)
class Logs:
    """The logs of one question: filter, viewer, and what is known of the store.

    `use_prepared` False asks the rows even where prepared tables could answer (the answer is the
    same; tests hold it to that). `as_of` keeps to the logs of batches up to that number.
    `patterns` are log types that a question itself asks for: a log matches one pattern of every
    group.
    """

    filter: LogFilter
    viewer: Viewer
    facts: Facts = Facts()
    use_prepared: bool = True
    as_of: int | None = None
    patterns: tuple[tuple[str, ...], ...] = ()

    def ever(self) -> Logs:
        """The same logs over all time."""
        return replace(self, filter=self.filter.without_window())

    def unnarrowed(self) -> Logs:
        """All logs of the window that the viewer may see, whatever else the filter asks.

        For columns of records that were chosen among the logs themselves.
        """
        window = LogFilter(self.filter.since, self.filter.until, self.filter.zone)
        return replace(self, filter=window, patterns=())

    def before(self) -> Logs | None:
        """The same logs before the window begins; None for a window without a beginning."""
        if self.filter.since is None:
            return None
        return replace(self, filter=replace(self.filter, since=None, until=self.filter.since))

    def around(self, earlier: timedelta, later: timedelta) -> Logs:
        """The same logs in a window that begins earlier and ends later."""
        since, until = self.filter.since, self.filter.until
        wider = replace(
            self.filter,
            since=since and _shifted(since, -earlier),
            until=until and _shifted(until, later),
        )
        return replace(self, filter=wider)

    def typed(self, *patterns: str) -> Logs:
        """Those of these logs whose type equals or matches one of the patterns, as in a filter.

        The filter's own log types still hold.
        """
        return replace(self, patterns=(*self.patterns, patterns))

    def rows(self, *names: str) -> Any:
        """The log rows with the columns of `logs` named, all where none is, as a subquery."""
        c = schema.logs.c
        columns = [c[name] for name in names or c.keys()]
        return sa.select(*columns).where(*self._conditions(c)).subquery("rows")

    def push_results(self) -> Any:
        """Push results (`schema.push_results`) of these logs, as a subquery."""
        table = schema.push_results
        chosen = table.c.log_id.in_(sa.select(self.rows("id").c.id))
        return sa.select(table).where(chosen).subquery("push")

    def deliveries(self) -> Any:
        """Email deliveries (`schema.deliveries`) of these logs, as a subquery.

        Window, scope and filter are asked of the log that stands for a delivery: its trigger, or
        its first status where the trigger is not in the data. So a delivery belongs to the window
        in which it was sent, whenever its outcome came; the outcome is the latest one known.
        """
        c = schema.deliveries.c
        if self.use_prepared and self.as_of is None and self._narrows_within(_HOURLY_LOGS):
            conditions = self._conditions(c)
        else:
            conditions = [c.log_id.in_(sa.select(self.rows("id").c.id))]
        return sa.select(schema.deliveries).where(*conditions).subquery("deliveries")

    def counted(self, *, zoned: bool = True) -> Source:
        """Counts of logs by moment, category, log type and app; prepared where that is exact.

        `zoned` False promises not to lay them out in days or hours, so that zones with half hours
        need no rows either.
        """
        return self._counted(_HOURLY_LOGS, [], zoned)

    def counted_users(self, *, zoned: bool = True) -> Source:
        """Counts of logs of known users by moment, category, app and user; prepared where exact.

        Logs without a user are left out. `zoned` as in `counted`.
        """
        return self._counted(_HOURLY_USERS, [schema.logs.c.user_email.is_not(None)], zoned)

    def bucket(self, at: sa.ColumnElement[Any], unit: Unit) -> sa.ColumnElement[Any]:
        """The local start of the moment's day, week or month; for hours its start as a moment.

        Both hours called 02:00 on the day that summer time ends stay apart.
        """
        return self._clock().bucket(at, unit)

    def local(self, at: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
        """The moment as the clock of the filter's zone shows it, without a zone."""
        return self._clock().local(at)

    def _clock(self) -> Clock:
        first, last = self.facts.extent or (datetime(2020, 1, 1, tzinfo=UTC),) * 2
        since = max(first, self.filter.since or first)
        until = min(last + _HOUR, self.filter.until or last + _HOUR)
        return Clock.of(self.filter.zone, since, until)

    def _counted(self, prepared: _Prepared, also: list[Any], zoned: bool) -> Source:
        whole = self._whole_hours() if self._answers(prepared, zoned) else None
        if whole is None:
            return self._counted_rows(prepared, also)
        hours = self._with_window(whole)._hours(prepared)
        edges = [self._with_window(e)._single(prepared, also) for e in self._edges(whole)]
        c = (sa.union_all(hours, *edges) if edges else hours).subquery("counted").c
        success, failure = (_sum(c, name) for name in _PUSHED)
        return Source(c, c.hour, sa.func.sum(c.logs), success, failure, prepared=True)

    def _hours(self, prepared: _Prepared) -> sa.Select[Any]:
        """Counts of whole hours from a prepared table."""
        c = prepared.table.c
        keys = [c.hour, *(c[name] for name in prepared.keys)]
        conditions = self._conditions(c)
        if not self.facts.taken_back:
            return sa.select(*keys, *(c[name] for name in prepared.sums)).where(*conditions)
        sums = [sa.func.sum(c[name]).label(name) for name in prepared.sums]
        merged = sa.select(*keys, *sums).where(*conditions).group_by(*keys)
        return merged.having(sa.func.sum(c.logs) > 0)

    def _single(self, prepared: _Prepared, also: list[Any]) -> sa.Select[Any]:
        """Log rows in the shape of a prepared table, for the hours that the window cuts."""
        c = schema.logs.c
        one = {"logs": sa.literal(1, sa.BigInteger)}
        sums = [one.get(n, sa.func.coalesce(c.get(n), 0)).label(n) for n in prepared.sums]
        keys = [c.created_at.label("hour"), *(c[name] for name in prepared.keys)]
        return sa.select(*keys, *sums).where(*self._conditions(c), *also)

    def _counted_rows(self, prepared: _Prepared, also: list[Any]) -> Source:
        """Log rows themselves, with the keys of a prepared table."""
        c = schema.logs.c
        names = ("created_at", *prepared.keys, *(n for n in prepared.sums if n in _PUSHED))
        chosen = sa.select(*(c[n] for n in names)).where(*self._conditions(c), *also)
        rows = chosen.subquery("rows").c
        success, failure = (_sum(rows, name) for name in _PUSHED)
        count = count_of(rows.created_at)
        return Source(rows, rows.created_at, count, success, failure, prepared=False)

    def _conditions(self, c: Any) -> list[sa.ColumnElement[bool]]:
        conditions = self.filter.clauses(c)
        if self.viewer.apps is not None:
            conditions.append(c.app_id.in_(sorted(self.viewer.apps)))
        if self.as_of is not None:
            conditions.append(c.batch_id <= self.as_of)
        conditions += [log_type_clause(c.log_type, patterns) for patterns in self.patterns]
        return conditions

    def _answers(self, prepared: _Prepared, zoned: bool) -> bool:
        return (
            self.use_prepared
            and self.as_of is None
            and self._narrows_within(prepared)
            and (not self.patterns or "log_types" in prepared.answers)
            and (not zoned or self._clock().whole_hours)
        )

    def _narrows_within(self, prepared: _Prepared) -> bool:
        """True where everything that the filter asks is known of a prepared table's rows."""
        narrowed, where = set(self.filter.narrowed_by), self.filter.where
        if where is not None and where.columns <= set(prepared.keys):
            narrowed.remove("where")
        return narrowed <= prepared.answers

    def _whole_hours(self) -> tuple[datetime | None, datetime | None] | None:
        """The whole hours within the window; None where it holds none."""
        since, until = self.filter.since, self.filter.until
        first = since and _hour_start(_shifted(since, _HOUR - timedelta(microseconds=1)))
        last = until and _hour_start(until)
        if since and first and first < since:  # the calendar ends within this hour
            return None
        return None if first and last and first >= last else (first, last)

    def _edges(
        self, whole: tuple[datetime | None, datetime | None]
    ) -> list[tuple[datetime | None, datetime | None]]:
        """What the window holds before and after its whole hours."""
        edges = [(self.filter.since, whole[0]), (whole[1], self.filter.until)]
        return [edge for edge in edges if edge[0] != edge[1]]

    def _with_window(self, window: tuple[datetime | None, datetime | None]) -> Logs:
        return replace(self, filter=replace(self.filter, since=window[0], until=window[1]))


def _shifted(at: datetime, by: timedelta) -> datetime:
    """The moment `by` later, or the same where no calendar goes that far."""
    try:
        return at + by
    except OverflowError:
        return at


def _hour_start(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)


def _sum(c: Any, name: str) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(c[name]), 0) if name in c else sa.literal(0)
