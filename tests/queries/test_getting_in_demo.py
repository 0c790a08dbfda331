"""Accounts of why people of the demo organisation cannot get in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pandas as pd
import pytest

from data.access import OWNER
from data.demo import demo_batches, stories
from data.engine import Store
from data.load import load_batches
from queries.filters import LogFilter
from queries.getting_in_account import Account, account
from queries.run import run
from tests.queries.conftest import MakeStore

END = datetime(2026, 11, 22, 20, 15, tzinfo=UTC)
CAST = {story.name: story for story in stories(end=END)}


@pytest.fixture(scope="module")
def demo(embedded: MakeStore) -> Store:
    store = embedded()
    load_batches(store, demo_batches(seed=7, end=END, logs=12_000), source="demo")
    return store


@pytest.fixture(scope="module")
def told(demo: Store) -> Callable[[str], Account]:
    def tell(email: str) -> Account:
        return account(
            run("access_events", LogFilter(), OWNER, store=demo, email=email), email=email
        )

    return tell


def test_people_of_the_stories(told: Callable[[str], Account]) -> None:
    sprayed = [told(user) for user in CAST["password_spray"].users]
    failing = [answer for answer in sprayed if answer.state == "failing"]
    assert failing
    assert all(any("203.0.113.57" in f.sentence for f in answer.facts) for answer in failing)
    guessed = told(CAST["brute_force"].users[0])
    assert (guessed.state, guessed.reasons) == ("in", ())
    helped = told(CAST["helpdesk"].users[1])
    assert helped.state == "in"
    assert any("last added on 7 Nov 2026" in fact.sentence for fact in helped.facts)
    bounced = [told(user) for user in CAST["domain_bounces"].users]
    assert any(reason.rule == "mail_returned" for answer in bounced for reason in answer.reasons)


def test_who_was_removed_agrees_with_the_memberships(demo: Store) -> None:
    """Two ways to know who lost access to an app: by memberships, and by each person's account."""
    members = run("members_known", LogFilter(), OWNER, store=demo)
    gone = members[(members["origin"] == "app") & (members["state"] == "removed")]
    events = run("access_events", LogFilter(), OWNER, store=demo)
    entered = events[events["what"].isin(["signed_in", "first_sign_in"])]
    expected = {
        (row.user, row.app_id)
        for row in gone.itertuples()
        if not _entered_since(entered, row.user, row.app_id, row.since)
    }
    found = {
        (user, int(events.loc[events["id"] == reason.ids[0], "app_id"].iloc[0]))
        for user, rows in events.groupby("user")
        for reason in account(rows, email=str(user)).reasons
        if reason.rule == "app_removed"
    }
    assert len(expected) > 5
    assert found == expected


def _entered_since(entered: pd.DataFrame, user: object, app_id: object, since: object) -> bool:
    own = entered[(entered["user"] == user) & (entered["app_id"] == app_id)]
    return bool((own["at"] >= since).any())
