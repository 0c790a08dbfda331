"""A person's way through the dashboard, in one dashboard and a real browser."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.serving import Dashboard, opened, settled
from tests.export_files import write_csv
from tests.raw_records import record

pytestmark = pytest.mark.browser

DAY = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=1)
LOGS = 137
FAILED = 23


def imported_records() -> list[dict[str, Any]]:
    """137 logs of yesterday and the days before it: 23 failed logins of Ann, the rest of Bob."""
    rows = []
    for n in range(LOGS):
        ann = n < FAILED
        rows.append(
            record(
                "user.login.failed" if ann else "app.analytics.pageView",
                DAY - timedelta(hours=n),
                id=1000 + n,
                user_type="studio" if ann else "app",
                user_email="ann@example.com" if ann else "bob@example.com",
                appId=7,
                app_name="Field notes",
                sessionId=500 + n % 5,
                data={"ip": f"10.1.0.{n}", "_pageTitle": "Home", "n": n},
            )
        )
    return rows


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export that the journeys import, with one row that cannot be read."""
    path = write_csv(tmp_path_factory.mktemp("export") / "audit-log.csv", imported_records())
    with path.open("a", encoding="utf-8") as file:
        file.write("9999,not a time,,studio,user.login,,,,,,,,,,,,\n")
    return path


@pytest.fixture(scope="module")
def filled(dashboard: Dashboard, browser: Browser, export: Path) -> Iterator[Dashboard]:
    """The dashboard after the export was dropped on its Import page."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = opened(context.new_page(), f"{dashboard.url}/import")
    page.locator('input[type="file"]').set_input_files(export)
    page.get_by_role("button", name=re.compile(r"^Import 1 file")).click()
    expect(
        page.get_by_text("138 records read: 137 new, 0 there already, 1 rejected.")
    ).to_be_visible(timeout=60_000)
    expect(page.get_by_text("The demo organisation was removed first.")).to_be_visible()
    yield dashboard
    context.close()


def shown_range(page: Page) -> Locator:
    """The line above the table: 1-50 of 137 logs."""
    return page.get_by_text(re.compile(r"^\d[\d,]*-\d[\d,]* of [\d,]+ logs?$"))


def cell_texts(page: Page, column: int) -> list[str]:
    """The texts of one column of the log table, 0 the first; read from its accessible twin."""
    cells = page.locator(f'canvas td[aria-colindex="{column + 1}"]')
    expect(cells.first).to_be_attached()
    return cells.all_text_contents()


def test_an_empty_store_shows_the_demo_and_says_so(dashboard: Dashboard, page: Page) -> None:
    opened(page, dashboard.url)
    expect(page.get_by_text("Demo data", exact=True).first).to_be_visible()
    expect(page.get_by_role("link", name="Import my logs")).to_be_visible()
    expect(page.get_by_text("Active users")).to_be_visible()
    expect(page.get_by_text("Data complete until")).to_be_visible()


def test_after_an_import_ones_own_logs_are_there(filled: Dashboard, page: Page) -> None:
    opened(page, filled.url)
    expect(page.get_by_text("Demo data", exact=True)).to_have_count(0)
    expect(page.locator(".sentence strong")).to_have_text("137")
    opened(page, f"{filled.url}/import")
    expect(page.get_by_text("Imports so far")).to_be_visible()


def test_filter_by_type_user_and_dates(filled: Dashboard, page: Page) -> None:
    opened(page, f"{filled.url}/audit-log")
    expect(shown_range(page)).to_have_text("1-50 of 137 logs")
    page.get_by_label("Log type", exact=True).first.fill("failed")
    page.get_by_role("option", name=re.compile("user.login.failed")).click()
    settled(page)
    expect(shown_range(page)).to_have_text(f"1-{FAILED} of {FAILED} logs")
    page.keyboard.press("Escape")
    user = page.get_by_label("User", exact=True).first
    user.fill("bob")
    user.press("Enter")
    expect(page.get_by_text("No log matches these filters")).to_be_visible()
    user.fill("ANN@")
    user.press("Enter")
    expect(shown_range(page)).to_have_text(f"1-{FAILED} of {FAILED} logs")
    until = (DAY - timedelta(hours=9, minutes=30)).isoformat().replace("+00:00", "Z")
    since = (DAY - timedelta(hours=19, minutes=30)).isoformat().replace("+00:00", "Z")
    opened(
        page,
        f"{filled.url}/audit-log?user=ann&since={since}&until={until}&zone=Asia%2FKolkata",
    )
    expect(shown_range(page)).to_have_text("1-10 of 10 logs")
    page.get_by_role("button", name="Clear all").click()
    settled(page)
    expect(shown_range(page)).to_be_visible()


def test_open_a_record_and_make_a_value_the_filter(filled: Dashboard, page: Page) -> None:
    opened(page, f"{filled.url}/audit-log?log_types=user.login.failed")
    expect(shown_range(page)).to_have_text(f"1-{FAILED} of {FAILED} logs")
    page.locator(".dvn-scroller").first.click(position={"x": 60, "y": 48})
    detail = page.locator(".st-key-record_detail")
    expect(detail).to_be_visible()
    expect(detail).to_contain_text("10.1.0.0")
    expect(page).to_have_url(re.compile(r"record=1000"))
    detail.get_by_role("button", name=re.compile("Next|Older", re.IGNORECASE)).click()
    expect(detail).to_contain_text("10.1.0.1")
    detail.get_by_role("button", name="10.1.0.1").click()
    settled(page)
    expect(page).to_have_url(re.compile(r"10\.1\.0\.1"))
    expect(shown_range(page)).to_have_text("1-1 of 1 log")


def test_page_through_the_log(filled: Dashboard, page: Page) -> None:
    opened(page, f"{filled.url}/audit-log")
    seen = set(cell_texts(page, 6))
    page.get_by_role("button", name="Page 3").click()
    expect(shown_range(page)).to_have_text("101-137 of 137 logs")
    settled(page)
    last = set(cell_texts(page, 6))
    assert seen
    assert last
    assert not seen & last


@pytest.mark.parametrize("kind", ["exact", "spreadsheet"])
def test_download_what_is_shown_and_count_it(
    filled: Dashboard, page: Page, tmp_path: Path, kind: str
) -> None:
    opened(page, f"{filled.url}/audit-log?log_types=user.login.failed")
    page.get_by_role("button", name="Download", exact=True).click()
    with page.expect_download() as started:
        page.locator(f'a[download][href*="kind={kind}"]').click()
    assert re.fullmatch(
        r"audit-log-.*\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv", started.value.suggested_filename
    )
    path = tmp_path / "download.csv"
    started.value.save_as(path)
    expect(page.get_by_text(re.compile(f"^Sent {FAILED} logs")).first).to_be_visible()
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["type"] for row in rows] == ["user.login.failed"] * FAILED
    assert {json.loads(row["data"])["n"] for row in rows} == set(range(FAILED))


def test_a_link_shows_the_same_in_another_browser(
    filled: Dashboard, page: Page, browser: Browser
) -> None:
    opened(page, f"{filled.url}/audit-log")
    page.get_by_label("User", exact=True).first.fill("ann")
    page.get_by_label("User", exact=True).first.press("Enter")
    expect(shown_range(page)).to_have_text(f"1-{FAILED} of {FAILED} logs")
    first = cell_texts(page, 6)
    other = browser.new_context(
        timezone_id="America/New_York", viewport={"width": 1440, "height": 900}
    )
    there = opened(other.new_page(), page.url)
    expect(shown_range(there)).to_have_text(f"1-{FAILED} of {FAILED} logs")
    assert cell_texts(there, 6) == first
    there.reload()
    expect(shown_range(settled(there))).to_have_text(f"1-{FAILED} of {FAILED} logs")
    there.get_by_role("link", name="Overview").click()
    expect(there.locator(".sentence strong")).to_have_text(str(FAILED))
    other.close()


def test_the_dictionary_leads_to_the_records(filled: Dashboard, page: Page) -> None:
    opened(page, f"{filled.url}/dictionary")
    find = page.get_by_label("Search the dictionary")
    find.fill("email.bounced")
    find.press("Enter")
    settled(page)
    expect(page.get_by_text(re.compile(r"^1 of \d+ log types"))).to_be_visible()


@pytest.mark.parametrize("path", ["security", "frame", "audit_log"])
def test_no_page_runs_outside_the_frame(filled: Dashboard, page: Page, path: str) -> None:
    opened(page, f"{filled.url}/{path}")
    expect(page.locator(".st-key-top")).to_be_visible()
