"""Threads: all logs that share a key, in order, with the gaps between them and what is missing."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.logs import Logs
from queries.options import at_most
from queries.portable import count_distinct, count_of, count_where, micros_between, moment, share
from queries.question import Column, question
from queries.records import shown_user
from queries.thread_kinds import Expected, ThreadKind, thread_kind
from queries.time_line import detail_of
from queries.zones import EARLIEST

_READ = (
    *("id", "created_at", "log_type", "app_id", "app_name", "user_email", "studio_user_email"),
    *("user_id", "recipient", "subject_user", "reason", "status", "page_title", "push_success"),
    *("event_category", "event_action", "event_label", "subject", "push_title", "error_message"),
    *("two_factor_kind", "role"),
)
_SECOND = sa.literal(1_000_000)


@question(
    subject="Threads",
    columns=(
        Column("at", "time", "When it happened."),
        Column("seconds_since_previous", "number", "Since the log before; empty for the first."),
        Column("log_type", "text", "Log type."),
        Column("detail", "text", "Reason, subject, event, screen or status, as the log says."),
        Column("user", "text", "Who did it; «A as B» where the Studio user A acted as B."),
        Column("whom", "text", "To whom it was done or sent, where the log says."),
        Column("app_id", "id", "Number of the app."),
        Column("app", "text", "Name of the app at that time."),
        Column("id", "id", "Number of the log."),
    ),
)
def thread(
    logs: Logs, *, by: str = "message_id", value: str | None = None, limit: int | None = None
) -> sa.Select[Any]:
    """What happened in this thread, log by log?

    Every log with this `value` in the column `by` (message_id, submission_id, media_file_id,
    data_source_entry_id, app_notification_id, session_id, analytics_session, request_id or device)
    that the viewer may see, at any time, the earliest `limit` first (None: all), provided that the
    filter matches one of them in the window. Without a value there is no answer.
    """
    c = _logs(logs, thread_kind(by), value).c
    order = (c.created_at, c.id)
    previous = sa.func.lag(c.created_at, 1, moment(EARLIEST)).over(order_by=order)
    s = sa.select(*c, previous.label("previous")).subquery("steps").c
    gap = sa.case((s.previous > moment(EARLIEST), micros_between(s.previous, s.created_at)))
    detail = sa.func.coalesce(s.reason, detail_of(s), s.status, s.page_title)
    return (
        sa.select(
            s.created_at.label("at"),
            share(gap, _SECOND).label("seconds_since_previous"),
            s.log_type,
            detail.label("detail"),
            shown_user(s).label("user"),
            sa.func.coalesce(s.recipient, s.subject_user).label("whom"),
            s.app_id,
            s.app_name.label("app"),
            s.id,
        )
        .order_by(s.created_at, s.id)
        .limit(at_most(limit))
    )


@question(
    subject="Threads",
    chart="figure",
    columns=(
        Column("logs", "count", "Logs of the thread."),
        Column("first_at", "time", "The first of them."),
        Column("last_at", "time", "The last of them."),
        Column("longest_seconds", "number", "The longest time between two that follow each other."),
        Column("users", "count", "Different users of them, as far as known."),
        Column("apps", "count", "Different apps of them, by number."),
        Column("log_types", "count", "Different log types."),
    ),
)
def thread_figures(
    logs: Logs, *, by: str = "message_id", value: str | None = None
) -> sa.Select[Any]:
    """How long is this thread, and how far apart are its logs?

    One row on the logs of `thread` with the same `by` and `value`; none where there are none.
    """
    c = _logs(logs, thread_kind(by), value).c
    previous = sa.func.lag(c.created_at, 1, c.created_at).over(order_by=(c.created_at, c.id))
    s = sa.select(*c, previous.label("previous")).subquery("steps").c
    longest = sa.func.max(micros_between(s.previous, s.created_at))
    counted = sa.select(
        count_of(s.created_at).label("logs"),
        sa.func.min(s.created_at).label("first_at"),
        sa.func.max(s.created_at).label("last_at"),
        longest.label("longest"),
        count_distinct(s.user_email).label("users"),
        count_distinct(s.app_id).label("apps"),
        count_distinct(s.log_type).label("log_types"),
    )
    f = counted.subquery("figures").c
    several = sa.case((f.logs > 1, share(f.longest, _SECOND)))
    return sa.select(
        *(f.logs, f.first_at, f.last_at, several.label("longest_seconds")),
        *(f.users, f.apps, f.log_types),
    ).where(f.logs > 0)


@question(
    subject="Threads",
    columns=(
        Column(
            "missing",
            "text",
            "no_status, still_delayed or no_trigger of an email; sms_not_reported; no_report or "
            "no_request of a build; not_restored, not_uploaded or not_created; no_result of a push "
            "notification; no_login of a session.",
        ),
        Column("since", "time", "The log that calls for it, or the thread's first."),
        Column("whom", "text", "The recipient that it is about, where it is about one."),
    ),
)
def thread_missing(
    logs: Logs, *, by: str = "message_id", value: str | None = None
) -> sa.Select[Any]:
    """What is missing in this thread?

    What the logs of `thread` with the same `by` and `value` call for and do not have: of an email
    the status at each recipient, of a build's request its report, of a deleted file that it was
    restored, and so on. It may not have happened, or not yet, or be in no log that is here.
    """
    kind = thread_kind(by)
    found = _logs(logs, kind, value)
    parts = [_missing(found.c, expected) for expected in kind.expected]
    if kind.deliveries:
        parts.append(_undelivered(logs, kind, value))
    if not parts:
        nothing = sa.literal(kind.label).label("missing")
        at, whom = found.c.created_at.label("since"), found.c.recipient.label("whom")
        return sa.select(nothing, at, whom).where(sa.false())
    m = sa.union_all(*parts).subquery("every").c
    return sa.select(m.missing, m.since, m.whom).order_by(m.since, m.missing, m.whom.nulls_first())


def _logs(logs: Logs, kind: ThreadKind, value: str | None) -> sa.Subquery:
    """`_READ` of all logs of the thread, where the filter matches one of them."""
    wanted = None if value is None else kind.value(str(value))
    c = logs.ever().unnarrowed().rows(*_READ, kind.column).c
    if wanted is None:
        return sa.select(*c).where(sa.false()).subquery("thread")
    chosen = [c[kind.column] == wanted]
    if logs.filter.narrowed_by or logs.filter.since or logs.filter.until:
        f = logs.rows(kind.column).c[kind.column]
        chosen.append(c[kind.column].in_(sa.select(f).where(f == wanted)))
    return sa.select(*c).where(*chosen).subquery("thread")


def _missing(c: Any, expected: Expected) -> sa.Select[Any]:
    """A row where what is expected is not there."""
    of, wanted = (sa.func.coalesce(part(c), sa.false()) for part in (expected.of, expected.wanted))
    edge = sa.func.max if expected.later else sa.func.min
    f = sa.select(
        count_where(of).label("calling"),
        count_where(wanted).label("answering"),
        edge(sa.case((of, c.created_at))).label("since"),
        sa.func.max(sa.case((wanted, c.created_at))).label("answered_at"),
    ).subquery(f"expected_{expected.missing}")
    unanswered: sa.ColumnElement[bool] = f.c.answering == 0
    if expected.later:
        unanswered = sa.or_(unanswered, f.c.answered_at < f.c.since)
    nobody = sa.null().label("whom")
    said = sa.literal(expected.missing).label("missing")
    return sa.select(said, f.c.since, nobody).where(f.c.calling > 0, unanswered)


def _undelivered(logs: Logs, kind: ThreadKind, value: str | None) -> sa.Select[Any]:
    """A row for each recipient of an email at whom it is not known to have ended."""
    d = logs.ever().unnarrowed().deliveries().c
    thread_of = sa.select(_logs(logs, kind, value).c.message_id)
    missing = sa.case(
        (d.triggered == 0, "no_trigger"),
        (d.outcome.is_(None), "no_status"),
        (d.outcome == "delayed", "still_delayed"),
    )
    m = sa.select(missing.label("missing"), d.created_at, d.recipient, d.message_id).subquery("d").c
    return sa.select(m.missing, m.created_at.label("since"), m.recipient.label("whom")).where(
        m.missing.is_not(None),
        m.message_id == (kind.value(value or "") or ""),
        m.message_id.in_(thread_of),
    )
