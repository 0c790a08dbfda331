"""Every flag leads to its evidence."""

from __future__ import annotations

from typing import Any

from data.access import OWNER
from data.engine import Store
from queries.filters import LogFilter, escaped
from queries.flags.evidence import evidence
from queries.flags.rules import RULES
from queries.run import run
from tests.builders import Log, log, utc
from tests.queries.asking import ask
from tests.queries.conftest import MakeStore
from tests.queries.flags.flagging import AWAY, HOME, at, failure, failures, login, logins

ASKED = LogFilter(zone="Europe/London")


def incidents() -> list[Log]:
    """Something for every rule."""
    bob = {"user": {"email": "bob@x.com"}, "role": "admin"}
    mornings = [login(at("2026-09-20 09:00", days=n // 4, minutes=n), data=HOME) for n in range(24)]
    return [
        *mornings,
        *failures("2026-10-05 03:00", 12, 10, data=AWAY),
        login("2026-10-05 03:05", data=AWAY),
        *[failure(at("2026-10-06", minutes=n), f"u{n}@x.com", data=AWAY) for n in range(12)],
        *failures("2026-10-06 12:00", 10, 10, user=None, data={"ip": "198.51.100.77"}),
        failure("2026-10-06 12:01", "ann@x.com", data={"ip": "198.51.100.77"}),
        log("2026-10-07 09:00", "organization.user.create", user="admin@x.com", data=bob),
        log("2026-10-07 09:10", "app.view", user="bob@x.com"),
        log("2026-10-08", "organization.user.twofactor.remove", user="admin@x.com", data=bob),
        *[
            log(at("2026-10-09", seconds=n), "mediaFile.remove", user="bob@x.com")
            for n in range(11)
        ],
        *logins("2026-09-20 09:00", 6, "cat@x.com", data=HOME),
        log("2026-10-10 09:00", "user.twofactor.remove", user="cat@x.com"),
        login("2026-10-10 10:00", "cat@x.com", data={"device": {"uuid": "tablet*"}}),
        login("2026-10-10 10:00", "dan@x.com"),
        *logins("2026-09-01 09:00", 30, "eve@x.com", data=HOME),
        login("2026-10-11 09:00", "eve@x.com", data=HOME | {"device": {"uuid": "new"}}),
        *logins("2026-08-01 09:00", 60, "fay@x.com", data=HOME),
        login("2026-10-11 09:00", "fay@x.com", data=HOME | {"ip": "198.51.100.1"}),
    ]


def raised(store: Store) -> list[dict[str, Any]]:
    """The flags as the page has them: values of the frame's own types."""
    frame = run("security_flags", ASKED, OWNER, store=store)
    return [dict(row) for _, row in frame.iterrows()]


def test_evidence_of_every_rule(embedded: MakeStore) -> None:
    store = embedded(*incidents())
    found = raised(store)
    shown = {row["flag"]: ask(store, "record_count", evidence(row, ASKED))[0][0] for row in found}
    assert shown == {
        "failure_burst": 12,
        "success_after_burst": 13,
        "new_place": 1,
        "new_device": 1,
        "new_address": 1,
        "unusual_hour": 1,
        "spray": 12,
        "unknown_burst": 10,
        "granted_and_used": 2,
        "two_factor_removed_for_someone": 1,
        "many_removals": 11,
        "two_factor_then_new_device": 2,
    }
    assert set(shown) == {rule.name for rule in RULES}
    assert {evidence(row, ASKED).zone for row in found} == {"Europe/London"}


def test_evidence_names_the_one_user_or_place(embedded: MakeStore) -> None:
    store = embedded(*incidents())
    found = raised(store)
    by_name = {row["flag"]: evidence(row, ASKED) for row in found}
    assert by_name["failure_burst"].user == '"ann@x.com"'
    assert by_name["spray"].ip == escaped("203.0.113.9")
    assert by_name["spray"].user == by_name["granted_and_used"].user == ""


def test_evidence_of_a_flag_in_the_hour_that_clocks_show_twice(embedded: MakeStore) -> None:
    store = embedded(*failures("2026-10-25 00:53", 10, 100))
    (flag,) = raised(store)
    shown = evidence(flag, ASKED)
    assert (shown.since, shown.zone) == (utc("2026-10-25 00:53"), "Europe/London")
    assert ask(store, "record_count", shown) == [(10,)]


def test_evidence_of_a_user_known_by_number_alone(embedded: MakeStore) -> None:
    told = failures("2026-10-05 03:00", 12, 10, user=None, userId=5)
    beside = failures("2026-10-05 03:00", 3, 10, userId=5)
    store = embedded(*told, *beside)
    (flag,) = raised(store)
    assert ask(store, "record_count", evidence(flag, ASKED)) == [(12,)]
