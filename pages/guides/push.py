"""Push notifications sent and their status, with the reasons of failure."""

from __future__ import annotations

from data.push_errors import PushError, push_error
from pages.shared import visit, ways, words
from pages.shared.answer_table import Row, Shown, answer_table
from pages.shared.facts import facts
from pages.shared.guide import Guide, Step, choose
from queries.push import TYPES

_MOST = 100


def _how_many() -> bool:
    figures = visit.answer("push_figures").iloc[0].to_dict()
    if not figures["pushes"]:
        return False
    facts(
        (
            ("Sent", words.number(figures["pushes"]), "Push notifications."),
            ("Accepted", words.number(figures["success"]), "Devices: push services took it."),
            ("Failed", words.number(figures["failure"]), "Devices that it failed for."),
            ("Without a result", words.number(figures["no_result"]), "Their log holds none."),
        )
    )
    return True


def _why() -> bool:
    answer_table(
        "Reasons of failure",
        "push_errors",
        (
            Shown("method", "Service", 75),
            Shown("error", "Error", 180),
            Shown("failures", "Devices", 70),
            Shown("pushes", "Notifications", 95),
            Shown("meaning", "What it means", 400, words=lambda row: _known(row).meaning),
            Shown("action", "What to do", 400, words=lambda row: _known(row).action),
        ),
        key="reasons",
        help="Failed devices by push service and error, over all batches.",
        empty="None failed in this time.",
    )
    return True


def _known(row: Row) -> PushError:
    return push_error(str(row["method"]), str(row["error"]))


def _one() -> bool:
    found = visit.answer("push_notifications", limit=_MOST)
    if found.empty:
        return False
    rows = found.sort_values("failure", ascending=False, kind="stable", na_position="last")
    zone = visit.current().filter.zone
    said = {
        int(row["id"]): f"{words.clock(row['at'], zone)} {row['title'] or 'without a title'}"
        for row in rows.to_dict("records")
    }
    chosen = choose("Notification", "notification", list(said), said.__getitem__)
    answer_table(
        "What became of it",
        "push_notification_parts",
        (
            Shown("method", "Service", 90),
            Shown("error", "Error", 240),
            Shown("success", "Accepted", 90),
            Shown("failure", "Failed", 90),
        ),
        key="parts",
        empty="Its log holds no result.",
        id=chosen,
    )
    row = rows[rows["id"] == chosen].iloc[0].to_dict()
    ways.log_button(row)
    return True


GUIDE = Guide(
    "push",
    "Push notifications and why they fail",
    "How many were sent and accepted, the reasons of failure in words, and one of them in parts.",
    "No push notification was sent in this time.",
    (
        Step("How many push notifications were sent, and did they arrive?", _how_many, TYPES),
        Step("Why did some fail, and what helps?", _why, TYPES),
        Step("What became of one of them, by push service and error?", _one),
    ),
)
