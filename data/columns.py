"""The one list of a log's columns: what each holds and which part of the raw record feeds it.

`schema.py` makes the table of it, `normalise.py` the SQL that fills it, `docs/data-model.md` the
documentation. A new column is one entry here; an existing store refills it when it is next opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "integer", "time"]


@dataclass(frozen=True)
class LogColumn:
    """One column of the table `logs`.

    A column is fed by `field` (a field of the raw record), by `paths` (JSON paths into `data`, the
    first that gives a value wins; `field` before `paths`), or, where both are empty, by code that
    `meaning` names. `types` limits `paths` to log types that match one of these SQL LIKE patterns,
    `only` single paths further, to those that match its pattern.
    `anywhere` names a key that is searched at any depth of `data` when no path gave a value.
    `key` columns join logs that belong together.
    """

    name: str
    kind: Kind
    meaning: str
    field: str | None = None
    paths: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    anywhere: str | None = None
    key: bool = False
    only: tuple[tuple[str, str], ...] = ()

    @property
    def extracted(self) -> bool:
        """True where the column is (also) read from the JSON in `data`."""
        return bool(self.paths or self.anywhere)


_EMAIL = ("email.%",)
_MESSAGES = ("email.%", "sms.%")
_MEMBERSHIP = ("organization.user.%", "app.user.%", "user.twofactor.%", "user.update", "user.%")
_ERRORS = ("app.error.%",)
_BUILDS = ("app.submission.%",)
_PUSHES = ("pushNotification.%", "job")
_CHANGES = ("app.page.%", "app.pages.%", "app.settings.%", "app.widget.%", "app.ai.%", "widget.%")

LOG_COLUMNS: tuple[LogColumn, ...] = (
    LogColumn(
        "id",
        "integer",
        "Unique number of the log. A record without one gets a negative "
        "number made from its content, the same one at every import.",
        "id",
    ),
    LogColumn("created_at", "time", "When the log was written (UTC).", "createdAt"),
    LogColumn("updated_at", "time", "When the log was last changed (UTC).", "updatedAt"),
    LogColumn(
        "category",
        "text",
        "Origin: app, appAction or studio; null when the source says nothing.",
        "user.type",
    ),
    LogColumn("log_type", "text", "Dotted name of what happened.", "type"),
    LogColumn(
        "type_description", "text", "Fliplet's own words for the log type.", "typeDescription"
    ),
    LogColumn("app_id", "integer", "Number of the app.", "appId", key=True),
    LogColumn("app_name", "text", "Name of the app when the log was written.", "app.name"),
    LogColumn(
        "user_email",
        "text",
        "The user, in lower case: user.email, else the address in data.",
        "user.email",
        ("$._userEmail",),
    ),
    LogColumn(
        "studio_user_email",
        "text",
        "The Studio user who acted as the user (A in «A as B»), in lower case.",
        None,
        ("$._studioUser.email",),
    ),
    LogColumn("given_user_email", "text", "user.email exactly as it came.", "user.email"),
    LogColumn(
        "data",
        "text",
        "The JSON text as it came, credentials replaced. Not always valid JSON.",
        "data",
    ),
    LogColumn("request_id", "text", "HTTP request that caused the log.", "requestId", key=True),
    LogColumn(
        "session_id", "integer", "Session (the apps call it Device ID).", "sessionId", key=True
    ),
    LogColumn("user_id", "integer", "Number of the user.", "userId", key=True),
    LogColumn(
        "data_source_entry_id", "integer", "Entry of a data source.", "dataSourceEntryId", key=True
    ),
    LogColumn("data_source_id", "integer", "Data source.", "dataSourceId", key=True),
    LogColumn("organization_id", "integer", "Organisation.", "organizationId", key=True),
    LogColumn("app_notification_id", "integer", "App notification.", "appNotificationId", key=True),
    LogColumn(
        "extra",
        "text",
        "JSON object of fields the source gave that have no column of their "
        "own, or whose value did not fit its column; null where there are none.",
        "extra",
    ),
    LogColumn(
        "message_id",
        "text",
        "Joins an email or SMS to its status logs.",
        None,
        (
            "$.messageId",
            "$.message.id",
            "$.message.messageId",
            "$.mail.messageId",
            "$.response.messageId",
            "$.result.messageId",
        ),
        _MESSAGES,
        "messageId",
        key=True,
    ),
    LogColumn(
        "recipient",
        "text",
        "Address or number a message went to, in lower case; several are kept as their JSON list.",
        None,
        (
            "$.recipient",
            "$.to",
            "$.recipients",
            "$.email",
            "$.destination",
            "$.mail.destination",
            "$.phone",
            "$.phoneNumber",
            "$.toEmail",
            "$.options.to",
        ),
        _MESSAGES,
        "to",
        key=True,
    ),
    LogColumn(
        "subject",
        "text",
        "Subject of an email.",
        None,
        ("$.subject", "$.mail.subject", "$.mail.commonHeaders.subject", "$.options.subject"),
        _EMAIL,
        "subject",
    ),
    LogColumn(
        "reason",
        "text",
        "Why a message bounced, was delayed or rejected, or a build failed.",
        None,
        (
            "$.reason",
            "$.error.message",
            "$.error",
            "$.bounce.reason",
            "$.bounce.bounceSubType",
            "$.diagnosticCode",
            "$.description",
            "$.message",
        ),
        (*_BUILDS, *_MESSAGES),
        only=(("$.description", "email.%"), ("$.message", "email.%")),  # an SMS's is its text
    ),
    LogColumn(
        "status",
        "text",
        "Status the record reports, e.g. of a build or an SMS.",
        None,
        ("$.status", "$.result.status", "$.submission.status", "$.data.status"),
        (*_BUILDS, *_MESSAGES),
    ),
    LogColumn(
        "device",
        "text",
        "Identifier of the device: device.uuid or _deviceTrackingId.",
        None,
        ("$.device.uuid", "$._deviceTrackingId", "$.deviceUuid", "$.deviceId"),
        key=True,
    ),
    LogColumn("device_model", "text", "Model of the device.", None, ("$.device.model",)),
    LogColumn(
        "platform",
        "text",
        "Platform: web or native.",
        None,
        ("$._platform", "$.platform"),
    ),
    LogColumn(
        "os",
        "text",
        "Operating system: Win32, MacIntel, Android, iOS …",
        None,
        ("$._os", "$.os", "$.device.platform"),
    ),
    LogColumn(
        "os_version", "text", "Version of the operating system.", None, ("$.device.version",)
    ),
    LogColumn(
        "ip", "text", "IP address.", None, ("$.ip", "$.ipAddress", "$._ip", "$.clientIp"), key=True
    ),
    LogColumn("user_agent", "text", "Browser or client.", None, ("$.userAgent", "$._userAgent")),
    LogColumn(
        "page_id",
        "integer",
        "Screen of the app.",
        None,
        ("$._pageId", "$.page.id", "$.pageId"),
        key=True,
    ),
    LogColumn(
        "page_title",
        "text",
        "Title of the screen.",
        None,
        ("$._pageTitle", "$.page.title", "$.pageTitle"),
    ),
    LogColumn(
        "app_version",
        "text",
        "Version of the app's bundle.",
        None,
        ("$.responseBody.app.version", "$.appVersion", "$.app.version"),
    ),
    LogColumn(
        "analytics_session",
        "text",
        "Analytics session; a new one after 30 idle minutes.",
        None,
        ("$._analyticsSessionId",),
        key=True,
    ),
    LogColumn(
        "event_category",
        "text",
        "Category of a custom analytics event.",
        None,
        ("$.category",),
        ("app.analytics.event",),
    ),
    LogColumn(
        "event_action",
        "text",
        "Action of a custom analytics event.",
        None,
        ("$.action",),
        ("app.analytics.event",),
    ),
    LogColumn(
        "event_label",
        "text",
        "Label of a custom analytics event.",
        None,
        ("$.label",),
        ("app.analytics.event",),
    ),
    LogColumn(
        "submission_id",
        "text",
        "Joins a build's request to its report.",
        None,
        ("$.appSubmissionId", "$.submission.id", "$.submissionId"),
        _BUILDS,
        "appSubmissionId",
        key=True,
    ),
    LogColumn(
        "slug",
        "text",
        "The app's own part of its web address, as it was set.",
        None,
        ("$.slug", "$.app.slug", "$.settings.slug"),
        ("app.publish%",),
        "slug",
    ),
    LogColumn(
        "changed",
        "text",
        "Attributes of a screen, a component or the settings that were changed, as a JSON list.",
        None,
        ("$.attributes", "$.page.attributes"),
        _CHANGES,
    ),
    LogColumn(
        "component",
        "text",
        "Name of the component that was added, changed or removed.",
        None,
        (
            "$.widget.name",
            "$.widgetInstance.name",
            "$.widgetInstance.widget.name",
            "$.component.name",
            "$.widgetName",
        ),
        _CHANGES,
    ),
    LogColumn(
        "media_file_id",
        "text",
        "File of the media library.",
        None,
        ("$.mediaFileId", "$.mediaFile.id", "$.file.id", "$.id"),
        ("mediaFile.%",),
        "mediaFileId",
        key=True,
    ),
    LogColumn(
        "media_folder_id",
        "text",
        "Folder of the media library.",
        None,
        ("$.mediaFolderId", "$.mediaFolder.id", "$.folderId", "$.folder.id"),
        ("mediaFile.%", "mediaFolder.%"),
        "mediaFolderId",
        key=True,
    ),
    LogColumn(
        "two_factor_kind",
        "text",
        "Kind of two-factor authentication.",
        None,
        ("$.type", "$.twofactor.type", "$.twoFactor.type"),
        ("%.twofactor.%",),
    ),
    LogColumn(
        "subject_user",
        "text",
        "The user something was done to, in lower case, e.g. who was added to an app.",
        None,
        ("$.user.email", "$.email", "$.userEmail", "$.targetUser.email", "$.member.email"),
        _MEMBERSHIP,
        key=True,
    ),
    LogColumn(
        "role",
        "text",
        "Role given with a membership.",
        None,
        (
            "$.role",
            "$.user.role",
            "$.organizationRole",
            "$.appRole",
            "$.role.name",
            "$.organizationRoleId",
            "$.appRoleId",
        ),
        _MEMBERSHIP,
    ),
    LogColumn("status_code", "integer", "HTTP status of the answer.", None, ("$.statusCode",)),
    LogColumn(
        "error_message", "text", "Message of an app error.", None, ("$.message", "$.error"), _ERRORS
    ),
    LogColumn(
        "push_title",
        "text",
        "Title of a push notification.",
        None,
        ("$.payload.title", "$.title", "$.notification.title"),
        _PUSHES,
    ),
    LogColumn(
        "push_subscriptions",
        "integer",
        "Devices a push notification was meant for.",
        None,
        ("$.subscriptionsCount",),
        _PUSHES,
        "subscriptionsCount",
    ),
    LogColumn(
        "push_batches",
        "integer",
        "Batches that a push notification was sent in. Null where the log holds no push result.",
    ),
    LogColumn(
        "push_success",
        "integer",
        "Devices a push notification was accepted for: the sum "
        "over all batches and methods. Null where the log holds no push result.",
    ),
    LogColumn(
        "push_failure",
        "integer",
        "Devices a push notification failed for: the sum over all "
        "batches and methods. Null where the log holds no push result.",
    ),
    LogColumn(
        "data_keys",
        "text",
        "JSON list of the paths inside data that have a value, e.g. result[].method; null where "
        "there is none.",
    ),
    LogColumn(
        "batch_id",
        "integer",
        "The committed batch that brought the log in; later batches have higher numbers, so a "
        "reader can keep to what was there when it began.",
    ),
)

LOWER_CASE = frozenset({"user_email", "studio_user_email", "recipient", "subject_user"})
"""Columns kept in lower case and trimmed: addresses, which people spell in many ways."""

_NOT_ASKED_FOR = frozenset(
    {"category", "log_type", "app_name", "data", "data_keys", "extra", "batch_id"}
)

KEY_COLUMNS: tuple[str, ...] = tuple(
    c.name for c in LOG_COLUMNS if c.kind != "time" and c.name not in _NOT_ASKED_FOR
)
"""Columns that `LogFilter.keys` may name: every value a person may want to see the logs of, other
than those that have a part of the filter to themselves."""
