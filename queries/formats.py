"""Answers as text: a table for people, CSV and JSON for programs."""

from __future__ import annotations

import csv
import io
import json
import math
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pandas as pd

from queries.question import Column, Kind

_NUMBERS = frozenset({"count", "number", "id"})
_WIDEST = 80


def as_json(frame: pd.DataFrame, columns: Sequence[Column]) -> str:
    """A JSON list of objects, one a line, with the declared columns.

    Times are ISO 8601 with their offset, days YYYY-MM-DD, what is not known null.
    """
    names = [column.name for column in columns]
    lines = [
        json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False)
        for row in _plain_rows(frame, columns)
    ]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def as_csv(
    frame: pd.DataFrame, columns: Sequence[Column], *, cell: Callable[[str], str] = str
) -> str:
    """CSV with a header; values as in `as_json`, what is not known left empty.

    `cell` changes texts before they are written; see `harmless`.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    for row in _plain_rows(frame, columns):
        writer.writerow([_csv_value(value, cell) for value in row])
    return text.getvalue()


def _csv_value(value: Any, cell: Callable[[str], str]) -> Any:
    if isinstance(value, bool):
        return json.dumps(value)
    return cell(value) if isinstance(value, str) else value


def harmless(cell: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet could take it for a formula."""
    risky = cell.startswith(("\t", "\r", "\n")) or cell.lstrip().startswith(("=", "+", "-", "@"))
    return f"'{cell}" if risky else cell


def as_table(frame: pd.DataFrame, columns: Sequence[Column]) -> str:
    """Aligned columns to look at: thousands separated, long text cut with an ellipsis."""
    cells = [
        [_shown(value, column) for value, column in zip(row, columns, strict=True)]
        for row in _rows(frame)
    ]
    header = [column.name for column in columns]
    widths = [max(map(_width, texts)) for texts in zip(header, *cells, strict=True)]
    lines = [header, ["-" * width for width in widths], *cells]
    return "".join(f"{_line(line, columns, widths)}\n" for line in lines)


def _rows(frame: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    return frame.itertuples(index=False, name=None)


def _plain_rows(frame: pd.DataFrame, columns: Sequence[Column]) -> Iterator[list[Any]]:
    for row in _rows(frame):
        yield [_plain(value, column.kind) for value, column in zip(row, columns, strict=True)]


def _plain(value: Any, kind: Kind) -> Any:
    """The value as JSON holds it."""
    if kind == "text" or pd.isna(value):
        return value if isinstance(value, str) else None
    if kind == "time":
        whole = value.microsecond % 1000 == 0
        return value.isoformat(timespec="milliseconds" if whole else "microseconds")
    if kind == "day":
        return value.isoformat()
    if kind == "flag":
        return bool(value)
    if kind == "number":
        return float(value) if math.isfinite(value) else None
    return int(value)


def _shown(value: Any, column: Column) -> str:
    plain = _plain(value, column.kind)
    if plain is None:
        return ""
    if column.kind == "time":
        return f"{value:%Y-%m-%d %H:%M:%S}"
    if column.kind == "count":
        return f"{plain:,}"
    if column.kind == "number":
        return f"{plain:,.4g}"
    if column.kind == "flag":
        return "yes" if plain else "no"
    # A log's text must not steer the terminal that shows it.
    text = "".join(letter if letter.isprintable() else " " for letter in str(plain))
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _line(texts: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> str:
    padded = []
    for text, column, width in zip(texts, columns, widths, strict=True):
        space = " " * (width - _width(text))
        padded.append(space + text if column.kind in _NUMBERS else text + space)
    return "  ".join(padded).rstrip()


def _width(text: str) -> int:
    """Columns of a terminal that the text takes."""
    return sum(
        0 if unicodedata.combining(letter) else 1 + (unicodedata.east_asian_width(letter) in "WF")
        for letter in text
    )
