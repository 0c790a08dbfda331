"""The log types of the demo organisation by number."""

from __future__ import annotations

from functools import cache

from data.vocabulary import log_type, log_types

_NEW = ("dataSource.export", "mediaFile.download")
"""Types that no list knows yet: the source adds new ones without notice."""


@cache
def types() -> tuple[str, ...]:
    """Every known log type and some unknown ones; a type's number is its place here."""
    return (*sorted(known.name for known in log_types()), *_NEW)


@cache
def descriptions() -> tuple[str, ...]:
    """What the source writes beside each of `types()`: the type in words."""
    return tuple(log_type(name).label for name in types())


def number_of(name: str) -> int:
    """The number of a log type. Raises KeyError for a type the demo does not have."""
    return _numbers()[name]


@cache
def _numbers() -> dict[str, int]:
    return {name: number for number, name in enumerate(types())}
