"""Columns of texts become columns of times, or a reason why not.

ISO 8601 is read by the engine. Everything else is read value by value (`time_text.py`), each
distinct value once. Dates in digits whose order depends on the country are settled by the whole
file: an order that cannot read some date of the file that another order can read is out.
A time counts when the orders left give it one meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

from data.sources.rows import Texts
from data.sources.time_text import DAY_US, EPOCH_DAY, Order, is_day_number, readings

FIRST_YEAR, LAST_YEAR = 1970, 2200

_UTC = pa.timestamp("us", "UTC")
_TIME = pa.timestamp("us")
_ISO_UTC = r"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,6})?Z$"
_END = (date(LAST_YEAR + 1, 1, 1).toordinal() - EPOCH_DAY) * DAY_US
_SHOWN_CHARACTERS = 60


@dataclass(frozen=True)
class Times:
    """A column of times (timestamp[us], UTC), null where there is no text or it is no time.

    `problems` gives for the index of a text that is no time what is wrong with it.
    """

    values: pa.Array
    problems: dict[int, str]


class DateOrders:
    """The orders of day, month and year that a whole file allows, found when first asked for."""

    def __init__(self, columns: Callable[[], Iterable[Texts]]) -> None:
        """`columns` goes through the file and gives its columns of time texts."""
        self._columns = columns

    def left(self, style: str) -> frozenset[Order] | None:
        """The orders left for a style of dates; None when its dates contradict each other."""
        return self._left.get(style)

    @cached_property
    def _left(self) -> dict[str, frozenset[Order] | None]:
        found: dict[str, set[frozenset[Order]]] = {}
        for column in self._columns():
            for text in pc.unique(column).to_pylist():
                reading = readings(text) if text is not None else None
                if reading is not None and reading.style is not None:
                    found.setdefault(reading.style, set()).add(frozenset(reading.by_order))
        return {style: frozenset.intersection(*sets) or None for style, sets in found.items()}


def read_times(texts: Texts, orders: DateOrders) -> Times:
    """Read a column of texts."""
    values = _all_iso(texts)
    if values is None:
        return _one_by_one(texts, orders)
    least, most = pc.min_max(values.cast(pa.int64())).as_py().values()
    if least is not None and (least < 0 or most >= _END):
        return _one_by_one(texts, orders)
    return Times(values, {})


def _all_iso(texts: Texts) -> pa.Array | None:
    """The times when every text is ISO 8601, all with or all without an offset; else None."""
    for kind in (_UTC, _TIME):
        try:
            return _flat(pc.cast(texts, kind).cast(_TIME))
        except pa.ArrowInvalid:
            continue
    return None


def _one_by_one(texts: Texts, orders: DateOrders) -> Times:
    plain = pc.match_substring_regex(texts, _ISO_UTC)
    values = _all_iso(pc.if_else(plain, texts, None))
    others = texts if values is None else pc.if_else(plain, None, texts)
    coded = _flat(others).dictionary_encode()
    meanings = [_meaning(text, orders) for text in coded.dictionary.to_pylist()]
    times = pa.array([m if isinstance(m, int) else None for m in meanings], pa.int64())
    read = times.take(coded.indices).cast(_TIME)
    values = read if values is None else pc.coalesce(values, read)
    return _within_years(Times(values, _problems(coded, meanings)), texts)


def _problems(coded: pa.DictionaryArray, meanings: list[int | str]) -> dict[int, str]:
    bad = [code for code, meaning in enumerate(meanings) if isinstance(meaning, str)]
    if not bad:
        return {}
    places = pc.indices_nonzero(pc.is_in(coded.indices, pa.array(bad, coded.indices.type)))
    codes = coded.indices.take(places).to_pylist()
    return {
        place: str(meanings[code]) for place, code in zip(places.to_pylist(), codes, strict=True)
    }


def _within_years(times: Times, texts: Texts) -> Times:
    numbers = times.values.cast(pa.int64())
    outside = pc.fill_null(pc.or_(pc.less(numbers, 0), pc.greater_equal(numbers, _END)), False)
    places = pc.indices_nonzero(outside).to_pylist()
    reason = f"is not within the years {FIRST_YEAR} to {LAST_YEAR}"
    problems = {place: f"{_quoted(texts[place].as_py())} {reason}" for place in places}
    return Times(pc.if_else(outside, None, times.values), times.problems | problems)


def _meaning(text: str, orders: DateOrders) -> int | str:
    """Microseconds since 1970, or what is wrong with the text."""
    reading = readings(text)
    if reading is None:
        if is_day_number(text):
            return (
                f"{_quoted(text)} is a spreadsheet's day number, which counts from 1900 or from "
                "1904; format the column as a date"
            )
        return f"{_quoted(text)} is not a time"
    left = orders.left(reading.style) if reading.style is not None else None
    meanings = {when: None for order, when in reading.by_order.items() if not left or order in left}
    if len(meanings) == 1:
        return next(iter(meanings))
    return f"{_quoted(text)} is ambiguous: {_choices(meanings)}"


def _choices(moments: Iterable[int]) -> str:
    days = [date.fromordinal(EPOCH_DAY + when // DAY_US) for when in moments]
    form = "{0.day} {0:%B}" if len({day.year for day in days}) == 1 else "{0.day} {0:%B %Y}"
    return " or ".join(form.format(day) for day in days)


def _quoted(text: str) -> str:
    shown = text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "…"
    return f'"{shown}"'


def _flat(array: Texts) -> pa.Array:
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
