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
from queries.clauses import app_clause, log_type_clause
from queries.clock import Clock, Unit
from queries.filters import LogFilter
from queries.portable import as_text, count_of, count_where, moment, while_reading

__all__ = ["Facts", "Logs", "Source", "Unit"]

_HOUR = timedelta(hours=1)
_NEAR = timedelta(minutes=1)
"""Further from the window than this no log is looked for that belongs to an attempt within."""

_LOGINS = ("user.login", "user.login.*")
_ATTEMPTS_ANSWER = frozenset({"categories", "log_types", "apps", "user", "ip", "device"})

SCREEN_VIEWS = ("app.analytics.pageView", "app.view")
"""Types of the logs of a viewed screen. The web version can write both of one."""
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
_SESSION_ANSWERS = frozenset({"categories", "apps", "user", "device"})


@dataclass(frozen=True)
class Logs:
    """The logs of one question: filter, viewer, and what is known of the store.

    `use_prepared` False asks the rows even where prepared tables could answer (the answer is the
    same; tests hold it to that). `as_of` keeps to the logs of batches up to that number.
    `patterns` are log types that a question itself asks for: a log matches one pattern of every
    group. `apps` are apps, likewise.
    """

    filter: LogFilter
    viewer: Viewer
    facts: Facts = Facts()
    use_prepared: bool = True
    as_of: int | None = None
    patterns: tuple[tuple[str, ...], ...] = ()
    apps: tuple[tuple[str, ...], ...] = ()

    def ever(self) -> Logs:
        """The same logs over all time."""
        return replace(self, filter=self.filter.without_window())

    def unnarrowed(self) -> Logs:
        """All logs of the window that the viewer may see, whatever else the filter asks.

        For columns of records that were chosen among the logs themselves.
        """
        window = LogFilter(self.filter.since, self.filter.until, self.filter.zone)
        return replace(self, filter=window, patterns=(), apps=())

    def of_its_apps(self) -> Logs:
        """All logs of the window and of the filter's apps, whatever else it asks."""
        narrowed = self.unnarrowed()
        return replace(narrowed, filter=replace(narrowed.filter, apps=self.filter.apps))

    def before(self) -> Logs | None:
        """The same logs before the window begins; None for a window without a beginning."""
        if self.filter.since is None:
            return None
        return replace(self, filter=replace(self.filter, since=None, until=self.filter.since))

    def just_before(self, length: timedelta) -> Logs | None:
        """The same logs in the time so long before the window; None for one without a beginning."""
        since = self.filter.since
        if since is None:
            return None
        return replace(
            self, filter=replace(self.filter, since=_shifted(since, -length), until=since)
        )

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

    def in_apps(self, *apps: str) -> Logs:
        """Those of these logs that are of one of the apps, told as in a filter, whose own apps
        still hold."""
        return replace(self, apps=(*self.apps, apps))

    def between(self, since: datetime | None, until: datetime | None) -> Logs:
        """The same logs in another window."""
        return replace(self, filter=replace(self.filter, since=since, until=until))

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

    def attempts(self) -> Any:
        """Attempts to log in (`schema.attempts`) of these logs, as a subquery.

        Window, scope and filter are asked of the log that tells how an attempt ended, with what
        only the `user.login` beside it says; what is asked of neither's columns there, such as a
        text in data, may match either log.
        """
        c = schema.attempts.c
        rest = set(self.filter.narrowed_by) - _ATTEMPTS_ANSWER
        known = {name: getattr(LogFilter(), name) for name in rest}
        told = replace(self, as_of=None, filter=replace(self.filter, **known))._conditions(c)
        if rest or self.as_of is not None:
            asked = LogFilter(self.filter.since, self.filter.until, self.filter.zone)
            asked = replace(asked, **{name: getattr(self.filter, name) for name in rest})
            near = replace(self, filter=asked, patterns=(_LOGINS,)).around(_NEAR, _NEAR)
            ids = sa.select(near.rows("id").c.id)
            told.append(sa.or_(c.id.in_(ids), c.companion_id.in_(ids)))
        return sa.select(schema.attempts).where(*told).subquery("tried")

    def session_parts(self) -> Any:
        """Parts of analytics sessions (`schema.session_parts`) of these logs, as a subquery.

        A part is asked by its first log; where prepared parts are not exact every log is one.
        """
        c = schema.session_parts.c
        answered = set(self.filter.narrowed_by) <= _SESSION_ANSWERS and not self.patterns
        if self.use_prepared and self.as_of is None and answered:
            return sa.select(schema.session_parts).where(*self._conditions(c)).subquery("parts")
        rows = schema.logs.c
        page_view, app_view = (rows.log_type == name for name in SCREEN_VIEWS)
        screen = sa.func.coalesce(as_text(rows.page_id), rows.page_title)
        seen = sa.and_(sa.or_(page_view, app_view), screen.is_not(None))
        made: dict[str, sa.ColumnElement[Any]] = {
            "last_at": rows.created_at,
            "logs": sa.literal(1, sa.BigInteger),
            "page_views": sa.case((page_view, 1), else_=0),
            "app_views": sa.case((app_view, 1), else_=0),
            **dict.fromkeys(("entry_at", "exit_at"), sa.case((seen, rows.created_at))),
            **dict.fromkeys(("entry", "exit"), sa.case((seen, screen))),
        }
        kept = {name: rows[name] for name in c.keys() if name not in made}  # noqa: SIM118 - not a dict
        columns = [(made | kept)[column.name].label(column.name) for column in c]
        known = rows.analytics_session.is_not(None)
        return sa.select(*columns).where(known, *self._conditions(rows)).subquery("parts")

    def spans(self) -> Any:
        """When these logs began and ended, over all time whatever the window, as a subquery.

        Columns category, log_type, app_id, app_name, logs, first_at, last_at. Several rows may
        share the first four; where what is prepared is not exact every log is a row.
        """
        ever = self.ever()
        c = schema.log_spans.c
        if self.use_prepared and self.as_of is None and self._narrows_within(_HOURLY_LOGS):
            return sa.select(schema.log_spans).where(*ever._conditions(c)).subquery("spans")
        rows = schema.logs.c
        at, one = rows.created_at, sa.literal(1, sa.BigInteger)
        keys = [rows[name] for name in _HOURLY_LOGS.keys]
        sums = [one.label("logs"), at.label("first_at"), at.label("last_at")]
        return sa.select(*keys, *sums).where(*ever._conditions(rows)).subquery("spans")

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

    def unit_of(self, at: datetime, unit: Unit) -> sa.ColumnElement[Any]:
        """What `bucket` gives for one moment, in the data or not."""
        return Clock.of(self.filter.zone, at, at).bucket(moment(at), unit)

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
        hours = self.between(*whole)._hours(prepared)
        edges = [self.between(*e)._single(prepared, also) for e in self._edges(whole)]
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
        conditions += [_of_types(c.log_type, patterns) for patterns in self.patterns]
        return conditions + [app_clause(c, apps) for apps in self.apps]

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


def _of_types(column: sa.ColumnElement[Any], patterns: tuple[str, ...]) -> sa.ColumnElement[bool]:
    clause = log_type_clause(column, patterns)
    return while_reading(clause) if len(patterns) > 1 else clause


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
