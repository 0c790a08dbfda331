"""Saved views in the browser: saved, pinned, opened, renamed, deleted and brought back."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.serving import Dashboard, dashboard_of, opened, settled
from tests.browser.test_audit_log_journeys import logs

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    with dashboard_of(tmp_path_factory.mktemp("views"), logs()) as running:
        yield running


def menu(page: Page) -> None:
    settled(page)
    page.get_by_role("button", name="Views", exact=False).first.click()
    settled(page)


def pressed(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()
    settled(page)


def test_a_view_is_kept_found_and_changed(dashboard: Dashboard, page: Page) -> None:
    link = f"{dashboard.url}/security?zone=UTC&window=7d&user=bob&tab=Failures"
    opened(page, link)
    menu(page)
    page.get_by_text("Always the last 7 days", exact=True).click()
    page.get_by_label("Name", exact=True).fill("Bob fails")
    page.get_by_label("Name", exact=True).press("Tab")
    pressed(page, "Save view")
    pressed(page, "Pin Bob fails")
    opened(page, f"{dashboard.url}/?zone=UTC")
    side_bar = page.get_by_test_id("stSidebar")
    side_bar.get_by_role("link", name="Bob fails").click()
    expect(page).to_have_url(re.compile("/security.*user=bob"))
    expect(page).to_have_url(re.compile("window=7d"))
    settled(page)
    expect(page.get_by_role("tab", name="Failures")).to_have_attribute("aria-selected", "true")
    menu(page)
    pressed(page, "Begin with Bob fails")
    pressed(page, "Rename Bob fails")
    name = page.get_by_label("New name")
    name.fill("Bob's failures")
    name.press("Enter")
    expect(side_bar.get_by_role("link", name="Bob's failures")).to_be_visible()
    opened(page, dashboard.url)
    expect(page).to_have_url(re.compile("/security.*user=bob"))
    menu(page)
    pressed(page, "Delete Bob's failures")
    expect(side_bar.get_by_role("link", name="Bob's failures")).to_have_count(0)
    pressed(page, "Undo")
    expect(side_bar.get_by_role("link", name="Bob's failures")).to_be_visible()
