"""Tables, which are drawn on a canvas: what their cells say, and clicks in them."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.serving import settled


def grid(page: Page, key: str) -> Locator:
    """The table of that key."""
    return page.locator(f".st-key-table_{key}")


def expect_cells(page: Page, key: str, column: int, texts: list[str]) -> None:
    """The texts of a table's column, counted from 1, as a screen reader finds them."""
    settled(page)
    grid(page, key).scroll_into_view_if_needed()
    cells = grid(page, key).locator(f'canvas td[aria-colindex="{column}"]')
    expect(cells).to_have_text(texts)


def click_row(page: Page, key: str, row: int = 1, x: int = 60) -> None:
    """Click in a row of a table, counted from 1, so many pixels from its left, or from its right
    where they are negative."""
    settled(page)
    grid(page, key).scroll_into_view_if_needed()
    width = grid(page, key).bounding_box()
    assert width is not None
    place = x if x >= 0 else int(width["width"]) + x
    grid(page, key).locator(".dvn-scroller").click(position={"x": place, "y": 15 + 30 * row})
