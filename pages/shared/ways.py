"""Ways from a row of an answer to what is behind it: the user, the log."""

from __future__ import annotations

from datetime import timedelta

from pages.shared import labels, links, visit
from pages.shared.answer_table import Row, Shown
from pages.shared.tables import app_value
from queries.filters import LogFilter, exactly
from queries.subject import Subject, SubjectKind

PASSPORT = "user"
"""The address of the page that shows one user."""

THREAD = "thread"
"""The address of the page that shows one message."""

BEHAVIOR = "behavior-analysis"
"""The address of the page on what users, devices and addresses do."""

FOLLOWED = "Follow one"
"""Its tab that shows the time line of one of them."""

_AROUND = timedelta(minutes=5)


def user_column(name: str, label: str, width: int = 190) -> Shown:
    """A column of users, each of whom opens their passport when clicked."""
    return Shown(name, label, width, open=lambda row: passport(row[name]))


def passport(address: object) -> None:
    """Open the passport of the user with that address; for callbacks. Nobody known has none."""
    if isinstance(address, str):
        links.go(PASSPORT, user=exactly(address))


def device_column(name: str = "device", width: int = 130) -> Shown:
    """A column of devices, each of which is followed when clicked."""
    return Shown(name, "Device", width, open=lambda row: follow("device", row[name]))


def ip_column(name: str = "ip", width: int = 120) -> Shown:
    """A column of IP addresses, each of which is followed when clicked."""
    return Shown(name, "IP address", width, open=lambda row: follow("ip", row[name]))


def follow(kind: SubjectKind, value: object) -> None:
    """Follow one user, device or IP address; for callbacks. One not known cannot be followed."""
    if isinstance(value, str) and value.strip():
        asked = Subject(kind, value).alone(LogFilter())
        parts = {name: getattr(asked, name) for name in ("user", "device", "ip")}
        links.go(BEHAVIOR, extra={"tab": FOLLOWED}, **parts)


def message_column(label: str = "Message", width: int = 110) -> Shown:
    """A column of messages, each of which opens its whole life when clicked."""
    return Shown("message_id", label, width, open=lambda row: thread(row["message_id"]))


def thread(message: object) -> None:
    """Open the whole life of the message of that id; for callbacks. None known has none."""
    if isinstance(message, str):
        links.go(THREAD, extra={"message": message})


def app_column(label: str = "App", width: int = 170) -> Shown:
    """A column of apps (columns app_id, app), each of which narrows to its logs when clicked."""
    return Shown("app", label, width, open=only_app)


def only_app(row: Row) -> None:
    """Narrow to the app of a row (columns app_id, app); for callbacks."""
    if isinstance(row["app"], str):
        visit.narrow(apps=(app_value(row["app_id"], row["app"]),))


def log_column(label: str = "Log") -> Shown:
    """A column of numbers of logs, each of which opens among those around it when clicked."""
    return Shown("id", label, 95, open=open_log)


def surroundings_column(label: str = "Log") -> Shown:
    """A column of numbers of logs, each of which opens among all logs around it when clicked,
    whoever made them."""
    return Shown("id", label, 95, open=_surroundings)


def _surroundings(row: Row) -> None:
    at = row["at"].to_pydatetime()
    window = {"since": at - _AROUND, "until": at + _AROUND}
    everybody = {"user": "", "device": "", "ip": ""}
    links.go("audit-log", extra={"record": str(int(row["id"]))}, **window, **everybody)


def analytics_session(row: Row) -> None:
    """Open the logs of an analytics session (column session); for callbacks."""
    links.go("audit-log", keys=(("analytics_session", str(row["session"])),))


def open_log(row: Row) -> None:
    """Open the log of a row (columns at, id), with the minutes around it; for callbacks."""
    at = row["at"].to_pydatetime()
    window = {"since": at - _AROUND, "until": at + _AROUND}
    links.go("audit-log", extra={"record": str(int(row["id"]))}, **window)


def app_of(row: Row) -> str:
    """The app of a row (columns app_id, app) in words."""
    return labels.app_words(row["app_id"], row["app"])
