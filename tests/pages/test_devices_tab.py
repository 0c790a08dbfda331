"""What people use over time: a line a value, users as the answer counts them, a way to the logs."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pandas as pd
import pytest

from data.engine import Store
from pages.behavior_tabs.devices import each
from pages.shared import bars, links
from pages.shared.palette import PARTS
from tests.builders import Log, load, log
from tests.pages.at_page import answered
from tests.pages.conftest import Open
from tests.pages.test_behavior_analysis import behavior
from tests.pages.test_words import NASTY


def update(day: int, user: str, version: str, os: str) -> Log:
    data = {"_platform": "native", "_os": os, "appVersion": version, "deviceId": f"d-{user}"}
    at = f"2026-11-{day} 09:00"
    return log(at, "app.update", user=user, app_id=1, app="A", data=data)


LOGS = (
    update(20, "ann@a.example", "1.0", "iOS"),
    update(20, "ann@a.example", "1.1", "iOS"),
    update(21, "ann@a.example", "1.1", "iOS"),
    update(21, "bob@a.example", "1.1", NASTY),
)


def test_a_line_for_each_value_counts_its_users_a_day(store: Store, opened: Open) -> None:
    load(store, *LOGS, log("2026-01-01", "app.view"))
    app = behavior(opened, "Devices", zone="UTC")
    specs = [json.loads(chart.proto.spec)["data"] for chart in app.get("plotly_chart")]
    platforms, systems = specs[0], specs[1]
    assert [(line["name"], line["y"]) for line in platforms] == [("native", [0, 0, 0, 0, 1, 2, 0])]
    assert {line["name"]: line["y"][4:6] for line in systems}["iOS"] == [1, 1]
    assert "<img" not in json.dumps(systems)
    assert list(answered(app, "operating_systems")["users"]) == [1, 1]


def test_the_values_with_most_users_have_lines_and_colours() -> None:
    rows = [(date(2026, 11, 1), f"v{n}", n) for n in range(1, 9)]
    wide, parts = each(pd.DataFrame(rows, columns=["at", "name", "users"]))
    assert [part.name for part in parts] == ["v8", "v7", "v6", "v5", "v4", "v3"]
    assert [part.colour for part in parts] == list(PARTS)
    assert list(wide["v8"]) == [8]


def test_a_point_opens_the_logs_of_its_value(
    store: Store, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    clicks: dict[str, Any] = {}
    drawn = bars.lines

    def noting(key: str, *args: Any, act: bars.Act, **options: Any) -> None:
        clicks[key] = act
        drawn(key, *args, act=act, **options)

    monkeypatch.setattr("pages.behavior_tabs.devices.lines", noting)
    gone: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(links, "go", lambda page, **changes: gone.append((page, changes)))
    load(store, *LOGS)
    behavior(opened, "Devices")
    since, until = pd.Timestamp("2026-11-20", tz="UTC"), pd.Timestamp("2026-11-21", tz="UTC")
    clicks["app_versions_over_time_lines"](bars.Part("A 1.1", "A 1.1", ""), since, until)
    window = {"since": since, "until": until}
    assert gone == [("audit-log", window | {"keys": (("app_version", "1.1"),), "apps": ("1",)})]
