"""What the store holds, in one cheap look: enough to label a page and to key its cached answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from data import schema
from data.engine import Store
from queries.portable import moment

DONE, REMOVED = "done", "removed"


@dataclass(frozen=True)
class Contents:
    """`version` changes with every batch of logs that comes in and every removal. `demo` is True
    while the store holds the demo organisation, `any` while it holds any log, and `untouched` as
    long as nothing was imported but, at most, a demo organisation that did not get to its end."""

    version: str
    demo: bool
    any: bool
    untouched: bool


EMPTY = Contents(version="", demo=False, any=False, untouched=True)


def contents(store: Store) -> Contents:
    """What the store holds now."""
    table = schema.imports
    gone = table.c.state == REMOVED
    cut_off = sa.and_(table.c.kind == "demo", table.c.state.not_in((DONE, REMOVED)))
    counters = (
        sa.func.count().label("imports"),
        sa.func.sum(sa.case((cut_off, 1), else_=0)).label("cut_off"),
        sa.func.max(table.c.id).label("last_import"),
        sa.func.max(table.c.last_batch).label("last_batch"),
        sa.func.sum(sa.case((gone, 1), else_=0)).label("removed"),
        sa.func.max(table.c.finished_at).label("finished"),
    )
    demo = sa.select(table.c.id).where(table.c.kind == "demo", ~gone).limit(1)
    some = sa.select(schema.logs.c.id).limit(1)
    with store.engine.connect() as connection:
        counted = connection.execute(sa.select(*counters)).one()
        return Contents(
            version="/".join(str(value) for value in counted),
            demo=connection.execute(demo).first() is not None,
            any=connection.execute(some).first() is not None,
            untouched=counted.imports == (counted.cut_off or 0),
        )


def imported_for(store: Store, since: datetime | None, until: datetime | None) -> bool:
    """True when some import brought logs from before and after, or from within, that window."""
    table = schema.imports
    conditions = [table.c.state != REMOVED, table.c.first.is_not(None)]
    if since is not None:
        conditions.append(table.c.last >= moment(since))
    if until is not None:
        conditions.append(table.c.first < moment(until))
    with store.engine.connect() as connection:
        return connection.execute(sa.select(table.c.id).where(*conditions)).first() is not None
