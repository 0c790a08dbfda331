"""An email and the logs it can have."""

from __future__ import annotations

from typing import Any, NamedTuple

from data.demo.rows import NONE, Log

GONE = ("Permanent", "550 5.1.1 The mailbox does not exist")
FULL = ("Transient", "552 5.2.2 Mailbox full")
"""A bounce: `bounceType` and `reason`."""


class Email(NamedTuple):
    """An email: when, of which kind and origin, from which app, by whom, to whom."""

    at: int
    type: str
    category: int
    app: int
    sender: int
    subject: str
    recipients: tuple[str, ...]
    message: str

    def sent(self) -> Log:
        """The log of the trigger. One recipient is written as a text, several as a list."""
        to: Any = self.recipients[0] if len(self.recipients) == 1 else list(self.recipients)
        data = {"messageId": self.message, "to": to, "subject": self.subject}
        return Log(self.at, self.type, self.category, data, self.app, self.sender)

    def status(self, name: str, to: str, after: float, **more: str) -> Log:
        """A status of the email at one recipient, so many ms after it was sent."""
        data = {"messageId": self.message, "to": to, **more}
        at = self.at + max(int(after), 1)
        return Log(at, f"email.{name}", self.category, data, self.app, request=NONE)

    def bounced(self, to: str, after: float, bounce: tuple[str, str]) -> Log:
        """The log of a bounce."""
        return self.status("bounced", to, after, bounceType=bounce[0], reason=bounce[1])
