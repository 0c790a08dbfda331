"""`python -m data export`: the logs that a filter matches, as a file.

The file is the one that the dashboard's download gives. While a dashboard holds the store the file
comes from there.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import sqlalchemy as sa
from tqdm import tqdm

from data.access import OWNER
from data.engine import Store, open_store
from data.errors import AuditLogError, StoreBusy
from data.owner import read_owner
from data.settings import settings, store_path
from queries.arguments import add_filter_arguments, filter_from, readable
from queries.command import DONE, FAILED, INTERRUPTED, PIPE_CLOSED
from queries.evidence_pack import pack_chunks
from queries.export_name import file_name
from queries.export_remote import download
from queries.export_stream import (
    EVIDENCE,
    FORMATS,
    KINDS,
    AnyKind,
    Chunk,
    Kind,
    log_chunks,
    stream_logs,
)
from queries.filters import LogFilter
from queries.reasons import why_nothing

__all__ = ["KINDS", "Kind", "file_name", "main", "stream_logs"]

STANDARD_OUTPUT = "standard output"

MEMORY = "128MB"
"""A stream reads every log once: what the engine would keep of them is of no use."""


class FileExists(AuditLogError):
    """There is a file of that name already, which nobody said to replace."""


@dataclass(frozen=True)
class _Source:
    """What is to be written: a name for the file, its parts, and what to say where none of them is
    known to hold a log."""

    name: str
    chunks: Iterator[Chunk]
    if_none: Callable[[], str]


def main(arguments: Sequence[str] | None = None, now: datetime | None = None) -> int:
    """Run the command; returns its exit code: 0 done, 2 with one line that says why not."""
    args = _parser().parse_args(readable(sys.argv[1:] if arguments is None else arguments))
    try:
        filter = filter_from(args, now or datetime.now(UTC))
        with _source(filter, args.kind) as source:
            _export(source, args.output, args.force)
            sys.stdout.flush()
    except AuditLogError as error:
        return _failed(str(error))
    except sa.exc.DBAPIError as error:
        return _failed(str(error.orig))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _leave_standard_output()
        return PIPE_CLOSED
    except OSError as error:
        if args.output == "-":
            _leave_standard_output()
        return _failed(
            f"{STANDARD_OUTPUT if args.output == '-' else args.output}: {error.strerror or error}"
        )
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data export", description=__doc__)
    parser.add_argument(
        "--kind",
        choices=(*KINDS, EVIDENCE),
        default="exact",
        help="exact: CSV, importing it gives the same records (default). spreadsheet: CSV that "
        "opens in spreadsheet programs, formulas made harmless. ndjson: a JSON object a line. "
        "parquet: typed columns for data tools. evidence: a zip with the exact CSV, what was asked "
        "for and digests, for `python -m data verify`",
    )
    parser.add_argument(
        "--output",
        default="-",
        metavar="FILE",
        help="the file, a folder to put it in, or - for standard output (default)",
    )
    parser.add_argument("--force", action="store_true", help="replace a file that is there")
    add_filter_arguments(parser)
    return parser


def _leave_standard_output() -> None:
    """Nobody takes what is still to be flushed; the interpreter must not try once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _failed(reason: str) -> int:
    print(" ".join(reason.split()), file=sys.stderr)
    return FAILED


@contextmanager
def _source(filter: LogFilter, kind: AnyKind) -> Iterator[_Source]:
    """The export from the store itself, or from the dashboard that holds it."""
    try:
        store = open_store(read_only=True, memory_limit=MEMORY)
    except StoreBusy:
        path = store_path(settings().store_url)
        owner = read_owner(path) if path else None
        if owner is None or owner.url is None:
            raise
        with download(owner, filter, kind) as file:
            unknown = "written" if kind == EVIDENCE else "no logs. No logs match."
            yield _Source(file.name, file.chunks, lambda: unknown)
        return
    with closing(_chunks(filter, kind, store)) as chunks:
        suffix = "evidence.zip" if kind == EVIDENCE else FORMATS[kind].suffix
        name = file_name(filter, OWNER, store=store, suffix=suffix)
        yield _Source(name, chunks, lambda: f"no logs. {why_nothing(filter, OWNER, store).text}")


def _chunks(filter: LogFilter, kind: AnyKind, store: Store) -> Generator[Chunk, None, None]:
    if kind == EVIDENCE:
        return pack_chunks(filter, OWNER, store=store, now=datetime.now(UTC))
    return log_chunks(filter, OWNER, store=store, kind=kind)


def _export(source: _Source, output: str, force: bool) -> None:
    if output == "-":
        logs = _write(source.chunks, sys.stdout.buffer)
        where = STANDARD_OUTPUT
    else:
        path = Path(output)
        path = path / source.name if path.is_dir() else path
        with _new_file(path, force) as file:
            logs = _write(source.chunks, file)
        where = str(path)
    told = f"{logs:,} logs" if logs else source.if_none()
    print(f"{where}: {told}", file=sys.stderr)


def _write(chunks: Iterator[Chunk], file: BinaryIO) -> int:
    """Write all parts, showing progress where a person watches; returns the number of logs."""
    logs = 0
    with tqdm(unit=" logs", unit_scale=True, disable=None, leave=False, desc="Exporting") as bar:
        for chunk in chunks:
            file.write(chunk.text)
            logs += chunk.logs
            bar.update(chunk.logs)
    return logs


@contextmanager
def _new_file(path: Path, force: bool) -> Iterator[BinaryIO]:
    """A file to write, which takes its name only when all of it is on the disk."""
    if path.exists() and not path.is_file():
        with path.open("wb") as device:
            yield device
        return
    if path.exists() and not force:
        raise FileExists(f"{path} is there already; --force replaces it")
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
