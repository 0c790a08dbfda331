"""`python -m benchmarks.flags`: how often flags are raised where nothing bad happens.

Flags of the last month, in two kinds of organisation, over several seeds: the demo without its
stories, and the untidy one of `benchmarks.restless`. With `--write` the rates, and the rules as the
code has them, go into docs/flags.md.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.measure import table, write_section
from benchmarks.restless import END, HABITS, MONTH_DAYS, restless
from data.access import OWNER
from data.demo.organisation import as_table, background
from data.demo.people import APP_USERS, STUDIO_USERS
from data.demo.world import world
from data.engine import Store, close_store, open_store
from data.load import import_files, load_batches
from data.sources.raw import RawBatch
from queries.filters import LogFilter
from queries.flags.documentation import DOCUMENT, rules_text
from queries.flags.rules import RULES
from queries.run import run

_DEMO_END = datetime(2026, 11, 22, 20, 15, tzinfo=UTC)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print the rates; write them into the documentation with `--write`."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.flags", description=__doc__)
    parser.add_argument("--seeds", type=int, default=12)
    parser.add_argument("--logs", type=int, default=40_000, help="logs of each demo organisation")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args(arguments)
    users = args.seeds * (STUDIO_USERS + APP_USERS), args.seeds * HABITS.users
    quiet = _raised(args.seeds, lambda store, seed: _demo(store, seed, args.logs), _DEMO_END)
    untidy = _raised(args.seeds, _restless, END)
    text = _report(args.seeds, _rates(quiet, users[0]), _rates(untidy, users[1]))
    print(text)
    if args.write:
        write_section(DOCUMENT, "rates", text)
        write_section(DOCUMENT, "rules", rules_text())
    return 0


def _raised(seeds: int, fill: Callable[[Store, int], None], end: datetime) -> Counter[str]:
    """Flags of the month before `end` by rule, over all seeds."""
    month = LogFilter(since=end - timedelta(days=MONTH_DAYS), until=end, zone="Europe/London")
    raised: Counter[str] = Counter()
    for seed in range(1, seeds + 1):
        with tempfile.TemporaryDirectory() as folder:
            store = open_store(f"duckdb:///{folder}/store.duckdb")
            fill(store, seed)
            found = run("security_flags", month, OWNER, store=store)
            close_store(store.url)
        raised.update(found["flag"])
        print(f"seed {seed}: {len(found)} flags", file=sys.stderr)
    return raised


def _demo(store: Store, seed: int, logs: int) -> None:
    stage = world(seed=seed, end=_DEMO_END, logs=logs)
    load_batches(store, [RawBatch("quiet", as_table(stage, background(stage)))], source="quiet")


def _restless(store: Store, seed: int) -> None:
    rows = restless(seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "restless.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        import_files(store, [str(path)])


def _rates(raised: Counter[str], users: int) -> dict[str, float]:
    """Flags per 1,000 users and month."""
    return {rule.name: 1000 * raised[rule.name] / users for rule in RULES}


def _report(seeds: int, quiet: dict[str, float], untidy: dict[str, float]) -> str:
    rows = [(rule.title, f"{quiet[rule.name]:.1f}", f"{untidy[rule.name]:.1f}") for rule in RULES]
    total = ("**all**", f"{sum(quiet.values()):.1f}", f"{sum(untidy.values()):.1f}")
    head = ("flags per 1,000 users and month", "quiet demo", "untidy people")
    return f"{seeds} seeds of each.\n\n{table(head, [*rows, total])}"


if __name__ == "__main__":
    sys.exit(main())
