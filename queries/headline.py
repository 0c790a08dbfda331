"""Headline figures: one number for a question, found without its rows leaving the store."""

from __future__ import annotations

import sqlalchemy as sa

from data.access import Viewer
from data.engine import Store
from queries.answers import Headline
from queries.filters import LogFilter
from queries.question import find
from queries.run import select_for


def figure(headline: Headline, filter: LogFilter, viewer: Viewer, store: Store) -> float | None:
    """The headline's figure for the logs of the filter that the viewer may see.

    A count, or of a share 0 to 1 and None where it is the share of nothing. The store answers with
    one row, however many rows the question has. Raises as `run` does.
    """
    asked = find(headline.of)
    rows = select_for(asked, filter, viewer, store).order_by(None).subquery("answer")
    if headline.share:
        number: sa.ColumnElement[float] = sa.func.max(rows.c[headline.column])
    elif headline.column:
        number = sa.func.coalesce(sa.func.sum(rows.c[headline.column]), 0)
    else:
        number = sa.cast(sa.func.count(), sa.Double())
    counts = {column.name for column in asked.columns if column.kind == "count"}
    given = [rows.c[n] > 0 if n in counts else rows.c[n].is_not(None) for n in headline.having]
    having = [sa.or_(*given)] if given else []
    with store.engine.connect() as connection:
        found = connection.scalar(sa.select(number).select_from(rows).where(*having))
    return None if found is None else float(found)
