"""The filter bar: shows what the visit's choice holds and changes it, part by part.

The choice is the one truth: before each script run the widgets are set to it, and each widget's
callback writes its own part back. So the bar, the URL, a click in a chart and a link all meet in
one place. Texts apply on Enter or on leaving the field.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from pages.shared import labels, visit, words
from pages.shared.chips import chips
from pages.shared.choice import EARLIEST, LATEST, Choice
from pages.shared.conditions import conditions_button
from pages.shared.window import ALL_TIME, CUSTOM, DEFAULT, EXPLANATION, PRESETS
from queries.clauses import contained
from queries.zones import zone_info

OPEN = "bar_open"
USER_HELP = (
    "Part of an address; in double quotes, exactly that address. **A as B** is the Studio user A "
    "acting as B, **as B** anyone acting as B, **A as** A acting as anyone."
)
CONTAINS_HELP = "Part of the dotted name, or a pattern in which * stands for any text: email.*"


def filter_bar(choice: Choice) -> None:
    """Draw the bar for this choice. The visit must have begun."""
    _unfold_button(choice)
    state = "open" if st.session_state.get(OPEN) else "folded"
    with st.container(key=f"filter_bar_{state}", gap="small"):
        _widgets(choice)
        if choice.window == CUSTOM:
            _custom_range(choice)
    refused = "".join(f"<p>{words.html(reason)}</p>" for reason in visit.refusals())
    if refused:
        st.html(f'<div class="notice" role="status">{refused}</div>')
    chips(choice.filter)


def _unfold_button(choice: Choice) -> None:
    """On a phone the bar is folded behind this button, which wide screens do not show."""
    narrowing = len(choice.filter.narrowed_by)
    label = "Filters" + (f" ({narrowing})" if narrowing else "")
    with st.container(key="filter_fold"):
        st.button(
            f"{PRESETS[choice.window]} · {label}",
            key="bar_fold",
            on_click=_flip,
            icon=":material/tune:",
            width="stretch",
        )


def _flip() -> None:
    st.session_state[OPEN] = not st.session_state.get(OPEN)


def _widgets(choice: Choice) -> None:
    asked = choice.filter
    window, category, types, apps, user, text, more, conditions = st.columns(
        [1.5, 1.35, 1.8, 1.5, 1.35, 1.35, 1.0, 1.35], gap="small", vertical_alignment="bottom"
    )
    with window:
        _select("window", "Time", list(PRESETS), PRESETS.__getitem__, choice.window, EXPLANATION)
    with category:
        known = labels.categories(asked.categories)
        _several("categories", "Category", known, labels.category_words, asked.categories)
    with types:
        patterns = [value for value in asked.log_types if contained(value) is None]
        found = labels.log_types(patterns)
        _several("log_types", "Log type", list(found), found.__getitem__, patterns)
    with apps:
        names = labels.apps(asked.apps)
        _several("apps", "App", list(names), names.__getitem__, asked.apps)
    with user:
        _text("user", "User", asked.user, "Any user", USER_HELP)
    with text:
        _text("text", "Text in data", asked.text, "Any data", "Occurs in the log's data.")
    with more:
        _more(choice)
    with conditions:
        conditions_button(choice)


def _more(choice: Choice) -> None:
    """The rarer filters. What is not open is not drawn: a browser holds on to what was typed in a
    closed popover and would send it again after it was cleared elsewhere."""
    popover = st.popover(
        "More", icon=":material/tune:", width="stretch", key="bar_more", on_change="rerun"
    )
    if popover.open:
        with popover, st.container(key="more_filters"):
            _rarer(choice)


def _rarer(choice: Choice) -> None:
    asked = choice.filter
    zones = labels.zones(asked.zone)
    named = labels.zone_words(visit.current().now)
    _select("zone", "Time zone of days and hours", zones, named, asked.zone, None)
    contains = next(filter(None, map(contained, asked.log_types)), "")
    _text("contains", "Log type contains", contains, "Any log type", CONTAINS_HELP)
    _text("session", "Session ID", asked.session, "Any session", None)
    _text("device", "Device", asked.device, "Any device", None)
    _text("ip", "IP address", asked.ip, "Any address", "An address, or a beginning: 10.0.*")


def _custom_range(choice: Choice) -> None:
    asked = choice.filter
    zone = zone_info(asked.zone)
    first, second, rest = st.columns([2.2, 2.2, 6.3], vertical_alignment="center")
    for part, label, column in (("since", "From", first), ("until", "Until", second)):
        moment: datetime | None = getattr(asked, part)
        shown = None if moment is None else moment.astimezone(zone).replace(tzinfo=None)
        with column:
            st.datetime_input(
                f"{label} ({asked.zone})",
                key=_show(part, shown),
                value=None,
                min_value=EARLIEST.replace(tzinfo=None),
                max_value=LATEST.replace(tzinfo=None),
                step=60,
                format="YYYY-MM-DD",
                on_change=_take_moment,
                args=(part,),
            )
    with rest:
        st.caption("From is within the range, until is not; an empty end is open.")


def _show(part: str, value: Any) -> str:
    """Have the widget of that part show this value; returns the widget's key.

    The value is set every time: a browser that had no time to draw the widget of the run before
    would take the first choice, or none, for chosen, and send it. Only an empty text is left alone,
    as setting one takes away what somebody has begun to type.
    """
    key = f"bar_{part}"
    if value != "" or st.session_state.get(key) != value:
        st.session_state[key] = value
    return key


def _select(
    part: str,
    label: str,
    known: Sequence[str],
    named: Callable[[str], str],
    value: str,
    help: str | None,
) -> None:
    take = {"window": _take_window, "zone": _take_zone}[part]
    st.selectbox(
        label,
        known,
        format_func=named,
        key=_show(part, value),
        help=help,
        on_change=take,
    )


def _several(
    part: str,
    label: str,
    known: Sequence[str],
    named: Callable[[str], str],
    values: Sequence[str],
) -> None:
    st.multiselect(
        label,
        known,
        format_func=named,
        key=_show(part, list(values)),
        placeholder="All",
        on_change=_take_values,
        args=(part,),
        filter_mode="contains",
        select_all=False,
    )


def _text(part: str, label: str, value: str, placeholder: str, help: str | None) -> None:
    st.text_input(
        label,
        key=_show(part, value),
        placeholder=placeholder,
        help=help,
        on_change=_take_text,
        args=(part,),
        max_chars=500,
    )


def _take_text(part: str) -> None:
    given = str(st.session_state[f"bar_{part}"] or "").strip()
    if part != "contains":
        visit.narrow(**{part: given})
        return
    held = (visit.chosen() or Choice()).filter.log_types
    others = tuple(value for value in held if contained(value) is None)
    visit.narrow(log_types=(*others, *((labels.containing(given),) if given else ())))


def _take_values(part: str) -> None:
    values = tuple(st.session_state[f"bar_{part}"])
    if part == "log_types":
        held = (visit.chosen() or Choice()).filter.log_types
        values = labels.types_of(values)
        values += tuple(value for value in held if contained(value) is not None)
    visit.narrow(**{part: values})


def _take_zone() -> None:
    """Another zone: a custom range keeps the times on the clock, not the moments."""
    choice = visit.chosen() or Choice()
    old, new = choice.filter.zone, str(st.session_state["bar_zone"])
    moved = {
        part: moment.astimezone(zone_info(old)).replace(tzinfo=zone_info(new))
        for part in ("since", "until")
        if (moment := getattr(choice.filter, part)) is not None
    }
    visit.narrow(zone=new, **moved)


def _take_window() -> None:
    """Another window; a custom range begins as the window that was shown."""
    choice = visit.chosen() or Choice()
    name = str(st.session_state["bar_window"])
    if name != CUSTOM:
        bare = replace(choice.filter, since=None, until=None)
        visit.choose(replace(choice, window=name, filter=bare))
        return
    shown = choice.at(visit.current().now)
    if choice.window == ALL_TIME:
        shown = Choice(DEFAULT, choice.filter).at(visit.current().now)
    visit.choose(replace(choice, window=CUSTOM, filter=shown))


def _take_moment(part: str) -> None:
    given: datetime | None = st.session_state[f"bar_{part}"]
    choice = visit.chosen() or Choice()
    zone = zone_info(choice.filter.zone)
    moment = None if given is None else given.replace(tzinfo=zone).astimezone(UTC)
    visit.narrow(**{part: moment})
