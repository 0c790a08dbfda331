"""The data model as a page of documentation, made from the code's own lists."""

from __future__ import annotations

from pathlib import Path

from data.columns import LOG_COLUMNS, LOWER_CASE, LogColumn
from data.schema import logs, metadata

DATA_MODEL = Path(__file__).parent.parent / "docs" / "data-model.md"

_INTRODUCTION = """\
# Data model

Made by `make docs` from `data/columns.py` and `data/schema.py`; a test holds this page to them.

Logs are normalised once, when they come in. What a question needs is then a typed column; the
original `data` text is kept beside it. Times are UTC. A value that stands where a whole number
goes but is none is kept under its field's name in `extra`.
"""


def data_model() -> str:
    """The page's Markdown text."""
    lines = [_INTRODUCTION, "## logs", "", "| column | type | from | log types | meaning |"]
    lines += ["| --- | --- | --- | --- | --- |", *(_row(column) for column in LOG_COLUMNS)]
    for table in metadata.sorted_tables:
        if table is not logs:
            lines += ["", f"## {table.name}", "", table.comment or "", "", "| column | type |"]
            lines += ["| --- | --- |"]
            lines += [f"| `{c.name}` | {_TYPE_NAMES[type(c.type).__name__]} |" for c in table.c]
    return "\n".join(lines) + "\n"


_TYPE_NAMES = {"Text": "text", "BigInteger": "integer", "UtcDateTime": "time"}


def _row(column: LogColumn) -> str:
    sources = [f"field `{column.field}`"] if column.field else []
    only = {path: f" (`{pattern.replace('%', '*')}`)" for path, pattern in column.only}
    sources += [f"`{path}`{only.get(path, '')}" for path in column.paths]
    sources += [f"`{column.anywhere}` at any depth"] if column.anywhere else []
    types = ", ".join(f"`{t.replace('%', '*')}`" for t in column.types)
    marks = " Lower case." if column.name in LOWER_CASE and "lower" not in column.meaning else ""
    marks += " Key." if column.key else ""
    return (
        f"| `{column.name}` | {column.kind} | {', then '.join(sources)} | {types} | "
        f"{column.meaning}{marks} |"
    )
