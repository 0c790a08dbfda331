"""The errors this project raises on purpose; each one's text is fit to be shown to a person."""

from __future__ import annotations


class AuditLogError(Exception):
    """Base of all errors whose message is meant for the person at the screen."""


class SourceUnreadable(AuditLogError):
    """A file, folder or stream cannot be read at all: missing, not permitted, not a log export."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason


class StoreBusy(AuditLogError):
    """Another process holds the embedded store."""


class StoreUnusable(AuditLogError):
    """The store cannot be opened: wrong URL, unknown engine, damaged or newer than this code."""


class InvalidFilter(AuditLogError):
    """A filter's text cannot be understood: unknown zone, unreadable time, unknown key."""


class UnknownQuestion(AuditLogError):
    """No question is registered under that name or id."""


class DemoRefused(AuditLogError):
    """The demo organisation may not be put beside real logs."""


class ViewRefused(AuditLogError):
    """A saved view cannot be saved or changed so: its name, its owner, or it is gone."""


class BadThreshold(AuditLogError):
    """A threshold of the flags is no whole number, or out of range."""
