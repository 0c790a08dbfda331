"""`python -m benchmarks.pages`: what each page asks, in milliseconds, beside SQL by hand.

The pages are drawn once to see what they ask. Then each page's questions are put in a process of
its own, ours and by hand in turn: cold is a process's first answer (the file is in the operating
system's cache, nothing in the engine's), warm the median of the next five. Medians of all runs.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.measure import apart, confined, run_apart, surroundings, table, write_section
from benchmarks.throughput import DOCUMENT, STEPS

COLD_BUDGET = 250
RATIO_BUDGET = 1.3

Times = Mapping[str, tuple[float, float]]
"""Per question the cold and the warm milliseconds."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the tables, and write them into the documentation with `--write`."""
    args = _parser().parse_args(arguments)
    with confined(), tempfile.TemporaryDirectory(dir=args.folder) as folder:
        store = args.store or _made(Path(folder), args.rows, args.days)
        asked = apart("benchmarks.asked", AUDIT_STORE=store)
        parts = [_page(store, page, questions, args.runs) for page, questions in asked.items()]
    text = (
        f"{args.rows:,} logs over {args.days} days; medians of {args.runs} processes each. "
        f"{surroundings()}\n\n" + "\n\n".join(parts)
    )
    print(text)
    if args.write:
        write_section(DOCUMENT, args.write, text)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--store", help="URL of a store made of a generated export before")
    parser.add_argument("--folder", help="where the files go meanwhile: 700 bytes a log")
    parser.add_argument("--write", metavar="SECTION", help="the section of docs/benchmarks.md")
    return parser


def _made(folder: Path, rows: int, days: int) -> str:
    file, store = folder / "export.csv", f"duckdb:///{folder / 'store.duckdb'}"
    run_apart(STEPS, "generate", file, str(rows), str(days))
    run_apart(STEPS, "import_ours", file, AUDIT_STORE=store)
    file.unlink()
    return store


def _page(store: str, page: str, questions: list[Any], runs: int) -> str:
    """The table of one page."""
    given = json.dumps(questions)
    apart("benchmarks.answers", "--check", given, AUDIT_STORE=store)
    found: dict[str, list[Times]] = {"ours": [], "by-hand": []}
    for _ in range(runs):
        for way, times in found.items():
            times.append(apart("benchmarks.answers", way, given, AUDIT_STORE=store))
    ours, by_hand = (_medians(times) for times in found.values())
    rows = [_row(name.partition(" ")[2], ours[name], by_hand.get(name)) for name in ours]
    rows.append(_row("**all**", _sum(ours), _sum(by_hand) if len(by_hand) == len(ours) else None))
    if 0 < len(by_hand) < len(ours):
        both = {name: ours[name] for name in by_hand}
        rows.append(_row("those by hand", _sum(both), _sum(by_hand)))
    total = rows[len(ours)]
    print(f"{page}: {' / '.join(total[1:])}", file=sys.stderr)
    head = ("question", "cold ms", "by hand", "warm ms", "by hand", "ratio, warm")
    return f"### {page}\n\n{table(head, rows)}"


def _medians(runs: Sequence[Times]) -> Times:
    return {
        name: (
            statistics.median(run[name][0] for run in runs),
            statistics.median(run[name][1] for run in runs),
        )
        for name in runs[0]
    }


def _sum(times: Times) -> tuple[float, float]:
    return sum(cold for cold, _ in times.values()), sum(warm for _, warm in times.values())


def _row(
    name: str, ours: tuple[float, float], by_hand: tuple[float, float] | None
) -> tuple[str, ...]:
    if by_hand is None:
        return (name, f"{ours[0]:,.1f}", "", f"{ours[1]:,.1f}", "", "")
    figures = (ours[0], by_hand[0], ours[1], by_hand[1])
    return (name, *(f"{figure:,.1f}" for figure in figures), f"{ours[1] / by_hand[1]:.2f}")


if __name__ == "__main__":
    sys.exit(main())
