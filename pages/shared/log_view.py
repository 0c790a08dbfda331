"""Which page of the log table is shown, in which order, and which record is open: its URL form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil

SIZES = (25, 50, 100, 500)
"""Rows a page, as Fliplet's own screen offers them."""

NEWEST_FIRST = "-created_at"

SORT_WORDS: Mapping[str, str] = {
    NEWEST_FIRST: "Newest first",
    "created_at": "Oldest first",
    "category": "Category, A to Z",
    "-category": "Category, Z to A",
    "log_type": "Log type, A to Z",
    "-log_type": "Log type, Z to A",
    "app_name": "App, A to Z",
    "-app_name": "App, Z to A",
    "user": "User, A to Z",
    "-user": "User, Z to A",
    "session_id": "Session, lowest first",
    "-session_id": "Session, highest first",
    "data": "Data, A to Z",
    "-data": "Data, Z to A",
}
"""Every order of the table: its name in the URL (`-` is descending) and its words."""

PARAMETERS = ("page", "size", "sort", "record")
"""The URL parameters that make up a view."""


@dataclass(frozen=True)
class LogView:
    """A page (from 1) of so many rows in one order, and the id of the record that is open."""

    page: int = 1
    size: int = 50
    sort: str = NEWEST_FIRST
    record: int | None = None

    @property
    def column(self) -> str:
        """The column that is sorted by, as `record_page` names it."""
        return self.sort.removeprefix("-")

    @property
    def descending(self) -> bool:
        """True where the greatest comes first."""
        return self.sort.startswith("-")

    @property
    def offset(self) -> int:
        """Rows before the page."""
        return (self.page - 1) * self.size

    def pages(self, total: int) -> int:
        """The number of pages for that many rows, at least 1."""
        return max(1, ceil(total / self.size))

    def within(self, total: int) -> LogView:
        """The view, on the last page where its own is beyond it."""
        return replace(self, page=min(self.page, self.pages(total)))

    def span(self, total: int) -> tuple[int, int]:
        """Number (from 1) of the first and the last row on the page; (0, 0) for none."""
        return (self.offset + 1, min(self.offset + self.size, total)) if total else (0, 0)

    def at(self, page: int) -> LogView:
        """Another page, without an open record: it belongs to the page it was opened on."""
        return replace(self, page=page, record=None)

    def sized(self, size: int) -> LogView:
        """Another number of rows, on the page that holds the first row of this one."""
        return replace(self, size=size, page=self.offset // size + 1, record=None)

    def sorted_by(self, sort: str) -> LogView:
        """Another order, from its first page."""
        return replace(self, sort=sort, page=1, record=None)

    def turned(self, column: str) -> LogView:
        """Sorted by that column; the other way round where it is already.

        Dates begin with the newest, everything else with the smallest.
        """
        if column == self.column:
            return self.sorted_by(column if self.descending else f"-{column}")
        return self.sorted_by(NEWEST_FIRST if column == "created_at" else column)

    def to_query(self) -> dict[str, str]:
        """The view as URL parameters, those that are as at first left out."""
        first, shown = LogView(), {}
        for name in PARAMETERS:
            value = getattr(self, name)
            if value != getattr(first, name):
                shown[name] = str(value)
        return shown


def read_view(query: Mapping[str, str]) -> LogView:
    """The view that URL parameters describe; what cannot be understood is as at first."""
    page, size = _whole(query.get("page")), _whole(query.get("size"))
    sort = query.get("sort", NEWEST_FIRST)
    return LogView(
        page=page if page and page > 0 else 1,
        size=size if size in SIZES else 50,
        sort=sort if sort in SORT_WORDS else NEWEST_FIRST,
        record=_whole(query.get("record")),
    )


def _whole(text: str | None) -> int | None:
    digits = (text or "").removeprefix("-")
    return (
        int(text) if text and len(digits) < 19 and digits.isascii() and digits.isdigit() else None
    )
