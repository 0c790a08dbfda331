"""Answers: every question has a place that exists, is found there, and the worked examples work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from data.engine import Store
from pages import behavior_analysis, feature_utilization, security
from pages.guides import GUIDES, guide_named
from pages.shared.answer_list import PAGES, grouped, in_a_sentence
from pages.shared.headlines import figure_words
from queries.answers import ROLES, Answer, Headline, Place, answers
from queries.question import find, registered
from tests.builders import Log, load, log, push
from tests.pages.at_page import answered, at_page, said, url
from tests.pages.conftest import Open
from tests.pages.test_words import NASTY

MAIL = {"messageId": "m-1", "to": "a@x.com"}
LOGS: tuple[Log, ...] = (
    log("2026-11-20 09:00", "email.communicate", app_id=1, app="Shop", data=MAIL),
    log("2026-11-20 09:01", "email.bounced", app_id=1, data={**MAIL, "reason": "No mailbox"}),
    log("2026-11-20 09:00", "email.communicate", data={"messageId": "m-2", "to": NASTY}),
    push("2026-11-20 10:00", success=3, failure=1, app_id=1, app="Shop"),
    log("2026-11-20 11:00", "user.login", user="ann@x.com", app_id=1, app="Shop"),
    log("2026-11-20 12:00", "user.login.failed", user="bob@x.com", app_id=1, app="Shop"),
    log("2026-11-20 13:00", "user.twofactor.add", user="ann@x.com", data={"type": "sms"}),
    log(
        "2026-11-20 14:00",
        "organization.user.twofactor.remove",
        user="eve@x.com",
        data={"user": {"email": "bob@x.com"}},
    ),
    log("2026-11-20 15:00", "mediaFile.create", user="ann@x.com", data={"mediaFileId": 4}),
    log("2026-11-21 15:00", "mediaFile.remove", user="eve@x.com", data={"mediaFileId": 4}),
    log("2026-11-20 16:00", "app.publish", user="ann@x.com", app_id=1, app="Shop"),
    log("2026-11-20 17:00", "app.submission.build", app_id=1, data={"appSubmissionId": 7}),
)
TABBED = {
    "security": security.PAGE,
    "feature-utilization": feature_utilization.PAGE,
    "behavior-analysis": behavior_analysis.PAGE,
}


@pytest.mark.parametrize("answer", answers(), ids=lambda answer: str(answer.asked.name))
def test_every_question_has_a_place_that_exists(answer: Answer) -> None:
    place: Place = answer.place
    assert place.page in PAGES
    tabs = TABBED[place.page].tabs if place.page in TABBED else {}
    assert place.tab in ("", *tabs)


def test_places_are_called_as_the_pages_are(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    pages = opened()._registered_pages.values()
    titles = {page["url_pathname"] or "overview": page["page_name"] for page in pages}
    assert PAGES.items() <= titles.items()


def items(app: AppTest) -> Iterator[tuple[str, str, str]]:
    """Question, address and figure of each question listed."""
    found = re.findall(
        r'<li><a href="([^"]*)" target="_self" data-question="(\w+)"><span class="figure">([^<]*)<',
        said(app),
    )
    return ((name, address.replace("&amp;", "&"), figure) for address, name, figure in found)


def test_those_asked_first_are_shown_by_role_with_their_figures(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = at_page(opened, "answers", window="7d")
    listed = {name: (address, figure) for name, address, figure in items(app)}
    first = {answer.asked.name for answer in answers() if answer.first}
    assert set(listed) == first
    assert {answer.asked.name for answer in answers() if answer.asked.codes} <= first
    assert listed["email_figures"][1] == "2 deliveries sent"
    assert listed["login_failures_by_user"][1] == "1 user"
    assert listed["push_outcomes_by_day"][1] == "75.0% accepted"
    assert listed["dead_addresses"][1] == "0 addresses"
    assert listed["user_activity"][1] == ""
    text = said(app)
    places = [text.index(f'<h2 class="role">{role}</h2>') for role in ROLES]
    assert places == sorted(places)


def test_an_answer_opens_its_page_tab_and_filters(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = at_page(opened, "answers", window="7d", apps=["1"], ask="app_logins")
    ((_, address, figure),) = [item for item in items(app) if item[0] == "app_logins"]
    assert figure == "1 user"
    assert urlsplit(address).path == "security"
    query = parse_qs(urlsplit(address).query)
    assert query["tab"] == ["Logins"]
    assert (query["window"], query["apps"], query["categories"]) == (["7d"], ["1"], ["app"])
    there = at_page(opened, "security", **query)
    assert list(answered(there, "app_logins")["user"]) == ["ann@x.com", "bob@x.com"]


def test_a_search_finds_details_too_best_first(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = at_page(opened, "answers", window="7d")
    app.text_input(key="ask").set_value("bounce").run()
    listed = [name for name, _, _ in items(app)]
    assert listed[0] == "dead_addresses"
    assert "email_by_domain" in listed
    assert not [button for button in app.button if str(button.key).startswith("guide_")]
    app.text_input(key="ask").set_value("zzz").run()
    assert "No question has all of these words." in said(app)


def test_a_role_sees_its_own_and_details_when_asked_for(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = at_page(opened, "answers", window="7d", role="App publisher")
    listed = {name for name, _, _ in items(app)}
    assert "apps_published" in listed
    assert "email_figures" not in listed
    app.toggle(key="details").set_value(True).run()
    assert "publish_cadence" in {name for name, _, _ in items(app)}
    every = at_page(opened, "answers", window="7d", details="true")
    assert len(list(items(every))) == len(registered())


def test_without_logs_of_this_time_it_says_why_and_asks_nothing(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = at_page(opened, "answers", window="7d", apps=["99"])
    assert "No log matches these filters" in said(app)
    assert {figure for _, _, figure in items(app)} == {""}


def test_a_question_said_in_a_sentence_leaves_out_what_is_for_who_asks_by_name() -> None:
    assert in_a_sentence(find("user_activity")).startswith("Of many logs") is False
    for asked in registered():
        told = in_a_sentence(asked)
        assert "`" not in told
        assert told == "" or told.endswith(".")


def test_groups_are_of_the_first_role_or_of_the_one_that_is_looked_at() -> None:
    one = next(answer for answer in answers() if answer.asked.name == "file_changes")
    assert grouped([one]) == [("Product manager", "Files", [one])]
    assert grouped([one], "Organisation admin") == [("Organisation admin", "Files", [one])]


@pytest.mark.parametrize(
    ("headline", "value", "words"),
    [
        (Headline("x", "", "address", "addresses"), 1, "1 address"),
        (Headline("x", "", "address", "addresses"), 1204, "1,204 addresses"),
        (Headline("x", "", "user"), 0, "0 users"),
        (Headline("x", "y", "delivered", share=True), 0.9731, "97.3% delivered"),
        (Headline("x", "y", "delivered", share=True), None, "none"),
    ],
)
def test_figures_in_words(headline: Headline, value: float | None, words: str) -> None:
    assert figure_words(headline, value) == words


STEPS = {
    "emails": ("email_figures", 3, "thread", "Email bounced"),
    "push": ("push_figures", 3, "push_notification_parts", ""),
    "logins": ("security_figures", 3, "login_attempts", ""),
    "2fa": ("security_changes", 3, "security_timeline", ""),
    "files": ("file_figures", 3, "thread", "File moved to the bin"),
    "publishing": ("build_figures", 4, "thread", "App build requested"),
}


@pytest.mark.parametrize("name", STEPS)
def test_a_worked_example_shows_its_steps_down_to_the_last(
    name: str, store: Store, opened: Open
) -> None:
    load(store, *LOGS)
    app = at_page(opened, "answers", window="7d", guide=name)
    _, steps, last, what = STEPS[name]
    assert said(app).count('<h3 class="step">') == steps
    rows = answered(app, last)
    assert len(rows)
    if what:
        assert what in list(rows["what"])


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: str(guide.name))
def test_a_worked_example_without_logs_says_so_and_shows_all_time(
    guide: object, store: Store, opened: Open
) -> None:
    name, empty = getattr(guide, "name", ""), getattr(guide, "empty", "")
    load(store, log("2026-11-20 09:00"))
    app = at_page(opened, "answers", window="7d", guide=name)
    assert empty in said(app)
    assert said(app).count('<h3 class="step">') == 1
    app.button(key="guide_all_time").click().run()
    assert url(app)["window"] == ["all"]


def test_the_reader_chooses_and_the_address_keeps_it(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = at_page(opened, "answers", window="7d", guide="emails")
    assert app.selectbox(key="outcome").value == "bounced"
    app.selectbox(key="outcome").set_value("no_status").run()
    assert url(app)["outcome"] == ["no_status"]
    assert list(answered(app, "emails")["message_id"]) == ["m-2"]
    assert "Sent, no status yet" in said(app)
    assert "<img" not in said(app)
    again = at_page(opened, "answers", window="7d", guide="emails", outcome="no_status")
    assert again.selectbox(key="outcome").value == "no_status"


def test_the_examples_are_opened_and_left(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = at_page(opened, "answers", window="7d")
    app.button(key="guide_2fa").click().run()
    assert url(app)["guide"] == ["2fa"]
    app.button(key="all_answers").click().run()
    assert "guide" not in url(app)
    assert guide_named("none such") is None


def test_a_mistyped_word_finds_what_was_meant(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = at_page(opened, "answers", ask="bonuce", zone="UTC")
    assert "No question has the words “bonuce”. Those for “bounce”:" in said(app)
    assert "dead_addresses" in [item[0] for item in items(app)]
