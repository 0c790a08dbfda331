"""`python -m benchmarks.screenshots`: the pictures of the pages in docs/screenshots.

Each page on the demo organisation, light and dark, at 1440 by 1000 and, in light, on a phone.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.serving import ROOT, chromium, opened, running_dashboard

PICTURES = ROOT / "docs" / "screenshots"
PAGES = {
    "overview": "",
    "security": "security",
    "security-flags": "security?tab=Flags",
    "features": "feature-utilization",
    "behavior": "behavior-analysis?tab=Use",
    "audit-log": "audit-log",
    "dictionary": "dictionary",
    "import": "import",
}
SHAPES = (("light", 1440, 1000), ("dark", 1440, 1000), ("light", 390, 844))
PAINTED_MS = 2500
"""Charts and tables are canvases: nothing in the page says when they are painted."""


def main() -> int:
    """Start a dashboard on a new store, which gets the demo organisation, and take the pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_dashboard(Path(folder)) as dashboard,
        chromium() as browser,
    ):
        for scheme, width, height in SHAPES:
            for name, path in PAGES.items():
                phone = "-phone" if width < 500 else ""
                picture = PICTURES / f"{name}{phone}-{scheme}.png"
                _take(browser, f"{dashboard.url}/{path}", picture, scheme, (width, height))
                print(picture.relative_to(ROOT))
    return 0


def _take(browser: Browser, url: str, to: Path, scheme: str, size: tuple[int, int]) -> None:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        timezone_id="Europe/London",
        locale="en-GB",
    )
    page = opened(context.new_page(), url)
    page.wait_for_timeout(PAINTED_MS)
    page.screenshot(path=to)
    context.close()


if __name__ == "__main__":
    sys.exit(main())
