"""Attempts kept with the logs answer as the log rows do, and only where they can."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.access import OWNER, Viewer
from data.engine import Store
from data.load import load_batches
from queries.filters import LogFilter
from queries.question import find
from queries.run import run, select_for, sql_text
from tests.builders import Log, log, utc
from tests.queries.asking import ask, window
from tests.queries.clickhouse import ClickHouse
from tests.queries.conftest import MakeStore
from tests.raw_records import batch_of

BEGIN = utc("2026-10-24 22:00")
MINUTES = 20
ASKED = (
    "accounts_without_two_factor",
    "after_login_failures",
    "app_logins",
    "figures_by_hour",
    "login_attempts",
    "login_failures_by_device",
    "login_failures_by_ip",
    "login_failures_by_user",
    "logins_by_category_by_day",
    "logins_by_day",
    "overview_figures",
    "security_figures",
    "security_figures_by_hour",
    "security_figures_over_time",
    "security_flags",
)


def dense_logs(seed: int, count: int) -> Iterator[Log]:
    """Login logs of few users every half second or so, so that many are within two seconds."""
    dice = random.Random(seed)
    for number in range(1, count + 1):
        at = BEGIN + timedelta(seconds=dice.randrange(MINUTES * 120) / 2)
        place = {"ip": dice.choice([None, "1.1.1.1", "2.2.2.2"]), "deviceId": dice.choice("de")}
        yield log(
            at.strftime("%Y-%m-%d %H:%M:%S.%f"),
            "user.login" + dice.choice(["", "", ".failed", ".first", ".sso", ".other"]),
            id=number,
            user=dice.choice([None, "ann@x.com", "bob@x.com"]),
            userId=dice.choice([None, 1, 2]),
            acting=dice.choice([None, None, "stu@x.com"]),
            app_id=dice.choice([None, 1, 2]),
            app=dice.choice([None, "Shop"]),
            category=dice.choice([None, "app", "studio"]),
            data={name: value for name, value in place.items() if value},
        )


@pytest.fixture(scope="module")
def store(embedded: MakeStore) -> Store:
    """900 logs, of which 60 were superseded by other users, times and outcomes."""
    store = embedded(*dense_logs(1, 900))
    newer = [row | {"updatedAt": row["updatedAt"] + timedelta(days=9)} for row in dense_logs(2, 60)]
    load_batches(store, [batch_of(*newer)], source="newer")
    ((attempts, logs),) = ask_sql(
        store, "SELECT sum(attempts), (SELECT count(*) FROM logs) FROM attempts"
    )
    assert 100 < attempts < logs
    return store


def ask_sql(store: Store, sql: str) -> list[tuple[Any, ...]]:
    with store.duckdb() as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def copied(store: Store, clickhouse: ClickHouse) -> Store:
    return clickhouse.copy_of(store)


def in_order(quarters: tuple[int | None, int | None]) -> LogFilter:
    """The window between two moments, in quarters of a second from the beginning."""
    edges = [None if q is None else BEGIN + timedelta(seconds=q / 4) for q in quarters]
    known = sorted(edge for edge in edges if edge is not None)
    since, until = edges if None in edges else known
    return LogFilter(since, until, zone="Europe/London")


EDGES = st.none() | st.integers(-20, MINUTES * 240)
WINDOWS = st.tuples(EDGES, EDGES).map(in_order)


@pytest.mark.parametrize("name", ASKED)
@settings(deadline=None, max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(asked=WINDOWS)
def test_kept_equals_rows(store: Store, name: str, asked: LogFilter) -> None:
    kept = run(name, asked, OWNER, store=store)
    assert reads_kept(store, name, asked)
    assert not reads_kept(store, name, asked, use_prepared=False)
    pd.testing.assert_frame_equal(kept, run(name, asked, OWNER, store=store, use_prepared=False))


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.sampled_from(ASKED), asked=WINDOWS)
def test_engines_agree(store: Store, copied: Store, name: str, asked: LogFilter) -> None:
    there = run(name, asked, OWNER, store=copied)
    pd.testing.assert_frame_equal(run(name, asked, OWNER, store=store), there)


def reads_kept(
    store: Store, name: str, asked: LogFilter, viewer: Viewer = OWNER, **options: Any
) -> bool:
    """Whether the statement reads the table of attempts."""
    statement = select_for(find(name), asked, viewer, store, **options)
    return "FROM attempts" in sql_text(statement, store)


@pytest.mark.parametrize(
    "parts",
    [
        {"user": "ann"},
        {"apps": ("Shop",)},
        {"categories": ("app",)},
        {"log_types": ("user.*",)},
        {"ip": "1.1.1.1"},
        {"text": "x"},
    ],
)
def test_what_narrows_is_asked_of_the_rows(store: Store, parts: dict[str, Any]) -> None:
    """A narrower filter can part an attempt in two, or take its outcome away."""
    assert not reads_kept(store, "logins_by_day", LogFilter(**parts))


def test_a_viewer_of_some_apps_and_an_earlier_moment_are_asked_of_the_rows(store: Store) -> None:
    publisher = Viewer("publisher", frozenset({1}))
    assert not reads_kept(store, "logins_by_day", LogFilter(), publisher)
    assert not reads_kept(store, "logins_by_day", LogFilter(), as_of=1)
    assert reads_kept(store, "logins_by_day", LogFilter())


def test_windows_that_end_in_a_long_burst_are_asked_of_the_rows(embedded: MakeStore) -> None:
    began = utc("2026-07-01 23:59:59")
    one = log("2026-07-01 23:59:59", "user.login.failed")
    burst = [one | {"createdAt": began + timedelta(seconds=2 * n)} for n in range(1802)]
    store = embedded(*burst, log("2026-07-05 10:00", "user.login"))
    # The last of them is at 01:00:01.
    for until, counted, kept in (
        ("2026-07-01 23:59:59", None, True),
        ("2026-07-01 23:59:59.5", 1801, False),
        ("2026-07-02 00:00:01", 1801, False),
        ("2026-07-02 00:00:01.001", 1802, True),
    ):
        asked = window("2026-07-01", until)
        assert reads_kept(store, "logins_by_day", asked) == kept
        assert [row[2] for row in ask(store, "logins_by_day", asked)] == [counted] * bool(counted)
    assert reads_kept(store, "logins_by_day", window("2026-07-03", None))
