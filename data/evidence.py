"""Evidence packs: what is in one, and whether it is still what was made.

A pack is a zip file of logs as they were exported, what was asked for them, and digests by which
anybody can tell whether something was changed since.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from data.errors import AuditLogError

LOGS, FACTS, README = "logs.csv", "evidence.json", "README.txt"
SUMS, SEAL = "SHA256SUMS", "SEAL"
MEMBERS = (LOGS, FACTS, README, SUMS, SEAL)
"""The files of a pack. `SUMS` holds the SHA-256 of the first three, as `sha256sum` writes it;
`SEAL` that of `SUMS`, and so stands for the whole."""

FORMAT = 1
_PART = 2**20


class PackUnreadable(AuditLogError):
    """The file is no evidence pack that this code can read; says why."""


@dataclass(frozen=True)
class Verified:
    """What a pack says of itself, its seal, and what is wrong with it (nothing, if all is well)."""

    facts: dict[str, Any]
    seal: str
    problems: tuple[str, ...]


def verify(path: Path) -> Verified:
    """Check every digest of a pack, and its facts against its logs. Raises PackUnreadable."""
    try:
        with zipfile.ZipFile(path) as pack:
            problems = list(_problems(pack))
            facts = _facts(pack)
            problems += _untrue(pack, facts)
            seal = pack.read(SEAL).decode("ascii", "replace").strip()
    except FileNotFoundError as error:
        raise PackUnreadable(f"{path}: there is no such file") from error
    except (zipfile.BadZipFile, KeyError, OSError, EOFError) as error:
        raise PackUnreadable(f"{path} is no whole evidence pack: {error}") from error
    return Verified(facts, seal, tuple(problems))


def digest_line(digest: str, name: str) -> str:
    """A line of `SUMS`."""
    return f"{digest}  {name}\n"


def _problems(pack: zipfile.ZipFile) -> Iterator[str]:
    names = pack.namelist()
    for name in sorted(set(names) - set(MEMBERS)):
        yield f"{name} is no part of a pack"
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"{name} is in it more than once"
    sums = pack.read(SUMS)
    if hashlib.sha256(sums).hexdigest() != pack.read(SEAL).decode("ascii", "replace").strip():
        yield f"{SEAL} is not the digest of {SUMS}"
    told = sums.decode("utf-8", "replace").splitlines(keepends=True)
    for name in (LOGS, FACTS, README):
        if digest_line(_digest(pack, name), name) not in told:
            yield f"{name} is not what it was: its SHA-256 differs from {SUMS}"


def _digest(pack: zipfile.ZipFile, name: str) -> str:
    found = hashlib.sha256()
    with pack.open(name) as file:
        while part := file.read(_PART):
            found.update(part)
    return found.hexdigest()


def _facts(pack: zipfile.ZipFile) -> dict[str, Any]:
    try:
        facts = json.loads(pack.read(FACTS))
    except ValueError as error:
        raise PackUnreadable(f"{FACTS} cannot be read: {error}") from error
    if not isinstance(facts, dict) or facts.get("format") != FORMAT:
        raise PackUnreadable(f"{FACTS} is not of format {FORMAT}, which this code reads")
    return facts


def _untrue(pack: zipfile.ZipFile, facts: dict[str, Any]) -> Iterator[str]:
    """What the facts say of the logs and is not so."""
    with pack.open(LOGS) as file:
        count, first, last = _counted(file)
    found = {"logs": count, "first": first, "last": last}
    for name, value in found.items():
        if facts.get(name) != value:
            yield f"{FACTS} says {name}: {facts.get(name)}, and {LOGS} has {value}"
    if first and facts.get("since") and _moment(first) < _moment(facts["since"]):
        yield f"{LOGS} has a log from before the window"
    if last and facts.get("until") and _moment(last) >= _moment(facts["until"]):
        yield f"{LOGS} has a log from after the window"


def _counted(file: IO[bytes]) -> tuple[int, str | None, str | None]:
    """How many logs the file holds, and the times of the earliest and the latest."""
    csv.field_size_limit(sys.maxsize)
    rows = csv.DictReader(io.TextIOWrapper(file, "utf-8", newline=""))
    count, first, last = 0, None, None
    for row in rows:
        at = row["createdAt"]
        first, last = at, last or at
        count += 1
    return count, first, last


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
