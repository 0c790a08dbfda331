"""Columns of text made at once: identifiers and JSON from templates."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.demo.dice import Dice, Ints

_DIGITS = np.frombuffer(b"0123456789abcdef", dtype=np.uint8)
_PLACES = np.array([place for place in range(36) if place not in (8, 13, 18, 23)])
_PLACE = re.compile(r"<(\w+)>")


def uuids(dice: Dice, count: int) -> pa.Array:
    """`count` random identifiers in the form of a version 4 UUID."""
    raw = dice.words(2 * count).astype("<u8").view(np.uint8).reshape(count, 16)
    raw[:, 6] = raw[:, 6] & 0x0F | 0x40
    raw[:, 8] = raw[:, 8] & 0x3F | 0x80
    text = np.full((count, 36), ord("-"), dtype=np.uint8)
    text[:, _PLACES] = np.stack([_DIGITS[raw >> 4], _DIGITS[raw & 15]], axis=2).reshape(count, 32)
    offsets = np.arange(0, 36 * count + 1, 36, dtype=np.int32)
    return pa.StringArray.from_buffers(count, pa.py_buffer(offsets), pa.py_buffer(text))


def filled(template: str, **columns: Any) -> pa.Array:
    """One text a row: `<name>` in the template stands for the row's value of that column.

    Columns are arrays of text (JSON where the place needs quotes) or of whole numbers.
    """
    texts = {name: _as_text(column) for name, column in columns.items()}
    parts = _PLACE.split(template)
    pieces = [texts[part] if number % 2 else part for number, part in enumerate(parts)]
    return pc.binary_join_element_wise(*(p for p in pieces if not isinstance(p, str) or p), "")


def as_json(values: Iterable[object]) -> pa.Array:
    """Each value as JSON text; None stays without a value."""
    texts = [None if value is None else json.dumps(value, ensure_ascii=False) for value in values]
    return pa.array(texts, pa.string())


def taken(values: Sequence[Any] | pa.Array | Ints, index: Ints) -> pa.Array:
    """`values` at each position, as text; none where the position is negative."""
    return _as_text(values).take(pa.array(index, mask=index < 0))


def _as_text(values: Any) -> pa.Array:
    if isinstance(values, np.ndarray | list | tuple):
        values = pa.array(values)
    return values if pa.types.is_string(values.type) else values.cast(pa.string())
