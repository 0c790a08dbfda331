"""The dictionary page: every log type in words, and what of it is here."""

from __future__ import annotations

import re

import pytest

from data import vocabulary
from data.engine import Store
from pages.dictionary import ORDERS
from pages.shared.dictionary_table import LEFT_OUT, UNKNOWN, Entry, dictionary_html
from tests.builders import load, log, utc
from tests.pages.at_page import at_page, said
from tests.pages.conftest import Open

KNOWN = len(vocabulary.log_types())


def rows(html: str) -> list[str]:
    """The rows of the table, without those that name a section."""
    found: list[str] = re.findall(r"<tr><th scope=\"row\">.*?</tr>", html)
    return found


def names(html: str) -> list[str]:
    """The dotted names of the rows, as HTML."""
    return [re.findall(r"<code>(.*?)</code>", row)[0] for row in rows(html)]


def test_every_known_type_and_those_seen_here_are_there(store: Store, opened: Open) -> None:
    load(
        store,
        log("2026-06-01 08:00", "user.login"),
        log("2026-11-22 09:30", "user.login"),
        log("2026-11-22 09:00", "my.own.type"),
    )
    page = said(at_page(opened, "dictionary", window="24h", zone="Asia/Kolkata"))
    assert len(rows(page)) == KNOWN + 1
    assert f"{KNOWN + 1} log types, 2 seen here" in page
    assert set(names(page)) == {t.name for t in vocabulary.log_types()} | {"my.own.type"}
    assert "First here (Asia/Kolkata)" in page
    login = next(row for row in rows(page) if "<code>user.login</code>" in row)
    assert ">2</a>" in login
    assert "<td>1 Jun 2026 13:30</td><td>22 Nov 2026 15:00</td>" in login
    own = next(row for row in rows(page) if "my.own.type</code>" in row)
    assert UNKNOWN in own
    logout = next(row for row in rows(page) if "<code>user.logout</code>" in row)
    assert ">none<" in logout


def test_types_that_the_api_leaves_out_are_marked(store: Store, opened: Open) -> None:
    load(store, log("2026-11-22 09:00", "user.login"))
    page = said(at_page(opened, "dictionary"))
    marked = {name for name, row in zip(names(page), rows(page), strict=True) if LEFT_OUT in row}
    assert marked == vocabulary.LEFT_OUT_BY_API
    assert f"{KNOWN} log types, 1 seen here" in page


def test_search_section_and_only_those_seen_here(store: Store, opened: Open) -> None:
    load(store, log("2026-11-22 09:00", "email.bounced"), log("2026-11-22 09:00", "my.own.type"))
    app = at_page(opened, "dictionary")
    app.text_input(key="find").set_value("BOUNCED email").run()
    assert "email.bounced" in names(said(app))
    assert "user.login" not in names(said(app))
    app.text_input(key="find").set_value("").run()
    app.toggle(key="seen").set_value(True).run()
    assert sorted(names(said(app))) == ["email.bounced", "my.own.type"]
    assert f"2 of {KNOWN + 1} log types, 2 seen here" in said(app)
    section = vocabulary.log_type("email.bounced").section
    app.selectbox(key="section").set_value(section).run()
    assert names(said(app)) == ["email.bounced"]
    app.text_input(key="find").set_value("no such words").run()
    assert names(said(app)) == []
    assert f"0 of {KNOWN + 1} log types" in said(app)


def test_one_click_shows_all_logs_of_a_type(store: Store, opened: Open) -> None:
    load(store, log("2026-01-01", "odd*type"), log("2026-01-02", "odd-type"))
    page = said(at_page(opened, "dictionary", window="24h", zone="UTC", user="ann"))
    link = re.findall(r'<a href="([^"]*)"', next(r for r in rows(page) if "odd*type" in r))[0]
    assert link == "audit-log?window=all&amp;zone=UTC&amp;log_types=odd%5C%2Atype"
    app = at_page(opened, "audit-log", window="all", zone="UTC", log_types="odd\\*type")
    assert "1-1 of 1 log" in said(app)


@pytest.mark.parametrize("order", list(ORDERS))
def test_orders(order: str) -> None:
    entries = [
        Entry(vocabulary.log_type("email.bounced")),
        Entry(vocabulary.log_type("user.login"), 9, utc("2026-01-01"), utc("2026-05-01")),
        Entry(vocabulary.log_type("app.view"), 90, utc("2026-02-01"), utc("2026-04-01")),
    ]
    entries.sort(key=ORDERS[order])
    expected = {
        "By section": ["user.login", "app.view", "email.bounced"],
        "Most logs first": ["app.view", "user.login", "email.bounced"],
        "Last seen first": ["user.login", "app.view", "email.bounced"],
        "Newest type first": ["app.view", "user.login", "email.bounced"],
        "A to Z": ["email.bounced", "app.view", "user.login"],
    }
    assert [entry.type.name for entry in entries] == expected[order]


def test_strangers_text_is_never_html() -> None:
    kind = vocabulary.log_type('<img src=x>."><script>')
    html = dictionary_html(
        [Entry(kind, 1, utc("2026-01-01"), utc("2026-01-01"))],
        "UTC",
        lambda name: f'audit-log?"><b>{name}',
        sectioned=False,
    )
    assert not re.findall(r"<(img|script|b)\b", html)


def test_sections_are_named_once_each_in_their_order() -> None:
    entries = [Entry(known) for known in vocabulary.log_types()]
    html = dictionary_html(entries, "UTC", str, sectioned=True)
    sections = re.findall(r'<th class="section" colspan="5">(.*?)</th>', html)
    assert sections == [s.replace("&", "&amp;") for s in vocabulary.sections()[:-1]]
