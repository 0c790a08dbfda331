"""What comes after a screen: the ways that people take, as a chart or, to be read, as a table."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import streamlit as st

from pages.shared import charts, labels, visit, ways
from pages.shared.answer_table import Row, Shown, answer_table
from pages.shared.evidence import titled
from pages.shared.sankey import END, MOST, START, Way, ways_through

_TITLE = "What comes after a screen"
_TABLE_ROWS = 200
_CHART, _TABLE = "Chart", "Table"
_ALL = "All screens"


def paths() -> None:
    """Draw the ways in the form that is chosen, which the URL keeps."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        form = st.segmented_control(
            "Ways as",
            [_CHART, _TABLE],
            default=_CHART,
            required=True,
            key="paths",
            bind="query-params",
        )
        if form == _TABLE:
            found = None
        else:
            found = taken(visit.answer("screen_paths", limit=None))
            screen = _screen(found)
    if found is None:
        _table()
    else:
        _chart(found, screen)


def _screen(found: list[Way]) -> str | None:
    """The screen that is looked at, by default the one most viewed; None for all at once."""
    views: Counter[str] = Counter()
    for way in found:
        views[way.target] += way.views
    screens = [name for name, _ in views.most_common() if name != END]
    chosen = st.selectbox(
        "Before and after",
        [_ALL, *screens],
        index=1 if screens else 0,
        key="through",
        bind="query-params",
        width=300,
    )
    return None if chosen == _ALL else chosen


def _chart(found: list[Way], screen: str | None) -> None:
    titled(
        _TITLE,
        "Views within sessions, in their order from the left to the right. The "
        f"{MOST} most frequent screens of a side have names, and a screen has one colour.",
        "screen_paths",
        "paths",
        limit=None,
    )
    if not found:
        st.caption("None in this time.")
        return
    st.plotly_chart(
        ways_through(found, screen),
        key="paths_chart",
        config=dict(charts.CONFIG),
        alt="Bands from screen to screen, as broad as they are often taken. The table has them as "
        "rows.",
    )


def taken(found: pd.DataFrame) -> list[Way]:
    """The ways of the answer `screen_paths`; a title that several apps have comes with the app."""
    rows = found.to_dict("records")
    apps: dict[str, set[str]] = {}
    for row in rows:
        for side in ("from", "to"):
            apps.setdefault(_title(row, side), set()).add(ways.app_of(row))

    def place(row: Row, side: str) -> str:
        title, app = _title(row, side), ways.app_of(row)
        if not title:
            return START if side == "from" else END
        return f"{title} · {app}" if len(apps[title]) > 1 and app else title

    return [Way(place(row, "from"), place(row, "to"), int(row["views"])) for row in rows]


def _title(row: Row, side: str) -> str:
    return labels.screen_words(row[f"{side}_id"], row[f"{side}_screen"])


def _table() -> None:
    answer_table(
        _TITLE,
        "screen_paths",
        (
            Shown("app", "App", 120, words=ways.app_of),
            Shown("from_screen", "From", 150, words=lambda row: _title(row, "from") or START),
            Shown("to_screen", "To", 150, words=lambda row: _title(row, "to") or END),
            Shown("views", "Times", 60),
        ),
        key="paths",
        help=f"Within sessions. The {_TABLE_ROWS} ways taken most; the CSV has all.",
        rows_in_sight=14,
        limit=_TABLE_ROWS,
    )
