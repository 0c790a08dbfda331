"""Figures that are counted in several tables, put together in all or per unit of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from queries.clauses import log_type_clause
from queries.clock import Unit
from queries.logs import Logs

Buckets = Sequence[sa.ColumnElement[Any]]


@dataclass(frozen=True)
class Tally:
    """Sums called `names`, per local day, week, month or hour, or in all where `unit` is None."""

    logs: Logs
    names: tuple[str, ...]
    unit: Unit | None

    @property
    def zoned(self) -> bool:
        """Whether counts are laid out in units of local time, see `Logs.counted`."""
        return self.unit is not None

    def bucket(self, at: sa.ColumnElement[Any]) -> Buckets:
        """What rows of the moment `at` are grouped by."""
        return [] if self.unit is None else [self.logs.bucket(at, self.unit).label("at")]

    def part(self, buckets: Buckets, **sums: sa.ColumnElement[Any]) -> sa.Select[Any]:
        """The sums that one table holds, and 0 for the others."""
        none = sa.literal(0)
        columns = [sums.get(name, none).label(name) for name in self.names]
        return sa.select(*buckets, *columns).group_by(*buckets)

    def types(self, logs: Logs) -> TypeCounts:
        """Counts of logs by their type, so that a pattern is asked of few rows."""
        source = logs.counted(zoned=self.zoned)
        buckets = self.bucket(source.at)
        sums = {
            "logs": source.logs,
            "push_success": source.push_success,
            "push_failure": source.push_failure,
        }
        columns = (source.c.log_type, *(value.label(name) for name, value in sums.items()))
        counted = sa.select(*buckets, *columns).group_by(*buckets, source.c.log_type)
        c = counted.subquery("types").c
        return TypeCounts(c, [c.at] if buckets else [])

    def together(self, *parts: sa.Select[Any]) -> sa.Select[Any]:
        """All parts: one row, with 0 for what there is none of, or one for each `at`."""
        every = sa.union_all(*parts).subquery("figures").c
        if self.unit is None:
            sums = (sa.func.coalesce(sa.func.sum(every[n]), 0).label(n) for n in self.names)
            return sa.select(*sums)
        sums = (sa.func.sum(every[name]).label(name) for name in self.names)
        return sa.select(every.at, *sums).group_by(every.at)


@dataclass(frozen=True)
class TypeCounts:
    """Columns log_type, logs, push_success and push_failure, and what they are grouped by."""

    c: Any
    buckets: Buckets

    def where(self, condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
        """The number of logs for which the condition on `c.log_type` holds."""
        return sa.func.sum(sa.case((condition, self.c.logs), else_=0))

    def of(self, types: tuple[str, ...]) -> sa.ColumnElement[int]:
        """The number of logs of these log types, as a filter takes them."""
        return self.where(log_type_clause(self.c.log_type, types))
