"""Where a user comes from, and who the user is: by hand, on every engine."""

from __future__ import annotations

from typing import Any

from data.access import Viewer
from queries.filters import LogFilter, exactly
from tests.builders import Log, log
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore

ANN, BOB, ADMIN = "ann@x.com", "bob@x.com", "admin@x.com"
ANNS = LogFilter(user=exactly(ANN))


def seen(
    at: str,
    user: str | None,
    device: str | None = None,
    ip: str | None = None,
    *,
    kind: str = "app.view",
    model: str | None = None,
    **fields: Any,
) -> Log:
    """A log of 1 October with a device and an address in its data."""
    known = {"ip": ip, "device": device and {"uuid": device, "model": model, "platform": "iOS"}}
    data = {name: value for name, value in known.items() if value}
    return log(f"2026-10-01 {at}", kind, user=user, data=data or None, **fields)


def visits() -> list[Log]:
    return [
        seen("09:00", ANN, "phone", "10.0.0.1", model="iPhone 11", session=5, app_id=1, app="Shop"),
        seen("10:00", ANN, "phone", "10.0.0.2", model="iPhone 12", session=5, app_id=2),
        seen("11:00", ANN, None, "10.0.0.2", session=6, app="Nameless"),
        seen("12:00", ANN, "tablet", None, session=5, app_id=1, app="Big Shop"),
        seen("13:00", BOB, "phone", "10.0.0.1", session=7, app_id=2),
        seen("14:00", BOB, "phone", "10.0.0.3"),
        seen("15:00", "eve@x.com", "phone", "10.0.0.1", app_id=3),
        seen("16:00", None, "tablet", "10.0.0.2"),
    ]


def test_devices(stocked: MakeStore) -> None:
    store = stocked(*visits())
    tablet = ("tablet", None, "iOS", None, "2026-10-01 12:00:00", "2026-10-01 12:00:00", 1, 0)
    phone = ("phone", "iPhone 12", "iOS", None, "2026-10-01 09:00:00", "2026-10-01 10:00:00", 2)
    assert ask(store, "user_devices", ANNS) == [tablet, (*phone, 2)]
    assert ask(store, "user_devices", ANNS, limit=1) == [tablet]
    until_two = window(None, "2026-10-01 14:00", user=exactly(ANN))
    assert ask(store, "user_devices", until_two)[1] == (*phone, 1)
    some_apps = Viewer("publisher", frozenset({1, 2}))
    assert ask(store, "user_devices", ANNS, some_apps)[1] == (*phone, 1)
    everybody = [(row[0], row[-2], row[-1]) for row in ask(store, "user_devices")]
    assert everybody == [("tablet", 2, 0), ("phone", 5, 0)]


def test_addresses(stocked: MakeStore) -> None:
    store = stocked(*visits())
    assert ask(store, "user_addresses", ANNS) == [
        ("10.0.0.2", "2026-10-01 10:00:00", "2026-10-01 11:00:00", 2, 0),
        ("10.0.0.1", "2026-10-01 09:00:00", "2026-10-01 09:00:00", 1, 2),
    ]
    some_apps = Viewer("publisher", frozenset({1, 2}))
    assert [(row[0], row[-1]) for row in ask(store, "user_addresses", ANNS, some_apps)] == [
        ("10.0.0.2", 0),
        ("10.0.0.1", 1),
    ]


def test_sessions(stocked: MakeStore) -> None:
    store = stocked(*visits())
    five = (5, "2026-10-01 09:00:00", "2026-10-01 12:00:00", 3, 2, "tablet", "10.0.0.2")
    six = (6, "2026-10-01 11:00:00", "2026-10-01 11:00:00", 1, 1, None, "10.0.0.2")
    assert ask(store, "user_sessions", ANNS) == [five, six]
    assert ask(store, "user_sessions", limit=2)[1] == five


def test_apps(stocked: MakeStore) -> None:
    assert ask(stocked(*visits()), "user_apps", ANNS) == [
        (1, "Big Shop", "2026-10-01 09:00:00", "2026-10-01 12:00:00", 2),
        (2, None, "2026-10-01 10:00:00", "2026-10-01 10:00:00", 1),
        (None, "Nameless", "2026-10-01 11:00:00", "2026-10-01 11:00:00", 1),
    ]


def to(user: str, **more: Any) -> dict[str, Any]:
    return {"user": {"email": user}, **more}


def account() -> list[Log]:
    return [
        log(
            "2026-09-01 09:00", "organization.user.create", user=ADMIN, data=to(ANN, role="editor")
        ),
        log("2026-09-02 09:00", "user.twofactor.add", user=ANN, data={"type": "sms"}),
        seen("08:00", ANN, "phone", "10.0.0.1", kind="user.login"),
        seen("09:00", ANN, "phone", "10.0.0.2", kind="user.login"),
        seen("09:00:01", ANN, "phone", "10.0.0.2", kind="user.login.failed"),
        seen("10:00", ANN, "tablet", kind="user.password.update"),
        log("2026-10-01 11:00", "organization.user.twofactor.remove", user=ADMIN, data=to(ANN)),
        log("2026-10-01 12:00", "app.user.create", user=ANN, data=to(BOB), app_id=1, app="Shop"),
        log("2026-10-01 13:00", "app.view", user=ANN, acting=ADMIN),
        log("2026-10-01 14:00", "organization.user.delete", user=ADMIN, data=to(BOB)),
        log("2026-10-01 15:00", "user.login.first", user=BOB, data={"ip": "10.0.0.9"}),
    ]


def test_a_passport(stocked: MakeStore) -> None:
    store = stocked(*account())
    october = window("2026-10-01", "2026-10-01 12:30", user=exactly(ANN))
    login, removed, member = "2026-10-01 08:00:00", "2026-10-01 11:00:00", "2026-09-01 09:00:00"
    ann = (ANN, login, "2026-10-01 12:00:00", 5, login, 1, 2, 2, "removed", removed, "member")
    assert ask(store, "user_summary", october) == [(*ann, member)]
    earlier = window("2026-09-10", "2026-10-01", user=exactly(ANN))
    state = ("added", "2026-09-02 09:00:00", "member", member)
    assert ask(store, "user_summary", earlier) == [(ANN, None, None, 0, None, 0, 0, 0, *state)]
    assert ask(store, "user_summary", window(None, "2026-09-01", user=exactly(ANN))) == []


def test_users_by_their_logs(stocked: MakeStore) -> None:
    store = stocked(*account())
    found = ask(store, "user_summary")
    assert [(row[0], row[3], *row[8:11:2]) for row in found] == [
        (ANN, 7, "removed", "member"),
        (ADMIN, 3, None, None),
        (BOB, 1, None, "removed"),
    ]
    assert [row[0] for row in ask(store, "user_summary", limit=1)] == [ANN]


def test_the_time_line(stocked: MakeStore) -> None:
    store = stocked(*account())
    added, gone = "user.twofactor.add", "organization.user.twofactor.remove"
    expected = [
        ("app_added", None, BOB, ANN, "Shop", "app.user.create", 8),
        ("two_factor_removed", None, ANN, ADMIN, None, gone, 7),
        ("password_changed", None, ANN, ANN, None, "user.password.update", 6),
        ("sign_in_failed", "10.0.0.2", ANN, ANN, None, "user.login.failed", 5),
        ("two_factor_added", "sms", ANN, ANN, None, added, 2),
        ("organisation_added", "editor", ANN, ADMIN, None, "organization.user.create", 1),
    ]
    found = ask(store, "security_timeline", ANNS)
    assert [row[1:] for row in found] == expected
    assert found[-1][0] == "2026-09-01 09:00:00"
    assert [row[-1] for row in ask(store, "security_timeline", limit=3)] == [11, 10, 8]
    admins = LogFilter(user="ADMIN")
    assert [row[-1] for row in ask(store, "security_timeline", admins)] == [10, 7, 1]
    first = ask(store, "security_timeline", window("2026-10-01 15:00", None))
    assert [row[1:4] for row in first] == [("first_sign_in", "10.0.0.9", BOB)]
