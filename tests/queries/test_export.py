"""`python -m data export`: files, standard output, and what goes wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from data.engine import Store, close_store
from data.owner import owning
from queries import export, export_stream
from queries.export import main
from queries.export_remote import counted, export_url
from queries.export_stream import Chunk
from queries.filters import LogFilter
from tests.builders import NOW, load, log
from tests.queries.exporting import exported, ids

Said = pytest.CaptureFixture[bytes]


@pytest.fixture
def october(store: Store) -> Store:
    """Three logs of October 2026, ids 1 to 3."""
    return load(
        store,
        log("2026-10-01", user="ann@example.com", app_id=1, app="Field guide"),
        log("2026-10-02", user="bob@example.com", app_id=1, app="Field guide"),
        log("2026-10-03", user="ann@example.com", app_id=2, app="Shop"),
    )


def run(*arguments: str | Path) -> int:
    return main([str(a) for a in arguments], now=NOW)


def test_standard_output_is_the_file(october: Store, capsysbinary: Said) -> None:
    assert run() == 0
    said = capsysbinary.readouterr()
    assert said.out == exported(october)
    assert said.err == b"standard output: 3 logs\n"


def test_filters_and_kinds(october: Store, capsysbinary: Said) -> None:
    assert run("--user", "ann", "--since", "2026-10-02", "--kind", "spreadsheet") == 0
    file = capsysbinary.readouterr().out
    assert ids(file) == [3]
    assert file.startswith(b"\xef\xbb\xbf")
    assert run("--since", "-51d", "--kind", "exact") == 0
    assert ids(capsysbinary.readouterr().out) == [3]


def test_a_file_is_replaced_only_when_asked(
    october: Store, tmp_path: Path, capsysbinary: Said
) -> None:
    path = tmp_path / "logs.csv"
    assert run("--output", path) == 0
    assert path.read_bytes() == exported(october)
    assert run("--output", path, "--user", "bob") == 2
    assert b"logs.csv is there already; --force replaces it" in capsysbinary.readouterr().err
    assert path.read_bytes() == exported(october)
    assert run("--output", path, "--user", "bob", "--force") == 0
    assert ids(path.read_bytes()) == [2]
    assert list(tmp_path.glob("*.part")) == []


def test_a_folder_gets_a_file_of_the_right_name(october: Store, tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    assert run("--output", folder, "--app", "1") == 0
    assert [path.name for path in folder.iterdir()] == [
        "audit-log-field-guide-2026-10-01-2026-10-03.csv"
    ]


def test_no_logs_is_a_header_and_a_reason(october: Store, capsysbinary: Said) -> None:
    assert run("--user", "nobody") == 0
    said = capsysbinary.readouterr()
    assert said.out.count(b"\n") == 1
    assert said.err == (b"standard output: no logs. None of the 3 logs of that time matches.\n")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--since", "yesterday"], "not a time: 'yesterday'"),
        (["--key", "colour=red"], "unknown key 'colour'"),
        (["--output", "missing/logs.csv"], "missing/logs.csv: No such file or directory"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    arguments: list[str], reason: str, october: Store, capsysbinary: Said
) -> None:
    assert run(*arguments) == 2
    said = capsysbinary.readouterr()
    assert said.out == b""
    assert said.err.decode().startswith(reason)
    assert said.err.count(b"\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk(october: Store, capsysbinary: Said) -> None:
    assert run("--output", "/dev/full") == 2
    assert capsysbinary.readouterr().err == b"/dev/full: No space left on device\n"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (sa.exc.OperationalError("SELECT 1", {}, Exception("disk gone")), 2),
        (OSError(28, "No space left on device"), 2),
        (KeyboardInterrupt(), 130),
    ],
)
def test_what_ends_in_the_middle_leaves_no_file(
    error: BaseException,
    code: int,
    october: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def breaking_off(*_: Any, **__: Any) -> Iterator[Chunk]:
        with_header = export_stream.log_chunks(*_, **__)
        yield next(with_header)
        with_header.close()
        raise error

    monkeypatch.setattr(export, "log_chunks", breaking_off)
    kept = tmp_path / "kept.csv"
    kept.write_text("older export")
    assert run("--output", kept, "--force") == code
    assert kept.read_text() == "older export"
    assert sorted(p.name for p in tmp_path.iterdir() if "kept" in p.name) == ["kept.csv"]


def command(store: Store, *arguments: str, **options: Any) -> subprocess.Popen[bytes]:
    """The command in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "data", "export", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"AUDIT_STORE": store.url},
        **options,
    )


def test_a_reader_that_has_seen_enough_is_no_error(store: Store) -> None:
    load(store, *(log("2026-10-01", data="x" * 100_000) for _ in range(50)))
    close_store(store.url)
    with command(store) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(10) == b"id,created"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(20) == 141


def test_while_another_command_holds_the_store(october: Store) -> None:
    assert october.path is not None
    with owning(october.path, "python -m data import"), command(october) as process:
        out, err = process.communicate(timeout=20)
    assert process.returncode == 2
    assert out == b""
    assert b"is held by" in err
    assert b"python -m data import" in err
    assert b"Traceback" not in err


def test_while_a_dashboard_holds_the_store_that_does_not_answer(october: Store) -> None:
    assert october.path is not None
    nobody = "http://127.0.0.1:9"
    with owning(october.path, "dashboard", nobody), command(october) as process:
        _, err = process.communicate(timeout=20)
    assert process.returncode == 2
    assert f"the dashboard at {nobody} does not answer" in err.decode()


def test_logs_in_parts_of_a_file_are_counted() -> None:
    file = b'id,data\n1,"a\nb"\n2,"""\n"\n3,\n'
    for size in range(1, len(file) + 1):
        parts = [file[at : at + size] for at in range(0, len(file), size)]
        chunks = list(counted(parts))
        assert b"".join(chunk.text for chunk in chunks) == file
        assert sum(chunk.logs for chunk in chunks) == 3


def test_the_address_of_an_export() -> None:
    since = datetime(2026, 10, 1, tzinfo=UTC)
    filter = LogFilter(since=since, apps=("1", "Shop & Co"), user="a as b")
    assert export_url("http://x", filter, "spreadsheet") == (
        "http://x/download/logs?since=2026-10-01T00%3A00%3A00Z&apps=1&apps=Shop+%26+Co"
        "&user=a+as+b&kind=spreadsheet"
    )
