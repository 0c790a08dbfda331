"""Questions on screens: which are viewed, and which way people take through them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from queries.apps import app_name_alone
from queries.logs import Logs
from queries.options import at_most
from queries.portable import as_text, count_distinct, count_of, each_below, latest_value
from queries.question import Column, question
from queries.screen_views import in_window, screen_views
from queries.sessions_begun import sessions_begun

_APP: tuple[Column, ...] = (
    Column("app_id", "id", "Number of the app; empty where the source gives only a name."),
    Column("app", "text", "Latest known name of the app."),
)

_AROUND = timedelta(days=1)
_KEYS = ("app_id", "name_alone", "page_id", "title_alone")
_SCREEN = ("page_id", "page_title", "title_alone")


@question(
    subject="Use",
    chart="bar",
    columns=(
        *_APP,
        Column("screen_id", "id", "Number of the screen; empty where there is only a title."),
        Column("screen", "text", "Latest known title of the screen."),
        Column("views", "count", "How often it was viewed."),
        Column("users", "count", "Different users who viewed it."),
        Column("entries", "count", "Sessions whose first screen it was."),
        Column("exits", "count", "Views with which a session ended."),
        Column("last_at", "time", "When it was last viewed."),
    ),
)
def screens_viewed(logs: Logs, *, limit: int | None = 100) -> sa.Select[Any]:
    """Which screens are viewed, and where do people enter and leave?

    The `limit` screens viewed most (None: all). The web version can write `app.view` beside
    `app.analytics.pageView`: it counts only in sessions without the latter. Entries and exits are
    those of the sessions that began in the window, as in `sessions`, whenever they ended.
    """
    t = _most_viewed(logs, limit).c
    v = screen_views(logs).c
    users = count_distinct(v.user_email).label("users")
    keys = [v[name] for name in _KEYS]
    u = sa.select(*keys, users).group_by(*keys).subquery("users").c
    e = _ends(logs).c
    same = sa.and_(*(t[name].is_not_distinct_from(u[name]) for name in _KEYS))
    ended = sa.and_(
        *(t[name].is_not_distinct_from(e[name]) for name in ("app_id", "name_alone")),
        e.screen == sa.func.coalesce(as_text(t.page_id), t.title_alone),
    )
    joined = sa.join(t.views.table, u.users.table, same).outerjoin(e.screen.table, ended)
    return (
        sa.select(
            t.app_id.label("app_id"),
            t.app,
            t.page_id.label("screen_id"),
            t.screen.label("screen"),
            t.views,
            u.users.label("users"),
            *(sa.func.coalesce(e[name], 0).label(name) for name in ("entries", "exits")),
            t.last_at,
        )
        .select_from(joined)
        .order_by(t.views.desc(), *(t[name].nulls_last() for name in _KEYS))
    )


def _most_viewed(logs: Logs, limit: int | None) -> Any:
    """The screens viewed most, with their latest names."""
    v = screen_views(logs).c
    named = [v[name] for name in ("app_id", "app_name", "name_alone", *_SCREEN)]
    at = sa.func.max(v.created_at).label("last_at")
    counted = sa.select(*named, count_of(v.created_at).label("views"), at).group_by(*named)
    # Screens and their names are few: putting those of one screen together costs nothing.
    n = counted.subquery("named").c
    views = sa.func.sum(n.views).label("views")
    keys = [n[name] for name in _KEYS]
    return (
        sa.select(
            *keys,
            latest_value(n.app_name, n.last_at).label("app"),
            latest_value(n.page_title, n.last_at).label("screen"),
            views,
            sa.func.max(n.last_at).label("last_at"),
        )
        .group_by(*keys)
        .order_by(views.desc(), *(key.nulls_last() for key in keys))
        .limit(at_most(limit))
        .subquery("top")
    )


def _ends(logs: Logs) -> Any:
    """How many of the sessions that began in the window entered and left at each screen."""
    s = sessions_begun(logs).c
    per_way = sa.select(
        s.app_id, app_name_alone(s), s.entry, s.exit, count_of(s.session).label("sessions")
    ).group_by(s.app_id, app_name_alone(s), s.entry, s.exit)
    w = per_way.subquery("per_way").c
    two = sa.literal(2, sa.Integer, literal_execute=True)
    n = sa.select(*w, each_below(two).label("side")).subquery("sides").c
    screen = sa.case((n.side == 0, n.entry), else_=n.exit).label("screen")
    counts = [
        sa.func.sum(sa.case((n.side == side, n.sessions), else_=0)).label(name)
        for side, name in enumerate(("entries", "exits"))
    ]
    return (
        sa.select(n.app_id, n.name_alone, screen, *counts)
        .group_by(n.app_id, n.name_alone, screen)
        .subquery("ends")
    )


@question(
    subject="Use",
    columns=(
        *_APP,
        Column("from_id", "id", "Number of the screen before; empty where there is none."),
        Column("from_screen", "text", "Its latest title; both empty: the session began."),
        Column("to_id", "id", "Number of the screen after it; empty where there is none."),
        Column("to_screen", "text", "Its latest title; both empty: the session ended."),
        Column("views", "count", "How often somebody went that way."),
    ),
)
def screen_paths(logs: Logs, *, limit: int | None = 100) -> sa.Select[Any]:
    """Where do people go from one screen to the next?

    The `limit` ways taken most (None: all), each from a screen to the one viewed next in the same
    session and app, which can be the same once more; with where sessions began and ended. A way
    belongs to the moment of the view it leads to, an end to that of the last view. A session that
    the window cuts is looked at for a day before and after it, so that it does not begin or end
    there. What a view is: `screens_viewed`. Views of an unknown session are left out.
    """
    steps = _steps(logs).c
    names = ("app_id", "app_name", "name_alone", "from_id", "from_title", "from_alone")
    keys = [steps[name] for name in (*names, "page_id", "page_title", "title_alone", "ends")]
    told = sa.select(
        *keys, count_of(steps.created_at).label("views"), sa.func.max(steps.created_at).label("at")
    ).group_by(*keys)
    # Few ways are left here: what follows costs nothing.
    d = told.subquery("told").c
    t = sa.select(*d, each_below(1 + d.ends).label("side")).subquery("sides").c
    onward = t.side == 0
    w = (
        sa.select(
            *(t[name] for name in ("app_id", "app_name", "name_alone", "views", "at")),
            sa.case((onward, t.from_id), else_=t.page_id).label("from_id"),
            sa.case((onward, t.from_title), else_=t.page_title).label("from_title"),
            sa.case((onward, t.from_alone), else_=t.title_alone).label("from_alone"),
            sa.case((onward, t.page_id)).label("to_id"),
            sa.case((onward, t.page_title)).label("to_title"),
            sa.case((onward, t.title_alone)).label("to_alone"),
        )
        .subquery("ways")
        .c
    )
    grouped = [w[name] for name in ("app_id", "name_alone", "from_id", "from_alone")]
    grouped += [w.to_id, w.to_alone]
    views = sa.func.sum(w.views).label("views")
    return (
        sa.select(
            w.app_id,
            latest_value(w.app_name, w.at).label("app"),
            w.from_id,
            latest_value(w.from_title, w.at).label("from_screen"),
            w.to_id,
            latest_value(w.to_title, w.at).label("to_screen"),
            views,
        )
        .group_by(*grouped)
        .order_by(views.desc(), *(key.nulls_first() for key in grouped))
        .limit(at_most(limit))
    )


def _steps(logs: Logs) -> Any:
    """Views in the window with the view before each, and `ends` 1 where none follows."""
    v = screen_views(logs.around(_AROUND, _AROUND)).c
    whose: dict[str, Any] = {
        "partition_by": (v.session, v.app_id, v.name_alone),
        "order_by": (v.created_at, v.id),
    }
    before = {"from_id": v.page_id, "from_title": v.page_title, "from_alone": v.title_alone}
    ordered = sa.select(
        *v,
        *(sa.func.lag(column).over(**whose).label(name) for name, column in before.items()),
        sa.func.lead(v.page_id).over(**whose).label("next_id"),
        sa.func.lead(v.title_alone).over(**whose).label("next_alone"),
    )
    o = ordered.where(v.session.is_not(None)).subquery("ordered").c
    last = sa.and_(o.next_id.is_(None), o.next_alone.is_(None))
    columns = [o[c.name] for c in v if c.name not in {"id", "session", "user_email"}]
    ends = sa.case((last, 1), else_=0).label("ends")
    return (
        sa.select(*columns, *(o[name] for name in before), ends)
        .where(*in_window(logs, o.created_at))
        .subquery("steps")
    )
