"""Publishes marked in charts: where they stand, what they say, and what a click opens."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from data.engine import Store
from pages import behavior_analysis, feature_utilization, security
from pages.shared import links, publishes, ways
from pages.shared.marks import Mark, marked
from tests.builders import Log, load, log
from tests.pages.at_page import answered, at_page, said, url
from tests.pages.conftest import Open
from tests.pages.test_words import NASTY

LOGS: tuple[Log, ...] = (
    log("2026-11-17 08:00", "user.login", user="ann@a.example", app_id=1, app="Alpha"),
    log("2026-11-17 08:00", "user.login.failed", user="ann@a.example", app_id=1, app="Alpha"),
    log("2026-11-18 10:00", "app.publish", user="eve@a.example", app_id=1, app="Alpha"),
    log("2026-11-20 09:00", "app.publish", user="eve@a.example", app_id=2, app=NASTY),
    log("2026-11-20 23:30", "app.publish", user="eve@a.example", app_id=1, app="Alpha"),
    log("2026-01-01", "user.login", user="ann@a.example"),
)
FRIDAY = "2026-11-20T23:30:00+00:00"


def traces(app: AppTest, number: int = 0) -> list[dict[str, Any]]:
    return list(json.loads(app.get("plotly_chart")[number].proto.spec)["data"])


def marks(app: AppTest, number: int = 0) -> list[dict[str, Any]]:
    return [trace for trace in traces(app, number) if trace.get("name") == "Published"]


def test_charts_mark_publishes_where_they_are_asked_to(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = at_page(opened, "", window="7d", zone="UTC")
    assert marks(app) == []
    app.toggle(key="publish_toggle").set_value(True).run()
    (lane,) = marks(app)
    # 16 November is bucket 0: publishes on the 18th and, two of them, on the 20th.
    assert (lane["x"], lane["text"]) == ([4, 2], ["2", ""])
    assert url(app)["publishes"] == ["marked"]
    app.toggle(key="publish_toggle").set_value(False).run()
    assert marks(app) == []
    assert "publishes" not in url(app)


def test_a_day_is_the_zones(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = at_page(opened, "", window="7d", zone="Europe/Berlin", publishes="marked")
    assert marks(app)[0]["x"] == [5, 4, 2]


def test_a_mark_says_which_and_never_as_markup(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = at_page(opened, "", window="7d", zone="UTC", publishes="marked")
    kind, published, at, hover = marks(app)[0]["customdata"][0]
    assert (kind, published, at) == ("publish", "1", FRIDAY)
    assert "20 Nov 2026 23:30 · Alpha" in hover
    assert "<img" not in hover
    assert "&lt;img" in hover


def test_other_apps_are_not_marked(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = at_page(opened, "", window="7d", zone="UTC", publishes="marked", apps="2")
    assert marks(app)[0]["text"] == [""]


@pytest.mark.parametrize(
    ("page", "tab"),
    [
        *(("security", tab) for tab in security.PAGE.tabs),
        *(("feature-utilization", tab) for tab in feature_utilization.PAGE.tabs),
        *(("behavior-analysis", tab) for tab in behavior_analysis.PAGE.tabs),
    ],
)
def test_every_tab_keeps_its_charts_beside_the_marks(
    page: str, tab: str, store: Store, opened: Open
) -> None:
    load(store, *LOGS)
    app = at_page(opened, page, window="7d", publishes="marked")
    app.session_state["tab"] = tab
    app.run()
    assert not app.exception
    for number in range(len(app.get("plotly_chart"))):
        shown = traces(app, number)
        in_time = shown[0]["type"] in {"bar", "scatter"} and shown[0].get("orientation") != "h"
        assert bool(marks(app, number)) == in_time


def test_the_publishes_are_listed_for_the_keyboard(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = at_page(opened, "", window="7d", zone="UTC", publishes="marked")
    (listed,) = (block for block in app.expander if "marked in the charts" in block.label)
    assert listed.label == "3 publishes marked in the charts"
    app.session_state["publishes_listed"] = True
    app.run()
    assert list(answered(app, "publish_marks")["app"]) == ["Alpha", NASTY, "Alpha"]
    assert set(answered(app, "publish_marks")["compare"]) == {"Compare"}


def test_no_publish_is_said(store: Store, opened: Open) -> None:
    load(store, *LOGS, log("2026-11-22 10:00", "user.logout"))
    app = at_page(opened, "", window="24h", publishes="marked")
    assert "Nothing was published in this time" in said(app)


def test_a_row_opens_the_comparison(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    gone: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(links, "go", lambda page, **changes: gone.append((page, changes)))
    column = publishes.compare_column(90)
    assert column.open is not None
    at = pd.Timestamp("2026-11-21 00:30", tz="Europe/Berlin")
    column.open({"at": at, "app_id": 1, "app": "Alpha"})
    extra = {"tab": "Publishing", "published_app": "1", "published_at": FRIDAY}
    assert gone == [(ways.BEHAVIOR, {"extra": extra})]


def test_the_comparison_offers_the_other_publishes(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = at_page(
        opened,
        "behavior-analysis",
        window="7d",
        zone="UTC",
        tab="Publishing",
        published_app="1",
        published_at="2026-11-21T00:30:00+01:00",
    )
    app.session_state["tab"] = "Publishing"
    app.run()
    box = app.selectbox(key="publish_compared")
    assert box.value == ("1", FRIDAY)
    assert len(box.options) == 3
    box.select_index(2).run()
    assert url(app)["published_at"] == ["2026-11-18T10:00:00+00:00"]
    app.button(key="comparison_close").click().run()
    assert "published_at" not in url(app)


def test_many_marks_leave_numbers_and_lines_to_the_hover() -> None:
    few = [Mark(n, ["a", "b"], ("publish",)) for n in range(24)]
    many = [Mark(n, ["a"] * 10, ("publish",)) for n in range(25)]
    plain = go.Figure(layout={"height": 280})
    roomy, dense = marked(go.Figure(plain), few, "Published"), marked(plain, many, "Published")
    assert (set(roomy.data[0].text), len(roomy.layout.shapes)) == ({"2"}, 24)
    assert (set(dense.data[0].text), len(dense.layout.shapes)) == ({""}, 0)
    assert dense.data[0].customdata[0][1].endswith("and 2 more")
    assert dense.layout.height == 310


def test_no_marks_leave_a_figure_as_it_is() -> None:
    assert marked(go.Figure(), [], "Published") == go.Figure()
