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
from queries.filters import LogFilter
from queries.getting_in_account import LIKELY, Account, Fact, account
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
    asked = visit.current().filter
    bare = LogFilter(asked.since, asked.until, asked.zone)
    events = visit.answer("access_events", filter=bare, email=email)
    found = _account(email, events, bare)
    with st.container(key="account", border=True, gap="small"):
        st.html(_account_html(found))
        _records(found, events)
    _ways_on(found)
    _events(email, events, bare)


def _asked() -> str:
    one = visit.current().filter.one_user
    given = st.text_input(
        "Email address",
        key=_EMAIL,
        bind="query-params",
        placeholder=one or "ann@example.com",
        width=420,
        help="The address is looked for exactly, in the time above and in everything you may see, "
        "whatever other filters there are.",
    )
    return (given or one or "").strip().replace('"', "").lower()


def _account(email: str, events: pd.DataFrame, asked: LogFilter) -> Account:
    here, known = reach(), None
    if events.empty:
        known = visit.answer("addresses_like", filter=asked, email=email)
    zone = zone_info(asked.zone)
    since, until = asked.since, asked.until
    if here is not None:
        # Beyond the first and the last log nothing was read, whatever the window.
        since = here.first if since is None else max(since, here.first)
        until = here.last if until is None else min(until, here.last)
    return account(
        events,
        email=email,
        since=since and since.astimezone(zone),
        until=until and until.astimezone(zone),
        all_apps=visit.current().viewer.apps is None,
        alike=[] if known is None else list(known["user"]),
    )


def _account_html(found: Account) -> str:
    """The account as it is read: the verdict, the reasons, the facts, and what is not known."""
    likely = [_likelihood(reason) + words.html(reason.sentence) for reason in found.reasons]
    return (
        f"<h3>{words.html(_state_words(found))}</h3>"
        f"<p>{words.html(found.verdict)}</p>"
        + _list("What could explain it, the likeliest first", likely, "ol")
        + _list("What the logs say", [words.html(fact.sentence) for fact in found.facts], "ol")
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


def _list(heading: str, items: Sequence[str], kind: str = "ul") -> str:
    if not items:
        return ""
    return f"<h4>{heading}</h4><{kind}>{''.join(f'<li>{item}</li>' for item in items)}</{kind}>"


def _records(found: Account, events: pd.DataFrame) -> None:
    """Buttons that open the log behind each reason and each fact."""
    moments = dict(zip(events["id"], events["at"], strict=True))
    said: list[tuple[str, int, Reason | Fact]] = [
        *(("reason", n, reason) for n, reason in enumerate(found.reasons, start=1)),
        *(("fact", n, fact) for n, fact in enumerate(found.facts, start=1)),
    ]
    behind = [(kind, n, item) for kind, n, item in said if item.ids and item.ids[-1] in moments]
    if not behind:
        return
    with st.container(horizontal=True, gap="small"):
        for kind, number, item in behind:
            st.button(
                f"Log of {kind} {number}",
                key=f"{kind}_{number}",
                icon=":material/receipt_long:",
                type="tertiary",
                help=words.code(item.sentence),
                on_click=ways.open_log,
                args=({"id": item.ids[-1], "at": moments[item.ids[-1]]},),
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


def _events(email: str, events: pd.DataFrame, asked: LogFilter) -> None:
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
        asked=asked,
        email=email,
    )
