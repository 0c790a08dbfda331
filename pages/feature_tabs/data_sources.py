"""Data sources: what is read and written, by whom, from where, and what of it is unusual."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pandas as pd
import streamlit as st

from pages.shared import links, sides, visit, ways
from pages.shared.answer_table import Row, Shown, answer_table
from pages.shared.bars import Part, bars, parts_of
from pages.shared.evidence import titled
from pages.shared.figures import per_unit
from pages.shared.sections import sections
from pages.shared.window import Buckets, moment_of
from queries.feature_types import DATA_SOURCES

PARTS = parts_of(
    {"reads": "Reads", "writes": "Writes", "unclassified": "Unclassified"},
    DATA_SOURCES,
    rest="unclassified",
)
_MOST = 200
_COLOURED = 5


def tab(steps: Buckets) -> None:
    """Draw the tab."""
    question, options = per_unit(
        "data_source_figures_over_time", "data_source_figures_by_hour", steps
    )
    series = visit.answer(question, **options)
    if series.empty:
        st.caption("No log of this time is of a data source.")
        return
    left, right = st.columns([5, 4], gap="medium")
    with left:
        help = "By the last word of the log type. Click a bar for its logs."
        titled(f"Reads and writes by {steps.unit}", help, question, "sources_by", **options)
        alt = f"Bars of logs of data sources per {steps.unit}: reads, writes, unclassified."
        sides.over_time(
            steps,
            lambda steps: bars(
                "sources_bars", visit.answer(question, **options), PARTS, steps, alt=alt
            ),
        )
    with right:
        _kinds()
    sections(
        "sources",
        "What to see of data sources",
        {
            "Most used": partial(_over_time, steps),
            "Reads and writes": partial(_side_by_side, _reads, _writes),
            "Apps and screens": partial(_side_by_side, _apps, _screens),
            "Users": _users,
            "First-time users": _newcomers,
            "Unusual": _unusual,
        },
    )
    _unclassified()


def _side_by_side(*tables: Callable[[], None]) -> None:
    with st.grid(2, min_column_width=480, gap="medium") as grid:
        for table in tables:
            with grid.cell():
                table()


def _over_time(steps: Buckets) -> None:
    """Draw the data sources with most logs over time, each in a colour."""
    question, options = per_unit("data_source_use_over_time", "data_source_use_by_hour", steps)
    found = visit.answer(question, limit=_COLOURED, **options)
    title = f"The {_COLOURED} most used by {steps.unit}"
    help = "Reads, writes and what is neither. Click a bar for the logs of the data source."
    titled(title, help, question, "sources_each", limit=_COLOURED, **options)
    _, parts = _each(found)
    alt = f"Bars of logs of the most used data sources per {steps.unit}."

    def draw(steps: Buckets) -> None:
        wide, _ = _each(visit.answer(question, limit=_COLOURED, **options))
        series = wide.reindex(columns=["at", *(part.name for part in parts)], fill_value=0)
        bars("sources_each_bars", series, parts, steps, alt=alt, act=_only_source)

    sides.over_time(steps, draw)


def _each(found: pd.DataFrame) -> tuple[pd.DataFrame, list[Part]]:
    """The answer with a column for each data source, most logs first, and its parts."""
    found["logs"] = found[["reads", "writes", "unclassified"]].sum(axis=1)
    found["name"] = ["" if pd.isna(one) else str(int(one)) for one in found["data_source_id"]]
    totals = found.groupby("name")["logs"].sum().sort_values(ascending=False)
    wide = found.pivot_table(index="at", columns="name", values="logs", aggfunc="sum", fill_value=0)
    labels = {str(name): f"Data source {name}" if name else "Not named" for name in totals.index}
    return wide.reset_index(), parts_of(labels, DATA_SOURCES)


def _only_source(part: Part, since: datetime, until: datetime) -> None:
    """Open the logs of a data source in a bar; for callbacks."""
    keys = (("data_source_id", part.name),) if part.name else ()
    links.go("audit-log", since=since, until=until, keys=keys, log_types=part.log_types)


def _source(width: int = 100) -> Shown:
    return Shown("data_source_id", "Data source", width, open=_open_source)


def _open_source(row: Row) -> None:
    """Open the logs of the data source of a row; for callbacks."""
    key = ("data_source_id", str(int(row["data_source_id"])))
    links.go("audit-log", keys=(key,), log_types=DATA_SOURCES)


def _kinds() -> None:
    answer_table(
        "What was written",
        "data_source_writes_by_kind",
        (
            Shown("kind", "Kind", 180, words=lambda row: str(row["kind"]).capitalize()),
            Shown("logs", "Logs", 60),
            Shown("data_sources", "Sources", 65),
            Shown("users", "Users", 55),
            Shown("last_at", "Last"),
        ),
        key="write_kinds",
        empty="Nothing was written in this time.",
    )


def _reads() -> None:
    answer_table(
        "Most read",
        "data_source_reads",
        (_source(), Shown("reads", "Reads", 60), *_WHOSE),
        key="reads",
        help="Click a data source for its logs. Reads without a log nobody knows of.",
        empty="Nothing that was read was logged in this time.",
        limit=_MOST,
    )


_WHOSE = (
    Shown("app", "Latest app", 150),
    Shown("apps", "Apps", 50),
    Shown("users", "Users", 55),
    Shown("last_at", "Last"),
)


def _writes() -> None:
    answer_table(
        "Most written",
        "data_source_writes",
        (_source(), Shown("writes", "Writes", 60), *_WHOSE),
        key="writes",
        help="Click a data source for its logs.",
        empty="Nothing was written in this time.",
        limit=_MOST,
    )


_USE = (
    Shown("reads", "Reads", 60),
    Shown("writes", "Writes", 60),
    Shown("unclassified", "Unclassified", 85),
)


def _apps() -> None:
    answer_table(
        "By app",
        "data_source_use_by_app",
        (ways.app_column(), *_USE, Shown("users", "Users", 55), Shown("last_at", "Last")),
        key="source_apps",
        help="Click an app to see only its logs.",
    )


def _screens() -> None:
    answer_table(
        "By app and screen",
        "data_source_use_by_screen",
        (
            _source(90),
            Shown("app", "App", 130, words=ways.app_of),
            Shown("screen", "Screen", 130),
            *_USE[:2],
            Shown("last_at", "Last"),
        ),
        key="source_screens",
        help="The screen is known only where the log names it.",
        limit=_MOST,
    )


def _users() -> None:
    answer_table(
        "Who touched them",
        "data_source_users",
        (
            ways.user_column("user", "User", 240),
            _source(),
            *_USE,
            Shown("apps", "Apps", 50),
            Shown("app", "Latest app", 160),
            Shown("screens", "Screens", 60),
            Shown("screen", "Latest screen", 150),
            Shown("last_at", "Last"),
            Shown("id", "Log", 95, open=_last_log),
        ),
        key="source_users",
        help=f"The {_MOST} with most logs; the CSV has all. Click a user for their passport.",
        limit=_MOST,
    )


def _last_log(row: Row) -> None:
    ways.open_log({"at": row["last_at"], "id": row["id"]})


def _newcomers() -> None:
    answer_table(
        "First-time readers and writers",
        "data_source_newcomers",
        (
            ways.user_column("user", "User", 200),
            _source(90),
            Shown("use", "Did", 60),
            Shown("first_at", "First"),
            Shown("logs", "Logs", 50),
            Shown("app", "App", 130),
        ),
        key="newcomers",
        help="Nobody knows what was done before the first log: then everybody is new.",
        limit=_MOST,
    )


def _unusual() -> None:
    answer_table(
        "Days far above the usual",
        "data_source_unusual_volume",
        (
            Shown("day", "Day", 95, open=_of_day),
            _source(90),
            Shown("use", "Of", 60),
            Shown("logs", "Logs", 60),
            Shown("usual", "Usual", 60),
            Shown("times_usual", "Times", 60, words=lambda row: f"{row['times_usual']:,.1f} times"),
            Shown("most_before", "Most before", 85),
            Shown("days_before", "Days before", 85),
        ),
        key="unusual",
        help="Each compared with its own days of use in the 28 days before.",
        empty="On no day was there far more than usual.",
        limit=_MOST,
    )


def _of_day(row: Row) -> None:
    """Open the logs of a day and data source; for callbacks."""
    zone = visit.current().filter.zone
    since, until = (moment_of(day, zone) for day in (row["day"], row["day"] + timedelta(days=1)))
    key = ("data_source_id", str(int(row["data_source_id"])))
    links.go("audit-log", since=since, until=until, keys=(key,), log_types=DATA_SOURCES)


def _unclassified() -> None:
    if visit.answer("unclassified_data_source_types").empty:
        return
    answer_table(
        "Log types that are neither",
        "unclassified_data_source_types",
        (
            Shown("log_type", "Log type", 260, open=_of_type),
            Shown("logs", "Logs", 60),
            Shown("data_sources", "Sources", 65),
            Shown("users", "Users", 55),
            Shown("first_at", "First"),
            Shown("last_at", "Last"),
        ),
        key="unclassified",
        help="Their last word is not known to read or to write; they count as neither.",
    )


def _of_type(row: Row) -> None:
    links.go("audit-log", log_types=(row["log_type"],))
