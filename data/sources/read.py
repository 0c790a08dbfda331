"""One source, whatever its format, as batches of raw records."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import chain

from data.errors import SourceUnreadable
from data.sources.batches import Batcher
from data.sources.csv_export import CsvRows
from data.sources.csv_header import read_header
from data.sources.encoding import Utf8Stream
from data.sources.files import SourceFile
from data.sources.json_export import JsonRows
from data.sources.raw import TIME_FIELDS, RawBatch
from data.sources.rows import Stretch, Texts
from data.sources.shape import shape
from data.sources.streams import ByteStream
from data.sources.times import DateOrders

_START_BYTES = 1 << 20  # a CSV header has to end within
_WINDOW_BYTES = 8 << 20  # parsed at a time; more is no faster


def read(source: SourceFile, *, batch_bytes: int = 32 << 20) -> Iterator[RawBatch]:
    """Read a file to its end, in batches of about `batch_bytes` of decompressed text.

    Content decides about the format: JSON begins with a brace or a bracket, everything else is CSV
    with a header. Memory stays within some times `batch_bytes` for files of any size; a record
    longer than that (160 MB at most) takes some times its own size. A file is read a second time
    when its dates are written so that only all of them together tell day from month.

    Raises SourceUnreadable: before the first batch when the file is no export of logs, after the
    last one when its compressed data are damaged.
    """
    window = min(batch_bytes, _WINDOW_BYTES)
    orders = DateOrders(lambda: _time_texts(source, window))
    batcher = Batcher(source.name, batch_bytes)
    with source.open() as stream:
        with closing(_rows(source, stream, window)) as stretches:
            for stretch in stretches:
                shaped = [shape(source.name, rows, orders) for rows in stretch]
                yield from batcher.add(shaped, stream.consumed)
        yield from batcher.flush(source.size or stream.consumed)
        if stream.damage is not None:
            raise SourceUnreadable(source.name, stream.damage)


def _time_texts(source: SourceFile, window: int) -> Iterator[Texts]:
    with source.open() as stream, closing(_rows(source, stream, window)) as stretches:
        for rows in chain.from_iterable(stretches):
            columns = (rows.field(name) for name in sorted(TIME_FIELDS))
            yield from (texts for texts in columns if texts is not None)


def _rows(source: SourceFile, stream: ByteStream, window: int) -> Generator[Stretch, None, None]:
    utf8 = Utf8Stream(stream)
    start = utf8.read(_START_BYTES)
    if utf8.empty and stream.damage is None:
        raise SourceUnreadable(source.name, "is empty")
    if start.lstrip()[:1] in (b"{", b"["):
        yield from JsonRows(source.name, utf8, start=start, window_bytes=window)
    elif stream.damage is None or start.strip():
        header = read_header(source.name, start)
        yield from CsvRows(
            source.name,
            utf8,
            header.layout,
            start=start[header.end :],
            line=header.next_line,
            window_bytes=window,
        )
