"""What holds for every question there is, on every engine."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from data.access import OWNER, Viewer
from data.engine import Store
from data.errors import InvalidFilter
from queries.conditions import Condition, Group
from queries.filters import LogFilter
from queries.question import Column, registered
from queries.run import run
from tests.builders import log, utc
from tests.queries.asking import rows_of
from tests.queries.clickhouse import ClickHouse
from tests.queries.conftest import MakeStore
from tests.queries.contract_stores import contract_stores
from tests.queries.contract_tables import (
    ALWAYS_ONE_ROW,
    ANY_FILTER,
    ANY_LOG_OF_AN_APP,
    ANY_TIME,
    ANY_USER,
    BEFORE,
    MORE_THAN_ONE_LOG,
    NONE_OF_ONE,
    ONE,
    OPTIONS,
    TWO_OF_ONE,
    WITH_AN_END,
)

QUESTIONS = {asked.name: asked for asked in registered()}

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
    return contract_stores(embedded)


@pytest.fixture(scope="module")
def copied_stores(clickhouse: ClickHouse, embedded_stores: dict[str, Store]) -> dict[str, Store]:
    """The stores that are asked of both engines, on ClickHouse."""
    return {name: clickhouse.copy_of(embedded_stores[name]) for name in ("empty", "mixed")}


PUBLISHER = Viewer("publisher", frozenset({1}))


@pytest.mark.parametrize("name", QUESTIONS)
def test_columns_have_the_declared_types(embedded_stores: dict[str, Store], name: str) -> None:
    zone = LogFilter(zone="America/New_York")
    for held in dict.fromkeys(("empty", ONE.get(name, "one"), "mixed")):
        frame = run(name, zone, OWNER, store=embedded_stores[held], **OPTIONS.get(name, {}))
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
def test_one_record(embedded_stores: dict[str, Store], name: str) -> None:
    store = embedded_stores[ONE.get(name, "one")]
    asked = LogFilter(since=utc("2026-11-01")) if name in BEFORE else LogFilter()
    frame = run(name, asked, OWNER, store=store, **OPTIONS.get(name, {}))
    two = name in TWO_OF_ONE or name in WITH_AN_END
    assert len(frame) == (0 if name in NONE_OF_ONE else 2 if two else 1)
    if name in NONE_OF_ONE:
        return
    counts = [c.name for c in QUESTIONS[name].columns if c.kind == "count"]
    assert all(value is pd.NA or value <= 1 for value in frame[counts].iloc[0])


@pytest.mark.parametrize("name", QUESTIONS)
def test_nothing_in_an_empty_store(embedded_stores: dict[str, Store], name: str) -> None:
    check_empty(run(name, LogFilter(), OWNER, store=embedded_stores["empty"]), name)


@pytest.mark.parametrize("name", QUESTIONS)
def test_nothing_where_the_filter_matches_nothing(
    embedded_stores: dict[str, Store], name: str
) -> None:
    for asked in NOTHING_MATCHES:
        if name in ANY_TIME and asked.narrowed_by == ():
            continue
        if name in ANY_FILTER or (name in ANY_USER and asked.user):
            continue
        if name in ANY_LOG_OF_AN_APP and set(asked.narrowed_by) - {"apps"}:
            continue
        check_empty(
            run(name, asked, OWNER, store=embedded_stores["mixed"], **OPTIONS.get(name, {})), name
        )


def check_empty(frame: pd.DataFrame, name: str) -> None:
    if name in ALWAYS_ONE_ROW:
        kinds = [column.kind for column in QUESTIONS[name].columns]
        assert rows_of(frame) == [tuple(None if kind == "number" else 0 for kind in kinds)]
    else:
        assert frame.empty


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_viewer_gets_the_answer_that_a_store_of_those_apps_alone_would_give(
    embedded_stores: dict[str, Store], name: str
) -> None:
    asks = [LogFilter(), LogFilter(since=utc("2026-10-06 10:30"), until=utc("2026-10-15 10:30"))]
    asks += [LogFilter(user="u"), LogFilter(apps=("Sho*", "2"), zone="Asia/Kolkata")]
    for asked in asks:
        options = OPTIONS.get(name, {})
        seen = run(name, asked, PUBLISHER, store=embedded_stores["mixed"], **options)
        assert rows_of(seen) == rows_of(
            run(name, asked, OWNER, store=embedded_stores["mine"], **options)
        )
    nothing = Viewer("nobody", frozenset())
    check_empty(run(name, LogFilter(), nothing, store=embedded_stores["mixed"]), name)


AGREED = (
    ("empty", LogFilter(), OWNER),
    ("mixed", NOTHING_MATCHES[-1], OWNER),
    ("mixed", LogFilter(zone="America/New_York"), PUBLISHER),
    *(
        ("mixed", LogFilter(since=utc("2026-10-02 03:20"), zone=zone, categories=asked), OWNER)
        for zone, asked in (
            ("UTC", ("app", "none")),
            ("Europe/London", ()),
            ("Asia/Kathmandu", ("app", "none")),
        )
    ),
)
"""Stores, filters and viewers for which all engines must give the same frame, types included. What
holds for the answers of one engine then holds for those of all."""


@pytest.mark.parametrize("name", QUESTIONS)
def test_both_engines_agree(
    embedded_stores: dict[str, Store], copied_stores: dict[str, Store], name: str
) -> None:
    options = OPTIONS.get(name, {})
    for held, asked, viewer in AGREED:
        here = run(name, asked, viewer, store=embedded_stores[held], **options)
        there = run(name, asked, viewer, store=copied_stores[held], **options)
        pd.testing.assert_frame_equal(here, there)


@pytest.mark.parametrize("name", QUESTIONS)
def test_unknown_options_are_refused(embedded_stores: dict[str, Store], name: str) -> None:
    with pytest.raises(InvalidFilter, match=f"{name} has no option colour, size"):
        run(name, LogFilter(), OWNER, store=embedded_stores["one"], size=1, colour="red")


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
