"""Who is looking and what they may see. `queries.run` applies it; nothing else needs to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Viewer:
    """A person or a process that asks questions.

    `apps` is the scope: numbers of the apps whose logs may be seen; None means every log, also
    those that belong to no app. An empty set sees nothing.
    """

    name: str
    apps: frozenset[int] | None = None

    @property
    def sees_everything(self) -> bool:
        """True for a viewer without a scope."""
        return self.apps is None


OWNER = Viewer(name="owner")
"""The owner of the store at its own command line or on its own machine without sign-in."""
