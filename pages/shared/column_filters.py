"""A filter over each column of the log table: the same parts of the filter that the bar holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from pages.shared import labels, visit
from pages.shared.choice import Choice
from pages.shared.window import CUSTOM, PRESETS
from queries.clauses import contained
from queries.filters import LogFilter, pattern_of

_LISTS = {"log_types", "apps"}
_HELP = {
    "log_types": "Part of the dotted name; * stands for any text",
    "apps": "Part of the app's name; * stands for any text",
    "user": "Part of an address; A as B, as B, A as",
    "session": "Part of the number",
    "text": "Part of the data",
}


def column_filter(part: str, width: Any) -> None:
    """Draw the filter of the column that shows this part of the filter, as wide as the column."""
    choice = visit.chosen() or Choice()
    if part == "window":
        _windows(choice, width)
    elif part == "categories":
        _categories(choice.filter.categories, width)
    else:
        _text(part, choice.filter, width)


def _windows(choice: Choice, width: Any) -> None:
    names = [name for name in PRESETS if name != CUSTOM or choice.window == CUSTOM]
    st.selectbox(
        "Time of the logs shown",
        names,
        format_func=PRESETS.__getitem__,
        key=_show("window", choice.window),
        label_visibility="collapsed",
        width=width,
        on_change=_take_window,
    )


def _categories(held: tuple[str, ...], width: Any) -> None:
    known = [(), *([held] if len(held) > 1 else []), *((one,) for one in labels.categories(held))]
    st.selectbox(
        "Category of the logs shown",
        known,
        format_func=_category_words,
        key=_show("categories", held),
        label_visibility="collapsed",
        width=width,
        on_change=_take_category,
    )


def _category_words(values: tuple[str, ...]) -> str:
    return " or ".join(map(labels.category_words, values)) or "All"


def _text(part: str, asked: LogFilter, width: Any) -> None:
    shown, placeholder = typed(part, getattr(asked, part))
    st.text_input(
        f"{labels.PART_WORDS[part]}: {_HELP[part]}",
        key=_show(part, shown),
        placeholder=placeholder,
        label_visibility="collapsed",
        width=width,
        max_chars=500,
        on_change=_take_text,
        args=(part,),
    )


def typed(part: str, held: str | Sequence[str]) -> tuple[str, str]:
    """What the field of a part shows, and what stands in it in grey where that is nothing.

    Values that were chosen elsewhere, not typed, are the grey text.
    """
    if part in {"user", "text"}:
        return str(held), "Contains …"
    values = [held] if isinstance(held, str) else list(held)
    values = [value for value in values if value]
    if len(values) != 1:
        return "", f"{len(values)} chosen" if values else "Contains …"
    inner = contained(values[0])
    if inner is not None:
        return labels.plain(inner), ""
    if part == "session" or pattern_of(values[0]) is not None:
        return values[0], ""
    return "", labels.value_words(part, values[0])


def taken(part: str, text: str) -> dict[str, Any]:
    """The change of the filter for a text typed over a column: "contains", as in Fliplet."""
    text = text.strip()
    if part in {"user", "text"}:
        return {part: text}
    value = labels.containing(text) if text else ""
    return {part: (value,) if value else ()} if part in _LISTS else {part: value}


def _take_text(part: str) -> None:
    visit.narrow(**taken(part, str(st.session_state[_key(part)] or "")))


def _take_category() -> None:
    visit.narrow(categories=st.session_state[_key("categories")])


def _take_window() -> None:
    choice, name = visit.chosen() or Choice(), str(st.session_state[_key("window")])
    if name != CUSTOM:
        bare = replace(choice.filter, since=None, until=None)
        visit.choose(replace(choice, window=name, filter=bare))


def _key(part: str) -> str:
    return f"column_{part}"


def _show(part: str, value: Any) -> str:
    """Have the widget of that part show this value; returns the widget's key.

    The value is set every time: a browser that had no time to draw the widget of the run before
    would take the first choice, or none, for chosen, and send it. Only an empty text is left alone,
    as setting one takes away what somebody has begun to type.
    """
    key = _key(part)
    if value != "" or st.session_state.get(key) != value:
        st.session_state[key] = value
    return key
