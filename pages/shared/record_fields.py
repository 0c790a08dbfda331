"""A record's fields as people read them, and the filter that each value becomes when clicked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pandas as pd

from data.columns import KEY_COLUMNS, LOG_COLUMNS, LogColumn
from pages.shared import labels, words
from queries.filters import NO_CATEGORY, escaped, exactly
from queries.zones import zone_info

WINDOW = "window"
"""The part of a filter that a moment becomes: the minutes around it."""

MARGIN = timedelta(minutes=5)
"""How far "around" a moment reaches in either direction."""

_WORDS: Mapping[str, str] = {
    "id": "Log number",
    "created_at": "Date",
    "app_name": "App",
    "app_id": "App number",
    "user_email": "User",
    "studio_user_email": "Acting Studio user",
    "given_user_email": "User as given",
    "user_id": "User number",
    "ip": "IP address",
    "os": "Operating system",
    "os_version": "OS version",
    "page_title": "Screen",
    "page_id": "Screen number",
    "extra": "Further fields",
    "two_factor_kind": "2FA kind",
    "batch_id": "Import batch",
}

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Field:
    """One field: its column, what it is called, its value in words (empty where there is none),
    what it means, and the part of `LogFilter` and the value there that mean exactly it.

    `part` is empty for a field that no filter asks for; for a key column it is "keys", and for the
    moment of the log `WINDOW`, with `wanted` in ISO 8601.
    """

    name: str
    label: str
    value: str
    meaning: str
    part: str = ""
    wanted: str = ""

    def changes(self, keys: Pairs) -> dict[str, Any]:
        """The changes of a filter, which has these `keys` so far, that keep only this value."""
        if self.part == WINDOW:
            at = datetime.fromisoformat(self.wanted)
            return {"since": at - MARGIN, "until": at + MARGIN}
        if self.part == "keys":
            others = [pair for pair in keys if pair[0] != self.name]
            return {"keys": (*others, (self.name, self.wanted))}
        several = self.part in {"categories", "apps", "log_types"}
        return {self.part: (self.wanted,) if several else self.wanted}


_DATA = ("data", "data_keys")


def fields_of(record: Mapping[str, Any], zone: str) -> list[Field]:
    """All fields of a record (a row of the question `record`), but `data` and what is in it."""
    return [_field(column, record, zone) for column in LOG_COLUMNS if column.name not in _DATA]


def _field(column: LogColumn, record: Mapping[str, Any], zone: str) -> Field:
    value, name = record[column.name], column.name
    label = _WORDS.get(name, labels.key_words(name))
    if name == "category":
        value = value or NO_CATEGORY
        return Field(name, label, labels.category_words(value), column.meaning, "categories", value)
    if value is None or pd.isna(value):
        return Field(name, label, "", column.meaning)
    if isinstance(value, datetime):
        around = (WINDOW, value.isoformat()) if name == "created_at" else ()
        shown = f"{exact_clock(value, zone)} ({zone})"
        return Field(name, label, shown, column.meaning, *around)
    return Field(name, label, str(value), column.meaning, *_filter_of(name, str(value)))


def _filter_of(name: str, value: str) -> tuple[str, str]:
    """The part of a filter, and the value there, that mean exactly this value."""
    if name == "log_type":
        return "log_types", escaped(value)
    if name == "app_name":
        return "apps", escaped(value)
    if name == "app_id":
        return "apps", value
    if name == "user_email":
        return "user", exactly(value)
    if name == "studio_user_email":
        return "user", f"{exactly(value)} as"
    if name == "session_id":
        return "session", value
    if name in {"device", "ip"}:
        return name, escaped(value)
    return ("keys", escaped(value)) if name in KEY_COLUMNS else ("", "")


def exact_clock(moment: datetime, zone: str, *, fraction: bool = True) -> str:
    """A moment to the second as the zone's clock shows it, and the `fraction` of a second where
    there is one: 21 Nov 2026 14:05:09.120"""
    local = moment.astimezone(zone_info(zone))
    rest = f".{local.microsecond:06d}".removesuffix("000") if local.microsecond else ""
    return f"{words.day(local)} {local:%H:%M:%S}{rest if fraction else ''}"


@dataclass(frozen=True)
class DataText:
    """A log's `data` to be read: indented where it is valid JSON, else as it came."""

    text: str
    valid: bool


def data_text(data: str) -> DataText:
    """A log's `data` indented. Text that is no JSON stays as it came, and so does JSON in which a
    name comes twice: indenting would lose one of the values."""
    try:
        value = json.loads(data, object_pairs_hook=_each_once)
        return DataText(json.dumps(value, indent=2, ensure_ascii=False), valid=True)
    except _Twice:
        return DataText(data, valid=True)
    except (ValueError, RecursionError):
        return DataText(data, valid=False)


@dataclass(frozen=True)
class DataValue:
    """One value within a log's `data`: the names that lead to it, the value as JSON writes it, and
    the text of `data` that a filter finds logs with the same value by."""

    path: str
    value: str
    text: str


def data_values(data: str) -> list[DataValue]:
    """The values within valid JSON, in its order, each once; of lists and objects their parts."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return []
    found = {}
    for path, name, leaf in _leaves(value, ""):
        shown = json.dumps(leaf, ensure_ascii=False)
        if leaf not in (None, "") and path not in found:
            found[path] = DataValue(path, shown, _as_written(data, name, leaf) or shown)
    return list(found.values())


def _leaves(value: Any, path: str, name: str = "") -> Iterator[tuple[str, str, Any]]:
    """Path, nearest name and value of everything that is neither a list nor an object."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{key}" if path else key, key)
    elif isinstance(value, list):
        for place, inner in enumerate(value, start=1):
            yield from _leaves(inner, f"{path}[{place}]", name)
    else:
        yield path, name, value


def _as_written(data: str, name: str, value: Any) -> str:
    """The name with its value as the data has them, so that another name's value is not found."""
    forms = [json.dumps(value, ensure_ascii=ascii) for ascii in (False, True)]
    key = re.escape(json.dumps(name, ensure_ascii=False))
    found = re.search(rf"{key}\s*:\s*(?:{'|'.join(map(re.escape, forms))})(?=\s*[,}}])", data)
    return found[0] if found else ""


class _Twice(Exception):
    pass


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Twice
    return found
