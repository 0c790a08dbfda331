"""Evidence packs: what is in one, and whether it is still what was made.

A pack is a zip file of logs as they were exported, what was asked for them, and digests by which
anybody can tell whether something was changed since. Whoever changes a pack can make its digests
anew: only the seal that was noted when the pack was made tells that.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import struct
import sys
import zipfile
import zlib
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
_END, _END_BYTES = b"PK\x05\x06", 22
"""How the last record of a zip file without a comment begins, and its length: APPNOTE.TXT of
PKWARE, section 4.3.16."""

_KINDS: dict[str, tuple[type, ...]] = {
    "format": (int,),
    "notes": (list,),
    "made_at": (str,),
    "sentence": (str,),
    "link": (str,),
    "zone": (str,),
    "since": (str, type(None)),
    "until": (str, type(None)),
    "logs": (int,),
    "first": (str, type(None)),
    "last": (str, type(None)),
    "engine": (str,),
    "sql": (str,),
}
"""What every pack tells, and how."""

_MOMENTS = ("made_at", "since", "until", "first", "last")

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    KeyError,  # it is not there
    NotImplementedError,  # told to be of a later kind of zip file
    OverflowError,
    RuntimeError,  # told to be encrypted
    ValueError,
)
"""What reading a damaged zip file may raise."""


class PackUnreadable(AuditLogError):
    """There is no file, or none that may be read; says why."""


@dataclass(frozen=True)
class Verified:
    """What a pack says of itself, its seal (empty where they cannot be read), and what is wrong
    with it (nothing, if all is well)."""

    facts: dict[str, Any]
    seal: str
    problems: tuple[str, ...]


def verify(path: Path, seal: str | None = None) -> Verified:
    """Check every digest of a pack, and its facts against its logs.

    `seal` is the one noted when the pack was made, in hexadecimal. Raises PackUnreadable where the
    file cannot be opened; whatever is wrong within is a problem that names the file it is in.
    """
    try:
        with path.open("rb") as file:
            return _verified(file, path.name, seal)
    except OSError as error:
        raise PackUnreadable(f"{path}: {error.strerror or error}") from error


def digest_line(digest: str, name: str) -> str:
    """A line of `SUMS`."""
    return f"{digest}  {name}\n"


def _verified(file: IO[bytes], name: str, noted: str | None) -> Verified:
    problems: list[str] = []
    try:
        pack = zipfile.ZipFile(file)
    except _DAMAGE as error:
        return Verified({}, "", (f"{name} is no whole zip file: {_said(error)}",))
    with pack:
        problems += _around(pack, file, name)
        held = {member: _held(pack, member, problems) for member in (SUMS, SEAL, FACTS)}
        problems += _changed(pack, held[SUMS])
        seal = hashlib.sha256(held[SUMS] or b"").hexdigest()
        if held[SEAL] != f"{seal}\n".encode():
            problems.append(f"{SEAL} is not the digest of {SUMS}")
        if noted is not None and noted.strip().lower() != seal:
            problems.append(f"{SEAL} is not the seal that was noted: it is not the pack made then")
        facts = _facts(held[FACTS], problems)
        problems += _untrue(pack, facts)
    return Verified(facts, seal, tuple(dict.fromkeys(problems)))


def _said(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _held(pack: zipfile.ZipFile, member: str, problems: list[str]) -> bytes | None:
    """What a file of the pack holds; None, with a problem more, where it cannot be read."""
    try:
        with _opened(pack, member) as file:
            return file.read()
    except _DAMAGE as error:
        problems.append(f"{member} cannot be read: {_said(error)}")
        return None


def _opened(pack: zipfile.ZipFile, member: str) -> IO[bytes]:
    """A file of the pack. Raises what `_DAMAGE` names; so does reading it."""
    if pack.getinfo(member).compress_type not in {zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED}:
        raise zipfile.BadZipFile("it is compressed as no file of a pack is")
    return pack.open(member)


def _around(pack: zipfile.ZipFile, file: IO[bytes], name: str) -> Iterator[str]:
    """What is in the zip file, before it or behind it and is no part of a pack."""
    names = pack.namelist()
    for other in sorted(set(names) - set(MEMBERS)):
        yield f"{other} is no part of a pack"
    for twice in sorted({member for member in names if names.count(member) > 1}):
        yield f"{twice} is in it more than once"
    if min((member.header_offset for member in pack.infolist()), default=0) > 0:
        yield f"{name} has something before the zip file"
    file.seek(-_END_BYTES, io.SEEK_END)
    if not (file.read(_END_BYTES).startswith(_END) and not pack.comment):
        yield f"{name} has something behind the zip file"


def _changed(pack: zipfile.ZipFile, sums: bytes | None) -> Iterator[str]:
    """Files whose digests are not those told, and what else is told."""
    told = (sums or b"").decode("utf-8", "replace").splitlines(keepends=True)
    for name in (LOGS, FACTS, README):
        try:
            line = digest_line(_digest(pack, name), name)
        except _DAMAGE as error:
            yield f"{name} cannot be read: {_said(error)}"
            continue
        if line not in told:
            yield f"{name} is not what it was: its SHA-256 differs from {SUMS}"
    if sums is not None and len(told) != 3:
        yield f"{SUMS} has {len(told)} lines and should have 3"


def _digest(pack: zipfile.ZipFile, name: str) -> str:
    found = hashlib.sha256()
    with _opened(pack, name) as file:
        while part := file.read(_PART):
            found.update(part)
    return found.hexdigest()


def _facts(text: bytes | None, problems: list[str]) -> dict[str, Any]:
    """The facts; none, with problems more, where they are not such as packs have."""
    try:
        facts = None if text is None else json.loads(text)
    except (ValueError, RecursionError) as error:
        problems.append(f"{FACTS} cannot be read: {_said(error)}")
        return {}
    if not isinstance(facts, dict):
        problems.append(f"{FACTS} holds no facts")
        return {}
    if facts.get("format") != FORMAT:
        problems.append(f"{FACTS} is not of format {FORMAT}, which this code reads")
        return {}
    wrong = [name for name, kinds in _KINDS.items() if not _is(facts, name, kinds)]
    problems += [f"{FACTS} has no such {name} as packs have" for name in wrong]
    return {} if wrong else facts


def _is(facts: dict[str, Any], name: str, kinds: tuple[type, ...]) -> bool:
    value = facts.get(name, facts)
    if type(value) not in kinds:
        return False
    return name not in _MOMENTS or value is None or _moment(value) is not None


def _untrue(pack: zipfile.ZipFile, facts: dict[str, Any]) -> Iterator[str]:
    """What the facts say of the logs and is not so."""
    try:
        with _opened(pack, LOGS) as file:
            logs = _read(file)
    except (*_DAMAGE, csv.Error) as error:
        yield f"{LOGS} cannot be read: {_said(error)}"
        return
    if not facts:
        return
    for name, value in (("logs", logs.count), ("first", logs.first), ("last", logs.last)):
        if facts[name] != value:
            yield f"{FACTS} says {name}: {facts[name]}, and {LOGS} has {value}"
    if not logs.in_order:
        yield f"{LOGS} is not in the order in which it was written"
    since, until = (_moment(facts[name]) for name in ("since", "until"))
    earliest, latest = _moment(logs.first), _moment(logs.last)
    if since and earliest and earliest < since:
        yield f"{LOGS} has a log from before the window"
    if until and latest and latest >= until:
        yield f"{LOGS} has a log from after the window"


@dataclass
class _Logs:
    """What has gone by: how many logs, the times of the earliest and of the latest, and whether
    they came newest first."""

    count: int = 0
    first: str | None = None
    last: str | None = None
    in_order: bool = True


def _read(file: IO[bytes]) -> _Logs:
    """What the file holds. Raises ValueError for what is no text, and a log without a time."""
    csv.field_size_limit(sys.maxsize)
    rows = csv.DictReader(io.TextIOWrapper(file, "utf-8", newline=""))
    logs, before = _Logs(), None
    for number, row in enumerate(rows, start=1):
        text = row.get("createdAt")
        at = _moment(text)
        if text is None or at is None:
            raise ValueError(f"log {number} was not written at a time: {text!r}")
        logs.in_order &= before is None or at <= before
        logs.count, logs.first, logs.last, before = number, text, logs.last or text, at
    return logs


def _moment(text: str | None) -> datetime | None:
    """The moment; None where the text is none, or without a zone."""
    try:
        at = None if text is None else datetime.fromisoformat(text)
    except ValueError:
        return None
    return None if at is None or at.tzinfo is None else at
