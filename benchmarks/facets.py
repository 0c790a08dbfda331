"""`python -m benchmarks.facets STORE`: how long the facets of the raw log take.

Each facet is asked of a store that is only read, over a window that ends with its last log: the
columns of the panel, the keys inside `data`, and the values of the most frequent keys. The store
is a URL, e.g. of one that `benchmarks.throughput` or `benchmarks.pages` made.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from benchmarks.measure import confined, surroundings, table
from data import schema
from data.access import OWNER
from data.engine import Store, close_store, open_store
from pages.shared.facets import FACETS, MOST
from queries.filters import LogFilter
from queries.run import run

LIMIT_MS = 500
"""What a facet may take at the median."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 where a facet takes longer than `LIMIT_MS` at the median."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.facets", description=__doc__)
    parser.add_argument("store", help="URL of a store; it is only read")
    parser.add_argument("--days", type=int, default=90, help="length of the window")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--keys", type=int, default=5, help="keys inside data to open")
    args = parser.parse_args(arguments)
    with confined():
        store = open_store(args.store, read_only=True)
        try:
            return _measured(store, args.days, args.runs, args.keys)
        finally:
            close_store(store.url)


def _measured(store: Store, days: int, runs: int, keys: int) -> int:
    every, last = _held(store)
    shown = LogFilter(since=last - timedelta(days=days), until=last + timedelta(seconds=1))
    logs = int(run("facets", shown, OWNER, store=store, column="category")["logs"].sum())
    rows, slow = [], 0
    for label, name, options in _asked(store, shown, keys):
        times = [_milliseconds(store, shown, name, options) for _ in range(runs)]
        median = statistics.median(times)
        slow += median > LIMIT_MS
        rows.append((label, *(f"{t:,.0f} ms" for t in (median, min(times), max(times)))))
    print(
        f"{every:,} logs in {store.engine.dialect.name}, {logs:,} of them in {days} days; "
        f"{runs} runs, {surroundings()}\n"
    )
    print(table(("facet", "median", "fastest", "slowest"), rows))
    print(f"\n{slow} of {len(rows)} over {LIMIT_MS} ms.")
    return 1 if slow else 0


def _asked(store: Store, shown: LogFilter, keys: int) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for facet in FACETS:
        yield facet.title, "facets", {"column": facet.column, "limit": MOST}
    yield "Keys inside data", "data_keys", {}
    for key in run("data_keys", shown, OWNER, store=store, limit=keys)["key"]:
        yield f"Values of `{key}`", "data_key_values", {"path": key, "limit": MOST}


def _held(store: Store) -> tuple[int, datetime]:
    """The number of logs and the moment of the last."""
    c = schema.logs.c
    with store.engine.connect() as connection:
        found = connection.execute(sa.select(sa.func.count(c.id), sa.func.max(c.created_at))).one()
    last: datetime = found[1]
    return int(found[0]), last if last.tzinfo else last.replace(tzinfo=UTC)


def _milliseconds(store: Store, shown: LogFilter, name: str, options: dict[str, Any]) -> float:
    began = time.perf_counter()
    run(name, shown, OWNER, store=store, **options)
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    sys.exit(main())
