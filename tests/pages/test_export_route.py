"""The download over HTTP: its headers, who leaves, what breaks off, the command beside it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
import uvicorn
from sqlalchemy import QueuePool
from starlette.applications import Starlette

from data.access import Viewer
from data.engine import Store
from data.errors import StoreBusy
from data.evidence import verify
from data.owner import owning
from pages.routes import ROUTES, export
from pages.shared.holding import HOLDING
from pages.shared.transfers import TRANSFERS, new_token
from queries import export_slices
from queries.export_remote import EVIDENCE_PATH, PATH
from queries.export_stream import FORMATS, Chunk, Kind
from queries.filters import LogFilter
from tests.builders import load, log
from tests.queries.asking import window
from tests.queries.exporting import exported, ids

SPREADSHEET = {"kind": "spreadsheet"}


@pytest.fixture
def october(store: Store) -> Iterator[Store]:
    """The dashboard's store: three logs of October 2026, ids 1 to 3."""
    yield load(
        store,
        log("2026-10-01", user="ann@example.com", app_id=1, app="Café"),
        log("2026-10-02", user="bob@example.com", app_id=1, app="Café"),
        log("2026-10-03", user="ann@example.com", app_id=2, app="Shop", data="=1"),
    )
    HOLDING.release()


@pytest.fixture
def client(october: Store) -> Iterator[httpx.Client]:
    with serving() as address, httpx.Client(base_url=address) as client:
        yield client


def test_the_file_and_its_headers(october: Store, client: httpx.Client) -> None:
    answer = client.get(PATH)
    assert answer.status_code == 200
    assert answer.content == exported(october)
    wanted = {
        "content-type": "text/csv; charset=utf-8",
        "content-encoding": "identity",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "content-disposition": 'attachment; filename="audit-log-organisation-2026-10-01-'
        "2026-10-03.csv\"; filename*=UTF-8''audit-log-organisation-2026-10-01-2026-10-03.csv",
    }
    assert {name: answer.headers[name] for name in wanted} == wanted


def test_exactly_the_filtered_logs(client: httpx.Client) -> None:
    filter = window("2026-10-02", "2026-10-04", user="ann", apps=("2", "77"))
    answer = client.get(f"{PATH}?{urlencode(filter.to_query() | SPREADSHEET, doseq=True)}")
    assert ids(answer.content) == [3]
    assert answer.text.startswith("\ufeff")
    assert '"\'=1"' in answer.text


def test_conditions_narrow_the_file_and_the_pack(client: httpx.Client, tmp_path: Path) -> None:
    where = 'all(user_email is ann@example.com,none(app_name is "Café"))'
    query = {"window": "all", "where": where, "zone": "UTC"}
    assert ids(client.get(PATH, params=query).content) == [3]
    path = tmp_path / "pack.zip"
    path.write_bytes(client.get(EVIDENCE_PATH, params=query).content)
    facts = verify(path).facts
    assert facts["logs"] == 1
    said = "where user_email is «ann@example.com» and not (app_name is «Café»)"
    assert facts["sentence"].endswith(said)
    asked = LogFilter.from_query(parse_qs(urlsplit(facts["link"]).query)).where
    assert asked == LogFilter.from_query({"where": [where]}).where


def test_a_preset_window(client: httpx.Client, store: Store) -> None:
    assert ids(client.get(PATH, params={"window": "all", "user": "bob"}).content) == [2]
    assert ids(client.get(PATH, params={"window": "24h"}).content) == []


def test_a_name_that_is_not_ascii(client: httpx.Client, store: Store) -> None:
    load(store, log("2026-10-05", id=9, app_id=5, app="案内"))
    said = client.head(PATH, params={"apps": "5"}).headers["content-disposition"]
    assert 'filename="audit-log--2026-10-01-2026-10-05.csv"' in said
    assert "filename*=UTF-8''audit-log-%E6%A1%88%E5%86%85-2026-10-01-2026-10-05.csv" in said


def test_head_gives_the_headers_and_makes_no_file(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = client.get(PATH).headers
    monkeypatch.delattr(export, "log_chunks")
    answer = client.head(PATH)
    assert answer.status_code == 200
    assert answer.content == b""
    for name in ("content-type", "content-disposition", "content-encoding", "cache-control"):
        assert answer.headers[name] == wanted[name]


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("kind=pdf", "unknown kind 'pdf'; known: exact, spreadsheet"),
        ("zone=Mars", "unknown time zone 'Mars'"),
        ("since=soon", "not a time: 'soon'"),
        ("since=2026-10-02T00:00:00Z&until=2026-10-01T00:00:00Z", "the window ends before"),
        ("key=colour%3Dred", "unknown key 'colour'"),
        ("window=90d&zone=Mars", "unknown time zone 'Mars'"),
        ("window=1y", "unknown window '1y'"),
    ],
)
def test_a_filter_that_cannot_be_understood(query: str, reason: str, client: httpx.Client) -> None:
    answer = client.get(f"{PATH}?{query}")
    assert answer.status_code == 400
    assert answer.text.startswith(reason)
    assert answer.headers["content-type"].startswith("text/plain")
    assert "content-disposition" not in answer.headers


def test_a_store_that_is_not_to_be_had(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(HOLDING, "store", busy)
    answer = client.get(PATH)
    assert (answer.status_code, answer.text) == (503, "held elsewhere")


def test_what_the_viewer_may_not_see_is_not_in_the_file(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "viewer_of", lambda _: Viewer("publisher", frozenset({2})))
    answer = client.get(PATH)
    assert ids(answer.content) == [3]
    assert "audit-log-shop-2026-10-03" in answer.headers["content-disposition"]


@contextmanager
def serving() -> Iterator[str]:
    """The routes on a real server, which can be left and can break off; gives its address."""
    config = uvicorn.Config(Starlette(routes=ROUTES), port=0, log_level="critical")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    until(lambda: server.started)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


def busy() -> Store:
    raise StoreBusy("held elsewhere")


def until(holds: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for something to become true."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it never became true"
        time.sleep(0.01)


def load_much(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """30 MB of logs, exported in 30 slices: more than all buffers on the way hold."""
    monkeypatch.setattr(export_slices, "SLICE_SIZE", 2**20)
    load(store, *(log("2026-10-01", data="x" * 2**20, id=n) for n in range(100, 130)))


def connections(store: Store) -> int:
    pool = store.engine.pool
    assert isinstance(pool, QueuePool)
    return pool.checkedout()


def test_a_client_that_leaves_frees_what_served_it(
    october: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_much(october, monkeypatch)
    threads = threading.active_count
    with serving() as address:
        before = threads()
        with httpx.stream("GET", address + PATH) as answer:
            assert next(answer.iter_bytes()).startswith(b"id,")
            assert connections(october) == 1
            # The file is waiting to be taken; whoever else comes is served.
            assert httpx.get(f"{address}/healthz").text == "ok"
        until(lambda: connections(october) == 0)
        until(lambda: not any("ThreadPool" in t.name for t in threading.enumerate()))
        assert threads() <= before + 2  # the server's own workers


def test_an_error_in_the_middle_does_not_look_like_the_end(
    october: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> Iterator[Chunk]:
        yield Chunk(b"id,createdAt\n", 0)
        yield Chunk(b"1,2026\n", 1)
        raise OSError("the disk is gone")

    monkeypatch.setattr(export, "log_chunks", broken)
    with serving() as address, pytest.raises(httpx.RemoteProtocolError):
        httpx.get(address + PATH)
    with serving() as address, pytest.raises(httpx.RemoteProtocolError):
        httpx.get(address + PATH, headers={"Connection": "close"})


def test_the_page_sees_how_far_its_downloads_are(client: httpx.Client) -> None:
    token = new_token()
    file = client.get(PATH, params={"transfer": token, "logs": "3"}).content
    assert file == client.get(PATH).content
    client.get(EVIDENCE_PATH, params={"transfer": token, "logs": "what?"})
    latest, first = TRANSFERS.of(token)
    assert (first.state, first.sent, first.logs) == ("sent", 3, 3)
    assert first.name.endswith(".csv")
    assert (latest.state, latest.sent, latest.logs) == ("sent", 3, 0)
    assert latest.name.endswith(".zip")
    client.get(PATH, params={"transfer": "../../guess"})
    assert TRANSFERS.of("../../guess") == []


def test_a_download_can_be_stopped(october: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    token, closed = new_token(), threading.Event()

    def endless(*_: Any, **__: Any) -> Iterator[Chunk]:
        try:
            yield Chunk(b"id,createdAt\n", 0)
            while True:
                yield Chunk(b"1,2026\n" * 10_000, 10_000)
        finally:
            closed.set()

    monkeypatch.setattr(export, "log_chunks", endless)
    with (
        serving() as address,
        httpx.stream("GET", address + PATH, params={"transfer": token}) as answer,
    ):
        parts = answer.iter_bytes()
        next(parts)
        (mine,) = TRANSFERS.of(token)
        until(lambda: mine.sent > 0)
        assert mine.state == "sending"
        mine.stop()
        with pytest.raises(httpx.RemoteProtocolError):
            for _ in parts:
                pass
        until(closed.is_set)
    assert mine.state == "stopped"


def test_the_command_takes_the_file_from_the_dashboard(october: Store) -> None:
    assert october.path is not None
    with serving() as address, owning(october.path, "dashboard", address):
        done = command(october.url, "--user", "ann", "--kind", "spreadsheet")
    assert done.stdout == exported(october, LogFilter(user="ann"), kind="spreadsheet")
    assert done.stderr == b"standard output: 2 logs\n"
    assert done.returncode == 0


def test_the_command_passes_on_why_the_dashboard_refuses(
    october: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert october.path is not None
    monkeypatch.setattr(HOLDING, "store", busy)
    with serving() as address, owning(october.path, "dashboard", address):
        done = command(october.url)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == f"the dashboard at {address} refused: held elsewhere\n".encode()


def test_the_command_says_that_the_dashboard_broke_off(
    october: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> Iterator[Chunk]:
        yield Chunk(b"id,createdAt\n", 0)
        raise OSError("the disk is gone")

    monkeypatch.setattr(export, "log_chunks", broken)
    assert october.path is not None
    path = october.path.with_name("logs.csv")
    with serving() as address, owning(october.path, "dashboard", address):
        done = command(october.url, "--output", str(path))
    assert done.returncode == 2
    assert done.stderr.startswith(f"the dashboard at {address} broke off".encode())
    assert list(path.parent.glob("logs.csv*")) == []


def command(url: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "data", "export", *arguments],
        capture_output=True,
        env=os.environ | {"AUDIT_STORE": url},
        timeout=60,
    )


def test_an_evidence_pack_over_http(october: Store, client: httpx.Client, tmp_path: Path) -> None:
    query = {"user": "ann", "zone": "Europe/London"}
    answer = client.get(EVIDENCE_PATH, params=query)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/zip"
    assert (
        "audit-log-organisation-2026-10-01-2026-10-03.evidence.zip"
        in (answer.headers["content-disposition"])
    )
    path = tmp_path / "pack.zip"
    path.write_bytes(answer.content)
    found = verify(path)
    assert found.problems == ()
    assert found.facts["logs"] == 2
    assert found.facts["link"].startswith(f"{client.base_url}/audit-log?window=custom&")
    assert client.head(EVIDENCE_PATH).status_code == 200
    assert client.get(EVIDENCE_PATH, params={"zone": "Nowhere"}).status_code == 400


@pytest.mark.parametrize("kind", ["ndjson", "parquet"])
def test_every_kind_has_its_name_and_type(kind: Kind, october: Store, client: httpx.Client) -> None:
    answer = client.get(PATH, params={"kind": kind})
    assert answer.content == exported(october, kind=kind)
    assert answer.headers["content-disposition"].endswith(f".{FORMATS[kind].suffix}")
    assert answer.headers["content-type"] == FORMATS[kind].media_type
