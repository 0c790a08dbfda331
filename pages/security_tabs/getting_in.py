"""Why somebody cannot get in: one address, and a short reasoned account with its records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from pages.shared import visit, ways, words
from pages.shared.answer_table import Shown, answer_table
from pages.shared.reach import reach
from pages.shared.security_words import event_words
from pages.shared.window import Buckets
from queries.getting_in_account import LIKELY, Account, account
from queries.getting_in_reasons import Reason
from queries.zones import zone_info

TITLE = "Why can't they get in?"
_EMAIL = "email"

STATE_WORDS: Mapping[str, str] = {
    "unknown": "Nothing is known of them",
    "silent": "They did not try",
    "failing": "They cannot get in",
    "in": "They did get in",
}


def tab(_steps: Buckets) -> None:
    """Draw the tab."""
    email = _asked()
    if not email:
        st.caption("Type the address of somebody who cannot sign in, as they typed it.")
        return
    events = visit.answer("access_events", email=email)
    found = _account(email, events)
    with st.container(key="account", border=True, gap="small"):
        st.html(_account_html(found))
        _records(found, events)
    _ways_on(found)
    _events(email, events)


def _asked() -> str:
    one = visit.current().filter.one_user
    given = st.text_input(
        "Email address",
        key=_EMAIL,
        bind="query-params",
        placeholder=one or "ann@example.com",
        width=420,
        help="The address is looked for exactly, in all apps you may see and in the time above.",
    )
    return (given or one or "").strip().replace('"', "").lower()


def _account(email: str, events: pd.DataFrame) -> Account:
    here, shown, known = reach(), visit.current(), None
    if events.empty:
        known = visit.answer("addresses_like", email=email)
    zone = zone_info(shown.filter.zone)
    since = shown.filter.since or (here.first if here else None)
    until = shown.filter.until or (here.last if here else None)
    return account(
        events,
        email=email,
        since=since and since.astimezone(zone),
        until=until and until.astimezone(zone),
        all_apps=shown.viewer.apps is None,
        alike=[] if known is None else list(known["user"]),
    )


def _account_html(found: Account) -> str:
    """The account as it is read: the verdict, the reasons, the facts, and what is not known."""
    likely = [_likelihood(reason) + words.html(reason.sentence) for reason in found.reasons]
    return (
        f"<h3>{words.html(_state_words(found))}</h3>"
        f"<p>{words.html(found.verdict)}</p>"
        + _list("What could explain it, the likeliest first", likely)
        + _list("What the logs say", [words.html(fact.sentence) for fact in found.facts])
        + _list("What they cannot know", [words.html(said) for said in found.unknown])
    )


def _state_words(found: Account) -> str:
    shut_out = any(reason.weight >= LIKELY for reason in found.reasons)
    if found.state == "in" and shut_out:
        return "They did get in; something since may keep them out"
    return STATE_WORDS[found.state]


def _likelihood(reason: Reason) -> str:
    certain = "certain" if reason.weight >= 100 else "likely"
    return f"<em>{certain if reason.weight >= LIKELY else 'a hint'}</em> "


def _list(heading: str, items: Sequence[str]) -> str:
    if not items:
        return ""
    return f"<h4>{heading}</h4><ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _records(found: Account, events: pd.DataFrame) -> None:
    """Buttons that open the log behind each reason."""
    moments = dict(zip(events["id"], events["at"], strict=True))
    behind = [reason for reason in found.reasons if reason.ids and reason.ids[-1] in moments]
    if not behind:
        return
    with st.container(horizontal=True, gap="small"):
        for number, reason in enumerate(behind, start=1):
            last = reason.ids[-1]
            st.button(
                f"Log of reason {number}",
                key=f"reason_{number}",
                icon=":material/receipt_long:",
                type="tertiary",
                help=words.code(reason.sentence),
                on_click=ways.open_log,
                args=({"id": last, "at": moments[last]},),
            )


def _ways_on(found: Account) -> None:
    """Ways on: more time, the passport."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if found.state != "unknown":
            st.button(
                "Passport",
                key="account_passport",
                icon=":material/badge:",
                on_click=ways.passport,
                args=(found.email,),
            )
        if visit.current().filter.since is not None:
            st.button("Look at all time", key="account_all_time", on_click=visit.all_time)


def _events(email: str, events: pd.DataFrame) -> None:
    if events.empty:
        return
    answer_table(
        "What happened, newest first",
        "access_events",
        (
            Shown("at", "When"),
            Shown("what", "What", 190, words=lambda row: event_words(row["what"])),
            Shown("detail", "Detail", 220),
            Shown("arrived", "Arrived", 90),
            ways.user_column("by", "By", 220),
            Shown("app", "App", 160, words=ways.app_of),
            ways.log_column(),
        ),
        key="access_events",
        rows_in_sight=16,
        email=email,
    )
