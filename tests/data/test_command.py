"""`python -m data` as a shell uses it."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from data.check import check_store
from data.engine import close_store, open_store
from data.owner import owner_file, owning
from tests.export_files import csv_text, numbered, write_csv

SMALL_BATCHES = """
import sys
from data import batching, load
batching.ROWS_A_BATCH = 500
from data.sources import read as reading
whole = load.read
load.read = lambda source: whole(source, batch_bytes=100_000)
from data.command import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The URL of a store that is not there yet."""
    return f"duckdb:///{tmp_path / 'var' / 'store.duckdb'}"


def data_command(url: str, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "data", *arguments],
        capture_output=True,
        text=True,
        env=os.environ | {"AUDIT_STORE": url},
        timeout=60,
        **options,
    )


def ids_in(url: str) -> list[int]:
    store = open_store(url, read_only=True)
    try:
        with store.duckdb() as connection:
            rows = connection.execute("SELECT id FROM logs ORDER BY id").fetchall()
        assert [check.name for check in check_store(store) if not check.passed] == []
        return [row[0] for row in rows]
    finally:
        close_store(url)


def test_import_and_its_summary(tmp_path: Path, url: str) -> None:
    path = write_csv(tmp_path / "a.csv", numbered(10))
    run = data_command(url, "import", str(path), "--json")
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == {
        "read": 10,
        "new": 10,
        "duplicate": 0,
        "rejected": 0,
        "first": "2026-03-10T12:01:00.000Z",
        "last": "2026-03-10T12:10:00.000Z",
    }
    again = data_command(url, "import", str(path))
    assert again.returncode == 0
    assert "10 logs read: 0 new, 10 there already, 0 rejected" in again.stderr
    assert "Traceback" not in again.stderr
    assert ids_in(url) == list(range(1, 11))


def test_every_kind_of_file_in_one_go(tmp_path: Path, url: str) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    write_csv(folder / "a.csv", numbered(3))
    (folder / "b.csv.gz").write_bytes(gzip.compress(csv_text(numbered(3, 4)).encode()))
    with zipfile.ZipFile(folder / "c.zip", "w") as archive:
        archive.writestr("inside/c.csv", csv_text(numbered(3, 7)))
    page = {"logs": [{"id": 10, "type": "user.login", "createdAt": "2026-03-10T12:00:00.000Z"}]}
    (folder / "d.json").write_text(json.dumps(page))
    lines = [{"id": n, "type": "x", "createdAt": "2026-03-10T12:00:00.000Z"} for n in (11, 12)]
    (folder / "e.ndjson").write_text("\n".join(json.dumps(line) for line in lines))
    (folder / "notes.txt").write_text("not an export")
    run = data_command(url, "import", str(folder), "--json")
    assert run.returncode == 0, run.stderr
    assert ids_in(url) == list(range(1, 13))


def test_standard_input(url: str) -> None:
    run = data_command(url, "import", "-", input=csv_text(numbered(4)))
    assert run.returncode == 0, run.stderr
    assert ids_in(url) == [1, 2, 3, 4]


def test_exit_codes_tell_rejects_and_unreadable_files(tmp_path: Path, url: str) -> None:
    good = write_csv(tmp_path / "good.csv", numbered(2))
    bad = tmp_path / "bad.csv"
    bad.write_text(good.read_text() + "3,when?,,studio,user.login,,,,,,,,,,,,\n")
    run = data_command(url, "import", str(bad), "--json")
    assert run.returncode == 1
    assert json.loads(run.stdout)["rejected"] == 1
    missing = data_command(url, "import", str(good), str(tmp_path / "missing.csv"), "--json")
    assert missing.returncode == 2
    assert "missing.csv" in missing.stderr
    assert "Traceback" not in missing.stderr
    assert json.loads(missing.stdout)["duplicate"] == 2


@pytest.mark.parametrize("after", [0.0, 0.05, 0.2])
def test_kill_9_and_rerun(tmp_path: Path, url: str, after: float) -> None:
    path = write_csv(tmp_path / "a.csv", numbered(6000))
    environment = os.environ | {"AUDIT_STORE": url}
    command = [sys.executable, "-c", SMALL_BATCHES, "import", str(path), "--json"]
    store = Path(url.removeprefix("duckdb:///"))
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 30
    while not owner_file(store).exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    kept = ids_in(url)
    run = data_command(url, "import", str(path), "--json")
    summary = json.loads(run.stdout)
    assert summary["read"] == summary["new"] + summary["duplicate"] == 6000
    assert summary["duplicate"] == len(kept)
    assert ids_in(url) == list(range(1, 6001))


def test_a_second_import_waits_for_the_first(tmp_path: Path, url: str) -> None:
    path = write_csv(tmp_path / "a.csv", numbered(3))
    store = open_store(url)
    assert store.path is not None
    with owning(store.path, "python -m data import"):
        command = [sys.executable, "-m", "data", "import", str(path)]
        environment = os.environ | {"AUDIT_STORE": url}
        second = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
        assert second.stderr is not None
        assert "Waiting for it to finish" in second.stderr.readline()
        refused = data_command(url, "import", "--no-wait", str(path))
        assert refused.returncode == 2
        assert f"PID {os.getpid()}" in refused.stderr
    close_store(url)
    assert second.wait(timeout=30) == 0
    second.stderr.close()
    assert ids_in(url) == [1, 2, 3]


def test_a_dashboard_is_pointed_to(tmp_path: Path, url: str) -> None:
    path = write_csv(tmp_path / "a.csv", numbered(3))
    store = open_store(url)
    assert store.path is not None
    with owning(store.path, "dashboard", "http://127.0.0.1:8501"):
        run = data_command(url, "import", str(path))
    close_store(url)
    assert run.returncode == 2
    assert f"PID {os.getpid()}" in run.stderr
    assert "http://127.0.0.1:8501/import" in run.stderr
    assert "Traceback" not in run.stderr


def test_check_tells_a_sound_store_from_a_damaged_one(tmp_path: Path, url: str) -> None:
    data_command(url, "import", str(write_csv(tmp_path / "a.csv", numbered(3))))
    assert data_command(url, "check").returncode == 0
    with open_store(url).duckdb() as connection:
        connection.execute("DELETE FROM logs WHERE id = 2")
    close_store(url)
    run = data_command(url, "check")
    assert run.returncode == 1
    assert "WRONG" in run.stdout


def test_demo_in_and_out(url: str) -> None:
    run = data_command(url, "demo", "--seed", "3", "--end", "2026-03-01T00:00:00Z")
    assert run.returncode == 0, run.stderr
    assert len(ids_in(url)) > 200_000
    assert data_command(url, "demo", "--remove").returncode == 0
    assert ids_in(url) == []


def test_a_store_in_memory_is_refused(tmp_path: Path) -> None:
    write_csv(tmp_path / "logs.csv", numbered(2))
    done = data_command("duckdb:///:memory:", "import", str(tmp_path / "logs.csv"))
    assert done.returncode == 2
    assert "in memory" in done.stderr
    assert "Traceback" not in done.stderr
