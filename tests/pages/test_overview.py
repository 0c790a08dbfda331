"""The overview: its numbers are the answers', its words those of the right kind of nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.access import OWNER
from data.engine import Store
from pages.overview import TILES, zoomed
from pages.shared import links, tables, visit
from pages.shared.tables import app_value
from pages.shared.window import buckets
from queries.filters import LogFilter
from queries.run import run
from tests.builders import Log, load, log, push, utc
from tests.pages.conftest import Open
from tests.pages.test_frame import figure, said
from tests.pages.test_words import NASTY

NOW_LOGS: tuple[Log, ...] = (
    log("2026-11-21 09:10", "user.login", user="ann@a.example", app_id=1, app="Alpha"),
    log("2026-11-21 09:10:01", "user.login.failed", user="ann@a.example", app_id=1, app="Alpha"),
    log("2026-11-20 15:00", "user.login", user="bob@b.example", app_id=2, app=NASTY),
    log("2026-11-19 15:00", "email.bounced", category="appAction", app_id=2, app=NASTY),
    push("2026-11-18 08:00", success=3, failure=2, app_id=2, app=NASTY, category="studio"),
)
BEFORE: tuple[Log, ...] = (
    log("2026-11-14 10:00", "user.login", user="ann@a.example", app_id=1, app="Alpha"),
    log("2026-11-14 11:00", "app.view", user="cy@c.example", app_id=1, app="Alpha"),
)
LONG_AGO = log("2026-01-01", "app.view", user="cy@c.example", app_id=1, app="Alpha")


def metric(app: AppTest, label: str) -> Any:
    return next(tile for tile in app.metric if tile.label == label)


def specs(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def test_the_figures_are_those_of_the_answer(store: Store, opened: Open) -> None:
    load(store, *NOW_LOGS, *BEFORE, LONG_AGO)
    app = opened(window="7d")
    window = LogFilter(since=utc("2026-11-16"), until=utc("2026-11-22 13:00"))
    answer = run("overview_figures", window, OWNER, store=store).iloc[0]
    assert {t.label: figure(app, t.label) for t in TILES} == {
        t.label: str(answer[t.name]) for t in TILES
    }
    assert [figure(app, t.label) for t in TILES] == ["5", "2", "2", "2", "1", "3"]
    assert "from 16 Nov 2026 00:00 to 22 Nov 2026 13:00 (UTC): <strong>5</strong>" in said(app)
    assert "Data complete until 21 Nov 2026 09:10" in said(app)


def test_figures_are_compared_with_the_equal_time_before(store: Store, opened: Open) -> None:
    load(store, *NOW_LOGS, *BEFORE, LONG_AGO)
    app = opened(window="7d")
    assert metric(app, "Logs").delta == "+150%"
    assert metric(app, "Active users").delta == "no change"
    assert metric(app, "Failed logins").delta == "+1"
    assert "with logs from 9 Nov 2026 11:00 to 16 Nov 2026 00:00" in metric(app, "Logs").help


@pytest.mark.parametrize(
    ("logs", "window", "words"),
    [
        (NOW_LOGS, "7d", "no earlier data"),
        ((*NOW_LOGS, *BEFORE), "7d", "not comparable"),
        ((*NOW_LOGS, *BEFORE, LONG_AGO), "all", "no earlier data"),
        ((*NOW_LOGS, *BEFORE, LONG_AGO), "12m", "no earlier data"),
    ],
)
def test_without_a_whole_time_before_nothing_is_compared(
    store: Store, opened: Open, logs: tuple[Log, ...], window: str, words: str
) -> None:
    load(store, *logs)
    assert metric(opened(window=window), "Logs").delta == words


def test_sparkline_and_bars_have_a_value_for_every_day(store: Store, opened: Open) -> None:
    load(store, *NOW_LOGS)
    app = opened(window="7d")
    assert list(metric(app, "Logs").proto.chart_data) == [0, 0, 1, 1, 1, 2, 0]
    bars = {bar["name"]: bar["y"] for bar in specs(app)[0]["data"]}
    assert bars == {
        "Apps/Integrations": [0, 0, 0, 0, 1, 2, 0],
        "App Actions": [0, 0, 0, 1, 0, 0, 0],
        "Fliplet Studio/Viewer": [0, 0, 1, 0, 0, 0, 0],
    }


def test_the_hours_of_the_week_are_those_of_the_zone(store: Store, opened: Open) -> None:
    load(store, *NOW_LOGS)
    grid = specs(opened(window="7d", zone="Asia/Kolkata"))[1]["data"][0]["z"]
    assert grid[5][14] == 2
    assert (grid[4][20], grid[3][20], grid[2][13]) == (1, 1, 1)
    assert sum(map(sum, grid)) == 5


def test_hours_and_weeks_are_shown_where_days_would_be_few_or_many(
    store: Store, opened: Open
) -> None:
    load(store, *NOW_LOGS, LONG_AGO, log("2026-11-22 11:30"))
    assert "Activity by hour" in [h.value for h in opened(window="24h").subheader]
    assert "Activity by week" in [h.value for h in opened(window="12m").subheader]


def test_busiest_apps_and_users_are_listed_with_text_as_it_is(store: Store, opened: Open) -> None:
    load(store, *NOW_LOGS, LONG_AGO)
    apps, users = (table.value for table in opened(window="7d").dataframe[:2])
    assert apps.to_dict("records") == [
        {"App": NASTY, "Logs": 3, "Users": 1},
        {"App": "Alpha", "Logs": 2, "Users": 1},
    ]
    assert users.to_dict("records") == [
        {"User": "ann@a.example", "Logs": 2, "Apps": 1},
        {"User": "bob@b.example", "Logs": 1, "Apps": 1},
    ]


def test_what_is_new_is_named_with_its_words(store: Store, opened: Open) -> None:
    load(store, *NOW_LOGS, *BEFORE, LONG_AGO)
    app = opened(window="7d")
    apps = app.dataframe[2].value
    types = [button for button in app.button if str(button.key).startswith("new_type_")]
    names = ["pushNotification.send", "email.bounced", "user.login.failed"]
    assert [button.label for button in types] == [f"`{name}`" for name in names]
    assert types[1].help.startswith("Email bounced. An email came back")
    captions = [caption.value for caption in app.caption if caption.value.endswith(" log")]
    days = ("18 Nov 2026", "19 Nov 2026", "21 Nov 2026")
    assert captions == [f"{day} · 1 log" for day in days]
    assert apps.to_dict("records") == [{"App": NASTY, "First seen": "18 Nov 2026", "Logs": 3}]


def test_where_the_window_holds_the_first_log_nothing_is_called_new(
    store: Store, opened: Open
) -> None:
    load(store, *NOW_LOGS)
    app = opened(window="7d")
    assert len(app.dataframe) == 2
    assert "everything in it is new" in said(app)


def test_no_name_on_the_page_is_markdown_or_html(store: Store, opened: Open) -> None:
    load(store, *NOW_LOGS, LONG_AGO)
    app = opened(window="7d", apps=["2"], user=NASTY)
    labels = [button.label for button in app.button] + [button.help for button in app.button]
    for text in (*labels, *(m.value for m in app.markdown), *(c.value for c in app.caption)):
        assert NASTY not in (text or "").replace(f"`{NASTY}`", "")
    assert "<img" not in said(app).replace(f"`{NASTY}`", "")
    assert f"App `{NASTY}`" in labels


def test_a_box_over_bars_is_their_window_within_the_filters() -> None:
    asked = LogFilter(utc("2026-11-15 23:00"), utc("2026-11-22 13:00"), zone="Europe/Berlin")
    assert asked.since is not None
    assert asked.until is not None
    steps = buckets(asked.since, asked.until, asked.zone)
    assert zoomed([{"x": [0.6, 2.2]}], steps, asked) == (
        utc("2026-11-16 23:00"),
        utc("2026-11-18 23:00"),
    )
    assert zoomed([{"x": [5.5, 9]}], steps, asked) == (
        utc("2026-11-21 23:00"),
        utc("2026-11-22 13:00"),
    )
    assert zoomed([], steps, asked) is None


def test_a_click_on_a_name_filters_by_exactly_it(
    store: Store, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(store, *NOW_LOGS)
    narrowed: list[dict[str, Any]] = []
    monkeypatch.setattr(visit, "narrow", lambda **changes: narrowed.append(changes))
    monkeypatch.setattr(links, "go", lambda page, **changes: narrowed.append({page: changes}))
    tables.only_app(app_value(2, NASTY))
    tables.only_app(app_value(None, "A*b"))
    tables.only_user("ann@a.example")
    tables.records_of({"log_types": ("email.bounced",)})
    assert narrowed == [
        {"apps": ("2",)},
        {"apps": (r"A\*b",)},
        {"user": '"ann@a.example"'},
        {"audit-log": {"log_types": ("email.bounced",)}},
    ]
