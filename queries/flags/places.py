"""Rules on where from somebody signs in."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.flags.found import asked, found, kept, marks
from queries.flags.material import Material
from queries.flags.near import number, seconds_later
from queries.flags.newcomers import newcomers
from queries.flags.rights import removed_factors
from queries.portable import as_text, count_of, text_list
from queries.security_types import LOGINS, TWO_FACTOR_REMOVED


def new_place(material: Material) -> sa.Select[Any]:
    """A first sign-in from a device never seen and a network never seen, both of them known."""
    n = material.once(newcomers).c
    threshold = material.limits.place_sign_ins
    rows = _newcomer("new_place", n, n.device, n.placed, threshold, n.devices)
    return _signed_in(material, rows.where(*_both_new(material, n)))


def new_device(material: Material) -> sa.Select[Any]:
    """A first sign-in from a device never seen, by a user who had no new one for long."""
    n = material.once(newcomers).c
    threshold = material.limits.device_sign_ins
    rows = _newcomer("new_device", n, n.device, n.device_run, threshold, n.devices)
    return _signed_in(
        material,
        rows.where(
            n.new_device == 1,
            n.device_run >= number(threshold),
            sa.not_(sa.and_(*_both_new(material, n))),
        ),
    )


def new_address(material: Material) -> sa.Select[Any]:
    """A first sign-in from a network never seen, by a user who had no new one for long.

    The device is unknown or the user's own; of a new one another rule speaks.
    """
    n = material.once(newcomers).c
    threshold = material.limits.network_sign_ins
    rows = _newcomer("new_address", n, n.ip, n.network_run, threshold, n.networks, kind="ip")
    own = (n.new_network == 1, n.new_device == 0)
    return _signed_in(material, rows.where(*own, n.network_run >= number(threshold)))


def _both_new(material: Material, n: Any) -> tuple[sa.ColumnElement[bool], ...]:
    enough = n.placed >= number(material.limits.place_sign_ins)
    return n.new_device == 1, n.new_network == 1, enough


def _newcomer(
    flag: str,
    n: Any,
    place: sa.ColumnElement[Any],
    counted: sa.ColumnElement[Any],
    threshold: int,
    different: sa.ColumnElement[Any],
    *,
    kind: str = "device",
) -> sa.Select[Any]:
    """A rule's row for each of `newcomers`."""
    return found(
        flag,
        n.user,
        user=n.user,
        place=place,
        place_kind=kind,
        first_at=n.at,
        last_at=n.at,
        counted=counted,
        threshold=threshold,
        baseline=sa.cast(different, sa.Double),
        ids=n.ids,
    )


def _signed_in(material: Material, rows: sa.Select[Any]) -> sa.Select[Any]:
    return kept(material.logs, rows, lambda logs: marks(asked(logs.typed(*LOGINS))))


def two_factor_then_new_device(material: Material) -> sa.Select[Any]:
    """Two-factor authentication removed, by whomever, and then a sign-in from a new device."""
    n = material.once(newcomers).c
    c = material.once(removed_factors).c
    until = seconds_later(c.created_at, 3600 * material.limits.factor_hours)
    entered = (n.user, n.device, n.at, n.devices, n.ids)
    after = (
        sa.select(
            *entered,
            sa.func.min(c.created_at).label("removed_at"),
            count_of(c.created_at).label("removals"),
            text_list(as_text(c.id), c.created_at).label("removal_ids"),
            sa.func.max(sa.case((c.on_behalf, c.by))).label("by"),
        )
        .select_from(sa.join(n.user.table, c.user.table, n.user == c.user))
        .where(n.at >= c.created_at, n.at <= until, n.new_device == 1)
        .where(n.from_devices >= number(material.limits.place_sign_ins))
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
        last_at=after.at,
        counted=after.removals,
        threshold=1,
        baseline=sa.cast(after.devices, sa.Double),
        ids=after.removal_ids.concat(sa.literal(", ", sa.Text)).concat(after.ids),
    )
    log_types = (*LOGINS, *TWO_FACTOR_REMOVED)
    return kept(material.logs, rows, lambda logs: marks(asked(logs.typed(*log_types))))
