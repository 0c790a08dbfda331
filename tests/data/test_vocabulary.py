"""The dictionary of log types: complete, readable, and kind to types nobody has heard of."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import vocabulary
from data.errors import AuditLogError
from data.vocabulary import (
    CATEGORIES,
    DICTIONARY,
    LEFT_OUT_BY_API,
    OTHER,
    DictionaryMalformed,
    LogType,
    category_label,
    category_value,
    log_type,
    log_types,
    parse_dictionary,
    sections,
)

DOCUMENTED = Path(__file__).parent / "log_types.csv"
"""The documented log types with section, origins (joined by +) and default flag, as found."""

HEADER = """\
## Communication

| log type | in words | what it means | keys in data | origin | left out by the API by default |
| --- | --- | --- | --- | --- | --- |
"""
ROW = (
    "| `email.sent` | Email sent | An email was sent. | `to.email`, `_at` | `app`, `studio` | yes |"
)


def documented() -> list[dict[str, str]]:
    with DOCUMENTED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def known_and(text: str) -> st.SearchStrategy[str]:
    return st.one_of(st.text(), st.sampled_from(log_types()).map(lambda t: f"{t.name}{text}"))


def test_every_documented_type_is_there_and_no_other_but_job() -> None:
    names = [row["log_type"] for row in documented()]
    assert len(names) == 99
    assert sorted(t.name for t in log_types()) == sorted([*names, "job"])


@pytest.mark.parametrize("row", documented(), ids=lambda row: row["log_type"])
def test_section_origins_and_default_are_as_documented(row: dict[str, str]) -> None:
    found = log_type(row["log_type"])
    assert found.known
    assert found.section == row["section"]
    assert found.origins == tuple(row["origin"].split("+"))
    assert found.left_out_by_api == (row["left_out_by_api_default"] == "yes")


def test_the_older_push_job_is_a_push_of_unknown_origin() -> None:
    job = log_type("job")
    assert (job.known, job.section, job.origins) == (True, "Push notifications", ())
    assert "result[].result[].failure" in job.keys


def test_left_out_by_the_api() -> None:
    assert (
        frozenset(
            {
                "app.analytics.pageView",
                "app.analytics.event",
                "app.view",
                "app.update",
                "studio.analytics.presence",
            }
        )
        == LEFT_OUT_BY_API
    )


def test_labels_are_short_distinct_and_in_sentence_case() -> None:
    labels = [t.label for t in log_types()]
    assert len({label.casefold() for label in labels}) == len(labels)
    for label in labels:
        assert len(label) <= 32, label
        assert label[0].isdigit() or label[0].isupper(), label
        later = [w for w in label.split()[1:] if w not in {"2FA", "AI", "SMS", "SSO"}]
        assert all(word == word.lower() for word in later), label


def test_meanings_are_distinct_plain_sentences() -> None:
    meanings = [t.meaning for t in log_types()]
    assert len({meaning.casefold() for meaning in meanings}) == len(meanings)
    for meaning in meanings:
        assert re.fullmatch(r"[A-Z][^\n`*]+[A-Za-z)]\.", meaning), meaning
        assert ". " not in meaning, f"more than one sentence: {meaning}"


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("email.bounced", {"messageId"}),
        ("app.analytics.event", {"category", "action", "label", "_deviceTrackingId"}),
        ("app.analytics.pageView", {"_pageId", "_pageTitle", "_analyticsSessionId"}),
        ("app.update", {"ip", "device.uuid", "device.platform", "statusCode"}),
        ("app.page.settings.update", {"_userEmail", "page.id", "page.title", "attributes"}),
        ("app.settings.update", {"_userEmail", "attributes"}),
        ("app.submission.report", {"appSubmissionId", "status"}),
        ("app.publish.web.create", {"_userEmail"}),
        ("organization.user.twofactor.remove", {"type"}),
        ("mediaFile.restore", {"mediaFileId"}),
        ("app.error.preview", {"message", "stack", "droppedCount"}),
        ("pushNotification.send", {"result[].result[].success", "payload.title"}),
    ],
)
def test_documented_keys_are_listed(name: str, keys: set[str]) -> None:
    assert keys <= set(log_type(name).keys)


def test_undocumented_data_has_no_keys() -> None:
    assert log_type("user.login").keys == ()
    assert log_type("dataSource.commit").keys == ()


def test_sections_are_those_documented_with_other_last() -> None:
    assert set(sections()) == {row["section"] for row in documented()} | {OTHER}
    assert len(set(sections())) == len(sections())
    assert sections()[0] == "Authentication"
    assert sections()[-1] == OTHER


def test_the_page_explains_every_category() -> None:
    page = DICTIONARY.read_text(encoding="utf-8")
    for value, label in CATEGORIES.items():
        assert f"- `{value}`: {label}\n" in page


@pytest.mark.parametrize(
    ("name", "section", "label"),
    [
        ("email.foo", "Communication", "Email: foo"),
        ("sms.delivered", "Communication", "SMS: delivered"),
        ("app.page.publish", "App screens", "App: page publish"),
        ("app.publish.store.create", "App publishing", "App: publish store create"),
        ("user.login.magicLink", "Authentication", "User: login magic link"),
        ("dataSource.entry.userIDSeen", "Data sources", "Data source: entry user ID seen"),
        ("email", "Communication", "Email"),
        ("app.page", "App screens", "App: page"),
        ("app.export", OTHER, "App: export"),
        ("user.delete", OTHER, "User: delete"),
        ("emailed.foo", OTHER, "Emailed: foo"),
        ("data.foo", OTHER, "Data: foo"),
        ("billing-plan_changed", OTHER, "Billing plan changed"),
        ("Email.foo", OTHER, "Email: foo"),
        ("..", OTHER, "No log type"),
        ("", OTHER, "No log type"),
    ],
)
def test_an_unknown_type_takes_the_nearest_section_and_its_own_words(
    name: str, section: str, label: str
) -> None:
    found = log_type(name)
    assert (found.name, found.section, found.label) == (name, section, label)
    assert found.meaning.startswith("Not in the dictionary yet: ")
    assert found.meaning.endswith(".")
    assert name in found.meaning
    assert (found.known, found.keys, found.origins, found.left_out_by_api) == (False, (), (), False)


@given(known_and(".new"))
def test_any_text_is_a_log_type(name: str) -> None:
    found = log_type(name)
    assert found.name == name
    assert found.section in sections()
    assert found.label.strip()
    assert found == log_type(name)


def test_categories_in_words() -> None:
    assert category_label("appAction") == "App Actions"
    assert category_label(None) == "No category"
    assert category_label("robot") == "robot"


@given(st.sampled_from(sorted(CATEGORIES)), st.sampled_from([str.upper, str.lower, str.title]))
def test_categories_are_found_by_value_and_by_label_in_any_case(
    value: str, spelled: Callable[[str], str]
) -> None:
    assert category_value(spelled(value)) == value
    assert category_value(f" {spelled(category_label(value))} ") == value


@pytest.mark.parametrize("text", ["", "No category", "apps", "Studio/Viewer"])
def test_other_text_is_no_category(text: str) -> None:
    assert category_value(text) is None


def test_a_row_of_the_page_is_read_whole() -> None:
    assert parse_dictionary(HEADER + ROW) == (
        LogType(
            name="email.sent",
            label="Email sent",
            meaning="An email was sent.",
            keys=("to.email", "_at"),
            section="Communication",
            origins=("app", "studio"),
            left_out_by_api=True,
            known=True,
        ),
    )


def test_not_documented_is_an_empty_list() -> None:
    row = "| `job` | Job | A job ran. | not documented | not documented | no |"
    (found,) = parse_dictionary(HEADER + row)
    assert (found.keys, found.origins, found.left_out_by_api) == ((), (), False)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (ROW.replace(" | yes", ""), "5 cells"),
        (ROW.replace("was sent", "was | sent"), "7 cells"),
        (ROW.removeprefix("| ").replace("`email.sent`", "email.sent"), "in backticks|`a`, `b`"),
        (ROW.replace("`email.sent`", "not documented"), "one log type"),
        (ROW.replace("`email.sent`", "`a`, `b`"), "one log type"),
        (ROW.replace("An email was sent.", ""), "nothing under 'what it means'"),
        (ROW.replace("`to.email`, `_at`", "`to.email` `_at`"), "`a`, `b`"),
        (ROW.replace("`to.email`, `_at`", "unknown"), "`a`, `b`"),
        (ROW.replace("`studio`", "`robot`"), "'robot' is no category"),
        (ROW.replace("yes", "maybe"), "yes or no expected"),
        ("| type | words | meaning | keys | origin | default |", "`a`, `b`"),
    ],
)
def test_a_malformed_row_is_named_by_its_line(row: str, reason: str) -> None:
    with pytest.raises(DictionaryMalformed, match=rf"log-types\.md, line 5: .*({reason})") as error:
        parse_dictionary(HEADER + row)
    assert error.value.line == 5
    assert isinstance(error.value, AuditLogError)


def test_names_and_labels_are_there_once() -> None:
    other_label = ROW.replace("Email sent", "Email handed over")
    with pytest.raises(DictionaryMalformed, match=r"line 6: 'email\.sent' is there twice"):
        parse_dictionary(f"{HEADER}{ROW}\n{other_label}")
    other_name = ROW.replace("email.sent", "email.handed")
    with pytest.raises(DictionaryMalformed, match="line 6: 'Email sent' is there twice"):
        parse_dictionary(f"{HEADER}{ROW}\n{other_name}")


def test_a_type_needs_a_section_and_a_page_needs_types() -> None:
    with pytest.raises(DictionaryMalformed, match=r"line 1: .*above the first section"):
        parse_dictionary(ROW)
    with pytest.raises(DictionaryMalformed, match="no log types"):
        parse_dictionary(HEADER)


def test_the_page_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = log_types()
    monkeypatch.setattr(vocabulary, "DICTIONARY", Path("missing.md"))
    assert log_types() is first
