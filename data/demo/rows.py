"""Logs in the making: columns of numbers that point at people and apps, and their JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, NamedTuple, Self

import numpy as np
import pyarrow as pa
from numpy.typing import ArrayLike

from data.demo.dice import Flags, Ints
from data.demo.kinds import number_of
from data.demo.text import as_json

NONE = -1
"""Stands for no value in a column of numbers."""

CATEGORIES = ("app", "appAction", "studio")
APP, ACTION, STUDIO = 0, 1, 2


@dataclass(frozen=True)
class Rows:
    """Logs by column, of equal length, in no particular order.

    `at` is in ms UTC; `kind` the number of a log type, `category` in `CATEGORIES`, `app` and `user`
    in the organisation's apps and people. `request` numbers the HTTP requests within these rows:
    rows that share a number came from one request. `NONE` stands for no value.
    """

    at: Ints
    kind: Ints
    category: Ints
    app: Ints
    user: Ints
    session: Ints
    source: Ints
    entry: Ints
    notification: Ints
    request: Ints
    data: pa.Array

    def __len__(self) -> int:
        return len(self.at)

    def kept(self, which: Flags | Ints) -> Self:
        """The rows marked true, or those at the given positions."""
        index = np.flatnonzero(which) if which.dtype == np.bool_ else which
        columns = {f.name: getattr(self, f.name)[index] for f in fields(self)[:-1]}
        return type(self)(**columns, data=self.data.take(pa.array(index)))


def rows(
    at: Ints,
    kind: str | Ints,
    data: pa.Array | None,
    *,
    category: ArrayLike,
    request: Ints | None = None,
    **columns: ArrayLike,
) -> Rows:
    """Rows from columns; single values hold for all rows, columns not named hold none.

    `kind` is one log type or their numbers. Without `request` each row has its own.
    """
    count = len(at)
    given = {"kind": number_of(kind) if isinstance(kind, str) else kind, "category": category}
    given |= {name: columns.get(name, NONE) for name in _OPTIONAL}
    given["request"] = np.arange(count) if request is None else request
    spread = {
        name: np.broadcast_to(np.asarray(values, dtype=np.int64), (count,))
        for name, values in given.items()
    }
    data = pa.nulls(count, pa.string()) if data is None else data
    return Rows(at=np.asarray(at, dtype=np.int64), **spread, data=data)


_OPTIONAL = ("app", "user", "session", "source", "entry", "notification")


class Log(NamedTuple):
    """One log, for the parts of the demo that are told log by log. See `Rows` for the fields."""

    at: int
    type: str
    category: int
    data: Mapping[str, Any] | None
    app: int = NONE
    user: int = NONE
    session: int = NONE
    source: int = NONE
    entry: int = NONE
    notification: int = NONE
    request: int | None = None
    """Logs with one number came from one request; None has its own, NONE has none."""


def written(logs: Iterable[Log]) -> Rows:
    """Rows of single logs, in their order."""
    listed: Sequence[Log] = list(logs)
    requests: dict[object, int] = {}
    numbers = [
        NONE
        if log.request == NONE
        else requests.setdefault(("own", n) if log.request is None else log.request, len(requests))
        for n, log in enumerate(listed)
    ]
    columns = {name: [getattr(log, name) for log in listed] for name in ("category", *_OPTIONAL)}
    return rows(
        np.array([log.at for log in listed], dtype=np.int64),
        np.array([number_of(log.type) for log in listed], dtype=np.int64),
        as_json(log.data for log in listed),
        request=np.array(numbers, dtype=np.int64),
        **columns,
    )


def joined(parts: Sequence[Rows]) -> Rows:
    """All rows of the parts; requests of different parts stay different."""
    columns = {
        f.name: np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(Rows)[:-1]
    }
    used = np.cumsum([0] + [int(part.request.max(initial=NONE)) + 1 for part in parts[:-1]])
    moved = [
        np.where(part.request < 0, NONE, part.request + first)
        for part, first in zip(parts, used, strict=True)
    ]
    columns["request"] = np.concatenate(moved)
    return Rows(**columns, data=pa.concat_arrays([part.data for part in parts]))
