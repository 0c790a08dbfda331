"""On the demo organisation exactly the planted stories are flagged, and nothing without them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from data.demo import PlantedStory, demo_batches, stories
from data.demo.organisation import as_table, background
from data.demo.world import world
from data.engine import Store
from data.load import load_batches
from data.sources.raw import RawBatch
from queries.filters import LogFilter
from tests.queries.clickhouse import ClickHouse
from tests.queries.conftest import MakeStore
from tests.queries.flags.flagging import flags, shown

END = datetime(2026, 11, 22, 20, 15, tzinfo=UTC)
LOGS = 12_000
LONDON = LogFilter(zone="Europe/London")

ALWAYS = {
    "password_spray": {"spray"},
    "brute_force": {"failure_burst", "success_after_burst", "new_place"},
    "second_factor_removed": {"two_factor_then_new_device", "new_place"},
    "helpdesk": {"two_factor_removed_for_someone"},
    "granted_and_used": {"granted_and_used"},
    "many_removals": {"many_removals"},
}
"""What each story must raise; the intruders may come at an hour unusual for the user as well."""

INTRUSIONS = {"brute_force", "second_factor_removed"}


@pytest.fixture(scope="module", params=[7, 8, 9])
def planted(request: pytest.FixtureRequest, embedded: MakeStore) -> tuple[int, Store]:
    store = embedded()
    load_batches(store, demo_batches(seed=request.param, end=END, logs=LOGS), source="demo")
    return request.param, store


def story_of(flag: dict[str, object], told: tuple[PlantedStory, ...]) -> str:
    """The story in whose span, and about whose people or places, the flag is; else nothing."""
    for story in told:
        inside = shown(story.since) <= str(flag["first_at"]) <= str(flag["last_at"])
        about = {*story.users, *story.ips, *story.devices}
        if inside and str(flag["last_at"]) <= shown(story.until) and about & set(flag.values()):
            return story.name
    return ""


def test_exactly_the_stories_are_flagged(planted: tuple[int, Store]) -> None:
    seed, store = planted
    told = stories(seed=seed, end=END)
    found: dict[str, set[object]] = {}
    for flag in flags(store, LONDON):
        found.setdefault(story_of(flag, told), set()).add(flag["flag"])
    assert {
        name: raised - ({"unusual_hour"} if name in INTRUSIONS else set())
        for name, raised in found.items()
    } == ALWAYS
    assert len(flags(store, LONDON)) == sum(map(len, found.values()))


def test_both_engines_flag_alike(embedded: MakeStore, clickhouse: ClickHouse) -> None:
    store = embedded()
    load_batches(store, demo_batches(seed=7, end=END, logs=LOGS), source="demo")
    month = LogFilter(since=END - timedelta(days=30), until=END, zone="Europe/London")
    assert flags(clickhouse.copy_of(store), month) == flags(store, month) != []


@pytest.mark.parametrize("seed", [7, 8])
def test_nothing_is_flagged_without_the_stories(embedded: MakeStore, seed: int) -> None:
    store, stage = embedded(), world(seed=seed, end=END, logs=LOGS)
    batch = RawBatch("quiet", as_table(stage, background(stage)))
    load_batches(store, [batch], source="quiet")
    assert flags(store, LONDON) == []
