"""Emails sent and their status, down to all logs of one message."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pages.shared import thread_table, visit, ways, words
from pages.shared.answer_table import Shown, answer_table
from pages.shared.delivery_words import OUTCOME_WORDS, outcome_words, seconds_words
from pages.shared.facts import facts
from pages.shared.guide import Guide, Step, choose, held
from queries.feature_types import EMAIL
from queries.thread_kinds import thread_kind

_MOST = 100
_WORST_FIRST = ("bounced", "rejected", "complaint", "delayed", "no_status", "delivered")


def _how_many() -> bool:
    figures = _figures()
    if not figures["sent"]:
        return False
    meaning = "Of all emails sent, each counted once for every recipient."
    counted = ((OUTCOME_WORDS[name], words.number(figures[name]), meaning) for name in _WORST_FIRST)
    arrived = figures["delivered"] + figures["complaint"]
    facts(
        (
            ("Sent", words.number(figures["sent"]), "Each counted once for every recipient."),
            ("Arrived", words.percent(arrived / figures["sent"]), "Delivered, of all sent."),
            *counted,
        )
    )
    return True


def _figures() -> Mapping[Any, Any]:
    return visit.answer("email_figures").iloc[0].to_dict()


def _which() -> bool:
    figures = _figures()
    there = [name for name in _WORST_FIRST if figures[name]]
    outcome = choose("What became of them", "outcome", there, OUTCOME_WORDS.__getitem__)
    found = answer_table(
        f"Emails: {OUTCOME_WORDS[outcome].lower()}",
        "emails",
        (
            Shown("at", "Sent"),
            Shown("recipient", "To", 220),
            Shown("outcome", "Outcome", 110, words=outcome_words),
            Shown("seconds", "After", 90, words=lambda row: seconds_words(row["seconds"])),
            Shown("reason", "Reason", 220),
            Shown("subject", "Subject", 200),
            Shown("app", "App", 130),
            ways.message_column(),
        ),
        key="emails",
        help=f"The latest {_MOST}; the CSV has all.",
        outcome=outcome,
        limit=_MOST,
    )
    return not found.empty


def _one() -> bool:
    figures = _figures()
    there = [name for name in _WORST_FIRST if figures[name]]
    outcome = held("outcome", there)
    found = visit.answer("emails", outcome=outcome, limit=_MOST)
    known = found[found["message_id"].notna()]
    said: dict[str, str] = {}
    for row in known.to_dict("records"):
        at = words.clock(row["at"], visit.current().filter.zone)
        whom = row["recipient"] if isinstance(row["recipient"], str) else "not known"
        said.setdefault(str(row["message_id"]), f"{at} to {whom}")
    if not said:
        return False
    message = choose("Message", "message", list(said), said.__getitem__)
    return thread_table.thread(thread_kind("message_id"), message)


GUIDE = Guide(
    "emails",
    "Emails sent and their status",
    "How many went out, which did not arrive and why, and all logs of one message.",
    "No email was sent in this time.",
    (
        Step("How many emails were sent, and what became of them?", _how_many, EMAIL),
        Step("Which are they, and why did they not arrive?", _which, EMAIL),
        Step("What happened to one message, from sending to the end?", _one),
    ),
)
