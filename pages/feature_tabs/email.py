"""Emails: how many were sent, whether they arrive, and where they do not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

import streamlit as st

from pages.shared import charts, drill, sides, visit, ways, words
from pages.shared.answer_table import Shown, answer_table
from pages.shared.bars import Part, bars, rate
from pages.shared.delivery_words import EMAIL_PARTS, OUTCOME_WORDS, outcome_words, seconds_words
from pages.shared.evidence import titled
from pages.shared.facts import facts
from pages.shared.figures import per_unit
from pages.shared.funnel import Step, funnel
from pages.shared.palette import AMOUNT, OUTCOME_COLOURS
from pages.shared.window import Buckets
from queries.email_parts import ORIGINS

MOST = 200
"""So many rows of a table are shown; the CSV has all."""

_LABELS = {"outcome": "Outcome", "origin": "From", "domain": "Domain", "recipient": "To"}
_ALLOWED = {
    "outcome": OUTCOME_WORDS.__contains__,
    "origin": ORIGINS.__contains__,
    "domain": bool,
    "recipient": bool,
}


def tab(steps: Buckets) -> None:
    """Draw the tab."""
    question, options = per_unit("email_outcomes_over_time", "email_outcomes_by_hour", steps)
    series = partial(visit.answer, question, **options)
    figures = visit.answer("email_figures").iloc[0].to_dict()
    if not figures["sent"] and not figures["without_trigger"]:
        st.caption("No email was sent in this time.")
        return
    left, right = st.columns([5, 3], gap="medium")
    with left:
        titled(f"Emails by {steps.unit} of sending", _BARS, question, "emails_by", **options)
        alt = f"Bars of emails sent per {steps.unit}, by what became of them."
        sides.over_time(
            steps,
            lambda steps: bars("emails_bars", series(), EMAIL_PARTS, steps, alt=alt, act=_only_bar),
        )
    with right:
        titled(
            "Bounce rate",
            "Bounced emails of all sent. Click a mark for them.",
            question,
            "bounces",
            **options,
        )
        line = f"Line of the share of emails that bounced, per {steps.unit}."
        bounced = next(part for part in EMAIL_PARTS if part.name == "bounced")
        sides.over_time(
            steps,
            lambda steps: rate(
                "bounce_rate", series(), bounced, "sent", steps, alt=line, act=_only_bar
            ),
        )
    arrival, domains, addresses = st.columns([4, 5, 6], gap="medium")
    held = drill.held(_ALLOWED)
    with arrival:
        _arrival(figures)
    with domains:
        _domains()
    with addresses:
        _addresses(held.get("domain"))
    _emails(held)
    apps, origins = st.columns([4, 3], gap="medium")
    with apps:
        _apps()
    with origins:
        _origins()
    _dead()


_BARS = (
    "Each email once for every recipient, by the latest that is known of it, even if that came "
    "later. Click a bar for its emails."
)


def _only_bar(part: Part, since: datetime, until: datetime) -> None:
    """Keep the emails of a clicked bar; for callbacks."""
    visit.narrow(since=since, until=until)
    drill.hold(outcome=part.name)


def _arrival(figures: Mapping[Any, Any]) -> None:
    titled("How far they get", "Of all recipients.", "email_figures", "arrival")
    st.plotly_chart(
        funnel(arrival_steps(figures)),
        key="arrival_funnel",
        config=dict(charts.CONFIG),
        alt="Bars: emails sent, those with a status, those delivered, and complaints.",
    )
    facts(
        (
            ("Half arrive within", _span(figures["median_seconds"]), "Median time to delivery."),
            ("95% arrive within", _span(figures["p95_seconds"]), "95th percentile of that time."),
            (
                OUTCOME_WORDS["no_status"],
                words.number(figures["no_status"]),
                "Sent, and no log says so far what became of them.",
            ),
            (
                OUTCOME_WORDS["without_trigger"],
                words.number(figures["without_trigger"]),
                "A status is there, and the log of sending is not. They are in no other figure.",
            ),
        )
    )


def arrival_steps(figures: Mapping[Any, Any]) -> list[Step]:
    """The steps of the funnel, of the answer `email_figures`."""
    sent, delivered = int(figures["sent"]), int(figures["delivered"])
    complaint = int(figures["complaint"])
    return [
        Step("Sent", AMOUNT, sent),
        Step("With a status", AMOUNT, sent - int(figures["no_status"])),
        Step("Delivered", OUTCOME_COLOURS["delivered"], delivered + complaint),
        Step("Complaint", OUTCOME_COLOURS["complaint"], complaint),
    ]


def _span(seconds: Any) -> str:
    return seconds_words(seconds) or "not known"


_COUNTS = (
    Shown("sent", "Sent", 60),
    Shown("delivered_ratio", "Delivered", 70, share=True),
    Shown("bounced", "Bounced", 62),
    Shown("bounced_ratio", "Rate", 60, share=True),
    Shown("no_status", "No status", 70),
)


def _domains() -> None:
    answer_table(
        "By recipient's domain",
        "email_by_domain",
        (Shown("domain", "Domain", 140, open=_hold("domain")), *_COUNTS),
        key="domains",
        help="Click a domain for its addresses and emails.",
        limit=MOST,
    )


def _addresses(domain: str | None) -> None:
    title = f"Addresses of {words.code(domain)}" if domain else "Addresses that get least"
    answer_table(
        title,
        "email_by_recipient",
        (
            Shown("recipient", "Address", 200, open=_hold("recipient")),
            *_COUNTS,
            Shown("rejected", "Rejected", 65),
        ),
        key="addresses",
        help="Those that did not get most of theirs first. Click one for its emails.",
        domain=domain,
        limit=MOST,
    )


def _emails(held: Mapping[str, Any]) -> None:
    shown = {**held, **({"outcome": OUTCOME_WORDS[held["outcome"]]} if "outcome" in held else {})}
    drill.drilled("emails_of", _LABELS, shown)
    answer_table(
        "Emails",
        "emails",
        (
            Shown("at", "Sent"),
            Shown("recipient", "To", 200, open=_hold("recipient")),
            Shown("outcome", "Outcome", 100, words=outcome_words),
            Shown("seconds", "After", 80, words=lambda row: seconds_words(row["seconds"])),
            Shown("reason", "Reason", 170),
            Shown("subject", "Subject", 170),
            Shown("origin", "From", 110),
            Shown("app", "App", 120),
            ways.user_column("sender", "Sender", 170),
            ways.message_column(),
        ),
        key="emails",
        help=f"The latest {MOST}; the CSV has all. Click a message for its whole life.",
        empty="None of the emails of this time.",
        limit=MOST,
        **held,
    )


def _apps() -> None:
    answer_table(
        "By app",
        "email_by_app",
        (ways.app_column(), *_COUNTS, Shown("complaint", "Complaints", 75)),
        key="email_apps",
        help="Click an app to see only its emails.",
    )


def _origins() -> None:
    answer_table(
        "By origin",
        "email_by_origin",
        (Shown("origin", "From", 130, open=_hold("origin")), *_COUNTS),
        key="origins",
        help="Click an origin for its emails.",
    )


def _dead() -> None:
    answer_table(
        "Dead addresses",
        "dead_addresses",
        (
            Shown("recipient", "Address", 240, open=_hold("recipient")),
            Shown("failures", "Failures", 65),
            Shown("first_at", "First"),
            Shown("last_at", "Last"),
            Shown("wasted", "Sent in vain", 80),
            Shown("reason", "Latest reason", 280),
            Shown("fixed_at", "Arrived since"),
        ),
        key="dead",
        help="Emails to them bounced or were rejected twice or more. Click one for its emails.",
        empty="No address failed twice in this time.",
        limit=MOST,
    )


def _hold(name: str) -> Any:
    """What a click on a value does: the lists keep to it."""
    return lambda row: drill.hold(**{name: row[name]})
