"""The column `data_keys`: which keys inside a log's `data` have a value, found once, at import.

Few shapes of `data` stand for many logs: the engine reduces each text to its structure, and only
different structures are looked at here. What a structure hides (values of mixed kinds, empty
texts) is read from the text itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import duckdb
import pyarrow as pa

from data.key_path import EACH, path_text, paths_in

# Without conditions on the structure: for each the engine would take every text apart once more.
_SHAPED = """
CREATE OR REPLACE TEMP TABLE shaped AS
SELECT row, odd, CASE WHEN odd THEN text ELSE structure END AS shape
FROM (
    SELECT *, structure IS NOT NULL
        AND (contains(text, '""') OR contains(structure, '"JSON"')) AS odd
    FROM (
        SELECT raw.row, coalesce(care.text, raw.data) AS text,
            CAST(TRY(json_structure(coalesce(care.text, raw.data))) AS VARCHAR) AS structure
        FROM raw LEFT JOIN care ON raw.row = care.row
    )
)
"""

_KEYED = """
CREATE OR REPLACE TEMP TABLE keyed AS
SELECT row, keys FROM shaped JOIN shapes ON shaped.odd = shapes.odd AND shaped.shape = shapes.shape
"""

_SCHEMA = pa.schema([("odd", pa.bool_()), ("shape", pa.string()), ("keys", pa.string())])


def find_keys(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary table `keyed` (row, keys) of the tables `raw` and `care`.

    It has no row where a text is no JSON object or array that the engine can read.
    """
    connection.execute(_SHAPED)
    shapes = connection.execute(
        "SELECT DISTINCT odd, shape FROM shaped WHERE shape IS NOT NULL"
    ).fetchall()
    found = [
        {"odd": odd, "shape": shape, "keys": keys_text(shape) if odd else _keys_of(shape)}
        for odd, shape in shapes
    ]
    connection.register("shapes", pa.Table.from_pylist(found, schema=_SCHEMA))
    connection.execute(_KEYED)
    connection.unregister("shapes")
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


def _keys_of(structure: str) -> str | None:
    """The same from what DuckDB's `json_structure` makes of a text: types stand for values."""
    return _listed(paths_in(_without_nulls(json.loads(structure))))


def _without_nulls(structure: Any) -> Any:
    if isinstance(structure, dict):
        return {key: _without_nulls(inner) for key, inner in structure.items()}
    if isinstance(structure, list):
        return [_without_nulls(inner) for inner in structure]
    return None if structure == "NULL" else structure


def _listed(paths: Iterable[tuple[str, ...]]) -> str | None:
    named = sorted({path_text(steps) for steps in paths if set(steps) - {EACH}})
    return json.dumps(named, ensure_ascii=False) if named else None
