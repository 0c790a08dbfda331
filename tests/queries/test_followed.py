"""Sessions, users, shared places and unusual hours of whoever is followed: on every engine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from data.access import Viewer
from queries.filters import LogFilter, exactly
from tests.builders import Log, log
from tests.queries.asking import ALL, ask, window
from tests.queries.conftest import MakeStore

ANN, BOB, EVE = "ann@x.com", "bob@x.com", "eve@x.com"
ANNS = LogFilter(user=exactly(ANN))
DAY = "2026-10-05"


def seen(
    at: str,
    user: str | None = ANN,
    device: str | None = None,
    ip: str | None = None,
    *,
    kind: str = "app.view",
    visit: str | None = None,
    screen: tuple[int | None, str] | None = None,
    **fields: Any,
) -> Log:
    """A log of 5 October with what is given in its data."""
    number, title = screen or (None, None)
    known: dict[str, Any] = {"ip": ip, "deviceId": device, "_analyticsSessionId": visit}
    known |= {"_pageId": number, "_pageTitle": title}
    data = {name: value for name, value in known.items() if value}
    return log(f"{DAY} {at}", kind, user=user, data=data or None, **fields)


def test_sessions(stocked: MakeStore) -> None:
    home, renamed, alone = (1, "Home"), (1, "Start"), (None, "Home")
    store = stocked(
        seen("09:00:00", visit="v-1", screen=home, device="phone", app="Shop", app_id=1),
        seen("09:00:10", visit="v-1", screen=renamed, kind="app.analytics.pageView", app="Post"),
        seen("09:00:20.5", visit="v-1", screen=alone, ip="10.0.0.1"),
        seen("09:00:20", visit="v-1", screen=(2, "News"), kind="app.analytics.event"),
        seen("10:00", BOB, visit="v-1"),
        seen("11:00", visit="v-2"),
        seen("12:00", session=5),  # to be excluded: in no analytics session
    )
    one = (f"{DAY} 09:00:00", f"{DAY} 09:00:20", 20.5, 4, 3, 2, 1, "Post", ANN, 1)
    two = (f"{DAY} 11:00:00", f"{DAY} 11:00:00", 0.0, 1, 1, 0, 0, None, ANN, 1, None, None)
    rows = ask(store, "followed_sessions", ANNS)
    assert rows == [("v-2", *two), ("v-1", *one, "phone", "10.0.0.1")]
    assert ask(store, "followed_sessions", ANNS, limit=1) == rows[:1]
    everybody = ask(store, "followed_sessions")
    assert everybody[1][4:5] + everybody[1][9:11] == (5, BOB, 2)
    cut = window(f"{DAY} 09:00:05", f"{DAY} 10:00")
    assert [row[:5] for row in ask(store, "followed_sessions", cut)] == [
        ("v-1", f"{DAY} 09:00:10", f"{DAY} 09:00:20", 10.5, 3)
    ]


def places() -> list[Log]:
    return [
        seen("09:00", ANN, "phone", "office"),
        seen("10:00", ANN, "tablet"),
        seen("11:00", BOB, "phone", app_id=1),
        seen("12:00", BOB, "phone", "office"),
        seen("13:00", EVE, "laptop", "office"),
        seen("14:00", EVE, "laptop", "cafe"),
        seen("15:00", None, "phone", "office"),
    ]


def test_users_of_a_place(stocked: MakeStore) -> None:
    store = stocked(*places())
    assert ask(store, "followed_users", LogFilter(device="phone")) == [
        (BOB, f"{DAY} 11:00:00", f"{DAY} 12:00:00", 2, 1, 1),
        (ANN, f"{DAY} 09:00:00", f"{DAY} 09:00:00", 1, 1, 1),
    ]
    at_office = ask(store, "followed_users", LogFilter(ip="office"), limit=2)
    assert [row[0] for row in at_office] == [EVE, BOB]
    assert [row[0] for row in ask(store, "followed_users", ANNS)] == [ANN]


def test_who_shares_devices_and_addresses(stocked: MakeStore) -> None:
    store = stocked(*places())
    eve = ("ip", "office", EVE, f"{DAY} 13:00:00", f"{DAY} 13:00:00", 1)
    at_office = ("ip", "office", BOB, f"{DAY} 12:00:00", f"{DAY} 12:00:00", 1)
    on_phone = ("device", "phone", BOB, f"{DAY} 11:00:00", f"{DAY} 12:00:00", 2)
    assert ask(store, "sharing_users", ANNS) == [eve, on_phone, at_office]
    assert ask(store, "sharing_users", ANNS, limit=1) == [eve]
    # Bob and Ann used the phone; Eve alone shares its address without having used it.
    assert ask(store, "sharing_users", LogFilter(device="phone")) == [eve]
    by_eve = [row[:3] for row in ask(store, "sharing_users", LogFilter(ip="cafe"))]
    assert by_eve == []  # the logs from there say no address but their own
    assert ask(store, "sharing_users") == []
    early = window(None, f"{DAY} 12:00", user=exactly(ANN))
    assert [row[:3] for row in ask(store, "sharing_users", early)] == [("device", "phone", BOB)]
    viewer = Viewer("publisher", frozenset({1}))
    assert ask(store, "sharing_users", ANNS, viewer) == []


def days(*hours: str, first: int = 1, last: int = 6, **fields: Any) -> Iterator[Log]:
    """Logs at these times on each of some days of October."""
    for day in range(first, last + 1):
        for hour in hours:
            yield log(f"2026-10-{day:02} {hour}", user=ANN, **fields)


WEEK = window("2026-10-07", "2026-10-14", user=exactly(ANN))
FORTNIGHT = window("2026-10-01", "2026-10-14", user=exactly(ANN))


def hours_of(rows: list[tuple[Any, ...]]) -> list[tuple[str, int]]:
    return [(str(row[0]), row[1]) for row in rows]


def test_unusual_hours(stocked: MakeStore) -> None:
    store = stocked(
        *days("09:10", "13:20"),
        log("2026-10-08 10:59", user=ANN),  # near nine
        log("2026-10-08 11:00", user=ANN),  # two hours from nine and from one
        log("2026-10-08 11:30", user=ANN),
        log("2026-10-09 11:30", user=ANN),  # no longer unusual
        log("2026-10-10 03:00", user=BOB),  # to be excluded
        log("2026-10-10 03:00", "email.delivered", user=ANN),  # to be excluded: not their doing
        log("2026-10-10 03:00", user=ANN, acting="admin@x.com"),  # nor this
    )
    found = ask(store, "unusual_hours", WEEK)
    assert [(str(row[0]), *row[1:]) for row in found] == [
        ("2026-10-08", 11, "2026-10-08 11:00:00", "2026-10-08 11:30:00", 2, 6, 2)
    ]
    assert ask(store, "unusual_hours", FORTNIGHT) == found
    admins = LogFilter(user='"admin@x.com"')
    assert ask(store, "unusual_hours", admins) == []  # no history


@pytest.mark.parametrize(("last", "unusual"), [(4, 0), (5, 1)])
def test_a_history_is_needed(stocked: MakeStore, last: int, unusual: int) -> None:
    store = stocked(*days("09:00", last=last), log("2026-10-07 03:00", user=ANN))
    assert len(ask(store, "unusual_hours", WEEK)) == unusual


def test_hours_are_those_of_the_zone_and_go_round_midnight(stocked: MakeStore) -> None:
    store = stocked(
        *days("22:30"),  # 23:30 in London
        log("2026-10-07 23:30", user=ANN),  # 00:30 there, on the next day: an hour from 23
        log("2026-10-08 01:30", user=ANN),  # 02:30: two hours from it
    )
    london = window("2026-10-07", None, zone="Europe/London")
    assert hours_of(ask(store, "unusual_hours", london)) == [("2026-10-08", 2)]
    utc = window("2026-10-07", None)
    assert hours_of(ask(store, "unusual_hours", utc)) == [("2026-10-08", 1)]


def test_what_is_too_long_ago_is_forgotten(
    stocked: MakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDIT_FLAG_HISTORY_DAYS", "6")
    store = stocked(
        log("2026-10-01 03:00", user=ANN),
        *days("09:00", first=1, last=6),
        log("2026-10-07 03:00", user=ANN),  # six days after the first, to the minute
        log("2026-10-07 05:00", user=ANN),
    )
    assert hours_of(ask(store, "unusual_hours", WEEK)) == [("2026-10-07", 5)]
    monkeypatch.setenv("AUDIT_FLAG_HISTORY_DAYS", "5")
    found = ask(store, "unusual_hours", WEEK)
    assert hours_of(found) == [("2026-10-07", 5), ("2026-10-07", 3)]
    assert [row[5:] for row in found] == [(5, 1), (5, 1)]


def test_an_hour_that_the_window_cuts_counts_from_there(stocked: MakeStore) -> None:
    store = stocked(*days("09:00"), *days("03:10", "03:50", first=8, last=8))
    (row,) = ask(store, "unusual_hours", window("2026-10-08 03:30", None, user=exactly(ANN)))
    assert row[2:5] == ("2026-10-08 03:50:00", "2026-10-08 03:50:00", 1)
    assert ask(store, "unusual_hours", ALL, limit=0) == []
