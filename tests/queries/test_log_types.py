"""Log types counted by hand, on every engine."""

from __future__ import annotations

from queries.filters import LogFilter
from tests.builders import Log, log
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore


def some_types() -> list[Log]:
    return [
        log("2026-09-01 10:00:01", "app.view", app_id=1),
        log("2026-10-01 10:00:02", "app.view", app_id=1),
        log("2026-10-02 10:15:00", "robot.dance", app_id=2),  # nobody knows this type
        log("2026-10-02 10:45:00", "user.login", app_id=2),
        log("2026-10-03 10:00:00", "robot.dance", app_id=1),
        log("2026-11-01 00:00:00", "sms.2fa", app_id=1),
    ]


def test_log_types_at_any_time(stocked: MakeStore) -> None:
    store = stocked(*some_types())
    assert ask(store, "log_types_seen", window("2026-10-02", "2026-10-03")) == [
        ("app.view", 2, "2026-09-01 10:00:01", "2026-10-01 10:00:02"),
        ("robot.dance", 2, "2026-10-02 10:15:00", "2026-10-03 10:00:00"),
        ("sms.2fa", 1, "2026-11-01 00:00:00", "2026-11-01 00:00:00"),
        ("user.login", 1, "2026-10-02 10:45:00", "2026-10-02 10:45:00"),
    ]
    assert ask(store, "log_types_seen", LogFilter(apps=("2",), log_types=("r*",))) == [
        ("robot.dance", 1, "2026-10-02 10:15:00", "2026-10-02 10:15:00")
    ]


def test_new_log_types(stocked: MakeStore) -> None:
    store = stocked(*some_types())
    october = window("2026-10-01", "2026-11-01")
    assert ask(store, "new_log_types", october) == [
        ("robot.dance", "2026-10-02 10:15:00", 2),
        ("user.login", "2026-10-02 10:45:00", 1),
    ]
    # The window cuts an hour: the type of its first half is not new in the second.
    assert ask(store, "new_log_types", window("2026-10-02 10:30", "2026-11-01")) == [
        ("user.login", "2026-10-02 10:45:00", 1)
    ]
    assert ask(store, "new_log_types", window(None, "2026-10-01")) == [
        ("app.view", "2026-09-01 10:00:01", 1)
    ]
    first_in_this_app = window("2026-10-03", None, apps=("1",))
    assert ask(store, "new_log_types", first_in_this_app) == [
        ("robot.dance", "2026-10-03 10:00:00", 1),
        ("sms.2fa", "2026-11-01 00:00:00", 1),
    ]
