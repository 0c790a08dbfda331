"""Rules find exactly the planted stories, and nothing in the random background."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.demo import PlantedStory, stories
from tests.data.demo.conftest import END, Recount, table, unplanted
from tests.data.demo.rules import RULES, flagged

NOTHING: dict[str, set[object]] = {name: set() for name in RULES}


def planted(of: tuple[PlantedStory, ...]) -> dict[str, set[object]]:
    """What the rules should find, from the facts of the stories."""
    story = {each.name: each for each in of}
    guessed, unprotected = story["brute_force"], story["second_factor_removed"]
    return {
        "burst": set(guessed.users),
        "spray": set(story["password_spray"].ips),
        "new place": {*guessed.users, *unprotected.users},
        "unusual hour": {*guessed.users, *unprotected.users},
        "second factor": set(unprotected.users),
        "on behalf": {story["helpdesk"].users[1]},
        "used at once": {story["granted_and_used"].users[1]},
        "removals": set(story["many_removals"].users),
        "push": set(story["push_settings_wrong"].app_ids),
        "domain": {story["domain_bounces"].domain},
        "builds": set(story["third_build"].app_ids),
    }


@pytest.mark.parametrize(
    ("logs", "seed"), [(5_000, 7), (5_000, 11), (40_000, 7), (40_000, 12), (40_000, 13)]
)
def test_nothing_in_the_background_looks_like_a_story(logs: int, seed: int) -> None:
    end = END - timedelta(days=41 * (seed - 7), hours=seed - 7)
    assert flagged(Recount(unplanted(logs, seed, end))) == NOTHING


@pytest.mark.parametrize(("logs", "seed"), [(5_000, 7), (250_000, 7), (40_000, 14)])
def test_the_stories_stand_out_and_nothing_else(logs: int, seed: int) -> None:
    found = flagged(Recount(table(logs, seed)))
    assert found == planted(stories(seed=seed, end=END))
