"""Conditions put together in a real browser: built, seen in the address and the rows, cleared."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.serving import ROOT, Dashboard, opened, running_dashboard, settled
from tests.export_files import write_csv
from tests.raw_records import record

pytestmark = pytest.mark.browser

NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
ANN, BOB = "ann@example.com", "bob@example.com"
ASKED = (
    "all(user_email is ann@example.com,any(log_type contains fail,none(data.form.step at_most 3)))"
)


def logs() -> list[dict[str, Any]]:
    """Two users, each with 3 failed logins and 6 submitted forms, of steps 1 to 6."""
    rows = []
    for place, user in enumerate((ANN, BOB)):
        for n in range(9):
            kind, data = ("user.login.failed", {}) if n < 3 else ("app.form", {"step": n - 2})
            at = NOON - timedelta(days=1, hours=n)
            number = 100 * place + n + 1
            rows.append(record(kind, at, id=number, user_email=user, data={"form": data}))
    return rows


@pytest.fixture(scope="module")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    """A dashboard on a store into which the logs were imported before."""
    folder: Path = tmp_path_factory.mktemp("conditions")
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


def shown_range(page: Page) -> Locator:
    return page.get_by_text(re.compile(r"^\d[\d,]*-\d[\d,]* of [\d,]+ logs?$"))


def asked(page: Page) -> list[str]:
    """The conditions in the address."""
    return parse_qs(urlsplit(page.url).query).get("where", [])


def choose(page: Page, label: str, text: str) -> None:
    """Type into a box and take what the keyboard lands on, as somebody without a mouse does."""
    box = page.get_by_role("combobox", name=label, exact=True)
    box.fill(text)
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    settled(page)


def fill(page: Page, name: str, field: str, operator: str, value: str) -> None:
    """Fill in the condition of that number."""
    choose(page, f"Condition {name}", field)
    if operator != "is":
        choose(page, f"Operator of condition {name}", operator)
    box = page.get_by_role("textbox", name=f"Value of condition {name}", exact=True)
    box.fill(value)
    page.keyboard.press("Tab")
    settled(page)


def test_build_nested_conditions_see_them_share_them_and_clear_them(
    dashboard: Dashboard, page: Page
) -> None:
    opened(page, f"{dashboard.url}/audit-log")
    expect(shown_range(page)).to_have_text("1-18 of 18 logs")
    page.get_by_role("button", name="Conditions", exact=True).click()
    dialog = page.get_by_role("dialog", name="Conditions")
    said = dialog.get_by_role("status")
    expect(said).to_have_text(re.compile("No condition yet"))
    fill(page, "1", "user_email", "is", ANN)
    dialog.get_by_role("button", name="Add group", exact=True).click()
    fill(page, "2.1", "log_type", "contains", "fail")
    dialog.get_by_role("button", name="Add group to group 2", exact=True).click()
    choose(page, "Group 2.2", "None")
    fill(page, "2.2.1", "data.form.step", "at most", "many")
    expect(dialog.get_by_role("alert")).to_contain_text("a number is expected")
    dialog.get_by_role("textbox", name="Value of condition 2.2.1").fill("3")
    page.keyboard.press("Tab")
    expect(dialog.get_by_role("alert")).to_have_count(0)
    dialog.get_by_role("button", name="Apply").click()
    expect(dialog).to_have_count(0)
    settled(page)
    assert asked(page) == [ASKED]
    expect(shown_range(page)).to_have_text("1-6 of 6 logs")
    sentence = f"where user_email is «{ANN}» and (log_type contains «fail» or not (data.form.step"
    expect(page.locator(".sentence").first).to_contain_text(sentence)

    page.reload()
    expect(shown_range(settled(page))).to_have_text("1-6 of 6 logs")
    page.get_by_role("link", name="Overview").click()
    expect(page.locator(".sentence strong")).to_have_text("6")
    assert asked(settled(page)) == [ASKED]

    page.get_by_role("button", name="Conditions (3)").click()
    expect(said).to_contain_text(f"Where user_email is «{ANN}»")
    dialog.get_by_role("button", name="Clear", exact=True).click()
    expect(dialog).to_have_count(0)
    expect(page.locator(".sentence strong")).to_have_text("18")
    assert asked(settled(page)) == []
    page.go_back()
    expect(page.locator(".sentence strong")).to_have_text("6")
    page.get_by_role("button", name=re.compile("^Where ")).click()
    expect(page.locator(".sentence strong")).to_have_text("18")


def test_paths_and_values_by_hand_and_by_suggestion(dashboard: Dashboard, page: Page) -> None:
    opened(page, f"{dashboard.url}/audit-log")
    page.get_by_role("button", name="Conditions", exact=True).click()
    dialog = page.get_by_role("dialog", name="Conditions")
    choose(page, "Condition 1", "data.form.nowhere")
    choose(page, "Operator of condition 1", "is empty")
    expect(dialog.get_by_role("status")).to_contain_text("Where data.form.nowhere is empty.")
    choose(page, "Condition 1", "data.form.step")
    choose(page, "Operator of condition 1", "contains")
    dialog.get_by_role("button", name="Values").click()
    page.get_by_role("button", name="2 2 logs").click()
    expect(page.get_by_role("button", name="5 2 logs")).to_have_count(0)
    expect(dialog.get_by_role("status")).to_contain_text("data.form.step contains «2».")
    choose(page, "Operator of condition 1", "one of")
    several = dialog.get_by_role("combobox", name="Values of condition 1")
    for value, said in (("5", "«2» or «5»."), ("by hand", "«2» or «5» or «by hand».")):
        several.fill(value)
        page.keyboard.press("Enter")
        # The open list hides all else from screen readers.
        expect(dialog.locator(".sentence")).to_contain_text(f"data.form.step one of {said}")
    page.keyboard.press("Escape")
    dialog.get_by_role("button", name="Apply").click()
    expect(shown_range(page)).to_have_text("1-4 of 4 logs")


def test_escape_closes_and_keeps_what_was_not_applied_on_a_phone_too(
    dashboard: Dashboard, page: Page
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, f"{dashboard.url}/audit-log?where=all(app_id%20is%201)")
    page.get_by_role("button", name=re.compile("Filters")).first.click()
    settled(page)
    page.get_by_role("button", name="Conditions (1)").click()
    dialog = page.get_by_role("dialog", name="Conditions")
    value = dialog.get_by_role("textbox", name="Value of condition 1")
    value.fill("2")
    value.press("Tab")
    expect(dialog.get_by_role("status")).to_contain_text("app_id is 2. Not applied yet.")
    overflow = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) == 0
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert asked(settled(page)) == ["all(app_id is 1)"]
    page.get_by_role("button", name="Conditions (1)").click()
    expect(value).to_have_value("2")


def test_what_is_clicked_before_the_bar_is_drawn_leaves_the_filter_as_it_was(
    dashboard: Dashboard, page: Page
) -> None:
    held: list[Route] = []
    page.route(
        re.compile(r"/(Selectbox|Multiselect|TextInput)[^/]*\.js$"),
        lambda route: held.append(route),
    )
    page.goto(f"{dashboard.url}/audit-log?window=7d&user=ann&categories=none&zone=UTC")
    page.get_by_role("button", name="Conditions").click()
    expect(page.get_by_role("dialog", name="Conditions")).to_be_visible()
    assert held
    for route in held:
        route.continue_()
    page.get_by_role("button", name="Add condition").click()
    expect(page.get_by_role("combobox", name="Condition 2", exact=True)).to_be_visible()
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(page.get_by_role("dialog", name="Conditions")).to_have_count(0)
    query = parse_qs(urlsplit(settled(page).url).query)
    assert query["window"] == ["7d"]
    assert query["user"] == ["ann"]
    assert query["categories"] == ["none"]
