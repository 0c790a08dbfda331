"""The ASGI application: what it answers, what it holds, and what it never runs."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

import dashboard
from data.engine import Store, close_store
from data.owner import owner_file, read_owner
from data.settings import store_path
from pages.headers import CONTENT_SECURITY_POLICY, HEADERS, SecurityHeaders
from pages.routes import ROUTES
from pages.shared import holding
from pages.shared.contents import contents
from pages.shared.holding import HOLDING, address, lifespan
from tests.builders import load, log

ROOT = Path(__file__).parents[2]


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    """What `dashboard.app` adds to Streamlit: a process can start Streamlit itself only once."""
    load(store, log("2026-11-20"))
    app = Starlette(routes=ROUTES, middleware=[Middleware(SecurityHeaders)], lifespan=lifespan)
    with TestClient(app, base_url="http://127.0.0.1:8501") as served:
        yield served


def test_it_is_healthy_and_every_answer_carries_the_security_headers(client: TestClient) -> None:
    assert client.get("/healthz").text == "ok"
    for path in ("/healthz", "/nowhere/at/all"):
        answered = client.get(path).headers
        assert {name: answered.get(name) for name in HEADERS} == HEADERS, path


def test_the_overview_is_found_under_its_name(client: TestClient) -> None:
    answer = client.get("/overview?window=7d&user=ann", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, "/?window=7d&user=ann")
    bare = client.get("/overview", follow_redirects=False)
    assert bare.headers["location"] == "/"


def test_an_answer_may_set_a_header_itself(store: Store) -> None:
    async def framed(_: Request) -> PlainTextResponse:
        return PlainTextResponse("", headers={"X-Frame-Options": "DENY"})

    app = Starlette(routes=[Route("/", framed)], middleware=[Middleware(SecurityHeaders)])
    assert TestClient(app).get("/").headers.get_list("x-frame-options") == ["DENY"]


def test_the_store_is_held_while_it_runs_and_let_go_after(store: Store) -> None:
    load(store, log("2026-11-20"))
    assert store.path is not None
    with TestClient(Starlette(lifespan=lifespan)):
        owner = read_owner(store.path)
        assert owner is not None
        assert (owner.command, owner.url) == ("dashboard", address())
    assert not owner_file(store.path).exists()


def test_streamlits_own_page_runs_no_inline_script_but_the_one_allowed() -> None:
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts]
    allowed = re.findall(r"'sha256-([^']+)'", CONTENT_SECURITY_POLICY)
    assert hashes == allowed


def test_the_application_has_the_routes_the_headers_and_the_hold_on_the_store() -> None:
    made = vars(dashboard.app)
    assert made["_user_routes"] == ROUTES
    assert [m.cls for m in made["_user_middleware"]] == [SecurityHeaders]
    assert made["_user_lifespan"] is lifespan


def test_no_pages_folder_lies_beside_the_script_that_streamlit_runs() -> None:
    """With one, Streamlit would run its files as pages of their own, past the frame."""
    script = dashboard.app.script_path
    assert script == Path("pages/frame.py")
    assert not (ROOT / script.parent / "pages").exists()


@pytest.mark.anyio
async def test_it_starts_beside_another_process_that_holds_the_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    url = f"duckdb:///{tmp_path / 'held.duckdb'}"
    monkeypatch.setenv("AUDIT_STORE", url)
    code = (
        "import sys; from data.engine import open_store; from data.owner import owning\n"
        "store = open_store(sys.argv[1])\n"
        "with owning(store.path, 'python -m data import'): print('held', flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, url],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        async with lifespan(None):
            assert f"held by «python -m data import» (PID {other.pid})" in caplog.text
        other.communicate("\n")
    path = store_path(url)
    assert path is not None
    assert not owner_file(path).exists()


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def test_a_demo_that_was_cut_off_is_loaded_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[Store] = []
    monkeypatch.setattr(holding, "load_demo", loaded.append)
    with store.duckdb() as connection:
        connection.execute(
            "INSERT INTO imports BY NAME SELECT 1 AS id, 'demo' AS kind, 'demo' AS source, "
            "'interrupted' AS state, now()::TIMESTAMP AS started_at, 0 AS read, 0 AS new, "
            "0 AS duplicate, 0 AS rejected, 0 AS credentials"
        )
    assert contents(store).untouched
    assert HOLDING.store() is store
    HOLDING.wait_for_demo()
    assert loaded == [store]
    HOLDING.release()


def test_what_keeps_the_demo_away_is_raised_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Store) -> None:
        raise RuntimeError("no demo today")

    monkeypatch.setattr(holding, "load_demo", fail)
    HOLDING.store()
    with pytest.raises(RuntimeError, match="no demo today"):
        HOLDING.wait_for_demo()
    assert not HOLDING.loading_demo()
    HOLDING.release()
    close_store(store.url)
