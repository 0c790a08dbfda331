"""The time line of whoever is followed: one row a log, and what it means for them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from data.errors import InvalidFilter
from queries.account_logs import accounts_asked_for
from queries.attempts import login_words
from queries.clauses import UserMatch
from queries.kinds import kind_of
from queries.logs import Logs
from queries.options import at_most
from queries.portable import as_text, contains_text, moment
from queries.question import Column
from queries.records import shown_user

Cursor = tuple[datetime, int]
"""Moment and number of the last row before a page."""

COLUMNS = (
    Column("at", "time", "When it happened."),
    Column(
        "what",
        "text",
        "screen, event, update_check, app_error, login, login_attempt (how it ended is told beside "
        "it), login_failed, login_first, login_sso, logout, account, message, message_status, "
        "publishing, app_change, data, file, ai, studio or other.",
    ),
    Column("to_them", "flag", "Done or sent to the user who is followed, not by them."),
    Column("begins_session", "flag", "The first of these logs in its analytics session."),
    Column("log_type", "text", "Log type."),
    Column("app_id", "id", "Number of the app."),
    Column("app", "text", "Name of the app at that time."),
    Column("screen", "text", "Title of the screen, else its number."),
    Column("detail", "text", "Event, subject, error, kind of 2FA or role, as the log says."),
    Column("user", "text", "Who did it; «A as B» where the Studio user A acted as B."),
    Column("whom", "text", "To whom it was done or sent, where the log says."),
    Column("device", "text", "Identifier of the device."),
    Column("ip", "text", "IP address."),
    Column("session_id", "id", "Session (the apps call it Device ID)."),
    Column("analytics_session", "text", "Analytics session."),
    Column("id", "id", "Number of the log."),
)

_PEOPLE = ("user_email", "studio_user_email", "recipient", "subject_user")
_READ = ("id", "created_at", "analytics_session", "log_type", "user_email", "user_id")
_SHOWN = (
    *("id", "created_at", "log_type", "app_id", "app_name", "page_id", "page_title", "device"),
    *("ip", "session_id", "analytics_session", "event_category", "event_action", "event_label"),
    *("subject", "push_title", "push_success", "error_message", "two_factor_kind", "role"),
)


def time_line(logs: Logs, known: str, limit: int | None, after: Cursor | None) -> sa.Select[Any]:
    """The newest `limit` (None: all) logs before the cursor as `COLUMNS`, newest first.

    They are the logs that the filter matches and of which the column `known` is known; where the
    filter asks for a user, also those that name that user as the one to whom something was done
    or sent.
    """
    every = _every(logs, known).cte("every_log")
    page = _page(every.c, limit, after)
    c = logs.unnarrowed().rows(*_SHOWN, *_PEOPLE).c
    begun, words = _begun(every.c, page), login_words(logs)
    joined = sa.outerjoin(c.id.table, begun, begun.c.id == c.id)
    joined = sa.outerjoin(joined, words, words.c.id == c.id)
    shown = {
        "at": c.created_at,
        "what": sa.func.coalesce(words.c.word, kind_of(c)),
        "to_them": _to_them(logs, c),
        "begins_session": begun.c.id.is_not(None),
        "app": c.app_name,
        "screen": sa.func.coalesce(c.page_title, as_text(c.page_id)),
        "detail": detail_of(c),
        "user": shown_user(c),
        "whom": sa.func.coalesce(c.recipient, c.subject_user),
    }
    columns = [shown.get(column.name, c.get(column.name)).label(column.name) for column in COLUMNS]
    shown_rows = sa.select(*columns).select_from(joined).where(c.id.in_(sa.select(page.c.id)))
    return shown_rows.order_by(c.created_at.desc(), c.id.desc())


def _every(logs: Logs, known: str) -> sa.Select[Any] | sa.CompoundSelect[Any]:
    """`_READ` of all logs of the time line."""
    if not logs.filter.user:
        c = logs.rows(*dict.fromkeys((*_READ, known))).c
        return sa.select(*(c[name] for name in _READ)).where(c[known].is_not(None))
    everybody = replace(logs, filter=replace(logs.filter, user=""))
    c = everybody.rows(*dict.fromkeys((*_READ, *_PEOPLE))).c
    wanted = [*UserMatch.read(logs.filter.user).either(c), *_sent(logs, c), *_about(logs, c)]
    parts = []
    for number, part in enumerate(wanted):
        before = sa.func.coalesce(sa.or_(sa.false(), *wanted[:number]), sa.false())
        parts.append(sa.select(*(c[name] for name in _READ)).where(part, sa.not_(before)))
    # Each part asks one column first, which is quick where engines keep columns apart.
    return sa.union_all(*parts)


def _page(every: Any, limit: int | None, after: Cursor | None) -> sa.CTE:
    """Numbers of the logs of the page and their analytics sessions."""
    page = sa.select(every.id, every.analytics_session)
    if after is not None:
        page = page.where(_earlier(every, after))
    newest = page.order_by(every.created_at.desc(), every.id.desc())
    return newest.limit(at_most(limit)).cte("page")


def _earlier(c: Any, after: Any) -> sa.ColumnElement[bool]:
    try:
        at, last = after
        # On a command line the moment is a text.
        at = moment(datetime.fromisoformat(at) if isinstance(at, str) else at)
        last = int(last)
    except (TypeError, ValueError, AttributeError) as error:
        raise InvalidFilter(f"after needs a moment with a zone and an id: {after!r}") from error
    return sa.and_(c.created_at <= at, sa.or_(c.created_at < at, c.id < last))


def _begun(every: Any, page: sa.CTE) -> sa.Subquery:
    """The first log of each analytics session that the page shows."""
    order = sa.func.row_number().over(
        partition_by=every.analytics_session, order_by=(every.created_at, every.id)
    )
    shown = every.analytics_session.in_(sa.select(page.c.analytics_session))
    n = sa.select(every.id, order.label("place")).where(shown).subquery("in_order").c
    return sa.select(n.id).where(n.place == 1).subquery("begun")


def _sent(logs: Logs, c: Any) -> list[sa.ColumnElement[bool]]:
    """It was sent to the user who is followed, or to several of whom they are one."""
    found = accounts_asked_for(logs, c.recipient)
    one = logs.filter.one_user
    if one is not None:  # several recipients are kept as their JSON list
        found.append(contains_text(c.recipient, sa.literal(json.dumps(one, ensure_ascii=False))))
    return found


def _about(logs: Logs, c: Any) -> list[sa.ColumnElement[bool]]:
    """It was done to the account of the user who is followed."""
    return accounts_asked_for(logs, c.subject_user)


def _to_them(logs: Logs, c: Any) -> sa.ColumnElement[bool]:
    sent, about = (sa.or_(sa.false(), *parts(logs, c)) for parts in (_sent, _about))
    by_them = sa.func.coalesce(UserMatch.read(logs.filter.user).clause(c), sa.false())
    return sa.func.coalesce(sa.or_(sent, sa.and_(about, sa.not_(by_them))), sa.false())


def detail_of(c: Any) -> sa.ColumnElement[Any]:
    """What the log is about, of columns of `logs`: event, subject, error, kind of 2FA or role."""
    parts = (c.event_category, c.event_action, c.event_label)
    event = parts[0]
    for part in parts[1:]:
        event = sa.func.coalesce(event + sa.literal(" / ") + part, event, part)
    others = (c.subject, c.push_title, c.error_message, c.two_factor_kind, c.role)
    return sa.func.coalesce(event, *others)
