"""What a log is about, in one word: for time lines, which mix all log types."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from queries.clauses import log_type_clause
from queries.security_types import FAILED

SCREEN_VIEWS = ("app.analytics.pageView", "app.view")

KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "screen": SCREEN_VIEWS,
        "event": ("app.analytics.event",),
        "update_check": ("app.update",),
        "app_error": ("app.error.*",),
        "login_failed": (FAILED,),
        "login_first": ("user.login.first",),
        "login_sso": ("user.login.sso",),
        # Which of them succeeded only the logs beside them tell: see `attempts.login_words`.
        "login_attempt": ("user.login", "user.login.*"),
        "logout": ("user.logout",),
        "account": ("user.*", "organization.user.*", "app.user.*", "app.token.*"),
        "message": (
            "email.communicate",
            "email.dataSourceHook",
            "email.validate",
            "sms.*",
            "pushNotification.*",
        ),
        "message_status": ("email.*",),
        "publishing": ("app.publish", "app.publish.*", "app.submission.*"),
        "app_change": ("app.*", "widget.*"),
        "data": ("dataSource.*",),
        "file": ("mediaFile.*", "mediaFolder.*"),
        "ai": ("ai.*",),
        "studio": ("studio.*",),
    }
)
"""Kinds with their log types; the first that matches holds. Others are of the kind `OTHER`."""

OTHER = "other"


def kind_of(c: Any) -> sa.ColumnElement[Any]:
    """The kind of a log, by its columns log_type and push_success: a job with a push result is a
    message. To be asked of few logs: types are told slowly."""
    known = [(log_type_clause(c.log_type, types), kind) for kind, types in KINDS.items()]
    return sa.case(*known, (c.push_success.is_not(None), "message"), else_=OTHER)
