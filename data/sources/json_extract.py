"""Texts of JSON records become columns: in the engine, for thousands of records at once.

The engine's JSON functions are used through an in-memory database of its own, which holds no data.
What they cannot give exactly is read record by record, with the same result otherwise: escapes of
half a surrogate pair, which cut emoji leave behind and the engine refuses, and decimal numbers with
more digits than it keeps.
"""

from __future__ import annotations

import json
import re
from typing import Self

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.sources.aliases import field_of, fold
from data.sources.json_careful import NESTED, WRAPPED, flat_members, is_wrapper
from data.sources.rows import Column, Rows, Stretch, Texts

_KEYS = "SELECT to_json(TRY(json_keys(text))) FROM texts"
_SUBKEYS = "SELECT DISTINCT unnest(json_keys(text)) FROM texts ORDER BY ALL"
_INSIDE = "SELECT CAST(json_extract(text, ?) AS VARCHAR) FROM texts"
_VALUES = "SELECT json_extract_string(text, ?) FROM texts"
_JSON_VALUES = "SELECT CAST(json_extract(text, ?) AS VARCHAR[]) FROM texts"

_KEPT_DIGITS = 17  # of a decimal number; the engine gives back at least as many
_DECIMAL = re.compile(r"\d+\.\d+")
_STRIDE, _RUN = 4, 16  # of 18 digits and a dot, 16 follow the first place of every fourth
_CHUNK_ROWS = 2048  # the engine gives each chunk to another thread
_TEXTS = pa.schema([("text", pa.string())])


class Extractor:
    """Takes records apart. Close it after use."""

    def __init__(self) -> None:
        self._engine = duckdb.connect(config={"enable_external_access": "false"})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.close()

    def keys(self, texts: pa.StringArray) -> pa.Array:
        """For each text the JSON list of its top-level keys; null for what the engine can't read,
        an empty list for what is no object."""
        return self._ask(_KEYS, texts)

    def rows(self, texts: pa.StringArray, lines: pa.Array, keys: pa.Array) -> Stretch:
        """The records of texts that are JSON objects; `keys` as `keys()` gave them."""
        hard = np.zeros(len(texts), np.bool_)
        hard[_with_long_decimals(texts)] = True
        hard |= pc.is_null(keys).to_numpy(zero_copy_only=False)
        parts = []
        if not hard.all():
            easy = pa.array(~hard)
            part = texts.filter(easy)
            columns = self._columns(part, keys.filter(easy))
            parts.append(_rows(columns, part, lines.filter(easy)))
        if hard.any():
            part = texts.filter(pa.array(hard))
            parts.append(_rows(_careful_columns(part), part, lines.filter(pa.array(hard))))
        return parts

    def _ask(self, statement: str, texts: Texts, *bound: object) -> pa.Array:
        batches = pa.table({"text": texts}).to_batches(max_chunksize=_CHUNK_ROWS)
        self._engine.register("texts", pa.Table.from_batches(batches, _TEXTS))
        found = self._engine.execute(statement, list(bound)).to_arrow_table()
        return found.column(0).combine_chunks()

    def _columns(self, texts: Texts, keys: pa.Array) -> tuple[Column, ...]:
        texts, names = self._unwrapped(texts, keys)
        return tuple(self._members(texts, names))

    def _members(self, texts: Texts, keys: list[str], prefix: str = "") -> list[Column]:
        """A column a key of the objects; the members of objects in `NESTED` have their own."""
        names = [prefix + key for key in keys]
        fields = [field_of(name) for name in names]
        nested = {i for i, key in enumerate(keys) if not prefix and fold(key) in NESTED}
        unsure = {i for i, f in enumerate(fields) if f is None or fields.count(f) > 1}
        wanted = sorted(nested | unsure)
        pointers = [_pointer(key) for key in keys]
        values = self._values(_VALUES, texts, pointers)
        json_values = self._values(_JSON_VALUES, texts, [pointers[i] for i in wanted])
        as_json = dict(zip(wanted, json_values, strict=True))
        inner: list[Column] = []
        for i in nested:
            is_object = pc.starts_with(as_json[i], "{")
            objects = pc.if_else(is_object, as_json[i], None)
            inner += self._members(
                objects, self._ask(_SUBKEYS, objects).to_pylist(), f"{names[i]}."
            )
            values[i] = pc.if_else(is_object, None, values[i])
            as_json[i] = pc.if_else(is_object, None, as_json[i])
        return [
            *(Column(name, fields[i], values[i], as_json.get(i)) for i, name in enumerate(names)),
            *inner,
        ]

    def _unwrapped(self, texts: Texts, keys: pa.Array) -> tuple[Texts, list[str]]:
        """The logs themselves where they came wrapped, and the keys that they have."""
        kinds = {kind: json.loads(kind) for kind in pc.unique(keys).to_pylist()}
        wrapped = [kind for kind, names in kinds.items() if is_wrapper(names)]
        if wrapped:
            inside = self._ask(_INSIDE, texts, _pointer(WRAPPED))
            inside = pc.if_else(pc.starts_with(inside, "{"), inside, None)
            texts = pc.coalesce(pc.if_else(pc.is_in(keys, pa.array(wrapped)), inside, None), texts)
            kinds = {kind: json.loads(kind) for kind in pc.unique(self.keys(texts)).to_pylist()}
        return texts, list(dict.fromkeys(name for names in kinds.values() for name in names))

    def _values(self, statement: str, texts: Texts, pointers: list[str]) -> list[pa.Array]:
        if not pointers:
            return []
        lists = self._ask(statement, texts, pointers)
        nothing = pa.array(["null", '""'] if statement is _JSON_VALUES else [""])
        columns = (pc.list_element(lists, index) for index in range(len(pointers)))
        return [pc.if_else(pc.is_in(column, nothing), None, column) for column in columns]


def _rows(columns: tuple[Column, ...], texts: pa.StringArray, lines: pa.Array) -> Rows:
    return Rows(columns, lines, lambda index: texts[index].as_py().strip(), (), texts.nbytes)


def _pointer(key: str) -> str:
    """A JSON pointer (RFC 6901) to a member of an object."""
    return "/" + key.replace("~", "~0").replace("/", "~1")


def _careful_columns(texts: pa.StringArray) -> tuple[Column, ...]:
    records = [flat_members(text) for text in texts.to_pylist()]
    names = dict.fromkeys(name for record in records for name in record)
    return tuple(
        Column(
            name,
            field_of(name),
            pa.array([record[name].text if name in record else None for record in records]),
            pa.array([record[name].as_json if name in record else None for record in records]),
        )
        for name in names
    )


def _with_long_decimals(texts: pa.StringArray) -> list[int]:
    """Indices of texts with a decimal number of more digits than the engine keeps."""
    _, offsets, content = texts.buffers()
    starts = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    data = np.frombuffer(content, np.uint8, int(starts[-1]))
    sample = _in_decimal(data[::_STRIDE])
    runs = np.flatnonzero(sample[:-3] & sample[1:-2] & sample[2:-1] & sample[3:]) * _STRIDE
    runs = runs[(runs >= starts[0]) & (runs + _RUN <= len(data))]
    runs = runs[_in_decimal(data[runs[:, np.newaxis] + np.arange(_RUN)]).all(axis=1)]
    suspects = np.unique(np.searchsorted(starts, runs, "right") - 1)
    return [index for index in suspects.tolist() if _has_long_decimal(texts[index].as_py())]


def _in_decimal(data: NDArray[np.uint8]) -> NDArray[np.bool_]:
    within: NDArray[np.bool_] = (data - ord("0") <= 9) | (data == ord("."))
    return within


def _has_long_decimal(text: str) -> bool:
    numbers = (number.replace(".", "").lstrip("0") for number in _DECIMAL.findall(text))
    return any(len(digits) > _KEPT_DIGITS for digits in numbers)
