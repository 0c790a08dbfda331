"""Attempts to log in: what a filter is asked of, and that engines agree."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.access import OWNER, Viewer
from data.engine import Store
from data.load import load_batches
from queries.attempts import user_number
from queries.filters import LogFilter
from queries.run import run
from tests.builders import Log, log, utc
from tests.queries.asking import ask
from tests.queries.clickhouse import ClickHouse
from tests.queries.conftest import MakeStore
from tests.raw_records import batch_of

BEGIN = utc("2026-10-24 22:00")
MINUTES = 20


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


ASKED = (
    "accounts_without_two_factor",
    "after_login_failures",
    "app_logins",
    "figures_by_hour",
    "login_attempts",
    "login_failures_by_user",
    "logins_by_category_by_day",
    "logins_by_day",
    "security_figures",
    "security_figures_by_hour",
    "security_flags",
)


@pytest.fixture(scope="module")
def store(embedded: MakeStore) -> Store:
    """900 logs, of which 60 were superseded by other users, times and outcomes."""
    store = embedded(*dense_logs(1, 900))
    newer = [row | {"updatedAt": row["updatedAt"] + timedelta(days=9)} for row in dense_logs(2, 60)]
    load_batches(store, [batch_of(*newer)], source="newer")
    return store


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


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.sampled_from(ASKED), asked=WINDOWS)
def test_engines_agree(store: Store, copied: Store, name: str, asked: LogFilter) -> None:
    there = run(name, asked, OWNER, store=copied)
    pd.testing.assert_frame_equal(run(name, asked, OWNER, store=store), there)


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(asked=WINDOWS)
def test_failed_attempts_are_the_logs_that_say_so(store: Store, asked: LogFilter) -> None:
    (figures,) = ask(store, "security_figures", asked)
    failed = replace(asked, log_types=("user.login.failed",))
    assert figures[2] == ask(store, "record_count", failed)[0][0]
    assert figures[0] == sum(figures[1:5])


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(edges=st.lists(st.integers(0, MINUTES * 240), min_size=1, max_size=4, unique=True))
def test_windows_side_by_side_add_up_to_the_whole(store: Store, edges: list[int]) -> None:
    bounds = [None, *(BEGIN + timedelta(seconds=q / 4) for q in sorted(edges)), None]
    parts = [
        ask(store, "security_figures", LogFilter(since, until))[0][:5]
        for since, until in pairwise(bounds)
    ]
    assert tuple(map(sum, zip(*parts, strict=True))) == ask(store, "security_figures")[0][:5]


PAIR = (
    log("2026-10-05 10:00", "user.login", id=1, user="ann@x.com", data={"ip": "10.0.0.1"}),
    log("2026-10-05 10:00:01", "user.login.failed", id=2, user="ann@x.com", app_id=3, app="Shop"),
    log("2026-10-05 11:00", "user.login", id=3, user="bob@x.com", app_id=4, session=9),
)


@pytest.mark.parametrize(
    ("parts", "counted"),
    [
        ({"ip": "10.0.0.1"}, (1, 0, 1)),
        ({"ip": "10.0.0.2"}, (0, 0, 0)),
        ({"apps": ("Shop",)}, (1, 0, 1)),
        ({"user": "ann"}, (1, 0, 1)),
        ({"text": "10.0.0"}, (1, 0, 1)),
        ({"text": "10.0.0", "user": "bob"}, (0, 0, 0)),
        ({"session": "9"}, (1, 1, 0)),
        ({"log_types": ("user.login",)}, (1, 1, 0)),
        ({"log_types": ("user.login.failed",)}, (1, 0, 1)),
        ({"keys": (("user_email", "ann@x.com"),)}, (1, 0, 1)),
        ({"since": utc("2026-10-05 10:00:01"), "text": "10.0.0"}, (1, 0, 1)),
        ({"until": utc("2026-10-05 10:00:01")}, (0, 0, 0)),
    ],
)
def test_a_filter_finds_whole_attempts(
    stocked: MakeStore, parts: dict[str, Any], counted: tuple[int, ...]
) -> None:
    store = stocked(*PAIR)
    for prepared in (True, False):
        (figures,) = ask(store, "security_figures", LogFilter(**parts), use_prepared=prepared)
        assert figures[:3] == counted


def test_a_viewer_sees_the_attempts_of_their_apps(stocked: MakeStore) -> None:
    store = stocked(*PAIR)
    for apps, counted in (({3}, (1, 0, 1)), ({4}, (1, 1, 0)), (set(), (0, 0, 0))):
        viewer = Viewer("publisher", frozenset(apps))
        assert ask(store, "security_figures", viewer=viewer)[0][:3] == counted
        text = LogFilter(text="10.0.0")
        # The user.login that says so belongs to no app.
        assert ask(store, "security_figures", text, viewer)[0][:3] == (0, 0, 0)


def test_attempts_as_of_an_earlier_batch(store: Store) -> None:
    earlier = run("security_figures", LogFilter(), OWNER, store=store, as_of=1)
    assert 0 < earlier["failed"].iloc[0] <= ask(store, "security_figures")[0][2] + 60


@pytest.mark.parametrize(
    ("user", "number"),
    [
        ("number 5", 5),
        ("number -5", -5),
        ("5", None),
        ("number", None),
        ("number 5@x.com", None),
        ("ann@x.com", None),
    ],
)
def test_a_user_told_by_number(user: str, number: int | None) -> None:
    assert user_number(user) == number
