"""Recent logins: all, failed, first, through single sign-on, and how many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pages.shared import links, visit, ways, words
from pages.shared.answer_table import Shown, answer_table
from pages.shared.facts import facts
from pages.shared.guide import Guide, Step, choose
from pages.shared.security_words import event_words
from queries.filters import exactly
from queries.security_types import FAILED, LOGINS

_MOST = 100
_KINDS = {
    "all": ("All attempts", LOGINS),
    "failed": ("Failed", (FAILED,)),
    "first": ("First logins", ("user.login.first",)),
    "sso": ("Single sign-on", ("user.login.sso",)),
}


def _how_many() -> bool:
    figures = visit.answer("security_figures").iloc[0].to_dict()
    if not figures["logins"]:
        return False
    facts(
        (
            ("Attempts", words.number(figures["logins"]), "Attempts to log in, failed ones too."),
            ("Got in", words.number(_got_in(figures)), "First and single sign-on ones among them."),
            ("Failed", words.number(figures["failed"]), "Attempts that failed."),
            ("First logins", words.number(figures["first"]), "For the first time."),
            ("Single sign-on", words.number(figures["sso"]), "Through single sign-on."),
        )
    )
    return True


def _got_in(figures: Mapping[Any, Any]) -> int:
    return sum(int(figures[name]) for name in ("succeeded", "first", "sso"))


def _which() -> bool:
    kind = choose("Show", "logins", list(_KINDS), lambda name: _KINDS[name][0])
    label, log_types = _KINDS[kind]
    found = answer_table(
        f"The latest: {label.lower()}",
        "login_attempts",
        _COLUMNS,
        key="attempts",
        help=f"The latest {_MOST}; the CSV has all.",
        asked=replace(visit.current().filter, log_types=log_types),
        limit=_MOST,
    )
    return not found.empty


def _one() -> bool:
    found = visit.answer("login_failures_by_user", limit=_MOST)
    others = visit.answer("login_attempts", limit=_MOST)
    users = [*found["user"].dropna(), *others["user"].dropna()]
    if not users:
        return False
    user = choose("User", "login_user", list(dict.fromkeys(map(str, users))), str)
    answer_table(
        "Their attempts",
        "login_attempts",
        _COLUMNS,
        key="of_one",
        help=f"The latest {_MOST}; the CSV has all.",
        asked=replace(visit.current().filter, user=exactly(user)),
        limit=_MOST,
    )
    links.records_link("Their logs of logging in", log_types=LOGINS, user=exactly(user))
    ways.passport_link(user)
    return True


_COLUMNS = (
    Shown("at", "When"),
    ways.user_column("user", "User", 230),
    Shown("outcome", "How it ended", 130, words=lambda row: event_words(str(row["outcome"]))),
    Shown("app", "App", 170),
    Shown("ip", "IP address", 130),
    Shown("device", "Device", 170),
    ways.log_column(),
)

GUIDE = Guide(
    "logins",
    "Recent logins",
    "How many there were, the latest of each kind (failed, first, single sign-on), and one user's.",
    "Nobody logged in or tried to in this time.",
    (
        Step("How many logins were there, and how did they end?", _how_many, LOGINS),
        Step("Which were the latest?", _which, LOGINS),
        Step("How did it go for one user?", _one),
    ),
)
