"""The lists of log types on which the questions on security agree."""

from __future__ import annotations

import pytest

from data.vocabulary import log_types
from queries.clauses import pattern_of
from queries.security_types import (
    ACTION,
    APP_MEMBERSHIP,
    BLOCKED,
    FAILED,
    LOGINS,
    ORGANISATION_MEMBERSHIP,
    PROFILE,
    SECURITY,
    SECURITY_SETTINGS,
)

KNOWN = {known.name for known in log_types()}


def test_every_type_is_in_the_dictionary_but_that_of_a_block() -> None:
    names = {name for name in SECURITY if pattern_of(name) is None}
    assert names - KNOWN == set(BLOCKED)
    assert FAILED in KNOWN


def test_the_page_shows_every_list_and_no_type_twice() -> None:
    lists = (LOGINS, ORGANISATION_MEMBERSHIP, BLOCKED, APP_MEMBERSHIP, PROFILE, SECURITY_SETTINGS)
    assert set(SECURITY) == {name for each in lists for name in each}
    assert len(SECURITY) == len(set(SECURITY))


def test_the_dictionary_knows_no_membership_or_second_factor_that_is_in_no_list() -> None:
    subjects = ("organization.user.", "app.user.", "user.twofactor.", "user.login")
    spoken_of = {name for name in KNOWN if name.startswith(subjects)}
    logins = {name for name in KNOWN if name.startswith("user.login.")}
    assert spoken_of - set(SECURITY) == logins


def test_every_membership_log_has_an_action() -> None:
    assert set(ACTION) == {*ORGANISATION_MEMBERSHIP, *BLOCKED, *APP_MEMBERSHIP}


@pytest.mark.parametrize(
    ("log_type", "action"),
    [
        ("organization.user.create", "added"),
        ("organization.user.invite", "invited"),
        ("organization.user.update", "changed"),
        ("organization.user.delete", "removed"),
        ("organization.user.unblock", "unblocked"),
        ("organization.user.block", "blocked"),
        ("app.user.remove", "removed"),
        ("organization.user.app.create", "added"),
    ],
)
def test_actions(log_type: str, action: str) -> None:
    assert ACTION[log_type] == action
