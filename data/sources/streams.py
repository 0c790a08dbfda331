"""Bytes of a source in order: plain, gzip or a member of a zip archive, read as they are needed."""

from __future__ import annotations

import contextlib
import io
import shutil
import tempfile
import threading
import weakref
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator
from types import TracebackType
from typing import IO, Any, BinaryIO, Self

BLOCK_BYTES = 1 << 20

_GZIP_WINDOW = 31  # zlib's code for "a gzip header and trailer around the largest window"


class ByteStream:
    """Decompressed bytes of one source.

    When compressed data turn out to be damaged, what could be decompressed is given first and
    `damage` then says what is wrong; the stream ends there.
    """

    def __init__(
        self, more: Callable[[int], bytes], consumed: Callable[[], int], close: Callable[[], None]
    ) -> None:
        """`more` gives about so many bytes, none at the end."""
        self._more = more
        self._consumed = consumed
        self._close = close
        self.damage: str | None = None

    @property
    def consumed(self) -> int:
        """Stored (compressed) bytes read so far."""
        return self._consumed()

    def read(self, size: int) -> bytes:
        """About the next `size` bytes: fewer only at the end, up to 1 MB more."""
        block = self._next(size)
        if not block or len(block) >= size:
            return block
        blocks = [block]
        size -= len(block)
        while size > 0 and (block := self._next(size)):
            blocks.append(block)
            size -= len(block)
        return b"".join(blocks)

    def _next(self, size: int) -> bytes:
        try:
            return self._more(size)
        except (zlib.error, zipfile.BadZipFile) as error:
            self.damage = f"the compressed data are damaged ({error})"
        except EOFError:
            self.damage = "the compressed data end too early"
        return b""

    def close(self) -> None:
        """Let go of the file."""
        self._close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def plain_stream(file: BinaryIO) -> ByteStream:
    """The bytes of a file as they are. Closing the stream closes the file."""
    return ByteStream(file.read, file.tell, file.close)


def gzip_stream(file: BinaryIO) -> ByteStream:
    """The decompressed bytes of a gzip file, of all its members."""
    return ByteStream(_inflating(file), file.tell, file.close)


def member_stream(
    content: IO[bytes], member: zipfile.ZipInfo, close: Callable[[], None], *, gzipped: bool
) -> ByteStream:
    """The bytes of an archive's member; `gzipped` members are decompressed once more.

    `consumed` is the member's compressed size times the share of it that was read: the archive
    does not tell more. `close` lets go of the archive.
    """

    def consumed() -> int:
        return member.compress_size * content.tell() // max(member.file_size, 1)

    def read(size: int) -> bytes:
        return content.read(min(size, BLOCK_BYTES))

    return ByteStream(_inflating(content) if gzipped else read, consumed, close)


def _inflating(file: IO[bytes]) -> Callable[[int], bytes]:
    blocks = _inflated(file)

    def more(_size: int) -> bytes:
        return next(filter(None, blocks), b"")

    return more


def _inflated(file: IO[bytes]) -> Iterator[bytes]:
    """The members of a gzip file one after the other, in blocks of at most 1 MB."""
    pending = b""
    while pending := pending.lstrip(b"\0") or file.read(BLOCK_BYTES):  # zeros may pad a member
        if pending.strip(b"\0"):
            pending = yield from _member(pending, file)


def _member(pending: bytes, file: IO[bytes]) -> Generator[bytes, None, bytes]:
    """One gzip member; gives what follows it. Raises EOFError when it is cut off."""
    member = zlib.decompressobj(wbits=_GZIP_WINDOW)
    while not member.eof:
        pending = pending or file.read(BLOCK_BYTES)
        if not pending:
            yield member.flush()
            raise EOFError
        before = member.copy()
        try:
            block = member.decompress(pending, BLOCK_BYTES)
        except zlib.error:
            yield b"".join(_up_to_damage(before.decompress, pending))
            raise
        yield block
        pending = member.unconsumed_tail
    return member.unused_data


def _up_to_damage(decompress: Callable[[bytes], bytes], pending: bytes) -> Iterator[bytes]:
    """What the bytes hold before the damage: a call that fails gives nothing, so byte by byte."""
    with contextlib.suppress(zlib.error):
        for byte in pending:
            yield decompress(bytes([byte]))


class Spool:
    """A copy of something that can be read only once, such as standard input.

    The copy is an unnamed temporary file: it is gone when the spool is, at the latest when the
    process ends.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._copy = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the finalizer below
        shutil.copyfileobj(file, self._copy, BLOCK_BYTES)
        self.size = self._copy.tell()
        self._lock = threading.Lock()
        weakref.finalize(self, self._copy.close)

    def reader(self) -> BinaryIO:
        """A file object with a place of its own; closing it leaves the copy alone."""
        return io.BufferedReader(_SpoolReader(self), BLOCK_BYTES)

    def read_at(self, position: int, size: int) -> bytes:
        """At most `size` bytes from `position` on."""
        with self._lock:
            self._copy.seek(position)
            return self._copy.read(size)


class _SpoolReader(io.RawIOBase):
    def __init__(self, spool: Spool) -> None:
        self._spool = spool
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._spool.size}[whence]
        self._place = start + offset
        return self._place

    def tell(self) -> int:
        return self._place

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer).cast("B")
        block = self._spool.read_at(self._place, len(view))
        view[: len(block)] = block
        self._place += len(block)
        return len(block)
