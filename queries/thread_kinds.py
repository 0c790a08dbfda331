"""What threads there are: the keys that logs belong together by, and what each thread should hold.

The one list of them: `thread` asks by it, the page of a thread and the buttons of a record show it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from data.columns import LOG_COLUMNS
from data.errors import InvalidFilter
from queries.clauses import log_type_clause
from queries.feature_types import ENTRIES, SMS
from queries.portable import last_word
from queries.security_types import FAILED
from queries.sms_outcome import NOT_REPORTED, sms_outcome

_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,18})", re.ASCII)
_HALF = re.compile("[\ud800-\udfff]")
"""Half of a character, which no stored text has."""

Holds = Callable[[Any], sa.ColumnElement[bool]]
"""Whether something holds for a log, of the columns of `logs`."""


@dataclass(frozen=True)
class Expected:
    """A log that a thread should have, and what it is called when it is missing.

    Where one of the thread's logs is such as `of`, one is wanted such as `wanted`: at the latest
    of them or after it where it is `later`, else anywhere in the thread. Without `of` every log
    calls for it.
    """

    missing: str
    wanted: Holds
    of: Holds = lambda c: c.id.is_not(None)
    later: bool = False


@dataclass(frozen=True)
class ThreadKind:
    """A kind of thread: the column whose value its logs share, its name, and what it should hold.

    `deliveries` asks, over and above, what became of an email at each of its recipients.
    """

    column: str
    label: str
    expected: tuple[Expected, ...] = ()
    deliveries: bool = False

    @property
    def numeric(self) -> bool:
        """True where the shared value is a whole number."""
        return next(c.kind for c in LOG_COLUMNS if c.name == self.column) == "integer"

    def value(self, text: str) -> str | int | None:
        """The shared value that a text names; None for one that no log can have."""
        given = text.strip()
        if not self.numeric:
            return None if _HALF.search(given) else given or None
        return int(given) if _WHOLE.fullmatch(given) and abs(int(given)) < 1 << 63 else None


def _typed(*patterns: str) -> Holds:
    return lambda c: log_type_clause(c.log_type, patterns)


def _ending(*words: str) -> Holds:
    return lambda c: last_word(c.log_type).in_(words)


def _result(c: Any) -> sa.ColumnElement[bool]:
    known: sa.ColumnElement[bool] = c.push_success.is_not(None)
    return known


def _both(*parts: Holds) -> Holds:
    return lambda c: sa.and_(*(part(c) for part in parts))


def _neither(*parts: Holds) -> Holds:
    return lambda c: sa.not_(sa.or_(*(part(c) for part in parts)))


def _unreported(c: Any) -> sa.ColumnElement[bool]:
    return sa.and_(log_type_clause(c.log_type, SMS), sms_outcome(c) == NOT_REPORTED)


_DELETED = ("remove", "delete")
_BUILD, _REPORT = _typed("app.submission.build"), _typed("app.submission.report")
_PUSH = _typed("pushNotification.send")
_ENTRY = _typed(*ENTRIES)
_FAILED = _typed(FAILED)

KINDS: tuple[ThreadKind, ...] = (
    ThreadKind(
        "message_id",
        "Message",
        (Expected("sms_not_reported", _neither(_unreported), of=_unreported, later=True),),
        deliveries=True,
    ),
    ThreadKind(
        "submission_id",
        "Build",
        (
            Expected("no_report", _REPORT, of=_BUILD, later=True),
            Expected("no_request", _BUILD, of=_REPORT),
        ),
    ),
    ThreadKind(
        "media_file_id",
        "File",
        (
            Expected("not_restored", _ending("restore"), of=_ending(*_DELETED), later=True),
            Expected("not_uploaded", _ending("create", "upload")),
        ),
    ),
    ThreadKind(
        "data_source_entry_id",
        "Data source entry",
        (
            Expected(
                "not_restored",
                _ending("restore"),
                of=_both(_ENTRY, _ending(*_DELETED)),
                later=True,
            ),
            Expected("not_created", _both(_ENTRY, _ending("create", "insert", "add"))),
        ),
    ),
    ThreadKind(
        "app_notification_id",
        "Notification",
        (Expected("no_result", _result, of=_both(_PUSH, _neither(_result)), later=True),),
    ),
    ThreadKind(
        "session_id",
        "Session",
        (Expected("no_login", _both(_typed("user.login", "user.login.*"), _neither(_FAILED))),),
    ),
    ThreadKind("analytics_session", "Analytics session"),
    ThreadKind("request_id", "Request"),
    ThreadKind("device", "Device"),
)


def thread_kind(column: str) -> ThreadKind:
    """The kind of thread by that column. Raises InvalidFilter."""
    for kind in KINDS:
        if kind.column == column:
            return kind
    known = ", ".join(kind.column for kind in KINDS)
    raise InvalidFilter(f"by must be one of {known}: {column!r}")
