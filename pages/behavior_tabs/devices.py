"""Devices: platforms, systems, models and app versions, by users, and over time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import links, sides, visit, ways
from pages.shared.answer_table import Row, Shown, answer_table
from pages.shared.bars import Part, lines
from pages.shared.evidence import titled
from pages.shared.palette import PARTS
from pages.shared.tables import app_value
from pages.shared.window import Buckets, no_finer
from queries.filters import escaped

_MOST = 200
_LINES = len(PARTS)
_COUNTS = (
    Shown("users", "Users", 65),
    Shown("sessions", "Sessions", 75),
    Shown("logs", "Logs", 75),
)


@dataclass(frozen=True)
class _Kind:
    """What people use: the questions on it, its words in a row of either, and its column, which
    the filter may name as a key."""

    title: str
    question: str
    over_time: str
    columns: Sequence[Shown]
    column: str
    value: str
    words: Callable[[Row], str]
    limited: bool = True
    help: str | None = None


def _version(row: Row) -> str:
    return f"{ways.app_of(row)} {row['version']}".strip()


_KINDS = (
    _Kind(
        "Platforms",
        "platforms",
        "platforms_over_time",
        (Shown("platform", "Platform", 200), *_COUNTS),
        "platform",
        "platform",
        lambda row: str(row["platform"]),
        limited=False,
    ),
    _Kind(
        "Operating systems",
        "operating_systems",
        "operating_systems_over_time",
        (Shown("os", "System", 200), *_COUNTS),
        "os",
        "os",
        lambda row: str(row["os"]),
    ),
    _Kind(
        "Models of devices",
        "devices",
        "devices_over_time",
        (Shown("model", "Model", 170), Shown("devices", "Devices", 70), *_COUNTS),
        "device_model",
        "model",
        lambda row: str(row["model"]),
        help="Few logs name the model; it is looked up by the device.",
    ),
    _Kind(
        "App versions",
        "app_versions",
        "app_versions_over_time",
        (
            ways.app_column(width=150),
            Shown("version", "Version", 90),
            Shown("users", "Users", 65),
            Shown("devices", "Devices", 70),
            Shown("logs", "Logs", 70),
        ),
        "app_version",
        "version",
        _version,
    ),
)


def tab(steps: Buckets) -> None:
    """Draw the tab."""
    wider = no_finer(steps, "day", visit.current().filter.zone)
    with st.grid(2, min_column_width=480, gap="medium") as grid:
        for kind in _KINDS:
            with grid.cell():
                _over_time(kind, wider)
                _table(kind)


def _over_time(kind: _Kind, steps: Buckets) -> None:
    found = visit.answer(kind.over_time, unit=steps.unit)
    titled(
        f"{kind.title} by {steps.unit}",
        f"Different users, of the {_LINES} with most. Click a point for its logs.",
        kind.over_time,
        kind.over_time,
        unit=steps.unit,
    )
    if found.empty:
        st.caption("None in this time.")
        return
    rows: list[Row] = found.to_dict("records")
    found["name"] = [kind.words(row) for row in rows]
    _, parts = each(found)
    first = {kind.words(row): row for row in reversed(rows)}

    def open_logs(part: Part, since: datetime, until: datetime) -> None:
        _open(kind, first[part.name], since, until)

    alt = f"Lines of users per {steps.unit}, by {kind.title.lower()}."

    def draw(steps: Buckets) -> None:
        answer = visit.answer(kind.over_time, unit=steps.unit)
        wide, _ = each(answer.assign(name=[kind.words(row) for row in answer.to_dict("records")]))
        series = wide.reindex(columns=["at", *(part.name for part in parts)], fill_value=0)
        lines(f"{kind.over_time}_lines", series, parts, steps, alt=alt, act=open_logs)

    sides.over_time(steps, draw)


def each(found: pd.DataFrame) -> tuple[pd.DataFrame, list[Part]]:
    """An answer (columns at, name, users) with a column for each of the names that have most users,
    and these as the parts of a chart."""
    totals = found.groupby("name")["users"].sum()
    most = sorted(totals.index, key=lambda name: (-int(totals[name]), name))[:_LINES]
    kept = found[found["name"].isin(most)]
    wide = kept.pivot_table(index="at", columns="name", values="users", aggfunc="sum", fill_value=0)
    parts = [Part(name, name, colour) for name, colour in zip(most, PARTS, strict=False)]
    return wide.reset_index(), parts


def _open(kind: _Kind, row: Row, since: datetime, until: datetime) -> None:
    """Open the logs that name a value in a span of time; for callbacks."""
    keys = ((kind.column, escaped(str(row[kind.value]))),)
    changes: dict[str, Any] = {"since": since, "until": until, "keys": keys}
    if "app" in row:
        changes["apps"] = (app_value(row["app_id"], row["app"]),)
    links.go("audit-log", **changes)


def _table(kind: _Kind) -> None:
    options: dict[str, Any] = {"limit": _MOST} if kind.limited else {}
    answer_table(
        kind.title,
        kind.question,
        kind.columns,
        key=kind.question,
        help=kind.help,
        **options,
    )
