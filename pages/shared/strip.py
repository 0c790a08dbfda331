"""Attempts to log in as marks in time, a line a user."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from pages.shared import words
from pages.shared.charts import LEGEND, framed
from pages.shared.palette import OUTCOME_COLOURS, QUIET
from pages.shared.security_words import event_words
from queries.filters import exactly
from queries.security_types import LOGINS

SYMBOLS: Mapping[str, str] = {
    "succeeded": "circle",
    "failed": "x",
    "first": "star",
    "sso": "diamond",
}
"""Marks differ in shape, too, for those who cannot tell the colours apart."""

_LINE = 26
_AROUND = timedelta(minutes=5)


def attempts(frame: pd.DataFrame, users: Sequence[str]) -> go.Figure:
    """Attempts (columns at, user, outcome, app, ip, device), a line for each of `users`.

    A mark's custom data begins with its position in the frame.
    """
    figure = go.Figure()
    place = {user: number for number, user in enumerate(users)}
    rows = list(enumerate(frame.to_dict("records")))
    for outcome, symbol in SYMBOLS.items():
        chosen = [(number, row) for number, row in rows if row["outcome"] == outcome]
        if not chosen:
            continue
        figure.add_scatter(
            x=[row["at"].replace(tzinfo=None) for _, row in chosen],
            y=[place[row["user"]] for _, row in chosen],
            mode="markers",
            name=event_words(outcome),
            customdata=[[number, _hover(row)] for number, row in chosen],
            marker={"symbol": symbol, "size": 9, "color": OUTCOME_COLOURS[outcome]},
            hovertemplate="%{customdata[1]}<extra></extra>",
        )
    named = [words.figure(words.shortened(user, 32)) for user in users]
    figure.update_xaxes(gridcolor=QUIET, tickformat="%-d %b\n%H:%M")
    figure.update_yaxes(
        tickvals=list(range(len(users))),
        ticktext=named,
        range=[len(users) - 0.5, -0.5],
        gridcolor=QUIET,
        zeroline=False,
    )
    figure.update_layout(dragmode=False, hovermode="closest", showlegend=True, legend=LEGEND)
    return framed(figure, 80 + _LINE * max(len(users), 2))


def _hover(row: Mapping[Any, Any]) -> str:
    lines = [
        str(row["user"]),
        event_words(row["outcome"]),
        f"{words.day(row['at'])} {row['at']:%H:%M:%S}",
        *(str(row[name]) for name in ("app", "ip", "device") if isinstance(row[name], str)),
    ]
    return "<br>".join(words.figure(line) for line in lines)


def around(mark: tuple[str, datetime]) -> dict[str, Any]:
    """The changes of a filter that keep the login logs of a user around one moment."""
    user, at = mark
    return {
        "since": at - _AROUND,
        "until": at + _AROUND,
        "user": exactly(user),
        "log_types": LOGINS,
    }
