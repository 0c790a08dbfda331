"""What the contract is told of single questions: their options, the store of one log they speak of,
and where an answer is not what most questions give."""

from __future__ import annotations

from typing import Any

ALWAYS_ONE_ROW = {"overview_figures", "security_figures", "matched_users", "record_count"} | {
    "email_figures",
    "behavior_figures",
    "feature_figures",
    "file_figures",
    "ai_figures",
    "sms_figures",
    "data_source_figures",
    "session_figures",
    "push_figures",
    "build_figures",
}
OPTIONS: dict[str, dict[str, Any]] = {
    "record": {"id": 1},
    "addresses_like": {"email": "u@x.com"},
    "dead_addresses": {"at_least": 1},
    **{name: {"value": "m-1"} for name in ("thread", "thread_figures", "thread_missing")},
    "data_source_unusual_volume": {"times": 1, "least": 1},
    "surroundings": {"log_id": 1},
    **{name: {"steps": ("type:user.*", "type:email.*")} for name in ("funnel", "funnel_stopped")},
    "push_notification_parts": {"id": 1},
    "publish_comparison": {"app": "1", "at": "2026-10-05T10:15:30Z"},
    "data_key_values": {"path": "messageId"},
}
"""Options without which a question has no answer."""

NONE_OF_ONE = {"sharing_users", "unusual_hours"}
"""Questions on what stands out from other logs: one log is not enough for an answer."""

TWO_OF_ONE = {"funnel"}
"""Questions that answer with the steps they were asked about."""

ONE: dict[str, str] = {
    "organisation_membership_changes": "one admin",
    "membership_over_time": "one admin",
    "membership_changes_by_actor": "one admin",
    "members_known": "one admin",
    "app_membership_changes": "one access",
    "profile_changes": "one profile",
    "security_changes": "one second factor",
    "accounts_without_two_factor": "one second factor",
    "user_devices": "one visit",
    "user_addresses": "one visit",
    "user_sessions": "one visit",
    "device_activity": "one visit",
    "ip_activity": "one visit",
    "followed_sessions": "one visit",
    "security_flags": "one second factor",
    "security_timeline": "one second factor",
    "access_events": "one second factor",
    "addresses_like": "one short address",
    "studio_logins": "one to Studio",
    "login_failures_by_user": "one failure",
    "login_failures_by_ip": "one failure",
    "login_failures_by_device": "one failure",
    "login_failures_by_app": "one failure",
    "login_failures_by_hour_of_week": "one failure",
    "after_login_failures": "one failure",
    "studio_emails": "one Studio email",
    "dead_addresses": "one bounce",
    "app_errors": "one app error",
    **dict.fromkeys(
        (
            "app_versions",
            "app_versions_over_time",
            "devices",
            "devices_over_time",
            "operating_systems",
            "operating_systems_over_time",
            "platforms",
            "platforms_over_time",
            "screen_paths",
            "screens_viewed",
            "sessions",
            "sessions_over_time",
        ),
        "one visit",
    ),
    "data_keys": "one key",
    "new_data_keys": "one key",
    **dict.fromkeys(
        (
            "app_emails",
            "email_by_app",
            "email_by_domain",
            "email_by_origin",
            "email_outcomes_by_day",
            "email_outcomes_by_hour",
            "email_outcomes_over_time",
            "thread",
            "thread_figures",
            "thread_missing",
            "emails",
            "email_by_recipient",
            "feature_figures_over_time",
            "feature_figures_by_hour",
            "data_key_values",
        ),
        "one email",
    ),
    **dict.fromkeys(
        (
            "file_changes",
            "files_over_time",
            "files_by_hour",
            "files_by_user",
            "files_by_app",
            "files_by_folder",
            "busiest_files",
            "files_deleted_not_restored",
        ),
        "one file",
    ),
    **dict.fromkeys(
        ("ai_use_over_time", "ai_use_by_hour", "ai_by_app", "ai_by_user"), "one AI request"
    ),
    **dict.fromkeys(
        (
            "app_events",
            "app_events_over_time",
            "app_events_by_hour",
            "app_events_by_app",
            "app_events_by_user",
            "feature_adoption",
            "features_unused",
        ),
        "one event",
    ),
    "deliveries_to_person": "one email",
    **dict.fromkeys(
        ("sms_outcomes_over_time", "sms_outcomes_by_hour", "sms_by_kind", "sms_by_app", "sms_sent"),
        "one SMS",
    ),
    **dict.fromkeys(
        (
            "data_source_figures_over_time",
            "data_source_figures_by_hour",
            "data_source_use_over_time",
            "data_source_use_by_hour",
            "data_source_use_by_app",
            "data_source_use_by_screen",
            "data_source_users",
            "data_source_newcomers",
            "data_source_reads",
        ),
        "one read",
    ),
    "data_source_writes": "one write",
    "data_source_writes_by_kind": "one write",
    "unclassified_data_source_types": "one unclassified",
    **dict.fromkeys(
        (
            "push_outcomes_by_day",
            "push_outcomes_over_time",
            "push_outcomes_by_hour",
            "push_by_app",
            "push_by_method",
            "push_notifications",
            "push_notification_parts",
        ),
        "one push",
    ),
    **dict.fromkeys(("app_builds", "builds_over_time", "builds_by_app"), "one build"),
    **dict.fromkeys(
        (
            "apps_published",
            "changes_between_publishes",
            "publish_cadence",
            "publish_marks",
            "web_launches",
        ),
        "one launch",
    ),
    "apps_unpublished": "one unpublished",
    "app_changes": "one change",
    "slug_changes": "one address",
    "publish_comparison": "one app error",
    "push_errors": "one failed push",
    "push_of_error": "one failed push",
}
"""Stores of one log that questions speak of which do not speak of a login to an app."""

MORE_THAN_ONE_LOG = {"data_source_unusual_volume"}
"""Questions that compare logs with others, so that of one alone there is no answer."""
WITH_AN_END = {"screen_paths"}
"""Questions whose one log is both a beginning and an end."""

ANY_TIME = {"categories_seen", "apps_seen", "log_types_seen"} | {
    "members_known",
    "accounts_without_two_factor",
    "user_summary",
    "features_unused",
    "publish_comparison",
}
"""Questions for which the window does not count, or not its beginning."""

BEFORE = {"features_unused"}
"""Questions that speak of what is before the window."""

ANY_USER = {"addresses_like"}
"""Questions that name a user themselves: the filter's user part does not count."""

ANY_FILTER = {"surroundings"}
"""Questions that name a log themselves: only the viewer's scope counts."""
ANY_LOG_OF_AN_APP = {"publish_marks"}
"""Questions for which only the window and the apps of a filter count."""
