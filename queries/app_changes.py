"""Questions on what was changed in apps, and between one publish and the next."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.apps import app_name_alone, of_an_app
from queries.logs import Logs
from queries.options import at_most
from queries.portable import as_text, count_where, text_list
from queries.publishing import APP, PUBLISHED, publishes
from queries.question import Column, question

_AREAS = {
    "component": ("app.page.widget.%", "app.widget.%", "app.ai.%"),
    "settings": ("app.settings.%",),
    "screen": ("app.page.%", "app.pages.%"),
}
"""What a change is of, by log types; the first that fits."""

CHANGES = ("app.settings.*", "app.page.*", "app.pages.*", "app.widget.*", "app.ai.*")
_PUBLISH = "publish"


@question(
    subject="Publishing",
    codes=("B6",),
    columns=(
        Column("at", "time", "When."),
        *APP,
        Column("user", "text", "Who did it."),
        Column("what", "text", "screen, component, settings or publish."),
        Column("screen", "text", "Title of the screen, where the source gives one."),
        Column("component", "text", "Name of the component, where the source gives one."),
        Column("changed", "text", "Attributes that were changed, as a JSON list."),
        Column("log_type", "text", "Log type."),
        Column("id", "id", "The log."),
    ),
)
def app_changes(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """Which apps were updated, in what, and by whom?

    Changes of screens, components and settings, and updates that were published (first launches:
    `web_launches`); the `limit` latest (None: all).
    """
    names = ("id", "created_at", "log_type", "app_id", "app_name", "user_email")
    more = ("page_title", "component", "changed")
    r = logs.typed(*CHANGES, "app.publish").rows(*names, *more).c
    return (
        sa.select(
            r.created_at.label("at"),
            r.app_id,
            r.app_name.label("app"),
            r.user_email.label("user"),
            _area(r.log_type).label("what"),
            r.page_title.label("screen"),
            r.component,
            r.changed,
            r.log_type,
            r.id,
        )
        .order_by(r.created_at.desc(), r.id.desc())
        .limit(at_most(limit))
    )


@question(
    subject="Publishing",
    columns=(
        Column("at", "time", "When it was published; empty for changes not published yet."),
        *APP,
        Column("user", "text", "Who published it."),
        Column("previous_at", "time", "When it was published before; empty where not known."),
        Column("changes", "count", "Changes since then."),
        Column("screens", "count", "Those of screens."),
        Column("components", "count", "Those of components."),
        Column("settings", "count", "Those of settings."),
        Column("editors", "count", "Different users who made them."),
        Column("by", "text", "These users with the number of their changes, the most first."),
        Column("id", "id", "The log of the publish."),
    ),
)
def changes_between_publishes(
    logs: Logs, *, app: str | None = None, limit: int | None = None
) -> sa.Select[Any]:
    """What was changed in an app between one publish and the next, and by whom?

    Of one `app`, by number or name (None: of all), the `limit` latest publishes (None: all), those
    with changes that are not published yet first. The filter is asked of the publish, or of the
    changes not published yet; the changes are all since the publish before, even if that is before
    the window. What counts as one publish: `publish_cadence`.
    """
    g = _between(logs, () if app is None else (str(app),))
    previous = sa.func.lag(g.at).over(
        partition_by=(g.app_id, g.name_alone), order_by=g.number.desc()
    )
    every = sa.select(*g, previous.label("previous_at")).subquery("every").c
    columns = ("changes", "screens", "components", "settings", "editors", "by", "id")
    return (
        sa.select(
            every.at,
            every.app_id,
            every.app,
            every.user,
            every.previous_at,
            *(every[name] for name in columns),
        )
        .where(every.matched == 1)
        .order_by(
            every.at.desc().nulls_first(), every.app_id.nulls_last(), every.name_alone.nulls_last()
        )
        .limit(at_most(limit))
    )


def _between(logs: Logs, apps: tuple[str, ...]) -> Any:
    """Publishes, numbered from the latest back, with the changes before each, as `.c`.

    Number 0 are the changes after the latest one.
    """
    c = _changes_by_user(logs, apps)
    words = sa.case((c.changes > 0, c.changer + sa.literal(" ") + as_text(c.changes)))
    said = sa.select(*c, words.label("words"), (0 - c.changes).label("rank")).subquery("said").c
    sums = ("changes", "screens", "components", "settings")
    app = (said.app_id, said.name_alone)
    found = sa.select(
        *app,
        said.number,
        sa.func.max(said.at).label("at"),
        sa.func.coalesce(sa.func.max(said.app), sa.func.max(said.app_name)).label("app"),
        sa.func.max(said.user).label("user"),
        *(sa.func.sum(said[name]).label(name) for name in sums),
        count_where(said.words.is_not(None)).label("editors"),
        text_list(said.words, said.rank).label("by"),
        sa.func.max(said.id).label("id"),
        sa.case(
            (sa.func.max(said.id).is_(None), sa.func.max(said.change_matched)),
            else_=sa.func.max(said.publish_matched),
        ).label("matched"),
    )
    return found.group_by(*app, said.number).subquery("between").c


def _changes_by_user(logs: Logs, apps: tuple[str, ...]) -> Any:
    """Per app, number of the publish that follows and user: the changes of each area."""
    e = _events(logs, apps)
    app = (e.app_id, e.name_alone)
    later = sa.func.sum(e.publish).over(
        partition_by=app, order_by=(e.at.desc(), e.publish.desc(), e.id.desc())
    )
    n = sa.select(*e, later.label("number")).subquery("numbered").c
    published = n.publish == 1
    found = sa.select(
        n.app_id,
        n.name_alone,
        n.number,
        n.user.label("changer"),
        sa.func.max(sa.case((published, n.at))).label("at"),
        sa.func.max(n.app_name).label("app_name"),
        sa.func.max(sa.case((published, n.app_name))).label("app"),
        sa.func.max(sa.case((published, n.user))).label("user"),
        sa.func.max(sa.case((published, n.id))).label("id"),
        sa.func.max(sa.case((published, n.matched), else_=0)).label("publish_matched"),
        sa.func.max(sa.case((published, 0), else_=n.matched)).label("change_matched"),
        count_where(n.area != _PUBLISH).label("changes"),
        count_where(n.area == "screen").label("screens"),
        count_where(n.area == "component").label("components"),
        count_where(n.area == "settings").label("settings"),
    )
    return found.group_by(n.app_id, n.name_alone, n.number, n.user).subquery("by_user").c


def _events(logs: Logs, apps: tuple[str, ...]) -> Any:
    """Publishes and changes up to the window's end, and whether the filter matches each."""
    known = logs.unnarrowed().between(None, logs.filter.until)
    if apps:
        known = known.in_apps(*apps)
    p = publishes(known)
    names = ("id", "created_at", "log_type", "app_id", "app_name", "user_email")
    r = known.typed(*CHANGES).rows(*names).c
    alone = app_name_alone(r)
    changes = sa.select(
        r.created_at, r.app_id, r.app_name, alone, r.user_email, r.log_type, r.id, sa.literal(0)
    ).where(of_an_app(r))
    both = sa.union_all(sa.select(*p, sa.literal(1).label("publish")), changes)
    e = both.subquery("events").c
    chosen = logs.typed(*CHANGES, *PUBLISHED).rows("id").c
    matched = sa.case((e.id.in_(sa.select(chosen.id)), 1), else_=0).label("matched")
    return sa.select(*e, _area(e.log_type).label("area"), matched).subquery("told").c


def _area(log_type: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    tests = ((log_type.like(pattern), name) for name, many in _AREAS.items() for pattern in many)
    return sa.case(*tests, else_=_PUBLISH)
