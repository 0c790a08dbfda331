"""The builder of conditions: nested groups over every column and every key inside `data`.

It edits a draft (`condition_draft.py`) in a dialog, which runs by itself, so that the page behind
it is not computed anew with every change. "Apply" makes the draft part of the filter; closing the
dialog keeps it for the next time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from pages.shared import visit, words
from pages.shared.choice import Choice
from pages.shared.condition_draft import LEVELS, Draft, Kept, Nest, Part, Reading, read
from pages.shared.condition_fields import fields
from pages.shared.condition_line import condition_line, remove_button
from pages.shared.condition_state import (
    OPEN,
    close_builder,
    draft,
    forget,
    keep,
    open_builder,
    opening,
    show,
    take,
    widget_key,
)
from queries.conditions import Quantifier
from queries.conditions_words import group_words

STYLE = Path(__file__).with_name("conditions.css")

_APPLYING = "conditions_applying"
_KINDS: Mapping[Quantifier, str] = {
    "all": "All of these hold",
    "any": "Any of these holds",
    "none": "None of these holds",
}


@dataclass(frozen=True)
class _Shown:
    """What one run of the builder shows; `fields` are those to choose from."""

    draft: Draft
    reading: Reading
    fields: Mapping[str, str]


def conditions_button(choice: Choice) -> None:
    """Draw the button that opens the builder, and the builder while it is open."""
    where = choice.filter.where
    held = 0 if where is None else sum(1 for _ in where.conditions())
    st.button(
        f"Conditions ({held})" if held else "Conditions",
        key="bar_conditions",
        icon=":material/account_tree:",
        width="stretch",
        on_click=open_builder,
    )
    if st.session_state.get(OPEN):
        _builder()


@st.dialog("Conditions", width="large", on_dismiss=close_builder)
def _builder() -> None:
    if st.session_state.pop(_APPLYING, False):
        _apply()
    if not st.session_state.get(OPEN):
        st.rerun()
    held = draft()
    shown = _Shown(held, read(held), fields())
    st.html(STYLE)
    with st.container(key="conditions", gap="small"):
        _nest(shown, held.root, "", 1)
        _sentence(shown)
        _actions(held)


def _nest(shown: _Shown, nest: Nest, name: str, level: int) -> None:
    """Draw a group; `name` is its number in the outline, empty for the outermost."""
    with st.container(key=f"where_group_{nest.number}", gap="small"):
        with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
            st.selectbox(
                f"Group {name}" if name else "Logs are shown for which",
                list(_KINDS),
                format_func=_KINDS.__getitem__,
                key=show(nest.number, "kind", nest.kind),
                width=230,
                on_change=take,
                args=(nest.number, "kind", opening()),
            )
            if name:
                remove_button(nest.number, f"group {name}")
        for place, part in enumerate(nest.parts, start=1):
            _part(shown, part, f"{name}.{place}" if name else str(place), level + 1)
        _wrong(shown, nest)
        _adders(nest.number, name, level)


def _part(shown: _Shown, part: Part, name: str, level: int) -> None:
    if isinstance(part, Nest):
        _nest(shown, part, name, level)
    elif isinstance(part, Kept):
        _kept(part, name, shown.draft.zone)
    else:
        with st.container(key=f"where_line_{part.number}", gap="xsmall"):
            condition_line(part, name, shown.draft.zone, shown.fields)
            if not part.unfinished or part.number in shown.draft.tried:
                _wrong(shown, part)


def _kept(part: Kept, name: str, zone: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        said = words.html(group_words(part.group, zone))
        deep = f"<small>Group {name}, nested too deep to be changed here:</small>"
        st.html(f'<p class="kept">{deep} {said}</p>', width="stretch")
        remove_button(part.number, f"group {name}")


def _wrong(shown: _Shown, part: Part) -> None:
    reason = shown.reading.wrong.get(part.number)
    if reason is not None:
        said = words.html(words.shortened(reason, 300))
        st.html(f'<p class="wrong" role="alert">{said}</p>')


def _adders(number: int, name: str, level: int) -> None:
    to = f" to group {name}" if name else ""
    with st.container(horizontal=True, gap="small"):
        for what, add in (("condition", _add_line), ("group", _add_group)):
            if what == "condition" or level < LEVELS:
                st.button(
                    f"Add {what}{to}",
                    key=widget_key(number, f"add_{what}"),
                    icon=":material/add:",
                    type="tertiary",
                    on_click=add,
                    args=(number,),
                )


def _add_line(number: int) -> None:
    keep(draft().with_line(number))


def _add_group(number: int) -> None:
    keep(draft().with_group(number))


def _sentence(shown: _Shown) -> None:
    """What the conditions say, as they are put together."""
    group, wrong = shown.reading.group, len(shown.reading.wrong)
    if group is None:
        said = "No condition yet."
    else:
        said = f"Where {words.html(group_words(group, shown.draft.zone))}."
    if wrong and group is not None:
        left = words.counted(wrong, "part is", "parts are")
        said += f' <span class="fresh">{left} not complete and left out of this.</span>'
    if shown.draft.edited:
        said += ' <span class="fresh">Not applied yet.</span>'
    st.html(f'<p class="sentence" role="status">{said}</p>')


def _actions(held: Draft) -> None:
    with st.container(horizontal=True, gap="small", key="conditions_actions"):
        st.button("Apply", type="primary", key="conditions_apply", on_click=_ask_to_apply)
        st.button("Clear", key="conditions_clear", on_click=_clear)
        if held.edited:
            st.button("Discard changes", key="conditions_discard", type="tertiary", on_click=forget)


def _ask_to_apply() -> None:
    """Not applied at once: what was typed last may reach the draft after this callback."""
    st.session_state[_APPLYING] = True


def _apply() -> None:
    """Make the draft part of the filter, unless something in it is wrong."""
    held = draft()
    reading = read(held)
    if reading.wrong:
        keep(held.attempted())
        return
    visit.narrow(where=reading.group)
    forget()
    close_builder()


def _clear() -> None:
    visit.narrow(where=None)
    forget()
    close_builder()
