"""The events of one person's ways in, in order, and what can be said of them at their end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

import pandas as pd

_ENTERED = frozenset({"signed_in", "first_sign_in"})
_CODES = frozenset({"verification_email", "verification_sms"})


class Event(NamedTuple):
    """A row of `access_events`; None for what it does not say."""

    at: datetime
    what: str
    detail: str | None
    arrived: str | None
    user: str | None
    by: str | None
    app_id: int | None
    app: str | None
    id: int

    @property
    def app_words(self) -> str:
        """The app as people call it."""
        return self.app or ("an app" if self.app_id is None else f"app {self.app_id}")

    @property
    def app_key(self) -> tuple[int | None, str | None]:
        """What tells the app from others: its number, else its name."""
        return self.app_id, self.app if self.app_id is None else None

    @property
    def in_person(self) -> bool:
        """Nobody else acted as the user."""
        return self.by is None or self.by == self.user


@dataclass(frozen=True)
class Story:
    """Events, the first one first."""

    events: tuple[Event, ...]

    @classmethod
    def of(cls, rows: pd.DataFrame) -> Story:
        """The story that rows of `access_events` tell, in whatever order they come."""
        wanted = rows[list(Event._fields)]
        events = [_event(row) for row in wanted.itertuples(index=False, name=None)]
        return cls(tuple(sorted(events, key=lambda event: (event.at, event.id))))

    def all(self, *names: str) -> list[Event]:
        """The events called so."""
        return [event for event in self.events if event.what in names]

    def last(self, *names: str) -> Event | None:
        """The last event called so."""
        return next((e for e in reversed(self.events) if e.what in names), None)

    @cached_property
    def entered(self) -> list[Event]:
        """Sign-ins that succeeded, made by the user in person."""
        return [e for e in self.events if e.what in _ENTERED and e.in_person]

    @cached_property
    def last_entry(self) -> Event | None:
        """The last time that the user got in."""
        return self.entered[-1] if self.entered else None

    @cached_property
    def failures(self) -> list[Event]:
        """Sign-ins that failed since the user last got in; all where the user never did."""
        failed = [e for e in self.all("sign_in_failed") if e.in_person]
        return [e for e in failed if self.last_entry is None or e.at > self.last_entry.at]

    @cached_property
    def codes(self) -> list[Event]:
        """Emails and SMS sent for a sign-in since the user last got in."""
        sent = [e for e in self.events if e.what in _CODES]
        return [e for e in sent if not self.entered_since(e)]

    def entered_since(self, event: Event) -> bool:
        """The user got in after the event, or at its moment."""
        return self.last_entry is not None and self.last_entry.at >= event.at

    def tried_since(self, event: Event) -> bool:
        """The user tried to sign in after the event, with whatever end."""
        return self.entered_since(event) or any(e.at >= event.at for e in self.failures)

    def apps_lost(self) -> list[Event]:
        """Removals from apps that the user was not added to again and has not got into since."""
        latest: dict[tuple[int | None, str | None], Event] = {}
        for event in self.all("app_added", "app_changed", "app_removed"):
            latest[event.app_key] = event
        lost = [event for event in latest.values() if event.what == "app_removed"]
        return [event for event in lost if not self._entered_app_since(event)]

    def _entered_app_since(self, lost: Event) -> bool:
        return any(e.at >= lost.at and e.app_key == lost.app_key for e in self.entered)


def ids_of(events: Iterable[Event]) -> tuple[int, ...]:
    """The numbers of the events' logs."""
    return tuple(event.id for event in events)


def _event(row: tuple[Any, ...]) -> Event:
    given: dict[str, Any] = {
        name: None if pd.isna(value) else value
        for name, value in zip(Event._fields, row, strict=True)
    }
    app_id = given["app_id"]
    whole = {"id": int(given["id"]), "app_id": None if app_id is None else int(app_id)}
    return Event(**given | whole | {"at": given["at"].to_pydatetime()})
