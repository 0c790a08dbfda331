"""Times one page's questions in this process: `python -m benchmarks.answers ours|by-hand`.

Reads the questions as JSON (see `asked.py`) and prints, for each, the milliseconds of its first
answer and the median of the following ones. Ours is what a page calls when nothing is cached:
facts of the store, statement, answer, typed frame. By hand is the text from `by_hand.py` and its
rows. The two give the same answers, which `--check` holds them to.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import duckdb
import pandas as pd

from benchmarks.by_hand import BY_HAND, MATCHES
from data.access import OWNER
from data.engine import Store, open_store
from queries.filters import LogFilter
from queries.run import run
from queries.security_types import SECURITY

REPEATS = 5

Answer = Callable[[], Any]


@dataclass(frozen=True)
class Asked:
    """One question as a page asked it."""

    name: str
    filter: LogFilter
    options: Mapping[str, Any]

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> Asked:
        """From what `asked.py` prints."""
        return cls(given["name"], LogFilter.from_query(given["filter"]), given["options"])

    def ours(self, store: Store) -> pd.DataFrame:
        """The answer as pages get it."""
        return run(self.name, self.filter, OWNER, store=store, **self.options)

    @property
    def written_by_hand(self) -> bool:
        """Whether there is SQL by hand for it, as there is for what every page shows first."""
        known_types = not self.filter.log_types or SECURITY[0] in self.filter.log_types
        return self.name in BY_HAND and self.filter.one_user is None and known_types

    def by_hand(self, connection: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
        """The answer to the SQL by hand."""
        values = self._values()
        places = {name: value for name, value in values.items() if f"${name}" in self._sql()}
        return connection.execute(self._sql(), places).fetchall()

    def _sql(self) -> str:
        narrowed = self.filter.narrowed_by
        of_rows = f"{self.name} of rows"
        unprepared = set(narrowed) - {"log_types"}
        text = BY_HAND[of_rows if unprepared and of_rows in BY_HAND else self.name]
        matches = " AND ".join(MATCHES[part] for part in narrowed) or "true"
        return text.format(unit=self.options.get("unit"), matches=matches)

    def _values(self) -> dict[str, Any]:
        f = self.filter
        return {
            "since": _plain(f.since or datetime(1970, 1, 1, tzinfo=UTC)),
            "until": _plain(f.until or datetime(2100, 1, 1, tzinfo=UTC)),
            "text": f.text,
            "user": f.user,
            "key": next((value for _, value in f.keys), None),
            **self.options,
        }


def timed(answer: Answer) -> tuple[float, float]:
    """Milliseconds of the first answer and the median of those that follow."""
    times = []
    for _ in range(REPEATS + 1):
        began = time.perf_counter()
        answer()
        times.append(1000 * (time.perf_counter() - began))
    return times[0], statistics.median(times[1:])


def check(asked: Asked, store: Store, connection: duckdb.DuckDBPyConnection) -> None:
    """Raises AssertionError where the two answers differ."""
    frame = asked.ours(store)
    ours = [tuple(map(_value, row)) for row in frame.itertuples(index=False, name=None)]
    by_hand = [tuple(map(_value, row)) for row in asked.by_hand(connection)]
    assert ours == by_hand, f"{asked}: {ours[:3]} is not {by_hand[:3]}"


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return _plain(value) if value.tzinfo else value
    if isinstance(value, str | date):
        return value
    if pd.isna(value):
        return None
    return round(value, 9) if isinstance(value, float) and value % 1 else int(value)


def _plain(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


def main(way: str, questions: list[Mapping[str, Any]]) -> dict[str, tuple[float, float]]:
    """Time each question, or check it."""
    store = open_store(read_only=True)
    found: dict[str, tuple[float, float]] = {}
    with store.duckdb() as connection:
        for number, given in enumerate(questions):
            asked = Asked.read(given)
            if way != "ours" and not asked.written_by_hand:
                continue
            if way == "--check":
                check(asked, store, connection)
                continue
            ways: dict[str, Answer] = {
                "ours": partial(asked.ours, store),
                "by-hand": partial(asked.by_hand, connection),
            }
            found[f"{number} {asked.name}"] = timed(ways[way])
    return found


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], json.loads(sys.argv[2]))))
