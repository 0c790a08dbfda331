"""One record, read beside the table: what it says, each value a click away from being a filter."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

import pandas as pd
import streamlit as st

from data import vocabulary
from pages.shared import visit, ways, words
from pages.shared.choice import Choice
from pages.shared.record_fields import (
    WINDOW,
    DataValue,
    Field,
    data_text,
    data_values,
    fields_of,
)
from queries.thread_kinds import KINDS

LONGEST = 100_000
"""Characters of `data` that a browser shows without stopping to think."""

LABEL_WIDTH = 140

MOST_VALUES = 60
"""So many values of one log's data are offered as filters."""


@dataclass(frozen=True)
class Place:
    """Where a record stands: whether it is among the logs shown, and what is beside it."""

    among: bool
    previous: bool
    next: bool


def record_detail(
    id: int,
    record: Mapping[str, Any] | None,
    place: Place,
    *,
    step: Callable[[int], None],
    close: Callable[[], None],
) -> None:
    """Draw a record (a row of the question `record`), or that there is none of that id.

    `step` is called with -1 or 1 and `close` without anything, both in callbacks.
    """
    with st.container(key="record_detail", border=True, gap="xsmall"):
        _controls(id, record, place, step, close)
        if record is None:
            st.markdown("There is no such log here, or you may not see it.")
            return
        if not place.among:
            st.caption("Not among the logs of the table: the filters leave it out.")
        _heading(str(record["log_type"]))
        fields = fields_of(record, visit.current().filter.zone)
        _fields([field for field in fields if field.value])
        _data(record["data"])
        _data_values(record["data"])
        empty = [field.label for field in fields if not field.value]
        with st.expander(f"{words.counted(len(empty), 'empty field')}", type="compact"):
            st.caption(", ".join(empty))


def _controls(
    id: int,
    record: Mapping[str, Any] | None,
    place: Place,
    step: Callable[[int], None],
    close: Callable[[], None],
) -> None:
    with st.container(horizontal=True, gap="small", key="record_controls"):
        st.button(
            "Previous",
            key="record_previous",
            icon=":material/chevron_left:",
            type="tertiary",
            shortcut="K",
            disabled=not place.previous,
            on_click=step,
            args=(-1,),
        )
        st.button(
            "Next",
            key="record_next",
            icon=":material/chevron_right:",
            icon_position="right",
            type="tertiary",
            shortcut="J",
            disabled=not place.next,
            on_click=step,
            args=(1,),
        )
        with st.container(horizontal=True, horizontal_alignment="right", gap="small"):
            if record is not None:
                _copy(id, record)
            st.button(
                "Close",
                key="record_close",
                icon=":material/close:",
                type="tertiary",
                shortcut="Esc",
                on_click=close,
            )


def _copy(id: int, record: Mapping[str, Any]) -> None:
    popover = st.popover(
        "Copy",
        icon=":material/content_copy:",
        type="tertiary",
        key="record_copy",
        on_change="rerun",
    )
    if popover.open:
        with popover:
            st.caption("A link to this record, as it is shown here")
            st.code(link(id), language=None, wrap_lines=True)
            st.caption("Everything that is known of it")
            st.code(record_json(record), language="json", height=280)


def link(id: int) -> str:
    """The address of this page with this record open, for everyone who may come here."""
    here = urlsplit(st.context.url or "")
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    query["record"] = [str(id)]
    return f"{here.scheme}://{here.netloc}{here.path}?{urlencode(query, doseq=True)}"


def record_json(record: Mapping[str, Any]) -> str:
    """A record as indented JSON: its columns that hold something, `data` as text, times in UTC."""
    held = {name: _plain(value) for name, value in record.items()}
    present = {name: value for name, value in held.items() if value is not None}
    return json.dumps(present, indent=2, ensure_ascii=False)


def _plain(value: Any) -> str | int | None:
    if value is None or pd.isna(value):
        return None
    if isinstance(value, datetime):
        return pd.Timestamp(value).tz_convert("UTC").isoformat().replace("+00:00", "Z")
    return value if isinstance(value, str) else int(value)


def _heading(log_type: str) -> None:
    found = vocabulary.log_type(log_type)
    st.html(
        f'<h2 class="record_title">{words.html(found.label)}</h2>'
        f'<p class="record_meaning">{words.html(found.meaning)}</p>'
    )


_PEOPLE = frozenset({"user_email", "studio_user_email", "subject_user"})
_THREADS = {kind.column: kind.label.lower() for kind in KINDS}


def _fields(fields: Sequence[Field]) -> None:
    """What can be filtered by first, each value a button; then the rest, as text."""
    with st.container(key="record_filters", gap=None):
        for field in fields:
            if field.part:
                _filtering(field)
    rest = "".join(_row(field) for field in fields if not field.part)
    st.html(f'<dl class="record_rest">{rest}</dl>')


def _filtering(field: Field) -> None:
    label, meaning = words.html(field.label), words.html(field.meaning)
    within = "within 5 minutes of it" if field.part == WINDOW else "with this value"
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.html(f'<span class="record_label" title="{meaning}">{label}</span>', width=LABEL_WIDTH)
        st.button(
            words.code(words.shortened(field.value)),
            key=f"record_only_{field.name}",
            type="tertiary",
            wrap=True,
            help=f"Show only logs {within}: {words.code(field.value)}",
            on_click=_only,
            args=(field,),
        )
        if field.name in _PEOPLE:
            st.button(
                "Passport",
                key=f"record_passport_{field.name}",
                type="tertiary",
                icon=":material/badge:",
                help=f"The passport of {words.code(field.value)}",
                on_click=ways.passport,
                args=(field.value,),
            )
        if field.name in _THREADS:
            st.button(
                "Thread",
                key=f"record_thread_{field.name}",
                type="tertiary",
                icon=":material/timeline:",
                help=f"Every log of this {_THREADS[field.name]}, in order, and what is missing",
                on_click=ways.thread,
                args=(field.name, field.value),
            )


def _row(field: Field) -> str:
    meaning, label, value = map(words.html, (field.meaning, field.label, field.value))
    return f'<dt title="{meaning}">{label}</dt><dd>{value}</dd>'


def _only(field: Field) -> None:
    held = (visit.chosen() or Choice()).filter
    visit.narrow(**field.changes(held.keys))


def _data(data: str | None) -> None:
    if not data:
        st.caption("This log has no data.")
        return
    shown = data_text(data)
    if not shown.valid:
        st.caption("Its data is not valid JSON; this is the text as it came.")
    if len(shown.text) > LONGEST:
        cut, whole = words.number(LONGEST), words.number(len(shown.text))
        st.caption(f"The first {cut} of {whole} characters. The CSV download has all of them.")
    st.code(shown.text[:LONGEST], language="json" if shown.valid else None, wrap_lines=True)


def _data_values(data: str | None) -> None:
    """The values within the data, each of which becomes a filter when clicked."""
    values = data_values(data or "")
    if not values:
        return
    with st.expander(
        f"Filter by {words.counted(len(values), 'value')} of the data", type="compact"
    ):
        for number, value in enumerate(values[:MOST_VALUES]):
            _data_value(number, value)
        if len(values) > MOST_VALUES:
            st.caption(f"The first {MOST_VALUES} values; any other can be typed as text in data.")


def _data_value(number: int, value: DataValue) -> None:
    path = words.html(words.shortened(value.path, 40))
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.html(f'<span class="record_label">{path}</span>', width=LABEL_WIDTH)
        st.button(
            words.code(words.shortened(value.value)),
            key=f"record_data_{number}",
            type="tertiary",
            wrap=True,
            help=f"Show only logs with this in their data: {words.code(value.text)}",
            on_click=visit.narrow,
            kwargs={"text": value.text},
        )
