"""The menu that says what a page's charts and figures are compared with."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import streamlit as st

from data.errors import InvalidFilter
from pages.shared import labels, visit, words
from pages.shared.choice import EARLIEST, LATEST, Choice
from pages.shared.comparison import DATES, FILTER, PARTS, WORDS, Comparison
from pages.shared.heading import named_sentence
from pages.shared.window import local_midnight
from queries.filters import LogFilter
from queries.zones import zone_info

_NOTHING = "nothing"
_KIND, _REFUSED = "compare_kind", "compare_refused"


def compare_menu() -> None:
    """Draw the menu, in words of what the page is compared with."""
    held = (visit.chosen() or Choice()).compare
    label = "Compare" if held is None else f"Compared: {WORDS[held.kind].lower()}"
    with st.popover(label, key="compare_menu", type="tertiary", on_change="rerun") as menu:
        if menu.open:
            _kinds(held)


def _kinds(held: Comparison | None) -> None:
    if _KIND not in st.session_state:
        st.session_state[_KIND] = _NOTHING if held is None else held.kind
    options = {_NOTHING: "Nothing", **WORDS}
    kind = st.radio(
        "Compare charts and figures with",
        list(options),
        format_func=options.__getitem__,
        key=_KIND,
        on_change=_take,
    )
    if reason := st.session_state.pop(_REFUSED, None):
        st.html(f'<div class="notice" role="alert"><p>{words.html(reason)}</p></div>')
    if kind == DATES:
        _dates(held)
    elif kind == FILTER:
        _filter(held)
    elif held is not None:
        other = visit.current().other
        st.caption(
            words.code(named_sentence(other))
            if other is not None
            else "The window is open: there is no other like it. Choose one that begins and ends."
        )


def _take() -> None:
    kind = st.session_state[_KIND]
    if kind == _NOTHING:
        visit.compare(None)
    elif kind not in {DATES, FILTER}:
        visit.compare(Comparison(kind))


def _dates(held: Comparison | None) -> None:
    zone, asked = visit.current().filter.zone, visit.current().filter
    given: Any = ()
    if held is not None and held.since is not None and held.until is not None:
        last = LogFilter(since=held.until, zone=zone)
        given = (_day(held.since, zone), _day(last.since, zone) - timedelta(days=1))
    elif (before := asked.previous()) is not None and before.since and before.until:
        given = (_day(before.since, zone), _day(before.until, zone) - timedelta(days=1))
    with st.form("compare_dates", border=False):
        st.date_input(
            f"First and last day ({zone})",
            given,
            min_value=EARLIEST.date(),
            max_value=LATEST.date() - timedelta(days=2),
            key="compare_days",
            format="YYYY-MM-DD",
        )
        st.form_submit_button("Compare", on_click=_take_dates)


def _day(at: Any, zone: str) -> date:
    found: date = at.astimezone(zone_info(zone)).date()
    return found


def _take_dates() -> None:
    days, zone = st.session_state["compare_days"], visit.current().filter.zone
    if len(days) != 2:
        st.session_state[_REFUSED] = "Choose the first and the last day."
        return
    since, until = local_midnight(days[0], zone), local_midnight(days[1] + timedelta(days=1), zone)
    visit.compare(Comparison(DATES, since, until))


def _filter(held: Comparison | None) -> None:
    other = visit.current().other if held is not None and held.kind == FILTER else None
    shown = other or visit.current().filter
    apps, categories = labels.apps(shown.apps), labels.categories(shown.categories)
    with st.form("compare_filter", border=False):
        st.caption("The same logs, but with:")
        st.multiselect(
            "App", list(apps), list(shown.apps), format_func=apps.__getitem__, key="compare_apps"
        )
        st.multiselect(
            "Category",
            categories,
            list(shown.categories),
            format_func=labels.category_words,
            key="compare_categories",
        )
        st.text_input("User", shown.user, key="compare_user")
        st.text_input("Device", shown.device, key="compare_device")
        st.text_input("IP address", shown.ip, key="compare_ip")
        st.form_submit_button("Compare", on_click=_take_filter)


def _take_filter() -> None:
    held, asked = st.session_state, visit.current().filter
    try:
        other = LogFilter(
            apps=tuple(held["compare_apps"]),
            categories=tuple(held["compare_categories"]),
            user=held["compare_user"].strip(),
            device=held["compare_device"].strip(),
            ip=held["compare_ip"].strip(),
        )
        query = other.to_query()
        parts = {name: tuple(query[name]) for name in sorted(PARTS) if name in query}
        same = {name: v for name, v in asked.to_query().items() if name in parts}
        if {name: tuple(v) for name, v in same.items()} == parts:
            held[_REFUSED] = "Choose at least one part that is another."
            return
        visit.compare(Comparison(FILTER, parts=tuple(parts.items())))
    except InvalidFilter as error:
        held[_REFUSED] = f"{error}."
