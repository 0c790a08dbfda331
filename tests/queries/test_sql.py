"""The SQL of questions: reviewed as text, and the text gives the answer that is shown."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from data.access import OWNER, Viewer
from data.engine import Store
from queries.answer_frame import shaped
from queries.filters import LogFilter
from queries.layout import laid_out
from queries.logs import Facts, Logs
from queries.question import find, registered
from queries.run import run, select_for, sql_text
from tests.builders import log, utc
from tests.queries.clickhouse import ClickHouse
from tests.queries.conftest import MakeStore

SNAPSHOTS = Path(__file__).parent / "snapshots"
UPDATE = bool(os.environ.get("UPDATE_SNAPSHOTS"))
"""Set UPDATE_SNAPSHOTS=1 to write the snapshots instead of comparing; then read the difference."""

NAMES = [asked.name for asked in registered()]
OCTOBER = LogFilter(
    since=utc("2026-09-30 23:00"),
    until=utc("2026-11-01 00:00"),
    zone="Europe/London",
    apps=("Shop",),
)
PUBLISHER = Viewer("publisher", frozenset({1, 2}))
FACTS = Facts((utc("2025-11-01"), utc("2026-11-22 11:00")))
STEPS = ("screen:Home", "event:list/like", "type:email.*")
OPTIONS: dict[str, dict[str, Any]] = {
    "record": {"id": 7},
    "addresses_like": {"email": "ann@x.com"},
    **{name: {"value": "m-1"} for name in ("thread", "thread_figures", "thread_missing")},
    "surroundings": {"log_id": 7, "clamp": 500},
    "user_activity": {"after": (utc("2026-10-05 10:00"), 7)},
    **{name: {"steps": STEPS, "within": 3600} for name in ("funnel", "funnel_stopped")},
    "push_notification_parts": {"id": 7},
    "publish_comparison": {"app": "Shop", "at": "2026-10-05T10:15:30+01:00"},
    "apps_published": {"kind": "web launch"},
    "changes_between_publishes": {"app": "Shop"},
    "push_of_error": {"method": "apn", "error": "Unregistered"},
    "data_key_values": {"path": "result[].message.error"},
    "record_page": {
        "sort": "user",
        "after": ("ann@x.com", 7),
        "clamp": 500,
    },
}
URLS = {"duckdb": "duckdb://", "clickhouse": "clickhousedb://localhost/default"}


def engine_of(name: str) -> Store:
    """A store that compiles statements and is never connected to."""
    options = {"server_side_params": True} if name == "clickhouse" else {}
    return Store(URLS[name], sa.create_engine(URLS[name], **options))


@pytest.mark.parametrize("engine", URLS)
@pytest.mark.parametrize("name", NAMES)
def test_the_sql_is_the_one_that_was_reviewed(name: str, engine: str) -> None:
    logs = Logs(OCTOBER, PUBLISHER, FACTS)
    text = sql_text(find(name).build(logs, **OPTIONS.get(name, {})), engine_of(engine)) + "\n"
    path = SNAPSHOTS / engine / f"{name}.sql"
    if UPDATE:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


def test_no_snapshot_is_left_behind() -> None:
    assert {path.stem for path in SNAPSHOTS.glob("*/*.sql")} == set(NAMES)


@pytest.fixture(scope="module")
def store(embedded: MakeStore) -> Store:
    return embedded(
        log("2026-10-05 10:00", "user.login", user="ann@x.com", app_id=1, app="Shop"),
        log("2026-10-05 10:00:01", "user.login.failed", user="ann@x.com", app_id=1, app="Shop"),
        log("2026-10-25 00:30", "email.bounced", user="ann@x.com", app_id=2, app="Shop"),
        log("2026-10-26 00:30", data="it's 100% \\ «odd»\n -- {x:String}", app_id=2, app="Shop"),
        log("2026-09-01 00:30", "email.bounced", app_id=2, app="Shop"),
    )


@pytest.mark.parametrize("engine", URLS)
@pytest.mark.parametrize("name", NAMES)
def test_the_text_gives_the_answer(
    name: str, engine: str, store: Store, request: pytest.FixtureRequest
) -> None:
    if engine == "clickhouse":
        server: ClickHouse = request.getfixturevalue("clickhouse")
        store = server.copy_of(store)
    options: dict[str, Any] = {"id": 4} if name == "record" else {}
    for asked in (OCTOBER, LogFilter(text="it's 100% \\ «ODD»\n -- {x:String}", user="")):
        text = sql_text(select_for(find(name), asked, OWNER, store, **options), store)
        with store.engine.connect() as connection:
            result = connection.exec_driver_sql(text)
            names, rows = list(result.keys()), result.fetchall()
        found = shaped(names, rows, find(name).columns, asked.zone)
        pd.testing.assert_frame_equal(found, run(name, asked, OWNER, store=store, **options))


def test_a_statement_is_laid_out() -> None:
    given = (
        'SELECT a, count(b) AS "from", sum(c) OVER (PARTITION BY a ORDER BY b) AS s \nFROM (SELECT '
        "logs.a AS a FROM logs WHERE x = ' AND (SELECT' AND y IN (1,2) AND (z OR u AND v)) AS rows "
        "JOIN k ON k.a IS NOT DISTINCT FROM rows.a AND CASE WHEN p AND q THEN r END GROUP BY a "
        "UNION ALL SELECT 1 LIMIT 2"
    )
    assert laid_out(given) == (
        'SELECT a, count(b) AS "from", sum(c) OVER (PARTITION BY a ORDER BY b) AS s\n'
        "FROM (\n"
        "  SELECT logs.a AS a\n"
        "  FROM logs\n"
        "  WHERE x = ' AND (SELECT'\n"
        "    AND y IN (1,2)\n"
        "    AND (z OR u AND v)\n"
        ") AS rows\n"
        "JOIN k ON k.a IS NOT DISTINCT FROM rows.a\n"
        "  AND CASE WHEN p AND q THEN r END\n"
        "GROUP BY a\n"
        "UNION ALL\n"
        "SELECT 1\n"
        "LIMIT 2"
    )


def test_long_lists_are_wrapped() -> None:
    names = [f"a_rather_long_name_{n}" for n in range(8)]
    lines = laid_out(f"SELECT {', '.join(names)} FROM t").splitlines()
    assert len(lines) == 3
    assert all(len(line) <= 100 for line in lines)
    assert lines[1].startswith("    a_rather")


@given(st.lists(st.sampled_from(["SELECT", " ", "(", "x", "'a  ,'' FROM'", ",", "FROM t", "\n"])))
def test_only_white_space_changes(words: list[str]) -> None:
    text = "".join(words)
    assert laid_out(text).split() == laid_out(laid_out(text)).split()
    assert "".join(laid_out(text).split()) == "".join(text.split())
    assert laid_out(text).count("'a  ,'' FROM'") == text.count("'a  ,'' FROM'")


def test_what_ends_a_text_depends_on_the_engine() -> None:
    given = r"SELECT 'a\' , b FROM t WHERE x = 'c'"
    assert laid_out(given).splitlines()[1] == "FROM t"
    assert len(laid_out(given, backslash_escapes=True).splitlines()) == 1
