"""The log types of each feature family, and which of a data source's types read and which write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

import sqlalchemy as sa

from queries.clauses import log_type_clause, log_type_matches

EMAIL = ("email.*",)
SMS = ("sms.*",)
PUSH = ("pushNotification.*", "job")
"""A `job` is a push notification only where its data holds a push result (`push_success`)."""
DATA_SOURCES = ("dataSource.*",)
FILES = ("mediaFile.*", "mediaFolder.*")
AI = ("ai.*",)
EVENTS = ("app.analytics.event",)


@dataclass(frozen=True)
class Family:
    """A family of features: its name in answers, its name for people, and its log types.

    `types` are log types as a filter takes them; `*` stands for any rest, so that new types of a
    family belong to it without notice. A log type belongs to one family at most.
    """

    name: str
    label: str
    types: tuple[str, ...]


FAMILIES: tuple[Family, ...] = (
    Family("email", "Email", EMAIL),
    Family("sms", "SMS", SMS),
    Family("push", "Push notifications", PUSH),
    Family("data_sources", "Data sources", DATA_SOURCES),
    Family("files", "Files", FILES),
    Family("ai", "AI services", AI),
    Family("events", "App events", EVENTS),
    Family("views", "Screen views", ("app.analytics.pageView", "app.view")),
    Family("publishing", "App publishing", ("app.publish", "app.publish.*", "app.submission.*")),
    Family("screens", "Screen editing", ("app.page.*", "app.pages.*", "app.ai.*")),
    Family(
        "apps",
        "App management",
        ("app.create", "app.clone", "app.remove", "app.delete", "app.settings.*", "app.widget.*"),
    ),
    Family("widgets", "Widgets", ("widget.*",)),
)
"""Everything that people build with or their users use. Security has its own types
(`security_types`), and errors and update checks of apps are nothing that anybody uses."""

FEATURES: tuple[str, ...] = tuple(pattern for family in FAMILIES for pattern in family.types)
"""The log types of all families."""

DataUse = Literal["reads", "writes", "unclassified"]

READING: tuple[str, ...] = (
    "read",
    "query",
    "find",
    "get",
    "fetch",
    "list",
    "search",
    "count",
    "view",
    "export",
    "download",
    "event",
)
"""Last words of data source log types that read. An event is among them: Fliplet documents
`dataSource.event` as a custom event on a data source, which is no change of it."""

WRITE_KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "created": ("create", "insert", "append", "add"),
        "updated": ("update", "upsert", "replace", "write", "save"),
        "deleted": ("delete", "remove", "clear"),
        "restored": ("restore", "rollback"),
        "imports": ("import", "upload"),
        "commits": ("commit",),
    }
)
"""What writing does, with the last words of data source log types."""

WRITING: tuple[str, ...] = tuple(word for words in WRITE_KINDS.values() for word in words)
"""Last words of data source log types that write."""

ENTRIES = ("dataSource.entry.*", "dataSource.entries.*")
"""Log types of the entries of a data source; the others are of the data source as a whole."""

_LAST_WORD = re.compile(r"(?:[A-Z]+|[A-Za-z][a-z]*)\Z")
"""What `portable.last_word` finds, in Python."""


def family_named(log_type: str) -> str | None:
    """The name of the family that a log type belongs to; None for one of no family."""
    found = (family.name for family in FAMILIES if log_type_matches(log_type, family.types))
    return next(found, None)


def family_of(log_type: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """`family_named` in SQL; null for a log type of no family."""
    return sa.case(*((log_type_clause(log_type, f.types), f.name) for f in FAMILIES))


def data_use_named(log_type: str) -> DataUse:
    """Whether a data source log type reads or writes, by its last word.

    The last word begins after a dot or, in camel case, with a capital letter: both `x.delete` and
    `x.bulkDelete` write. The set of types is open-ended: of one whose last word is neither in
    `READING` nor in `WRITING` it is not known, and it is unclassified.
    """
    found = _LAST_WORD.search(log_type)
    word = found.group().lower() if found else ""
    return "reads" if word in READING else "writes" if word in WRITING else "unclassified"


def data_use_of(word: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """`data_use_named` in SQL, of the `portable.last_word` of a log type."""
    return sa.case(
        (word.in_(READING), "reads"), (word.in_(WRITING), "writes"), else_="unclassified"
    )


def write_kind_of(
    log_type: sa.ColumnElement[Any], word: sa.ColumnElement[Any]
) -> sa.ColumnElement[Any]:
    """What a data source log type with that last word writes; null for one that does not write.

    A kind of `WRITE_KINDS`; what is created, updated and deleted is named before: entries or
    data source.
    """
    entries = log_type_clause(log_type, ENTRIES)
    whole = {"created", "updated", "deleted"}
    told = (
        (
            word.in_(words),
            sa.case((entries, f"entries {kind}"), else_=f"data source {kind}")
            if kind in whole
            else kind,
        )
        for kind, words in WRITE_KINDS.items()
    )
    return sa.case(*told)
