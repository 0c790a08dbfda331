"""The question on what a reviewer should look at first."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.flags.found import COLUMNS
from queries.flags.material import Material
from queries.flags.rules import RULES
from queries.logs import Logs
from queries.question import question


@question(subject="Security", columns=COLUMNS)
def security_flags(logs: Logs) -> sa.Select[Any]:
    """What should a security reviewer look at first?

    One row an incident that a rule flags, the latest first; docs/flags.md has the rules. Rules
    judge all logs that the viewer may see, whatever the filter asks, and an incident is shown where
    at least one log of its evidence lies in the window and matches the filter: one across midnight
    is shown on both days, with the same figures. The filter's user may be whom a flag concerns, who
    did it, or who wrote such a log. What logs do not say (a user, device or address
    that is null) is never new or unusual.
    """
    material = Material.of(logs)
    every = sa.union_all(*(rule.build(material) for rule in RULES)).subquery("flags").c
    order = [sa.func.coalesce(every[n], "") for n in ("flag", "user", "by", "place")]
    columns = (every[column.name] for column in COLUMNS)
    return sa.select(*columns).order_by(every.last_at.desc(), every.first_at.desc(), *order)
