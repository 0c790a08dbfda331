"""Constants in the SQL of rules, written out so that a reader of it sees them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.portable import add_seconds


def number(value: int) -> sa.ColumnElement[int]:
    """A whole number as it stands."""
    return sa.literal(value, sa.Integer, literal_execute=True)


def seconds_later(at: sa.ColumnElement[Any], seconds: int) -> sa.ColumnElement[Any]:
    """The moment so many seconds later, or earlier where they are negative."""
    return add_seconds(at, number(seconds))
