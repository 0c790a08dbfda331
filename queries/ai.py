"""Questions on AI services: how much apps ask of them, when, where and who."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from queries.activity import DAY_UNITS, DayUnit
from queries.feature_logs import (
    APP,
    APPS,
    AT_DAY,
    AT_HOUR,
    LAST_AT,
    USER,
    USERS,
    apps_of,
    by_app,
    by_value,
    counts_of,
    feature_logs,
    over_time,
    users_of,
)
from queries.feature_types import AI
from queries.logs import Logs
from queries.options import one_of
from queries.portable import count_of
from queries.question import Column, question

AI_KINDS = {
    "completions": ("completions", "completion"),
    "images": ("image", "images"),
    "transcriptions": ("audio", "transcription", "transcriptions"),
    "embeddings": ("embeddings", "embedding"),
}

_COUNTS: tuple[Column, ...] = (
    Column("requests", "count", "Requests to AI services: each log is one."),
    Column("completions", "count", "Those for a text or an answer in a chat."),
    Column("images", "count", "Those for an image."),
    Column("transcriptions", "count", "Those for the transcription of audio."),
    Column("embeddings", "count", "Those for embeddings of a text."),
    Column("other", "count", "Those whose log type ends in no word that is known."),
)


@question(subject="AI services", chart="figure", columns=(*_COUNTS, USERS, APPS))
def ai_figures(logs: Logs) -> sa.Select[Any]:
    """How much are AI services used?

    One row. Every log of the types `ai.*` counts, told apart by the last word of its type. The logs
    are of requests: whether one was answered they do not say. What Studio makes with AI is a change
    of an app (`app.ai.*`) and does not count.
    """
    c = feature_logs(logs, AI, AI_KINDS).c
    return sa.select(*_counts(c), users_of(c), apps_of(c))


@question(
    subject="AI services", chart="bar", codes=("F9",), columns=(AT_DAY, *_COUNTS, USERS, APPS)
)
def ai_use_over_time(logs: Logs, *, unit: DayUnit = "day") -> sa.Select[Any]:
    """How does the use of AI services change, day by day?

    `unit` is day, week or month. What is counted: `ai_figures`. Times without requests have no row.
    By the hour: `ai_use_by_hour`.
    """
    c = feature_logs(logs, AI, AI_KINDS).c
    asked = one_of("unit", unit, DAY_UNITS)
    return over_time(logs, c, [*_counts(c), users_of(c), apps_of(c)], asked)


@question(subject="AI services", chart="bar", columns=(AT_HOUR, *_COUNTS, USERS, APPS))
def ai_use_by_hour(logs: Logs) -> sa.Select[Any]:
    """How does the use of AI services change, hour by hour?

    What is counted: `ai_figures`. Hours without requests have no row.
    """
    c = feature_logs(logs, AI, AI_KINDS).c
    return over_time(logs, c, [*_counts(c), users_of(c), apps_of(c)], "hour")


@question(subject="AI services", chart="bar", columns=(*APP, *_COUNTS, USERS, LAST_AT))
def ai_by_app(logs: Logs) -> sa.Select[Any]:
    """Which apps use AI services?

    What is counted: `ai_figures`; the apps with most requests first.
    """
    c = feature_logs(logs, AI, AI_KINDS).c
    return by_app(c, _counts(c))


@question(subject="AI services", chart="bar", columns=(USER, *_COUNTS, APPS, LAST_AT))
def ai_by_user(logs: Logs, *, limit: int | None = None) -> sa.Select[Any]:
    """Who uses AI services?

    What is counted: `ai_figures`; the `limit` users with most requests first (None: all). Requests
    that do not say whose they are are one row.
    """
    c = feature_logs(logs, AI, AI_KINDS).c
    return by_value(c, c.user_email, "user", [*_counts(c), apps_of(c)], limit)


def _counts(c: Any) -> list[sa.ColumnElement[Any]]:
    return [count_of(c.created_at).label("requests"), *counts_of(c, AI_KINDS)]
