"""A security reviewer's ways: from a spike to its records, from an address to the reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.serving import Dashboard, dashboard_of, opened, settled
from tests.raw_records import record

pytestmark = pytest.mark.browser

NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
SPIKE = NOON - timedelta(days=3)
ANN, BOB = "ann@example.com", "bob@example.com"


def attempt(number: int, at: datetime, user: str, outcome: str = "") -> list[dict[str, Any]]:
    """The logs of one attempt to log in."""
    types = ["user.login"] + ([f"user.login.{outcome}"] if outcome else [])
    return [
        record(
            name,
            at,
            id=2 * number + extra,
            user_type="app",
            user_email=user,
            appId=7,
            app_name="Field notes",
            data={"ip": "203.0.113.7"},
        )
        for extra, name in enumerate(types)
    ]


def logs() -> list[dict[str, Any]]:
    """Bob gets in daily; three days ago somebody fails 12 times as Ann, who then is removed."""
    rows = [row for n in range(25) for row in attempt(n, NOON - timedelta(days=n + 1), BOB)]
    for n in range(12):
        rows += attempt(100 + n, SPIKE + timedelta(minutes=n), ANN, "failed")
    removed = {"user": {"email": ANN}}
    rows.append(
        record(
            "app.user.remove",
            SPIKE + timedelta(hours=1),
            id=900,
            user_type="studio",
            user_email="boss@example.com",
            appId=7,
            app_name="Field notes",
            data=removed,
        )
    )
    return rows


@pytest.fixture(scope="module")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    with dashboard_of(tmp_path_factory.mktemp("security"), logs()) as running:
        yield running


def test_from_a_spike_in_failures_to_the_records_behind_it(
    dashboard: Dashboard, page: Page
) -> None:
    opened(page, f"{dashboard.url}/security?zone=UTC")
    failed = page.locator(".st-key-tile_failed")
    expect(failed.get_by_text("12", exact=True)).to_be_visible()
    bars = page.locator(".st-key-logins .barlayer .trace").nth(1).locator(".point path")
    expect(bars).to_have_count(30)
    boxes = [box for box in (bar.bounding_box() for bar in bars.all()) if box is not None]
    tallest = max(boxes, key=lambda box: box["height"])
    page.mouse.click(tallest["x"] + tallest["width"] / 2, tallest["y"] + tallest["height"] / 2)
    expect(page).to_have_url(re.compile("/audit-log.*user.login.failed"))
    settled(page)
    expect(page.get_by_text("1-12 of 12 logs")).to_be_visible()
    expect(page.locator('canvas td[aria-colindex="5"]').first).to_have_text(ANN)
    page.locator(".dvn-scroller").first.click(position={"x": 60, "y": 48})
    detail = page.locator(".st-key-record_detail")
    expect(detail).to_contain_text("203.0.113.7")
    settled(page)
    detail.locator(".st-key-record_passport_user_email").get_by_role("button").click()
    expect(page.locator(".person")).to_have_text(ANN)


def test_from_an_address_to_the_account_of_why(dashboard: Dashboard, page: Page) -> None:
    opened(page, f"{dashboard.url}/security?zone=UTC")
    page.get_by_role("tab", name="Why can't they get in?").click()
    settled(page)
    address = page.get_by_label("Email address", exact=True)
    address.fill(" Ann@Example.com ")
    address.press("Enter")
    account = page.locator(".st-key-account")
    expect(account).to_contain_text("They cannot get in")
    expect(account).to_contain_text("12 sign-ins of ann@example.com failed")
    expect(account).to_contain_text("Field notes")
    expect(account).to_contain_text("What they cannot know")
    link = page.url
    account.get_by_role("button", name="Log of reason 1").click()
    expect(page.locator(".st-key-record_detail")).to_contain_text("app.user.remove")
    opened(page, link)
    expect(page.locator(".st-key-account")).to_contain_text("They cannot get in")
