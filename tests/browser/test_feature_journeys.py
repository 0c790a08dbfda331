"""A product manager's ways: from a bounce rate down to one message, and its addresses as a file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.grids import click_row, expect_cells
from tests.browser.serving import Dashboard, dashboard_of, opened
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
    with dashboard_of(tmp_path_factory.mktemp("feature"), logs()) as running:
        yield running


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
    click_row(page, "emails", x=-40)
    expect(page).to_have_url(re.compile("/thread.*value=message-11"))
    expect_cells(page, "steps", 3, ["Email sent", "Email delayed", "Email bounced"])
    expect_cells(page, "steps", 2, ["", "+ 1 min", "+ 1 h"])


def test_dead_addresses_as_a_file(dashboard: Dashboard, page: Page) -> None:
    opened(page, f"{dashboard.url}/feature-utilization?zone=UTC")
    with page.expect_download() as download:
        page.locator(".st-key-csv_dead button").first.click()
    text = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    found = [(row["recipient"], row["failures"], row["wasted"], row["reason"]) for row in rows]
    assert found == [(GONE, "3", "2", "550 No such mailbox")]
