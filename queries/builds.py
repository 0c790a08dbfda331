"""Questions on builds of apps: who asked for them, and did they succeed?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from queries.activity import DAY_UNITS, DayUnit
from queries.apps import app_name_alone
from queries.logs import Logs
from queries.options import at_most, one_of
from queries.portable import (
    as_text,
    count_of,
    count_where,
    latest_value,
    lower_case,
    micros_between,
    percentile,
    share,
)
from queries.question import Column, question

_REQUEST, _REPORT = "app.submission.build", "app.submission.report"
_SUCCEEDED = ("completed", "success", "successful", "succeeded", "ready-for-testing", "tested")
_FAILED = ("failed", "failure", "error")
"""Statuses are not documented; these are words of Fliplet's own screen for submissions, and what
else such words usually are. A build that was cancelled neither succeeded nor failed."""

_COUNTS: tuple[Column, ...] = (
    Column("requested", "count", "Builds requested."),
    Column("succeeded", "count", "Those whose report says that they succeeded."),
    Column("failed", "count", "Those whose report says that they failed."),
    Column("other", "count", "Those whose report says something else, such as cancelled."),
    Column("no_report", "count", "Those without a report yet."),
)
_WITHOUT_REQUEST = Column(
    "without_request", "count", "Reports of builds whose request is not in the data."
)
_SUMMARY: tuple[Column, ...] = (
    Column(
        "success_ratio",
        "number",
        "Succeeded of those that succeeded or failed, 0 to 1; empty where there are neither.",
    ),
    Column("median_seconds", "number", "From request to report: half took at most so long."),
)


@question(
    subject="Builds",
    codes=("B4",),
    columns=(
        Column("requested_at", "time", "When it was requested; empty where that is not known."),
        Column("app_id", "id", "Number of the app."),
        Column("app", "text", "Name of the app."),
        Column("submission_id", "text", "Joins the request to its report."),
        Column("platform", "text", "What it is built for, where the source tells."),
        Column("requested_by", "text", "Who requested it."),
        Column("outcome", "text", "succeeded, failed, other or no report."),
        Column("status", "text", "What the report says; «no report yet» where there is none."),
        Column("reported_at", "time", "When the report came."),
        Column("seconds", "number", "From request to report."),
        Column("reason", "text", "Why it failed, where the source says."),
        Column("id", "id", "The log of the request; empty where it is not in the data."),
        Column("report_id", "id", "The log of the report."),
    ),
)
def app_builds(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """Which app builds were requested, and did they succeed?

    The `limit` latest (None: all). A request is joined to the latest report of its submission
    before that is requested again, even if it came after the window. The filter is asked of the
    request; of a report whose request is not in the data, of the report itself.
    """
    b = builds(logs)
    unreported = sa.case((b.report_id.is_(None), "no report yet"), else_="not given")
    return (
        sa.select(
            b.requested_at,
            b.app_id,
            b.app_name.label("app"),
            b.submission_id,
            b.platform,
            b.requested_by,
            b.outcome,
            sa.func.coalesce(b.status, unreported).label("status"),
            b.reported_at,
            share(b.micros, sa.literal(1_000_000)).label("seconds"),
            b.reason,
            b.id,
            b.report_id,
        )
        .order_by(b.at.desc(), sa.func.coalesce(b.id, b.report_id).desc())
        .limit(at_most(limit))
    )


@question(subject="Builds", chart="figure", columns=(*_COUNTS, _WITHOUT_REQUEST, *_SUMMARY))
def build_figures(logs: Logs) -> sa.Select[Any]:
    """How many app builds were requested, did they succeed, and how long did they take?

    One row. How requests and reports are joined: `app_builds`.
    """
    f = sa.select(*_counted(builds(logs))).subquery("figures").c
    counts = [sa.func.coalesce(f[c.name], 0).label(c.name) for c in (*_COUNTS, _WITHOUT_REQUEST)]
    return sa.select(*counts, *_summary(f))


@question(
    subject="Builds",
    chart="bar",
    columns=(
        Column("at", "day", "First day of the day, week (Monday) or month in the asked zone."),
        *_COUNTS,
        _WITHOUT_REQUEST,
    ),
)
def builds_over_time(logs: Logs, *, unit: DayUnit = "day") -> sa.Select[Any]:
    """How do builds and what becomes of them change, day by day?

    `unit` is day, week or month. A build counts when it was requested; where that is not known,
    when it was reported.
    """
    b = builds(logs)
    spelled: Any = one_of("unit", unit, DAY_UNITS)
    at = logs.bucket(b.at, spelled).label("at")
    return sa.select(at, *_counted(b)[:-1]).group_by(at).order_by(at)


@question(
    subject="Builds",
    chart="bar",
    columns=(
        Column("app_id", "id", "Number of the app; empty where the source gives only a name."),
        Column("app", "text", "Latest known name."),
        *_COUNTS,
        _WITHOUT_REQUEST,
        *_SUMMARY,
    ),
)
def builds_by_app(logs: Logs) -> sa.Select[Any]:
    """Of which apps were builds requested, and did they succeed?

    What is counted: `build_figures`; the apps with most requests first.
    """
    b = builds(logs)
    keys = (b.app_id, app_name_alone(b))
    name = latest_value(b.app_name, b.at).label("app")
    g = sa.select(*keys, name, *_counted(b)).group_by(*keys).subquery("counted").c
    counts = [g[c.name] for c in (*_COUNTS, _WITHOUT_REQUEST)]
    return sa.select(g.app_id, g.app, *counts, *_summary(g)).order_by(
        g.requested.desc(), g.app_id.nulls_last(), g.name_alone.nulls_last()
    )


def builds(logs: Logs) -> Any:
    """Requests with the report on each, and reports without a request, as `.c`.

    Columns: at (of the request, else of the report), those of `app_builds`, and micros between.
    """
    names = ("id", "created_at", "app_id", "app_name", "submission_id", "platform")
    tries = _tries(logs.ever().unnarrowed(), names)
    r = sa.select(*tries.c).where(tries.c.log_type == _REQUEST).subquery("requests").c
    p = _latest_reports(tries)
    same = sa.and_(r.submission == p.submission, r.number == p.number)
    either = sa.outerjoin(r.id.table, p.id.table, same, full=True)
    chosen = logs.typed(_REQUEST, _REPORT).rows("id").c
    status = lower_case(p.status)
    outcome = sa.case(
        (p.id.is_(None), "no report"),
        (status.in_(_SUCCEEDED), "succeeded"),
        (status.in_(_FAILED), "failed"),
        else_="other",
    )
    joined = sa.select(
        sa.func.coalesce(r.created_at, p.created_at).label("at"),
        r.created_at.label("requested_at"),
        *(sa.func.coalesce(r[name], p[name]).label(name) for name in names[2:6]),
        r.user_email.label("requested_by"),
        outcome.label("outcome"),
        p.status,
        p.created_at.label("reported_at"),
        micros_between(r.created_at, p.created_at).label("micros"),
        p.reason,
        r.id,
        p.id.label("report_id"),
    ).select_from(either)
    matched = sa.func.coalesce(r.id, p.id).in_(sa.select(chosen.id))
    return joined.where(matched).subquery("builds").c


def _tries(known: Logs, names: Sequence[str]) -> sa.CTE:
    """Requests and reports with submission, what joins them (a log that names none is its own), and
    number: how many times it had been requested by then."""
    c = known.typed(_REQUEST, _REPORT).rows(*names, "log_type", "status", "reason", "user_email").c
    submission = sa.func.coalesce(c.submission_id, sa.literal("log ") + as_text(c.id))
    requested = sa.case((c.log_type == _REQUEST, 1), else_=0)
    number = sa.func.sum(requested).over(
        partition_by=submission, order_by=(c.created_at, requested.desc(), c.id), rows=(None, 0)
    )
    return sa.select(*c, submission.label("submission"), number.label("number")).cte("tries")


def _latest_reports(tries: sa.CTE) -> Any:
    """The latest report on each request, that is before the next request of its submission."""
    t = tries.c
    latest_first = sa.func.row_number().over(
        partition_by=(t.submission, t.number), order_by=(t.created_at.desc(), t.id.desc())
    )
    reports = sa.select(*t, latest_first.label("place")).where(t.log_type == _REPORT)
    ranked = reports.subquery("ranked").c
    return sa.select(*ranked).where(ranked.place == 1).subquery("reports").c


def _counted(b: Any) -> list[sa.ColumnElement[Any]]:
    """Aggregates of builds: `_COUNTS`, `_WITHOUT_REQUEST`, and the median of micros."""
    requested = b.requested_at.is_not(None)
    words = {"succeeded": "succeeded", "failed": "failed", "other": "other"} | {
        "no_report": "no report"
    }
    half = sa.literal(0.5, literal_execute=True)
    return [
        count_of(b.requested_at).label("requested"),
        *(
            count_where(sa.and_(requested, b.outcome == word)).label(name)
            for name, word in words.items()
        ),
        count_where(sa.not_(requested)).label("without_request"),
        percentile(b.micros, half).label("micros"),
    ]


def _summary(counted: Any) -> list[sa.ColumnElement[Any]]:
    return [
        share(counted.succeeded, counted.succeeded + counted.failed).label("success_ratio"),
        share(counted.micros, sa.literal(1_000_000)).label("median_seconds"),
    ]
