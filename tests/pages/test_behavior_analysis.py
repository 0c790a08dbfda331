"""The Behavior Analysis page: its numbers are the answers', its rows lead to what is behind."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data.engine import Store
from pages.behavior_analysis import FIGURES, PAGE
from pages.shared import links, ways
from pages.shared.triangle import triangle
from pages.shared.window import buckets, no_finer
from tests.builders import Log, load, log, push, utc
from tests.pages.at_page import answered, at_page, said, url
from tests.pages.conftest import Open
from tests.pages.test_frame import figure
from tests.pages.test_words import NASTY

HOME = {"_analyticsSessionId": "s-1", "_pageId": 7, "_pageTitle": NASTY, "_platform": "web"}
BUILD = {"appSubmissionId": 5, "platform": "ios"}

LOGS: tuple[Log, ...] = (
    log("2026-11-21 09:00", "app.analytics.pageView", user="ann@a.example", app_id=1, data=HOME),
    log("2026-11-21 09:05", "app.analytics.pageView", user="ann@a.example", app_id=1, data=HOME),
    log("2026-11-20 09:00", "app.error.live", user=NASTY, app_id=1, data={"message": NASTY}),
    log("2026-11-20 10:00", "app.publish", user="eve@a.example", app_id=1, app="Alpha"),
    log("2026-11-19 10:00", "app.submission.build", user="eve@a.example", app_id=1, data=BUILD),
    log(
        "2026-11-19 10:30", "app.submission.report", app_id=1, data=BUILD | {"status": "completed"}
    ),
    push("2026-11-18 11:00", success=5, failure=2, app_id=1),
    log("2026-01-01", "app.view", user="ann@a.example"),
)


def behavior(opened: Open, tab: str | None = None, **query: str | list[str]) -> AppTest:
    """The page over a week, with that tab open."""
    app = at_page(opened, "behavior-analysis", **{"window": "7d", **query})
    if tab is not None:
        app.session_state["tab"] = tab
        app.run()
    return app


def test_the_figures_are_those_of_the_answer(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = behavior(opened)
    shown = {tile.label: figure(app, tile.label) for tile in FIGURES.tiles}
    assert list(shown.values()) == ["3", "2", "1", "5", "28.6%", "1", "1"]


def test_devices_are_stacked_and_errors_explained(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = behavior(opened, "Push")
    traces = json.loads(app.get("plotly_chart")[0].proto.spec)["data"]
    assert {trace["name"]: sum(trace["y"]) for trace in traces} == {"Accepted": 5, "Failed": 2}
    assert list(answered(app, "push_by_app")["failure"]) == [2]
    errors = answered(app, "push_errors")
    assert list(errors["meaning"]) == ["The log gives no code for these failures."]
    drilled = behavior(opened, "Push", error="not given")
    assert list(answered(drilled, "push_of_error")["failures"]) == [2]
    drilled.button(key="pushes_of_error").click().run()
    assert "error" not in url(drilled)


def test_a_build_is_joined_to_its_report(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = behavior(opened, "Publishing")
    (build,) = answered(app, "app_builds").to_dict("records")
    assert (build["outcome"], build["seconds"]) == ("Succeeded", "30 min")
    assert list(answered(app, "apps_published")["user"]) == ["eve@a.example"]


def test_use_has_sessions_and_active_users(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = behavior(opened, "Use")
    assert not app.exception
    (session,) = answered(app, "sessions").to_dict("records")
    assert (session["seconds"], session["screens"]) == ("5 min", 2)


def test_screens_and_errors_are_shown_as_they_are_named(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = behavior(opened, "Screens")
    assert list(answered(app, "screens_viewed")["views"]) == [2]
    assert list(answered(app, "app_errors")["errors"]) == [1]


@pytest.mark.parametrize(
    ("query", "question"),
    [
        ({"user": '"ann@a.example"'}, "user_activity"),
        ({"ip": "10.0.0.1"}, "ip_activity"),
        ({"device": "d-1"}, "device_activity"),
    ],
)
def test_one_user_device_or_address_is_followed(
    store: Store, opened: Open, query: dict[str, Any], question: str
) -> None:
    here = {"ip": "10.0.0.1", "deviceId": "d-1"}
    load(store, log("2026-11-21 09:10", "app.view", user="ann@a.example", data=here), *LOGS)
    app = behavior(opened, "Follow one", **query)
    assert not app.exception
    assert len(answered(app, question)) == (3 if question == "user_activity" else 1)


def test_whom_to_follow_is_asked(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = behavior(opened, "Follow one")
    assert "Name one user, device or IP address" in said(app)
    app.text_input(key="follow_asked").set_value("ann@a.example").run()
    assert url(app)["user"] == ['"ann@a.example"']
    assert len(answered(app, "user_activity")) == 2


@pytest.mark.parametrize("tab", PAGE.tabs)
def test_no_tab_reads_a_name_as_markup(tab: str, store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = behavior(opened, tab, user="ann@a.example" if tab == "Follow one" else "")
    assert not app.exception
    for block in (*app.markdown, *app.caption, *app.subheader):
        assert NASTY not in (block.value or "")
    assert "<img" not in said(app)


@pytest.mark.parametrize("window", ["24h", "12m", "all"])
@pytest.mark.parametrize("tab", PAGE.tabs)
def test_every_tab_does_without_logs_of_its_own(
    tab: str, window: str, store: Store, opened: Open
) -> None:
    load(store, log("2026-11-22 10:00", "user.logout", user=None), LOGS[-1])
    assert not behavior(opened, tab, window=window).exception


def test_a_log_is_shown_among_everybodys(monkeypatch: pytest.MonkeyPatch) -> None:
    gone: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(links, "go", lambda page, **changes: gone.append((page, changes)))
    column = ways.surroundings_column()
    assert column.open is not None
    column.open({"at": pd.Timestamp("2026-11-21 09:10", tz="UTC"), "id": 7})
    ways.analytics_session({"session": "s-1"})
    (_, log_changes), (_, session_changes) = gone
    assert (log_changes["user"], log_changes["extra"]) == ("", {"record": "7"})
    assert session_changes == {"keys": (("analytics_session", "s-1"),)}


def test_buckets_no_finer_than_asked_cover_the_same_time() -> None:
    days = buckets(utc("2026-11-03"), utc("2026-11-20"), "UTC")
    assert days.unit == "day"
    weeks = no_finer(days, "week", "UTC")
    assert (weeks.unit, weeks.starts[0], weeks.starts[-1]) == (
        "week",
        date(2026, 11, 2),
        date(2026, 11, 16),
    )
    assert no_finer(weeks, "day", "UTC") is weeks


def test_the_triangle_has_a_row_for_each_week_of_first_use() -> None:
    frame = pd.DataFrame(
        {
            "cohort": [date(2026, 11, 2), date(2026, 11, 2), date(2026, 11, 9)],
            "size": [4, 4, 2],
            "week": [0, 1, 0],
            "users": [4, 1, 2],
            "share": [1.0, 0.25, 1.0],
            "complete": [True, False, True],
        }
    )
    (heat,) = triangle(frame).data
    assert [list(row) for row in heat.z] == [[1.0, 0.25], [1.0, None]]
    assert "not over yet" in heat.customdata[0][1]


def test_a_publish_is_compared_with_the_time_before(store: Store, opened: Open) -> None:
    views = [
        log(f"2026-11-{day} 08:{n:02}", "app.view", user=f"u{n}@a.example", app_id=1, app="A")
        for day, count in (("20", 2), ("21", 30))
        for n in range(count)
    ]
    load(store, *views, log("2026-11-20 10:00", "app.publish", app_id=1, app="A"), LOGS[-1])
    at = {"published_app": "1", "published_at": "2026-11-20T10:00:00+00:00"}
    app = behavior(opened, "Publishing", **at)
    found = answered(app, "publish_comparison").set_index("measure")
    assert tuple(found.loc["Screen views", ["before", "after", "change", "verdict"]]) == (
        "2",
        "30",
        "+1,400.0 %",
        "More, and hardly by chance",
    )
    wrong = behavior(opened, "Publishing", published_app="1", published_at="yesterday")
    assert not wrong.exception
    assert "7 days before and after" not in said(wrong)
