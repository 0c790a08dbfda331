"""What happened to somebody who cannot get in, by hand, on every engine."""

from __future__ import annotations

from typing import Any

import pytest

from data.access import Viewer
from data.errors import InvalidFilter
from queries.filters import LogFilter, exactly
from tests.builders import Log, log
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore

ANN, BOB, ADMIN = "ann@x.com", "bob@x.com", "admin@x.com"
DAY = "2026-10-01"


def at(time: str, kind: str, user: str | None = ANN, **fields: Any) -> Log:
    return log(f"{DAY} {time}", kind, user=user, **fields)


def to(user: str, **more: Any) -> dict[str, Any]:
    return {"user": {"email": user}, **more}


def events(store: Any, *args: Any, **options: Any) -> list[tuple[Any, ...]]:
    """Time of day, what, detail, arrived, user, by, log type and number of each event."""
    rows = ask(store, "access_events", *args, **options)
    return [(row[0][11:16], *row[1:6], *row[8:]) for row in rows]


def test_sign_ins(stocked: MakeStore) -> None:
    store = stocked(
        at("09:00", "user.login.failed", data={"ip": "10.0.0.1"}),
        at("10:00:00", "user.login"),
        at("10:00:01", "user.login.failed"),
        at("11:00:00", "user.login", data={"ip": "10.0.0.2"}),
        at("11:00:01", "user.login.sso"),
        at("12:00:00", "user.login"),
        at("12:00:01", "user.login.failed"),
        at("12:00:02", "user.login"),
        at("13:00", "user.login.first"),
        at("14:00", "user.login", acting=ADMIN),
        at("15:00", "user.login", BOB),
        at("16:00", "user.login.failed", "ann@x.com.au"),
        at("17:00", "user.logout"),
        at("18:00", "user.login.failed", None, data={"email": ANN}),
    )
    expected = [
        ("18:00", "sign_in_failed", None, None, ANN, None, "user.login.failed", 14),
        ("14:00", "signed_in", None, None, ANN, ADMIN, "user.login", 10),
        ("13:00", "first_sign_in", None, None, ANN, ANN, "user.login.first", 9),
        ("12:00", "signed_in", None, None, ANN, ANN, "user.login", 8),
        ("12:00", "sign_in_failed", None, None, ANN, ANN, "user.login.failed", 7),
        ("11:00", "signed_in", "10.0.0.2", None, ANN, ANN, "user.login.sso", 5),
        ("10:00", "sign_in_failed", None, None, ANN, ANN, "user.login.failed", 3),
        ("09:00", "sign_in_failed", "10.0.0.1", None, ANN, ANN, "user.login.failed", 1),
    ]
    assert events(store, email=" Ann@X.com") == expected
    assert events(store, LogFilter(user=exactly(ANN))) == expected
    assert events(store, LogFilter(user=BOB), email=ANN, limit=2) == expected[:2]
    assert [row[-1] for row in events(store, LogFilter(user="com.au"))] == [12]
    assert [row[-1] for row in events(store, limit=3)] == [14, 12, 11]
    late = window(f"{DAY} 12:00:01.5", f"{DAY} 14:00")
    assert [row[-1] for row in events(store, late, email=ANN)] == [9, 8]


def test_what_was_done_to_the_account(stocked: MakeStore) -> None:
    store = stocked(
        at("09:00", "organization.user.invite", ADMIN, data=to(ANN, role="editor")),
        at("10:00", "organization.user.unblock", ADMIN, data=to(ANN)),
        at("10:30", "organization.user.block", ADMIN, data=to(ANN)),
        at("11:00", "app.user.remove", ADMIN, data=to(ANN), app_id=1, app="Shop"),
        at("12:00", "organization.user.twofactor.remove", ADMIN, data=to(ANN, type="sms")),
        at("13:00", "user.twofactor.add", data={"type": "app"}),
        at("14:00", "user.session.remove"),
        at("15:00", "user.password.update"),
        at("16:00", "user.update"),
        at("16:10", "app.token.remove"),
        at("16:20", "organization.user.delete", ANN, data=to(BOB)),
        at("16:30", "organization.user.delete", ANN),
    )
    found = [row[:3] + row[5:6] for row in events(store, email=ANN)]
    assert found == [
        ("15:00", "password_changed", None, ANN),
        ("14:00", "sessions_revoked", None, ANN),
        ("13:00", "two_factor_added", "app", ANN),
        ("12:00", "two_factor_removed", "sms", ADMIN),
        ("11:00", "app_removed", None, ADMIN),
        ("10:30", "organisation_blocked", None, ADMIN),
        ("10:00", "organisation_unblocked", None, ADMIN),
        ("09:00", "organisation_invited", "editor", ADMIN),
    ]
    shop = Viewer("publisher", frozenset({1}))
    (only,) = ask(store, "access_events", viewer=shop, email=ANN)
    assert only[6:8] == (1, "Shop")


def email(time: str, number: int, status: str = "", to: Any = ANN, **more: Any) -> Log:
    """The email for a sign-in with that number, or a status of it."""
    kind = f"email.{status or 'validate'}"
    data = {"messageId": f"m-{number}", "to": to, **more}
    return at(time, kind, ANN if not status else None, data=data)


STATUSES: dict[str, tuple[list[tuple[str, str | None]], str, str | None]] = {
    "nothing reported": ([], "not reported", None),
    "delivered": ([("delivered", None)], "yes", None),
    "bounced": ([("bounced", "No mailbox")], "no", "No mailbox"),
    "rejected": ([("rejected", "Virus")], "no", "Virus"),
    "only delayed": ([("delayed", "Server busy")], "not reported", "Server busy"),
    "delayed, then delivered": ([("delayed", "Busy"), ("delivered", None)], "yes", None),
    "delayed, then bounced": ([("delayed", "Busy"), ("bounced", "Full")], "no", "Full"),
    "delivered, then bounced": ([("delivered", None), ("bounced", "Full")], "no", "Full"),
    "a complaint": ([("complaint", None)], "yes", None),
}
"""The statuses of an email: whether it arrived, and the detail."""


def test_emails_with_codes(stocked: MakeStore) -> None:
    logs = [
        email(f"{9 + number:02}:{minute:02}", number, status, reason=reason)
        for number, (statuses, _, _) in enumerate(STATUSES.values())
        for minute, (status, reason) in enumerate(statuses, start=1)
    ]
    sent = [
        email(f"{9 + number:02}:00", number, subject="Your code") | {"id": 100 + number}
        for number in range(len(STATUSES))
    ]
    found = events(stocked(*logs, *sent), email=ANN)
    assert {row[-1]: (row[3], row[2]) for row in found} == {
        100 + number: (arrived, detail)
        for number, (_, arrived, detail) in enumerate(STATUSES.values())
    }
    assert {(row[1], row[4]) for row in found} == {("verification_email", ANN)}


def test_whose_email_it_is(stocked: MakeStore) -> None:
    store = stocked(
        email("09:00", 1, to=["bob@x.com", "Ann@x.com"]),
        email("09:01", 1, "bounced", to="bob@x.com"),
        email("10:00", 2, to="bob@x.com"),
        at("11:00", "email.validate", ANN),
        at("12:00", "email.validate", BOB),
        email("13:00", 3),
        at("13:01", "email.delivered", None, data={"messageId": "m-3"}),
        at("14:00", "email.communicate", ADMIN, data={"messageId": "m-4", "to": ANN}),
    )
    found = [row[:1] + row[3:4] for row in events(store, email=ANN)]
    assert found == [("13:00", "yes"), ("11:00", "not reported"), ("09:00", "not reported")]


def test_other_mail_that_came_back(stocked: MakeStore) -> None:
    store = stocked(
        at("09:00", "email.communicate", ADMIN, data={"messageId": "m-1", "to": [ANN, BOB]}),
        email("09:01", 1, "bounced", reason="No mailbox"),
        email("09:02", 1, "bounced", to=BOB),
        email("09:03", 1, "delayed"),
        at("10:00", "email.rejected", None, data={"to": ANN}),
        email("23:00", 2),
        log("2026-10-02 09:00", "email.bounced", data={"messageId": "m-2", "to": ANN}),
    )
    returned = [
        ("10:00", "email_returned", None, "no", ANN, None, "email.rejected", 5),
        ("09:01", "email_returned", "No mailbox", "no", ANN, None, "email.bounced", 2),
    ]
    code = ("23:00", "verification_email", None, "no", ANN, None, "email.validate", 6)
    assert events(store, email=ANN) == [code, *returned]
    assert events(store, window(None, "2026-10-02"), email=ANN) == [code, *returned]
    assert events(store, window("2026-10-02", None), email=ANN) == []


def test_text_messages(stocked: MakeStore) -> None:
    store = stocked(
        at("09:00", "sms.2fa", data={"to": "+44 7700 900001"}),
        at("10:00", "sms.2fa", data={"status": "Delivered"}),
        at("11:00", "sms.validate", data={"status": "failed", "error": "Unknown number"}),
        at("12:00", "sms.validate", data={"status": "sent"}),
        at("13:00", "sms.validate", BOB),
        at("14:00", "sms.communicate"),
    )
    found = [row[1:4] for row in events(store, email=ANN)]
    assert found == [
        ("verification_sms", "sent", "not reported"),
        ("verification_sms", "Unknown number", "no"),
        ("verification_sms", "Delivered", "yes"),
        ("verification_sms", None, "not reported"),
    ]


@pytest.mark.parametrize("text", ["", "  ", 'a"b@x.com'])
def test_an_address_is_needed(embedded: MakeStore, text: str) -> None:
    with pytest.raises(InvalidFilter, match="email must be an address"):
        ask(embedded(), "access_events", email=text)
