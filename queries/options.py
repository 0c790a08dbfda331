"""Checks of the options that questions take."""

from __future__ import annotations

from collections.abc import Iterable

from data.errors import InvalidFilter


def whole_number(name: str, value: int, *, least: int = 0) -> int:
    """The value, a whole number of at least `least`. Raises InvalidFilter."""
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise InvalidFilter(f"{name} must be a whole number of at least {least}: {value!r}")
    return value


def one_of(name: str, value: str, allowed: Iterable[str]) -> str:
    """The value, one of those allowed. Raises InvalidFilter."""
    known = list(allowed)
    if value not in known:
        raise InvalidFilter(f"{name} must be one of {', '.join(known)}: {value!r}")
    return value


def at_most(limit: int | None) -> int | None:
    """The option `limit`, None for no limit. Raises InvalidFilter."""
    return None if limit is None else whole_number("limit", limit)
