"""Ways from a failed push to its record, and from a user to a session and its surroundings."""

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

NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
FIRST = 9_000_000_000
ANN, BOB = "ann@works.example", "bob@works.example"


def app_log(number: int, kind: str, minutes: int, user: str, **data: Any) -> dict[str, Any]:
    """A log of the app, so many minutes after noon of the day before yesterday."""
    at = NOON - timedelta(days=2) + timedelta(minutes=minutes)
    named = {"appId": 7, "app_name": "Field notes", "user_type": "app", "user_email": user}
    return record(kind, at, id=FIRST + number, data=data, **named)


def push(number: int, days: int, failures: int) -> dict[str, Any]:
    """A notification to ten devices, some of which failed."""
    message = [{"error": "Unregistered"}] * failures
    result = {"method": "apn", "success": 10 - failures, "failure": failures, "message": message}
    at = NOON - timedelta(days=days)
    data = {"payload": {"title": f"Shift {number}"}, "result": [[result]], "subscriptionsCount": 10}
    named = {"appId": 7, "user_type": "studio"}
    return record("pushNotification.send", at, id=FIRST + number, data=data, **named)


def logs() -> list[dict[str, Any]]:
    """Two notifications, one of which failed in part; Ann's session, with Bob beside her."""
    screens = [
        app_log(
            20 + n,
            "app.analytics.pageView",
            n,
            ANN,
            _analyticsSessionId="session-1",
            _pageId=100 + n,
            _pageTitle=f"Screen {n}",
        )
        for n in range(3)
    ]
    return [push(1, 3, 0), push(2, 4, 4), *screens, app_log(30, "user.logout", 1, BOB)]


@pytest.fixture(scope="module")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    with dashboard_of(tmp_path_factory.mktemp("behavior"), logs()) as running:
        yield running


def test_from_a_push_failure_to_its_record(dashboard: Dashboard, page: Page) -> None:
    opened(page, f"{dashboard.url}/behavior-analysis?zone=UTC")
    failed = page.locator(".st-key-tile_push_failed")
    expect(failed.get_by_text("20.0%", exact=True)).to_be_visible()
    expect_cells(page, "push_errors", 2, ["Unregistered"])
    click_row(page, "push_errors", x=160)
    expect(page).to_have_url(re.compile("error=Unregistered"))
    expect_cells(page, "push_of_error", 2, ["Shift 2"])
    click_row(page, "push_of_error", x=-80)
    expect(page).to_have_url(re.compile("/audit-log.*record=9000000002"))
    expect(page.locator(".st-key-record_detail")).to_contain_text("Unregistered")


def test_from_a_user_to_a_session_and_its_surroundings(dashboard: Dashboard, page: Page) -> None:
    link = f'{dashboard.url}/behavior-analysis?zone=UTC&tab=Follow one&user="{ANN}"'
    opened(page, link)
    expect_cells(page, "followed_sessions", 4, ["3"])
    expect_cells(page, "time_line", 5, ["Screen 2", "Screen 1", "Screen 0"])
    click_row(page, "time_line", row=2, x=-80)
    expect(page).to_have_url(re.compile("/audit-log.*record=9000000021"))
    settled(page)
    # Bob's log of that minute is among them: the surroundings are everybody's.
    expect(page.get_by_text("1-4 of 4 logs")).to_be_visible()
