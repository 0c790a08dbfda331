"""The passport of a user: only their own things, and what others share with them."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from data.engine import Store
from tests.builders import Log, load, log
from tests.pages.at_page import at_page, said, url
from tests.pages.conftest import Open
from tests.pages.test_words import NASTY

PHONE = {"device": {"uuid": "phone-1", "model": "P1"}, "ip": "10.0.0.1"}
LOGS: tuple[Log, ...] = (
    log("2026-11-20 09:00", "user.login", user="ann@a.example", session=5, data=PHONE),
    log("2026-11-20 09:05", "app.view", user="ann@a.example", app_id=1, app="Alpha", session=5),
    log("2026-11-21 09:00", "user.login", user="joann@a.example", data=PHONE),
    log("2026-11-21 10:00", "user.twofactor.add", user="ann@a.example", data={"type": "sms"}),
    log("2026-11-21 11:00", "app.view", user=NASTY),
)


def passport(opened: Open, user: str | None) -> AppTest:
    return at_page(opened, "user", window="7d", **({"user": user} if user else {}))


def test_it_tells_of_the_one_user_alone(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = passport(opened, '"ann@a.example"')
    text = said(app)
    assert '<h2 class="person">ann@a.example</h2>' in text
    assert "<dt>Last got in</dt><dd>20 Nov 2026 09:00</dd>" in text
    assert "<dt>Failed logins</dt><dd>0</dd>" in text
    assert "<dt>2FA</dt><dd>Added, 21 Nov 2026</dd>" in text
    assert "<dt>Organisation</dt><dd>not known</dd>" in text
    devices, addresses, sessions, apps, timeline = (frame.value for frame in app.dataframe)
    assert devices[["device", "model", "logs", "other_users"]].to_dict("records") == [
        {"device": "phone-1", "model": "P1", "logs": 1, "other_users": 1}
    ]
    assert list(addresses["ip"]) == ["10.0.0.1"]
    assert (list(sessions["session_id"]), list(sessions["logs"])) == (["5"], [2])
    assert list(apps["app"]) == ["Alpha"]
    assert list(timeline["what"]) == ["2FA added"]


def test_without_a_user_it_asks_whose_and_goes_there(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = passport(opened, None)
    assert "Whose passport?" in said(app)
    app.text_input(key="passport_of").set_value(" Ann@A.example ").run()
    assert '<h2 class="person">ann@a.example</h2>' in said(app)
    assert url(app)["user"] == ['"Ann@A.example"']


def test_a_user_without_logs_is_said_to_have_none(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = passport(opened, '"nobody@a.example"')
    assert "No log matches these filters" in said(app)


def test_a_name_is_never_markup(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    assert "<img" not in said(passport(opened, f'"{NASTY}"'))


def test_the_record_and_the_bar_lead_there(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = at_page(opened, "audit-log", window="7d", record="1")
    button = next(b for b in app.button if b.key == "record_passport_user_email")
    button.click().run()
    assert '<h2 class="person">ann@a.example</h2>' in said(app)
