"""Stores: opening, who holds one, migrating an older one."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from data.check import check_store
from data.engine import Store, close_store, open_store
from data.errors import StoreBusy, StoreUnusable
from data.load import load_batches
from data.owner import owner_file, owning, read_owner
from tests.raw_records import batch_of, record


def contents(store: Store) -> list[object]:
    with store.duckdb() as connection:
        tables = ("logs", "push_results", "deliveries", "hourly_logs", "hourly_users")
        return [sorted(connection.execute(f"FROM {table}").fetchall(), key=str) for table in tables]


def test_a_store_with_other_columns_is_refilled(store: Store) -> None:
    push = {"result": [{"method": "apn", "success": 2, "failure": 1}]}
    rows = [
        record("app.view", id=1, user_email="A@example.com", data={"ip": "10.0.0.1"}, appId=3),
        record("pushNotification.send", id=2, data=push),
        record("app.view", sessionId="abc", data='{"cut'),
        record("email.communicate", id=3, data={"messageId": "m", "to": ["a@x.com", "b@x.com"]}),
        record("email.bounced", id=4, data={"messageId": "m", "to": "a@x.com"}),
    ]
    load_batches(store, [batch_of(*rows[:1])], source="t")
    load_batches(store, [batch_of(*rows[1:])], source="t")
    before = contents(store)
    with store.duckdb() as connection:
        connection.execute("ALTER TABLE logs DROP COLUMN ip")
        connection.execute("ALTER TABLE logs DROP COLUMN push_failure")
        connection.execute("ALTER TABLE logs DROP COLUMN push_batches")
        connection.execute("ALTER TABLE logs ADD COLUMN forgotten VARCHAR")
    url = store.url
    close_store(url)
    reopened = open_store(url, read_only=True)
    assert contents(reopened) == before
    assert all(check.passed for check in check_store(reopened))


def test_a_store_from_the_future_is_refused(store: Store) -> None:
    with store.duckdb() as connection:
        connection.execute("UPDATE store_facts SET value = '999'")
    close_store(store.url)
    with pytest.raises(StoreUnusable, match="update the dashboard"):
        open_store(store.url)


@pytest.mark.parametrize(
    "url", ["nonsense", "mysql://localhost/x", "duckdb:////proc/version/x.duckdb"]
)
def test_an_unusable_url_is_named(url: str) -> None:
    with pytest.raises((StoreUnusable, OSError)):
        open_store(url)


def test_a_file_that_is_no_store_is_named(tmp_path: Path) -> None:
    for name in ("x.duckdb", "x.csv"):
        path = tmp_path / name
        path.write_text("not,a,database\n1,2,3\n")
        with pytest.raises(StoreUnusable, match=name):
            open_store(f"duckdb:///{path}")


def test_a_held_store_names_its_holder(store: Store) -> None:
    assert store.path is not None
    probe = f"from data.engine import open_store; open_store({store.url!r})"
    with owning(store.path, "dashboard", "http://127.0.0.1:8501") as owner:
        run = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True)
        assert stat.S_IMODE(owner_file(store.path).stat().st_mode) == 0o600
    assert "StoreBusy" in run.stderr
    assert f"PID {owner.pid}, http://127.0.0.1:8501" in run.stderr
    assert not owner_file(store.path).exists()


def test_an_owner_that_is_gone_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "x.duckdb"
    gone = '{"pid": 4194304, "command": "x", "url": null, "started_at": "2026", "token": "t"}'
    owner_file(path).write_text(gone)
    assert read_owner(path) is None


def test_readers_share_a_store(store: Store) -> None:
    close_store(store.url)
    assert open_store(store.url, read_only=True).read_only
    probe = f"from data.engine import open_store; print(open_store({store.url!r}, read_only=True))"
    run = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert "read_only=True" in run.stdout
    probe = f"from data.engine import open_store; open_store({store.url!r})"
    run = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True)
    assert StoreBusy.__name__ in run.stderr
