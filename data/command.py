"""`python -m data`: getting logs into the store and out of it, from a shell."""

from __future__ import annotations

import argparse
import json
import logging
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from typing import Any

from tqdm import tqdm

from data.check import check_store
from data.docs import DATA_MODEL, data_model
from data.engine import Store, open_store
from data.errors import AuditLogError, StoreBusy, StoreUnusable
from data.ledger import Summary
from data.load import Progress, Report, import_files, load_demo, remove_demo
from data.owner import Owner, owning, read_owner
from data.settings import settings, store_path

DONE, SOME_REJECTED, FAILED = 0, 1, 2

Handler = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code: 0 done, 1 with rejects, 2 not (all) done."""
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s")
    args = _parser().parse_args(arguments)
    handler: Handler = args.handler
    try:
        return handler(args)
    except AuditLogError as error:
        _say(str(error))
        return FAILED
    except KeyboardInterrupt:
        _say("stopped; whole batches are kept, a rerun continues")
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    loading = commands.add_parser("import", help="read log exports into the store")
    loading.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="files, folders or globs; .csv .json .ndjson, each also .gz or .zip; - is stdin",
    )
    loading.add_argument("--json", action="store_true", help="print the summary as JSON")
    loading.add_argument(
        "--no-wait", action="store_true", help="fail when another import runs, don't wait for it"
    )
    loading.set_defaults(handler=_import)

    commands.add_parser("export", help="write logs as a file (see `export --help`)")

    commands.add_parser("verify", help="check an evidence pack (see `verify --help`)")

    demo = commands.add_parser("demo", help="load the demo organisation into an empty store")
    demo.add_argument("--seed", type=int, default=7)
    demo.add_argument("--end", type=_moment, help="last moment, ISO 8601, UTC (default: now)")
    demo.add_argument("--remove", action="store_true", help="remove it instead")
    demo.set_defaults(handler=_demo)

    check = commands.add_parser("check", help="recount prepared tables and counters")
    check.set_defaults(handler=_check)

    docs = commands.add_parser("docs", help="write docs/data-model.md from the code")
    docs.set_defaults(handler=_docs)
    return parser


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _import(args: argparse.Namespace) -> int:
    store = _open_for_writing(wait=not args.no_wait)
    with _named(store, "python -m data import"), _ProgressBar(hidden=args.json) as bar:
        report = import_files(store, args.paths, progress=bar.show)
    for problem in report.problems:
        _say(str(problem))
    if args.json:
        print(json.dumps(_as_json(report.summary)))
    else:
        _say(*_in_words(report))
    if report.problems:
        return FAILED
    return SOME_REJECTED if report.summary.rejected else DONE


def _demo(args: argparse.Namespace) -> int:
    store = _open_for_writing(wait=True)
    with _named(store, "python -m data demo"):
        if args.remove:
            _say(f"{remove_demo(store):,} demo logs removed")
            return DONE
        summary = load_demo(store, seed=args.seed, end=args.end)
    _say(f"demo organisation: {summary.new:,} logs, {_span(summary)}")
    return DONE


def _check(args: argparse.Namespace) -> int:
    checks = check_store(open_store(read_only=True))
    for check in checks:
        mark = "ok   " if check.passed else f"WRONG ({check.wrong:,})"
        print(f"{mark} {check.name}")
    return DONE if all(check.passed for check in checks) else SOME_REJECTED


def _docs(args: argparse.Namespace) -> int:
    DATA_MODEL.write_text(data_model(), encoding="utf-8")
    _say(f"wrote {DATA_MODEL.name}")
    return DONE


def _open_for_writing(*, wait: bool) -> Store:
    """The store, waiting while another command holds it; a dashboard is not waited for.

    Raises StoreUnusable for a store in memory: it would be gone when the command ends.
    """
    told = False
    while True:
        try:
            store = open_store()
            if store.root is not None and store.path is None:
                raise StoreUnusable(f"{store.url} is in memory: nothing would be left of it")
            return store
        except StoreBusy as busy:
            if not wait or _dashboard() is not None:
                raise
            if not told:
                _say(f"{busy} Waiting for it to finish; Ctrl-C stops waiting.")
                told = True
            time.sleep(0.3)


def _dashboard() -> Owner | None:
    path = store_path(settings().store_url)
    owner = read_owner(path) if path else None
    return owner if owner and owner.url else None


def _named(store: Store, command: str) -> AbstractContextManager[Any]:
    return owning(store.path, command) if store.path else nullcontext()


class _ProgressBar:
    """Bytes, rows, rows a second and time left on standard error, where a person watches it."""

    def __init__(self, *, hidden: bool) -> None:
        self._bar = tqdm(
            unit="B",
            unit_scale=True,
            unit_divisor=1024,
            disable=True if hidden else None,
            leave=False,
            desc="Importing",
        )

    def __enter__(self) -> _ProgressBar:
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.close()

    def show(self, progress: Progress) -> None:
        """Show how far the import is."""
        self._bar.total = progress.bytes_total or None
        self._bar.n = progress.bytes_done
        rate = progress.read / progress.seconds if progress.seconds else 0
        self._bar.set_postfix_str(f"{progress.read:,} rows, {rate:,.0f} rows/s")


def _as_json(summary: Summary) -> dict[str, object]:
    return {
        "read": summary.read,
        "new": summary.new,
        "duplicate": summary.duplicate,
        "rejected": summary.rejected,
        "first": _iso(summary.first),
        "last": _iso(summary.last),
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z") if moment else None


def _in_words(report: Report) -> list[str]:
    summary = report.summary
    lines = ["demo organisation removed"] if report.demo_removed else []
    lines.append(
        f"{summary.read:,} logs read: {summary.new:,} new, {summary.duplicate:,} there already, "
        f"{summary.rejected:,} rejected; {_span(summary)}"
    )
    if summary.credentials:
        lines.append(f"{summary.credentials:,} credentials replaced")
    if summary.rejected:
        lines.append("rejected rows are kept: see the Import page")
    return lines


def _span(summary: Summary) -> str:
    if summary.first is None or summary.last is None:
        return "no times"
    return f"from {summary.first:%Y-%m-%d %H:%M} to {summary.last:%Y-%m-%d %H:%M} UTC"


def _say(*lines: str) -> None:
    for line in lines:
        print(line, file=sys.stderr)
