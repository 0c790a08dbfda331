"""The registry of answers: every question is in it, is found, and has a true figure."""

from __future__ import annotations

import dataclasses
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.access import OWNER, Viewer
from data.errors import UnknownQuestion
from queries.answer_search import corrected, search, stem
from queries.answers import (
    QUESTIONS,
    ROLES,
    SECURITY,
    SUBJECTS,
    Headline,
    answer_of,
    answers,
    of_role,
)
from queries.documentation import DOCUMENT, questions_text
from queries.filters import LogFilter
from queries.headline import figure
from queries.question import Question, find, registered
from queries.run import run
from tests.builders import Log, log, push
from tests.queries.asking import ALL, window
from tests.queries.conftest import MakeStore

MAIL = {"messageId": "m-1", "to": '["a@x.com", "b@x.com"]'}
LOGS: tuple[Log, ...] = (
    log("2026-10-01 09:00", "email.communicate", app_id=1, data=MAIL),
    log("2026-10-01 09:01", "email.delivered", app_id=1, data={**MAIL, "to": "a@x.com"}),
    log("2026-10-01 10:00", "user.login.failed", user="ann@x.com", app_id=1),
    log("2026-10-02 10:00", "user.login.failed", user="ann@x.com", app_id=2),
    log("2026-10-02 11:00", "user.login.failed", user="bob@x.com", app_id=2),
    log("2026-10-02 12:00", "mediaFile.create", data={"mediaFileId": 4}),
    log("2026-10-03 12:00", "mediaFile.remove", data={"mediaFileId": 4}),
    push("2026-10-03 13:00", success=3, failure=1, app_id=1),
)


def names(text: str) -> list[str]:
    return [answer.asked.name for answer in search(text, answers())]


def test_every_question_has_an_answer_and_nothing_else_has() -> None:
    assert [answer.asked for answer in answers()] == list(registered())
    assert {asked.subject for asked in registered()} == set(SUBJECTS)
    assert set(QUESTIONS) <= {asked.name for asked in registered()}
    for answer in answers():
        assert set(answer.roles) <= set(ROLES)
        assert answer.roles


def test_a_question_of_an_unknown_subject_is_refused() -> None:
    stranger = dataclasses.replace(registered()[0], subject="Weather")
    with pytest.raises(UnknownQuestion, match="nothing is told of the subject 'Weather'"):
        answer_of(stranger)


def test_places_set_what_a_filter_has() -> None:
    for answer in answers():
        narrowed = dataclasses.replace(LogFilter(), **answer.place.changes)
        assert set(narrowed.narrowed_by) == set(answer.place.changes)


def test_headlines_are_of_columns_that_can_be_added_up() -> None:
    for answer in answers():
        headline = answer.headline
        if headline is None or not headline.column:
            continue
        (kind,) = {c.kind for c in find(headline.of).columns if c.name == headline.column}
        assert kind == ("number" if headline.share else "count")
        if headline.share:
            assert find(headline.of).chart == "figure"


@pytest.mark.parametrize(
    ("typed", "first", "among"),
    [
        ("bounce", "dead_addresses", "email_outcomes_by_day"),
        ("BOUN", "dead_addresses", "email_figures"),
        ("who deleted", "file_changes", "files_by_user"),
        ("files", "file_changes", "files_by_folder"),
        ("who logged in yesterday?", "login_failures_by_user", "app_logins"),
        ("I can't log in", "access_events", "access_events"),
        ("two-factor", "accounts_without_two_factor", "security_changes"),
        ("mfa", "security_changes", "accounts_without_two_factor"),
        ("f8", "file_changes", "file_changes"),
        ("locked out", "access_events", "after_login_failures"),
        ("why do push notifications fail", "push_errors", "push_errors"),
        ("submission", "app_builds", "build_figures"),
    ],
)
def test_questions_are_found_as_people_type(typed: str, first: str, among: str) -> None:
    found = names(typed)
    assert found[0] == first
    assert among in found
    assert len(found) < len(registered()) / 3


def test_an_empty_text_finds_all_and_nonsense_nothing() -> None:
    assert names("") == names(" ?!") == [asked.name for asked in registered()]
    assert names("zzz") == names("bounce zzz") == names("%") == names("'") == names("wer") == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bonuce", "bounce"),
        ("Pasword resets", "password resets"),
        ("notifcation", "notification"),
        ("bounce", None),
        ("boun", None),
        ("zzzzz", None),
        ("", None),
    ],
)
def test_what_was_mistyped_is_told(typed: str, meant: str | None) -> None:
    assert corrected(typed) == meant
    assert meant is None or names(meant)


@pytest.mark.parametrize("asked", registered(), ids=lambda asked: str(asked.name))
def test_a_question_is_found_by_its_title_its_name_and_its_columns(asked: Question) -> None:
    for typed in (asked.title, asked.columns[-1].name):
        assert asked.name in names(typed)
    for typed in (asked.name, asked.name.upper(), *asked.codes):
        assert names(typed)[0] == asked.name


@given(st.text())
def test_whatever_is_typed_finds_questions_each_once(typed: str) -> None:
    found = names(typed)
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    "forms",
    [
        ("delete", "deleted", "deletes", "deleting"),
        ("bounce", "bounces", "bounced"),
        ("delivery", "deliveries"),
        ("upload", "uploads", "uploaded"),
    ],
)
def test_the_forms_of_a_word_begin_alike(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1
    assert stem("sms") == "sms"


def test_roles_get_their_own() -> None:
    mine = {answer.asked.name for answer in of_role(answers(), SECURITY)}
    assert "security_flags" in mine
    assert "retention" not in mine


def test_figures_are_counts_sums_and_shares(stocked: MakeStore) -> None:
    store = stocked(*LOGS)

    def of(headline: Headline, asked: LogFilter = ALL, who: Viewer = OWNER) -> float | None:
        return figure(headline, asked, who, store)

    users = Headline("login_failures_by_user", "", "user")
    emails = Headline("email_figures", "sent", "email")
    arrived = Headline("email_figures", "delivered_ratio", "delivered", share=True)
    failed = Headline("push_outcomes_by_day", "failure", "failure")
    assert (of(users), of(emails), of(arrived), of(failed)) == (2, 2, 0.5, 1)
    assert of(users, window("2026-10-01", "2026-10-02")) == 1
    assert of(users, who=Viewer("publisher", frozenset({1}))) == 1
    nothing = window("2026-11-01", None)
    assert [of(one, nothing) for one in (users, emails, arrived, failed)] == [0, 0, None, 0]


def test_every_figure_is_what_its_question_says(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    for headline in {answer.headline for answer in answers()} - {None}:
        assert headline is not None
        rows = run(headline.of, LogFilter(), OWNER, store=store)
        if headline.share:
            share = rows[headline.column].astype(object).where(rows[headline.column].notna(), None)
            found = figure(headline, LogFilter(), OWNER, store)
            assert found == (None if share.iloc[0] is None else pytest.approx(share.iloc[0]))
        else:
            if headline.having:
                given = rows[list(headline.having)].replace(0, pd.NA).notna()
                rows = rows[given.any(axis=1)]
            expected = rows[headline.column].fillna(0).sum() if headline.column else len(rows)
            assert figure(headline, LogFilter(), OWNER, store) == expected


def test_those_who_only_failed_did_not_log_in(stocked: MakeStore) -> None:
    given: dict[str, Any] = {"category": "app", "app_id": 1}
    store = stocked(
        log("2026-10-01 09:00", "user.login", user="ann@x.com", **given),
        log("2026-10-01 09:01", "user.login.failed", user="eve@x.com", **given),
        log("2026-10-01 09:02", "user.login.failed", user="bob@x.com", **given),
        log("2026-10-01 09:03", "user.login.sso", user="bob@x.com", **given),
        log("2026-10-01 09:04", "user.login.failed", user=None, data={"ip": "1.1.1.1"}, **given),
    )
    told = {answer.asked.name: answer.headline for answer in answers()}

    def of(name: str) -> float | None:
        headline = told[name]
        assert headline is not None
        return figure(headline, LogFilter(), OWNER, store)

    assert of("app_logins") == 2
    assert of("login_failures_by_user") == 2
    assert of("login_failures_by_ip") == 1


def test_the_page_of_documentation_has_every_question_as_the_code_has_it() -> None:
    """`python -m queries docs` writes it."""
    assert DOCUMENT.read_text(encoding="utf-8") == questions_text()
    assert all(f"`{asked.name}`" in questions_text() for asked in registered())
