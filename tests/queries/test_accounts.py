"""What was changed in people's accounts, by hand, on every engine."""

from __future__ import annotations

from typing import Any

from queries.accounts import PROFILE_CHANGES, SECURITY_CHANGES
from queries.security_types import PROFILE, SECURITY_SETTINGS
from tests.builders import Log, log
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore

ANN, ADMIN = "ann@x.com", "admin@x.com"


def whose(user: str, **more: Any) -> dict[str, Any]:
    return {"user": {"email": user}, **more}


def test_every_log_type_of_the_subject_has_words() -> None:
    assert set(PROFILE_CHANGES) == set(PROFILE)
    assert set(SECURITY_CHANGES) == set(SECURITY_SETTINGS)


def test_profile_changes(stocked: MakeStore) -> None:
    store = stocked(
        log("2026-10-01 09:00", "user.update", user=ANN),
        log("2026-10-01 10:00", "user.password.update", user=ANN, acting=ADMIN),
        log("2026-10-01 11:00", "organization.user.update", user=ADMIN, data=whose(ANN)),
        log("2026-10-01 12:00", "organization.user.update", user=ADMIN),
        log("2026-10-01 13:00", "user.twofactor.add", user=ANN),
        log("2026-10-01 14:00", "organization.user.create", user=ADMIN, data=whose(ANN)),
    )
    expected = [
        ("2026-10-01 12:00:00", "organisation", None, ADMIN, "organization.user.update", 4),
        ("2026-10-01 11:00:00", "organisation", ANN, ADMIN, "organization.user.update", 3),
        ("2026-10-01 10:00:00", "password", ANN, ADMIN, "user.password.update", 2),
        ("2026-10-01 09:00:00", "profile", ANN, ANN, "user.update", 1),
    ]
    assert ask(store, "profile_changes") == expected
    assert ask(store, "S5", window("2026-10-01 10:00", "2026-10-01 12:00"), limit=1) == [
        expected[1]
    ]


def test_security_changes(stocked: MakeStore) -> None:
    sms = {"type": "sms"}
    store = stocked(
        log("2026-10-01 09:00", "user.twofactor.add", user=ANN, data=sms),
        log("2026-10-01 10:00", "user.twofactor.remove", user=ANN, data=sms, acting=ADMIN),
        log("2026-10-01 11:00", "organization.user.twofactor.remove", user=ADMIN, data=whose(ANN)),
        log("2026-10-01 12:00", "organization.user.twofactor.remove", user=ADMIN),
        log("2026-10-01 13:00", "user.session.remove", user=ANN, app_id=1, app="Shop"),
        log("2026-10-01 14:00", "user.session.remove", user=ADMIN, data=whose(ANN)),
        log("2026-10-01 15:00", "app.token.remove", user=ADMIN, app_id=1, app="Shop"),
        log("2026-10-01 16:00", "user.session.remove"),
        log("2026-10-01 17:00", "user.password.update", user=ANN),
    )
    shop, nowhere = (1, "Shop"), (None, None)
    removed = "organization.user.twofactor.remove"
    expected = [
        ("sessions_revoked", None, None, None, False, *nowhere, "user.session.remove", 8),
        ("token_removed", None, None, ADMIN, False, *shop, "app.token.remove", 7),
        ("sessions_revoked", None, ANN, ADMIN, True, *nowhere, "user.session.remove", 6),
        ("sessions_revoked", None, ANN, ANN, False, *shop, "user.session.remove", 5),
        ("two_factor_removed", None, None, ADMIN, True, *nowhere, removed, 4),
        ("two_factor_removed", None, ANN, ADMIN, True, *nowhere, removed, 3),
        ("two_factor_removed", "sms", ANN, ADMIN, True, *nowhere, "user.twofactor.remove", 2),
        ("two_factor_added", "sms", ANN, ANN, False, *nowhere, "user.twofactor.add", 1),
    ]
    found = ask(store, "security_changes")
    assert [row[1:] for row in found] == expected
    assert found[0][0] == "2026-10-01 16:00:00"
    assert [row[1:] for row in ask(store, "s6", limit=3)] == expected[:3]


def factor(hour: int, change: str, user: str = ANN, **fields: Any) -> Log:
    """2FA "added sms", "removed sms", or "removed" of a kind that the log does not name."""
    action, _, kind = change.partition(" ")
    name = {"added": "user.twofactor.add", "removed": "user.twofactor.remove"}[action]
    return log(
        f"2026-10-01 {hour:02}:00", name, user=user, data={"type": kind} if kind else None, **fields
    )


STANDS: dict[str, tuple[list[str], int | None]] = {
    "only added": (["added sms"], None),
    "added and removed": (["added sms", "removed sms"], 1),
    "removed, of before the first log": (["removed sms"], 0),
    "removed and added again": (["added sms", "removed sms", "added app"], None),
    "another kind still stands": (["added sms", "added app", "removed sms"], None),
    "both kinds removed": (["added sms", "added app", "removed sms", "removed app"], 3),
    "an unnamed kind may be any": (["added sms", "added app", "removed"], 2),
    "an unnamed kind that was added": (["added", "removed sms"], 1),
    "an unnamed kind added after": (["removed sms", "added"], None),
    "removed twice": (["added sms", "removed sms", "removed sms"], 2),
}
"""Changes of a user's 2FA, one an hour: the one by which it is lost, None where it stands."""


def test_whose_second_factor_is_gone(stocked: MakeStore) -> None:
    users = {name: f"u{number}@x.com" for number, name in enumerate(STANDS)}
    store = stocked(
        *(
            factor(hour, change, users[name])
            for name, (changes, _) in STANDS.items()
            for hour, change in enumerate(changes)
        )
    )
    found = {row[0]: row[2] for row in ask(store, "accounts_without_two_factor")}
    assert found == {
        users[name]: f"2026-10-01 {gone:02}:00:00"
        for name, (_, gone) in STANDS.items()
        if gone is not None
    }


def story() -> list[Log]:
    removed = "organization.user.twofactor.remove"
    return [
        factor(1, "added sms"),
        log("2026-10-01 02:00", removed, user=ADMIN, data=whose(ANN, type="sms")),
        log("2026-10-01 03:00", "user.login", user=ANN),
        log("2026-10-01 04:00", "user.login", user=ANN),
        log("2026-10-01 04:00:01", "user.login.failed", user=ANN),
        log("2026-10-01 05:00", removed, user=ADMIN),
        factor(6, "removed app", "bob@x.com"),
        log("2026-10-01 07:00", "user.login.sso", user=ANN),
        factor(8, "added app"),
    ]


def test_accounts_are_as_they_are_at_the_windows_end(stocked: MakeStore) -> None:
    store = stocked(*story())
    bob = ("bob@x.com", "app", "2026-10-01 06:00:00", "bob@x.com", False, None)
    ann = (ANN, "sms", "2026-10-01 02:00:00", ADMIN, True)
    name = "accounts_without_two_factor"
    assert ask(store, name) == [bob]
    before = window("2026-10-01 06:00", "2026-10-01 08:00")
    assert ask(store, name, before) == [bob, (*ann, "2026-10-01 07:00:00")]
    earlier = window("2026-10-01 02:30", "2026-10-01 06:00", user="ANN@x")
    assert ask(store, name, earlier) == [(*ann, "2026-10-01 03:00:00")]
    later = window("2026-10-01 03:30", "2026-10-01 06:00", user="ANN@x")
    assert ask(store, name, later) == [(*ann, None)]
    assert ask(store, name, window(None, "2026-10-01 07:00", user=ADMIN)) == []
