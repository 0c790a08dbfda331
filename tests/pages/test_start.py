"""Starting: one dashboard a store, at an address that is printed once it answers."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data.engine import Store, close_store
from data.load import load_batches
from data.owner import owner_file, owning
from pages import start
from pages.start import NoFreePort, SilentDashboard, answers, free_port, running_dashboard
from tests.raw_records import batch_of, record

START = [sys.executable, "-m", "pages.start"]
HOLD = """
import sys
from data.engine import open_store
from data.owner import owning
with owning(open_store().path, "python -m data import", sys.argv[1] or None):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Something else that listens on a port, and never says a word."""
    with socket.create_server((start.HOST, 0)) as server:
        yield server


@pytest.fixture
def free_store(store: Store) -> Iterator[Path]:
    """The file of a store with one log that nobody holds; `AUDIT_STORE` names it."""
    load_batches(store, [batch_of(record("user.login"))], source="test")
    close_store(store.url)
    assert store.path is not None
    yield store.path
    close_store(store.url)


Holder = Callable[[str | None], None]


@pytest.fixture
def held_by_other(free_store: Path) -> Iterator[Holder]:
    """Let another process hold the store and name itself with an address, or none."""
    others = []

    def hold(url: str | None) -> None:
        command = [sys.executable, "-c", HOLD, url or ""]
        pipe = subprocess.PIPE
        other = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
        others.append(other)
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"

    yield hold
    for other in others:
        other.communicate()


def port_of(listening: socket.socket) -> int:
    return int(listening.getsockname()[1])


def an_unused_port() -> int:
    with socket.create_server((start.HOST, 0)) as server:
        return port_of(server)


@contextmanager
def serving(environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    pipe = subprocess.PIPE
    with subprocess.Popen(START, env=environment, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_dashboard_started_twice_is_served_once(free_store: Path) -> None:
    url = f"http://{start.HOST}:{an_unused_port()}"
    environment = {**os.environ, "PORT": url.rpartition(":")[2]}
    with serving(environment) as first:
        until(owner_file(free_store).exists)
        # The first one has the store and does not answer yet.
        second = subprocess.run(
            START, env=environment, capture_output=True, text=True, timeout=60, check=False
        )
        assert first.stdout is not None
        assert first.stdout.readline() == f"Audit log dashboard: {url}\n"
        assert answers(url)
        first.send_signal(signal.SIGINT)
        said, complained = first.communicate(timeout=60)

    assert (second.returncode, second.stderr) == (0, "")
    assert second.stdout == f"The audit log dashboard is running already: {url}\n"
    assert (first.returncode, said, complained) == (0, "", "")
    assert not owner_file(free_store).exists()
    assert not answers(url)


def test_the_first_free_port_is_taken(
    listener: socket.socket, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = port_of(listener)
    found = free_port(taken)
    assert taken < found < taken + start.PORTS_TRIED
    assert capsys.readouterr().out == f"Port {taken} is taken; using {found}.\n"
    assert free_port(found) == found
    assert capsys.readouterr().out == ""


def test_no_port_is_free(listener: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "PORTS_TRIED", 1)
    with pytest.raises(NoFreePort, match=f"from {port_of(listener)} to {port_of(listener)};"):
        free_port(port_of(listener))


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_what_is_no_port_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        start.main(["--port", port])
    assert "--port" in capsys.readouterr().err


def test_a_free_store_is_ours(free_store: Path) -> None:
    assert running_dashboard(patience=0) is None


def test_a_file_left_behind_is_no_dashboard(free_store: Path) -> None:
    gone = f"http://{start.HOST}:{an_unused_port()}"
    with owning(free_store, "dashboard", gone):
        assert running_dashboard(patience=0) is None


def test_a_command_is_not_waited_for(held_by_other: Holder) -> None:
    held_by_other(None)
    assert running_dashboard(patience=0) is None


def test_a_holder_that_never_answers_is_named(
    held_by_other: Holder, listener: socket.socket
) -> None:
    url = f"http://{start.HOST}:{port_of(listener)}"
    held_by_other(url)
    with pytest.raises(SilentDashboard, match=rf"does not answer at {url}\. Stop it \(kill \d+\)"):
        running_dashboard(patience=0)


def test_a_store_that_cannot_be_opened_is_left_to_the_dashboard(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("AUDIT_STORE", "nonsense")
    assert running_dashboard(patience=0) is None
    assert "nonsense" in caplog.text


def test_no_server_no_answer(listener: socket.socket) -> None:
    assert not answers(f"http://{start.HOST}:{an_unused_port()}")
    assert not answers(f"http://{start.HOST}:{port_of(listener)}")
