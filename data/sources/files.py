"""What people name (files, folders, globs, archives, standard input) becomes sources to read."""

from __future__ import annotations

import contextlib
import glob
import os
import stat
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO

from data.errors import SourceUnreadable
from data.sources.streams import ByteStream, Spool, gzip_stream, member_stream, plain_stream

STANDARD_INPUT = "-"

_PLAIN = (".csv", ".json", ".ndjson", ".jsonl")
_ENDINGS = (*_PLAIN, *(ending + ".gz" for ending in _PLAIN), ".zip")
_GZIP_MAGIC = b"\x1f\x8b"
_ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06")
_GLOB_SIGNS = frozenset("*?[")
_ENCRYPTED = 1


@dataclass(frozen=True)
class SourceFile:
    """One thing to read: a file, a member of an archive (`archive.zip/member.csv`), or standard
    input.

    `name` is what people are shown; `size` is in bytes as stored, 0 when unknown. `identity` tells
    apart what is the same file under two names.
    """

    name: str
    size: int
    opener: Callable[[], ByteStream] = field(repr=False, compare=False)
    identity: tuple[object, ...] = field(default=(), repr=False, compare=False)

    def open(self) -> ByteStream:
        """The decompressed bytes from the start; works any number of times, also at once.

        Raises SourceUnreadable.
        """
        try:
            return self.opener()
        except OSError as error:
            raise SourceUnreadable(self.name, _words(error)) from error
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            # What zipfile raises of a broken archive, an unknown method, and a missing password.
            raise SourceUnreadable(self.name, f"cannot be unpacked ({error})") from error


@dataclass(frozen=True)
class Expansion:
    """What was found: the files to read, each once, and what cannot be read at all."""

    files: tuple[SourceFile, ...]
    problems: tuple[SourceUnreadable, ...]


def expand(paths: Sequence[str]) -> Expansion:
    """Find the files that paths name.

    A path is a file (of any name), a folder (searched through, only the names of exports), a glob,
    a zip archive (each member with the name of an export is a source), or `-`: standard input,
    copied to a temporary file that is gone when its `SourceFile` is. A file that several paths
    name is given once, in the place of the first. Raises nothing for bad paths: see `problems`.
    """
    files: dict[tuple[object, ...], SourceFile] = {}
    problems: list[SourceUnreadable] = []
    for path in paths:
        for found in _found(path):
            if isinstance(found, SourceUnreadable):
                problems.append(found)
            else:
                files.setdefault(found.identity, found)
    return Expansion(tuple(files.values()), tuple(problems))


Found = Iterator[SourceFile | SourceUnreadable]


def _found(path: str) -> Found:
    if path == STANDARD_INPUT:
        yield from _from_spool("standard input", sys.stdin.buffer)
    elif Path(path).exists() or not _GLOB_SIGNS.intersection(path):
        yield from _named(path)
    elif matches := sorted(glob.glob(path, recursive=True)):  # noqa: PTH207 - Path.glob refuses "/…"
        for match in matches:
            yield from _named(match)
    else:
        yield SourceUnreadable(path, "matches no file")


def _named(path: str) -> Found:
    """A path without wildcards: a folder or a file."""
    try:
        mode = Path(path).stat().st_mode
        if stat.S_ISDIR(mode):
            yield from _in_folder(path)
        elif stat.S_ISREG(mode):
            yield from _in_file(path)
        elif stat.S_ISFIFO(mode) or stat.S_ISCHR(mode):
            with Path(path).open("rb") as file:
                yield from _from_spool(path, file)
        else:
            yield SourceUnreadable(path, "is neither a file nor a folder")
    except OSError as error:
        yield SourceUnreadable(path, _words(error))


def _in_folder(folder: str) -> Found:
    problems: list[SourceUnreadable] = []

    def note(error: OSError) -> None:
        problems.append(SourceUnreadable(str(error.filename), _words(error)))

    paths = [
        str(Path(parent, name))
        for parent, _, names in os.walk(folder, onerror=note)
        for name in names
        if _is_export_name(name)
    ]
    yield from problems
    if not paths and not problems:
        yield SourceUnreadable(folder, f"holds no {_ending_list()} file")
    for path in sorted(paths):
        yield from _named(path)


def _in_file(path: str) -> Found:
    def open_file() -> BinaryIO:
        return Path(path).open("rb")

    status = Path(path).stat()
    yield from _unpacked(path, status.st_size, open_file, (status.st_dev, status.st_ino))


def _from_spool(name: str, file: BinaryIO) -> Found:
    spool = Spool(file)
    yield from _unpacked(name, spool.size, spool.reader, (spool,))


def _unpacked(
    name: str, size: int, open_file: Callable[[], BinaryIO], identity: tuple[object, ...]
) -> Found:
    """A file's sources by its first bytes, whatever its name says."""
    with open_file() as file:
        magic = file.read(4)
    if magic in _ZIP_MAGICS:
        yield from _in_archive(name, open_file, identity)
    elif magic.startswith(_GZIP_MAGIC):
        yield SourceFile(name, size, lambda: gzip_stream(open_file()), identity)
    else:
        yield SourceFile(name, size, lambda: plain_stream(open_file()), identity)


def _in_archive(
    name: str, open_file: Callable[[], BinaryIO], identity: tuple[object, ...]
) -> Found:
    try:
        with open_file() as file, zipfile.ZipFile(file) as archive:
            members = sorted(archive.infolist(), key=lambda member: member.filename)
    except zipfile.BadZipFile as error:
        yield SourceUnreadable(name, f"is not a whole zip archive ({error})")
        return
    readable = [m for m in members if not m.is_dir() and _is_export_name(m.filename, ".zip")]
    if any(member.filename == "xl/workbook.xml" for member in members):
        yield SourceUnreadable(name, "is a spreadsheet workbook; save it as CSV")
    elif not readable:
        yield SourceUnreadable(name, f"is an archive without a {_ending_list('.zip')} file")
    for member in readable:
        label = f"{name}/{member.filename}"
        if member.flag_bits & _ENCRYPTED:
            yield SourceUnreadable(label, "is protected by a password")
        else:
            opener = partial(_open_member, open_file, member)
            key = (*identity, member.header_offset)
            yield SourceFile(label, member.compress_size, opener, key)


def _open_member(open_file: Callable[[], BinaryIO], member: zipfile.ZipInfo) -> ByteStream:
    with contextlib.ExitStack() as held:
        archive = held.enter_context(zipfile.ZipFile(held.enter_context(open_file())))
        with archive.open(member) as file:
            gzipped = file.read(len(_GZIP_MAGIC)) == _GZIP_MAGIC
        content = held.enter_context(archive.open(member))
        return member_stream(content, member, held.pop_all().close, gzipped=gzipped)


def _is_export_name(name: str, *but: str) -> bool:
    """True for the name of an export; not for the shadow files that macOS puts beside files."""
    base = name.rpartition("/")[2].lower()
    endings = tuple(ending for ending in _ENDINGS if ending not in but)
    return base.endswith(endings) and not base.startswith("._")


def _ending_list(*but: str) -> str:
    return ", ".join(ending for ending in _ENDINGS if ending not in but and "gz" not in ending)


def _words(error: OSError) -> str:
    return {
        FileNotFoundError: "does not exist",
        PermissionError: "may not be read (no permission)",
    }.get(type(error), error.strerror or str(error))
