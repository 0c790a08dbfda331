"""Facets of the raw log: which values its logs have, each to be kept to or to be left out.

Columns and keys inside `data` are counted when they are opened, not before: a question each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from data.errors import InvalidFilter
from data.key_path import path_steps
from pages.shared import labels, visit, words
from pages.shared.answer_table import NOT_KNOWN, Row, Shown, answer_table
from queries.conditions import Condition, Group, Operator, key_field, narrowed
from queries.filters import LogFilter, escaped, exactly

MOST = 200
"""So many values of a facet are shown; its CSV has all."""

_KEY = "facet_key"


@dataclass(frozen=True)
class _Facet:
    """A column or a key inside `data`, and the part of the filter that keeps to one of its values,
    where the bar has one."""

    column: str
    title: str
    kept: Callable[[str], dict[str, Any]] | None = None
    named: Callable[[Row], str] = lambda row: str(row["label"])

    def words(self, row: Row) -> str:
        """A value as people read it."""
        return NOT_KNOWN if pd.isna(row["value"]) else self.named(row)


FACETS = (
    _Facet(
        "category",
        "Category",
        lambda value: {"categories": (value,)},
        lambda row: labels.category_words(row["value"]),
    ),
    _Facet(
        "log_type",
        "Log type",
        lambda value: {"log_types": (escaped(value),)},
    ),
    # Names alone do not tell apps apart.
    _Facet("app", "App"),
    _Facet("user_email", "User", lambda value: {"user": exactly(value)}),
    _Facet("device", "Device", lambda value: {"device": escaped(value)}),
    _Facet("platform", "Platform"),
    _Facet("ip", "IP address", lambda value: {"ip": escaped(value)}),
)


def _numbered(app: Any) -> bool:
    return isinstance(app, str) and app.isdecimal()


def facets(shown: LogFilter) -> None:
    """Draw the facets of the logs that a filter matches."""
    st.caption("Click a value to keep to its logs, Exclude to leave them out.")
    for facet in FACETS:
        with st.expander(
            facet.title,
            expanded=facet.column in {"category", "log_type"},
            key=f"facet_open_{facet.column}",
            on_change="rerun",
        ) as opened:
            if opened.open:
                _values(facet, "facets", "label", shown, column=facet.column)
    with st.expander("Keys inside data", key="facet_open_data", on_change="rerun") as opened:
        if opened.open:
            _keys(shown)


def _keys(shown: LogFilter) -> None:
    found = visit.answer("data_keys", filter=shown)
    if found.empty:
        st.caption("None of these logs has a key inside data that can be read.")
        return
    counts = dict(zip(found["key"], found["logs"], strict=True))
    if st.session_state.get(_KEY) not in counts:
        st.session_state[_KEY] = None
    key = st.selectbox(
        f"{words.counted(len(counts), 'key')}, found in these logs",
        list(counts),
        format_func=lambda key: f"{key} · {words.counted(int(counts[key]), 'log')}",
        placeholder="Choose a key",
        key=_KEY,
    )
    if key is None:
        return
    title = words.code(words.shortened(key, 40))
    facet = _Facet(key_field(path_steps(key)), title, named=lambda row: str(row["value"]))
    _values(facet, "data_key_values", "value", shown, path=key)


def _values(facet: _Facet, question: str, name: str, shown: LogFilter, **options: Any) -> None:
    found = answer_table(
        facet.title,
        question,
        (
            Shown(name, "Value", 190, facet.words, lambda row: _keep(facet, row["value"])),
            Shown("logs", "Logs", 65),
            Shown("exclude", "", 70, _exclude_words, lambda row: _exclude(facet, row["value"])),
        ),
        key=f"facet_{options.get('column', 'data')}",
        empty="No values.",
        asked=shown,
        limit=MOST,
        **options,
    )
    if len(found) == MOST:
        st.caption(f"The {MOST} that most logs have.")


def _exclude_words(_row: Row) -> str:
    return "Exclude"


def _keep(facet: _Facet, value: Any) -> None:
    if facet.kept is not None and not pd.isna(value):
        visit.narrow(**facet.kept(value))
    else:
        _also(Group("all", _conditions(facet, value)))


def _exclude(facet: _Facet, value: Any) -> None:
    opposites = [
        Condition(condition.field, _OPPOSITES[condition.operator], condition.values)
        for condition in _conditions(facet, value)
    ]
    _also(Group("any" if len(opposites) > 1 else "all", tuple(opposites)))


def _conditions(facet: _Facet, value: Any) -> tuple[Condition, ...]:
    """What holds of the logs that were counted for this value, and of no others."""
    if facet.column != "app":
        return (_is(facet.column, value),)
    if _numbered(value):
        return (_is("app_id", value),)
    return (_is("app_id", None), _is("app_name", value))


def _is(field: str, value: Any) -> Condition:
    return Condition(field, "is_empty") if pd.isna(value) else Condition(field, "is", (value,))


_OPPOSITES: Mapping[Operator, Operator] = {"is": "is_not", "is_empty": "is_not_empty"}


def _also(asked: Group) -> None:
    """Have the filter ask for this, too."""
    try:
        where = narrowed(visit.current().filter.where, asked)
    except InvalidFilter as error:
        visit.refuse(str(error))
    else:
        visit.narrow(where=where)
