"""Audit log: every record that the filter matches, one by one, to be read and taken home."""

from __future__ import annotations

from pages.shared.heading import heading
from pages.shared.log_table import log_table, logs_shown


def page() -> None:
    """Draw the page."""
    heading(logs_shown().total)
    log_table()
