"""Rules on where from somebody signs in."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.flags.found import asked, found, kept, marks
from queries.flags.material import Material
from queries.flags.near import number, seconds_later
from queries.flags.newcomers import newcomers
from queries.flags.rights import removed_factors
from queries.portable import (
    count_of,
)
from queries.security_types import LOGINS, TWO_FACTOR_REMOVED


def new_place(material: Material) -> sa.Select[Any]:
    """A first sign-in from a device never seen and a network never seen, both of them known.

    A new phone at a familiar address, or a familiar phone elsewhere, is everyday life.
    """
    n = material.once(newcomers).c
    rows = found(
        "new_place",
        n.user,
        user=n.user,
        place=n.device,
        place_kind="device",
        first_at=n.at,
        last_at=n.last_at,
        counted=n.placed,
        threshold=material.limits.place_sign_ins,
        baseline=sa.cast(n.devices, sa.Double),
    ).where(
        n.ip.is_not(None),
        n.placed >= number(material.limits.place_sign_ins),
        n.network_seen == 0,
    )
    return kept(material.logs, rows, marks(asked(material.logs.typed(*LOGINS))))


def two_factor_then_new_device(material: Material) -> sa.Select[Any]:
    """Two-factor authentication removed, by whomever, and then a sign-in from a new device."""
    n = material.once(newcomers).c
    c = material.once(removed_factors).c
    until = seconds_later(c.created_at, 3600 * material.limits.factor_hours)
    entered = (n.user, n.device, n.at, n.last_at, n.devices)
    after = (
        sa.select(
            *entered,
            sa.func.min(c.created_at).label("removed_at"),
            count_of(c.created_at).label("removals"),
            sa.func.max(sa.case((c.on_behalf, c.by))).label("by"),
        )
        .select_from(sa.join(n.user.table, c.user.table, n.user == c.user))
        .where(n.at >= c.created_at, n.at <= until)
        .group_by(*entered)
        .subquery("unprotected")
        .c
    )
    rows = found(
        "two_factor_then_new_device",
        after.user,
        user=after.user,
        by=after.by,
        place=after.device,
        place_kind="device",
        first_at=after.removed_at,
        last_at=after.last_at,
        counted=after.removals,
        threshold=1,
        baseline=sa.cast(after.devices, sa.Double),
    )
    return kept(
        material.logs, rows, marks(asked(material.logs.typed(*LOGINS, *TWO_FACTOR_REMOVED)))
    )
