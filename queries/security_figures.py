"""The figures at the top of the Security page, in all and over time."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.activity import DAY_UNITS, DayUnit
from queries.attempts import attempts
from queries.clock import Unit
from queries.logins import OUTCOMES
from queries.logs import Logs
from queries.options import one_of
from queries.portable import count_distinct, share
from queries.question import Column, question
from queries.security_types import (
    APP_MEMBERSHIP,
    ORGANISATION_MEMBERSHIP,
    TWO_FACTOR_ADDED,
    TWO_FACTOR_REMOVED,
)
from queries.tally import Tally

FIGURES: tuple[Column, ...] = (
    Column("logins", "count", "Attempts to log in: succeeded + failed + first + sso."),
    Column("succeeded", "count", "Those that got in, other than first ones and through SSO."),
    Column("failed", "count", "Those that failed."),
    Column("first", "count", "First logins of users."),
    Column("sso", "count", "Those through single sign-on (SSO), other than first logins."),
    Column("failure_rate", "number", "Failed of all logins, 0 to 1; empty without logins."),
    Column(
        "sso_share",
        "number",
        "Those through SSO of the logins that got in, 0 to 1; empty where none did.",
    ),
    Column("users_with_failures", "count", "Different known users of logins that failed."),
    Column("two_factor_added", "count", "Times two-factor authentication (2FA) was added."),
    Column("two_factor_removed", "count", "Times 2FA was removed, by the user or an admin."),
    Column(
        "membership_changes",
        "count",
        "Users added, invited, changed, removed or unblocked, in the organisation or an app.",
    ),
)

_CHANGES = {
    "two_factor_added": TWO_FACTOR_ADDED,
    "two_factor_removed": TWO_FACTOR_REMOVED,
    "membership_changes": (*ORGANISATION_MEMBERSHIP, *APP_MEMBERSHIP),
}
"""Figures that count logs of certain types."""

_SUMS = tuple(column.name for column in FIGURES if column.kind == "count")


@question(subject="Security", chart="figure", columns=FIGURES)
def security_figures(logs: Logs) -> sa.Select[Any]:
    """Who got in, who could not, and how often were rights changed?

    One row. An attempt to log in counts once, however many logs it wrote (see `logins_by_day`). A
    first login through SSO is a first one, and of those that failed nobody knows whether they were
    through SSO, so neither counts as `sso`. A change of a user by an admin
    (`organization.user.update`) is a change of membership, for it can hold a role.
    """
    return sa.select(*_with_shares(_sums(logs, None)))


@question(
    subject="Security",
    chart="line",
    columns=(
        Column("at", "day", "First day of the day, week (Monday) or month in the asked zone."),
        *FIGURES,
    ),
)
def security_figures_over_time(logs: Logs, *, unit: DayUnit = "day") -> sa.Select[Any]:
    """How do the security figures change, day by day?

    `unit` is day, week or month. What each figure counts: `security_figures`. Times without any of
    it have no row. By the hour: `security_figures_by_hour`.
    """
    return _over_time(logs, one_of("unit", unit, DAY_UNITS))


@question(
    subject="Security",
    chart="line",
    columns=(Column("at", "time", "When the hour begins."), *FIGURES),
)
def security_figures_by_hour(logs: Logs) -> sa.Select[Any]:
    """How do the security figures change, hour by hour?

    What each figure counts: `security_figures`. Hours without any of it have no row.
    """
    return _over_time(logs, "hour")


def _over_time(logs: Logs, unit: Unit) -> sa.Select[Any]:
    s = _sums(logs, unit)
    return sa.select(s.at, *_with_shares(s)).order_by(s.at)


def _with_shares(s: Any) -> list[sa.ColumnElement[Any]]:
    """All figures, of their sums."""
    shares: dict[str, sa.ColumnElement[Any]] = {
        "failure_rate": share(s.failed, s.logins),
        "sso_share": share(s.sso, s.logins - s.failed),
    }
    return [shares[c.name].label(c.name) if c.name in shares else s[c.name] for c in FIGURES]


def _sums(logs: Logs, unit: Unit | None) -> Any:
    tally = Tally(logs, _SUMS, unit)
    tried = attempts(logs, "user_email").c
    types = [log_type for each in _CHANGES.values() for log_type in each]
    changed = tally.types(logs.typed(*types))
    together = tally.together(
        tally.part(
            tally.bucket(tried.at),
            logins=sa.func.sum(tried.attempts),
            users_with_failures=count_distinct(sa.case((tried.failed > 0, tried.user_email))),
            **{name: sa.func.sum(tried[name]) for name in OUTCOMES},
        ),
        tally.part(
            changed.buckets,
            **{
                name: changed.where(changed.c.log_type.in_(each)) for name, each in _CHANGES.items()
            },
        ),
    )
    return together.subquery("sums").c
