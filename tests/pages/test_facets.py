"""The facets of the raw log: counts of what the filter matches, and what a click asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.engine import Store
from pages.shared import facets, visit
from pages.shared.choice import Choice
from queries.conditions import Condition, Group
from queries.filters import LogFilter
from tests.builders import load, log
from tests.pages.at_page import at_page, said
from tests.pages.conftest import Open
from tests.pages.test_words import NASTY

LOGS = (
    log("2026-11-20 09:00", "user.login", user="ann@a.example", app_id=1, app="A", category="app"),
    log("2026-11-20 10:00", "user.login", user="bob@a.example", app_id=1, app="A", category="app"),
    log(
        "2026-11-20 11:00",
        NASTY,
        user=None,
        app="B",
        category=None,
        data={NASTY: "x", "list": [{"n": 1}]},
    ),
    log("2026-09-20 11:00", "email.bounced", user="eve@a.example", app_id=3, app="C"),
)


def faceted(opened: Open, **query: str) -> AppTest:
    return at_page(opened, "audit-log", facets="true", zone="UTC", window="7d", **query)


def values(app: AppTest, key: str) -> dict[str, int]:
    shown = table_of(app, key)
    first = next(name for name in ("label", "value") if name in shown)
    return dict(zip(shown[first], shown["logs"], strict=True))


def table_of(app: AppTest, key: str) -> Any:
    return next(f.value for f in app.dataframe if f.proto.alt.startswith(f"{key}. "))


def test_values_of_the_logs_shown_are_counted(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = faceted(opened)
    assert sorted(values(app, "Log type").values()) == [1, 2]
    assert "email.bounced" not in values(app, "Log type")
    assert "not known" in values(app, "Category")
    assert values(faceted(opened, user="ann"), "Log type") == {"user.login": 1}
    assert "<img" not in said(app)


def test_nothing_is_counted_before_it_is_opened(
    store: Store, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(store, *LOGS)
    asked: list[str] = []
    answer = visit.answer

    def noting(name: str, **options: Any) -> Any:
        asked.append(options.get("column", name))
        return answer(name, **options)

    monkeypatch.setattr(visit, "answer", noting)
    faceted(opened)
    assert {"category", "log_type"} <= set(asked)
    assert not {"app", "user_email", "device", "platform", "ip", "data_keys"} & set(asked)
    asked.clear()
    at_page(opened, "audit-log", zone="UTC", window="7d")
    assert not {"category", "log_type"} & set(asked)


def facet(column: str) -> Any:
    return next(each for each in facets.FACETS if each.column == column)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], None]], LogFilter]:
    """The filter that a callback leaves, of one that asked for nothing."""

    def after(act: Callable[[], None]) -> LogFilter:
        choice = Choice()
        held = type("Held", (), {"filter": choice.filter})
        monkeypatch.setattr(visit, "current", lambda: held)
        changes: dict[str, Any] = {}
        monkeypatch.setattr(visit, "narrow", lambda **given: changes.update(given))
        act()
        return choice.narrowed(visit.clock(), changes).filter

    return after


def both(*conditions: Condition | Group) -> LogFilter:
    return LogFilter(where=Group("all", conditions))


def either(*conditions: Condition) -> LogFilter:
    return both(Group("any", conditions))


NO_NUMBER, NUMBERED = Condition("app_id", "is_empty"), Condition("app_id", "is_not_empty")


@pytest.mark.parametrize(
    ("column", "value", "kept", "left_out"),
    [
        (
            "log_type",
            "a*b",
            LogFilter(log_types=("a\\*b",)),
            both(Condition("log_type", "is_not", ("a*b",))),
        ),
        (
            "app",
            "7",
            both(Condition("app_id", "is", ("7",))),
            both(Condition("app_id", "is_not", ("7",))),
        ),
        (
            "app",
            "B*",
            both(NO_NUMBER, Condition("app_name", "is", ("B*",))),
            either(NUMBERED, Condition("app_name", "is_not", ("B*",))),
        ),
        (
            "app",
            None,
            both(NO_NUMBER, Condition("app_name", "is_empty")),
            either(NUMBERED, Condition("app_name", "is_not_empty")),
        ),
        (
            "user_email",
            "ann@a.example",
            LogFilter(user='"ann@a.example"'),
            both(Condition("user_email", "is_not", ("ann@a.example",))),
        ),
        (
            "user_email",
            None,
            both(Condition("user_email", "is_empty")),
            both(Condition("user_email", "is_not_empty")),
        ),
        (
            "category",
            None,
            both(Condition("category", "is_empty")),
            both(Condition("category", "is_not_empty")),
        ),
        (
            "platform",
            "web",
            both(Condition("platform", "is", ("web",))),
            both(Condition("platform", "is_not", ("web",))),
        ),
    ],
)
def test_a_value_is_kept_to_or_left_out(
    asked: Any, column: str, value: str | None, kept: LogFilter, left_out: LogFilter
) -> None:
    assert asked(lambda: facets._keep(facet(column), value)) == kept
    assert asked(lambda: facets._exclude(facet(column), value)) == left_out
