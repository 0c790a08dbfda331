"""Comparisons: what a filter is compared with, both sides on the page, and how clicks act."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from data.engine import Store
from data.errors import InvalidFilter
from pages.shared import sides
from pages.shared.comparison import (
    DATES,
    FILTER,
    MONTH,
    PREVIOUS,
    YEAR,
    Comparison,
    read_comparison,
)
from pages.shared.window import buckets
from queries.filters import LogFilter
from tests.builders import load, log
from tests.pages.at_page import at_page, said, url
from tests.pages.conftest import Open
from tests.pages.test_words import NASTY


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def failure(at: str, app: int, user: str = "ann@a.example") -> Any:
    return log(at, "user.login.failed", user=user, app_id=app, app=f"App {app}", category="app")


LOGS = (
    *(failure(f"2026-11-20 1{n}:00", 1) for n in range(4)),
    failure("2026-11-21 10:00", 2),
    failure("2026-11-13 10:00", 1),
    failure("2026-11-12 10:00", 1),
    log("2026-01-01", "app.view"),
)


@pytest.mark.parametrize(
    ("comparison", "since", "until"),
    [
        (Comparison(PREVIOUS), "2026-02-28 23:00", "2026-03-29 23:00"),
        (Comparison(MONTH), "2026-02-27 23:00", "2026-03-29 22:00"),
        (Comparison(YEAR), "2025-03-29 23:00", "2025-04-29 22:00"),
        (
            Comparison(DATES, utc("2026-01-01 00:00"), utc("2026-01-02 00:00")),
            "2026-01-01 00:00",
            "2026-01-02 00:00",
        ),
    ],
)
def test_other_times(comparison: Comparison, since: str, until: str) -> None:
    # 30 March to 30 April by the clock of Berlin, which goes forward on 29 March.
    asked = LogFilter(
        since=utc("2026-03-29 22:00"), until=utc("2026-04-29 22:00"), zone="Europe/Berlin"
    )
    if comparison.kind == PREVIOUS:
        asked = LogFilter(since=utc("2026-03-29 23:00"), until=utc("2026-04-26 23:00"))
        since, until = "2026-03-01 23:00", "2026-03-29 23:00"
    other = comparison.of(asked)
    assert other is not None
    assert (other.since, other.until) == (utc(since), utc(until))
    assert other.zone == asked.zone


def test_an_open_window_has_no_earlier_one() -> None:
    for kind in (PREVIOUS, MONTH, YEAR):
        assert Comparison(kind).of(LogFilter()) is None
        assert Comparison(kind).of(LogFilter(since=utc("2026-01-01"))) is None


def test_another_filter_replaces_its_parts_alone() -> None:
    asked = LogFilter(apps=("1",), user="ann", since=utc("2026-01-01"), zone="Asia/Kolkata")
    other = Comparison(FILTER, parts=(("apps", ("2", "Sh*=op")),)).of(asked)
    assert other == LogFilter(
        apps=("2", "Sh*=op"), user="ann", since=utc("2026-01-01"), zone="Asia/Kolkata"
    )


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=9)
MOMENTS = st.integers(0, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
COMPARISONS = st.one_of(
    st.sampled_from([Comparison(PREVIOUS), Comparison(MONTH), Comparison(YEAR)]),
    st.tuples(MOMENTS, MOMENTS)
    .filter(lambda span: span[0] != span[1])
    .map(lambda span: Comparison(DATES, min(span), max(span))),
    st.lists(TEXTS, min_size=1, max_size=3).map(
        lambda apps: Comparison(FILTER, parts=(("apps", tuple(apps)), ("user", ("a=b",))))
    ),
)


@given(COMPARISONS)
def test_a_comparison_comes_back_from_the_url(comparison: Comparison) -> None:
    assert read_comparison(comparison.to_query()) == comparison


@pytest.mark.parametrize(
    "values",
    [
        ["sideways"],
        ["dates"],
        ["dates", "2026-01-01T00:00:00Z"],
        ["dates", "2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z"],
        ["dates", "soon", "later"],
        ["filter"],
        ["filter", "nothing=1"],
        ["filter", "since=2026-01-01T00:00:00Z"],
    ],
)
def test_what_cannot_be_compared_with_is_refused(
    values: list[str], store: Store, opened: Open
) -> None:
    with pytest.raises(InvalidFilter):
        read_comparison(values)
    load(store, *LOGS)
    app = at_page(opened, "security", window="7d", compare=values)
    assert "not understood" in said(app)
    assert "compare" not in url(app)


def specs(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def heights(spec: dict[str, Any]) -> int:
    return sum(sum(trace["y"]) for trace in spec["data"])


def test_both_sides_are_drawn_on_one_scale(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = at_page(opened, "security", window="7d", zone="UTC", compare="previous")
    mine, other, *rates = specs(app)
    assert (heights(mine), heights(other), len(rates)) == (5, 2, 2)
    assert mine["layout"]["yaxis"]["range"] == other["layout"]["yaxis"]["range"]
    assert "Compared with: Logs from" in said(app)
    failed = next(metric for metric in app.metric if metric.label == "Failed logins")
    assert (failed.value, failed.delta) == ("5", "+150%")
    assert failed.proto.delta_description == "from 2"


def test_app_against_app(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = at_page(
        opened, "security", window="7d", zone="UTC", apps=["1"], compare=["filter", "apps=2"]
    )
    mine, other, *_ = specs(app)
    assert (heights(mine), heights(other)) == (4, 1)
    assert url(app)["compare"] == ["filter", "apps=2"]


def test_nothing_on_the_other_side(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = at_page(opened, "security", window="7d", zone="UTC", compare=["filter", f"user={NASTY}"])
    assert [heights(spec) for spec in specs(app)[:2]] == [5, 0]
    assert "<img" not in said(app)


@pytest.mark.parametrize("page", ["security", "feature-utilization", "behavior-analysis"])
def test_every_tab_can_be_compared(store: Store, opened: Open, page: str) -> None:
    from pages import behavior_analysis, feature_utilization, security

    load(store, *LOGS)
    known = {
        "security": security.PAGE,
        "feature-utilization": feature_utilization.PAGE,
        "behavior-analysis": behavior_analysis.PAGE,
    }
    for tab in known[page].tabs:
        app = at_page(opened, page, window="7d", zone="UTC", tab=tab, compare="previous")
        assert not app.exception, tab


def test_the_overview_compares(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = opened(window="7d", zone="UTC", compare="previous")
    assert [heights(spec) for spec in specs(app)[:2]] == [5, 2]


def test_buckets_of_the_other_side_have_the_same_unit() -> None:
    week = buckets(utc("2026-11-01 00:00"), utc("2026-11-02 00:00"), "UTC")
    year = LogFilter(since=utc("2026-01-01 00:00"), until=utc("2026-03-01 00:00"))
    assert week.unit == "hour"
    assert sides.other_steps(year, week).unit == "hour"
    assert len(sides.other_steps(year, week).starts) == 59 * 24
