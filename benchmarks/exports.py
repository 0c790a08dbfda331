"""`python -m benchmarks.exports STORE_URL`: the raw log as a file of every kind and size.

For each kind the latest 1, 5 and 10 million logs of the store: logs a second, and the memory that
the process takes, which must not grow with the logs.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from benchmarks.measure import confined, medians, run_apart, surroundings, table, write_section
from benchmarks.throughput import DOCUMENT, STEPS
from data import schema
from data.engine import close_store, open_store
from queries.export_stream import KINDS

_SIZES = (1_000_000, 5_000_000, 10_000_000)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and write it into the documentation with `--write`."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.exports", description=__doc__)
    parser.add_argument("store", help="URL of a store with 10 million logs")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", help="where the files go meanwhile: as large as an export")
    parser.add_argument("--write", metavar="SECTION", help="the section of docs/benchmarks.md")
    args = parser.parse_args(arguments)
    rows = []
    with confined(), tempfile.TemporaryDirectory(dir=args.folder) as folder:
        for size, since in begin_of_latest(args.store).items():
            for kind in KINDS:
                out = Path(folder) / "out"
                runs = [
                    run_apart(STEPS, "export_since", out, kind, since, AUDIT_STORE=args.store)
                    for _ in range(args.runs)
                ]
                found, written = medians(runs), out.stat().st_size
                rows.append(
                    (
                        kind,
                        f"{size:,}",
                        f"{written / 1e6:,.0f}",
                        f"{found.rate:,.0f}",
                        f"{found.slowest:,.0f} to {found.fastest:,.0f}",
                        f"{found.peak:,.0f}",
                        f"{found.growth:,.0f}",
                    )
                )
                print(rows[-1], file=sys.stderr)
    head = ("kind", "logs", "MB", "logs/s", "all runs", "peak MB", "growth MB")
    text = f"Medians of {args.runs} runs. {surroundings()}\n\n{table(head, rows)}"
    print(text)
    if args.write:
        write_section(DOCUMENT, args.write, text)
    return 0


def begin_of_latest(url: str) -> dict[int, str]:
    """For each size the moment from which on the store has about so many logs; the number of them
    is exact."""
    store, c = open_store(url, read_only=True), schema.logs.c
    found: dict[int, str] = {}
    with store.engine.connect() as connection:
        every = int(connection.scalar(sa.select(sa.func.count()).select_from(schema.logs)) or 0)
        for size in _SIZES:
            share = sa.literal(max(0.0, 1 - size / every), literal_execute=True)
            at = connection.scalar(sa.select(sa.func.quantile_disc(c.created_at, share)))
            assert isinstance(at, datetime)
            since = at.replace(tzinfo=UTC)
            counted = sa.select(sa.func.count()).where(c.created_at >= since)
            found[int(connection.scalar(counted) or 0)] = since.isoformat()
    close_store(url)
    return found


if __name__ == "__main__":
    sys.exit(main())
