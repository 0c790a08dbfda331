"""The one table of names under which exports, spreadsheets and scripts hand over a field.

CSV headers and JSON keys are both looked up here. Names are compared folded: letters and digits
only, in lower case, so that "Session ID", "session_id" and "sessionId" are one name.
"""

from __future__ import annotations

import re

from data.sources.raw import RAW_FIELDS

DATA_TEXT = "dataString"
"""Fliplet's name for `data` as text. It stands in where `data` is missing."""

FIELD_ALIASES: dict[str, tuple[str, ...]] = {
    "id": ("Log ID", "Audit log ID", "Record ID"),
    "createdAt": (
        "Date",
        "Created",
        "Created on",
        "Created date",
        "Date created",
        "Creation date",
        "Timestamp",
        "Time",
        "Date time",
        "Date and time",
        "Date (UTC)",
        "Time (UTC)",
        "Timestamp (UTC)",
        "Created at (UTC)",
        "Logged at",
    ),
    "updatedAt": (
        "Updated",
        "Updated on",
        "Updated date",
        "Date updated",
        "Last updated",
        "Modified",
        "Modified at",
        "Updated at (UTC)",
    ),
    "user.type": ("Category", "User category", "Origin"),
    "type": ("Log type", "Event type", "Event", "Type of log"),
    "typeDescription": ("Description", "Log type description", "Log description"),
    "app.name": ("App", "Application", "Application name"),
    "user.email": ("User", "Email", "User name", "Email address"),
    "data": ("Log data", "Data (JSON)", "Payload"),
    "requestId": ("Request",),
    "sessionId": ("Session", "Device ID", "User session ID"),
    "userId": (),
    "appId": ("Application ID",),
    "dataSourceEntryId": ("Data source entry", "Entry ID"),
    "dataSourceId": ("Data source",),
    "organizationId": ("Organization", "Organisation", "Organisation ID"),
    "appNotificationId": ("App notification", "Notification ID"),
}
"""Further names of each field. The field's own name always counts."""

CATEGORY_ALIASES: dict[str, tuple[str, ...]] = {
    "app": ("Apps/Integrations", "Apps", "Integrations"),
    "appAction": ("App Actions",),
    "studio": ("Fliplet Studio/Viewer", "Fliplet Studio", "Fliplet Viewer", "Viewer"),
}
"""What Fliplet's screen calls each category, beside the value in the record itself."""

_NO_PART_OF_A_NAME = re.compile(r"[\W_]+")


def fold(name: str) -> str:
    """The form in which names are compared: letters and digits only, in lower case."""
    return _NO_PART_OF_A_NAME.sub("", name).lower()


_FIELDS = {fold(name): field for field in RAW_FIELDS for name in (field, *FIELD_ALIASES[field])} | {
    fold(DATA_TEXT): "data"
}

_CATEGORIES = {
    fold(name): category
    for category, names in CATEGORY_ALIASES.items()
    for name in (category, *names)
}


def field_of(name: str) -> str | None:
    """The field of `RAW_FIELDS` that a header or key means; None for one that means none."""
    return _FIELDS.get(fold(name))


def rank(name: str, field: str) -> int:
    """How surely `name` means `field`; the lowest wins where a record has several of them."""
    if name == field:
        return 0
    folded = fold(name)
    if folded == fold(DATA_TEXT):
        return 3
    return 1 if folded == fold(field) else 2


def category_of(text: str) -> str | None:
    """The category that a cell names; a text that is no known name is kept, blank text is None."""
    return _CATEGORIES.get(fold(text), text.strip()) or None
