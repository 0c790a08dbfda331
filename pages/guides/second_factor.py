"""Two-factor authentication added or removed: by whom, of which kind, on whose behalf."""

from __future__ import annotations

from dataclasses import replace

from pages.shared import links, visit, ways, words
from pages.shared.answer_table import Shown, answer_table
from pages.shared.facts import facts
from pages.shared.guide import Guide, Step, choose
from pages.shared.security_words import event_words
from queries.filters import LogFilter, exactly
from queries.security_types import TWO_FACTOR_ADDED, TWO_FACTOR_REMOVED

_TYPES = (*TWO_FACTOR_ADDED, *TWO_FACTOR_REMOVED)
_MOST = 200


def _asked() -> LogFilter:
    return replace(visit.current().filter, log_types=_TYPES)


def _how_many() -> bool:
    changes = visit.answer("security_changes", filter=_asked())
    if changes.empty:
        return False
    added = int((changes["what"] == "two_factor_added").sum())
    facts(
        (
            ("2FA added", words.number(added), "Times that somebody added it."),
            ("2FA removed", words.number(len(changes) - added), "By its owner or an admin."),
            (
                "On someone's behalf",
                words.number(int(changes["on_behalf"].fillna(False).sum())),
                "Removed by an admin for somebody else.",
            ),
            ("Users", words.number(changes["user"].nunique()), "Whose 2FA it was."),
        )
    )
    return True


def _who() -> bool:
    answer_table(
        "2FA added and removed",
        "security_changes",
        (
            Shown("at", "When"),
            Shown("what", "What", 120, words=lambda row: event_words(str(row["what"]))),
            Shown("kind", "Kind", 110),
            ways.user_column("user", "Whose", 220),
            ways.user_column("by", "By", 220),
            Shown("on_behalf", "For someone", 100),
            ways.log_column(),
        ),
        key="second_factors",
        help=f"The latest {_MOST}; the CSV has all.",
        asked=_asked(),
        limit=_MOST,
    )
    return True


def _one() -> bool:
    changes = visit.answer("security_changes", filter=_asked())
    behalf = changes[changes["on_behalf"].fillna(False)]
    users = [*behalf["user"].dropna(), *changes["user"].dropna()]
    if not users:
        return False
    user = choose("User", "factor_user", list(dict.fromkeys(map(str, users))), str)
    answer_table(
        "What happened to this account",
        "security_timeline",
        (
            Shown("at", "When"),
            Shown("what", "What", 200, words=lambda row: event_words(str(row["what"]))),
            Shown("detail", "Detail", 160),
            ways.user_column("by", "By", 220),
            Shown("app", "App", 160),
            ways.log_column(),
        ),
        key="account",
        asked=replace(visit.current().filter, user=exactly(user)),
        limit=_MOST,
    )
    links.records_link("All logs of this user", user=exactly(user))
    ways.passport_link(user)
    return True


GUIDE = Guide(
    "2fa",
    "2FA added or removed",
    "By whom, of which kind, by an admin on someone's behalf, and one account's story.",
    "No two-factor authentication was added or removed in this time.",
    (
        Step("How often was 2FA added and removed?", _how_many, _TYPES),
        Step("By whom, of which kind, and on whose behalf?", _who, _TYPES),
        Step("What else happened to one of these accounts?", _one),
    ),
)
