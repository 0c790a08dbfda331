"""An answer as a table: columns by what they hold, names to click, all rows to take home as CSV."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import visit, words
from pages.shared.evidence import titled
from queries.filters import LogFilter
from queries.question import Column, find

ROW_HEIGHT = 30
ROWS_IN_SIGHT = 10
NOT_KNOWN = "not known"

Row = dict[Any, Any]


@dataclass(frozen=True)
class Shown:
    """A column of the table: its name in the answer, its label, and its width in pixels.

    `words` makes text of a row, also for a name that the answer does not have; without it the value
    is shown as its kind asks. `open` is what a
    click on the cell does with the row, which makes the cell a button. `share` values, 0 to 1, are
    shown in per cent.
    """

    name: str
    label: str
    width: int | None = None
    words: Callable[[Row], str] | None = None
    open: Callable[[Row], None] | None = None
    share: bool = False


def answer_table(
    title: str,
    name: str,
    columns: Sequence[Shown],
    *,
    key: str,
    help: str | None = None,
    empty: str = "None in this time.",
    rows_in_sight: int = ROWS_IN_SIGHT,
    asked: LogFilter | None = None,
    **options: Any,
) -> pd.DataFrame:
    """Draw the answer to a question under a heading.

    It is about `asked`, by default the visit's filter. `key` is unique on the page, `empty` is said
    where there are no rows. Returns the answer.
    """
    titled(title, help, name, key, asked, **options)
    found = visit.answer(name, filter=asked, **options)
    if found.empty:
        st.caption(empty)
        return found
    rows: list[Row] = found.to_dict("records")
    kinds = {column.name: column for column in find(name).columns}
    with st.container(key=f"table_{key}"):
        st.dataframe(
            pd.DataFrame({column.name: _cells(column, found, rows) for column in columns}),
            hide_index=True,
            lazy=False,
            row_height=ROW_HEIGHT,
            height=ROW_HEIGHT * (min(len(rows), rows_in_sight) + 1) + 2,
            placeholder="",
            column_config={
                column.name: _config(column, kinds.get(column.name), rows, key)
                for column in columns
            },
            alt=f"{title}. {find(name).title}",
        )
    return found


def _cells(column: Shown, found: pd.DataFrame, rows: Sequence[Row]) -> Any:
    if column.words is not None:
        said = [column.words(row) for row in rows]
        return [words.cell(text) for text in said] if column.open is not None else said
    values = found[column.name]
    if column.open is not None:
        return [NOT_KNOWN if pd.isna(value) else _button(value) for value in values]
    return values


def _button(value: Any) -> str:
    return words.number(value) if isinstance(value, int) else words.cell(str(value))


def _config(column: Shown, asked: Column | None, rows: Sequence[Row], key: str) -> Any:
    label, width = column.label, column.width
    if column.open is not None:
        return st.column_config.ButtonColumn(
            label,
            type="tertiary",
            alignment="left",
            width=width,
            key=f"{key}_{column.name}",
            on_click=_clicked,
            args=(f"{key}_{column.name}", rows, column),
        )
    kind = "text" if column.words is not None or asked is None else asked.kind
    meaning = asked.meaning if asked else None
    if kind == "time":
        zone = visit.current().filter.zone
        return st.column_config.DatetimeColumn(
            label, format="D MMM YYYY HH:mm", timezone=zone, width=width or 125, help=meaning
        )
    if kind == "day":
        return st.column_config.DateColumn(label, format="D MMM YYYY", width=width, help=meaning)
    if column.share:
        return st.column_config.NumberColumn(label, format="percent", width=width, help=meaning)
    if kind == "count":
        return st.column_config.NumberColumn(label, format="localized", width=width, help=meaning)
    if kind == "id":
        return st.column_config.NumberColumn(label, format="%d", width=width, help=meaning)
    if kind == "flag":
        return st.column_config.CheckboxColumn(label, width=width, help=meaning)
    return st.column_config.TextColumn(label, width=width, help=meaning)


def _clicked(key: str, rows: Sequence[Row], column: Shown) -> None:
    number = int(st.session_state[key]["row"])
    if number >= len(rows) or column.open is None:
        return
    value: Any = rows[number].get(column.name)
    if pd.isna(value) and column.words is None:
        st.toast(f"{column.label} is not known here: there is nothing to open.")
    else:
        column.open(rows[number])
