"""Every flag leads to its evidence: the logs that its rule counted, and no others beside them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import Any

import pytest

from data.access import OWNER
from data.engine import Store
from queries.filters import LogFilter
from queries.flags.evidence import evidence
from queries.flags.rules import RULES
from queries.run import run
from tests.builders import Log, log, utc
from tests.queries.asking import ask
from tests.queries.conftest import MakeStore
from tests.queries.flags.flagging import AWAY, HOME, at, failure, failures, login, logins

ASKED = LogFilter(zone="Europe/London")
START = "2026-10-05 03:00:00"
BOB = {"user": {"email": "bob@x.com"}}
NEW = {"ip": "192.0.2.7", "device": {"uuid": "new*"}}


@dataclass(frozen=True)
class Incident:
    """Logs that raise one flag of a rule: those that are its evidence, and those beside them."""

    flag: str
    evidence: tuple[Log, ...]
    beside: tuple[Log, ...]
    user: str | None = None


def later(seconds: float, *rest: Any, **fields: Any) -> Log:
    return log(at(START, seconds=seconds), *rest, **fields)


def failed(user: str | None, seconds: float, **fields: Any) -> Log:
    return failure(at(START, seconds=seconds), user, **fields)


def pairs(count: int, every: float, last: str | None = None) -> list[Log]:
    """The `user.login` of attempts by ann and the log that ends each."""
    ends = ["user.login.failed"] * (count - 1) + [last or "user.login.failed"]
    return [
        row
        for n, end in enumerate(ends)
        for row in (
            later(every * n, "user.login", user="ann@x.com"),
            later(every * n + 0.2, end, user="ann@x.com"),
        )
    ]


def sign_in(seconds: float = 0, **fields: Any) -> tuple[Log, Log]:
    """Both logs of one attempt; the first is written first."""
    told = {"user": "ann@x.com"} | fields
    return (
        later(seconds, "user.login", **told),
        later(seconds + 0.5, "user.login.sso", **told),
    )


BURST = tuple(failures(START, 12, 10, data=AWAY))
BESIDE_A_BURST = (
    *pairs(12, 10)[::2],
    *[failed(user, 30) for user in ("joann@x.com", "ann@x.co", None)],
    failed("bob@x.com", 30, acting="ann@x.com"),
    failed(None, 31, userId=5),
    failed("ann@x.com", 120 + 16 * 60),
)
SPRAY = tuple(failed(f"u{n}@x.com", 60 * n, data=AWAY) for n in range(11))
THERE = {"ip": AWAY["ip"]}
STEADY = tuple(logins("2026-08-01 03:00", 60, data=HOME))

INCIDENTS = (
    Incident("failure_burst", BURST, BESIDE_A_BURST, "ann@x.com"),
    Incident(
        "failure_burst",
        tuple(failures(START, 12, 10, user=None, userId=5)),
        (failed(None, 30, userId=50), failed("ann@x.com", 30, userId=5), failed(None, 31)),
        "number 5",
    ),
    Incident(
        "success_after_burst",
        (*BURST, *sign_in(1020, data=AWAY)),
        (
            *BESIDE_A_BURST,
            failed("ann@x.com", 1010),  # ten within 15 minutes it does not make
            *sign_in(1100),
            later(20, "user.login", user="bob@x.com"),
        ),
        "ann@x.com",
    ),
    Incident(
        "success_after_burst",
        (*pairs(12, 10)[1::2], later(600.3, "user.login", user="ann@x.com")),
        (*pairs(12, 10)[::2], later(620, "user.login", user="ann@x.com")),
        "ann@x.com",
    ),
    Incident(
        "unknown_burst",
        tuple(failures(START, 10, 10, user=None, data=THERE)),
        (
            failed("ann@x.com", 30, data=THERE),
            failed(None, 30, userId=5, data=THERE),
            failed(None, 30, data={"ip": "203.0.113.90"}),
        ),
    ),
    Incident(
        "spray",
        SPRAY,
        (
            login("2026-10-01 09:00", "home@x.com", data=AWAY),
            failed("home@x.com", 90, data=AWAY),
            failed(None, 90, data=AWAY),
            failed("far@x.com", 90, data={"ip": "203.0.113.90"}),
            later(90, "user.login", user="u1@x.com", data=AWAY),
        ),
    ),
    *[
        Incident(name, sign_in(data=told), (*STEADY, *sign_in(90, data=told), *others), "ann@x.com")
        for name, told in (
            ("new_place", AWAY),
            ("new_device", NEW),
            ("new_address", HOME | {"ip": "198.51.100.1"}),
        )
        for others in [sign_in(user="joann@x.com", data=told)]
    ],
    Incident(
        "unusual_hour",
        sign_in(data=AWAY),
        (
            *[login(at("2026-09-20 09:00", days=n // 4, minutes=n)) for n in range(24)],
            *sign_in(90, data=AWAY),
            *sign_in(user="joann@x.com"),
        ),
        "ann@x.com",
    ),
    Incident(
        "two_factor_then_new_device",
        (
            later(-3600, "user.twofactor.remove", user="ann@x.com"),
            later(-3000, "organization.user.twofactor.remove", user="admin@x.com", data=BOB)
            | {"data": '{"user": {"email": "ann@x.com"}}'},
            *sign_in(data=NEW),
        ),
        (
            *logins("2026-09-20 03:00", 6, data=HOME),
            later(-3500, "user.twofactor.remove", user="bob@x.com"),
            login(at(START, minutes=-30), data=HOME),
            *sign_in(10, user="joann@x.com", data=NEW),
        ),
        "ann@x.com",
    ),
    Incident(
        "two_factor_removed_for_someone",
        tuple(
            later(n, "organization.user.twofactor.remove", user="admin@x.com", data=BOB)
            for n in (0, 3000)
        ),
        (
            later(100, "user.twofactor.remove", user="cat@x.com"),
            later(200, "user.twofactor.remove", user="bob@x.com"),
            later(300, "user.twofactor.add", user="admin@x.com"),
        ),
        "bob@x.com",
    ),
    Incident(
        "granted_and_used",
        (
            later(0, "app.user.create", user="admin@x.com", app_id=1, data=BOB),
            later(60, "app.user.update", user="boss@x.com", app_id=1, data=BOB | {"role": "x"}),
            *sign_in(600, user="bob@x.com", app_id=1),
            later(700, "app.view", user="bob@x.com", app_id=1),
        ),
        (
            later(-5000, "app.edit", user="bob@x.com", app_id=1),
            later(300, "app.edit", user="bob@x.com", app_id=1),
            later(300, "app.view", user="bob@x.com", app_id=2),
            later(300, "app.view", user="ann@x.com", app_id=1),
            later(300, "app.view", user="bob@x.com", app_id=1, acting="stu@x.com"),
            later(400, "user.login", user="bob@x.com", app_id=1),
            later(400.2, "user.login.failed", user="bob@x.com", app_id=1),
            later(500, "email.delivered", user="bob@x.com", app_id=1),
        ),
        "bob@x.com",
    ),
    Incident(
        "many_removals",
        tuple(
            later(
                n,
                "app.page.delete",
                user=f"u{n}@x.com" if n % 2 else "ann@x.com",
                acting="ann@x.com" if n % 2 else None,
            )
            for n in range(12)
        ),
        (
            *[later(n, "app.page.delete", user="ann@x.com", acting="stu@x.com") for n in range(3)],
            later(5, "app.page.delete", user="joann@x.com"),
            later(5, "app.page.create", user="ann@x.com"),
            later(5, "user.session.remove", user="ann@x.com"),
        ),
        "ann@x.com",
    ),
)


def raised(store: Store, filter: LogFilter = ASKED) -> list[dict[str, Any]]:
    """The flags as the page has them: values of the frame's own types."""
    frame = run("security_flags", filter, OWNER, store=store)
    return [dict(row) for _, row in frame.iterrows()]


def shown(store: Store, flag: dict[str, Any]) -> list[int]:
    """The numbers of the logs to which a flag leads, also by its link."""
    filter = evidence(flag, ASKED)
    assert LogFilter.from_query(filter.to_query()) == filter
    return sorted(int(row[0]) for row in ask(store, "record_page", filter, limit=500))


def chosen(store: Store, incident: Incident) -> dict[str, Any]:
    """The first flag of that rule and user."""
    every = [row for row in raised(store) if row["flag"] == incident.flag]
    whose = [row for row in every if incident.user in (None, row["user"])]
    return min(whose, key=lambda row: row["first_at"])


@pytest.mark.parametrize("incident", INCIDENTS, ids=lambda incident: incident.flag)
def test_evidence_is_what_was_counted(embedded: MakeStore, incident: Incident) -> None:
    store = embedded(*incident.evidence, *incident.beside)
    expected = list(range(1, len(incident.evidence) + 1))
    assert shown(store, chosen(store, incident)) == expected


def test_every_rule_is_tried() -> None:
    assert {incident.flag for incident in INCIDENTS} == {rule.name for rule in RULES}


def test_evidence_is_the_same_on_every_engine(stocked: MakeStore) -> None:
    """Of all incidents at once, each by other people at other places and on another day."""
    parts = [moved(incident, n) for n, incident in enumerate(INCIDENTS)]
    store = stocked(*chain.from_iterable((*part.evidence, *part.beside) for part in parts))
    found = raised(store)
    first = 1
    for part in parts:
        last = first + len(part.evidence)
        mine = [shown(store, row) for row in found if row["flag"] == part.flag]
        assert list(range(first, last)) in mine, part.flag
        first = last + len(part.beside)


def moved(incident: Incident, number: int) -> Incident:
    """The same incident of other users and apps from other places."""

    def other(row: Log) -> Log:
        text = {k: v.replace("x.com", f"x{number}.com") for k, v in row.items() if is_text(k, v)}
        data = text.get("data", "").replace("203.0.113.", f"203.{number}.113.")
        data = data.replace('"strange"', f'"strange{number}"')
        numbers = {"userId": 1000 * number + row["userId"]} if row.get("userId") else {}
        return row | text | numbers | ({"data": data} if data else {})

    def is_text(name: str, value: Any) -> bool:
        return isinstance(value, str) and name != "createdAt"

    evidence, beside = (tuple(map(other, rows)) for rows in (incident.evidence, incident.beside))
    return Incident(incident.flag, evidence, beside)


def test_a_device_that_fails_at_a_flagged_address_too(embedded: MakeStore) -> None:
    """What counts for the address does not count for the device."""
    by_ip = failures(START, 10, 10, user=None, data=AWAY)
    by_device = [failed(None, 10 * n + 5, data=AWAY | {"ip": f"198.51.100.{n}"}) for n in range(10)]
    store = embedded(*by_ip, *by_device)
    found = {row["place_kind"]: shown(store, row) for row in raised(store)}
    assert found == {"ip": list(range(1, 11)), "device": list(range(11, 21))}


def test_a_device_that_sprays_at_a_flagged_address_too(embedded: MakeStore) -> None:
    by_device = [
        failed(f"v{n}@x.com", 60 * n + 5, data=AWAY | {"ip": f"198.51.100.{n}"}) for n in range(10)
    ]
    store = embedded(*SPRAY, *by_device)
    found = {row["place_kind"]: shown(store, row) for row in raised(store)}
    assert found == {"ip": list(range(1, 12)), "device": list(range(12, 22))}


def test_evidence_of_a_flag_in_the_hour_that_clocks_show_twice(embedded: MakeStore) -> None:
    store = embedded(*failures("2026-10-25 00:53", 10, 100))
    (flag,) = raised(store)
    filter = evidence(flag, ASKED)
    assert (filter.since, filter.zone) == (utc("2026-10-25 00:53"), "Europe/London")
    assert shown(store, flag) == list(range(1, 11))


def test_evidence_tells_its_place_in_the_filter(embedded: MakeStore) -> None:
    (flag,) = raised(embedded(*SPRAY))
    assert evidence(flag, LogFilter(user="ann", apps=("1",))).ip == AWAY["ip"]
