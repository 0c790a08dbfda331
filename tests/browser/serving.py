"""A real dashboard on a store of its own, and a real Chromium to look at it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.export_files import write_csv

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
PATIENCE_MS = 30_000


@dataclass(frozen=True)
class Dashboard:
    """A running dashboard: where it is reached, and the URL of its store."""

    url: str
    store: str


@contextmanager
def running_dashboard(folder: Path) -> Iterator[Dashboard]:
    """A dashboard started as people start it, its store and its log in `folder`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    store = f"duckdb:///{folder / 'store.duckdb'}"
    url = f"http://127.0.0.1:{port}"
    with (folder / "log.txt").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "pages.start", "--port", str(port)],
            cwd=ROOT,
            env=os.environ | {"AUDIT_STORE": store},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_until_it_answers(url, process, folder / "log.txt")
            yield Dashboard(url, store)
        finally:
            process.terminate()
            process.wait(timeout=20)


@contextmanager
def dashboard_of(folder: Path, records: Sequence[Mapping[str, Any]]) -> Iterator[Dashboard]:
    """A dashboard on a store into which these records (see `tests.raw_records`) were imported."""
    export = write_csv(folder / "audit-log.csv", records)
    subprocess.run(
        [sys.executable, "-m", "data", "import", str(export)],
        cwd=ROOT,
        env=os.environ | {"AUDIT_STORE": f"duckdb:///{folder / 'store.duckdb'}"},
        check=True,
        timeout=120,
    )
    with running_dashboard(folder) as running:
        yield running


def _wait_until_it_answers(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the dashboard did not start:\n{log.read_text()}")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Headless Chromium: the one that `CHROMIUM` names, else the system's."""
    named = os.environ.get("CHROMIUM")
    found = named or next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert found, "no Chromium; `make test` installs Debian's package chromium"
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=found, args=arguments)
        yield browser
        browser.close()


def settled(page: Page) -> Page:
    """The page, once its script has run and nothing on it is stale."""
    app = page.locator(
        '[data-testid="stApp"][data-test-script-state="notRunning"]'
        '[data-test-connection-state="CONNECTED"]'
    )
    expect(app).to_be_attached(timeout=PATIENCE_MS)
    expect(page.locator('[data-stale="true"]')).to_have_count(0, timeout=PATIENCE_MS)
    return page


def opened(page: Page, url: str) -> Page:
    """The page at that address, settled."""
    page.goto(url)
    return settled(page)
