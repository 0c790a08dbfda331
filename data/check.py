"""Is the store sound? Prepared tables and counters, recounted from the rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from data import attempts, deliveries, log_spans, schema, session_parts
from data.engine import Store
from data.rollups import ROLLUPS, Rollup, merged_sql


@dataclass(frozen=True)
class Check:
    """One thing that must hold: `wrong` is how many times it does not."""

    name: str
    wrong: int

    @property
    def passed(self) -> bool:
        """True when it holds."""
        return self.wrong == 0


_COUNTERS = {
    "every log id is there once": "SELECT count(*) - count(DISTINCT id) FROM logs",
    "each import read as many logs as were new, duplicate or rejected": (
        "SELECT count(*) FROM imports WHERE read <> new + duplicate + rejected"
    ),
    "the imports' new logs are the logs there are": (
        "SELECT abs((SELECT coalesce(sum(new), 0) FROM imports WHERE state <> 'removed') "
        "- (SELECT count(*) FROM logs))"
    ),
    "every log belongs to a batch of an import": (
        "SELECT count(*) FROM (SELECT DISTINCT batch_id FROM logs) AS seen WHERE NOT EXISTS "
        "(SELECT 1 FROM imports WHERE state <> 'removed' "
        "AND seen.batch_id BETWEEN first_batch AND last_batch)"
    ),
    "no import keeps more rejects than it counted": (
        "SELECT count(*) FROM imports JOIN (SELECT import_id, count(*) AS kept FROM rejects "
        "GROUP BY import_id) ON id = import_id WHERE kept > rejected"
    ),
    "push results add up to their logs": (
        "SELECT count(*) FROM (SELECT id, push_success, push_failure FROM logs "
        "WHERE push_success IS NOT NULL) AS one FULL JOIN (SELECT log_id, "
        "sum(success) AS success, sum(failure) AS failure FROM push_results GROUP BY log_id) "
        "AS many ON one.id = many.log_id WHERE push_success IS DISTINCT FROM success "
        "OR push_failure IS DISTINCT FROM failure"
    ),
}


def check_store(store: Store) -> list[Check]:
    """Recount everything that is prepared or counted. Reads all rows of an embedded store."""
    with store.duckdb() as connection:
        found = []
        queries = {f"{r.table} counts the logs": _difference(*_both(r)) for r in ROLLUPS}
        queries |= {
            "deliveries are those of the logs": _made(schema.deliveries, deliveries.counting),
            "attempts to log in are those of the logs": _made(schema.attempts, attempts.counting),
            "session parts are those of the logs": _merged(
                schema.session_parts, session_parts.counting, session_parts.MERGED
            ),
            "spans of log types and apps are those of the logs": _merged(
                schema.log_spans, log_spans.counting, log_spans.MERGED
            ),
            **_COUNTERS,
        }
        for name, query in queries.items():
            row = connection.execute(query).fetchone()
            assert row is not None
            found.append(Check(name, int(row[0])))
        return found


def _both(rollup: Rollup) -> tuple[str, str]:
    columns = ", ".join((*rollup.keys, *rollup.sums))
    counted = f"SELECT {columns} FROM ({rollup.counting.format(rows='logs', sign=1)})"
    return counted, f"SELECT {columns} FROM ({merged_sql(rollup)})"


def _made(table: sa.Table, counting: Callable[[str], str]) -> str:
    columns = ", ".join(column.name for column in table.c)
    counted = f"SELECT {columns} FROM ({counting('logs')})"
    return _difference(counted, f"SELECT {columns} FROM {table.name}")


def _merged(table: sa.Table, counting: Callable[[str], str], merged: str) -> str:
    columns = ", ".join(column.name for column in table.c)
    counted = f"SELECT {columns} FROM ({counting('logs')})"
    return _difference(counted, f"SELECT {columns} FROM ({merged})")


def _difference(counted: str, kept: str) -> str:
    return (
        f"SELECT count(*) FROM (({counted} EXCEPT ALL {kept}) "
        f"UNION ALL ({kept} EXCEPT ALL {counted}))"
    )
