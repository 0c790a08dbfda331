"""Results of push notifications: sums over nested batches, per method and per error code."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

NOT_GIVEN = "not given"
"""Stands for the method, or for the error code of a failure, that the log does not name."""


@dataclass(frozen=True)
class PushPart:
    """Devices per method and error code; `error` is None on the row of a method's successes."""

    method: str
    error: str | None
    success: int
    failure: int


@dataclass(frozen=True)
class PushResult:
    """What one log says of its push: devices that accepted and that failed, and the parts.

    `batches` counts lists of results: one method's result stands beside another's.
    """

    batches: int
    success: int
    failure: int
    parts: tuple[PushPart, ...]


def push_result(data: Any, *, is_push: bool) -> PushResult | None:
    """The push result in a log's decoded `data`; None where it holds none.

    Results are objects with a `method` and numbers `success` or `failure`, at any depth; a log's
    totals are their sums. `is_push` tells that the log type itself says push: then results without
    a method count too, where none has one.
    """
    batches = list(_batches(data, with_method=True))
    if not batches and is_push:
        batches = list(_batches(data, with_method=False))
    if not batches:
        return None
    success: Counter[str] = Counter()
    failure: Counter[tuple[str, str]] = Counter()
    for result in chain.from_iterable(batches):
        method = _storable(str(result.get("method") or NOT_GIVEN))
        success[method] += _number(result.get("success")) or 0
        for error, devices in _failures(result).items():
            failure[method, error] += devices
    parts = [PushPart(method, None, devices, 0) for method, devices in sorted(success.items())]
    parts += [PushPart(method, error, 0, n) for (method, error), n in sorted(failure.items())]
    return PushResult(len(batches), success.total(), failure.total(), tuple(parts))


def _batches(value: Any, *, with_method: bool) -> Iterator[list[dict[str, Any]]]:
    """Results that stand side by side in a list, or one alone, at any depth."""
    items = value if isinstance(value, list) else [value]
    batch = [item for item in items if _is_result(item, with_method)]
    if batch:
        yield batch
    for item in items:
        if isinstance(item, list):
            yield from _batches(item, with_method=with_method)
        elif isinstance(item, dict) and not _is_result(item, with_method):
            for inner in item.values():
                yield from _batches(inner, with_method=with_method)


def _is_result(value: Any, with_method: bool) -> bool:
    if not isinstance(value, dict) or (with_method and not value.get("method")):
        return False
    return any(_number(value.get(name)) is not None for name in ("success", "failure"))


def _failures(result: dict[str, Any]) -> Counter[str]:
    """Failed devices by error code; they add up to the result's `failure` where it gives one."""
    messages = result.get("message")
    listed = messages if isinstance(messages, list) else []
    errors = Counter(
        _code(message["error"])
        for message in listed
        if isinstance(message, dict) and message.get("error")
    )
    total = _number(result.get("failure"))
    if total is None or total == errors.total():
        return errors
    if total > errors.total():
        errors[NOT_GIVEN] += total - errors.total()
        return errors
    return _trimmed(errors, total)


def _trimmed(errors: Counter[str], total: int) -> Counter[str]:
    """Error counts cut to `total`, the most frequent codes first: the count is the truth."""
    kept: Counter[str] = Counter()
    for code, devices in sorted(errors.items(), key=lambda item: (-item[1], item[0])):
        taken = min(devices, total - kept.total())
        if taken > 0:
            kept[code] = taken
    return kept


def _code(error: Any) -> str:
    if isinstance(error, dict):
        named = error.get("code") or error.get("reason") or error.get("message")
        return _storable(str(named) if named else json.dumps(error, sort_keys=True))
    return _storable(str(error))


def _storable(text: str) -> str:
    """The text with halves of surrogate pairs, which no store takes, as question marks."""
    return text.encode("utf-8", "replace").decode()


def _number(value: Any) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,12}", value):
        return int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    # Sums over many logs must stay whole numbers of 64 bits; nobody has 10**12 devices.
    return value if isinstance(value, int) and 0 <= value < 10**12 else None
