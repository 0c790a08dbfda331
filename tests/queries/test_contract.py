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
    "email_figures",
    "behavior_figures",
    "feature_figures",
    "file_figures",
    "ai_figures",
    "sms_figures",
    "data_source_figures",
    "session_figures",
    "push_figures",
    "build_figures",
}
OPTIONS: dict[str, dict[str, Any]] = {
    "record": {"id": 1},
    "addresses_like": {"email": "u@x.com"},
    "dead_addresses": {"at_least": 1},
    **{name: {"value": "m-1"} for name in ("thread", "thread_figures", "thread_missing")},
    "data_source_unusual_volume": {"times": 1, "least": 1},
    "surroundings": {"log_id": 1},
    **{name: {"steps": ("type:user.*", "type:email.*")} for name in ("funnel", "funnel_stopped")},
    "push_notification_parts": {"id": 1},
    "publish_comparison": {"app": "1", "at": "2026-10-05T10:15:30Z"},
    "data_key_values": {"key": "messageId"},
}
"""Options without which a question has no answer."""

NONE_OF_ONE = {"sharing_users", "unusual_hours"}
"""Questions on what stands out from other logs: one log is not enough for an answer."""

TWO_OF_ONE = {"funnel"}
"""Questions that answer with the steps they were asked about."""

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
    "device_activity": "one visit",
    "ip_activity": "one visit",
    "followed_sessions": "one visit",
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
    "app_errors": "one app error",
    **dict.fromkeys(
        (
            "app_versions",
            "app_versions_over_time",
            "devices",
            "devices_over_time",
            "operating_systems",
            "operating_systems_over_time",
            "platforms",
            "platforms_over_time",
            "screen_paths",
            "screens_viewed",
            "sessions",
            "sessions_over_time",
        ),
        "one visit",
    ),
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
            "thread",
            "thread_figures",
            "thread_missing",
            "emails",
            "email_by_recipient",
            "feature_figures_over_time",
            "feature_figures_by_hour",
            "data_key_values",
        ),
        "one email",
    ),
    **dict.fromkeys(
        (
            "file_changes",
            "files_over_time",
            "files_by_hour",
            "files_by_user",
            "files_by_app",
            "files_by_folder",
            "busiest_files",
            "files_deleted_not_restored",
        ),
        "one file",
    ),
    **dict.fromkeys(
        ("ai_use_over_time", "ai_use_by_hour", "ai_by_app", "ai_by_user"), "one AI request"
    ),
    **dict.fromkeys(
        (
            "app_events",
            "app_events_over_time",
            "app_events_by_hour",
            "app_events_by_app",
            "app_events_by_user",
            "feature_adoption",
            "features_unused",
        ),
        "one event",
    ),
    "deliveries_to_person": "one email",
    **dict.fromkeys(
        ("sms_outcomes_over_time", "sms_outcomes_by_hour", "sms_by_kind", "sms_by_app", "sms_sent"),
        "one SMS",
    ),
    **dict.fromkeys(
        (
            "data_source_figures_over_time",
            "data_source_figures_by_hour",
            "data_source_use_over_time",
            "data_source_use_by_hour",
            "data_source_use_by_app",
            "data_source_use_by_screen",
            "data_source_users",
            "data_source_newcomers",
            "data_source_reads",
        ),
        "one read",
    ),
    "data_source_writes": "one write",
    "data_source_writes_by_kind": "one write",
    "unclassified_data_source_types": "one unclassified",
    **dict.fromkeys(
        (
            "push_outcomes_by_day",
            "push_outcomes_over_time",
            "push_outcomes_by_hour",
            "push_by_app",
            "push_by_method",
            "push_notifications",
            "push_notification_parts",
        ),
        "one push",
    ),
    **dict.fromkeys(("app_builds", "builds_over_time", "builds_by_app"), "one build"),
    **dict.fromkeys(
        (
            "app_changes",
            "apps_published",
            "changes_between_publishes",
            "publish_cadence",
            "publish_marks",
            "web_launches",
        ),
        "one launch",
    ),
    "apps_unpublished": "one unpublished",
    "slug_changes": "one address",
    "publish_comparison": "one app error",
    "push_errors": "one failed push",
    "push_of_error": "one failed push",
}
"""Stores of one log that questions speak of which do not speak of a login to an app."""

MORE_THAN_ONE_LOG = {"data_source_unusual_volume"}
"""Questions that compare logs with others, so that of one alone there is no answer."""
WITH_AN_END = {"screen_paths"}
"""Questions whose one log is both a beginning and an end."""

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
    given: dict[str, Any] = {
        "user": {"email": "bob@x.com"},
        "role": "editor",
        "deviceId": "d-1",
        "ip": "10.0.0.1",
    }
    given |= {"device": {"model": "Pixel 8"}, "appVersion": "1.0", "_os": "Android"}
    given |= {"_analyticsSessionId": "v-1", "_pageId": 7, "_platform": "native"}
    ones = {
        "one admin": "organization.user.create",
        "one access": "app.user.create",
        "one profile": "user.update",
        "one second factor": "organization.user.twofactor.remove",
        "one visit": "app.view",
        "one failure": "user.login.failed",
        "one file": "mediaFile.remove",
        "one AI request": "ai.completions",
        "one event": "app.analytics.event",
        "one SMS": "sms.2fa",
        "one read": "dataSource.export",
        "one write": "dataSource.import",
        "one unclassified": "dataSource.lock",
        "one build": "app.submission.build",
        "one unpublished": "app.publish.web.remove",
        "one address": "app.publish.web.update",
    }
    features = (
        "sms.validate",
        "mediaFile.update",
        "mediaFile.remove",
        "ai.image",
        "app.analytics.event",
    )
    place = {"mediaFileId": 1, "category": "list", "to": "+44 1", "error": "off"}
    shown: dict[str, Any] = {
        "_analyticsSessionId": "s-1",
        "_pageId": 7,
        "_platform": "web",
        "appVersion": "2.1",
    }
    shown |= {"device": {"uuid": "d-1", "model": "Pixel 8"}, "_os": "Android"}
    mine = [
        log(f"2026-10-{day:02} {day:02}:20", kind, user=f"u{day % 3}@x.com", app_id=1, app="Shop")
        for day in range(1, 22)
        for kind in ("user.login", "user.login.failed", "app.view", "email.bounced")
    ] + [
        push("2026-10-07 09:00", success=2, failure=1, app_id=1),
        log("2026-10-05 10:30", "app.publish", user="u1@x.com", app_id=1, app="Shop"),
        log("2026-10-06 10:30", "app.page.update", user="u1@x.com", app_id=1, app="Shop"),
        log("2026-10-07 10:30", "app.publish.web.create", user="u2@x.com", app_id=1, app="Shop"),
        log("2026-10-07 11:30", "app.submission.build", app_id=1, data={"appSubmissionId": 7}),
        log("2026-10-07 12:30", "app.submission.report", app_id=1, data={"appSubmissionId": 7}),
        log("2026-10-06 10:30", "email.communicate", app_id=1, data=mail),
        log("2026-10-06 10:29", "email.validate", app_id=1, data={**mail, "messageId": "m-2"}),
        log("2026-10-06 10:31", "email.bounced", app_id=1, data={**mail, "messageId": "m-2"}),
        *(
            log(
                f"2026-10-{day:02} {day:02}:25",
                kind,
                user=f"u{day % 3}@x.com",
                app_id=1,
                data={**place, "mediaFolderId": day},
            )
            for day in (1, 6, 7, 8)
            for kind in features
        ),
        *(
            log(f"2026-10-{day:02} {hour}:05", kind, user="u1@x.com", app_id=1, dataSourceId=7)
            for day, hours in ((2, 1), (3, 1), (4, 1), (5, 1), (6, 1), (8, 2), (9, 3), (15, 4))
            for hour in range(10, 10 + hours)
            for kind in ("dataSource.export", "dataSource.import", "dataSource.lock")
        ),
        *(
            log(f"2026-10-06 10:{minute}", "app.view", app_id=1, user="u1@x.com", data=shown)
            for minute in (20, 29, 40)
        ),
    ]
    others = [
        log("2026-10-06 08:00", "user.login.sso", user="eve@x.com", app_id=2, app="Secret"),
        log("2026-10-07 08:00", "email.rejected", user="eve@x.com", app="Shop"),
        log("2026-10-08 08:00", "secret.type", category="studio", user="eve@x.com"),
        push("2026-10-08 09:00", success=9, failure=9, app_id=2),
        log("2026-10-05 08:00", "mediaFile.update", app_id=2, data={**place, "mediaFolderId": 99}),
        log("2026-10-09 08:00", "mediaFile.restore", app_id=2, data=place),
        log("2026-10-09 08:00", "sms.communicate", app_id=2, data={"status": "delivered"}),
        *(
            log("2026-10-09 08:00", kind, user="u1@x.com", app_id=2, dataSourceId=source)
            for kind in ("dataSource.export", "dataSource.entry.create", "dataSource.lock")
            for source in (7, 8)
        ),
        log("2026-10-06 10:10", "app.view", app_id=2, user="eve@x.com", data=shown),
        log("2026-10-06 10:00", "app.publish", app_id=2),
        log("2026-10-06 11:00", "app.page.update", user="u1@x.com", app_id=2),
        log("2026-10-06 12:00", "app.submission.report", app_id=2, data={"appSubmissionId": 7}),
        log("2026-10-08 08:00", "email.communicate", app_id=2, data={**mail, "messageId": "m-3"}),
    ]
    return {
        "empty": embedded(),
        "one": embedded(one),
        "one email": embedded(log("2026-10-05 10:15:30", "email.communicate", data=mail)),
        "one Studio email": embedded(
            log("2026-10-05 10:15:30", "email.communicate", data=mail, category="studio")
        ),
        "one app error": embedded(
            log("2026-10-05 10:15:30", "app.error.live", app_id=1, data={"message": "No"})
        ),
        "one push": embedded(push("2026-10-05 10:15:30", success=1, failure=0)),
        "one failed push": embedded(push("2026-10-05 10:15:30", success=0, failure=1)),
        "one launch": embedded(log("2026-10-05 10:15:30", "app.publish.web.create", app_id=1)),
        "one bounce": embedded(log("2026-10-05 10:15:30", "email.bounced", data=mail)),
        "one key": embedded(log("2026-10-05 10:15:30", data={"note": "x"})),
        "one short address": embedded(log("2026-10-05 10:15:30", user="ux@x.com")),
        "one to Studio": embedded(log("2026-10-05 10:15:30", "user.login", category="studio")),
        **{
            name: embedded(
                log(
                    "2026-10-05 10:15:30",
                    kind,
                    user="ann@x.com",
                    data=given,
                    session=5,
                    dataSourceId=7,
                )
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
    """All cases; on ClickHouse the first, the last and some between, others for every question."""
    if stores["mixed"].engine.dialect.name == "duckdb":
        return cases
    between = () if name in PLANNED_LONG else cases[1 + sum(map(ord, name)) % 4 : -1 : 4]
    return (cases[0], *between, cases[-1])


@pytest.mark.parametrize("name", QUESTIONS)
def test_columns_have_the_declared_types(stores: dict[str, Store], name: str) -> None:
    zone = LogFilter(zone="America/New_York")
    for held in dict.fromkeys(("empty", ONE.get(name, "one"), "mixed")):
        frame = run(name, zone, OWNER, store=stores[held], **OPTIONS.get(name, {}))
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


@pytest.mark.parametrize("name", [name for name in QUESTIONS if name not in MORE_THAN_ONE_LOG])
def test_one_record(stores: dict[str, Store], name: str) -> None:
    store = stores[ONE.get(name, "one")]
    asked = LogFilter(since=utc("2026-11-01")) if name in BEFORE else LogFilter()
    frame = run(name, asked, OWNER, store=store, **OPTIONS.get(name, {}))
    two = name in TWO_OF_ONE or name in WITH_AN_END
    assert len(frame) == (0 if name in NONE_OF_ONE else 2 if two else 1)
    if name in NONE_OF_ONE:
        return
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
        if name in ANY_FILTER or (name in ANY_USER and asked.user):
            continue
        if name in ANY_LOG_OF_AN_APP and set(asked.narrowed_by) - {"apps"}:
            continue
        check_empty(run(name, asked, OWNER, store=stores["mixed"], **OPTIONS.get(name, {})), name)


ANY_TIME = {"categories_seen", "apps_seen", "log_types_seen"} | {
    "members_known",
    "accounts_without_two_factor",
    "user_summary",
    "features_unused",
    "publish_comparison",
}
"""Questions for which the window does not count, or not its beginning."""

BEFORE = {"features_unused"}
"""Questions that speak of what is before the window."""

ANY_USER = {"addresses_like"}
"""Questions that name a user themselves: the filter's user part does not count."""

ANY_FILTER = {"surroundings"}
"""Questions that name a log themselves: only the viewer's scope counts."""
ANY_LOG_OF_AN_APP = {"publish_marks"}
"""Questions for which only the window and the apps of a filter count."""


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


TABLELESS = {"data", "data.columns", "data.errors", "data.key_path"}
"""What questions may read of the package below: names, types and errors, no way to a row."""


def test_no_question_has_another_way_to_a_table() -> None:
    """Scope and filter are applied in `Logs`, so nothing else may name a table or open a store."""
    schema = {path.stem for path in modules() if "data.schema" in imported_by(path)}
    # The pack tells which imports brought the logs; it is no question.
    assert schema <= {"logs", "run", "export", "evidence_pack"}
    for module in MODULES:
        path = Path(str(module.__file__))
        data = {name for name in imported_by(path) if name.split(".")[0] == "data"}
        assert {".".join(name.split(".")[:2]) for name in data} <= TABLELESS
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
