"""The filters that are on, each with a way to take it off, and what their texts matched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import streamlit as st

from pages.shared import labels, links, visit, words
from queries.clauses import contained
from queries.conditions import Group
from queries.conditions_words import group_words
from queries.filters import LogFilter

SINGLY = 4
"""A part with more values than this is one chip, to keep the row a row."""


@dataclass(frozen=True)
class Chip:
    """One chip: what kind of filter, its value as people read it, the changes that drop it, and
    what more there is to say of the value."""

    kind: str
    value: str
    without: dict[str, Any]
    meaning: str = ""


def chips(asked: LogFilter) -> None:
    """Draw a chip for each filter that is on, and one that takes all off."""
    shown = list(chips_of(asked))
    if not shown:
        return
    with st.container(horizontal=True, gap="xsmall", key="chips", vertical_alignment="center"):
        for index, chip in enumerate(shown):
            st.button(
                f"{chip.kind} {words.code(words.shortened(chip.value))}",
                key=f"chip_{index}",
                icon=":material/close:",
                icon_position="right",
                on_click=visit.narrow,
                kwargs=chip.without,
                help=f"Remove this filter. {chip.meaning or words.code(chip.value)}",
            )
        st.button("Clear all", key="chip_all", type="tertiary", on_click=visit.clear)
        if asked.one_user:
            links.page_link("user", "Passport", icon=":material/badge:", help="Who is this user?")
        if said := matched(asked):
            st.caption(said, width="content")


def chips_of(asked: LogFilter) -> Iterator[Chip]:
    """The chips of a filter, in the order of its parts."""
    for part in asked.narrowed_by:
        value = getattr(asked, part)
        label = labels.PART_WORDS.get(part, "")
        if isinstance(value, str):
            yield Chip(label, value, {part: ""})
        elif part == "keys":
            for pair in value:
                rest = tuple(other for other in value if other != pair)
                yield Chip(labels.key_words(pair[0]), pair[1], {part: rest})
        elif isinstance(value, Group):
            yield Chip(label, group_words(value, asked.zone), {part: None})
        elif len(value) > SINGLY:
            yield Chip(label, f"{len(value)} chosen", {part: ()})
        else:
            for one in value:
                rest = tuple(other for other in value if other != one)
                said, meaning = labels.value_words(part, one), labels.meaning(part, one)
                yield Chip(label, said, {part: rest}, meaning)


def matched(asked: LogFilter) -> str:
    """What the texts of this filter matched, in words; an empty text where it has none."""
    patterns = [value for value in asked.log_types if contained(value) is not None]
    if not (patterns or asked.user or asked.text):
        return ""
    figures = visit.answer("matched_users").iloc[0]
    if not int(figures["logs"]):
        return "Matched nothing."
    found = [words.counted(int(figures["logs"]), "log")]
    if asked.user:
        found.insert(0, words.counted(int(figures["users"]), "user"))
    if patterns:
        found.insert(0, words.counted(len(visit.answer("log_types_seen")), "log type"))
    return f"Matched {', '.join(found)}."
