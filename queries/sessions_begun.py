"""Analytics sessions, put together from their logs or from prepared parts of them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.apps import app_name_alone
from queries.logs import Logs
from queries.portable import earliest_value, latest_value, micros_between, moment

_KNOWN = ("app_name", "user_email", "device", "platform", "os")


def sessions_begun(logs: Logs) -> Any:
    """The sessions that began in the window, as a subquery; whole, whenever they ended.

    A session is an `_analyticsSessionId` in one app, as far as the filter matches its logs: it
    began with the first of them there is, in the window or not. Columns: session, app_id, the
    latest known app_name, user_email, device, platform and os, started_at and ended_at (its first
    and last log), micros between them, logs, and screens: its logs `app.analytics.pageView`, or its
    `app.view` where it has no other, for the web version can write both of one screen. entry and
    exit are the number, else the title, of the first and last screen that such logs name.
    """
    p = logs.ever().session_parts()
    began, ended = sa.func.min(p.c.created_at), sa.func.max(p.c.last_at)
    screens, app_views = sa.func.sum(p.c.page_views), sa.func.sum(p.c.app_views)
    found = sa.select(
        p.c.analytics_session.label("session"),
        p.c.app_id,
        *(latest_value(p.c[name], p.c.last_at).label(name) for name in _KNOWN),
        began.label("started_at"),
        ended.label("ended_at"),
        micros_between(began, ended).label("micros"),
        sa.func.sum(p.c.logs).label("logs"),
        sa.case((screens > 0, screens), else_=app_views).label("screens"),
        earliest_value(p.c.entry, p.c.entry_at).label("entry"),
        latest_value(p.c.exit, p.c.exit_at).label("exit"),
    ).group_by(p.c.analytics_session, p.c.app_id, app_name_alone(p.c))
    since, until = logs.filter.since, logs.filter.until
    if since is not None or until is not None:
        # Only sessions with a part in the window are worth putting together.
        near = logs.session_parts().c.analytics_session
        found = found.where(p.c.analytics_session.in_(sa.select(near)))
    if since is not None:
        found = found.having(began >= moment(since))
    if until is not None:
        found = found.having(began < moment(until))
    return found.subquery("sessions")
