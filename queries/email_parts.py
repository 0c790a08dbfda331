"""Questions on emails by app, origin and domain of the recipient."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.apps import app_name_alone
from queries.email import COUNTS, RATIOS, WITHOUT_TRIGGER, counts_of, ratios_of
from queries.logs import Logs
from queries.options import at_most
from queries.portable import latest_value
from queries.question import Column, question

ORIGINS = ("app", "data source hook", "Studio", "unknown", "validation")

_COUNTED = (*COUNTS, WITHOUT_TRIGGER, *RATIOS)


@question(
    subject="Email",
    chart="bar",
    columns=(
        Column("app_id", "id", "Number of the app; empty where the source gives only a name."),
        Column("app", "text", "Latest known name; both are empty for emails of no app."),
        *_COUNTED,
    ),
)
def email_by_app(logs: Logs) -> sa.Select[Any]:
    """Which apps send emails, and do they arrive?

    What is counted: `email_figures`; the apps that sent most first.
    """
    d = logs.deliveries().c
    name = latest_value(d.app_name, d.created_at).label("app")
    return _by(d, [d.app_id, app_name_alone(d)], ["app_id", "app"], [name])


@question(
    subject="Email",
    chart="bar",
    columns=(Column("origin", "text", "Where emails come from."), *_COUNTED),
)
def email_by_origin(logs: Logs) -> sa.Select[Any]:
    """Where do emails come from, and do they arrive?

    Data source hook and validation are told by the trigger's type; the others are of Studio or of
    an app by its category, or unknown where it says nothing. Without a trigger the category of the
    status tells. What is counted: `email_figures`; the origins that sent most first.
    """
    d = logs.deliveries().c
    return _by(d, [origin_of(d)], ["origin"])


@question(
    subject="Email",
    chart="bar",
    columns=(
        Column("domain", "text", "What stands after the @; empty where no recipient is named."),
        *_COUNTED,
    ),
)
def email_by_domain(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """To which domains were emails sent, and do they arrive there?

    What is counted: `email_figures`; the `limit` domains that most was sent to first (None: all).
    """
    d = logs.deliveries().c
    return _by(d, [d.domain], ["domain"]).limit(at_most(limit))


@question(
    subject="Email",
    chart="bar",
    columns=(
        Column("recipient", "text", "The address; empty where no recipient is named."),
        Column("last_at", "time", "When the last email to it was sent."),
        *_COUNTED,
    ),
)
def email_by_recipient(
    logs: Logs, *, domain: str | None = None, limit: int | None = None
) -> sa.Select[Any]:
    """To which addresses were emails sent, and do they arrive there?

    What is counted: `email_figures`; those that did not get most of theirs first, whether bounced,
    rejected or delayed, then those that most was sent to. `domain` keeps to one, `limit` to so many
    addresses (None: all).
    """
    d = logs.deliveries().c
    last = sa.func.max(d.created_at).label("last_at")
    counted = sa.select(d.recipient, last, *counts_of(d)).group_by(d.recipient)
    if domain is not None:
        counted = counted.where(d.domain == domain)
    g = counted.subquery("counted").c
    counts = [g[column.name] for column in (*COUNTS, WITHOUT_TRIGGER)]
    return (
        sa.select(g.recipient, g.last_at, *counts, *ratios_of(g))
        .order_by(
            (g.bounced + g.rejected + g.delayed).desc(), g.sent.desc(), g.recipient.nulls_last()
        )
        .limit(at_most(limit))
    )


def origin_of(d: Any) -> sa.ColumnElement[Any]:
    """Where a delivery comes from, in words."""
    return sa.case(
        (d.log_type == "email.dataSourceHook", "data source hook"),
        (d.log_type == "email.validate", "validation"),
        (d.category == "studio", "Studio"),
        (d.category.is_not(None), "app"),
        else_="unknown",
    ).label("origin")


def _by(
    d: Any,
    keys: list[sa.ColumnElement[Any]],
    shown: list[str],
    named: list[sa.ColumnElement[Any]] | None = None,
) -> sa.Select[Any]:
    """Counts by keys, with the columns of them that are shown; the keys order what is equal."""
    grouped = sa.select(*keys, *(named or []), *counts_of(d)).group_by(*keys)
    g = grouped.subquery("counted").c
    counts = [g[column.name] for column in (*COUNTS, WITHOUT_TRIGGER)]
    return sa.select(*(g[name] for name in shown), *counts, *ratios_of(g)).order_by(
        g.sent.desc(), g.without_trigger.desc(), *(g[key.name].nulls_last() for key in keys)
    )
