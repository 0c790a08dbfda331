"""Lists of push notifications: each with its result, its errors, and those of one error."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.logs import Logs
from queries.options import at_most
from queries.portable import as_text, count_distinct, text_list
from queries.push import TYPES, differs, pushes
from queries.question import Column, question

_METHOD = Column("method", "text", "Push service: apn (Apple), gcm (Google), wns (Microsoft) …")
_ERROR = Column("error", "text", "Error code; «not given» where the log gives none.")
_FAILURES = Column("failures", "count", "Devices that failed with it.")
_AT = Column("at", "time", "When it was sent.")
_TITLE = Column("title", "text", "Title of the notification.")
_APP = Column("app", "text", "Name of the app.")
_SUCCESS = Column("success", "count", "Devices for which the push service accepted it.")
_FAILURE = Column("failure", "count", "Devices for which it failed.")
_USER = Column("user", "text", "Who sent it.")
_ID = Column("id", "id", "The log.")


@question(
    subject="Push",
    chart="bar",
    columns=(
        _METHOD,
        _ERROR,
        _FAILURES,
        Column("pushes", "count", "Push notifications with such failures."),
        Column("last_at", "time", "When the last of them was sent."),
    ),
)
def push_errors(logs: Logs) -> sa.Select[Any]:
    """Why do push notifications fail?

    Failed devices by push service and error code, over all batches; those with most failures
    first. They add up to the failures of `push_figures`.
    """
    r = logs.typed(*TYPES).push_results().c
    failures = sa.func.sum(r.failure).label("failures")
    return (
        sa.select(
            r.method,
            r.error,
            failures,
            count_distinct(r.log_id).label("pushes"),
            sa.func.max(r.created_at).label("last_at"),
        )
        .where(r.failure > 0)
        .group_by(r.method, r.error)
        .order_by(failures.desc(), r.method, r.error)
    )


@question(
    subject="Push",
    codes=("B7",),
    columns=(
        _AT,
        _TITLE,
        _APP,
        Column("subscriptions", "count", "Devices it was meant for, where the log tells."),
        Column("batches", "count", "Batches it was sent in."),
        _SUCCESS,
        _FAILURE,
        Column(
            "differs",
            "flag",
            "Whether successes and failures do not add up to the subscriptions; empty where one of "
            "them is not known.",
        ),
        Column("errors", "text", "Failed devices by method and error code, the most first."),
        _USER,
        Column("notification_id", "id", "The app notification, where the source gives it."),
        _ID,
    ),
)
def push_notifications(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """Which push notifications were sent, and did they arrive?

    The `limit` latest (None: all). Success and failure are sums over all batches and methods; they
    and the batches are empty where the log tells no result.
    """
    more = ("push_title", "app_name", "push_batches", "user_email", "app_notification_id")
    p = pushes(logs, "id", "created_at", *more)
    e = _errors(logs)
    return (
        sa.select(
            p.created_at.label("at"),
            p.push_title.label("title"),
            p.app_name.label("app"),
            p.push_subscriptions.label("subscriptions"),
            p.push_batches.label("batches"),
            p.push_success.label("success"),
            p.push_failure.label("failure"),
            differs(p).label("differs"),
            e.errors,
            p.user_email.label("user"),
            p.app_notification_id.label("notification_id"),
            p.id,
        )
        .select_from(sa.outerjoin(p.id.table, e.log_id.table, p.id == e.log_id))
        .order_by(p.created_at.desc(), p.id.desc())
        .limit(at_most(limit))
    )


def _errors(logs: Logs) -> Any:
    """The errors of each push notification as one text."""
    r = logs.typed(*TYPES).push_results().c
    words = r.method + sa.literal(" ") + r.error + sa.literal(" ") + as_text(r.failure)
    each = (
        sa.select(r.log_id, words.label("words"), (0 - r.failure).label("rank"))
        .where(r.failure > 0)
        .subquery("failed")
        .c
    )
    joined = sa.select(each.log_id, text_list(each.words, each.rank).label("errors"))
    return joined.group_by(each.log_id).subquery("errors").c


@question(
    subject="Push",
    columns=(
        _METHOD,
        Column("error", "text", "Error code; empty on the row of the method's successes."),
        _SUCCESS,
        _FAILURE,
    ),
)
def push_notification_parts(logs: Logs, *, id: int | None = None) -> sa.Select[Any]:
    """What became of this push notification, by push service and error?

    Of the log `id`, where the filter matches it; what failed most first within a method.
    """
    r = logs.typed(*TYPES).push_results().c
    return (
        sa.select(r.method, r.error, r.success, r.failure)
        .where(sa.false() if id is None else r.log_id == id)
        .order_by(r.method, r.error.is_not(None), r.failure.desc(), r.error)
    )


@question(
    subject="Push",
    columns=(_AT, _TITLE, _APP, _FAILURES, _SUCCESS, _FAILURE, _USER, _ID),
)
def push_of_error(
    logs: Logs, *, method: str | None = None, error: str | None = None, limit: int | None = None
) -> sa.Select[Any]:
    """Which push notifications failed in this way?

    Those with failures of this `method` and `error` code, the `limit` latest (None: all); where
    one of the two is not given, of any. `failures` are those, `failure` all of the notification.
    """
    r = logs.typed(*TYPES).push_results().c
    chosen = [r.failure > 0]
    chosen += [r.method == str(method)] if method is not None else []
    chosen += [r.error == str(error)] if error is not None else []
    failures = sa.func.sum(r.failure).label("failures")
    f = sa.select(r.log_id, failures).where(*chosen).group_by(r.log_id).subquery("failed").c
    p = pushes(logs, "id", "created_at", "push_title", "app_name", "user_email")
    return (
        sa.select(
            p.created_at.label("at"),
            p.push_title.label("title"),
            p.app_name.label("app"),
            f.failures,
            p.push_success.label("success"),
            p.push_failure.label("failure"),
            p.user_email.label("user"),
            p.id,
        )
        .select_from(sa.join(p.id.table, f.log_id.table, p.id == f.log_id))
        .order_by(p.created_at.desc(), p.id.desc())
        .limit(at_most(limit))
    )
