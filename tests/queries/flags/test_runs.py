"""Runs and sprays of random events are those that a plain count finds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.flags.runs import runs
from queries.flags.sprays import _presence

START = datetime(2026, 10, 24, 23, 0)  # noqa: DTZ001 - as the engine has it
LEAST, SECONDS = 3, 60
ENGINE = sa.create_engine("duckdb:///:memory:")
EVENTS = st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 900)), min_size=1, max_size=40)

Run = tuple[str, int, int, int]


def table(rows: Sequence[tuple[str, int]]) -> sa.Values:
    types: dict[str, Any] = {"id": sa.BigInteger, "at": sa.DateTime}
    columns: list[sa.ColumnClause[Any]] = [
        sa.column(name, types.get(name, sa.Text)) for name in ("id", "at", "user", "kind", "place")
    ]
    given = [
        (number, START + timedelta(seconds=second), user, "ip", "here")
        for number, (user, second) in enumerate(rows)
    ]
    return sa.values(*columns, name="events").data(given)


def found(rows: Sequence[tuple[str, int]]) -> list[Run]:
    events = table(rows)
    r = runs(events, events.c.user, LEAST, SECONDS, "found").c
    asked = sa.select(r.key, r.first_at, r.last_at, r.reached_at).order_by(r.key, r.first_at)
    with ENGINE.connect() as connection:
        answer = connection.execute(asked).all()
    return [(key, *(int((at - START).total_seconds()) for at in span)) for key, *span in answer]


def counted(rows: Sequence[tuple[str, int]]) -> list[Run]:
    result: list[Run] = []
    for key in sorted({user for user, _ in rows}):
        seconds = sorted(second for user, second in rows if user == key)
        spans = [
            (seconds[n], seconds[n + LEAST - 1])
            for n in range(len(seconds) - LEAST + 1)
            if seconds[n + LEAST - 1] - seconds[n] <= SECONDS
        ]
        for first, last in spans:
            if result and result[-1][0] == key and first <= result[-1][2] + SECONDS:
                result[-1] = (*result[-1][:2], last, result[-1][3])
            else:
                result.append((key, first, last, last))
    return result


@settings(deadline=None, max_examples=60)
@given(EVENTS)
def test_runs_are_those_that_a_plain_count_finds(rows: list[tuple[str, int]]) -> None:
    assert found(rows) == counted(rows)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 600)), min_size=1, max_size=30))
def test_accounts_at_a_place_are_those_that_failed_within_the_time(
    rows: list[tuple[str, int]],
) -> None:
    events = table(rows)
    p = _presence(sa.select(*events.c).cte("strangers"), SECONDS).c
    with ENGINE.connect() as connection:
        most = connection.scalar(sa.select(sa.func.max(p.accounts)))
    assert most == max(
        len({user for user, second in rows if now - SECONDS <= second <= now}) for _, now in rows
    )
