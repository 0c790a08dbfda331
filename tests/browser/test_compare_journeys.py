"""Two sides of a page: against the time before, and app against app."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.serving import Dashboard, dashboard_of, opened, settled
from tests.raw_records import record

pytestmark = pytest.mark.browser

NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)


def logs() -> list[dict[str, Any]]:
    """Failed logins: six of this week in app 1, two in app 2, three of the week before."""
    days = [(1, 1)] * 6 + [(2, 2)] * 2 + [(9, 1)] * 3 + [(60, 1)]
    return [
        record(
            "user.login.failed",
            NOON - timedelta(days=ago, minutes=n),
            id=1000 + n,
            user_type="app",
            user_email=f"u{n}@example.com",
            appId=app,
            app_name=f"App {app}",
            data={},
        )
        for n, (ago, app) in enumerate(days)
    ]


@pytest.fixture(scope="module")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    with dashboard_of(tmp_path_factory.mktemp("compare"), logs()) as running:
        yield running


def menu(page: Page, choice: str) -> None:
    page.locator(".st-key-compare_menu").get_by_role("button").first.click()
    settled(page)
    page.get_by_text(choice, exact=True).click()
    settled(page)


def tallest(bars: Locator) -> Locator:
    heights = [(bar.bounding_box() or {"height": 0})["height"] for bar in bars.all()]
    return bars.nth(heights.index(max(heights)))


def test_this_week_with_the_last(dashboard: Dashboard, page: Page) -> None:
    opened(page, f"{dashboard.url}/security?zone=UTC&window=7d")
    menu(page, "The time just before")
    expect(page).to_have_url(re.compile("compare=previous"))
    failed = page.locator(".st-key-tile_failed")
    expect(failed).to_contain_text("8")
    expect(failed).to_contain_text("from 3")
    page.keyboard.press("Escape")
    expect(page.locator(".side")).to_have_count(4)
    other = page.locator(".st-key-logins_other .barlayer .trace").nth(1).locator(".point path")
    tallest(other).click(force=True)
    expect(page).to_have_url(re.compile("/audit-log"))
    settled(page)
    expect(page.get_by_text("1-3 of 3 logs")).to_be_visible()


def test_app_against_app(dashboard: Dashboard, page: Page) -> None:
    opened(page, f"{dashboard.url}/security?zone=UTC&window=7d&apps=1")
    menu(page, "Another filter")
    form = page.locator(".stForm")
    form.get_by_role("button", name="Remove App 1").or_(
        form.get_by_label("Clear all")
    ).first.click()
    form.get_by_role("combobox", name="App").click()
    page.get_by_role("option", name="App 2").click()
    page.keyboard.press("Escape")
    form.get_by_role("button", name="Compare").click()
    expect(page).to_have_url(re.compile("compare=filter&compare=apps%3D2"))
    settled(page)
    failed = page.locator(".st-key-tile_failed")
    expect(failed).to_contain_text("6")
    expect(failed).to_contain_text("from 2")
