"""The account of why somebody cannot get in: every rule with a story and its counter-story."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.getting_in import ACCESS, access_events
from queries.getting_in_account import Account, account
from queries.question import find
from tests.builders import utc

ANN, ADMIN = "ann@x.com", "admin@x.com"
START = utc("2026-10-01 09:00")
COLUMNS = [column.name for column in find(access_events.__name__).columns]

Told = tuple[Any, ...]


def rows(*story: Told) -> pd.DataFrame:
    """Rows of `access_events`, newest first, of (hours from the start, what, further columns)."""
    given = {"user": ANN, "by": ANN}
    found: list[dict[str, Any]] = [
        {"at": START + timedelta(hours=hours), "what": what, "id": number} | given | dict(*more)
        for number, (hours, what, *more) in enumerate(story, start=1)
    ]
    found.sort(key=lambda row: row["at"], reverse=True)
    frame = pd.DataFrame(found, columns=COLUMNS)
    zone = pd.DatetimeTZDtype("us", "UTC")
    return frame.astype({"at": zone, "app_id": "Int64", "id": "Int64"})


def told(*story: Told, **options: Any) -> Account:
    return account(rows(*story), email=ANN, **options)


def found(*story: Told) -> dict[str, tuple[int, ...]]:
    """The rules that speak, the likeliest first, with the numbers of their logs."""
    return {reason.rule: reason.ids for reason in told(*story).reasons}


BY_ADMIN = {"by": ADMIN}
SHOP, DESK = {"app_id": 1, "app": "Shop"}, {"app_id": 2, "app": "Desk"}
IN, FAIL = "signed_in", "sign_in_failed"
EMAIL, SMS = "verification_email", "verification_sms"


def arrived(answer: str, detail: str | None = None) -> dict[str, Any]:
    return {"arrived": answer, "detail": detail, "by": None}


RULES: dict[str, tuple[str, list[Told], list[Told]]] = {
    "blocked": (
        "blocked",
        [(0, IN), (1, "organisation_blocked", BY_ADMIN)],
        [(0, "organisation_blocked", BY_ADMIN), (1, "organisation_unblocked", BY_ADMIN)],
    ),
    "blocked, yet got in": (
        "blocked",
        [(0, "organisation_blocked", BY_ADMIN)],
        [(0, "organisation_blocked", BY_ADMIN), (1, IN)],
    ),
    "removed": (
        "removed",
        [(0, "organisation_added"), (1, "organisation_removed", BY_ADMIN), (2, FAIL)],
        [(0, "organisation_removed", BY_ADMIN), (1, "organisation_added"), (2, FAIL)],
    ),
    "removed, yet got in": (
        "removed",
        [(0, IN), (1, "organisation_removed", BY_ADMIN)],
        [(0, "organisation_removed", BY_ADMIN), (1, IN)],
    ),
    "access to an app": (
        "app_removed",
        [(0, "app_added", SHOP), (1, "app_removed", SHOP), (2, "app_added", DESK), (3, IN, DESK)],
        [(0, "app_removed", SHOP), (1, "app_added", SHOP)],
    ),
    "access to an app, yet got in there": (
        "app_removed",
        [(0, IN, SHOP), (1, "app_removed", SHOP), (2, IN)],
        [(0, "app_removed", SHOP), (1, IN, SHOP | {"app": "Shop, renamed"})],
    ),
    "an email that bounced": (
        "not_arrived",
        [(0, EMAIL, arrived("yes")), (1, EMAIL, arrived("no", "No mailbox"))],
        [(0, EMAIL, arrived("no", "No mailbox")), (1, EMAIL, arrived("yes"))],
    ),
    "an SMS that failed": (
        "not_arrived",
        [(0, SMS, arrived("no", "Unknown number"))],
        [(0, SMS, arrived("no", "Unknown number")), (1, IN)],
    ),
    "other mail came back": (
        "mail_returned",
        [(0, "email_returned", {"by": None}), (1, EMAIL, arrived("not reported"))],
        [(0, "email_returned", {"by": None}), (1, EMAIL, arrived("yes"))],
    ),
    "other mail came back, yet got in": (
        "mail_returned",
        [(0, IN), (1, "email_returned", {"by": None})],
        [(0, "email_returned", {"by": None}), (1, IN)],
    ),
    "only invited": (
        "invited_only",
        [(0, "organisation_invited", BY_ADMIN)],
        [(0, "organisation_invited", BY_ADMIN), (1, "first_sign_in")],
    ),
    "invited and added": (
        "invited_only",
        [(0, "organisation_added"), (1, "organisation_invited", BY_ADMIN)],
        [(0, "organisation_invited", BY_ADMIN), (1, "organisation_added", BY_ADMIN)],
    ),
    "a new second factor": (
        "new_second_factor",
        [(0, "two_factor_added"), (24, FAIL)],
        [(0, "two_factor_added"), (24.001, FAIL)],
    ),
    "a new second factor that works": (
        "new_second_factor",
        [(0, IN), (1, "two_factor_added"), (2, FAIL)],
        [(0, "two_factor_added"), (1, IN), (2, FAIL)],
    ),
    "a second factor that is gone again": (
        "new_second_factor",
        [(0, "two_factor_removed"), (1, "two_factor_added"), (2, FAIL)],
        [(0, "two_factor_added"), (1, "two_factor_removed"), (2, FAIL)],
    ),
    "a new password": (
        "new_password",
        [(0, FAIL), (1, "password_changed"), (2, FAIL)],
        [(0, FAIL), (1, "password_changed")],
    ),
    "a new password that works": (
        "new_password",
        [(0, IN), (1, "password_changed"), (2, FAIL)],
        [(1, "password_changed"), (2, IN), (3, FAIL)],
    ),
    "perhaps no account": (
        "no_account",
        [(0, FAIL)],
        [(0, "app_added", SHOP), (1, FAIL)],
    ),
    "perhaps no account, yet once in": ("no_account", [(0, FAIL)], [(0, IN), (1, FAIL)]),
    "many failures at once": (
        "many_failures",
        [(n * 0.0625, FAIL) for n in range(5)],  # five within a quarter of an hour
        [(n * 0.0626, FAIL) for n in range(5)],
    ),
    "many failures, then in": (
        "many_failures",
        [(n / 60, FAIL) for n in range(5)],
        [*((n / 60, FAIL) for n in range(5)), (1, IN)],
    ),
    "failures": ("failures", [(0, IN), (1, FAIL)], [(0, FAIL), (1, IN)]),
    "failures of a Studio user acting": ("failures", [(0, FAIL)], [(0, FAIL, BY_ADMIN)]),
    "a success of a Studio user acting": ("failures", [(0, FAIL), (1, IN, BY_ADMIN)], [(1, IN)]),
    "a code that nobody used": (
        "code_unused",
        [(0, FAIL), (1, EMAIL, arrived("yes"))],
        [(0, EMAIL, arrived("yes")), (1, FAIL)],
    ),
    "a code without a report": (
        "code_not_reported",
        [(0, SMS, arrived("not reported"))],
        [(0, SMS, arrived("not reported")), (1, IN)],
    ),
    "sessions revoked": (
        "sessions_revoked",
        [(0, IN), (1, "sessions_revoked", BY_ADMIN)],
        [(0, "sessions_revoked", BY_ADMIN), (1, IN)],
    ),
}
"""A rule, a story in which it speaks, and one close by in which it does not."""


@pytest.mark.parametrize("name", RULES)
def test_a_rule(name: str) -> None:
    rule, story, counter_story = RULES[name]
    assert rule in found(*story)
    assert rule not in found(*counter_story)


def test_every_rule_is_tested() -> None:
    spoken = {
        rule for _, story, other in RULES.values() for rule in (*found(*story), *found(*other))
    }
    assert spoken == {rule for rule, _, _ in RULES.values()}


def test_the_likeliest_reason_comes_first() -> None:
    story: list[Told] = [
        (0, IN, {"detail": "10.0.0.1"}),
        (1, "sessions_revoked", BY_ADMIN),
        (2, "app_removed", SHOP | BY_ADMIN),
        (3, FAIL, SHOP | {"detail": "10.0.0.2"}),
        (4, FAIL, SHOP),
    ]
    answer = told(*story)
    assert [(reason.rule, reason.weight, reason.ids) for reason in answer.reasons] == [
        ("app_removed", 90, (3,)),
        ("failures", 50, (4, 5)),
        ("sessions_revoked", 30, (2,)),
    ]
    assert answer.state == "failing"
    assert answer.verdict == (
        "2 sign-ins of ann@x.com failed between 1 Oct 2026, 12:00 and 1 Oct 2026, 13:00, after the "
        "last success on 1 Oct 2026, 09:00. Most likely: Their access to Shop was removed by "
        "admin@x.com on 1 Oct 2026, 11:00 and not given again."
    )
    assert [(fact.sentence, fact.ids) for fact in answer.facts] == [
        ("Last got in on 1 Oct 2026, 09:00 from 10.0.0.1.", (1,)),
        ("2 sign-ins failed since then, from 10.0.0.2.", (4, 5)),
        ("Last change for Shop: removed by admin@x.com on 1 Oct 2026, 11:00.", (3,)),
        ("Sessions were last revoked by admin@x.com on 1 Oct 2026, 10:00.", (2,)),
    ]


def test_another_app_than_the_one_that_fails_is_a_hint_only() -> None:
    def weight(*failed: Told) -> int:
        lost = told((0, "app_removed", SHOP), *failed).reasons
        return {reason.rule: reason.weight for reason in lost}["app_removed"]

    assert weight((1, FAIL, DESK)) == 40
    assert weight((1, FAIL, SHOP)) == weight((1, FAIL, DESK), (2, FAIL)) == weight() == 90


def test_no_reason_is_called_likely_where_none_explains_it() -> None:
    answer = told((0, IN), (1, FAIL))
    assert "Most likely" not in answer.verdict
    assert answer.verdict.startswith("A sign-in of ann@x.com failed on 1 Oct 2026, 10:00, after")


def test_somebody_who_is_in() -> None:
    answer = told((0, FAIL), (1, "password_changed"), (2, IN))
    assert (answer.state, answer.reasons) == ("in", ())
    assert answer.verdict == (
        "ann@x.com did get in on 1 Oct 2026, 11:00, and no sign-in failed since. "
        "Nothing since then speaks against getting in again."
    )


def test_somebody_nobody_knows() -> None:
    answer = told(alike=["anne@x.com", "an@x.com"])
    assert (answer.state, answer.reasons, answer.facts) == ("unknown", (), ())
    assert answer.verdict == (
        "The logs of this time say nothing of ann@x.com. They know anne@x.com and an@x.com: was "
        "one of these meant?"
    )
    assert told().verdict == "The logs of this time say nothing of ann@x.com."


def test_somebody_who_never_tried() -> None:
    answer = told((0, "organisation_invited", BY_ADMIN | {"detail": "editor"}))
    assert answer.state == "silent"
    assert answer.verdict.startswith(
        "No log of this time shows that ann@x.com tried to sign in. Most likely: They were invited "
        "by admin@x.com on 1 Oct 2026, 09:00"
    )


def unknown(*story: Told, **options: Any) -> str:
    return " ".join(told(*story, **options).unknown)


def test_what_cannot_be_known() -> None:
    assert "mistyped" in unknown()
    assert "before 1 Sep 2026, 00:00" in unknown(since=utc("2026-09-01"))
    assert "before" not in unknown()
    assert "from 2 Oct 2026, 00:00 on" in unknown(until=utc("2026-10-02"))
    assert "may not see" in unknown(all_apps=False)
    assert "may not see" not in unknown()
    assert "what the screen said" in unknown((0, FAIL))
    assert "what the screen said" not in unknown((0, FAIL), (1, IN))
    assert "no status was reported" in unknown((0, EMAIL, arrived("not reported")))
    assert "no status was reported" not in unknown((0, EMAIL, arrived("yes")))
    assert "found and read" in unknown((0, EMAIL, arrived("yes")))
    assert "reached the phone" in unknown((0, SMS, arrived("not reported")))
    assert "reached the phone" not in unknown((0, SMS, arrived("no")))
    assert "end of a block only" in unknown()
    assert "end of a block only" not in unknown((0, "organisation_blocked", BY_ADMIN))


def test_times_are_told_in_the_zone_of_the_rows() -> None:
    frame = rows((0, IN))
    frame["at"] = frame["at"].dt.tz_convert("Asia/Kolkata")
    assert "1 Oct 2026, 14:30" in account(frame, email=ANN).verdict


WORDS = [*ACCESS.values(), IN, "first_sign_in", EMAIL, SMS, "email_returned"]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 48),
            st.sampled_from(sorted(set(WORDS))),
            st.fixed_dictionaries(
                {
                    "by": st.sampled_from([ANN, ADMIN, None]),
                    "app_id": st.sampled_from([1, 2, None]),
                    "arrived": st.sampled_from(["yes", "no", "not reported", None]),
                    "detail": st.sampled_from(["x", None]),
                }
            ),
        ),
        max_size=8,
    )
)
def test_any_story_has_an_account(story: list[Told]) -> None:
    frame = rows(*story)
    answer = account(frame, email=ANN)
    assert answer == account(frame.iloc[::-1], email=ANN)
    ids = {number for reason in answer.reasons for number in reason.ids}
    assert ids <= set(range(1, len(story) + 1))
    weights = [r.weight for r in answer.reasons]
    assert weights == sorted(weights, reverse=True)
    texts = [answer.verdict, *(r.sentence for r in answer.reasons), *answer.unknown]
    assert all(text.endswith((".", "?")) and "None" not in text for text in texts)
