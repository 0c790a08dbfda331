"""From when to when there are logs at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pages.shared import visit
from queries.filters import LogFilter


@dataclass(frozen=True)
class Reach:
    """Moments (aware) of the first and the last log that the viewer may see."""

    first: datetime
    last: datetime


def reach() -> Reach | None:
    """The reach of the viewer's logs, filters aside; None where there are none."""
    seen = visit.answer("log_types_seen", filter=LogFilter())
    if seen.empty:
        return None
    return Reach(seen["first_at"].min().to_pydatetime(), seen["last_at"].max().to_pydatetime())
