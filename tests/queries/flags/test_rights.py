"""Second factors removed by others, rights used at once, and many removals."""

from __future__ import annotations

from typing import Any

import pytest

from queries.filters import LogFilter
from tests.builders import Log, log
from tests.queries.asking import window
from tests.queries.conftest import MakeStore
from tests.queries.flags.flagging import at, flags, names

START = "2026-10-05 23:50:00"
ANN = {"user": {"email": "Ann@x.com"}}
ADMIN_REMOVES = "organization.user.twofactor.remove"


def removed(when: str, log_type: str = ADMIN_REMOVES, **fields: Any) -> Log:
    return log(when, log_type, **({"user": "admin@x.com", "data": ANN} | fields))


def test_a_second_factor_removed_by_an_admin(embedded: MakeStore) -> None:
    before = [removed("2026-09-01"), removed("2026-09-02", user="other@x.com")]
    again = removed(at(START, minutes=60))
    found = flags(embedded(*before, removed(START), again), window("2026-10-01", "2026-11-01"))
    assert found == [
        {
            "flag": "two_factor_removed_for_someone",
            "user": "ann@x.com",
            "by": "admin@x.com",
            "first_at": "2026-10-05 23:50:00",
            "last_at": "2026-10-06 00:50:00",
            "counted": 2,
            "threshold": 1,
            "baseline": 1.0,
        }
    ]


def test_removals_more_than_an_hour_apart_are_two(embedded: MakeStore) -> None:
    assert len(flags(embedded(removed(START), removed(at(START, minutes=60, seconds=1))))) == 2


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"log_type": "user.twofactor.remove", "user": "ann@x.com", "data": None}, False),
        ({"log_type": "user.twofactor.remove", "user": "ann@x.com"}, False),
        ({"log_type": "user.twofactor.remove"}, True),
        (
            {
                "log_type": "user.twofactor.remove",
                "user": "ann@x.com",
                "data": None,
                "acting": "stu@x.com",
            },
            True,
        ),
        ({"log_type": ADMIN_REMOVES, "data": None}, True),
        ({"log_type": "user.twofactor.add"}, False),
    ],
)
def test_on_whose_behalf(embedded: MakeStore, given: dict[str, Any], expected: bool) -> None:
    found = names(embedded(removed(START, **given)))
    assert found == ["two_factor_removed_for_someone"] * expected


def grant(when: str = START, log_type: str = "organization.user.create", **fields: Any) -> Log:
    return log(
        when,
        log_type,
        **({"user": "admin@x.com", "data": ANN | {"role": "admin"}, "category": "studio"} | fields),
    )


def use(when: str, log_type: str = "studio.analytics.presence", **fields: Any) -> Log:
    return log(when, log_type, **({"user": "ann@x.com"} | fields))


def test_a_right_granted_and_used_is_told_with_its_figures(embedded: MakeStore) -> None:
    used = [use(at(START, minutes=n)) for n in (20, 30)]
    store = embedded(grant(), *used)
    expected = {
        "flag": "granted_and_used",
        "user": "ann@x.com",
        "by": "admin@x.com",
        "first_at": "2026-10-05 23:50:00",
        "last_at": "2026-10-06 00:20:00",
        "counted": 2,
        "threshold": 1,
        "baseline": 0.0,
    }
    assert flags(store) == [expected]
    assert flags(store, window("2026-10-06", "2026-10-07")) == [expected]
    assert flags(store, LogFilter(user="admin")) == [expected]
    assert flags(store, window("2026-10-07", "2026-10-08")) == []


@pytest.mark.parametrize(
    ("given", "then", "expected"),
    [
        ({}, use(at(START, minutes=60)), True),
        ({}, use(at(START, minutes=60, seconds=1)), False),
        ({}, use(at(START, seconds=-1)), False),
        ({}, use(at(START, minutes=5), user="bob@x.com"), False),
        ({}, use(at(START, minutes=5), acting="stu@x.com"), False),
        ({}, use(at(START, minutes=5), "email.delivered"), False),
        ({}, use(at(START, minutes=5), "sms.2fa"), False),
        ({}, use(at(START, minutes=5), "user.login"), True),
        ({}, use(at(START, minutes=5), "user.login.failed"), False),
        ({"user": "ann@x.com"}, use(at(START, minutes=5)), False),
        ({"user": None}, use(at(START, minutes=5)), False),
        ({"data": None}, use(at(START, minutes=5)), False),
        ({"log_type": "organization.user.delete"}, use(at(START, minutes=5)), False),
        ({"log_type": "organization.user.update"}, use(at(START, minutes=5)), True),
        ({"log_type": "organization.user.update", "data": ANN}, use(at(START, minutes=5)), False),
        ({"log_type": "app.user.create", "app_id": 1}, use(at(START, minutes=5), app_id=1), True),
        ({"log_type": "app.user.create", "app_id": 1}, use(at(START, minutes=5), app_id=2), False),
    ],
)
def test_what_uses_a_right(
    embedded: MakeStore, given: dict[str, Any], then: Log, expected: bool
) -> None:
    assert names(embedded(grant(**given), then)) == ["granted_and_used"] * expected


def test_an_attempt_that_failed_uses_nothing(embedded: MakeStore) -> None:
    tried = use(at(START, minutes=5), "user.login")
    failed = use(at(START, minutes=5, seconds=1), "user.login.failed")
    assert flags(embedded(grant(), tried, failed)) == []


def test_going_on_as_before_uses_nothing_new(embedded: MakeStore) -> None:
    before = use(at(START, days=-30))
    as_ever, new = use(at(START, minutes=5)), use(at(START, minutes=6), "app.publish")
    assert flags(embedded(before, grant(), as_ever)) == []
    (found,) = flags(embedded(before, grant(), as_ever, new))
    assert (found["counted"], found["baseline"]) == (1, 1.0)


def removals(count: int, every: float, log_type: str = "mediaFile.remove") -> list[Log]:
    return [log(at(START, seconds=every * n), log_type, user="ann@x.com") for n in range(count)]


@pytest.mark.parametrize(
    ("logs", "expected"),
    [
        (removals(10, 66.666), [10]),
        (removals(10, 66.7), []),
        (removals(9, 1), []),
        (removals(5, 1) + removals(5, 2, "app.page.delete"), [10]),
        (removals(12, 1, "organization.user.delete"), [12]),
        (removals(30, 1, "user.session.remove"), []),
        (removals(30, 1, "mediaFile.create"), []),
    ],
)
def test_many_removals(embedded: MakeStore, logs: list[Log], expected: list[int]) -> None:
    found = flags(embedded(*logs))
    assert [(row["flag"], row["counted"]) for row in found] == [
        ("many_removals", count) for count in expected
    ]


def test_whoever_acts_as_somebody_else_removes(embedded: MakeStore) -> None:
    acting = [row | removed_as(n) for n, row in enumerate(removals(10, 1))]
    (found,) = flags(embedded(*acting))
    assert (found["user"], found["first_at"], found["last_at"], found["baseline"]) == (
        "stu@x.com",
        "2026-10-05 23:50:00",
        "2026-10-05 23:50:09",
        0.0,
    )


def removed_as(number: int) -> Log:
    return log(
        at(START, seconds=number), "mediaFile.remove", user=f"u{number}@x.com", acting="stu@x.com"
    )


@pytest.mark.parametrize(
    ("user", "expected"),
    [
        ("ann", ["ann@x.com"]),
        ('"ann@x.com"', ["ann@x.com"]),
        ("admin", ["ann@x.com", "cat@x.com"]),
        ("bob", []),
        ("x as ann", []),  # nobody acted as ann
    ],
)
def test_a_flag_is_shown_to_who_asks_for_whom_it_concerns_or_who_did_it(
    stocked: MakeStore, user: str, expected: list[str]
) -> None:
    """Removals of ann's and cat's are logged as the admin's."""
    cats = removed(at(START, minutes=5), data={"user": {"email": "cat@x.com"}, "type": "sms"})
    others = log(at(START, minutes=5), "app.view", user="bob@x.com")
    store = stocked(removed(START), removed(at(START, minutes=9)), cats, others)
    assert sorted(row["user"] for row in flags(store, LogFilter(user=user))) == expected
    within = window("2026-10-05", "2026-10-05 23:53", user=user)
    assert [row["user"] for row in flags(store, within)] == [u for u in expected if u[0] == "a"]
    elsewhere = LogFilter(user=user, log_types=("app.view",))
    assert flags(store, elsewhere) == []
