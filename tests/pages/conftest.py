"""Pages as somebody sees them: the frame, run by Streamlit's own test harness at a fixed time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.engine import Store
from pages.shared import visit
from pages.shared.holding import HOLDING
from tests.builders import NOW

FRAME = Path(__file__).parents[2] / "pages" / "frame.py"

Open = Callable[..., AppTest]


@pytest.fixture
def opened(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """`opened(window="7d", user="ann", at=…)`: the overview of `store` with those parameters."""

    apps: list[AppTest] = []

    def open_page(at: datetime = NOW, **query: str | list[str]) -> AppTest:
        monkeypatch.setattr(visit, "clock", lambda: at)
        app = AppTest.from_file(FRAME, default_timeout=30)
        for name, value in query.items():
            app.query_params[name] = value
        apps.append(app)
        return app.run()

    yield open_page
    assert [list(app.exception) for app in apps] == [[] for _ in apps]
    HOLDING.release()
