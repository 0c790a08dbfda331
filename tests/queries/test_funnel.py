"""Funnels: by hand, and against every way of trying that there is."""

from __future__ import annotations

import random
import statistics
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.access import Viewer
from data.engine import Store
from data.errors import InvalidFilter
from queries.filters import LogFilter
from tests.builders import Log, log, utc
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore
from tests.queries.strategies import FIRST

ANN, BOB, CAT = "ann@x.com", "bob@x.com", "cat@x.com"
STEPS = ("screen:Home", "screen:Shop", "type:order.*")
VIEW = "app.analytics.pageView"


def view(at: str, screen: str, user: str | None = ANN, **fields: Any) -> Log:
    """A screen viewed on 5 October."""
    data = {"_pageTitle": screen, "_deviceTrackingId": "phone"}
    return log(f"2026-10-05 {at}", VIEW, user=user, data=data, **fields)


def order(at: str, user: str | None = ANN) -> Log:
    return log(f"2026-10-05 {at}", "order.placed", user=user)


def users(store: Store, *steps: str, filter: LogFilter | None = None, **options: Any) -> list[int]:
    """How many users took each step."""
    return [row[2] for row in ask(store, "funnel", filter or LogFilter(), steps=steps, **options)]


def stopped(store: Store, *steps: str, **options: Any) -> list[Any]:
    return [row[0] for row in ask(store, "funnel_stopped", steps=steps, **options)]


def test_three_users(stocked: MakeStore) -> None:
    store = stocked(
        view("09:00", "Home", app_id=1, app="Shop", session=5),
        view("09:05", "News"),  # others may lie between
        view("09:10", "Shop"),
        order("09:30"),
        view("09:00", "Home", BOB),
        view("09:20", "Shop", BOB, app_id=1, app="Shop", session=6),
        view("09:00", "Shop", CAT),  # before its first step
        view("09:01", "Home", CAT, app_id=2),
        view("09:00", "Shop", "eve@x.com"),  # to be excluded: never began
        view("09:00", "Home", None),  # to be excluded: nobody known
        log("2026-10-05 08:00", "app.page.update", user=CAT, data={"page": {"title": "Home"}}),
    )
    assert ask(store, "funnel", steps=STEPS, within=3600) == [
        (1, "Screen Home", 3, 1.0, None, None),
        (2, "Screen Shop", 2, 2 / 3, 2 / 3, 900.0),  # 10 and 20 minutes
        (3, "order.*", 1, 1 / 3, 1 / 2, 1800.0),
    ]
    at = "2026-10-05 09:01:00"
    assert ask(store, "funnel_stopped", steps=STEPS) == [(CAT, at, at, 2, None, "phone", None, 8)]
    bob = (BOB, "2026-10-05 09:00:00", "2026-10-05 09:20:00", 1, "Shop", "phone", 6, 6)
    assert ask(store, "funnel_stopped", steps=STEPS, at=2) == [bob]
    ann = (ANN, "2026-10-05 09:00:00", "2026-10-05 09:30:00", None, None, None, None, 4)
    assert ask(store, "funnel_stopped", steps=STEPS, at=3) == [ann]
    assert users(store, *STEPS, filter=LogFilter(user="ann")) == [1, 1, 1]
    assert ask(store, "funnel", steps=("screen:None", "screen:Home")) == []
    assert users(store, "screen:Home", "screen:None") == [3, 0]


def test_whoever_begins_again_counts_as_far_as_they_ever_got(stocked: MakeStore) -> None:
    store = stocked(
        view("09:00", "Home"),
        view("10:59", "Shop"),  # in time for the second beginning alone
        view("10:30", "Home"),
        order("11:15"),
        order("11:31"),  # too late for it
        view("12:00", "Home"),  # a last beginning that leads nowhere
    )
    assert users(store, *STEPS, within=3600) == [1, 1, 1]
    rows = ask(store, "funnel", steps=STEPS, within=3600)
    assert [row[5] for row in rows] == [None, 29 * 60, 45 * 60]
    (last,) = ask(store, "funnel_stopped", steps=STEPS, within=3600, at=3)
    assert last[1:3] == ("2026-10-05 10:30:00", "2026-10-05 11:15:00")
    assert stopped(store, *STEPS, within=3600) == stopped(store, *STEPS, within=3600, at=2) == []


@pytest.mark.parametrize(("within", "reached"), [(59, [1, 0]), (60, [1, 1])])
def test_the_limit_is_inclusive(stocked: MakeStore, within: int, reached: list[int]) -> None:
    store = stocked(view("09:00:00.5", "Home"), view("09:01:00.5", "Shop"))
    assert users(store, "screen:Home", "screen:Shop", within=within) == reached


def test_the_limit_counts_from_the_first_step(stocked: MakeStore) -> None:
    store = stocked(view("09:00", "Home"), view("09:40", "Shop"), order("10:20"))
    assert users(store, *STEPS, within=3600) == [1, 1, 0]
    assert users(store, *STEPS, within=80 * 60) == [1, 1, 1]


def test_one_log_is_one_step(stocked: MakeStore) -> None:
    store = stocked(view("09:00", "Home"), view("09:00", "Home", BOB), view("09:01", "Home", BOB))
    twice = ("screen:Home", f"type:{VIEW}", "screen:*o*")
    assert users(store, *twice) == [2, 1, 0]
    assert stopped(store, *twice) == [ANN]


def test_logs_of_one_moment_follow_by_number(stocked: MakeStore) -> None:
    store = stocked(
        view("09:00", "Home", id=1),
        view("09:00", "Shop", id=2),
        view("09:00", "Shop", BOB, id=3),
        view("09:00", "Home", BOB, id=4),
    )
    assert stopped(store, "screen:Home", "screen:Shop") == [BOB]
    assert stopped(store, "screen:Home", "screen:Shop", at=2) == [ANN]


def test_beginnings_lie_in_the_window_and_later_steps_may_lie_past_it(stocked: MakeStore) -> None:
    store = stocked(
        view("09:59", "Home"),
        view("10:30", "Shop"),  # past the window's end, in time
        view("08:59", "Home", BOB),  # begins too early
        view("09:30", "Shop", BOB),
        view("09:58", "Home", CAT),
        view("10:59", "Shop", CAT),  # too late
        view("10:00", "Home", "eve@x.com"),  # begins too late
        view("10:10", "Shop", "eve@x.com"),
    )
    hour = window("2026-10-05 09:00", "2026-10-05 10:00")
    assert users(store, "screen:Home", "screen:Shop", filter=hour, within=3600) == [2, 1]
    (row,) = ask(store, "funnel_stopped", hour, steps=STEPS[:2], within=3600, at=2)
    assert row[:3] == (ANN, "2026-10-05 09:59:00", "2026-10-05 10:30:00")


def test_screens_and_events(stocked: MakeStore) -> None:
    def event(at: str, category: str | None, action: str, label: str | None) -> Log:
        data = {"category": category, "action": action, "label": label, "_pageTitle": "Home"}
        return log(f"2026-10-05 {at}", "app.analytics.event", user=ANN, data=data)

    store = stocked(
        log("2026-10-05 09:00", "app.view", user=ANN, data={"_pageTitle": "12", "_pageId": 7}),
        view("09:01", "7", BOB),
        event("09:02", "list", "like", "a/b"),
        event("09:03", None, "like", "5 * 6"),
    )
    assert users(store, "screen:7", "event:list") == [2, 1]  # by number and by title
    assert users(store, "screen:12", "screen:12") == [1, 0]
    assert users(store, "screen:12", "event:/like") == [1, 1]
    assert users(store, "screen:12", r"event:list/like/a\/b", r"event://5 \* 6") == [1, 1, 1]
    assert users(store, "screen:12", "event:list/open") == [1, 0]
    assert users(store, "screen:Home", "event:list") == []  # an event is no view of its screen


def test_only_what_may_be_seen(stocked: MakeStore) -> None:
    store = stocked(view("09:00", "Home", app_id=1), view("09:01", "Shop", app_id=2))
    viewer = Viewer("publisher", frozenset({1}))
    rows = ask(store, "funnel", LogFilter(), viewer, steps=("screen:Home", "screen:Shop"))
    assert [row[2] for row in rows] == [1, 0]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"steps": ["screen:Home"]}, "list of 2 to 5"),
        ({"steps": ["screen:Home", "x"]}, "not a step: 'x'"),
        ({"steps": STEPS, "within": 0}, "within must be a whole number of at least 1"),
        ({"steps": STEPS, "within": 10**9}, "within must be at most 31,622,400 seconds"),
        ({"steps": STEPS, "at": 4}, "at must be one of the 3 steps"),
        ({"steps": STEPS, "at": 0}, "at must be a whole number of at least 1"),
    ],
)
def test_what_cannot_be_asked(embedded: MakeStore, options: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidFilter, match=words):
        ask(embedded(), "funnel_stopped", **options)


SCREENS = ("A", "B", "C")
PEOPLE = tuple(f"u{number}@x.com" for number in range(12))


def wandering(count: int) -> Iterator[Log]:
    """Views of three screens by a dozen users, often several in one second, over two hours."""
    dice = random.Random(7)
    at = FIRST
    for _ in range(count):
        at += timedelta(seconds=dice.choice([0, 0, 1, 5, 60 * dice.random()]))
        yield log(
            at.strftime("%Y-%m-%d %H:%M:%S.%f"),
            dice.choice(["app.view", VIEW]),
            user=dice.choice(PEOPLE),
            data={"_pageTitle": dice.choice(SCREENS)},
        )


WANDERING = tuple(wandering(600))
TAKES: dict[str, Callable[[Log], bool]] = {
    "screen:A": lambda row: "A" in row["data"],
    "screen:B": lambda row: "B" in row["data"],
    "screen:C": lambda row: "C" in row["data"],
    "type:app.view": lambda row: row["type"] == "app.view",
    "type:app.*": lambda row: True,
}
"""Steps, and whether a log takes them."""


def one_try(own: Sequence[Log], steps: Sequence[str], within: int) -> list[float]:
    """Seconds to each step that the attempt gets to which begins with the first of these logs."""
    began = own[0]["createdAt"]
    reached = [0.0] if TAKES[steps[0]](own[0]) else []
    for row in own[1:]:
        seconds = (row["createdAt"] - began).total_seconds()
        open_still = reached and len(reached) < len(steps) and seconds <= within
        if open_still and TAKES[steps[len(reached)]](row):
            reached.append(seconds)
    return reached


def tried(steps: Sequence[str], within: int, asked: LogFilter) -> dict[str, list[float]]:
    """For each user the quickest way to each step that any of all attempts gets to."""
    found: dict[str, list[float]] = {}
    for user in PEOPLE:
        own = [row for row in WANDERING if row["user.email"] == user]
        tries = [
            one_try(own[place:], steps, within)
            for place, row in enumerate(own)
            if (asked.since or FIRST) <= row["createdAt"]
            and (asked.until is None or row["createdAt"] < asked.until)
        ]
        furthest = max(map(len, tries), default=0)
        if furthest:
            found[user] = [
                min(way[step] for way in tries if len(way) > step) for step in range(furthest)
            ]
    return found


@pytest.fixture(params=["duckdb", "clickhouse"], scope="module")
def wanderers(request: pytest.FixtureRequest, embedded: MakeStore) -> Store:
    store = embedded(*WANDERING)
    if request.param == "duckdb":
        return store
    copied: Store = request.getfixturevalue("clickhouse").copy_of(store)
    return copied


STEP_LISTS = st.lists(st.sampled_from(list(TAKES)), min_size=2, max_size=5)
LIMITS = st.sampled_from([1, 5, 60, 300, 3600])
EDGES = st.lists(st.integers(0, 7200), min_size=2, max_size=2).map(sorted) | st.none()


def between(edges: list[int] | None) -> LogFilter:
    """A window between two seconds after the first log; an open one without them."""
    since, until = (FIRST + timedelta(seconds=s) for s in edges) if edges else (None, None)
    return LogFilter(since=since, until=until)


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEP_LISTS, within=LIMITS, edges=EDGES)
def test_no_way_of_trying_gets_further(
    wanderers: Store, steps: list[str], within: int, edges: list[int] | None
) -> None:
    asked = between(edges)
    ways = tried(steps, within, asked).values()
    rows = ask(wanderers, "funnel", asked, steps=steps, within=within)
    assert bool(rows) == bool(ways)
    for step, (number, _, users, _, _, median) in enumerate(rows):
        seconds = [way[step] for way in ways if len(way) > step]
        assert (number, users) == (step + 1, len(seconds))
        expected = statistics.median(seconds) if step and seconds else None
        assert median == (None if expected is None else pytest.approx(expected))


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEP_LISTS, within=LIMITS, edges=EDGES, at=st.integers(1, 5))
def test_who_stopped_is_who_never_got_further(
    wanderers: Store, steps: list[str], within: int, edges: list[int] | None, at: int
) -> None:
    asked, at = between(edges), min(at, len(steps))
    rows = ask(wanderers, "funnel_stopped", asked, steps=steps, within=within, at=at)
    found = {row[0]: row[1:3] for row in rows}
    ways = tried(steps, within, asked)
    assert set(found) == {user for user, way in ways.items() if len(way) == at}
    for entered, last in found.values():
        assert timedelta() <= utc(last) - utc(entered) <= timedelta(seconds=within)
