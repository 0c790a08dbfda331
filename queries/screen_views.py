"""Views of screens, from the logs that Fliplet writes of each."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.apps import app_name_alone
from queries.logs import SCREEN_VIEWS, Logs
from queries.portable import moment

_PAGE_VIEW = SCREEN_VIEWS[0]
_READ = [
    *("id", "created_at", "log_type", "analytics_session", "user_email"),
    *("app_id", "app_name", "page_id", "page_title"),
]


def screen_views(logs: Logs) -> Any:
    """Views of screens in the window, as a subquery.

    A view is a log `app.analytics.pageView`; or `app.view`, unless its session has one, for the
    web version can write both of one screen. Logs that name no screen are left out. Columns: id,
    created_at, session, app_id, app_name, name_alone, page_id, page_title, title_alone (the title
    where there is no number), user_email.
    """
    c = logs.typed(*SCREEN_VIEWS).rows(*_READ).c
    alone = sa.or_(c.analytics_session.is_(None), _whose(c).in_(_without_page_views(logs)))
    counted = sa.or_(c.log_type == _PAGE_VIEW, alone)
    return (
        sa.select(
            c.id,
            c.created_at,
            c.analytics_session.label("session"),
            c.app_id,
            c.app_name,
            app_name_alone(c),
            c.page_id,
            c.page_title,
            sa.case((c.page_id.is_(None), c.page_title)).label("title_alone"),
            c.user_email,
        )
        .where(sa.or_(c.page_id.is_not(None), c.page_title.is_not(None)), counted)
        .subquery("views")
    )


def _whose(c: Any) -> sa.ColumnElement[Any]:
    """Session and app of a log, none of them null: with a null nothing is in a list."""
    name = sa.func.coalesce(app_name_alone(c), "")
    return sa.tuple_(sa.func.coalesce(c.analytics_session, ""), sa.func.coalesce(c.app_id, 0), name)


def _without_page_views(logs: Logs) -> sa.Select[Any]:
    """Sessions with `app.view` and without `app.analytics.pageView`, in the window or not."""
    e, c = logs.ever().session_parts().c, logs.ever().session_parts().c
    maybe = sa.select(c.analytics_session).where(c.app_views > 0, c.page_views == 0)
    whose = _whose(e).clauses
    found = sa.select(*whose).where(e.analytics_session.in_(maybe))
    return found.group_by(*whose).having(sa.func.sum(e.page_views) == 0)


def in_window(logs: Logs, at: sa.ColumnElement[Any]) -> list[sa.ColumnElement[bool]]:
    """Conditions that the moment lies in the window."""
    found = [at >= moment(since) for since in (logs.filter.since,) if since is not None]
    return found + [at < moment(until) for until in (logs.filter.until,) if until is not None]
