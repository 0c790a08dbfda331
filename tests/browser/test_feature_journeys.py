"""A product manager's ways: from a bounce rate down to one message, and its addresses as a file."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.serving import ROOT, Dashboard, opened, running_dashboard, settled
from tests.export_files import write_csv
from tests.raw_records import record

pytestmark = pytest.mark.browser

NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
GONE = "ida@gone.example"
KINDS = ("communicate", "delivered", "delayed", "bounced")


def email(number: int, kind: str, to: str, seconds: int, days: int, **more: Any) -> dict[str, Any]:
    """A log of the message of that number, sent at noon so many days ago."""
    at = NOON - timedelta(days=days) + timedelta(seconds=seconds)
    data = {"messageId": f"message-{number}", "to": to, **more}
    named = {"appId": 7, "app_name": "Field notes", "user_type": "app"}
    return record(f"email.{kind}", at, id=10 * number + KINDS.index(kind), data=data, **named)


def logs() -> list[dict[str, Any]]:
    """Eight emails arrive; three to one address are delayed and then bounce."""
    rows: list[dict[str, Any]] = []
    for number in range(1, 9):
        rows += [
            email(number, "communicate", "bob@works.example", 0, number),
            email(number, "delivered", "bob@works.example", 3, number),
        ]
    for number in range(11, 14):
        days = number - 9
        rows += [
            email(number, "communicate", GONE, 0, days, subject="Your shift"),
            email(number, "delayed", GONE, 60, days),
            email(number, "bounced", GONE, 3660, days, reason="550 No such mailbox"),
        ]
    return rows


@pytest.fixture(scope="module")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    """A dashboard on a store into which the logs were imported before."""
    folder: Path = tmp_path_factory.mktemp("features")
    export = write_csv(folder / "audit-log.csv", logs())
    store = f"duckdb:///{folder / 'store.duckdb'}"
    subprocess.run(
        [sys.executable, "-m", "data", "import", str(export)],
        cwd=ROOT,
        env=os.environ | {"AUDIT_STORE": store},
        check=True,
        timeout=120,
    )
    with running_dashboard(folder) as running:
        yield running


def grid(page: Page, key: str) -> Locator:
    return page.locator(f".st-key-table_{key}")


def expect_cells(page: Page, key: str, column: int, texts: list[str]) -> None:
    """The texts of a table's column, counted from 1, as a screen reader finds them."""
    settled(page)
    grid(page, key).scroll_into_view_if_needed()
    cells = grid(page, key).locator(f'canvas td[aria-colindex="{column}"]')
    expect(cells).to_have_text(texts)


def click_row(page: Page, key: str, row: int = 1, x: int = 60) -> None:
    """Click in a row of a table, counted from 1."""
    settled(page)
    grid(page, key).scroll_into_view_if_needed()
    grid(page, key).locator(".dvn-scroller").click(position={"x": x, "y": 15 + 30 * row})


def test_from_the_bounce_rate_to_the_whole_life_of_a_message(
    dashboard: Dashboard, page: Page
) -> None:
    opened(page, f"{dashboard.url}/feature-utilization?zone=UTC")
    bounced = page.locator(".st-key-tile_bounced")
    expect(bounced.get_by_text("27.3%", exact=True)).to_be_visible()
    expect_cells(page, "domains", 1, ["works.example", "gone.example"])
    click_row(page, "domains", row=2)
    expect(page).to_have_url(re.compile("domain=gone.example"))
    expect_cells(page, "addresses", 1, [GONE])
    click_row(page, "addresses")
    expect(page).to_have_url(re.compile("recipient=ida"))
    expect_cells(page, "emails", 3, ["Bounced"] * 3)
    expect_cells(page, "emails", 4, ["1 h 1 min"] * 3)
    width = grid(page, "emails").bounding_box()
    assert width is not None
    click_row(page, "emails", x=int(width["width"]) - 40)
    expect(page).to_have_url(re.compile("/thread.*message=message-11"))
    expect_cells(page, "steps", 3, ["Sent", "Delayed", "Bounced"])
    expect_cells(page, "steps", 2, ["", "+ 1 min", "+ 1 h"])


def test_dead_addresses_as_a_file(dashboard: Dashboard, page: Page) -> None:
    opened(page, f"{dashboard.url}/feature-utilization?zone=UTC")
    with page.expect_download() as download:
        page.locator(".st-key-csv_dead button").first.click()
    text = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    found = [(row["recipient"], row["failures"], row["wasted"], row["reason"]) for row in rows]
    assert found == [(GONE, "3", "2", "550 No such mailbox")]
