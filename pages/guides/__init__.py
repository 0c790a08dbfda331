"""The worked examples: guided answers, in the order that they are shown."""

from __future__ import annotations

from pages.guides import email, files, logins, publishing, push, second_factor
from pages.shared.guide import Guide

GUIDES: tuple[Guide, ...] = (
    email.GUIDE,
    push.GUIDE,
    logins.GUIDE,
    second_factor.GUIDE,
    files.GUIDE,
    publishing.GUIDE,
)


def guide_named(name: str) -> Guide | None:
    """The guided answer of that name; None where there is none."""
    return next((guide for guide in GUIDES if guide.name == name), None)
