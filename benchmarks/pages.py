"""`python -m benchmarks.pages`: what the pages ask of a large store, against SQL by hand.

Every question of the Overview and the Audit log in a 90-day window and over all time. Cold is the
first time in a new process (the file is in the system's cache); warm is the median of later ones.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.by_hand import BY_HAND
from benchmarks.measure import apart, confined, surroundings, table, write_section
from data.access import OWNER
from data.engine import Store, open_store
from queries.filters import LogFilter
from queries.run import extent, run

DOCUMENT = Path(__file__).parents[1] / "docs" / "benchmarks.md"
MODULE = "benchmarks.pages"
PAGES = {
    "Overview": tuple(name for name in BY_HAND if not name.startswith("record_")),
    "Audit log": ("record_count", "record_page", "log_types_seen", "apps_seen"),
}
OPTIONS: dict[str, dict[str, Any]] = {"record_page": {"clamp": 300}}
TIMES = 7


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the store, measure each question in a process of its own, print the tables."""
    parser = argparse.ArgumentParser(prog=f"python -m {MODULE}", description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--days", type=int, default=1095)
    parser.add_argument("--folder", help="where the files go meanwhile")
    parser.add_argument("--write", metavar="SECTION", help="the section of docs/benchmarks.md")
    parser.add_argument("--ask", nargs=2, metavar=("NAME", "DAYS"), help=argparse.SUPPRESS)
    args = parser.parse_args(arguments)
    if args.ask:
        print(json.dumps(_times(args.ask[0], int(args.ask[1]))))
        return 0
    with confined(), tempfile.TemporaryDirectory(dir=args.folder) as folder:
        store = _made(Path(folder), args.rows, args.days)
        text = _report(args.rows, args.days, store)
    print(text)
    if args.write:
        write_section(DOCUMENT, args.write, text)
    return 0


def _made(folder: Path, rows: int, days: int) -> str:
    """A store of that many logs; made in another process, which leaves nothing in this one."""
    url = f"duckdb:///{folder / 'store.duckdb'}"
    file = folder / "export.csv"
    apart("benchmarks.steps", "generate", file, str(rows), str(days))
    apart("benchmarks.steps", "import_ours", file, AUDIT_STORE=url)
    file.unlink()
    return url


def _report(rows: int, days: int, url: str) -> str:
    parts = [
        f"{rows:,} logs over {days:,} days; times in ms, warm: medians of {TIMES}. {surroundings()}"
    ]
    for window in (90, days):
        for page, names in PAGES.items():
            found = {n: apart(MODULE, "--ask", n, str(window), AUDIT_STORE=url) for n in names}
            parts.append(_table(f"{page}, {window:,} days", found))
    return "\n\n".join(parts)


def _table(title: str, found: dict[str, Any]) -> str:
    sums = {key: sum(it[key] for it in found.values()) for key in ("cold", "warm", "hand")}
    rows = [
        (
            name,
            f"{it['cold']:.0f}",
            f"{it['warm']:.1f}",
            f"{it['hand']:.1f}",
            f"{it['warm'] / it['hand']:.2f}",
        )
        for name, it in [*found.items(), ("all of them", sums)]
    ]
    head = ("question", "cold", "warm", "by hand", "warm / by hand")
    return f"**{title}**\n\n{table(head, rows)}"


def _times(name: str, days: int) -> dict[str, float]:
    store = open_store(read_only=True)
    reach = extent(store)
    assert reach is not None
    until = reach[1].replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    asked = LogFilter(since=until - timedelta(days=days), until=until)

    def ours() -> None:
        run(name, asked, OWNER, store=store, **OPTIONS.get(name, {}))

    cold = _ms(ours)
    hand = _by_hand(store, name, asked)
    hand()
    both = [(_ms(ours), _ms(hand)) for _ in range(TIMES)]
    return {
        "cold": cold,
        "warm": statistics.median(mine for mine, _ in both),
        "hand": statistics.median(other for _, other in both),
    }


def _by_hand(store: Store, name: str, asked: LogFilter) -> Callable[[], None]:
    text = BY_HAND[name]
    assert asked.since is not None
    assert asked.until is not None
    bounds = {"since": _plain(asked.since), "until": _plain(asked.until)}
    used = {key: value for key, value in bounds.items() if f"${key}" in text}

    def ask() -> None:
        with store.duckdb() as connection:
            connection.execute(text, used).fetchall()

    return ask


def _plain(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


def _ms(step: Callable[[], None]) -> float:
    began = time.perf_counter()
    step()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    sys.exit(main())
