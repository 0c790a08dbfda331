"""Each part of a filter: the SQL it becomes, the words it reads as, and the logs it matches."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from data.columns import LOG_COLUMNS
from data.engine import Store
from data.errors import InvalidFilter
from queries.clauses import UserMatch, log_type_matches
from queries.filters import LogFilter, escaped, exactly, key_pair
from tests.builders import Log, log, utc
from tests.queries.asking import ask
from tests.queries.clickhouse import ClickHouse
from tests.queries.conftest import MakeStore
from tests.queries.strategies import any_filters

SOME_LOGS: tuple[Log, ...] = (
    log("2026-10-01 10:00", "user.login", user="Ann@X.com", app_id=1, app="Shop", session=51),
    log("2026-10-01 11:00", "user.login.failed", user="bob@x.com", app_id=2, app="SHOP"),
    log("2026-10-01 12:00", "user.logout", user="bob@x.com", acting="ann@x.com", app="100% *"),
    log("2026-10-01 13:00", "email.bounced", category="appAction", data={"messageId": "m_1"}),
    log("2026-10-01 14:00", "app.update", category=None, data={"ip": "10.0.0.7", "é": "Ä\\b"}),
    log("2026-10-01 15:00", "app.update", category="studio", data={"device": {"uuid": "U-1"}}),
    log("2026-10-01 16:00", "app.view", user="thomas@x.com", acting="eve@x.com", session=5),
    log("2026-10-01 17:00", "App.View", app="1", session=15, data="100% sure, it's «not» JSON"),
)
"""The logs that the cases' ids number from 1."""


@dataclass(frozen=True)
class Case:
    """A filter and what is expected of it: SQL on the embedded engine, words, ids matched."""

    filter: LogFilter
    sql: str
    words: str
    ids: tuple[int, ...]
    also: dict[str, Any] = field(default_factory=dict)


CASES = (
    Case(
        LogFilter(categories=("app",)),
        "category IN ('app')",
        "category Apps/Integrations",
        (1, 2, 3, 7, 8),
    ),
    Case(
        LogFilter(categories=("STUDIO", "App Actions")),
        "category IN ('studio', 'appAction')",
        "category Fliplet Studio/Viewer or App Actions",
        (4, 6),
    ),
    Case(
        LogFilter(categories=("none", "studio")),
        "category IN ('studio') OR logs.category IS NULL",
        "category No category or Fliplet Studio/Viewer",
        (5, 6),
    ),
    Case(
        LogFilter(log_types=("user.login",)),
        "log_type IN ('user.login')",
        "log type user.login",
        (1,),
    ),
    Case(
        LogFilter(log_types=("USER.Login",)),
        "log_type IN ('USER.Login', 'user.login')",
        "log type USER.Login",
        (1,),
    ),
    Case(
        LogFilter(log_types=("user.log*", "email.bounced")),
        "log_type IN ('email.bounced') OR lower(logs.log_type) LIKE lower('user.log%') ESCAPE '\\'",
        "log type user.log* or email.bounced",
        (1, 2, 3, 4),
    ),
    Case(
        LogFilter(log_types=("*VIEW",)),
        "lower(logs.log_type) LIKE lower('%VIEW') ESCAPE '\\'",
        "log type *VIEW",
        (7, 8),
    ),
    Case(LogFilter(apps=("shop",)), "lower(logs.app_name) = lower('shop')", "app shop", (1, 2)),
    Case(
        LogFilter(apps=("1",)),
        "lower(logs.app_name) = lower('1') OR logs.app_id = 1",
        "app 1",
        (1, 8),
    ),
    Case(
        LogFilter(apps=("100% *",)),
        "lower(logs.app_name) LIKE lower('100\\% %') ESCAPE '\\'",
        "app 100% *",
        (3,),
    ),
    Case(
        LogFilter(apps=(escaped("100% *"),)),
        "lower(logs.app_name) = lower('100% *')",
        "app 100% \\*",
        (3,),
    ),
    Case(
        LogFilter(apps=("s_op*", "0*")),
        "lower(logs.app_name) LIKE lower('s\\_op%') ESCAPE '\\' "
        "OR lower(logs.app_name) LIKE lower('0%') ESCAPE '\\'",
        "app s_op* or 0*",
        (),
    ),
    Case(
        LogFilter(user="ANN"),
        "contains(lower(logs.user_email), lower('ANN')) "
        "OR contains(lower(logs.studio_user_email), lower('ANN'))",
        "user contains ANN",
        (1, 3),
    ),
    Case(
        LogFilter(user=exactly("ann@x.com")),
        "user_email = lower('ann@x.com') OR logs.studio_user_email = lower('ann@x.com')",
        'user "ann@x.com"',
        (1, 3),
    ),
    Case(
        LogFilter(user='"nn@x.com"'),
        "user_email = lower('nn@x.com') OR logs.studio_user_email = lower('nn@x.com')",
        'user "nn@x.com"',
        (),
    ),
    Case(
        LogFilter(user="as"),
        "studio_user_email IS NOT NULL",
        "acting as",
        (3, 7),
    ),
    Case(
        LogFilter(user="ann as bob"),
        "studio_user_email IS NOT NULL AND contains(lower(logs.studio_user_email), lower('ann')) "
        "AND contains(lower(logs.user_email), lower('bob'))",
        "acting ann as bob",
        (3,),
    ),
    Case(
        LogFilter(user="AS Thomas"),
        "studio_user_email IS NOT NULL AND contains(lower(logs.user_email), lower('Thomas'))",
        "acting AS Thomas",
        (7,),
    ),
    Case(
        LogFilter(user='"eve@x.com" as'),
        "studio_user_email IS NOT NULL AND logs.studio_user_email = lower('eve@x.com')",
        'acting "eve@x.com" as',
        (7,),
    ),
    Case(LogFilter(session="5"), "session_id = 5", "session 5", (7,)),
    Case(
        LogFilter(session="5*"),
        "lower(CAST(logs.session_id AS VARCHAR)) LIKE lower('5%') ESCAPE '\\'",
        "session 5*",
        (1, 7),
    ),
    Case(LogFilter(session="five"), "false", "session five", ()),
    Case(LogFilter(session="9" * 19), "false", f"session {'9' * 19}", ()),
    Case(LogFilter(device="U-1"), "device = 'U-1'", "device U-1", (6,)),
    Case(
        LogFilter(ip="10.0.*"),
        "lower(logs.ip) LIKE lower('10.0.%') ESCAPE '\\'",
        "IP address 10.0.*",
        (5,),
    ),
    Case(
        LogFilter(text="100%"),
        "contains(lower(logs.data), lower('100%'))",
        "data contains «100%»",
        (8,),
    ),
    Case(
        LogFilter(text='É": "ä\\\\B'),
        "contains(lower(logs.data), lower('É\": \"ä\\\\B'))",
        'data contains «É": "ä\\\\B»',
        (5,),
    ),
    Case(
        LogFilter(text="it's"),
        "contains(lower(logs.data), lower('it''s'))",
        "data contains «it's»",
        (8,),
    ),
    Case(
        LogFilter(keys=(("message_id", "m_1"), ("app_id", "7"))),
        "message_id = 'm_1' AND logs.app_id = 7",
        "message_id m_1, app_id 7",
        (),
    ),
    Case(
        LogFilter(keys=(("message_id", "M*"),)),
        "lower(logs.message_id) LIKE lower('M%') ESCAPE '\\'",
        "message_id M*",
        (4,),
    ),
    Case(
        LogFilter(since=utc("2026-10-01 11:00"), until=utc("2026-10-01 13:00")),
        "created_at >= CAST('2026-10-01 11:00:00' AS TIMESTAMP) "
        "AND logs.created_at < CAST('2026-10-01 13:00:00' AS TIMESTAMP)",
        "",
        (2, 3),
    ),
    Case(
        LogFilter(apps=("shop",), user="bob"),
        "lower(logs.app_name) = lower('shop') AND (contains(lower(logs.user_email), lower('bob')) "
        "OR contains(lower(logs.studio_user_email), lower('bob')))",
        "app shop, user contains bob",
        (2,),
    ),
)

LOGS_TABLE = sa.table(
    "logs",
    *(sa.column(c.name, sa.BigInteger if c.kind == "integer" else sa.Text) for c in LOG_COLUMNS),
)


@pytest.fixture(scope="module")
def embedded_store(embedded: MakeStore) -> Store:
    return embedded(*SOME_LOGS)


@pytest.fixture(scope="module")
def copied_store(embedded_store: Store, clickhouse: ClickHouse) -> Store:
    return clickhouse.copy_of(embedded_store)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.filter.words() or "window"))
def test_a_filter_in_sql_in_words_and_in_logs(
    case: Case, embedded_store: Store, copied_store: Store
) -> None:
    condition = sa.and_(*case.filter.clauses(LOGS_TABLE.c))
    text = str(condition.compile(embedded_store.engine, compile_kwargs={"literal_binds": True}))
    assert text.removeprefix("logs.") == case.sql
    assert ", ".join(case.filter.words()) == case.words
    for store in (embedded_store, copied_store):
        assert tuple(row[0] for row in ask(store, "record_page", case.filter))[::-1] == case.ids


NASTY = (
    "'; DROP TABLE logs; --",
    "' OR 1 = 1 --",
    "\\' OR 1=1 --",
    '" OR "" = "',
    "%",
    "_",
    "\\",
    "*",
    "\\*",
    "{x:String}",
    "%(x)s",
    ":x",
    "$1",
    "?",
    "'||(SELECT 1)||'",
)


@pytest.mark.parametrize("text", NASTY)
def test_text_is_text_and_never_sql(text: str, embedded: MakeStore, clickhouse: ClickHouse) -> None:
    """A log that holds the text is found by it, all others are not, and nothing else happens."""
    store = embedded(
        log("2026-10-01 10:00", f"x{text}", app=text, user=f"x{text}", data=text, requestId=text),
        log(
            "2026-10-01 11:00", "app.view", app="Shop", user="ann@x.com", data="data", requestId="r"
        ),
    )
    asked = (
        LogFilter(log_types=(escaped(f"x{text}"),)),
        LogFilter(apps=(escaped(text),)),
        LogFilter(apps=(f"*{escaped(text)}*",)),
        LogFilter(user=f"x{text}"),
        LogFilter(user=exactly(f"x{text}")),
        LogFilter(text=text),
        LogFilter(keys=(("request_id", escaped(text)),)),
    )
    for each in (store, clickhouse.copy_of(store)):
        for filter in asked:
            assert [row[0] for row in ask(each, "record_page", filter)] == [1], filter
        assert ask(each, "record_count") == [(2,)]


@given(any_filters())
def test_a_filter_survives_the_url(filter: LogFilter) -> None:
    url = urlencode(filter.to_query(), doseq=True)
    assert LogFilter.from_query(parse_qs(url, keep_blank_values=True)) == filter


@given(any_filters())
def test_any_filter_reads_and_compiles(filter: LogFilter) -> None:
    assert len(filter.words()) == len(filter.narrowed_by)
    assert len(filter.clauses(LOGS_TABLE.c)) >= len(filter.narrowed_by)


def test_unknown_and_empty_parameters_are_ignored() -> None:
    query = {"colour": ["red"], "apps": [""], "user": [" "], "log_types": [" user.login "]}
    assert LogFilter.from_query(query) == LogFilter(log_types=("user.login",))


def test_a_filter_in_a_url() -> None:
    filter = LogFilter(
        since=utc("2026-10-01"),
        zone="Europe/London",
        apps=("Shop", "7"),
        user="ann as bob",
        keys=(("message_id", "a=b"),),
    )
    assert filter.to_query() == {
        "since": ["2026-10-01T00:00:00Z"],
        "zone": ["Europe/London"],
        "apps": ["Shop", "7"],
        "user": ["ann as bob"],
        "key": ["message_id=a=b"],
    }


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"since": datetime(2026, 10, 1)}, "since needs a time zone"),  # noqa: DTZ001 - it is told
        ({"since": utc("2026-10-02"), "until": utc("2026-10-01")}, "ends before it begins"),
        ({"zone": "Mars/Olympus"}, "unknown time zone"),
        ({"keys": (("colour", "red"),)}, "unknown key 'colour'"),
        ({"keys": (("message_id", " "),)}, "key message_id needs a value"),
        ({"until": datetime.max.replace(tzinfo=timezone(timedelta(hours=-1)))}, "out of range"),
    ],
)
def test_filters_that_make_no_sense(parts: dict[str, Any], reason: str) -> None:
    with pytest.raises(InvalidFilter, match=reason):
        LogFilter(**parts)


@pytest.mark.parametrize("query", [{"since": ["yesterday"]}, {"key": ["message_id"]}])
def test_urls_that_make_no_sense(query: dict[str, list[str]]) -> None:
    with pytest.raises(InvalidFilter):
        LogFilter.from_query(query)


def test_filters_that_mean_the_same_are_equal() -> None:
    filter = LogFilter(apps=("Shop ", "", "Shop"), user=" ann ", since=utc("2026-10-01"))
    london = timezone(timedelta(hours=1))
    same = LogFilter(
        apps=["Shop"],  # type: ignore[arg-type]  # a list is taken too
        user="ann",
        since=datetime(2026, 10, 1, 1, tzinfo=london),
    )
    assert filter == same
    assert hash(filter) == hash(same)
    assert filter.since == utc("2026-10-01")
    assert filter.since is not None
    assert filter.since.tzinfo is UTC


def test_the_window_before() -> None:
    filter = LogFilter(since=utc("2026-10-08"), until=utc("2026-10-15"), user="ann")
    assert filter.previous() == replace(filter, since=utc("2026-10-01"), until=utc("2026-10-08"))
    assert replace(filter, since=None).previous() is None
    assert replace(filter, until=None).previous() is None
    assert replace(filter, since=utc("0001-01-02")).previous() is None
    assert filter.without_window() == LogFilter(user="ann")


@pytest.mark.parametrize(
    ("text", "user", "actor", "acting"),
    [
        ("ann", "ann", "", False),
        ("Thomas", "Thomas", "", False),
        ("ann.as.bob@x.com", "ann.as.bob@x.com", "", False),
        ("ask as", "", "ask", True),
        ("ann as bob", "bob", "ann", True),
        ("  ann   AS   bob  ", "bob", "ann", True),
        ("a as b as c", "c", "a as b", True),
        ("as", "", "", True),
        ('"ann as bob"', '"ann as bob"', "", False),
        ('"ann" as "bob"', '"bob"', '"ann"', True),
        ("", "", "", False),
    ],
)
def test_the_forms_of_a_user(text: str, user: str, actor: str, acting: bool) -> None:
    assert UserMatch.read(text) == UserMatch(user=user, actor=actor, acting=acting)


@given(st.text(), st.text())
def test_escaped_text_equals_itself_only(text: str, other: str) -> None:
    """What `escaped` makes of a text has no wildcard left and means that text."""
    filter = LogFilter(device=escaped(text.strip()) or "-")
    condition = filter.clauses(LOGS_TABLE.c)[0]
    assert isinstance(condition, sa.BinaryExpression)
    assert condition.right.value == (text.strip() or "-")


def test_keys_are_pairs() -> None:
    assert key_pair("message_id=a=b ") == ("message_id", "a=b ")
    with pytest.raises(InvalidFilter, match="not NAME=VALUE"):
        key_pair("message_id")


SEEN = ("user.login", "user.login.failed", "User.Login", "email.bounced", "a*b", "x.login")


def test_log_types_are_matched_here_as_in_sql(embedded: MakeStore) -> None:
    store = embedded(*(log("2026-11-01", name) for name in SEEN))
    for value in ("user.login", "USER.login", "user.*", "*LOGIN", r"a\*b", "a*b", "*", ".*", "%"):
        filter = LogFilter(log_types=(value,))
        found = {row[0] for row in ask(store, "log_types_seen", filter)}
        assert {name for name in SEEN if log_type_matches(name, (value,))} == found, value


def test_a_filter_of_certain_log_types_keeps_to_those_it_had() -> None:
    patterns = ("user.login", "user.login.*")
    bare = LogFilter(user="ann")
    assert bare.typed(patterns, SEEN) == LogFilter(user="ann", log_types=patterns)
    failed = LogFilter(log_types=("*failed", "email.*"))
    assert failed.typed(patterns, SEEN) == LogFilter(log_types=("user.login.failed",))
    assert LogFilter(log_types=(r"a\*b",)).typed(("a*",), SEEN) == LogFilter(log_types=(r"a\*b",))
    assert LogFilter(log_types=("email.*",)).typed(patterns, SEEN) is None


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (exactly("Ann@x.com"), "ann@x.com"),
        ('" ann@x.com "', "ann@x.com"),
        ("ann@x.com", None),
        ('"ann@x.com" as', None),
        ('"a" as "b"', None),
        ('""', None),
        ('"', None),
        ("", None),
    ],
)
def test_the_one_user_who_is_asked_for(text: str, address: str | None) -> None:
    assert LogFilter(user=text).one_user == address
