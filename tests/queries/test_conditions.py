"""Conditions: what they mean in SQL on every engine, in words, and in a URL."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from data import schema
from data.access import OWNER
from data.columns import LOG_COLUMNS
from data.engine import Store
from data.errors import InvalidFilter
from data.key_path import EACH, path_steps, path_text
from queries.conditions import DEEPEST, MOST, OPERATORS, Condition, Group, key_field, kind_of
from queries.conditions_url import group_from, group_text
from queries.conditions_words import group_words
from queries.filters import LogFilter
from queries.logs import Facts, Logs
from queries.run import sql_text
from tests.builders import Log, log, utc
from tests.queries.asking import ask
from tests.queries.clickhouse import ClickHouse
from tests.queries.conftest import MakeStore
from tests.queries.json_documents import MOMENTS, TEXTS, documents
from tests.queries.plain_conditions import holds

C = Condition


def all_of(*parts: Condition | Group) -> Group:
    return Group("all", parts)


def any_of(*parts: Condition | Group) -> Group:
    return Group("any", parts)


def none_of(*parts: Condition | Group) -> Group:
    return Group("none", parts)


def found(store: Store, where: Group) -> set[int]:
    """The ids of the logs that a filter with these conditions matches."""
    ids = Logs(LogFilter(where=where), OWNER).rows("id").c.id
    with store.engine.connect() as connection:
        return set(connection.execute(sa.select(ids)).scalars())


PUSHED = [{"method": "apn", "n": 3}, {"method": "gcm", "n": 0.5}, {"method": None}]
SOME_LOGS: tuple[Log, ...] = (
    log("2026-10-01 10:00", "user.login", user="Ann@X.com", app_id=1, app="Shop", session=51),
    log("2026-10-01 11:00", "email.bounced", data={"reason": "Unknown Mailbox", "statusCode": 404}),
    log("2026-10-01 12:00", "app.view", app_id=2, app="shop 100%", data={"n": 12, "ok": True}),
    log("2026-10-01 13:00", "job", data={"result": [{"result": PUSHED}], "n": 12.50, "ok": None}),
    log("2026-10-01 14:00", "app.view", app_id=3, data='{"reason": "cut'),
    log("2026-10-01 15:00", "app.view", app_id=3, data={"reason": "", "n": "7", "tags": []}),
    log("2026-10-01 16:00", "app.view", data={"tags": ["a", {"x": 1}, "B"], "n": {"n": 1}}),
    log("2026-10-01 17:00", data={"a.b": {'q"\\': "x"}, "at": "2026-09-30T23:59:59.999Z"}),
    log("2026-10-01 18:00", data={"at": "2026-10-01", "n": "12,5"}),
    log("2026-10-01 19:00", data='[{"n": -3}, {"n": 1.0}]'),
)
"""The logs that the cases' ids number from 1."""

EVERY = set(range(1, 11))
CASES: list[tuple[Group, set[int], str]] = [
    (all_of(C("log_type", "is", ("app.view",))), {3, 5, 6, 7, 8, 9, 10}, "log_type is «app.view»"),
    (all_of(C("app_name", "is", ("shop",))), set(), "app_name is «shop»"),
    (all_of(C("app_name", "contains", ("SHOP",))), {1, 3}, "app_name contains «SHOP»"),
    (all_of(C("app_name", "contains", ("0%",))), {3}, "app_name contains «0%»"),
    (all_of(C("app_name", "starts_with", ("sHOP ",))), {3}, "app_name starts with «sHOP »"),
    (all_of(C("user_email", "is", ("ANN@x.com",))), {1}, "user_email is «ANN@x.com»"),
    (all_of(C("app_id", "is_not", (1,))), EVERY - {1}, "app_id is not 1"),  # type: ignore[arg-type]
    (all_of(C("app_id", "one_of", ("3", "2", "3"))), {3, 5, 6}, "app_id one of 3 or 2"),
    (all_of(C("app_id", "at_least", ("2",))), {3, 5, 6}, "app_id at least 2"),
    (none_of(C("app_id", "at_least", ("2",))), EVERY - {3, 5, 6}, "not (app_id at least 2)"),
    (all_of(C("app_name", "is_empty")), EVERY - {1, 3}, "app_name is empty"),
    (
        all_of(C("created_at", "before", ("2026-10-01T13:00:00+02:00",))),
        {1},
        "created_at before 1 Oct 2026 12:00",
    ),
    (
        any_of(
            C("created_at", "after", ("2026-10-01T18:00Z",)),
            C("created_at", "at_most", (utc("2026-10-01 10:00"),)),  # type: ignore[arg-type]
        ),
        {1, 10},
        "created_at after 1 Oct 2026 19:00 or created_at at most 1 Oct 2026 11:00",
    ),
    (all_of(C("data.reason", "contains", ("mailbox",))), {2}, "data.reason contains «mailbox»"),
    (all_of(C("data.reason", "is_not_empty")), {2}, "data.reason is not empty"),
    (all_of(C("data.reason", "is", ("",))), {6}, "data.reason is «»"),
    (all_of(C("data.n", "is", ("12",))), {3}, "data.n is «12»"),
    (all_of(C("data.n", "one_of", ("12.5", "7"))), {4, 6}, "data.n one of «12.5» or «7»"),
    (all_of(C("data.n", "at_least", ("12",))), {3, 4}, "data.n at least 12"),
    (all_of(C("data.n", "at_most", ("12.499",))), {3, 6}, "data.n at most 12.499"),
    (all_of(C("data.ok", "is", ("true",))), {3}, "data.ok is «true»"),
    (all_of(C("data.ok", "is_not", ("true",))), EVERY - {3}, "data.ok is not «true»"),
    (
        all_of(C("data.result[].result[].method", "is", ("gcm",))),
        {4},
        "data.result[].result[].method is «gcm»",
    ),
    (
        all_of(C("data.result[].result[].n", "at_most", ("1",))),
        {4},
        "data.result[].result[].n at most 1",
    ),
    (all_of(C("data.tags[]", "starts_with", ("b",))), {7}, "data.tags[] starts with «b»"),
    (all_of(C("data.tags[]", "is_empty")), EVERY - {7}, "data.tags[] is empty"),
    (all_of(C("data.tags[].x", "is", ("1",))), {7}, "data.tags[].x is «1»"),
    (all_of(C("data[].n", "at_most", ("-3",))), {10}, "data[].n at most -3"),
    (all_of(C("data[].n", "is", ("1",))), {10}, "data[].n is «1»"),
    (all_of(C('data."a.b"."q\\"\\\\"', "is", ("x",))), {8}, 'data."a.b"."q\\"\\\\" is «x»'),
    (
        all_of(C("data.at", "before", ("2026-10-01T00:00Z",))),
        {8},
        "data.at before 1 Oct 2026 01:00",
    ),
    (
        all_of(C("data.at", "after", ("2026-09-30T23:59:59.9985Z",))),
        {8, 9},
        "data.at after 1 Oct 2026 00:59:59",
    ),
    (
        any_of(
            all_of(C("app_id", "is", ("3",)), C("data.n", "is_not", ("7",))),
            none_of(C("log_type", "contains", ("a",)), C("app_id", "is_not_empty")),
        ),
        {4, 5},
        "(app_id is 3 and data.n is not «7») or not (log_type contains «a» or app_id is not empty)",
    ),
    (
        none_of(all_of(C("app_id", "is", ("3",)), none_of(C("data.n", "is", ("7",))))),
        EVERY - {5},
        "not (app_id is 3 and not (data.n is «7»))",
    ),
]


@pytest.fixture(scope="module")
def embedded_store(embedded: MakeStore) -> Store:
    return embedded(*SOME_LOGS)


@pytest.fixture(scope="module")
def copied_store(embedded_store: Store, clickhouse: ClickHouse) -> Store:
    return clickhouse.copy_of(embedded_store)


@pytest.mark.parametrize(("where", "ids", "words"), CASES, ids=[case[2] for case in CASES])
def test_a_group_in_logs_in_words_and_in_a_link(
    where: Group, ids: set[int], words: str, embedded_store: Store, copied_store: Store
) -> None:
    assert found(embedded_store, where) == ids
    assert found(copied_store, where) == ids
    assert group_words(where, "Europe/London") == words
    assert group_from(group_text(where)) == where
    assert LogFilter(where=where, zone="Europe/London").words() == [f"where {words}"]


NUMBERS = ("-1", "0", "7", "12.5", "400", "999999999999999999")
FIELDS = (
    *("log_type", "app_name", "user_email", "platform", "data", "app_id", "status_code"),
    *("created_at", "updated_at", "data.a", "data.list[].a", "data.list[][].b", 'data."b c"'),
    *("data.deep.a.b", "data.a.b", "data.list[]", "data.ip", "data[].a"),
)


def conditions() -> st.SearchStrategy[Condition]:
    """Conditions whose values occur in the random logs."""
    return st.sampled_from(FIELDS).flatmap(
        lambda field: st.sampled_from(OPERATORS[kind_of(field)]).flatmap(
            lambda operator: st.builds(
                Condition, st.just(field), st.just(operator), values(field, operator)
            )
        )
    )


def values(field: str, operator: str) -> st.SearchStrategy[tuple[str, ...]]:
    if operator in {"is_empty", "is_not_empty"}:
        return st.just(())
    kind = kind_of(field)
    if kind == "time" or operator in {"before", "after"}:
        some = st.sampled_from(MOMENTS)
    elif kind == "integer":
        some = st.sampled_from(("-1", "0", "7", "400"))
    elif operator in {"at_least", "at_most"}:
        some = st.sampled_from(NUMBERS)
    else:
        some = st.sampled_from(TEXTS if operator.startswith(("is", "one")) else TEXTS[1:])
    return st.lists(some, min_size=1, max_size=3 if operator == "one_of" else 1).map(tuple)


def groups(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Group]:
    kinds = st.sampled_from(["all", "any", "none"])

    def of(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Group]:
        return st.builds(Group, kinds, st.lists(inner, min_size=1, max_size=3).map(tuple))

    return of(st.recursive(parts, of, max_leaves=6))


@st.composite
def random_logs(draw: st.DrawFn) -> list[Log]:
    some = [None, "a", "shop", "É%_", "Ann@x.com"]
    return [
        log(
            f"2026-10-0{draw(st.integers(1, 3))} 05:00:00.0005",
            draw(st.sampled_from(["a", "app.view", "shop"])),
            user=draw(st.sampled_from(some)),
            app=draw(st.sampled_from(some)),
            app_id=draw(st.sampled_from([None, 0, 7])),
            data=draw(
                st.dictionaries(
                    st.sampled_from(["a", "b c", "list", "deep", "ip", "_platform", "statusCode"]),
                    documents(),
                    max_size=5,
                )
                | st.sampled_from([None, "", "no JSON", '[{"a": "b"}, {"a": 7}]', '{"a": 1'])
            ),
        )
        for _ in range(12)
    ]


def stored_rows(store: Store) -> list[dict[str, Any]]:
    names = [column.name for column in LOG_COLUMNS]
    with store.engine.connect() as connection:
        rows = connection.execute(sa.select(*(schema.logs.c[name] for name in names)))
        return [dict(zip(names, row, strict=True)) for row in rows]


@pytest.fixture(scope="module")
def random_stores(embedded: MakeStore, clickhouse: ClickHouse) -> list[Store]:
    """The same 180 random logs on both engines."""
    logs: list[Log] = []

    @seed(1)
    @settings(database=None, max_examples=15, deadline=None)
    @given(random_logs())
    def collect(some: list[Log]) -> None:
        logs.extend(some)

    collect()
    store = embedded(*logs)
    return [store, clickhouse.copy_of(store)]


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(where=groups(conditions()))
def test_sql_agrees_with_plain_python(random_stores: list[Store], where: Group) -> None:
    expected = {row["id"] for row in stored_rows(random_stores[0]) if holds(where, row)}
    for store in random_stores:
        assert found(store, where) == expected


def any_groups() -> st.SearchStrategy[Group]:
    text = st.text(st.characters(codec="utf-8"), max_size=12)
    key = text.filter(lambda key: key not in {"", "*"})
    steps = st.lists(st.just(EACH) | key, min_size=1, max_size=4).filter(any).map(tuple)
    columns = st.sampled_from([c.name for c in LOG_COLUMNS if c.kind == "text"])
    texts = st.tuples(st.sampled_from(["is", "is_not"]), text) | st.tuples(
        st.sampled_from(["contains", "starts_with"]), text.filter(bool)
    )
    asked = st.builds(
        lambda field, pair: Condition(field, pair[0], (pair[1],)),
        columns | steps.map(key_field),
        texts,
    )
    several = st.builds(
        lambda field, many: Condition(field, "one_of", tuple(many)),
        columns | steps.map(key_field),
        st.lists(text, min_size=1, max_size=4),
    )
    times = st.builds(
        lambda at: Condition("created_at", "before", (at,)),
        st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001 - hypothesis adds the zone
    )
    return groups(conditions() | asked | several | times)


@settings(deadline=None)
@given(any_groups())
def test_conditions_survive_the_url(where: Group) -> None:
    filter = LogFilter(where=where)
    url = urlencode(filter.to_query(), doseq=True)
    assert LogFilter.from_query(parse_qs(url, keep_blank_values=True)) == filter
    assert group_text(group_from(group_text(where))) == group_text(where)


@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(list('all(ny)none,is "\\data.[]x'))).map("".join)
)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        where = group_from(text)
    except InvalidFilter:
        return
    assert group_from(group_text(where)) == where


CORPUS = (
    "'; DROP TABLE logs; --",
    "' OR 1 = 1 --",
    "\\' OR 1=1 /*",
    '" OR "" = "',
    "100%",
    "_",
    "\\",
    "\\u0041",
    "*",
    "{x:String}",
    "%(x)s",
    ":x",
    "$1 ?",
    "a\x00b",
    "\x00",
    "\U0001f600\U0001f468\u200d\U0001f469",
    "\u202eabc\u200f\u2066",
    "line\nbreak\ttab\r\x0b\x7f",
    "e\u0301 ß İ",
    " all(app_id is 1) ",
    "x" * 100_000,
    "'\"\\%_" * 20_000,
)


@pytest.fixture(scope="module")
def corpus_stores(embedded: MakeStore, clickhouse: ClickHouse) -> list[Store]:
    """A log for each text of the corpus, numbered from 1, and one more, on both engines."""
    logs = [log("2026-10-01", app="Shop", data={"key": "K", "list": [{"x": "Q"}]})]
    for text in reversed(CORPUS):
        odd = {f"k{text}": "odd"} if len(text) < 100 else {}
        data = {"key": text, "list": [{"x": "other"}, {"x": text}], **odd}
        logs.insert(0, log("2026-10-01", app=text, data=data))
    store = embedded(*logs)
    return [store, clickhouse.copy_of(store)]


@pytest.mark.parametrize("number", range(len(CORPUS)))
def test_text_is_text_in_every_operator(number: int, corpus_stores: list[Store]) -> None:
    """The log that holds the text is found by it, others are not, and nothing else happens."""
    text, mine = CORPUS[number], {number + 1}
    alike = {n for n, other in enumerate(CORPUS, 1) if text.lower() in other.lower()}
    begun = {n for n, other in enumerate(CORPUS, 1) if other.lower().startswith(text.lower())}
    wanted: list[tuple[Group, set[int]]] = []
    for field in ("app_name", "data.key", "data.list[].x"):
        wanted += [
            (none_of(C(field, "is_not", (text,))), mine),
            (all_of(C(field, "one_of", (f"{text}x", text))), mine),
            (all_of(C(field, "contains", (text,))), alike),
            (all_of(C(field, "starts_with", (text,))), begun),
        ]
    if len(text) < 100:
        wanted.append((all_of(C(key_field((f"k{text}",)), "is", ("odd",))), mine))
    for store in corpus_stores:
        for where, ids in wanted:
            assert found(store, where) == ids, (store.engine.dialect.name, where)
            assert group_from(group_text(where)) == where
        assert ask(store, "record_count") == [(len(CORPUS) + 1,)]


def test_the_sql_that_is_shown_gives_the_answer(corpus_stores: list[Store]) -> None:
    """With its values written out, whatever they hold."""
    for number, text in enumerate(CORPUS[:-2], start=1):
        steps = ("list", EACH, "x")
        parts = [C(field, "is", (text,)) for field in ("app_name", "data.key", key_field(steps))]
        statement = sa.select(Logs(LogFilter(where=all_of(*parts)), OWNER).rows("id").c.id)
        for store in corpus_stores:
            with store.engine.connect() as connection:
                rows = connection.exec_driver_sql(sql_text(statement, store)).fetchall()
            assert [row[0] for row in rows] == [number], (store.engine.dialect.name, text)


NONSENSE: tuple[tuple[Any, str], ...] = (
    (lambda: C("colour", "is", ("red",)), "unknown column 'colour'"),
    (lambda: C("data.", "is", ("x",)), "a path needs a key"),
    (lambda: C("data[]", "is", ("x",)), "a path needs a key"),
    (lambda: C("data.a..b", "is", ("x",)), "not a path"),
    (lambda: C('data.""', "is", ("x",)), "cannot be asked for"),
    (lambda: C("app_id", "is", ("Shop",)), "app_id: a whole number is expected, not 'Shop'"),
    (lambda: C("app_id", "is", ("9" * 19,)), "a whole number is expected"),
    (lambda: C("app_id", "contains", ("1",)), "app_id cannot be asked with 'contains'"),
    (lambda: C("app_name", "at_least", ("1",)), "app_name cannot be asked with 'at least'"),
    (lambda: C("created_at", "is", ("2026-10-01T00:00Z",)), "created_at cannot be asked with"),
    (lambda: C("created_at", "before", ("yesterday",)), "a time is expected, not 'yesterday'"),
    (lambda: C("created_at", "before", ("2026-10-01",)), "needs a time zone"),
    (lambda: C("created_at", "after", ("0001-01-01T00:00Z",)), "no time from 1900 to 2200: "),
    (lambda: C("data.at", "before", ("2200-01-01T00:00Z",)), "no time from 1900 to 2200: 2200"),
    (lambda: C("data.n", "at_least", ("1e3",)), "data.n: a number is expected"),
    (lambda: C("data.n", "before", ("12",)), "a time"),
    (lambda: C("log_type", "contains", ("",)), "log_type contains: needs a text"),
    (lambda: C("log_type", "is"), "log_type is: needs a value"),
    (lambda: C("log_type", "is", ("a", "b")), "needs a value"),
    (lambda: C("log_type", "is_empty", ("a",)), "takes no value"),
    (lambda: C("log_type", "one_of"), "needs a value"),
    (lambda: C("log_type", "like", ("a",)), "unknown operator 'like'"),  # type: ignore[arg-type]
    (lambda: C("log_type", "is", ("\ud800",)), "half of a character"),
    (lambda: Group("all", ()), "a group needs a condition"),
    (lambda: Group("some", (C("app_id", "is_empty"),)), "unknown group"),  # type: ignore[arg-type]
    (lambda: Group("all", (C("app_id", "is_empty"),) * (MOST + 1)), "more than"),
    (lambda: group_from("all(" * (DEEPEST + 1) + "app_id is_empty"), "nested more than"),
    (lambda: group_from("all(" * 100_000), "nested more than"),
    (lambda: group_from("all(app_id is 1"), "cannot be read from '' on"),
    (lambda: group_from("all()"), "cannot be read from"),
    (lambda: group_from("all(app_id is 1) or 1"), "cannot be read from 'or 1' on"),
    (lambda: group_from('all(app_name is x "y)'), "cannot be read from"),
    (lambda: group_from("app_id is 1"), "cannot be read from 'app_id is 1' on"),
    (lambda: path_steps(".".join("a" * 33)), "more than 32 steps"),
)


@pytest.mark.parametrize(("make", "reason"), NONSENSE, ids=[case[1] for case in NONSENSE])
def test_nonsense_is_refused_with_its_reason(make: Any, reason: str) -> None:
    with pytest.raises(InvalidFilter, match=reason):
        make()


def test_conditions_that_mean_the_same_are_equal() -> None:
    assert C("app_id", "is", ("007",)) == C("app_id", "is", (7,))  # type: ignore[arg-type]
    assert C("data.n", "at_least", ("-0.50",)) == C("data.n", "at_least", ("-0.5",))
    assert C("data.n", "at_least", ("-0.0",)) == C("data.n", "at_least", ("0",))
    assert C('data."n"', "is_empty") == C("data.n", "is_empty")
    assert C("log_type", "one_of", ("a", "b", "a")) == C("log_type", "one_of", ("a", "b"))
    at = datetime.fromisoformat("2026-10-01T02:00:00+02:00")
    assert C("created_at", "before", (at,)).values == ("2026-10-01T00:00:00Z",)  # type: ignore[arg-type]


def test_a_link_is_short_and_legible() -> None:
    where = all_of(
        C("log_type", "is", ("user.login",)),
        none_of(C("data.result[].method", "one_of", ("apn", "two words")), C("ip", "is_empty")),
    )
    text = (
        'all(log_type is user.login,none(data.result[].method one_of apn "two words",ip is_empty))'
    )
    assert group_text(where) == text
    assert group_from(text.replace(",", " ,\n ").replace("(", " ( ")) == where


@given(st.lists(st.just(EACH) | st.text(min_size=1), min_size=1, max_size=5).filter(any))
def test_a_path_reads_back(steps: list[str]) -> None:
    if "*" not in steps:
        assert path_steps(path_text(tuple(steps))) == tuple(steps)


def test_conditions_narrow_like_every_part_of_a_filter() -> None:
    where = all_of(C("data.a", "is", ("1",)), C("app_id", "is_not_empty"))
    filter = LogFilter(user="ann", where=where)
    assert filter.narrowed_by == ("user", "where")
    assert where.columns == {"data", "app_id"}
    assert where.depth == 1


@pytest.mark.parametrize(
    ("where", "prepared"),
    [
        (any_of(C("log_type", "contains", ("a",)), C("app_id", "is_empty")), True),
        (any_of(C("category", "is", ("app",)), none_of(C("app_name", "is", ("a",)))), True),
        (all_of(C("log_type", "is", ("a",)), C("platform", "is", ("web",))), False),
        (all_of(C("data.log_type", "is", ("a",))), False),
        (all_of(C("created_at", "after", ("2026-10-01T10:30Z",))), False),
    ],
)
def test_prepared_tables_answer_conditions_on_what_they_hold(where: Group, prepared: bool) -> None:
    facts = Facts((utc("2026-10-01"), utc("2026-10-02")))
    assert Logs(LogFilter(where=where), OWNER, facts).counted().prepared is prepared


def test_of_many_values_the_first_are_told() -> None:
    values = tuple(str(number) for number in range(1, 1_101))
    said = LogFilter(where=all_of(C("id", "one_of", values))).words()
    assert said == [f"where id one of {' or '.join(values[:20])} or one of 1,080 more"]
