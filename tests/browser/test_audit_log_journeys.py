"""From the raw log to what is in it: facets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.grids import click_row, expect_cells
from tests.browser.serving import Dashboard, dashboard_of, opened, settled
from tests.raw_records import record

pytestmark = pytest.mark.browser

DAY = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=1)


def logs() -> list[dict[str, Any]]:
    """Ten logs: six screens viewed (four on the web), three emails, one type never heard of."""
    kinds = ["app.analytics.pageView"] * 6 + ["email.delivered"] * 3 + ["zebra.crossed"]
    data: list[dict[str, Any]] = [
        {"_platform": "web" if n < 4 else "native", "screen": {"no": n}} for n in range(6)
    ]
    data += [{"to": "ann@example.com", "relay": ["a", "b"]}] * 3 + [{}]
    return [
        record(
            kind,
            DAY - timedelta(minutes=n),
            id=1000 + n,
            user_type="app",
            user_email="bob@example.com",
            appId=7,
            app_name="Field notes",
            sessionId=500,
            data=data[n],
        )
        for n, kind in enumerate(kinds)
    ]


@pytest.fixture(scope="module")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    with dashboard_of(tmp_path_factory.mktemp("audit_log"), logs()) as running:
        yield running


def shown(page: Page, count: int) -> None:
    settled(page)
    expect(page.get_by_text(f"1-{count} of {count} log", exact=False).first).to_be_visible()


def test_facets_lead_from_all_logs_to_some(dashboard: Dashboard, page: Page) -> None:
    opened(page, f"{dashboard.url}/audit-log?zone=UTC")
    page.get_by_text("Facets", exact=True).click()
    types = ["app.analytics.pageView", "email.delivered", "zebra.crossed"]
    expect_cells(page, "facet_log_type", 1, types)
    expect_cells(page, "facet_log_type", 2, ["6", "3", "1"])
    click_row(page, "facet_log_type", row=2, x=-40)
    shown(page, 7)
    expect(page).to_have_url(re.compile("facets=true"))
    page.get_by_text("Keys inside data").click()
    settled(page)
    key = page.get_by_role("combobox", name=re.compile("keys, found in these logs"))
    key.click()
    key.fill("_platf")
    page.get_by_role("option", name="_platform").click()
    expect_cells(page, "facet_data", 1, ["web", "native"])
    click_row(page, "facet_data", row=1, x=40)
    shown(page, 4)
    expect(page.locator(".st-key-chips")).to_contain_text("email.delivered")
    page.reload()
    shown(page, 4)
    page.get_by_role("button", name="Clear all").click()
    shown(page, 10)


def test_a_cell_of_the_week_opens_its_logs(dashboard: Dashboard, page: Page) -> None:
    opened(page, f"{dashboard.url}/?zone=UTC&window=7d")
    cells = page.locator(".st-key-week .scatterlayer .point")
    cell = cells.nth(24 * DAY.weekday() + 11)
    cell.scroll_into_view_if_needed()
    place = cell.bounding_box()
    assert place is not None
    page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    expect(page).to_have_url(re.compile("/audit-log"))
    shown(page, 9)


def test_what_is_new_is_announced(dashboard: Dashboard, page: Page) -> None:
    opened(page, f"{dashboard.url}/data-health?zone=UTC")
    expect(page.get_by_text("There is one import so far")).to_be_visible()
