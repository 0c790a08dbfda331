"""What conditions may ask for: every column, every key inside `data`, and their usual values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from data.columns import LOG_COLUMNS
from data.key_path import path_steps, path_text
from pages.shared import visit, words
from pages.shared.condition_draft import is_field
from pages.shared.reach import reach
from queries.conditions import Condition, key_field
from queries.facets import FACETS
from queries.filters import LogFilter

_KEYS = 2000
_VALUES = 20
_DAYS = timedelta(days=90)

_MEANINGS = {column.name: column.meaning for column in LOG_COLUMNS}


def fields() -> dict[str, str]:
    """The fields to choose from, each as a list shows it: the columns with their meaning, then the
    keys inside `data` that the viewer's logs have, the most frequent first."""
    keys = visit.answer("data_keys", filter=LogFilter(), limit=_KEYS)
    columns = {name: f"{name} · {meaning}" for name, meaning in _MEANINGS.items()}
    found = {
        key_field(path_steps(key)): f"in {words.counted(int(logs), 'log')}"
        for key, logs in zip(keys["key"], keys["logs"], strict=True)
    }
    return columns | {name: f"{name} · {said}" for name, said in found.items()}


def field_named(text: str) -> str:
    """The field that somebody means who typed this into the list of fields and pressed Enter.

    The text itself where it is one; else what the list has of that name, then what it shows first
    for the text; the text itself, too, where the list has nothing like it.
    """
    asked = text.strip()
    if not asked or is_field(asked):
        return asked
    known, folded = fields(), asked.casefold()
    named = [name for name in known if name.casefold() in {folded, f"data.{folded}"}]
    like = [name for name, label in known.items() if folded in label.casefold()]
    return next(iter([*named, *like]), asked)


def meaning(field: str) -> str:
    """What a column holds; an empty text for keys."""
    return _MEANINGS.get(field, "")


def top_values(field: str) -> Callable[[], list[tuple[str, int]]] | None:
    """A way to ask for the values that a field has most, each with its logs.

    They are those of the visit's filter without its conditions, of its last 90 days with logs.
    None where there are none to be asked for: of moments, of long texts, of what is no field.
    """
    if field in FACETS:
        return lambda: _values("facets", column=field)
    steps = Condition(field, "is_not_empty").steps if is_field(field) else ()
    return (lambda: _values("data_key_values", path=path_text(steps))) if steps else None


def _values(question: str, **options: Any) -> list[tuple[str, int]]:
    asked, here = replace(visit.current().filter, where=None), reach()
    if here is not None:
        last = here.last if asked.until is None else min(asked.until, here.last)
        since = last - _DAYS
        if asked.since is None or asked.since < since:
            asked = replace(asked, since=since)
    found = visit.answer(question, filter=asked, limit=_VALUES, **options)
    pairs = zip(found["value"], found["logs"], strict=True)
    return [(value, int(logs)) for value, logs in pairs if isinstance(value, str) and value]
