"""Clocks of time zones in SQL: what they show, and the days and hours of moments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa

from queries.portable import add_seconds, day_of, moment, trunc_to
from queries.zones import EARLIEST, LATEST, offsets

Unit = Literal["hour", "day", "week", "month"]


@dataclass(frozen=True)
class Clock:
    """The clock of a zone over some time: its offsets from UTC, see `zones.offsets`."""

    spans: Sequence[tuple[datetime, int]]

    @classmethod
    def of(cls, zone: str, since: datetime, until: datetime) -> Clock:
        """The zone's clock in [since, until); for moments outside, its first or last offset."""
        since = min(max(since, EARLIEST), LATEST)
        return cls(offsets(zone, since, max(min(until, LATEST), since)))

    @property
    def whole_hours(self) -> bool:
        """True when every offset is a whole number of hours: hours in UTC are hours there."""
        return all(seconds % 3600 == 0 for _, seconds in self.spans)

    def local(self, at: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
        """The moment as the clock shows it, without a zone."""
        if len(self.spans) == 1 and self.spans[0][1] == 0:
            return at
        return add_seconds(at, self._offset(at))

    def bucket(self, at: sa.ColumnElement[Any], unit: Unit) -> sa.ColumnElement[Any]:
        """The start of the moment's day, week or month there; for hours its start as a moment."""
        if unit == "day":
            return day_of(self.local(at))
        spelled = sa.literal(unit, literal_execute=True)
        if unit != "hour":
            return trunc_to(spelled, self.local(at))
        if self.whole_hours:
            return trunc_to(spelled, at)
        return add_seconds(trunc_to(spelled, self.local(at)), self._offset(at, back=True))

    def _offset(self, at: sa.ColumnElement[Any], *, back: bool = False) -> sa.ColumnElement[int]:
        """Seconds east of UTC, or west of it to go `back`; the latest change is tried first, most
        logs being recent."""
        sign = -1 if back else 1  # in Python: two minus signs in a row begin a comment in SQL
        (_, first), *changes = self.spans
        if not changes:
            return _seconds(sign * first)
        tried = [(at >= moment(start), _seconds(sign * east)) for start, east in reversed(changes)]
        return sa.case(*tried, else_=_seconds(sign * first))


def _seconds(value: int) -> sa.ColumnElement[int]:
    return sa.literal(value, sa.Integer, literal_execute=True)
