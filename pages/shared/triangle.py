"""Retention as a triangle: a row for each week of first use, a column for each week since."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from pages.shared import words
from pages.shared.charts import framed
from pages.shared.palette import AMOUNT, shades

_LINE = 24


def triangle(frame: pd.DataFrame) -> go.Figure:
    """Shares of users (columns cohort, size, week, users, share, complete), the first week on top.

    Weeks that are not over say so where a mouse rests on them.
    """
    cohorts = sorted(set(frame["cohort"]))
    weeks = list(range(int(frame["week"].max()) + 1))
    held = {(row["cohort"], int(row["week"])): row for row in frame.to_dict("records")}
    cells = [[held.get((cohort, week)) for week in weeks] for cohort in cohorts]
    sizes = {row["cohort"]: int(row["size"]) for row in held.values()}
    figure = go.Figure(
        go.Heatmap(
            z=[[None if cell is None else float(cell["share"]) for cell in row] for row in cells],
            x=weeks,
            y=[f"{words.day(cohort)} · {sizes[cohort]:,}" for cohort in cohorts],
            text=[
                ["" if cell is None else f"{cell['share']:.0%}" for cell in row] for row in cells
            ],
            customdata=[["" if cell is None else _hover(cell) for cell in row] for row in cells],
            texttemplate="%{text}",
            hovertemplate="%{customdata}<extra></extra>",
            colorscale=shades(AMOUNT),
            zmin=0,
            zmax=1,
            showscale=False,
            xgap=2,
            ygap=2,
            hoverongaps=False,
        )
    )
    figure.update_xaxes(tickvals=weeks, title="Weeks later", side="top", showgrid=False)
    figure.update_yaxes(autorange="reversed", showgrid=False)
    figure.update_layout(dragmode=False)
    return framed(figure, 70 + _LINE * max(len(cohorts), 3))


def _hover(cell: Mapping[Any, Any]) -> str:
    users, size, week = (int(str(cell[name])) for name in ("users", "size", "week"))
    said = f"{users:,} of {size:,} users, {words.counted(week, 'week')} later"
    return said if cell["complete"] else f"{said} (not over yet)"
