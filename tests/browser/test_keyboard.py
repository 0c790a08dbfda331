"""The dashboard without a mouse: the search, records, dialogs, and where the focus is."""

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
    with dashboard_of(tmp_path_factory.mktemp("keyboard"), logs()) as running:
        yield running


def slash(page: Page, url: str) -> None:
    opened(page, url)
    # Waiting within the page would take an eval, which its policy forbids.
    for _ in range(100):
        if page.evaluate("window.auditLogKeys"):
            break
        page.wait_for_timeout(50)
    # What is drawn once more when a page opens loses the focus.
    for _ in range(20):
        page.keyboard.press("/")
        if page.evaluate("document.activeElement.tagName") == "INPUT":
            break
        page.wait_for_timeout(100)


def test_the_slash_leads_to_the_search(dashboard: Dashboard, page: Page) -> None:
    slash(page, f"{dashboard.url}/audit-log?zone=UTC")
    text = page.locator(".st-key-bar_text input")
    expect(text).to_be_focused()
    page.keyboard.type("a/b")
    expect(text).to_have_value("a/b")
    slash(page, f"{dashboard.url}/answers")
    expect(page.locator(".st-key-ask input")).to_be_focused()


def test_records_by_keys(dashboard: Dashboard, page: Page) -> None:
    opened(page, f"{dashboard.url}/audit-log?zone=UTC")
    page.locator(".dvn-scroller").first.click(position={"x": 60, "y": 48})
    detail = page.locator(".st-key-record_detail")
    expect(page).to_have_url(re.compile("record=1000"))
    settled(page)
    page.keyboard.press("ArrowDown")
    expect(page).to_have_url(re.compile("record=1001"))
    settled(page)
    page.keyboard.press("j")
    expect(page).to_have_url(re.compile("record=1002"))
    settled(page)
    page.keyboard.press("k")
    expect(page).to_have_url(re.compile("record=1001"))
    settled(page)
    page.keyboard.press("Escape")
    expect(detail).to_have_count(0)
    expect(page).not_to_have_url(re.compile("record="))


def test_escape_closes_what_was_opened(dashboard: Dashboard, page: Page) -> None:
    opened(page, f"{dashboard.url}/security?zone=UTC")
    for name in ("Views", "Compare", "More"):
        page.get_by_role("button", name=name).first.focus()
        page.keyboard.press("Enter")
        settled(page)
        body = page.get_by_test_id("stPopoverBody")
        expect(body).to_be_visible()
        page.keyboard.press("Escape")
        expect(body).to_have_count(0)
    page.get_by_role("button", name="Conditions").first.focus()
    page.keyboard.press("Enter")
    settled(page)
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


VISIBLE = """() => {
    let element = document.activeElement;
    const name = (element.innerText || element.ariaLabel || element.tagName).trim().slice(0, 40);
    for (let depth = 0; element && depth < 6; element = element.parentElement, depth++) {
        const style = getComputedStyle(element);
        const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
        if (outlined || style.boxShadow !== "none") return [name, true];
    }
    return [name, false];
}"""
"""What has the focus, and whether an outline or a shadow around it shows that."""


def test_tab_reaches_everything_and_shows_where_it_is(dashboard: Dashboard, page: Page) -> None:
    opened(page, f"{dashboard.url}/security?zone=UTC")
    reached: dict[str, bool] = {}
    for _ in range(120):
        page.keyboard.press("Tab")
        name, visible = page.evaluate(VISIBLE)
        reached.setdefault(name, visible)
    for wanted in ("Overview", "Data health", "Views", "More", "Conditions", "Compare", "Logins"):
        assert any(wanted in name for name in reached), (wanted, reached)
    # The page itself: Skip to main content is its first line.
    hidden = [
        name
        for name, visible in reached.items()
        if not visible and not name.startswith(("BODY", "Skip"))
    ]
    assert not hidden, "\n".join(hidden)
