"""The column `data_keys`: which keys inside a log's `data` have a value, found once, at import.

Few shapes of `data` stand for many logs, and only different shapes are looked at here. The engine
lists the keys of a plain text, one object without objects, arrays, nulls and empty texts within:
ten times as fast as the structure to which it reduces any other. What a structure hides (values of
mixed kinds, empty texts) is read from the text itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import duckdb
import pyarrow as pa

from data.key_path import EACH, path_text, paths_in

_WITHIN_OTHERS = " OR ".join(f"contains(text, '{part}')" for part in ("[", "null", '""'))
_PLAIN = f"starts_with(text, '{{') AND NOT (contains(text[2:], '{{') OR {_WITHIN_OTHERS})"

# Without conditions on the structure: for each the engine would take every text apart once more.
_SHAPED = f"""
CREATE OR REPLACE TEMP TABLE shaped AS
SELECT row, kind, CASE kind WHEN 'text' THEN text ELSE shape END AS shape
FROM (
    SELECT row, text, shape, CASE WHEN plain THEN 'keys'
        WHEN contains(text, '""') OR contains(shape, '"JSON"') THEN 'text' ELSE 'structure'
        END AS kind
    FROM (
        SELECT row, text, plain, CASE WHEN plain THEN CAST(to_json(TRY(json_keys(text))) AS VARCHAR)
            ELSE CAST(TRY(json_structure(text)) AS VARCHAR) END AS shape
        FROM (
            SELECT row, text, {_PLAIN} AS plain
            FROM (
                SELECT raw.row, coalesce(care.text, raw.data) AS text
                FROM raw LEFT JOIN care ON raw.row = care.row
            )
            WHERE text IS NOT NULL
        )
    )
    WHERE shape IS NOT NULL
)
"""

_KEYED = """
CREATE OR REPLACE TEMP TABLE keyed AS
SELECT row, list FROM shaped JOIN shapes
ON shaped.kind = shapes.kind AND shaped.shape = shapes.shape
"""

_SCHEMA = pa.schema([("kind", pa.string()), ("shape", pa.string()), ("list", pa.int32())])


def find_keys(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary tables `keyed` (row, list) and `key_lists` (list, keys) of `raw` and
    `care`; whoever normalises `raw` gives it the column `list`.

    `keyed` has no row where a text is no JSON object or array that the engine can read, or one
    without any value.
    """
    connection.execute(_SHAPED)
    shapes = connection.execute("SELECT DISTINCT kind, shape FROM shaped").fetchall()
    keys = [_READ[kind](shape) for kind, shape in shapes]
    lists = {text: number for number, text in enumerate(dict.fromkeys(filter(None, keys)))}
    numbered = [
        {"kind": kind, "shape": shape, "list": lists[text]}
        for (kind, shape), text in zip(shapes, keys, strict=True)
        if text
    ]
    key_lists = pa.table(
        {"list": pa.array(lists.values(), pa.int32()), "keys": pa.array(lists, pa.string())}
    )
    connection.register("key_lists_given", key_lists)
    connection.execute("CREATE OR REPLACE TEMP TABLE key_lists AS FROM key_lists_given")
    connection.register("shapes", pa.Table.from_pylist(numbered, schema=_SCHEMA))
    connection.execute(_KEYED)
    for name in ("shapes", "key_lists_given"):
        connection.unregister(name)
    connection.execute("DROP TABLE shaped")


def keys_text(text: str) -> str | None:
    """The keys with a value in a JSON text, as the sorted JSON list of their paths; None for none.

    Of a key that comes twice in one object the first counts, as it does for the engines.
    """
    try:
        value = json.loads(text, object_pairs_hook=lambda pairs: dict(reversed(pairs)))
    except (ValueError, RecursionError):
        return None
    return _listed(paths_in(value))


def _keys_of_structure(structure: str) -> str | None:
    """The same from what DuckDB's `json_structure` makes of a text: types stand for values."""
    return _listed(paths_in(_without_nulls(json.loads(structure))))


def _keys_listed(keys: str) -> str | None:
    """The same from the JSON list of the keys of an object whose every value is one."""
    return _listed(paths_in(dict.fromkeys(json.loads(keys), True)))


def _without_nulls(structure: Any) -> Any:
    if isinstance(structure, dict):
        return {key: _without_nulls(inner) for key, inner in structure.items()}
    if isinstance(structure, list):
        return [_without_nulls(inner) for inner in structure]
    return None if structure == "NULL" else structure


def _listed(paths: Iterable[tuple[str, ...]]) -> str | None:
    named = sorted({path_text(steps) for steps in paths if set(steps) - {EACH}})
    return json.dumps(named, ensure_ascii=False) if named else None


_READ = {"keys": _keys_listed, "structure": _keys_of_structure, "text": keys_text}
