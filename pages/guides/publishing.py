"""Apps published and by whom; a build's request and its report, joined."""

from __future__ import annotations

import pandas as pd

from pages.shared import thread_table, visit, ways, words
from pages.shared.answer_table import Shown, answer_table
from pages.shared.delivery_words import seconds_words
from pages.shared.facts import facts
from pages.shared.guide import Guide, Step, choose
from queries.behavior_figures import BUILDS, PUBLISHED
from queries.thread_kinds import thread_kind

_MOST = 100


def _how_many() -> bool:
    published = visit.answer("apps_published")
    builds = visit.answer("build_figures").iloc[0].to_dict()
    if published.empty and not builds["requested"] and not builds["without_request"]:
        return False
    apps = published["app_id"].nunique()
    facts(
        (
            ("Published", words.number(len(published)), "Logs of publishing an app."),
            ("Apps", words.number(apps), "Different apps that were published, by number."),
            ("Publishers", words.number(published["user"].nunique()), "Different users."),
            ("Builds", words.number(builds["requested"]), "Builds requested."),
            ("Succeeded", words.number(builds["succeeded"]), "As their report says."),
            ("Failed", words.number(builds["failed"]), "As their report says."),
            ("No report yet", words.number(builds["no_report"]), "Requested, no report."),
        )
    )
    return True


def _who() -> bool:
    answer_table(
        "Apps published",
        "apps_published",
        (
            Shown("at", "When"),
            ways.app_column(width=200),
            Shown("kind", "How", 140, words=lambda row: str(row["kind"]).capitalize()),
            ways.user_column("user", "By", 240),
            Shown("slug", "Web address", 170),
            ways.log_column(),
        ),
        key="published",
        help=f"The latest {_MOST}; the CSV has all.",
        limit=_MOST,
    )
    return True


def _builds() -> bool:
    found = answer_table(
        "Builds: the request and its report, joined",
        "app_builds",
        (
            Shown("requested_at", "Requested"),
            Shown("app", "App", 180, words=ways.app_of),
            Shown("platform", "Platform", 90),
            ways.user_column("requested_by", "By", 220),
            Shown("outcome", "Outcome", 110, words=lambda row: str(row["outcome"]).capitalize()),
            Shown("reported_at", "Reported"),
            Shown("seconds", "After", 100, words=lambda row: seconds_words(row["seconds"])),
            Shown("reason", "Reason", 220),
            ways.thread_column("submission_id", "Build", 90),
        ),
        key="builds",
        help=f"The latest {_MOST}; the CSV has all.",
        limit=_MOST,
    )
    return not found.empty


def _one() -> bool:
    found = visit.answer("app_builds", limit=_MOST)
    known = found[found["submission_id"].notna()]
    worst = known.assign(order=known["outcome"].map(_ORDER).fillna(len(_ORDER)))
    rows = worst.sort_values("order", kind="stable").to_dict("records")
    if not rows:
        return False
    said = {
        str(row["submission_id"]): " · ".join(
            str(part)
            for part in (row["submission_id"], row["app"], row["platform"], row["outcome"])
            if not pd.isna(part)
        )
        for row in rows
    }
    build = choose("Build", "build", list(said), said.__getitem__)
    return thread_table.thread(thread_kind("submission_id"), build)


_ORDER = {"failed": 0, "no report": 1}
"""Builds that somebody would look at first."""

GUIDE = Guide(
    "publishing",
    "Apps published, builds requested",
    "Which apps were published and by whom; a build's request and its report, joined.",
    "No app was published and no build requested in this time.",
    (
        Step("How much was published and built?", _how_many, (*PUBLISHED, *BUILDS)),
        Step("Which apps were published, and by whom?", _who, PUBLISHED),
        Step("Which builds were requested, and did they succeed?", _builds, BUILDS),
        Step("What happened to one build, from request to report?", _one),
    ),
)
