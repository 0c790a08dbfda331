"""For every question: whom it is for, its headline figure, where it opens, and other words for it.

The one place for that, beside the questions themselves. The page of answers, the command line and
the documentation read it through `answers`. A question takes what its subject says (`SUBJECTS`)
and, where it has more or other to say, what `QUESTIONS` says of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

import queries.catalogue  # noqa: F401 - importing the catalogue registers every question
from data.errors import UnknownQuestion
from queries.question import Question, registered
from queries.security_types import FAILED, TWO_FACTOR_ADDED, TWO_FACTOR_REMOVED

Role = Literal["Organisation admin", "Security reviewer", "Product manager", "App publisher"]

ADMIN: Role = "Organisation admin"
SECURITY: Role = "Security reviewer"
PRODUCT: Role = "Product manager"
PUBLISHER: Role = "App publisher"
ROLES: tuple[Role, ...] = (ADMIN, SECURITY, PRODUCT, PUBLISHER)


@dataclass(frozen=True)
class Place:
    """Where an answer is seen: a page (its address), its tab, and how both are set.

    `changes` are those of the filter, named as its fields; `parameters` are the page's own.
    """

    page: str
    tab: str = ""
    changes: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    parameters: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Headline:
    """The one figure that a question is told by: "41 emails".

    It is the sum of `column` in the answer to the question `of`, or the number of its rows where
    `column` is empty; of a `share` the value of the column in the only row, 0 to 1. `one` and
    `many` name what is counted. Where `having` names columns, rows count in which one of them is
    more than 0, or is known where it is no count.
    """

    of: str
    column: str
    one: str
    many: str = ""
    share: bool = False
    having: tuple[str, ...] = ()


@dataclass(frozen=True)
class Subject:
    """What the questions on one subject have in common; `words` are others that people may type."""

    roles: tuple[Role, ...]
    place: Place
    words: str = ""


@dataclass(frozen=True)
class Told:
    """What is told of one question, over and above what its subject says."""

    headline: Headline | None = None
    place: Place | None = None
    words: str = ""
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True)
class Answer:
    """A question with all that is told of it."""

    asked: Question
    roles: tuple[Role, ...]
    place: Place
    headline: Headline | None
    words: str

    @property
    def first(self) -> bool:
        """True for those that a person would ask first: they have a code or a figure."""
        return bool(self.asked.codes) or self.headline is not None


def _security(tab: str, **changes: Any) -> Place:
    return Place("security", tab, changes)


def _features(tab: str, **changes: Any) -> Place:
    return Place("feature-utilization", tab, changes)


def _behavior(tab: str, **changes: Any) -> Place:
    return Place("behavior-analysis", tab, changes)


_OVERVIEW, _LOGS = Place("overview"), Place("audit-log")
_DICTIONARY, _PASSPORT, _THREAD = Place("dictionary"), Place("user"), Place("thread")

SUBJECTS: Mapping[str, Subject] = MappingProxyType(
    {
        "AI services": Subject((PRODUCT,), _features("AI and app events"), "artificial llm gpt"),
        "Activity": Subject((ADMIN, PRODUCT), _OVERVIEW, "traffic volume busy trend"),
        "Adoption": Subject((PRODUCT,), _features("Adoption"), "dead feature usage uptake"),
        "App events": Subject(
            (PRODUCT,), _features("AI and app events"), "analytics custom tracking click"
        ),
        "Apps": Subject((ADMIN, PRODUCT), _OVERVIEW, "applications"),
        "Behavior": Subject((PRODUCT,), _behavior(""), "behaviour summary"),
        "Builds": Subject(
            (PUBLISHER,), _behavior("Publishing"), "app store submission binary ios android"
        ),
        "Data sources": Subject(
            (PRODUCT, ADMIN), _features("Data sources"), "entries database table rows dataset"
        ),
        "Delivery": Subject((PRODUCT, ADMIN), _features("To one person"), "received get arrive"),
        "Email": Subject((PRODUCT, ADMIN), _features("Email"), "mail message bounce spam inbox"),
        "Facets": Subject((ADMIN,), _LOGS, "values keys json"),
        "Feature utilization": Subject((PRODUCT,), _features(""), "summary usage"),
        "Files": Subject((PRODUCT, ADMIN), _features("Files"), "media library folder image"),
        "Follow": Subject((SECURITY, ADMIN), _behavior("Follow one"), "trace history one person"),
        "Funnel": Subject((PRODUCT,), _behavior("Screens"), "conversion drop steps"),
        "Identity": Subject((SECURITY, ADMIN), _PASSPORT, "passport person account profile"),
        "Log types": Subject((ADMIN,), _DICTIONARY, "dictionary meaning"),
        "Login failures": Subject(
            (SECURITY,), _security("Failures"), "sign in wrong password locked attack failed login"
        ),
        "Logins": Subject((SECURITY, ADMIN), _security("Logins"), "sign in sso log on"),
        "Overview": Subject((ADMIN,), _OVERVIEW, "summary"),
        "Publishing": Subject((PUBLISHER,), _behavior("Publishing"), "release launch live web"),
        "Push": Subject((PRODUCT,), _behavior("Push"), "notification apn gcm firebase"),
        "Records": Subject((ADMIN, SECURITY), _LOGS, "raw rows entries export"),
        "SMS": Subject((PRODUCT, ADMIN), _features("SMS"), "text message phone"),
        "Security": Subject((SECURITY, ADMIN), _security(""), "rights permission admin"),
        "Threads": Subject((ADMIN, PRODUCT, PUBLISHER, SECURITY), _THREAD, "trace id correlate"),
        "Use": Subject((PRODUCT,), _behavior("Use"), "dau mau active engagement visits"),
        "Users": Subject((ADMIN, PRODUCT), _OVERVIEW, "people"),
    }
)
"""What the questions on each subject have in common."""

_MEMBERS, _SETTINGS = _security("Membership"), _security("Settings")
_DEVICES, _SCREENS = _behavior("Devices"), _behavior("Screens")
_EVENTS = _features("AI and app events")
_NOT_STUDIO = ("app", "appAction", "none")

_GOT_IN = ("succeeded", "first", "sso")

QUESTIONS: Mapping[str, Told] = MappingProxyType(
    {
        # Security
        "organisation_membership_changes": Told(
            Headline("organisation_membership_changes", "", "change"),
            _MEMBERS,
            "joined left invited deleted blocked member",
            (ADMIN, SECURITY),
        ),
        "app_membership_changes": Told(
            Headline("app_membership_changes", "", "change"),
            _MEMBERS,
            "access granted revoked member deleted",
            (ADMIN, SECURITY),
        ),
        "membership_over_time": Told(place=_MEMBERS, roles=(ADMIN, SECURITY)),
        "membership_changes_by_actor": Told(
            Headline("membership_changes_by_actor", "", "person", "people"), _MEMBERS
        ),
        "members_known": Told(place=_MEMBERS, roles=(ADMIN, SECURITY)),
        "app_logins": Told(
            Headline("app_logins", "", "user", having=_GOT_IN),
            _security("Logins", categories=("app",)),
        ),
        "studio_logins": Told(
            Headline("studio_logins", "", "user", having=_GOT_IN),
            _security("Logins", categories=("studio",)),
        ),
        "login_attempts": Told(
            Headline("security_figures", "logins", "attempt"), _security("Failures")
        ),
        "profile_changes": Told(
            Headline("profile_changes", "", "change"), _SETTINGS, "password reset name"
        ),
        "security_changes": Told(
            Headline("security_changes", "", "change"),
            _SETTINGS,
            "2fa two-factor mfa token session revoked",
        ),
        "accounts_without_two_factor": Told(
            Headline("accounts_without_two_factor", "", "account"), _SETTINGS, "2fa mfa"
        ),
        "security_flags": Told(
            Headline("security_flags", "", "flag"), _security("Flags"), "suspicious alert anomaly"
        ),
        "security_figures": Told(
            Headline("security_figures", "failure_rate", "failed", share=True), words="rate"
        ),
        "login_failures_by_user": Told(
            Headline("login_failures_by_user", "", "user", having=("user",))
        ),
        "login_failures_by_ip": Told(
            Headline("login_failures_by_ip", "", "address", "addresses", having=("ip",)),
            words="ip spray",
        ),
        "login_failures_by_app": Told(place=_security("Failures", log_types=(FAILED,))),
        "access_events": Told(
            place=_security("Why can't they get in?"), words="locked out help cannot sign in"
        ),
        "addresses_like": Told(place=_security("Why can't they get in?"), words="typo"),
        "security_timeline": Told(
            words="2fa changes " + " ".join((*TWO_FACTOR_ADDED, *TWO_FACTOR_REMOVED))
        ),
        # Features
        "studio_emails": Told(
            Headline("studio_emails", "", "delivery", "deliveries"),
            _features("Email", categories=("studio",)),
        ),
        "app_emails": Told(
            Headline("app_emails", "", "delivery", "deliveries"),
            _features("Email", categories=_NOT_STUDIO),
        ),
        "email_outcomes_by_day": Told(
            Headline("email_figures", "delivered_ratio", "delivered", share=True),
            words="bounced delayed complaint rejected delivery rate",
        ),
        "email_figures": Told(
            Headline("email_figures", "sent", "delivery sent", "deliveries sent"), words="bounced"
        ),
        "dead_addresses": Told(
            Headline("dead_addresses", "", "address", "addresses"), words="bounces hard invalid"
        ),
        "deliveries_to_person": Told(words="did they get it"),
        "sms_sent": Told(Headline("sms_figures", "sent", "SMS", "SMS")),
        "sms_outcomes_over_time": Told(Headline("sms_figures", "arrived", "arrived", "arrived")),
        "data_source_reads": Told(
            Headline("data_source_figures", "reads", "read"), words="exported downloaded"
        ),
        "data_source_writes": Told(
            Headline("data_source_figures", "writes", "write"), words="deleted imported changed"
        ),
        "data_source_users": Told(words="deleted changed entries"),
        "data_source_unusual_volume": Told(
            Headline("data_source_unusual_volume", "", "day"), words="exfiltration leak spike"
        ),
        "file_changes": Told(
            Headline("file_changes", "", "change"), words="who deleted removed uploaded"
        ),
        "files_deleted_not_restored": Told(
            Headline("files_deleted_not_restored", "", "file"), words="who lost bin recover"
        ),
        "ai_use_over_time": Told(Headline("ai_figures", "requests", "request")),
        "app_events": Told(Headline("app_events_over_time", "logs", "event")),
        "features_unused": Told(Headline("features_unused", "", "log type")),
        # Behavior
        "user_activity": Told(roles=(SECURITY, ADMIN, PRODUCT), words="screens devices sessions"),
        "device_activity": Told(words="phone computer"),
        "ip_activity": Told(words="network location"),
        "app_builds": Told(Headline("build_figures", "requested", "build")),
        "build_figures": Told(
            Headline("build_figures", "success_ratio", "succeeded", share=True), words="failed"
        ),
        "apps_published": Told(Headline("apps_published", "", "publish", "publishes")),
        "app_changes": Told(
            Headline("app_changes", "", "change"), words="edited screens who deleted removed"
        ),
        "apps_unpublished": Told(Headline("apps_unpublished", "", "time"), words="offline down"),
        "push_notifications": Told(Headline("push_figures", "pushes", "notification")),
        "push_outcomes_by_day": Told(
            Headline("push_figures", "success_rate", "accepted", share=True), words="delivered"
        ),
        "push_errors": Told(Headline("push_figures", "failure", "failure"), words="reasons"),
        "active_users": Told(place=_behavior("Use"), words="daily weekly monthly"),
        "session_figures": Told(Headline("session_figures", "sessions", "session")),
        "app_errors": Told(Headline("behavior_figures", "errors", "error"), _SCREENS, "crash bug"),
        "screens_viewed": Told(Headline("behavior_figures", "views", "view"), _SCREENS),
        "screen_paths": Told(place=_SCREENS, words="navigation"),
        **dict.fromkeys(
            (
                *("platforms", "platforms_over_time", "operating_systems"),
                *("operating_systems_over_time", "devices", "devices_over_time"),
                *("app_versions", "app_versions_over_time"),
            ),
            Told(place=_DEVICES, words="browser phone version update"),
        ),
        # Everything
        "overview_figures": Told(Headline("overview_figures", "logs", "log")),
        "busiest_apps": Told(Headline("overview_figures", "active_apps", "active app")),
        "busiest_users": Told(Headline("overview_figures", "active_users", "active user")),
        "record_page": Told(Headline("record_count", "records", "log")),
        "new_log_types": Told(Headline("new_log_types", "", "log type"), _OVERVIEW),
    }
)
"""What is told of single questions."""


def answers() -> tuple[Answer, ...]:
    """Every registered question with all that is told of it, in the order of registration.

    Raises UnknownQuestion for a question whose subject nothing is told of.
    """
    return tuple(map(answer_of, registered()))


def answer_of(asked: Question) -> Answer:
    """All that is told of a question. Raises UnknownQuestion where its subject is not known."""
    subject = SUBJECTS.get(asked.subject)
    if subject is None:
        raise UnknownQuestion(f"{asked.name}: nothing is told of the subject {asked.subject!r}")
    told = QUESTIONS.get(asked.name, Told())
    return Answer(
        asked=asked,
        roles=told.roles or subject.roles,
        place=told.place or subject.place,
        headline=told.headline,
        words=" ".join(text for text in (told.words, subject.words) if text),
    )


def of_role(found: Iterable[Answer], role: Role) -> list[Answer]:
    """Those of the answers that are for people of that role."""
    return [answer for answer in found if role in answer.roles]
