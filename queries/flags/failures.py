"""Rules on failed logins."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.attempts import known_user
from queries.flags.found import asked, found, kept, listed, marks, of_row
from queries.flags.material import Material
from queries.flags.near import seconds_later
from queries.logs import Logs
from queries.portable import as_text
from queries.security_types import FAILED, LOGINS


def failure_burst(material: Material) -> sa.Select[Any]:
    """Many failures on one account within minutes."""
    b = material.bursts.c
    rows = found(
        "failure_burst",
        b.key,
        user=b.key,
        place=b.place,
        first_at=b.first_at,
        last_at=b.last_at,
        counted=b.counted,
        threshold=material.limits.burst_failures,
        baseline=b.baseline,
    )
    return kept(material.logs, rows, lambda logs: _marks(logs, FAILED))


def success_after_burst(material: Material) -> sa.Select[Any]:
    """A login soon after a burst on the same account, or while it goes on."""
    b, s = material.bursts.c, material.entries.c
    until = seconds_later(b.last_at, 60 * material.limits.success_minutes)
    burst = (b.key, b.place, b.first_at, b.last_at, b.counted, b.baseline)
    entered = (
        sa.select(*burst, sa.func.min(s.at).label("entered_at"))
        .select_from(sa.join(material.bursts, material.entries, s.user == b.key))
        .where(s.at >= b.reached_at, s.at <= until)
        .group_by(*burst)
        .cte("entered")
        .c
    )
    logins = sa.select(s.user.label("key"), s.at, s.ids).subquery("logins").c
    login = listed(entered, logins, logins.at == entered.entered_at)
    f = material.failures.c
    failures = sa.select(f.user.label("key"), f.at, as_text(f.id).label("ids")).subquery("failed").c
    between = (failures.at > entered.last_at, failures.at <= entered.entered_at)
    no_part = listed(entered, failures, *between)
    rows = found(
        "success_after_burst",
        entered.key,
        user=entered.key,
        place=entered.place,
        first_at=entered.first_at,
        last_at=sa.func.greatest(entered.last_at, entered.entered_at),
        counted=entered.counted,
        threshold=material.limits.burst_failures,
        baseline=entered.baseline,
        ids=login.ids,
        aside=no_part.ids,
    )
    joined = sa.join(entered.key.table, login.key.table, of_row(entered, login))
    rows = rows.select_from(sa.outerjoin(joined, no_part.key.table, of_row(entered, no_part)))
    return kept(material.logs, rows, lambda logs: _marks(logs, *LOGINS))


def _marks(logs: Logs, *log_types: str) -> sa.Select[Any]:
    """Logs of those types as marks of who tried; the address that data names may be another."""
    c = asked(logs.typed(*log_types), "user_id")
    return marks(c, known_user(c))
