"""Raw records become typed rows, once, in the embedded engine's SQL.

The statements are made from the one list in `columns.py`. They read three tables: `raw` (a
`RawBatch.table` with the columns `row` and `list`), `care` (what `care.py` made of some rows) and
`key_lists` (the keys inside `data`, see `data_keys.py`) and give the columns of `logs` but
`batch_id`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby

import pyarrow as pa

from data.care import Cared, care_for, scrubbed_extra
from data.columns import LOG_COLUMNS, LOWER_CASE, LogColumn
from data.credentials import SUSPECT, Scrubbed

CARE_SCHEMA = pa.schema(
    [
        ("row", pa.int64()),
        ("text", pa.string()),
        ("json", pa.string()),
        ("extra", pa.string()),
        ("replaced", pa.int64()),
        ("push_batches", pa.int64()),
        ("push_success", pa.int64()),
        ("push_failure", pa.int64()),
    ]
)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


NEEDS_CARE = f"""
SELECT row, data, type, extra FROM raw
WHERE data IS NOT NULL AND (
    regexp_matches(data, {_quoted(SUSPECT)})
    OR contains(data, '"{{\\"') OR contains(data, '"[{{\\"') OR data[1] = '"'
    OR type = 'job' OR starts_with(type, 'pushNotification.')
) OR extra IS NOT NULL AND regexp_matches(extra, {_quoted(SUSPECT)})
"""
"""Rows that `care_for` has to look at: may hold credentials, JSON in strings, or a push result."""

PUSH_SCHEMA = pa.schema(
    [
        ("row", pa.int64()),
        ("method", pa.string()),
        ("error", pa.string()),
        ("success", pa.int64()),
        ("failure", pa.int64()),
    ]
)


def cared_tables(
    rows: Iterable[tuple[int, str | None, str, str | None]],
) -> tuple[pa.Table, pa.Table]:
    """`care` (CARE_SCHEMA) and push results (PUSH_SCHEMA) of rows (row, data, log type, extra)."""
    care: list[dict[str, object]] = []
    push: list[dict[str, object]] = []
    for row, text, log_type, extra in rows:
        cared = care_for(text, log_type) if text is not None else None
        further = scrubbed_extra(extra) if extra is not None else Scrubbed(None, 0)
        care.append({"row": row, **_care_row(cared, further)})
        parts = cared.push.parts if cared and cared.push else ()
        push += [{"row": row, **vars(part)} for part in parts]
    return (
        pa.Table.from_pylist(care, schema=CARE_SCHEMA),
        pa.Table.from_pylist(push, schema=PUSH_SCHEMA),
    )


def _care_row(cared: Cared | None, further: Scrubbed) -> dict[str, object]:
    row: dict[str, object] = {"extra": further.value, "replaced": further.replaced}
    if cared is None:
        return row
    push = cared.push
    return {
        "extra": further.value,
        "text": cared.text,
        "json": cared.json,
        "replaced": cared.replaced + further.replaced,
        "push_batches": push.batches if push else None,
        "push_success": push.success if push else None,
        "push_failure": push.failure if push else None,
    }


def _type_test(types: tuple[str, ...]) -> str:
    return "(" + " OR ".join(f"type LIKE {_quoted(t)}" for t in types) + ")"


def _groups() -> list[tuple[tuple[str, ...], list[LogColumn]]]:
    """Extracted columns by the log types they are read for: one pass over the JSON a group."""
    extracted = sorted((c for c in LOG_COLUMNS if c.extracted), key=lambda c: c.types)
    return [(types, list(columns)) for types, columns in groupby(extracted, lambda c: c.types)]


def _finds() -> list[str]:
    """For each group what is found at its paths: `found0`, `found1` …

    The group for every log type is a struct, read in one walk over the JSON's keys; that needs
    paths of which none begins another. The others are lists, in the order of their paths.
    """
    result = []
    for number, (types, columns) in enumerate(_groups()):
        if types:
            paths = ", ".join(_quoted(p) for p in _paths(columns))
            found = f"TRY(json_extract_string(json, [{paths}]))"
            found = f"CASE WHEN {_type_test(types)} THEN {found} END"
        else:
            found = f"TRY(from_json(json, {_quoted(json.dumps(_nested(_paths(columns))))}))"
        result.append(f"{found} AS found{number}")
    return result


def _nested(paths: list[str]) -> dict[str, object]:
    """Paths as the nested structure of texts that `from_json` takes."""
    structure: dict[str, object] = {}
    for path in paths:
        *outer, last = path.removeprefix("$.").split(".")
        place = structure
        for key in outer:
            inner = place.setdefault(key, {})
            assert isinstance(inner, dict), f"{path} goes on where another path ends"
            place = inner
        assert not isinstance(place.get(last), dict), f"{path} ends where another path goes on"
        place[last] = "VARCHAR"
    return structure


def _place(path: str, group: int, types: tuple[str, ...], paths: list[str]) -> str:
    if types:
        return f"found{group}[{paths.index(path) + 1}]"
    keys = ".".join(f'"{key}"' for key in path.removeprefix("$.").split("."))
    return f"found{group}.{keys}"


def _paths(columns: list[LogColumn]) -> list[str]:
    return list(dict.fromkeys(path for column in columns for path in column.paths))


def _expressions() -> list[str]:
    places = {
        column.name: (number, _paths(columns), types)
        for number, (types, columns) in enumerate(_groups())
        for column in columns
    }
    written = []
    for column in LOG_COLUMNS:
        if column.name in _WRITTEN_BY_HAND:
            expression = _WRITTEN_BY_HAND[column.name]
        else:
            expression = _expression(column, *places.get(column.name, (0, [], ())))
        if expression:
            written.append(f"{expression} AS {column.name}")
    return written


def _expression(column: LogColumn, group: int, paths: list[str], types: tuple[str, ...]) -> str:
    parts = [f'"{column.field}"'] if column.field else []
    for path in column.paths:
        found = f"nullif({_place(path, group, types, paths)}, '')"
        only = [pattern for limited, pattern in column.only if limited == path]
        parts.append(f"CASE WHEN {_type_test(tuple(only))} THEN {found} END" if only else found)
    if column.anywhere:
        deep = _quoted(f"$..{column.anywhere}")
        test = f"contains(json, {_quoted(chr(34) + column.anywhere + chr(34))})"
        guard = f"{_type_test(types)} AND {test}" if types else test
        parts.append(
            f"CASE WHEN {guard} THEN nullif(TRY(json_extract_string(json, {deep}))[1], '') END"
        )
    value = parts[0] if len(parts) == 1 else f"coalesce({', '.join(parts)})"
    if column.kind == "integer":
        return _whole(value)
    return f"lower(trim({value}))" if column.name in LOWER_CASE else value


def _whole(value: str) -> str:
    """A whole number of at most 18 digits, also as spreadsheets write it (12.0); else null.

    The pattern is slow, so it only sees what the plain cast does not give back unchanged.
    """
    plain = f"TRY_CAST({value} AS BIGINT)"
    pattern = r"'^\s*(-?\d{1,18})(?:\.0*)?\s*$'"
    return (
        f"CASE WHEN CAST({plain} AS VARCHAR) = {value} THEN {plain} "
        f"WHEN {value} IS NOT NULL THEN "
        f"TRY_CAST(regexp_extract({value}, {pattern}, 1) AS BIGINT) END"
    )


_MISFITS = tuple(c for c in LOG_COLUMNS if c.kind == "integer" and c.field)

_CONTENT = (
    "type",
    "createdAt",
    "user.type",
    "app.name",
    "user.email",
    *(c.field for c in _MISFITS if c.field),
    "requestId",
)


def _stable_id() -> str:
    """A negative number from the record's content; the same for the same record, however often
    and in which form it comes: JSON white space and Fliplet's description do not count."""
    fields = [f"coalesce(CAST(\"{name}\" AS VARCHAR), '')" for name in _CONTENT]
    fields.append("coalesce(CAST(TRY(json(text)) AS VARCHAR), text, '')")
    content = f"concat_ws(chr(31), {', '.join(fields)})"
    return f"-1 - CAST(md5_number_lower({content}) >> 2 AS BIGINT)"


def _extra() -> str:
    """`extra`, with the text of every value that is no whole number but stands where one goes."""
    unfit = [
        f'("{c.field}" IS NOT NULL AND {_whole(chr(34) + str(c.field) + chr(34))} IS NULL)'
        for c in _MISFITS
    ]
    members = ", ".join(
        f'{_quoted(str(c.field))}, CASE WHEN {test} THEN "{c.field}" END'
        for c, test in zip(_MISFITS, unfit, strict=True)
    )
    return (
        f"CASE WHEN {' OR '.join(unfit)} "
        f"THEN CAST(json_merge_patch(coalesce(extra, '{{}}'), json_object({members})) AS VARCHAR) "
        "ELSE extra END"
    )


_WRITTEN_BY_HAND = {
    "id": f"CASE WHEN {_whole('id')} IS NULL THEN {_stable_id()} ELSE {_whole('id')} END",
    "created_at": '"createdAt"',
    "updated_at": '"updatedAt"',
    "log_type": "trim(type)",
    "given_user_email": '"user.email"',
    "data": "text",
    "extra": _extra(),
    "push_batches": "push_batches",
    "push_success": "push_success",
    "push_failure": "push_failure",
    "data_keys": "keys",
    "batch_id": "",
}

_WITH_CARE = """
SELECT raw.* EXCLUDE (extra), coalesce(care.text, raw.data) AS text,
    CASE WHEN care.row IS NULL THEN raw.extra ELSE care.extra END AS extra,
    CASE WHEN care.row IS NULL THEN raw.data ELSE care.json END AS json,
    care.push_batches, care.push_success, care.push_failure
FROM raw LEFT JOIN care ON raw.row = care.row
"""

NORMALISE = f"""
SELECT row, {", ".join(_expressions())}
FROM (
    SELECT *, {", ".join(_finds())}
    FROM ({_WITH_CARE}) LEFT JOIN key_lists USING (list)
)
"""
"""Gives `row` and the columns of `logs` but `batch_id`, in their order."""

IDENTIFY = f"SELECT row, {_WRITTEN_BY_HAND['id']} AS id FROM ({_WITH_CARE})"
"""Gives `row` and the `id` that the row will have."""
