"""What the loader is handed: its form, its size, its window, and that it is always the same."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from data.demo import demo_batches
from data.sources.raw import RAW_SCHEMA
from tests.data.demo.conftest import END, Recount, naive, table

KNOWN = Path(__file__).parent.parent / "log_types.csv"

DIGEST = """
import hashlib, pyarrow as pa
from datetime import UTC, datetime
from data.demo import demo_batches
end = datetime(2026, 11, 22, 20, 15, tzinfo=UTC)
digest = hashlib.sha256()
for batch in demo_batches(seed=7, end=end, logs=5_000):
    for row in batch.table.to_pylist():
        digest.update(repr(row).encode())
print(digest.hexdigest())
"""


def digest(rows: Sequence[object]) -> str:
    found = hashlib.sha256()
    for row in rows:
        found.update(repr(row).encode())
    return found.hexdigest()


def known_types() -> dict[str, set[str]]:
    with KNOWN.open(encoding="utf-8", newline="") as file:
        return {row["log_type"]: set(row["origin"].split("+")) for row in csv.DictReader(file)}


def test_batches_are_of_the_raw_schema_and_reject_nothing() -> None:
    batches = list(demo_batches(seed=7, end=END, logs=60_000))
    assert len(batches) > 1
    for batch in batches:
        assert batch.table.schema.equals(RAW_SCHEMA, check_metadata=True)
        assert (batch.file, batch.rejects) == ("demo", ())
        batch.table.validate(full=True)
    lines = [line for batch in batches for line in batch.table["line"].to_pylist()]
    assert lines == list(range(1, len(lines) + 1))
    assert [batch.bytes_done for batch in batches] == sorted({b.bytes_done for b in batches})


def test_the_same_arguments_give_the_same_logs() -> None:
    again = pa.concat_tables([b.table for b in demo_batches(seed=7, end=END, logs=5_000)])
    assert again.equals(table(5_000))
    east = END.astimezone(timezone(timedelta(hours=-7)))
    moved = pa.concat_tables([b.table for b in demo_batches(seed=7, end=east, logs=5_000)])
    assert moved.equals(table(5_000))


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_another_process_gives_the_same_logs(hash_seed: str) -> None:
    environment = os.environ | {"PYTHONHASHSEED": hash_seed}
    made = subprocess.run(
        [sys.executable, "-c", DIGEST], env=environment, capture_output=True, text=True, check=True
    )
    assert made.stdout.strip() == digest(table(5_000).to_pylist())


def test_another_seed_and_another_end_give_other_logs() -> None:
    assert not table(5_000, seed=8).equals(table(5_000))
    assert not table(5_000, end=END - timedelta(days=1)).equals(table(5_000))


@pytest.mark.parametrize("logs", [4_000, 5_000, 40_000, 250_000])
def test_there_are_about_as_many_logs_as_asked_for(logs: int) -> None:
    assert abs(table(logs).num_rows - logs) <= 0.03 * logs


@pytest.mark.parametrize("seed", range(20, 26))
def test_any_seed_has_every_type_and_the_right_size(seed: int) -> None:
    found = table(5_000, seed=seed, end=END - timedelta(days=29 * seed, hours=seed))
    assert set(known_types()) <= set(found["type"].to_pylist())
    assert abs(found.num_rows - 5_000) <= 150


def test_too_few_logs_and_an_end_without_zone_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 4,000"):
        demo_batches(end=END, logs=3_999)
    with pytest.raises(ValueError, match="time zone"):
        demo_batches(end=datetime(2026, 11, 22))  # noqa: DTZ001 - refused for that


def test_every_known_type_comes_from_its_origin(small: Recount) -> None:
    rows = small.rows("SELECT DISTINCT type, category FROM logs WHERE category IS NOT NULL")
    found: dict[str, set[str]] = {}
    for name, category in rows:
        found.setdefault(str(name), set()).add(str(category))
    assert set(known_types()) - set(found) == set()
    assert set(found) - set(known_types()) <= {"dataSource.export", "mediaFile.download"}
    assert found["mediaFile.create"] == {"app", "studio"}
    assert set().union(*found.values()) == {"app", "appAction", "studio"}


def test_the_older_push_type_gives_way_to_the_newer(small: Recount) -> None:
    assert small.number("SELECT count(*) FROM logs WHERE type = 'job'") > 0
    later = (
        "SELECT count(*) FROM logs WHERE type = 'job' AND moment >= "
        "(SELECT min(moment) FROM logs WHERE type = 'pushNotification.send')"
    )
    assert small.number(later) == 0


def test_times_and_ids_rise_within_the_window(usual: Recount) -> None:
    found = table(40_000)
    at = found["createdAt"]
    assert pc.all(pc.less_equal(at.slice(0, len(at) - 1), at.slice(1))).as_py()
    ids = [int(text) for text in found["id"].to_pylist()]
    assert ids == sorted(set(ids))
    assert ids[0] >= 9_000_000_001_000
    first, last = usual.rows("SELECT min(moment), max(moment) FROM logs")[0]
    start = naive(END - timedelta(days=396))
    assert isinstance(first, datetime)
    assert isinstance(last, datetime)
    assert start <= first < start + timedelta(hours=12)
    assert naive(END - timedelta(hours=12)) < last < naive(END)


def test_no_time_is_finer_than_a_millisecond_or_not_before_the_end() -> None:
    found = table(40_000)
    end = pa.scalar(naive(END), pa.timestamp("us"))
    for name in ("createdAt", "updatedAt"):
        times = found[name]
        assert pc.all(pc.less(times, end)).as_py()
        whole = pc.floor_temporal(times, unit="millisecond")
        assert pc.all(pc.equal(times, whole)).as_py()
    assert pc.all(pc.less_equal(found["createdAt"], found["updatedAt"])).as_py()


def test_data_is_a_json_object_or_nothing() -> None:
    texts = [text for text in table(40_000)["data"].to_pylist() if text is not None]
    assert {type(json.loads(text)) for text in texts} == {dict}


def test_a_small_part_has_no_category(usual: Recount) -> None:
    without = usual.number("SELECT count(*) FROM logs WHERE category IS NULL")
    assert 0.004 < without / table(40_000).num_rows < 0.02


def test_words_stand_beside_every_type() -> None:
    pairs = set(
        zip(
            table(5_000)["type"].to_pylist(),
            table(5_000)["typeDescription"].to_pylist(),
            strict=True,
        )
    )
    assert len(pairs) == len({name for name, _ in pairs})
    assert all(words and "." not in words for _, words in pairs)


def test_addresses_are_of_domains_that_are_kept_for_examples(usual: Recount) -> None:
    domains = usual.column("SELECT DISTINCT split_part(email, '@', 2) FROM logs WHERE email <> ''")
    endings = {".".join(str(domain).split(".")[-2:]) for domain in domains}
    assert endings == {"example.com", "example.net", "example.org"}


def test_there_are_twelve_apps_one_organisation_and_about_400_people(usual: Recount) -> None:
    assert usual.rows("SELECT count(DISTINCT app_id), count(DISTINCT app) FROM logs") == [(12, 12)]
    assert set(table(40_000)["organizationId"].to_pylist()) == {"990001"}
    assert 370 <= usual.number("SELECT count(DISTINCT email) FROM logs") <= 401


def test_credentials_in_it_are_plainly_fake() -> None:
    texts = [t for t in table(40_000)["data"].to_pylist() if t and "gcmServerKey" in t]
    assert texts
    for text in texts:
        settings = json.loads(text)["settings"]
        secret = {settings[name] for name in ("apnAuthKey", "gcmServerKey", "wnsClientSecret")}
        assert secret == {"demo-not-a-real-key"}


def test_every_end_has_life_up_to_it() -> None:
    for end in (datetime(2026, 3, 3, 0, 0, 1, tzinfo=UTC), datetime(2025, 8, 11, 9, tzinfo=UTC)):
        found = Recount(table(40_000, end=end))
        week = naive(end - timedelta(days=7))
        days = "SELECT count(DISTINCT moment::DATE) FROM logs WHERE moment >= ?"
        assert found.number(days, week) >= 7
        assert found.number("SELECT count(*) FROM logs WHERE moment >= ?", week) > 300
