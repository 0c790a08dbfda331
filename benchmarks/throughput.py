"""`python -m benchmarks.throughput`: logs in and out, a second, and the memory it takes.

Beside DuckDB by itself with the same file, in the same run, one after the other.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.measure import (
    Median,
    Run,
    confined,
    medians,
    run_apart,
    surroundings,
    table,
    write_section,
)

DOCUMENT = Path(__file__).parents[1] / "docs" / "benchmarks.md"
STEPS = "benchmarks.steps"

IMPORT, AGAIN, RAW_IMPORT = "import", "the same file again", "DuckDB: `read_csv`, JSON paths"
EXPORT, SHEET, RAW_EXPORT = "export, exact", "export, spreadsheet", "DuckDB: `COPY TO`"

BESIDE = {IMPORT: RAW_IMPORT, AGAIN: RAW_IMPORT, EXPORT: RAW_EXPORT, SHEET: RAW_EXPORT}
BUDGETS = {
    IMPORT: "≥ 250,000; ≤ 2,000 MB",
    EXPORT: "≥ 400,000; growth ≤ 300 MB",
    SHEET: "≥ 400,000; growth ≤ 300 MB",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and write it into the documentation with `--write`."""
    args = _parser().parse_args(arguments)
    with confined(), tempfile.TemporaryDirectory(dir=args.folder) as folder:
        found: dict[str, list[Run]] = defaultdict(list)
        file = Path(folder) / "export.csv"
        run_apart(STEPS, "generate", file, str(args.rows), str(args.days))
        size = file.stat().st_size
        for number in range(1, args.runs + 1):
            for name, run in _once(file, Path(folder)):
                found[name].append(run)
                _say(f"{number}/{args.runs} {name}: {run.rate:,.0f} logs/s, {run.peak:,.0f} MB")
    text = _report(args.rows, size, args.runs, {n: medians(runs) for n, runs in found.items()})
    print(text)
    if args.write:
        write_section(DOCUMENT, args.write, text)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.throughput", description=__doc__)
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", help="where the files go meanwhile: three times their size")
    parser.add_argument("--write", metavar="SECTION", help="the section of docs/benchmarks.md")
    return parser


def _once(file: Path, folder: Path) -> Iterator[tuple[str, Run]]:
    ours, raw, out = folder / "ours.duckdb", folder / "raw.duckdb", folder / "out.csv"
    store = f"duckdb:///{ours}"
    yield RAW_IMPORT, run_apart(STEPS, "import_raw", file, raw)
    raw.unlink()
    yield IMPORT, run_apart(STEPS, "import_ours", file, AUDIT_STORE=store)
    yield AGAIN, run_apart(STEPS, "import_ours", file, AUDIT_STORE=store)
    yield RAW_EXPORT, run_apart(STEPS, "export_raw", ours, out)
    for name, kind in ((EXPORT, "exact"), (SHEET, "spreadsheet")):
        yield name, run_apart(STEPS, "export_ours", out, kind, AUDIT_STORE=store)
    out.unlink()
    ours.unlink()


def _report(rows: int, size: int, runs: int, found: dict[str, Median]) -> str:
    lines = [
        (
            name,
            f"{it.rate:,.0f}",
            f"{it.slowest:,.0f} to {it.fastest:,.0f}",
            f"{it.rate / found[BESIDE.get(name, name)].rate:.2f}",
            f"{it.peak:,.0f}",
            f"{it.growth:,.0f}",
            BUDGETS.get(name, ""),
        )
        for name, it in found.items()
    ]
    head = ("step", "logs/s", "all runs", "of DuckDB's", "peak MB", "growth MB", "budget")
    return (
        f"{rows:,} logs, {size / 1e6:,.0f} MB of CSV ({size / rows:.0f} bytes a log), medians of "
        f"{runs} runs. {surroundings()}\n\n{table(head, lines)}"
    )


def _say(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
