"""`python -m queries`, as a shell and a cron job use it."""

from __future__ import annotations

import csv
import io
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from data.engine import Store, close_store
from data.errors import InvalidFilter
from queries.command import answer, main, option_value
from queries.documentation import questions_text
from queries.question import find, registered
from tests.builders import NOW, load, log


@pytest.fixture
def stocked_store(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The store of `AUDIT_STORE`, with a few logs."""
    monkeypatch.delenv("AUDIT_ZONE", raising=False)
    return load(
        store,
        log("2026-11-20 23:30", "user.login", user="ann@x.com", app_id=1, app="Shop, «é»"),
        log("2026-11-21 12:00", "user.login.failed", user="bob@x.com", app_id=1, app="Shop, «é»"),
        log("2026-11-21 12:30", "app.view", app_id=2),
    )


def output_of(capsys: pytest.CaptureFixture[str], line: str) -> str:
    assert main(shlex.split(line), NOW) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


def test_an_answer_as_json(stocked_store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    line = "ask logins_by_day --zone Europe/Berlin --since -3d --format json"
    text = output_of(capsys, line)
    assert json.loads(text) == [
        {"day": "2026-11-21", "outcome": "failed", "logins": 1},
        {"day": "2026-11-21", "outcome": "succeeded", "logins": 1},
    ]


def test_times_have_the_offset_of_the_asked_zone(
    stocked_store: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDIT_ZONE", "Asia/Kolkata")
    text = output_of(capsys, "ask busiest_users --format json --option limit=1")
    assert json.loads(text) == [
        {"user": "ann@x.com", "logs": 1, "apps": 1, "last_at": "2026-11-21T05:00:00.000+05:30"}
    ]


def test_an_answer_as_csv(stocked_store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    text = output_of(capsys, "ask BUSIEST_APPS --format csv --until 2026-11-22")
    assert list(csv.reader(io.StringIO(text))) == [
        ["app_id", "app", "logs", "users"],
        ["1", "Shop, «é»", "2", "2"],
        ["2", "", "1", "0"],
    ]


def test_an_answer_as_a_table(stocked_store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    text = output_of(capsys, "ask logins_by_day --type 'user.login*'")
    assert text.splitlines() == [
        "How many logins were there each day, and how did they end?",
        "All logs (UTC), log type user.login*",
        "",
        "day         outcome    logins",
        "----------  ---------  ------",
        "2026-11-20  succeeded       1",
        "2026-11-21  failed          1",
    ]


def test_an_empty_answer_says_why(stocked_store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert "None of the 3 logs of that time matches." in output_of(
        capsys, "ask busiest_apps --user eve"
    )
    assert output_of(capsys, "ask busiest_apps --user eve --format json") == "[]\n"
    assert output_of(capsys, "ask busiest_apps --user eve --format csv") == (
        "app_id,app,logs,users\n"
    )


def test_the_sql_of_an_answer(stocked_store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    text = output_of(capsys, 'ask record_count --user "it\'s" --sql')
    with stocked_store.engine.connect() as connection:
        assert connection.exec_driver_sql(text).scalar_one() == 0
    assert "contains(lower(logs.user_email), lower('it''s'))" in text


def test_options(stocked_store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    line = "ask record_page --format json --option descending=false --option sort=user"
    first = output_of(capsys, f"""{line} --option 'after=["ann@x.com", 1]'""")
    assert [row["id"] for row in json.loads(first)] == [2, 3]


def test_the_questions_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    text = output_of(capsys, "list")
    assert all(asked.name in text and asked.title in text for asked in registered())
    described = {entry["name"]: entry for entry in json.loads(output_of(capsys, "list --json"))}
    assert list(described) == [asked.name for asked in registered()]
    assert described["busiest_apps"]["title"] == "Which apps are used most?"
    assert described["busiest_apps"]["options"] == {"limit": 10}
    assert described["busiest_apps"]["columns"][2] == {
        "name": "logs",
        "kind": "count",
        "meaning": "Logs of that app.",
    }


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["ask", "nonsense"], "no question is called 'nonsense'"),
        (["ask", "record_count", "--zone", "Mars"], "unknown time zone 'Mars'"),
        (["ask", "record_count", "--since", "soon"], "not a time: 'soon'"),
        (["ask", "record_count", "--option", "x=1"], "record_count has no option x"),
        (["ask", "busiest_apps", "--option", "limit=ten"], "limit must be a whole number"),
        (["ask", "busiest_apps", "--option", "limit"], "not NAME=VALUE"),
        (["ask", "record_page", "--option", "descending=1"], "must be true or false"),
        (["ask", "activity_over_time", "--option", "unit=year"], "unit must be one of day"),
        (["ask", "record_count", "--colour", "red"], "unrecognized arguments: --colour red"),
        (["ask"], "the following arguments are required: NAME"),
        ([], "the following arguments are required: COMMAND"),
    ],
)
def test_what_cannot_be_asked_is_one_line(
    arguments: list[str], reason: str, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments, NOW) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert reason in captured.err
    assert captured.err.count("\n") == 1
    with pytest.raises(InvalidFilter if "nonsense" not in arguments else Exception):
        answer(arguments, NOW)


def test_within_the_dashboard_nothing_exits(store: Store) -> None:
    assert answer(["list"], NOW).startswith("AI services")
    with pytest.raises(InvalidFilter):
        answer(["--help"], NOW)


def test_help_is_for_the_shell(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["ask", "--help"], NOW)
    assert left.value.code == 0
    assert "--since TIME" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "option", "text", "value"),
    [
        ("record_page", "limit", "25", 25),
        ("record_page", "descending", "false", False),
        ("record_page", "sort", "id", "id"),
        ("record_page", "sort", "1", "1"),
        ("record_page", "after", '["x", 7]', ["x", 7]),
        ("record_page", "after", "x", "x"),
        ("record", "id", "7", 7),
        ("busiest_apps", "limit", "null", None),
    ],
)
def test_option_values(name: str, option: str, text: str, value: object) -> None:
    assert option_value(find(name), option, text) == (option, value)


def run_in_a_shell(arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        f"{sys.executable} -m queries {arguments}",
        shell=True,
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
    )


def test_in_a_process_of_its_own(stocked_store: Store) -> None:
    close_store(stocked_store.url)
    ran = run_in_a_shell("ask busiest_apps --format json", LC_ALL="C", PYTHONUTF8="0")
    assert ran.returncode == 0
    assert ran.stderr == b""
    assert json.loads(ran.stdout)[0]["app"] == "Shop, «é»"
    assert "«é»".encode() in ran.stdout

    unknown = run_in_a_shell("ask nonsense")
    assert unknown.returncode == 2
    assert b"Traceback" not in unknown.stderr


def test_a_reader_that_has_seen_enough(stocked_store: Store) -> None:
    close_store(stocked_store.url)
    ran = run_in_a_shell("ask record_page --format json | true")
    assert ran.stderr == b""


def test_questions_are_listed_by_words_and_by_role(capsys: pytest.CaptureFixture[str]) -> None:
    found = output_of(capsys, "list dead addresses").splitlines()
    assert found[0].split()[0] == "dead_addresses"
    mine = json.loads(output_of(capsys, "list bounce --role product --json"))
    assert {"dead_addresses", "email_figures"} <= {entry["name"] for entry in mine}
    assert all("Product manager" in entry["roles"] for entry in mine)
    logins = json.loads(output_of(capsys, "list app_logins --json"))[0]
    assert logins["name"] == "app_logins"
    assert logins["headline"]["one"] == "user"
    assert logins["place"] == {
        "page": "security",
        "tab": "Logins",
        "filter": {"categories": ["app"]},
    }


def test_the_questions_are_written_as_documentation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("queries.command.DOCUMENT", tmp_path / "questions.md")
    assert output_of(capsys, "docs") == "wrote questions.md\n"
    assert (tmp_path / "questions.md").read_text(encoding="utf-8") == questions_text()


def test_help_tells_the_options_of_the_question(capsys: pytest.CaptureFixture[str]) -> None:
    for name, told in (
        ("thread", "--option by=message_id"),
        ("f8", "--option limit="),
        ("overview_figures", "It has no options of its own."),
    ):
        with pytest.raises(SystemExit):
            main(["ask", name, "--help"])
        assert told in capsys.readouterr().out
