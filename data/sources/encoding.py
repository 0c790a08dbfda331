"""Any of the usual encodings becomes UTF-8.

A byte-order mark decides; without one, UTF-16 is recognised by the zero bytes beside each letter.
Everything else is UTF-8 in which bytes that are not valid are read as Windows-1252, each run of
them by itself. So a Windows-1252 file is read as such, and so is one that was appended to UTF-8.
"""

from __future__ import annotations

import codecs

from data.sources.streams import ByteStream

BOM = codecs.BOM_UTF8
LENIENT = "windows-1252-where-not-utf-8"
"""Name of the codec error handler that reads bytes which are not UTF-8 as Windows-1252."""

_SAMPLE_BYTES = 1024
_UTF16_SHARE = 0.4  # of the sample's bytes on one side that are zero; ASCII would give 1.0


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    raw = error.object[error.start : error.end]
    letters = (bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in raw)
    return "".join(letters), error.end


codecs.register_error(LENIENT, _as_windows_1252)


def to_text(raw: bytes) -> str:
    """The text of bytes from a `Utf8Stream`."""
    return raw.decode("utf-8", LENIENT)


def to_utf8(raw: bytes) -> bytes:
    """The same bytes made valid UTF-8."""
    return to_text(raw).encode()


class Utf8Stream:
    """A byte stream whose UTF-16 is turned to UTF-8, without its byte-order mark.

    Bytes that are not UTF-8 are passed on as they are; `to_text` and `to_utf8` know them.
    """

    def __init__(self, stream: ByteStream) -> None:
        self._stream = stream
        self._start = stream.read(_SAMPLE_BYTES)
        self.empty = not self._start
        self._decoder = _utf16_decoder(self._start)
        self._start = self._start.removeprefix(BOM)

    def read(self, size: int) -> bytes:
        """About the next `size` bytes; empty only at the end."""
        if self._decoder is None:
            return self._take(size)
        raw = self._take(size)
        text = self._decoder.decode(raw, final=not raw)
        while raw and not text:
            raw = self._take(size)
            text = self._decoder.decode(raw, final=not raw)
        return text.encode()

    def _take(self, size: int) -> bytes:
        start, self._start = self._start, b""
        return start + self._stream.read(max(size - len(start), 1))


def _utf16_decoder(sample: bytes) -> codecs.IncrementalDecoder | None:
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return codecs.getincrementaldecoder("utf-16")("replace")
    half = len(sample) / 2
    if half and sample[1::2].count(0) >= half * _UTF16_SHARE > sample[::2].count(0):
        return codecs.getincrementaldecoder("utf-16-le")("replace")
    if half and sample[::2].count(0) >= half * _UTF16_SHARE > sample[1::2].count(0):
        return codecs.getincrementaldecoder("utf-16-be")("replace")
    return None
