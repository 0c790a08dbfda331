"""What values are called, and which values there are to choose from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

import pandas as pd

from data import vocabulary
from pages.shared import visit, words
from queries.clauses import contained
from queries.filters import NO_CATEGORY, LogFilter, escaped, pattern_of

CATEGORY_WORDS: Mapping[str | None, str] = {
    value: vocabulary.category_label(value) for value in (*vocabulary.CATEGORIES, None)
}
"""Categories in the order they are shown, each in words."""

SECTION = "section "
"""Begins the values that stand for all log types of a section; no log type holds a space."""

PART_WORDS: Mapping[str, str] = {
    "categories": "Category",
    "log_types": "Log type",
    "apps": "App",
    "user": "User",
    "session": "Session",
    "device": "Device",
    "ip": "IP address",
    "text": "Data contains",
    "where": "Where",
}
"""What each part of a filter is called."""


def category_words(value: str) -> str:
    """A category's filter value in words."""
    return vocabulary.category_label(None if value == NO_CATEGORY else value)


def type_words(log_type: str) -> str:
    """A log type in words with its dotted name: Login failed · user.login.failed."""
    return f"{vocabulary.log_type(log_type).label} · {log_type}"


def app_words(app_id: Any, name: Any) -> str:
    """An app in words: its name, else its number."""
    if isinstance(name, str) and name.strip():
        return name
    return "" if pd.isna(app_id) else f"App {int(app_id)}"


def screen_words(number: Any, title: Any) -> str:
    """A screen in words: its title, else its number; an empty text where neither is known."""
    if isinstance(title, str) and title.strip():
        return title
    return "" if pd.isna(number) else f"Screen {int(number)}"


def key_words(column: str) -> str:
    """A key column in words: Message id."""
    return column.replace("_", " ").capitalize().replace(" id", " ID")


def value_words(part: str, value: str) -> str:
    """One value of a part of a filter as its chip shows it."""
    if part == "categories":
        return category_words(value)
    if part == "apps":
        return apps(()).get(value) or plain(value)
    if part == "log_types" and pattern_of(value) is None:
        return type_words(plain(value))
    return plain(value)


def meaning(part: str, value: str) -> str:
    """What the dictionary says a log type means; an empty text for all other values."""
    if part != "log_types" or pattern_of(value) is not None:
        return ""
    return vocabulary.log_type(plain(value)).meaning


def plain(value: str) -> str:
    """A filter value as people read it: "contains …", a pattern as it is, else without escapes."""
    inner = contained(value)
    if inner is not None:
        return f"contains {plain(inner)}"
    return value if pattern_of(value) is not None else value.replace("\\*", "*")


def containing(text: str) -> str:
    """The log type filter for a text typed by somebody: a pattern as it is, else "contains"."""
    return text if pattern_of(text) is not None else f"*{text}*"


def categories(chosen: Sequence[str]) -> list[str]:
    """Categories to choose from, as filter values."""
    known = [NO_CATEGORY if value is None else value for value in CATEGORY_WORDS]
    return known + [value for value in chosen if value not in known]


def log_types(chosen: Sequence[str]) -> dict[str, str]:
    """Log types to choose from, as filter values with their words, section by section.

    Each section comes first itself, as `SECTION` and its name: it stands for all its types. Types
    that no log has are left out, those chosen aside.
    """
    seen = visit.answer("log_types_seen", filter=LogFilter())
    counts = dict(zip(seen["log_type"], seen["logs"], strict=True))
    found: dict[str, str] = {}
    for section, names in _by_section(counts).items():
        types = "its one type" if len(names) == 1 else f"all {len(names)} types"
        found[SECTION + section] = f"{section.upper()} ({types})"
        for name in names:
            found[escaped(name)] = f"{type_words(name)} ({words.number(counts[name])})"
    return found | {v: value_words("log_types", v) for v in chosen if v not in found}


def types_of(values: Sequence[str]) -> tuple[str, ...]:
    """The log types that values chosen from `log_types` stand for, as filter values."""
    seen = visit.answer("log_types_seen", filter=LogFilter())["log_type"]
    sections = _by_section(dict.fromkeys(seen, 0))
    types: list[str] = []
    for value in values:
        names = sections.get(value.removeprefix(SECTION)) if value.startswith(SECTION) else None
        types += [value] if names is None else [escaped(name) for name in names]
    return tuple(dict.fromkeys(types))


def _by_section(names: Mapping[str, int]) -> dict[str, list[str]]:
    """Log types by section, in the dictionary's order of sections and by their words within."""
    grouped: dict[str, list[str]] = {section: [] for section in vocabulary.sections()}
    for name in sorted(names, key=lambda name: vocabulary.log_type(name).label.casefold()):
        grouped[vocabulary.log_type(name).section].append(name)
    return {section: found for section, found in grouped.items() if found}


def apps(chosen: Sequence[str]) -> dict[str, str]:
    """Apps to choose from, as filter values with their words, the busiest first.

    Of several apps with one name each carries its number.
    """
    seen = visit.answer("apps_seen", filter=LogFilter())
    names = [app_words(i, n) for i, n in zip(seen["app_id"], seen["app"], strict=True)]
    found: dict[str, str] = {}
    for app_id, name in zip(seen["app_id"], names, strict=True):
        if name and pd.isna(app_id):
            found[escaped(name)] = name
        elif name:
            twice = names.count(name) > 1
            found[str(int(app_id))] = f"{name} ({int(app_id)})" if twice else name
    return found | {value: plain(value) for value in chosen if value not in found}


def zones(chosen: str) -> list[str]:
    """Time zones to choose from: the chosen one first, then UTC and every other by name."""
    return list(dict.fromkeys((chosen, "UTC", *_zone_names())))


@lru_cache(maxsize=1)
def _zone_names() -> tuple[str, ...]:
    """Places; the other names of the time zone database are short forms and relics."""
    relics = ("Etc/", "SystemV/", "US/", "Canada/", "Mexico/", "Brazil/", "Chile/")
    names = (n for n in available_timezones() if "/" in n and not n.startswith(relics))
    return tuple(sorted(names))


def zone_words(now: datetime) -> Callable[[str], str]:
    """How zones are shown in a list: with their distance from UTC at `now`."""
    return lambda zone: words.zone_words(zone, now)
