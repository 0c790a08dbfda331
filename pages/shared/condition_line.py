"""One condition of the builder: its field, its operator, and its values with suggestions."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pages.shared import words
from pages.shared.condition_draft import VALUELESS, Line
from pages.shared.condition_fields import meaning, top_values
from pages.shared.condition_state import opening, pick, remove, show, take, widget_key
from queries.conditions import spoken

_SUGGESTED = frozenset({"is", "is_not", "contains", "starts_with"})


def condition_line(line: Line, name: str, zone: str, known: Mapping[str, str]) -> None:
    """Draw a condition; `name` is its number in the outline, `known` the fields to choose from."""
    field, operator, value, rest = st.columns(
        [3.1, 1.5, 3.1, 1.25], gap="small", vertical_alignment="bottom"
    )
    with field:
        _field(line, name, known)
    with operator:
        st.selectbox(
            f"Operator of condition {name}",
            line.takes,
            format_func=spoken,
            key=show(line.number, "operator", line.operator),
            label_visibility="collapsed",
            on_change=take,
            args=(line.number, "operator", opening()),
        )
    with value:
        _value(line, name, zone)
    aside = rest.container(horizontal=True, gap="xsmall", horizontal_alignment="right", wrap=False)
    with aside:
        _suggestions(line, name)
        remove_button(line.number, f"condition {name}")


def remove_button(number: int, called: str) -> None:
    """Draw the button that takes a part out of the draft; `called` is what it is."""
    st.button(
        f"Remove {called}",
        key=widget_key(number, "remove"),
        icon=":material/close:",
        type="tertiary",
        help=f"Remove {called}",
        on_click=remove,
        args=(number,),
    )


def _field(line: Line, name: str, known: Mapping[str, str]) -> None:
    listed = [*known, *([line.field] if line.field and line.field not in known else [])]
    st.selectbox(
        f"Condition {name}",
        listed,
        index=0 if line.field else None,
        format_func=lambda field: known.get(field, field),
        key=show(line.number, "field", line.field or None),
        placeholder="Choose a column or a key in data",
        help=meaning(line.field) or "A column, or the path of a key inside data: data.user.email",
        accept_new_options=True,
        filter_mode="contains",
        on_change=take,
        args=(line.number, "field", opening()),
    )


def _value(line: Line, name: str, zone: str) -> None:
    if line.operator in VALUELESS:
        return
    if line.operator == "one_of":
        st.multiselect(
            f"Values of condition {name}",
            list(dict.fromkeys([*line.values, *(value for value, _ in _asked(line))])),
            format_func=lambda value: value or "(empty)",
            key=show(line.number, "values", list(line.values)),
            placeholder="Choose, or type and press Enter",
            label_visibility="collapsed",
            accept_new_options=True,
            select_all=False,
            on_change=take,
            args=(line.number, "values", opening()),
        )
        return
    st.text_input(
        f"{zone} time or ISO 8601" if line.timed else f"Value of condition {name}",
        key=show(line.number, "value", next(iter(line.values), "")),
        placeholder="2026-10-31 17:00" if line.timed else "Value",
        label_visibility="visible" if line.timed else "collapsed",
        on_change=take,
        args=(line.number, "value", opening()),
    )


def _asked(line: Line) -> list[tuple[str, int]]:
    ask = top_values(line.field)
    return [] if ask is None else ask()


def _suggestions(line: Line, name: str) -> None:
    """The values that the field has most; they are not looked for before this is opened."""
    if line.operator not in _SUGGESTED or top_values(line.field) is None:
        return
    key = widget_key(line.number, "top")
    popover = st.popover(
        "Values",
        key=key,
        type="tertiary",
        help=f"The most frequent values for condition {name}",
        on_change="rerun",
    )
    if not popover.open:
        return
    with popover, st.container(key=f"where_values_{line.number}", gap=None):
        found = _asked(line)
        if not found:
            st.caption("No values in this time.")
        for place, (value, logs) in enumerate(found):
            st.button(
                f"{words.code(words.shortened(value))} {words.counted(logs, 'log')}",
                key=widget_key(line.number, f"top_{place}"),
                type="tertiary",
                on_click=pick,
                args=(line.number, value, key),
            )
