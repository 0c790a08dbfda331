"""What a user, a device or an address has been doing: by hand, on every engine."""

from __future__ import annotations

from typing import Any

import pytest

from data.access import Viewer
from data.errors import InvalidFilter
from queries.filters import LogFilter, exactly
from queries.question import find
from tests.builders import Log, log, push, utc
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore

ANN, BOB, ADMIN = "ann@x.com", "bob@x.com", "admin@x.com"
ANNS = LogFilter(user=exactly(ANN))
NAMES = [column.name for column in find("user_activity").columns]


def at(time: str, kind: str = "app.view", user: str | None = ANN, **fields: Any) -> Log:
    """A log of 5 October."""
    return log(f"2026-10-05 {time}", kind, user=user, **fields)


def told(rows: list[tuple[Any, ...]], *names: str) -> list[tuple[Any, ...]]:
    """Some columns of the rows of a time line, the oldest first, with the time of the day."""
    places = [NAMES.index(name) for name in names]
    return [(row[0][11:], *(row[place] for place in places)) for row in reversed(rows)]


def viewed(screen: str, visit: str, **further: Any) -> dict[str, Any]:
    return {"_pageTitle": screen, "_analyticsSessionId": visit, **further}


def test_a_user(stocked: MakeStore) -> None:
    event = {"category": "list", "action": "like", "label": "Item 1"}
    store = stocked(
        at("09:00", "user.login"),
        at("09:00:01", "user.login.failed"),
        at("09:01", "user.login", data={"ip": "10.0.0.1"}),
        at("09:02", "app.analytics.pageView", data=viewed("Home", "v-1"), app_id=1, app="Shop"),
        at("09:03", "app.analytics.event", data=viewed("Home", "v-1", **event)),
        at("09:04", "email.communicate", BOB, data={"to": "Ann@x.com", "subject": "Hello"}),
        at("09:05", "email.delivered", None, data={"to": ["eve@x.com", ANN], "messageId": "m"}),
        at("09:06", "email.communicate", data={"to": BOB}),
        at("09:07", "organization.user.update", ADMIN, data={"email": ANN, "role": "editor"}),
        at("09:08", "user.password.update", data={"email": ANN}),
        at("09:09", "app.page.update", acting=ADMIN, data={"page": {"id": 7}}, session=5),
        at("09:10", "email.communicate", BOB, data={"to": "joann@x.com"}),  # to be excluded
        at("09:11", "app.view", BOB),  # to be excluded
        at("09:12", "email.communicate", BOB, data={"to": ["joann@x.com"]}),  # to be excluded
    )
    rows = ask(store, "user_activity", ANNS)
    assert told(rows, "what", "to_them", "user", "whom") == [
        ("09:00:00", "login_attempt", False, ANN, None),
        ("09:00:01", "login_failed", False, ANN, None),
        ("09:01:00", "login", False, ANN, None),
        ("09:02:00", "screen", False, ANN, None),
        ("09:03:00", "event", False, ANN, None),
        ("09:04:00", "message", True, BOB, ANN),
        ("09:05:00", "message_status", True, None, '["eve@x.com","ann@x.com"]'),
        ("09:06:00", "message", False, ANN, BOB),
        ("09:07:00", "account", True, ADMIN, ANN),
        ("09:08:00", "account", False, ANN, ANN),
        ("09:09:00", "app_change", False, f"{ADMIN} as {ANN}", None),
    ]
    shown = told(rows, "log_type", "app_id", "app", "screen", "detail", "ip", "session_id", "id")
    assert shown[2] == ("09:01:00", "user.login", None, None, None, None, "10.0.0.1", None, 3)
    assert shown[3][2:5] == (1, "Shop", "Home")
    details = [row[5] for row in shown]
    assert details[4:6] == ["list / like / Item 1", "Hello"]
    assert details[8] == "editor"
    assert shown[10] == ("09:09:00", "app.page.update", None, None, "7", None, None, 5, 11)
    assert ask(store, "user_activity", user=" Ann@X.com ") == rows
    part = ask(store, "user_activity", LogFilter(user="ann", log_types=("email.*",)))
    assert told(part, "to_them")[-2:] == [("09:10:00", True), ("09:12:00", True)]
    acting = ask(store, "user_activity", LogFilter(user="as ann"))
    assert ("09:09:00", False) in told(acting, "to_them")
    everybody = ask(store, "user_activity")
    assert len(everybody) == 13
    assert not any(row[NAMES.index("to_them")] for row in everybody)


def test_sessions_begin_once(stocked: MakeStore) -> None:
    store = stocked(
        at("09:00", data=viewed("Home", "v-1")),
        at("09:01", data=viewed("News", "v-1")),
        at("09:02"),
        at("09:03", data=viewed("Home", "v-2"), user=BOB),  # somebody else's beginning
        at("09:04", data=viewed("Home", "v-2")),
        at("09:05", data=viewed("Home", "v-1")),
    )
    begins = told(ask(store, "user_activity", ANNS), "begins_session", "analytics_session")
    assert begins == [
        ("09:00:00", True, "v-1"),
        ("09:01:00", False, "v-1"),
        ("09:02:00", False, None),
        ("09:04:00", True, "v-2"),
        ("09:05:00", False, "v-1"),
    ]
    newest = told(ask(store, "user_activity", ANNS, limit=1), "begins_session")
    assert newest == [("09:05:00", False)]


def test_a_device_and_an_address(stocked: MakeStore) -> None:
    phone, office = {"device": {"uuid": "d*1"}}, {"ip": "10.0.0.1"}
    store = stocked(
        at("09:00", data=phone),
        at("09:01", user=BOB, data={**phone, **office}),
        at("09:02", user=None, data=office),
        at("09:03", data={"device": {"uuid": "dx1"}, "ip": "10.0.0.11"}),
        at("09:04", "email.communicate", BOB, data={"to": ANN}),
    )
    assert told(ask(store, "device_activity", device="d*1"), "user") == [
        ("09:00:00", ANN),
        ("09:01:00", BOB),
    ]
    at_office = [("09:01:00", BOB, "d*1"), ("09:02:00", None, None)]
    assert told(ask(store, "ip_activity", ip="10.0.0.1"), "user", "device") == at_office
    asked = LogFilter(ip="10.0.0.1")
    assert told(ask(store, "ip_activity", asked), "user", "device") == at_office
    assert len(ask(store, "device_activity")) == 3  # every log of a known device
    assert len(ask(store, "ip_activity")) == 3
    narrower = LogFilter(user=exactly(BOB))
    assert told(ask(store, "device_activity", narrower, device="d*1"), "user") == [
        ("09:01:00", BOB)
    ]


def test_pages_follow_each_other(stocked: MakeStore) -> None:
    same = [at("09:00") for _ in range(4)]  # at one moment: told apart by number
    store = stocked(at("08:00"), *same, at("10:00"), at("11:00", user=BOB))
    whole = ask(store, "user_activity", ANNS, limit=None)
    assert [row[-1] for row in whole] == [6, 5, 4, 3, 2, 1]
    found: list[tuple[Any, ...]] = []
    after = None
    for _ in range(3):
        page = ask(store, "user_activity", ANNS, limit=2, after=after)
        found += page
        after = (utc(page[-1][0]), page[-1][-1])
    assert found == whole
    assert ask(store, "user_activity", ANNS, after=after) == []
    text = ask(store, "user_activity", ANNS, after=["2026-10-05T09:00:00Z", 4])
    assert [row[-1] for row in text] == [3, 2, 1]


@pytest.mark.parametrize("after", ["x", (1,), ("now", 1), (None, 1), ("2026-10-05", 1), (1, 2, 3)])
def test_cursors_that_mean_nothing(embedded: MakeStore, after: Any) -> None:
    with pytest.raises(InvalidFilter, match="after needs a moment"):
        ask(embedded(at("09:00")), "user_activity", after=after)


@pytest.mark.parametrize("kind", ["user", "device", "ip"])
def test_nobody_cannot_be_followed(embedded: MakeStore, kind: str) -> None:
    blank: dict[str, Any] = {kind: " "}
    with pytest.raises(InvalidFilter, match=f"{kind} must not be empty"):
        ask(embedded(at("09:00")), f"{kind}_activity", **blank)


def test_scope_and_window_hold_for_what_was_sent_too(stocked: MakeStore) -> None:
    mail = {"to": ANN}
    store = stocked(
        at("09:00", "email.communicate", BOB, data=mail, app_id=1),
        at("09:01", "email.communicate", BOB, data=mail, app_id=2),
        at("09:02", "email.communicate", BOB, data=mail, app_id=1),
    )
    viewer = Viewer("publisher", frozenset({1}))
    assert [row[-1] for row in ask(store, "user_activity", ANNS, viewer)] == [3, 1]
    early = window("2026-10-05 09:00", "2026-10-05 09:02", user=exactly(ANN))
    assert [row[-1] for row in ask(store, "user_activity", early)] == [2, 1]


def test_kinds(stocked: MakeStore) -> None:
    kinds = {
        "app.analytics.pageView": "screen",
        "app.update": "update_check",
        "app.error.live": "app_error",
        "user.login.first": "login_first",
        "user.login.sso": "login_sso",
        "user.logout": "logout",
        "user.twofactor.add": "account",
        "app.user.create": "account",
        "app.token.remove": "account",
        "sms.2fa": "message",
        "email.bounced": "message_status",
        "app.publish": "publishing",
        "app.publish.web.create": "publishing",
        "app.submission.build": "publishing",
        "app.settings.update": "app_change",
        "app.never.seen": "app_change",
        "widget.update": "app_change",
        "dataSource.entry.update": "data",
        "mediaFile.create": "file",
        "ai.image": "ai",
        "studio.analytics.presence": "studio",
        "session.locale.updated": "other",
        "job": "other",
    }
    logs = [at(f"09:{number:02}", kind) for number, kind in enumerate(kinds)]
    result = [{"method": "apn", "success": 1, "failure": 0, "message": []}]
    store = stocked(
        *logs,
        push("2026-10-05 10:00", success=1, failure=0, user=ANN),
        log("2026-10-05 10:01", "job", user=ANN, data={"result": [{"result": result}]}),
        log("2026-10-05 10:02", "user.login.magic", user=ANN),
    )
    found = [row[1] for row in told(ask(store, "user_activity", ANNS), "what")]
    assert found == [*kinds.values(), "message", "message", "login"]


def test_logins_say_as_many_successes_as_the_attempts_do(stocked: MakeStore) -> None:
    store = stocked(
        at("09:00:00", "user.login"),  # the first of a cluster of three is told beside it
        at("09:00:01", "user.login.failed"),
        at("09:00:02", "user.login"),
        at("09:10:00", "user.login.sso"),
        at("09:10:00", "user.login"),
        at("09:10:00", "user.login.first"),
        at("09:20:00", "user.login.other"),
        at("09:20:01", "user.login"),
    )
    found = [row[1] for row in told(ask(store, "user_activity", ANNS), "what")]
    first, second = ["login_attempt", "login_failed", "login"], ["login_sso", "login_attempt"]
    assert found == [*first, *second, "login_first", "login_attempt", "login"]
    counted = {outcome: logins for _, outcome, logins in ask(store, "logins_by_day")}
    assert counted == {"failed": 1, "first": 1, "succeeded": found.count("login")}
