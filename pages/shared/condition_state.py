"""The draft of conditions that this browser tab works on, and how fields on the page change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from pages.shared import visit
from pages.shared.choice import Choice
from pages.shared.condition_draft import Draft, Line, draft_of
from pages.shared.condition_fields import field_named
from queries.conditions import Operator

OPEN = "conditions_open"

_DRAFT = "conditions_draft"
_OPENING = "conditions_opening"
_SHOWN = "conditions_shown"


def draft() -> Draft:
    """The draft of the conditions that the filter holds now.

    It is kept, applied or not, until the filter's conditions or zone are others.
    """
    asked = (visit.chosen() or Choice()).filter
    held: Draft | None = st.session_state.get(_DRAFT)
    if held is None or (held.begun, held.zone) != (asked.where, asked.zone):
        held = draft_of(asked.where, asked.zone)
        keep(held)
    return held


def keep(changed: Draft) -> None:
    """Make this the draft."""
    st.session_state[_DRAFT] = changed


def forget() -> None:
    """Begin again with what the filter holds; for callbacks of widgets."""
    st.session_state.pop(_DRAFT, None)


def show(number: int, what: str, value: Any) -> str:
    """Have the widget for that field of a part show this value; returns the widget's key.

    The value is set where it is another, as setting it takes away what somebody has begun to type,
    and whenever the widget is new to this opening: the browser may then have sent one it no longer
    shows.
    """
    key = widget_key(number, what)
    shown: set[str] = st.session_state.setdefault(_SHOWN, set())
    if key not in shown or st.session_state.get(key) != value:
        st.session_state[key] = value
        shown.add(key)
    return key


def widget_key(number: int, what: str) -> str:
    """The key of the widget for that field of a part."""
    return f"where_{number}_{what}"


def open_builder() -> None:
    """Have the builder be open; for callbacks of widgets."""
    st.session_state[OPEN] = True


def close_builder() -> None:
    """Have the builder be closed; for callbacks of widgets."""
    st.session_state[OPEN] = False
    st.session_state[_OPENING] = opening() + 1
    st.session_state.pop(_SHOWN, None)


def opening() -> int:
    """Tells apart the times that the builder was open."""
    number: int = st.session_state.get(_OPENING, 0)
    return number


def take(number: int, what: str, opened: int) -> None:
    """Change that field of a part to what its widget holds; for callbacks of widgets.

    `opened` is the `opening` in which the widget was drawn. Of one before nothing is taken: a
    browser sends the fields of a closed dialog once more when it is opened again.
    """
    shown = draft()
    part, given = shown.part(number), st.session_state[widget_key(number, what)]
    if part is not None and opened == opening():
        keep(shown.changed(number, **_TAKEN[what](given, part)))
        if isinstance(part, Line) and part.values and what in {"field", "operator"}:
            # The values may get another widget.
            renewed = {widget_key(number, name) for name in ("value", "values")}
            st.session_state[_SHOWN] = st.session_state.get(_SHOWN, set()) - renewed


def pick(number: int, value: str, popover: str) -> None:
    """Give a condition this value and close the popover it was picked in; for callbacks."""
    keep(draft().changed(number, values=(value,)))
    st.session_state[popover] = False


def remove(number: int) -> None:
    """Take a part out of the draft; for callbacks of widgets."""
    keep(draft().without(number))


def _field(given: str | None, line: Line) -> dict[str, Any]:
    changed = replace(line, field=field_named(given or ""))
    operator = line.operator if line.operator in changed.takes else changed.takes[0]
    return {"field": changed.field, "operator": operator}


def _operator(given: Operator, line: Line) -> dict[str, Any]:
    """None of another field: a browser may not have heard yet that the field was changed."""
    return {"operator": given} if given in line.takes else {}


_TAKEN: Mapping[str, Callable[[Any, Any], dict[str, Any]]] = {
    "kind": lambda given, _nest: {"kind": given},
    "field": _field,
    "operator": _operator,
    "value": lambda given, _line: {"values": (given,) if given else ()},
    "values": lambda given, _line: {"values": tuple(given)},
}
