"""Log types, sections and categories: the words for what Fliplet writes.

The text is `docs/log-types.md`, which is the page of documentation and this module's source in
one. Facts in it come from Fliplet's public documentation (the page names it) and from real records.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from data.errors import AuditLogError

DICTIONARY = Path(__file__).parent.parent / "docs" / "log-types.md"

CATEGORIES: Mapping[str, str] = MappingProxyType(
    {"app": "Apps/Integrations", "appAction": "App Actions", "studio": "Fliplet Studio/Viewer"}
)
"""Values of `user.type` and what Fliplet's own audit log screen calls them."""

OTHER = "Other"
"""Section of unknown log types that resemble no known one, or those of several sections."""

_NO_CATEGORY = "No category"
_HEADER = (
    "log type",
    "in words",
    "what it means",
    "keys in data",
    "origin",
    "left out by the API by default",
)
_NOT_DOCUMENTED = "not documented"
_ANSWERS = {"yes": True, "no": False}
_CODE = re.compile(r"`([^`]+)`")
_WORD_BREAK = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[\s_.-]+")
_SPELLINGS = {word.lower(): word for word in ("2FA", "AI", "API", "ID", "IP", "SMS", "SSO", "URL")}


class DictionaryMalformed(AuditLogError):
    """The page of log types is not what this module reads; names the line (from 1)."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"{DICTIONARY.name}, line {line}: {reason}")
        self.line = line


@dataclass(frozen=True)
class LogType:
    """One log type in words.

    `label` is short, for tables and legends; `meaning` one plain sentence. `keys` are JSON paths
    into `data` without the leading `$.`, empty where Fliplet documents none. `origins` are the
    categories (keys of `CATEGORIES`) Fliplet documents the type under; a log may carry another.
    `left_out_by_api` is True where Fliplet's API returns the type only to who names it. A type that
    is not in the dictionary has `known` False and words made from its name.
    """

    name: str
    label: str
    meaning: str
    keys: tuple[str, ...]
    section: str
    origins: tuple[str, ...]
    left_out_by_api: bool
    known: bool


def category_label(value: str | None) -> str:
    """A category in words; one this module does not know is shown as it is."""
    return CATEGORIES.get(value, value) if value else _NO_CATEGORY


def category_value(text: str) -> str | None:
    """The category that a value or a label names, in any case; None where it names none."""
    wanted = text.strip().casefold()
    for value, label in CATEGORIES.items():
        if wanted in {value.casefold(), label.casefold()}:
            return value
    return None


@cache
def log_types() -> tuple[LogType, ...]:
    """All known log types in the order of the page.

    Raises DictionaryMalformed, and OSError where the page is missing.
    """
    return parse_dictionary(DICTIONARY.read_text(encoding="utf-8"))


@cache
def sections() -> tuple[str, ...]:
    """All sections in the order of the page (who, then apps, then what they send); `OTHER` last."""
    return (*dict.fromkeys(known.section for known in log_types()), OTHER)


def log_type(name: str) -> LogType:
    """The words for a log type, known or not.

    An unknown type belongs to the section of the known types it shares the most leading words with,
    or to `OTHER` where those are of several sections or there are none.
    """
    return _by_name().get(name) or _unknown(name)


def parse_dictionary(text: str) -> tuple[LogType, ...]:
    """The log types of a page like `docs/log-types.md`, in its order.

    Every line with a `|` is a line of a table; the level-2 heading above it is the section. Raises
    DictionaryMalformed for a table line of another form, a name or label that is there twice, and
    a page without log types.
    """
    section = ""
    found: list[LogType] = []
    taken: set[str] = set()
    for line, content in enumerate(text.splitlines(), start=1):
        if content.startswith("## "):
            section = content.removeprefix("## ").strip()
        if "|" not in content:
            continue
        cells = _cells(content)
        if cells == _HEADER or all(re.fullmatch(r":?-+:?", cell) for cell in cells):
            continue
        entry = _entry(cells, section, line)
        for word in (entry.name, entry.label):
            if word in taken:
                raise DictionaryMalformed(line, f"{word!r} is there twice")
            taken.add(word)
        found.append(entry)
    if not found:
        raise DictionaryMalformed(1, "there are no log types on the page")
    return tuple(found)


def _cells(content: str) -> tuple[str, ...]:
    inner = content.strip().removeprefix("|").removesuffix("|")
    return tuple(cell.strip() for cell in inner.split("|"))


def _entry(cells: tuple[str, ...], section: str, line: int) -> LogType:
    if not section:
        raise DictionaryMalformed(line, "a log type above the first section")
    if len(cells) != len(_HEADER):
        raise DictionaryMalformed(line, f"{len(cells)} cells where there are {len(_HEADER)}")
    for title, cell in zip(_HEADER, cells, strict=True):
        if not cell:
            raise DictionaryMalformed(line, f"nothing under {title!r}")
    name, label, meaning, keys, origins, left_out = cells
    names = _codes(name, line)
    if len(names) != 1:
        raise DictionaryMalformed(line, f"one log type in backticks expected: {name}")
    categories = _codes(origins, line)
    for category in categories:
        if category not in CATEGORIES:
            raise DictionaryMalformed(line, f"{category!r} is no category")
    if left_out not in _ANSWERS:
        raise DictionaryMalformed(line, f"yes or no expected under {_HEADER[-1]!r}: {left_out}")
    return LogType(
        name=names[0],
        label=label,
        meaning=meaning,
        keys=_codes(keys, line),
        section=section,
        origins=categories,
        left_out_by_api=_ANSWERS[left_out],
        known=True,
    )


def _codes(cell: str, line: int) -> tuple[str, ...]:
    """What stands in backticks in a cell that holds nothing else, comma separated."""
    if cell == _NOT_DOCUMENTED:
        return ()
    found = tuple(_CODE.findall(cell))
    if ", ".join(f"`{code}`" for code in found) != cell:
        raise DictionaryMalformed(line, f"`a`, `b` or {_NOT_DOCUMENTED!r} expected: {cell}")
    return found


@cache
def _by_name() -> Mapping[str, LogType]:
    return {known.name: known for known in log_types()}


@lru_cache(maxsize=4096)
def _unknown(name: str) -> LogType:
    return LogType(
        name=name,
        label=_label_of(name),
        meaning=f"Not in the dictionary yet: logs of the type {name} are kept, counted and shown "
        "like any other.",
        keys=(),
        section=_section_of(name),
        origins=(),
        left_out_by_api=False,
        known=False,
    )


def _label_of(name: str) -> str:
    first, _, rest = name.partition(".")
    parts = [" ".join(_words(part)) for part in (first, rest)]
    label = ": ".join(part for part in parts if part)
    return label[:1].upper() + label[1:] or "No log type"


def _words(text: str) -> list[str]:
    """The words of a name in camel case, dots or dashes, in lower case but for abbreviations."""
    words = (word for word in _WORD_BREAK.split(text) if word)
    return [_SPELLINGS.get(word.lower(), word.lower()) for word in words]


def _section_of(name: str) -> str:
    words = name.split(".")
    for length in range(len(words), 0, -1):
        prefix = ".".join(words[:length])
        near = {known.section for known in log_types() if f"{known.name}.".startswith(f"{prefix}.")}
        if near:
            return near.pop() if len(near) == 1 else OTHER
    return OTHER


LEFT_OUT_BY_API: frozenset[str] = frozenset(
    known.name for known in log_types() if known.left_out_by_api
)
"""Log types that Fliplet's API returns only to a request that names them."""
