"""What holds for every question there is, on every engine."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

import queries
from data.access import OWNER, Viewer
from data.engine import Store
from data.errors import InvalidFilter, UnknownQuestion
from queries.catalogue import MODULES
from queries.conditions import Condition, Group
from queries.filters import LogFilter
from queries.question import Column, Question, find, question, registered
from queries.run import run
from tests.builders import log, push, utc
from tests.queries.asking import rows_of
from tests.queries.clickhouse import ClickHouse
from tests.queries.conftest import MakeStore

QUESTIONS = {asked.name: asked for asked in registered()}
ALWAYS_ONE_ROW = {"overview_figures", "security_figures", "matched_users", "record_count"} | {
    "email_figures"
}
OPTIONS: dict[str, dict[str, Any]] = {
    "record": {"id": 1},
    "addresses_like": {"email": "u@x.com"},
    "dead_addresses": {"at_least": 1},
    "message_thread": {"message_id": "m-1"},
    "data_key_values": {"key": "messageId"},
}
"""Options without which a question has no answer."""

ONE: dict[str, str] = {
    "organisation_membership_changes": "one admin",
    "membership_over_time": "one admin",
    "membership_changes_by_actor": "one admin",
    "members_known": "one admin",
    "app_membership_changes": "one access",
    "profile_changes": "one profile",
    "security_changes": "one second factor",
    "accounts_without_two_factor": "one second factor",
    "user_devices": "one visit",
    "user_addresses": "one visit",
    "user_sessions": "one visit",
    "security_flags": "one second factor",
    "security_timeline": "one second factor",
    "access_events": "one second factor",
    "addresses_like": "one short address",
    "studio_logins": "one to Studio",
    "login_failures_by_user": "one failure",
    "login_failures_by_ip": "one failure",
    "login_failures_by_device": "one failure",
    "login_failures_by_app": "one failure",
    "login_failures_by_hour_of_week": "one failure",
    "after_login_failures": "one failure",
    "studio_emails": "one Studio email",
    "dead_addresses": "one bounce",
    "data_keys": "one key",
    "new_data_keys": "one key",
    **dict.fromkeys(
        (
            "app_emails",
            "email_by_app",
            "email_by_domain",
            "email_by_origin",
            "email_outcomes_by_day",
            "email_outcomes_by_hour",
            "email_outcomes_over_time",
            "message_thread",
            "data_key_values",
        ),
        "one email",
    ),
}
"""Stores of one log that questions speak of which do not speak of a login to an app."""

NOTHING_MATCHES = (
    LogFilter(since=utc("2030-01-01")),
    LogFilter(until=utc("2000-01-01")),
    LogFilter(categories=("appAction",)),
    LogFilter(log_types=("no.such.type",)),
    LogFilter(log_types=("no.such.*",)),
    LogFilter(apps=("No such app",)),
    LogFilter(user="nobody"),
    LogFilter(session="1"),
    LogFilter(session="not a number"),
    LogFilter(device="none"),
    LogFilter(ip="10.9.*"),
    LogFilter(text="no such text"),
    LogFilter(keys=(("message_id", "m-0"),)),
    LogFilter(where=Group("all", (Condition("data.no.such[].key", "is_not_empty"),))),
)


@pytest.fixture(scope="module")
def embedded_stores(embedded: MakeStore) -> dict[str, Store]:
    one = log("2026-10-05 10:15:30", "user.login", user="ann@x.com", app_id=1, app="Shop")
    mail = {"messageId": "m-1", "to": "ann@x.com"}
    given = {"user": {"email": "bob@x.com"}, "role": "editor", "deviceId": "d-1", "ip": "10.0.0.1"}
    ones = {
        "one admin": "organization.user.create",
        "one access": "app.user.create",
        "one profile": "user.update",
        "one second factor": "organization.user.twofactor.remove",
        "one visit": "app.view",
        "one failure": "user.login.failed",
    }
    mine = [
        log(f"2026-10-{day:02} {day:02}:20", kind, user=f"u{day % 3}@x.com", app_id=1, app="Shop")
        for day in range(1, 22)
        for kind in ("user.login", "user.login.failed", "app.view", "email.bounced")
    ] + [
        push("2026-10-07 09:00", success=2, failure=1, app_id=1),
        log("2026-10-06 10:30", "email.communicate", app_id=1, data=mail),
        log("2026-10-06 10:29", "email.validate", app_id=1, data={**mail, "messageId": "m-2"}),
        log("2026-10-06 10:31", "email.bounced", app_id=1, data={**mail, "messageId": "m-2"}),
    ]
    others = [
        log("2026-10-06 08:00", "user.login.sso", user="eve@x.com", app_id=2, app="Secret"),
        log("2026-10-07 08:00", "email.rejected", user="eve@x.com", app="Shop"),
        log("2026-10-08 08:00", "secret.type", category="studio", user="eve@x.com"),
        push("2026-10-08 09:00", success=9, failure=9, app_id=2),
        log("2026-10-08 08:00", "email.communicate", app_id=2, data={**mail, "messageId": "m-3"}),
    ]
    return {
        "empty": embedded(),
        "one": embedded(one),
        "one email": embedded(log("2026-10-05 10:15:30", "email.communicate", data=mail)),
        "one Studio email": embedded(
            log("2026-10-05 10:15:30", "email.communicate", data=mail, category="studio")
        ),
        "one bounce": embedded(log("2026-10-05 10:15:30", "email.bounced", data=mail)),
        "one key": embedded(log("2026-10-05 10:15:30", data={"note": "x"})),
        "one short address": embedded(log("2026-10-05 10:15:30", user="ux@x.com")),
        "one to Studio": embedded(log("2026-10-05 10:15:30", "user.login", category="studio")),
        **{
            name: embedded(
                log("2026-10-05 10:15:30", kind, user="ann@x.com", data=given, session=5)
            )
            for name, kind in ones.items()
        },
        "mine": embedded(*mine),
        "mixed": embedded(*mine, *others),
    }


@pytest.fixture(params=["duckdb", "clickhouse"], scope="module")
def stores(request: pytest.FixtureRequest, embedded_stores: dict[str, Store]) -> dict[str, Store]:
    if request.param == "duckdb":
        return embedded_stores
    server: ClickHouse = request.getfixturevalue("clickhouse")
    return {name: server.copy_of(store) for name, store in embedded_stores.items()}


Case = TypeVar("Case")

PLANNED_LONG = {"security_flags"}
"""Questions whose text ClickHouse reads for two seconds, whatever the store holds."""


def enough(cases: Sequence[Case], name: str, stores: dict[str, Store]) -> Sequence[Case]:
    """All cases, but only the first and the last where ClickHouse takes long over each."""
    slow = name in PLANNED_LONG and stores["mixed"].engine.dialect.name != "duckdb"
    return (cases[0], cases[-1]) if slow else cases


@pytest.mark.parametrize("name", QUESTIONS)
def test_columns_have_the_declared_types(stores: dict[str, Store], name: str) -> None:
    zone = LogFilter(zone="America/New_York")
    for store in enough(list(stores.values()), name, stores):
        frame = run(name, zone, OWNER, store=store, **OPTIONS.get(name, {}))
        check_types(frame, QUESTIONS[name].columns, zone.zone)


def check_types(frame: pd.DataFrame, columns: tuple[Column, ...], zone: str) -> None:
    dtypes = {"count": "Int64", "id": "Int64", "number": "Float64", "flag": "boolean"}
    assert list(frame.columns) == [column.name for column in columns]
    for column in columns:
        values = frame[column.name]
        if column.kind == "time":
            assert values.dtype == pd.DatetimeTZDtype("us", ZoneInfo(zone))
        else:
            assert str(values.dtype) == dtypes.get(column.kind, "object")
        if column.kind == "day":
            assert {type(value) for value in values} <= {date}
        if column.kind == "text":
            assert {type(value) for value in values} <= {str, type(None)}


@pytest.mark.parametrize("name", QUESTIONS)
def test_one_record(stores: dict[str, Store], name: str) -> None:
    store = stores[ONE.get(name, "one")]
    frame = run(name, LogFilter(), OWNER, store=store, **OPTIONS.get(name, {}))
    assert len(frame) == 1
    counts = [c.name for c in QUESTIONS[name].columns if c.kind == "count"]
    assert all(value is pd.NA or value <= 1 for value in frame[counts].iloc[0])


@pytest.mark.parametrize("name", QUESTIONS)
def test_nothing_in_an_empty_store(stores: dict[str, Store], name: str) -> None:
    check_empty(run(name, LogFilter(), OWNER, store=stores["empty"]), name)


@pytest.mark.parametrize("name", QUESTIONS)
def test_nothing_where_the_filter_matches_nothing(stores: dict[str, Store], name: str) -> None:
    for asked in enough(NOTHING_MATCHES, name, stores):
        if name in ANY_TIME and asked.narrowed_by == ():
            continue
        if name in ANY_USER and asked.user:
            continue
        check_empty(run(name, asked, OWNER, store=stores["mixed"], **OPTIONS.get(name, {})), name)


ANY_TIME = {"categories_seen", "apps_seen", "log_types_seen"} | {
    "members_known",
    "accounts_without_two_factor",
    "user_summary",
}
"""Questions for which the window does not count, or not its beginning."""

ANY_USER = {"addresses_like"}
"""Questions that name a user themselves: the filter's user part does not count."""


def check_empty(frame: pd.DataFrame, name: str) -> None:
    if name in ALWAYS_ONE_ROW:
        kinds = [column.kind for column in QUESTIONS[name].columns]
        assert rows_of(frame) == [tuple(None if kind == "number" else 0 for kind in kinds)]
    else:
        assert frame.empty


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_viewer_gets_the_answer_that_a_store_of_those_apps_alone_would_give(
    stores: dict[str, Store], name: str
) -> None:
    viewer = Viewer("publisher", frozenset({1}))
    asks = [LogFilter(), LogFilter(since=utc("2026-10-06 10:30"), until=utc("2026-10-15 10:30"))]
    asks += [LogFilter(user="u"), LogFilter(apps=("Sho*", "2"), zone="Asia/Kolkata")]
    for asked in enough(asks, name, stores):
        options = OPTIONS.get(name, {})
        seen = run(name, asked, viewer, store=stores["mixed"], **options)
        assert rows_of(seen) == rows_of(run(name, asked, OWNER, store=stores["mine"], **options))
    nothing = Viewer("nobody", frozenset())
    check_empty(run(name, LogFilter(), nothing, store=stores["mixed"]), name)


@pytest.mark.parametrize("name", QUESTIONS)
def test_both_engines_agree(
    embedded_stores: dict[str, Store], clickhouse: ClickHouse, name: str
) -> None:
    copied = clickhouse.copy_of(embedded_stores["mixed"])
    for zone in ("UTC", "Europe/London", "Asia/Kathmandu"):
        asked = LogFilter(since=utc("2026-10-02 03:20"), zone=zone, categories=("app", "none"))
        options = OPTIONS.get(name, {})
        here = run(name, asked, OWNER, store=embedded_stores["mixed"], **options)
        there = run(name, asked, OWNER, store=copied, **options)
        pd.testing.assert_frame_equal(here, there)


@pytest.mark.parametrize("name", QUESTIONS)
def test_unknown_options_are_refused(embedded_stores: dict[str, Store], name: str) -> None:
    with pytest.raises(InvalidFilter, match=f"{name} has no option colour, size"):
        run(name, LogFilter(), OWNER, store=embedded_stores["one"], size=1, colour="red")


@pytest.mark.parametrize("asked", registered(), ids=lambda asked: str(asked.name))
def test_questions_are_documented(asked: Question) -> None:
    assert asked.title.endswith("?")
    assert asked.columns
    assert all(column.meaning.endswith((".", "…")) for column in asked.columns)
    assert len({column.name for column in asked.columns}) == len(asked.columns)
    for option in asked.options:
        assert f"`{option}`" in asked.explanation
    assert find(asked.name.upper()) is asked


def test_registering_twice_is_refused() -> None:
    column = Column("logs", "count", "Logs.")

    def logs_by_day(logs: object) -> Any:
        """Is this name taken?"""

    with pytest.raises(ValueError, match="logs_by_day is registered already"):
        question(subject="Test", columns=[column])(logs_by_day)

    def brand_new(logs: object) -> Any:
        """No question here."""

    with pytest.raises(ValueError, match="must end in"):
        question(subject="Test", columns=[column])(brand_new)


def test_questions_are_found_by_name_and_by_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("queries.question._registry", {})

    def who_was_added(logs: object, *, limit: int = 3) -> Any:
        """Who was added?

        And who was not.
        """

    columns = [Column("user", "text", "The user.")]
    question(subject="Test", columns=columns, codes=["S1", "S2"])(who_was_added)
    (asked,) = registered()
    assert find("WHO_was_added") is find("s1") is find("S2") is asked
    assert (asked.title, asked.explanation) == ("Who was added?", "And who was not.")
    assert asked.options == {"limit": 3}

    def another(logs: object) -> Any:
        """Is this code taken?"""

    with pytest.raises(ValueError, match="s2 is registered already"):
        question(subject="Test", columns=columns, codes=["s2"])(another)


def test_unknown_questions_are_told() -> None:
    with pytest.raises(UnknownQuestion, match="no question is called 'nonsense'"):
        find("nonsense")


def modules() -> list[Path]:
    return sorted(Path(queries.__file__).parent.glob("*.py"))


def imported_by(path: Path) -> set[str]:
    """Full names of what a module imports, `a.b` for `from a import b` too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_no_question_has_another_way_to_a_table() -> None:
    """Scope and filter are applied in `Logs`, so nothing else may name a table or open a store."""
    schema = {path.stem for path in modules() if "data.schema" in imported_by(path)}
    assert schema <= {"logs", "run", "export"}
    for module in MODULES:
        path = Path(str(module.__file__))
        data = {name for name in imported_by(path) if name.split(".")[0] == "data"}
        assert data <= {"data.columns", "data.columns.LOG_COLUMNS", "data.columns.LogColumn"} | {
            "data.errors",
            "data.errors.InvalidFilter",
        }
        source = path.read_text(encoding="utf-8")
        assert "sa.text(" not in source
        assert "sa.table(" not in source
        assert "literal_column(" not in source


def test_every_module_with_questions_is_in_the_catalogue() -> None:
    asking = {path.stem for path in modules() if "queries.question.question" in imported_by(path)}
    assert asking == {module.__name__.removeprefix("queries.") for module in MODULES}


def test_times_are_moments_of_the_asked_zone(embedded_stores: dict[str, Store]) -> None:
    frame = run("record_page", LogFilter(zone="Asia/Kolkata"), OWNER, store=embedded_stores["one"])
    assert frame["created_at"].iloc[0] == datetime(
        2026, 10, 5, 15, 45, 30, tzinfo=ZoneInfo("Asia/Kolkata")
    )
    assert frame["created_at"].iloc[0].hour == 15


def test_times_at_the_ends_of_the_calendar(embedded: MakeStore) -> None:
    store = embedded(log("0001-01-02", user="ann@x.com"), log("9999-12-30", user="ann@x.com"))
    for name in QUESTIONS:
        run(name, LogFilter(zone="Pacific/Auckland"), OWNER, store=store, **OPTIONS.get(name, {}))
    newest = run("record_page", LogFilter(), OWNER, store=store)["created_at"].iloc[0]
    assert newest == utc("9999-12-30")
