"""Families of log types, and which types of data sources read and which write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.engine import Store
from data.vocabulary import log_types
from queries.clauses import log_type_matches
from queries.feature_types import (
    FAMILIES,
    READING,
    WRITE_KINDS,
    WRITING,
    data_use_named,
    data_use_of,
    family_named,
    family_of,
    write_kind_of,
)
from queries.portable import last_word
from tests.builders import log
from tests.queries.conftest import MakeStore

KNOWN = sorted(known.name for known in log_types())
WORDS = (*READING, *WRITING)

ends = st.sampled_from([*WORDS, "recreate", "é", "2fa", "", "reads"])
spelt = st.tuples(ends, st.sampled_from([str.title, str.upper, str.lower])).map(
    lambda s: s[1](s[0])
)
starts = st.sampled_from(
    ["dataSource.", "dataSource.entry.bulk", "dataSource", "x\\", "é", "a-", ""]
)
names = st.tuples(starts, spelt).map("".join) | st.sampled_from(KNOWN) | st.text(max_size=9)


@pytest.fixture(params=["duckdb", "clickhouse"], scope="module")
def store(request: pytest.FixtureRequest, embedded: MakeStore) -> Store:
    only = embedded(log("2026-10-01"))
    if request.param == "duckdb":
        return only
    copied: Store = request.getfixturevalue("clickhouse").copy_of(only)
    return copied


def in_sql(
    store: Store, make: Callable[[sa.ColumnElement[Any]], sa.ColumnElement[Any]], given: list[str]
) -> list[str | None]:
    made = [make(sa.literal(name, sa.Text)).label(f"c{n}") for n, name in enumerate(given)]
    with store.engine.connect() as connection:
        return list(connection.execute(sa.select(*made)).one())


def _use(log_type: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    return data_use_of(last_word(log_type))


def _kind(log_type: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    return write_kind_of(log_type, last_word(log_type))


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(given=st.lists(names, min_size=1, max_size=12))
def test_sql_and_python_agree(store: Store, given: list[str]) -> None:
    assert in_sql(store, _use, given) == [data_use_named(name) for name in given]
    assert in_sql(store, family_of, given) == [family_named(name) for name in given]


@pytest.mark.parametrize(
    ("log_type", "kind"),
    [
        ("dataSource.entry.create", "entries created"),
        ("dataSource.entries.bulkUpsert", "entries updated"),
        ("dataSource.entry.delete", "entries deleted"),
        ("dataSource.create", "data source created"),
        ("dataSource.update", "data source updated"),
        ("dataSource.remove", "data source deleted"),
        ("dataSource.rollback", "restored"),
        ("dataSource.entry.restore", "restored"),
        ("dataSource.import", "imports"),
        ("dataSource.commit", "commits"),
        ("dataSource.export", None),
        ("dataSource.lock", None),
    ],
)
def test_kinds_of_writes(store: Store, log_type: str, kind: str | None) -> None:
    assert in_sql(store, _kind, [log_type]) == [kind]


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(given=st.lists(names, min_size=1, max_size=12))
def test_every_write_is_of_a_kind(store: Store, given: list[str]) -> None:
    kinds = in_sql(store, _kind, given)
    assert [kind is not None for kind in kinds] == [data_use_named(n) == "writes" for n in given]


@given(st.text(), st.sampled_from(WORDS))
def test_the_last_word_tells(start: str, word: str) -> None:
    use = "reads" if word in READING else "writes"
    assert data_use_named(f"{start}.{word}") == use
    assert data_use_named(f"dataSource.entry.bulk{word.title()}") == use
    assert data_use_named(f"{start}.{word}.other") == "unclassified"
    assert data_use_named(f"{start}.un{word}") == "unclassified"


def test_no_word_both_reads_and_writes() -> None:
    assert len(set(WORDS)) == len(WORDS)
    assert set(WRITING) == {word for words in WRITE_KINDS.values() for word in words}


def test_every_known_type_of_a_data_source_reads_or_writes() -> None:
    uses = {name: data_use_named(name) for name in KNOWN if name.startswith("dataSource.")}
    assert {name for name, use in uses.items() if use == "reads"} == {"dataSource.event"}
    assert set(uses.values()) == {"reads", "writes"}


@pytest.mark.parametrize(
    ("log_type", "use"),
    [
        ("dataSource.export", "reads"),
        ("dataSource.entry.query", "reads"),
        ("dataSource.entry.bulkUpdate", "writes"),
        ("dataSource.entry.DELETE", "writes"),
        ("dataSource.rollback", "writes"),
        ("dataSource.lock", "unclassified"),
        ("dataSource.read2", "unclassified"),
        ("dataSource.", "unclassified"),
    ],
)
def test_uses(log_type: str, use: str) -> None:
    assert data_use_named(log_type) == use


@pytest.mark.parametrize(
    ("log_type", "family"),
    [
        ("email.bounced", "email"),
        ("sms.2fa", "sms"),
        ("sms.brandNew", "sms"),
        ("job", "push"),
        ("mediaFolder.restore", "files"),
        ("app.publish", "publishing"),
        ("app.submission.report", "publishing"),
        ("app.analytics.event", "events"),
        ("app.ai.feature.component", "screens"),
        ("ai.image", "ai"),
        ("app.update", None),
        ("app.error.live", None),
        ("user.login", None),
        ("sms", None),
    ],
)
def test_families(log_type: str, family: str | None) -> None:
    assert family_named(log_type) == family


@given(names)
def test_no_type_is_of_two_families(name: str) -> None:
    assert sum(log_type_matches(name, family.types) for family in FAMILIES) <= 1


def test_every_family_has_a_known_type() -> None:
    assert {family_named(name) for name in KNOWN} == {None, *(family.name for family in FAMILIES)}
