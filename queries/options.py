"""Checks of the options that questions take."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from data.errors import InvalidFilter


def whole_number(name: str, value: int, *, least: int = 0) -> int:
    """The value, a whole number of at least `least`. Raises InvalidFilter."""
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise InvalidFilter(f"{name} must be a whole number of at least {least}: {value!r}")
    return value


Allowed = TypeVar("Allowed", bound=str)


def one_of(name: str, value: object, allowed: Iterable[Allowed]) -> Allowed:
    """The one of those allowed that the value is. Raises InvalidFilter."""
    known = list(allowed)
    for one in known:
        if one == value:
            return one
    raise InvalidFilter(f"{name} must be one of {', '.join(known)}: {value!r}")


def at_most(limit: int | None) -> int | None:
    """The option `limit`, None for no limit. Raises InvalidFilter."""
    return None if limit is None else whole_number("limit", limit)
