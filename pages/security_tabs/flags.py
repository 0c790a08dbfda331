"""Flags: what deserves a look, each with its arithmetic, its evidence and its baseline."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data.thresholds import Thresholds, thresholds
from pages.shared import links, visit, ways, words
from pages.shared.answer_table import Row
from pages.shared.evidence import titled
from pages.shared.window import Buckets
from queries.attempts import user_number
from queries.flags.evidence import evidence
from queries.flags.rules import RULES, Rule, rule

_CARDS = 20
"""So many flags are shown one by one; all are in the CSV."""


def tab(_steps: Buckets) -> None:
    """Draw the tab."""
    found = visit.answer("security_flags")
    titled(
        "Flags",
        "What rules found in this time, the latest first. A flag is a question, not a verdict.",
        "security_flags",
        "flags",
    )
    if found.empty:
        st.caption("No rule found anything in this time.")
    rows: list[Row] = found.head(_CARDS).to_dict("records")
    limits = thresholds()
    for number, row in enumerate(rows):
        _card(number, row, limits)
    if len(found) > _CARDS:
        st.caption(f"{len(found) - _CARDS:,} more: narrow the time, or take them all as CSV.")
    _rules(found, limits)


def _card(number: int, row: Row, limits: Thresholds) -> None:
    known = rule(row["flag"])
    with (
        st.container(border=True, key=f"flag_{number}", gap="xsmall"),
        st.container(horizontal=True, vertical_alignment="center", gap="small"),
    ):
        st.html(_html(row, known, limits))
        links.page_link(
            "audit-log",
            "Evidence",
            evidence(row, visit.current().filter),
            icon=":material/list:",
            help="The logs that the rule counted",
        )
        if isinstance(row["user"], str) and user_number(row["user"]) is None:
            st.button(
                "Passport",
                key=f"flag_passport_{number}",
                icon=":material/badge:",
                type="tertiary",
                help=f"The passport of {words.code(row['user'])}",
                on_click=ways.passport,
                args=(row["user"],),
            )


def _html(row: Row, known: Rule, limits: Thresholds) -> str:
    """A flag as it is read: what, whom, when, and the arithmetic."""
    zone = visit.current().filter.zone
    whom = [row["user"]] if isinstance(row["user"], str) else []
    if isinstance(row["by"], str):
        whom.append(f"by {row['by']}")
    if isinstance(row["place"], str):
        kind = "IP address" if row["place_kind"] == "ip" else "device"
        whom.append(f"{kind} {row['place']}")
    when = words.clock_span(row["first_at"].to_pydatetime(), row["last_at"].to_pydatetime(), zone)
    return (
        '<div class="flag">'
        f"<h4>{words.html(known.title)}</h4>"
        f"<p><strong>{words.html(', '.join(whom) or 'nobody named')}</strong> · {when} ({zone})</p>"
        f"<p>{words.html(known.matters)}</p>"
        f'<p class="arithmetic">{words.html(arithmetic(row, known, limits))}</p>'
        "</div>"
    )


def arithmetic(row: Row, known: Rule, limits: Thresholds) -> str:
    """What was counted, from which number on it is flagged, and the baseline, in one line."""
    said = f"{words.number(row['counted'])} counted, flagged from {words.number(row['threshold'])}."
    tried: Any = row["tried"]
    if not pd.isna(tried) and tried > 0:
        said += f" Different addresses tried: {words.number(tried)}."
    said += f" The rule: {known.counts(limits)}"
    baseline: Any = row["baseline"]
    if not pd.isna(baseline):
        meaning = known.compares(limits)
        said += f" Compared with {baseline:,.2g}: {meaning[:1].lower()}{meaning[1:]}"
    return said


def _rules(found: pd.DataFrame, limits: Thresholds) -> None:
    """All rules, those that found nothing too."""
    counts = found["flag"].value_counts()
    items = "".join(
        f"<dt>{words.html(known.title)} <span>{int(counts.get(known.name, 0)):,}</span></dt>"
        f"<dd>{words.html(known.matters)} {words.html(known.counts(limits))}</dd>"
        for known in RULES
    )
    with st.expander(f"The {len(RULES)} rules, and what each found"):
        st.html(f'<dl class="rules">{items}</dl>')
        st.caption("Thresholds are the owner's to set; docs/flags.md says how.")
