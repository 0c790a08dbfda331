"""What changed with a publish, by hand."""

from __future__ import annotations

from typing import Any

import pytest

from data.access import Viewer
from data.errors import InvalidFilter
from tests.builders import Log, log, push, utc
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore

SHOP: dict[str, Any] = {"app_id": 1, "app": "Shop"}
AT = "2026-10-10T12:30:00Z"


def shop(at: str, log_type: str, user: str | None = None, **fields: Any) -> Log:
    return log(f"2026-10-{at}", log_type, user=user, **SHOP, **fields)


def mail(at: str, message: str, outcome: str | None = None, **fields: Any) -> list[Log]:
    data = {"messageId": message, "to": "x@x.com"}
    sent = shop(at, "email.communicate", data=data)
    return [sent] + ([shop("20 00:00", f"email.{outcome}", data=data)] if outcome else [])


LOGS = (
    log("2026-10-01 00:00", "app.view", app_id=2),  # another app: but the data begins here
    log("2026-10-25 00:00", "app.view", app_id=2),
    shop("10 12:30", "app.publish", "pub@x.com"),
    shop("08 12:29:59", "app.view", "old@x.com"),  # too early for two days
    shop("08 12:30", "app.view", "ann@x.com"),
    shop("09 12:00", "app.analytics.pageView", "ann@x.com"),
    shop("10 12:29", "app.view", "bob@x.com"),
    shop("10 12:31", "app.view", "ann@x.com"),
    shop("12 12:29:59", "app.view", "ann@x.com"),
    shop("12 12:30", "app.view", "new@x.com"),  # too late
    log("2026-10-10 13:00", "app.view", user="eve@x.com", app_id=2),
    shop("09 10:00", "user.login", "ann@x.com"),
    shop("09 11:00", "user.login", "ann@x.com"),
    shop("09 11:00:01", "user.login.failed", "ann@x.com"),
    shop("11 10:00", "user.login", "ann@x.com"),
    shop("11 10:00", "app.error.live"),
    shop("11 11:00", "app.error.live"),
    shop("11 11:00", "app.error.preview"),
    *mail("09 10:00", "m1", "delivered"),
    *mail("09 11:00", "m2", "bounced"),
    *mail("11 10:00", "m3", "complaint"),
    *mail("11 11:00", "m4"),
    push("2026-10-11 10:00", success=3, failure=1, **SHOP),
)


def compare(store: Any, *asked: Any, **options: Any) -> list[tuple[Any, ...]]:
    return ask(store, "publish_comparison", *asked, **{"app": "1", "at": AT, "days": 2, **options})


def test_the_same_time_before_and_after(stocked: MakeStore) -> None:
    rows = compare(stocked(*LOGS))
    assert [row[:5] for row in rows] == [
        ("screen views", 3, 2, None, None),
        ("active users", 2, 2, None, None),  # after it the publisher, too
        ("logins", 2, 1, None, None),
        ("app errors", 0, 2, None, None),
        ("failed logins", 1, 0, 2, 1),
        ("emails delivered", 1, 1, 2, 2),
        ("emails bounced", 1, 0, 2, 2),
        ("push success", 0, 3, 0, 4),
    ]
    assert [row[5] for row in rows] == [2 / 3, 1.0, 0.5, None, -0.5, 0.0, -0.5, None]
    assert {row[8] for row in rows} == {48.0}


def test_changes_have_intervals(stocked: MakeStore) -> None:
    """Bounds computed with the closed forms that `tests/queries/test_intervals.py` holds."""
    rows = {row[0]: row[6:8] for row in compare(stocked(*LOGS))}
    z2 = 3.841458820694124
    middle, root = 2 * 2 * 3 + z2 * 5, (z2 * 5 * (4 * 2 * 3 + z2 * 5)) ** 0.5
    assert rows["screen views"] == pytest.approx(((middle - root) / 18, (middle + root) / 18))
    assert rows["app errors"][0] == pytest.approx(2 / z2)
    assert rows["app errors"][1] is None
    assert rows["emails delivered"][0] == pytest.approx(-rows["emails delivered"][1])
    assert rows["push success"] == (None, None)


def test_windows_are_as_long_as_there_are_logs_on_both_sides(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert {row[8] for row in compare(store, days=9)} == {9 * 24.0}
    assert {row[8] for row in compare(store, days=30)} == {9 * 24 + 12.5}
    assert {row[8] for row in compare(store, days=10**12)} == {9 * 24 + 12.5}
    assert {row[8] for row in compare(store, at="2026-10-24T23:00:00Z", days=30)} == set()
    late = compare(store, at="2026-10-12T12:30:00Z", app="shop", days=30)
    assert {row[8] for row in late} == {11 * 24 + 12.5}
    assert compare(store, at="2026-09-30T00:00:00Z") == []
    assert compare(store, at="2026-10-25T01:00:00Z") == []


def test_scope_and_filter_hold_but_not_the_window(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    assert compare(store, window("2026-12-01", None)) == compare(store)
    anns = compare(store, window(None, None, user="ann"))
    assert anns[0][:3] == ("screen views", 2, 2)
    assert compare(store, window(None, None, apps=("2",))) == []
    assert compare(store, viewer=Viewer("other", frozenset({2})), app="1") == []


def test_a_moment_is_read_in_the_zone(stocked: MakeStore) -> None:
    store = stocked(*LOGS)
    in_delhi = window(None, None, zone="Asia/Kolkata")
    assert compare(store, in_delhi, at="2026-10-10T18:00") == compare(store)
    assert compare(store, at=utc("2026-10-10 12:30")) == compare(store)
    assert compare(store, at=None) == compare(store, app=None) == []
    with pytest.raises(InvalidFilter, match="not a time"):
        compare(store, at="yesterday")
    with pytest.raises(InvalidFilter, match="days must be"):
        compare(store, days=0)
